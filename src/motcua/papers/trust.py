"""Trust (chứng thư tin cậy): which certificate authorities this installation believes.

The steward puts their root certificates as PEM files into KEYS_ROOT/trusted (VGCA or a public authority of the list of
NĐ 23/2025/NĐ-CP). While the folder is empty every signature made here is a trial: "KÝ THỬ".
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto import pem, x509

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext


def roots(folder: Path) -> list[x509.Certificate]:
    """Return the root certificates of all PEM files in the folder; a file that is no certificate is left out."""
    found = []
    for path in sorted((*folder.glob("*.pem"), *folder.glob("*.crt"))):
        found += certificates(path.read_bytes())
    return found


def certificates(text: bytes) -> list[x509.Certificate]:
    """Return all certificates of a PEM text, in order; none when it holds none."""
    if not pem.detect(text):
        return []
    try:
        blocks = [der for kind, _, der in pem.unarmor(text, multiple=True) if kind == "CERTIFICATE"]
        return [x509.Certificate.load(der, strict=True) for der in blocks]
    except ValueError:
        return []


def context(trusted: Iterable[x509.Certificate], at: datetime | None = None) -> "ValidationContext":
    """Return a validation context that knows only these roots and never goes to the network."""
    from pyhanko_certvalidator import ValidationContext  # a quarter of a second: only where a path is proven

    return ValidationContext(trust_roots=list(trusted), allow_fetching=False, moment=at)


def is_trusted(
    certificate: x509.Certificate, chain: Iterable[x509.Certificate], trusted: list[x509.Certificate], at: datetime
) -> bool:
    """Tell whether the certificate leads to one of the trusted roots at that moment."""
    if not trusted:
        return False
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import (
        InvalidCertificateError,
        PathBuildingError,
        PathValidationError,
        ValidationError,
    )

    validator = CertificateValidator(
        certificate, intermediate_certs=list(chain), validation_context=context(trusted, at)
    )
    try:
        asyncio.run(validator.async_validate_usage({"digital_signature"}))
    except (InvalidCertificateError, PathBuildingError, PathValidationError, ValidationError):
        return False
    return True
