"""The notary of seals (người niêm phong): signs a day's seal with the office's own key and checks what was signed.

The signature is ECDSA (or RSA) with SHA-256 over the seal's text, byte for byte, so that `openssl dgst -verify` and the
certificate are enough for anyone to check it. Implements `journal.seals.Notary`.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from django.utils.translation import gettext as _

from motcua.journal.seals import Seal, SealStamp, Signed
from motcua.papers import keys, timestamps, trust

SIGNER, POST = "Niêm phong nhật ký", "Hệ thống một cửa"


@dataclass(frozen=True, slots=True)
class OfficeNotary:
    """Signs as one office; checks the seals of any."""

    office_name: str = ""

    def sign(self, text: str, at: datetime) -> Signed:
        """Return the signature over the text with the certificates that prove it."""
        held = keys.signing_key(office_name=self.office_name, signer_name=SIGNER, post_name=POST, at=at)
        private = serialization.load_der_private_key(held.key.dump(), password=None)
        if isinstance(private, ec.EllipticCurvePrivateKey):
            signature = private.sign(text.encode(), ec.ECDSA(hashes.SHA256()))
        elif isinstance(private, rsa.RSAPrivateKey):
            signature = private.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        else:
            raise TypeError("the key of a seal is ECDSA or RSA")
        chain = "".join(_pem(one) for one in (held.certificate, *held.chain))
        return Signed(base64.b64encode(signature).decode("ascii"), chain, held.is_trial)

    def why_unsigned(self, seal: Seal) -> str:
        """Return what is wrong with the seal's signature, "" when it is sound and by somebody known."""
        certificates = trust.certificates(seal.certificates.encode())
        if not certificates:
            return _("không có chứng thư.")
        try:
            signature = base64.b64decode(seal.signature, validate=True)
            certificate = x509.load_der_x509_certificate(certificates[0].dump())
            _verify(certificate, signature, seal.text.encode())
        except (InvalidSignature, UnsupportedAlgorithm, binascii.Error, ValueError, TypeError):
            return _("chữ ký không phải của nội dung này.")
        if not certificate.not_valid_before_utc <= seal.sealed_at <= certificate.not_valid_after_utc:
            return _("chứng thư không còn hiệu lực lúc niêm phong.")
        is_trusted = trust.is_trusted(
            certificates[0], certificates[1:], trust.roots(keys.trusted_folder()), seal.sealed_at
        )
        if not is_trusted and not _is_own(certificate):
            return _("chứng thư không do hệ thống này hay tổ chức tin cậy cấp.")
        if is_trusted and not _is_own(certificate) and not keys.holds(certificates[0]):
            # Everybody may have a certificate of a public authority: the office's own is the one whose key lies here.
            return _("chứng thư không phải của cơ quan: khóa của nó không có trong keys/signing.")
        return ""

    def why_unstamped(self, seal: Seal, stamp: SealStamp) -> str:
        """Return what is wrong with the seal's time stamp, "" when it is sound and by a trusted authority."""
        try:
            found = timestamps.check(base64.b64decode(stamp.token, validate=True), seal.sha256)
        except (timestamps.BadStamp, binascii.Error) as wrong:
            return str(wrong)
        if (found.stamped_at, found.authority[:200]) != (stamp.stamped_at, stamp.authority):
            return _("giờ hoặc tên tổ chức ghi bên cạnh khác với trong dấu.")
        return ""


def _verify(certificate: x509.Certificate, signature: bytes, text: bytes) -> None:
    public = certificate.public_key()
    if isinstance(public, ec.EllipticCurvePublicKey):
        public.verify(signature, text, ec.ECDSA(hashes.SHA256()))
    elif isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())
    else:
        raise InvalidSignature


def _is_own(certificate: x509.Certificate) -> bool:
    own = keys.authority_certificate()
    if not own:
        return False
    try:
        certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(own.encode()))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _pem(certificate: asn1_x509.Certificate) -> str:
    loaded = x509.load_der_x509_certificate(certificate.dump())
    return loaded.public_bytes(serialization.Encoding.PEM).decode("ascii")
