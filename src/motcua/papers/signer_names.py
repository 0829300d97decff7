"""Whom a certificate names (chủ thể chứng thư): signer, office and post, whole although X.520 gives each 64 letters.

What does not fit is cut at the end of a word, with "…", and stands whole beside it in an attribute without such a
bound: the signer in `name` (ITU-T X.520 6.2.1), office and post in `description`, each behind its label.
"""

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.x509.oid import NameOID

MOST = 64  # letters by X.520, counted here in bytes, as some readers do
_NAME = x509.ObjectIdentifier("2.5.4.41")
_DESCRIPTION = x509.ObjectIdentifier("2.5.4.13")
_OFFICE, _POST = "Cơ quan: ", "Chức vụ: "


def subject(*, signer: str, office: str, post: str, mark: str = "") -> x509.Name:
    """Return the subject of a signer's certificate; `mark` stands behind the signer's name, whatever is cut."""
    parts = [
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATION_NAME, fitting(office)),
        (NameOID.TITLE, fitting(post)),
        (NameOID.COMMON_NAME, fitting(signer, MOST - len(mark.encode())) + mark),
    ]
    if parts[3][1] != signer + mark:
        parts.append((_NAME, signer + mark))
    if parts[1][1] != office:
        parts.append((_DESCRIPTION, _OFFICE + office))
    if parts[2][1] != post:
        parts.append((_DESCRIPTION, _POST + post))
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def fitting(text: str, most: int = MOST) -> str:
    """Return the text, cut to so many bytes at the end of a word when it is longer."""
    if len(text.encode()) <= most:
        return text
    start = text.encode()[: most - len("…".encode())].decode(errors="ignore")
    if not text[len(start)].isspace():
        start = start.rpartition(" ")[0] or start
    return start.rstrip(" ,;-") + "…"


def read(certificate: asn1_x509.Certificate, *, is_own: bool) -> dict[str, str]:
    """Return signer, post and office that the certificate names; whole ones are believed of our own authority alone."""
    found: dict[str, list[str]] = {}
    for relative in certificate.subject.chosen:
        for pair in relative:
            found.setdefault(pair["type"].dotted, []).append(str(pair["value"].native))
    told = {
        name: ", ".join(found.get(oid.dotted_string, ()))
        for name, oid in (
            ("signer", NameOID.COMMON_NAME),
            ("post", NameOID.TITLE),
            ("office", NameOID.ORGANIZATION_NAME),
        )
    }
    if not is_own:
        return told
    told["signer"] = next(iter(found.get(_NAME.dotted_string, ())), told["signer"])
    for name, label in (("office", _OFFICE), ("post", _POST)):
        labelled = (text for text in found.get(_DESCRIPTION.dotted_string, ()) if text.startswith(label))
        told[name] = next((text.removeprefix(label) for text in labelled), told[name])
    return told
