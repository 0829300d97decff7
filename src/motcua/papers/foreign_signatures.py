"""Reads the signatures of one foreign PDF and reports facts: signer, time, bytes, coverage, chain; no words.

Runs only in the child process of `foreign`. Checks of TT 39/2017/TT-BTTTT and NĐ 23/2025/NĐ-CP that need no network.
"""

import hashlib
import io
import re
from pathlib import Path
from typing import Any

from asn1crypto import parser, x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import Certificate, load_der_x509_certificate, load_pem_x509_certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints

from motcua.papers import signer_names, trust

_HEX = re.compile(rb"[0-9a-fA-F]*")
_LOOSE = KeyUsageConstraints(key_usage=set(), match_all_key_usages=False)


def look(path: str, roots: str, own: str) -> dict[str, Any]:
    """Report on every signature, oldest first; `is_readable` false when the file is no PDF that can be read."""
    raw = Path(path).read_bytes()
    start = raw.find(b"%PDF-", 0, 1024)
    if start < 0:
        return {"is_readable": False, "signatures": []}
    try:
        document = PdfFileReader(io.BytesIO(raw), strict=False)
        if document.encrypted:
            return {"is_readable": False, "is_locked": True, "signatures": []}
        signatures = document.embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return {"is_readable": False, "signatures": []}
    trusted = trust.roots(Path(roots))
    authority = load_pem_x509_certificate(own.encode()) if own else None
    found = [_one(signature, raw, trusted, is_own=_is_own(signature, authority)) for signature in signatures]
    return {"is_readable": True, "signatures": found}


def _one(
    signature: EmbeddedPdfSignature, raw: bytes, trusted: list[x509.Certificate], *, is_own: bool
) -> dict[str, Any]:
    report: dict[str, Any] = {
        "signer": "",
        "post": "",
        "office": "",
        "signed_at": None,
        "certificate_sha256": "",
        "covers_whole": False,
        "intact": False,
        "later": "unclear",
        "trusted": False,
        "own": is_own,
    }
    try:
        report |= _who_and_when(signature, is_own=is_own)
        report["covers_whole"] = _end(signature) == len(raw)
        status = validate_pdf_signature(signature, trust.context(trusted), key_usage_settings=_LOOSE)
        report["intact"] = bool(status.intact and status.valid and _is_gap_clean(signature, raw))
    except (SignatureValidationError, SigningError, PdfError, ValueError, KeyError, TypeError, AttributeError):
        return report
    report["trusted"] = bool(status.trusted)
    level = status.modification_level
    if report["covers_whole"]:
        report["later"] = "nothing"
    elif level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING):
        report["later"] = "signatures"
    elif level is not None:
        report["later"] = "changes"
    return report


def _is_own(signature: EmbeddedPdfSignature, authority: Certificate | None) -> bool:
    """Tell whether the signer's certificate was issued by this installation: anybody can write any name into one."""
    if authority is None:
        return False
    try:
        load_der_x509_certificate(signature.signer_cert.dump()).verify_directly_issued_by(authority)
    except (InvalidSignature, SignatureValidationError, ValueError, TypeError):
        return False
    return True


def _who_and_when(signature: EmbeddedPdfSignature, *, is_own: bool) -> dict[str, Any]:
    certificate, when = signature.signer_cert, signature.self_reported_timestamp
    return {
        **signer_names.read(certificate, is_own=is_own),
        "signed_at": when.isoformat() if when is not None and when.tzinfo is not None else None,
        "certificate_sha256": hashlib.sha256(certificate.dump()).hexdigest(),
    }


def _is_gap_clean(signature: EmbeddedPdfSignature, raw: bytes) -> bool:
    """Tell whether the gap that no signature can cover holds the signature in hex, zeros behind it and nothing else."""
    start, length, second, _ = (int(number) for number in signature.byte_range)
    gap = raw[start + length : second]
    text = gap[1:-1]
    if start != 0 or gap[:1] != b"<" or gap[-1:] != b">" or text not in (text.lower(), text.upper()):
        return False
    used = 2 * parser.peek(signature.pkcs7_content)
    return bool(_HEX.fullmatch(text)) and not text[used:].strip(b"0")


def _end(signature: EmbeddedPdfSignature) -> int:
    """Return the last byte that the signature covers."""
    _, _, second, length = (int(number) for number in signature.byte_range)
    return second + length
