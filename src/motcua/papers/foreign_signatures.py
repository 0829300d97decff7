"""Reads the signatures of one foreign PDF and reports facts: signer, time, bytes, coverage, chain; no words.

Runs only in the child process of `foreign`. Checks of TT 39/2017/TT-BTTTT and NĐ 23/2025/NĐ-CP that need no network.
"""

import hashlib
import io
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints

from motcua.papers import trust

_LOOSE = KeyUsageConstraints(key_usage=set(), match_all_key_usages=False)


def look(path: str, roots: str) -> dict[str, Any]:
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
    return {"is_readable": True, "signatures": [_one(signature, len(raw), trusted) for signature in signatures]}


def _one(signature: EmbeddedPdfSignature, size: int, trusted: list[x509.Certificate]) -> dict[str, Any]:
    certificate = signature.signer_cert
    names = certificate.subject.native if certificate is not None else {}
    when = signature.self_reported_timestamp
    report = {
        "signer": _text(names.get("common_name")),
        "post": _text(names.get("title")),
        "office": _text(names.get("organization_name")),
        "signed_at": when.isoformat() if when is not None and when.tzinfo is not None else None,
        "certificate_sha256": hashlib.sha256(certificate.dump()).hexdigest() if certificate is not None else "",
        "covers_whole": _end(signature) == size,
        "intact": False,
        "later": "unclear",
        "trusted": False,
    }
    try:
        status = validate_pdf_signature(signature, trust.context(trusted), key_usage_settings=_LOOSE)
    except (SignatureValidationError, SigningError, PdfError, ValueError, KeyError, TypeError):
        return report
    report["intact"] = bool(status.intact and status.valid)
    report["trusted"] = bool(status.trusted)
    level = status.modification_level
    if report["covers_whole"]:
        report["later"] = "nothing"
    elif level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING):
        report["later"] = "signatures"
    elif level is not None:
        report["later"] = "changes"
    return report


def _end(signature: EmbeddedPdfSignature) -> int:
    """Return the last byte that the signature covers."""
    _, _, second, length = (int(number) for number in signature.byte_range)
    return second + length


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
