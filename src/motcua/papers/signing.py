"""Digital signing (ký số): PAdES B-B into a PDF, with a visible stamp and the QR code of its verification page.

Legal source: NĐ 23/2025/NĐ-CP, NĐ 68/2024/NĐ-CP, NĐ 30/2020/NĐ-CP Phụ lục I. A later signature keeps the earlier ones
valid. Slow (tens of milliseconds): sign before the transaction of the act, or in the worker.
"""

import io
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.journal.refusals import Refused
from motcua.kernel import localtime
from motcua.papers import keys, qr, typesetting

# A template marks the places of signatures by links whose address ends so; the next free one is taken.
PLACE_MARK = "#o-chu-ky"
TRIAL_WORDS = "KÝ THỬ, không có giá trị pháp lý"
_STAMP_POINTS = (76 * 72 / 25.4, 27 * 72 / 25.4)


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


class _StampPage(content.PdfContent):
    """A one-page PDF in memory as the picture of a signature."""

    def __init__(self, page: bytes) -> None:
        self.page = page
        super().__init__()

    def render(self) -> bytes:
        """Bring the page into the signed document as a form object and return the operator that draws it."""
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.page)))
        self.resources.xobject["/Stamp"] = drawn
        left, low, right, high = drawn.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(right - left), height=abs(high - low))
        return b"/Stamp Do"


class _Signer(signers.PdfSigner):
    """pyHanko's signer with the moment of the act instead of a look at the clock."""

    def __init__(self, *parts: Any, at: datetime, **further: Any) -> None:
        super().__init__(*parts, **further)
        self._at = at

    def init_signing_session(self, *parts: Any, **further: Any) -> Any:
        """Begin as pyHanko does, at the given moment."""
        session = super().init_signing_session(*parts, **further)
        session.system_time = self._at
        return session


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
            "qr": qr.svg(verify_url),
            "trial": TRIAL_WORDS if key.is_trial else "",
        },
        at=at,
    )
    about = signers.PdfSignatureMetadata(
        md_algorithm="sha256",
        reason=f"{reason} ({TRIAL_WORDS})" if key.is_trial else reason,
        location=office_name,
        name=signer_name,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    try:
        signed, pages = _write(pdf, stamp, about, key, at)
    except (PdfError, SigningError, ValueError) as error:
        raise SigningFailed from error
    return Signed(signed, pages, signer_name, post_name, at, key.sha256, key.is_trial)


def is_trial(*, signer_name: str, post_name: str, office_name: str, at: datetime) -> bool:
    """Tell whether this signer's signatures are trials, for the banner of a page that is about to be signed."""
    return keys.signing_key(office_name=office_name, signer_name=signer_name, post_name=post_name, at=at).is_trial


def _write(
    pdf: bytes, stamp: bytes, about: signers.PdfSignatureMetadata, key: keys.SigningKey, at: datetime
) -> tuple[bytes, int]:
    """Append the signature to the document; return it and the number of its pages."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    number = len(writer.prev.embedded_signatures) + 1
    page, box = _place(writer.prev, number)
    store = SimpleCertificateStore()
    store.register_multiple(key.chain)
    middle = layout.AxisAlignment.ALIGN_MID
    whole = layout.SimpleBoxLayoutRule(middle, middle, margins=layout.Margins.uniform(0))
    field = fields.SigFieldSpec(
        f"ChuKy{number}", on_page=page, box=box, readable_field_name=f"Chữ ký số của {about.name}"
    )
    signer = _Signer(
        replace(about, field_name=f"ChuKy{number}"),
        # A root inside would be the only bytes of the file that no digest covers.
        signers.SimpleSigner(key.certificate, key.key, store, embed_roots=False),
        stamp_style=StaticStampStyle(background=_StampPage(stamp), background_layout=whole, border_width=0),
        new_field_spec=field,
        at=localtime.local(at),
    )
    out = io.BytesIO()
    signer.sign_pdf(writer, output=out)
    return out.getvalue(), int(writer.prev.root["/Pages"]["/Count"])


def _place(document: PdfFileReader, number: int) -> tuple[int, tuple[int, int, int, int]]:
    """Find page and box (in points) of the numbered signature: a marked place, else the foot of the last page."""
    count = int(document.root["/Pages"]["/Count"])
    marked: list[tuple[int, int, tuple[int, int, int, int]]] = []
    for page in range(count):
        sheet = document.find_page_for_modification(page)[0].get_object()
        for note in sheet.get("/Annots", ()):
            action = note.get_object().get("/A")
            address = str(action.get_object().get("/URI", "")) if action is not None else ""
            if PLACE_MARK in address:
                left, low, right, high = (float(edge) for edge in note.get_object()["/Rect"])
                # By their numbers, however the page draws them: the seal stands to the left of who signs.
                order = address.rpartition(PLACE_MARK)[2].strip("-")
                box = (round(left), round(low), round(right), round(high))
                marked.append((int(order) if order.isdigit() else len(marked) + 1, page, box))
    if number <= len(marked):
        return sorted(marked)[number - 1][1:]
    sheet = document.find_page_for_modification(count - 1)[0].get_object()
    while "/MediaBox" not in sheet and "/Parent" in sheet:
        sheet = sheet["/Parent"]
    left, low, right, _ = (float(edge) for edge in sheet.get("/MediaBox", (0, 0, 595, 842)))
    width, height = min(_STAMP_POINTS[0], right - left), _STAMP_POINTS[1]
    foot, edge = low + 36 + (number - 1) * (height + 6), max(left + width, right - 36)
    return count - 1, (round(edge - width), round(foot), round(edge), round(foot + height))
