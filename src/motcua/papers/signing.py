"""Digital signing (ký số): PAdES B-B into a PDF, with a visible stamp and the QR code of its verification page.

Legal source: NĐ 23/2025/NĐ-CP, NĐ 68/2024/NĐ-CP, NĐ 30/2020/NĐ-CP Phụ lục I. A later signature keeps the earlier ones
valid. Slow (tens of milliseconds): sign before the transaction of the act, or in the worker.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.journal.refusals import Refused
from motcua.kernel import localtime
from motcua.papers import keys, qr, typesetting

TRIAL_WORDS = "KÝ THỬ, không có giá trị pháp lý"


class SigningFailed(Refused):
    """The PDF, uploaded as a draft, is of a kind that cannot be signed."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Không ký số được tệp PDF này. Xin in dự thảo thành một tệp PDF mới rồi trình ký lại."))


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed PDF and what its signature row records."""

    pdf: bytes
    pages: int
    signer_name: str
    post_name: str
    signed_at: datetime
    certificate_sha256: str
    is_trial: bool


def sign(
    pdf: bytes, *, signer_name: str, post_name: str, office_name: str, reason: str, at: datetime, verify_url: str
) -> bytes:
    """Return the PDF with one more signature; see `make` for what else is known of it."""
    return make(
        pdf,
        signer_name=signer_name,
        post_name=post_name,
        office_name=office_name,
        reason=reason,
        at=at,
        verify_url=verify_url,
    ).pdf


def make(
    pdf: bytes, *, signer_name: str, post_name: str, office_name: str, reason: str, at: datetime, verify_url: str
) -> Signed:
    """Sign a PDF that this program made: PAdES B-B, visible stamp at the next marked place, QR of `verify_url`.

    The picture, and so the PDF, says "KÝ THỬ" while the certificate is not of a trusted authority.
    Raises SigningFailed.
    """
    key = keys.signing_key(office_name=office_name, signer_name=signer_name, post_name=post_name, at=at)
    stamp = typesetting.pdf(
        "stamp",
        {
            "signer_name": signer_name,
            "post_name": post_name,
            "office_name": office_name,
            "signed_at": localtime.local(at).strftime("%d-%m-%Y %H:%M:%S +07:00"),
            "qr_svg": qr.svg(verify_url),
            "trial": TRIAL_WORDS if key.is_trial else "",
        },
        at=at,
    )
    from motcua.papers import pades  # loads pyHanko: see there

    words = f"{reason} ({TRIAL_WORDS})" if key.is_trial else reason
    mark = pades.Mark(name=signer_name, location=office_name, reason=words, picture=stamp)
    try:
        signed, pages = pades.write(pdf, mark, key, at)
    except pades.Unsignable as error:
        raise SigningFailed from error
    return Signed(signed, pages, signer_name, post_name, at, key.sha256, key.is_trial)


def is_trial(*, signer_name: str, post_name: str, office_name: str, at: datetime) -> bool:
    """Tell whether this signer's signatures are trials, for the banner of a page that is about to be signed."""
    return keys.signing_key(office_name=office_name, signer_name=signer_name, post_name=post_name, at=at).is_trial
