"""Hash chain (chuỗi băm): the canonical text of an entry, its hash, and commitments to personal values.

An entry's hash covers the previous hash and the text stored exactly as hashed, so that a change of any past entry
shows. A personal value enters only as SHA-256(salt ‖ value); its erasure leaves the chain whole.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from motcua.kernel.localtime import iso
from motcua.kernel.vietnamese import nfc

_TYPE_ERROR = "Không ghi được giá trị kiểu {kind} vào sổ: chỉ nhận chữ, số nguyên, đúng/sai, rỗng, ngày, danh sách."
SALT_BYTES = 16


def _settle(value: object) -> object:
    """Turn a value into what JSON writes in one way only; TypeError for floats and anything unknown."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return nfc(str(value))
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _settle_mapping(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_settle(item) for item in value]
    raise TypeError(_TYPE_ERROR.format(kind=type(value).__name__))


def _settle_mapping(mapping: Mapping[object, object]) -> dict[str, object]:
    """Settle keys and values; TypeError for a key that is not text, ValueError for two keys of one spelling."""
    settled: dict[str, object] = {}
    for key, value in mapping.items():
        if not isinstance(key, str):
            raise TypeError(_TYPE_ERROR.format(kind=type(key).__name__))
        name = nfc(str(key))
        if name in settled:
            raise ValueError(f"Hai khóa trùng nhau: {name}")
        settled[name] = _settle(value)
    return settled


def canonical(mapping: Mapping[str, object]) -> str:
    """Write facts as the one text that is hashed and stored: JSON, sorted keys, no spaces, NFC, no floats."""
    settled = _settle(mapping)
    text = json.dumps(settled, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    text.encode()  # a lone surrogate must fail here, not after the chain head is locked
    return text


def digest(content: str | bytes) -> str:
    """Give the SHA-256 of bytes, or of a text in UTF-8, in lower-case hex."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def entry_hash(previous_hash: str, canonical_text: str) -> str:
    """Chain an entry to the one before it: SHA-256(previous hash, line feed, canonical text); first: empty hash."""
    return digest(f"{previous_hash}\n{canonical_text}")


def new_salt() -> bytes:
    """Draw a fresh random salt of 128 bit for one personal value."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, value: str) -> str:
    """Commit to a personal value without showing it: SHA-256(salt ‖ value in NFC, UTF-8)."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"Muối phải dài {SALT_BYTES} byte.")
    return digest(salt + nfc(value).encode())
