"""Signing keys (khóa ký số) of this installation: its own authority, made at first start, and one key for each signer.

Everything lies in KEYS_ROOT/signing, readable by the owner only. To sign for real, replace a signer's PEM file by one
with key, certificate and chain of a trusted authority and put the root into KEYS_ROOT/trusted (see `trust`).
"""

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.conf import settings

from motcua.papers import signer_names, trust

TRIAL = "KÝ THỬ"
_LIFE = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key with its certificate and the certificates above it."""

    key: asn1_keys.PrivateKeyInfo
    certificate: asn1_x509.Certificate
    chain: tuple[asn1_x509.Certificate, ...]
    is_trial: bool

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the certificate."""
        return hashlib.sha256(self.certificate.dump()).hexdigest()


def folder() -> Path:
    """Return where the signing keys lie, made when it is missing."""
    path = Path(settings.KEYS_ROOT) / "signing"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def trusted_folder() -> Path:
    """Return where the steward puts the roots of trusted authorities."""
    return Path(settings.KEYS_ROOT) / "trusted"


def trusted_tsa_folder() -> Path:
    """Return where the steward puts the roots of the time-stamping authorities that this installation believes."""
    return Path(settings.KEYS_ROOT) / "trusted-tsa"


def ensure_authority(at: datetime) -> Path:
    """Make the installation's own authority when it is missing and return its file; safe when two start at once."""
    path = folder() / "authority.pem"
    if not path.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        # The clock of a demo runs in the past: the authority is older than any signature of it can be.
        name = signer_names.subject(signer="Chứng thư tự cấp", office="Một cửa", post="")
        certificate = (
            _certificate(name, name, key, at - timedelta(days=365), at + 4 * _LIFE)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(is_authority=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        _write_once(path, _pem(key, certificate))
    return path


def authority_certificate() -> str:
    """Return the certificate of the installation's own authority as PEM, without its key; empty before first start."""
    path = folder() / "authority.pem"
    if not path.exists():
        return ""
    return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(serialization.Encoding.PEM).decode("ascii")


def signing_key(*, office_name: str, signer_name: str, post_name: str, at: datetime) -> SigningKey:
    """Return the key of one signer in one post, made when it is missing; its certificate says "KÝ THỬ"."""
    who = hashlib.sha256("\n".join((office_name, post_name, signer_name)).encode()).hexdigest()[:16]
    # A key serves four calendar years and its certificate holds through all of them, so whatever it signs in them, also
    # after the machine's clock was put right, lies within.
    path = folder() / f"signer-{who}-{_first_year(at)}.pem"
    if not path.exists():
        _write_once(path, _issue(office_name, signer_name, post_name, at))
    key, certificate, chain = _loaded(path.read_bytes())
    is_trusted = trust.is_trusted(certificate, chain, trust.roots(trusted_folder()), at)
    return SigningKey(key, certificate, chain, not is_trusted)


@lru_cache(maxsize=16)
def _loaded(
    pem: bytes,
) -> tuple[asn1_keys.PrivateKeyInfo, asn1_x509.Certificate, tuple[asn1_x509.Certificate, ...]]:
    """Return key, certificate and chain of a signer's file, read anew when the file is another one."""
    key = serialization.load_pem_private_key(pem, password=None)
    certificate, *chain = trust.certificates(pem)
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return asn1_keys.PrivateKeyInfo.load(der), certificate, tuple(chain)


def _first_year(at: datetime) -> int:
    return at.year // 4 * 4


def holds(certificate: asn1_x509.Certificate) -> bool:
    """Tell whether one of the installation's signers has, or had, this certificate: every PEM file is asked."""
    sought = certificate.dump()
    held = (trust.certificates(path.read_bytes())[:1] for path in folder().glob("*.pem"))
    return any(one.dump() == sought for first in held for one in first)


def _issue(office_name: str, signer_name: str, post_name: str, at: datetime) -> bytes:
    text = ensure_authority(at).read_bytes()
    authority_key = serialization.load_pem_private_key(text, password=None)
    authority = x509.load_pem_x509_certificate(text)
    if not isinstance(authority_key, ec.EllipticCurvePrivateKey):
        raise TypeError("the installation's own authority has a P-256 key")
    key = ec.generate_private_key(ec.SECP256R1())
    name = signer_names.subject(signer=signer_name, office=office_name, post=post_name, mark=f" ({TRIAL})")
    begin = max(datetime(_first_year(at), 1, 1, tzinfo=UTC), authority.not_valid_before_utc)
    certificate = (
        _certificate(name, authority.subject, key, begin, min(begin + _LIFE, authority.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return _pem(key, certificate) + authority.public_bytes(serialization.Encoding.PEM)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, begin: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _write_once(path: Path, text: bytes) -> None:
    """Write a key file whole or not at all; the first of two writers wins."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
