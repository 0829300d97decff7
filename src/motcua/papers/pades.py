"""PAdES with pyHanko (ký vào PDF): how a signature gets into a document, and where on its pages.

Loading pyHanko takes a second and a hundred megabytes, so only `signing.make` imports this module, at the first
signature of a process: a page that is shown and a command that is typed sign nothing.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.kernel import localtime
from motcua.papers.keys import SigningKey

# A template marks the places of signatures by links whose address ends so; the next free one is taken.
PLACE_MARK = "#o-chu-ky"
_STAMP_POINTS = (76 * 72 / 25.4, 27 * 72 / 25.4)


class Unsignable(ValueError):
    """The document is of a kind that pyHanko cannot sign."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the signature says of itself beside its picture, a one-page PDF."""

    name: str
    location: str
    reason: str
    picture: bytes


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


def write(pdf: bytes, mark: Mark, key: SigningKey, at: datetime) -> tuple[bytes, int]:
    """Append a PAdES B-B signature to the document; return it and the number of its pages. Raises Unsignable."""
    try:
        return _write(pdf, mark, key, at)
    except (PdfError, SigningError, ValueError) as error:
        raise Unsignable(str(error)) from error


def _write(pdf: bytes, mark: Mark, key: SigningKey, at: datetime) -> tuple[bytes, int]:
    # PDF/A lets an object begin on a line of its own only (ISO 19005-2, 6.1.9), and typst ends without one.
    whole = pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"
    writer = IncrementalPdfFileWriter(io.BytesIO(whole), strict=False)
    number = len(writer.prev.embedded_signatures) + 1
    page, box = _place(writer.prev, number)
    store = SimpleCertificateStore()
    store.register_multiple(key.chain)
    middle = layout.AxisAlignment.ALIGN_MID
    whole_box = layout.SimpleBoxLayoutRule(middle, middle, margins=layout.Margins.uniform(0))
    field = fields.SigFieldSpec(
        f"ChuKy{number}", on_page=page, box=box, readable_field_name=f"Chữ ký số của {mark.name}"
    )
    about = signers.PdfSignatureMetadata(
        field_name=f"ChuKy{number}",
        md_algorithm="sha256",
        reason=mark.reason,
        location=mark.location,
        name=mark.name,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    signer = _Signer(
        about,
        # A root inside would be the only bytes of the file that no digest covers.
        signers.SimpleSigner(key.certificate, key.key, store, embed_roots=False),
        stamp_style=StaticStampStyle(background=_StampPage(mark.picture), background_layout=whole_box, border_width=0),
        new_field_spec=field,
        at=localtime.local(at),
    )
    out = io.BytesIO()
    signer.sign_pdf(writer, output=out, bytes_reserved=_room(key))
    return out.getvalue(), int(writer.prev.root["/Pages"]["/Count"])


def _room(key: SigningKey) -> int:
    """Return how many hexadecimal digits to keep free for the signature, at least as many as it can need.

    It holds the certificates and names the signer's twice; the bare signature (512 bytes of RSA 4096) and what is
    signed with it stay under two thousand. pyHanko finds it out by making every signature twice.
    """
    lengths = [len(one.dump()) for one in (key.certificate, *key.chain)]
    return 2 * (sum(lengths) + 2 * lengths[0] + 2048)


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
