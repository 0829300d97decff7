"""Puts a band upon every page of a foreign scan and a page of ours behind it; runs only in the child of `foreign`."""

import io
from typing import Any

import pikepdf
from PIL import Image

_A4 = (595.28, 841.89)
_EDGE = 14.0  # points between the band and the edge of the page
_PIXEL_LIMIT = 80_000_000
# What a document needs to be drawn, its layers among it. The rest of a stranger's is not ours to pass on: scripts and
# actions, forms, attached files, and a claim of PDF/A that the band over its pages would make untrue.
_OF_THE_ROOT = {"/Type", "/Version", "/Extensions", "/Pages", "/OCProperties"}


def compose(job: dict[str, str]) -> dict[str, Any]:
    """Write the composed document to `job["whole"]` and tell whether it was made."""
    try:
        with _pages(job) as whole, pikepdf.open(job["band"]) as band, pikepdf.open(job["closing"]) as closing:
            for page in whole.pages:
                _strip(page)
                page.add_overlay(band.pages[0], _head_of(page, band.pages[0]))
            whole.pages.extend(closing.pages)
            for name in set(whole.Root.keys()) - _OF_THE_ROOT:
                del whole.Root[name]
            whole.save(job["whole"])
    except (pikepdf.PdfError, OSError, ValueError, KeyError, TypeError):
        return {"is_made": False}
    return {"is_made": True}


def _pages(job: dict[str, str]) -> pikepdf.Pdf:
    if job["kind"] == "pdf":
        return pikepdf.open(job["scan"])
    Image.MAX_IMAGE_PIXELS = _PIXEL_LIMIT
    with Image.open(job["scan"], formats=("JPEG", "PNG")) as picture:
        out = io.BytesIO()
        # Upright on the sheet, as large as it fits: 200 dpi of A4, as scans are (TT 01/2023/TT-VPCP Điều 8).
        sheet = picture.convert("RGB")
        dpi = max(sheet.width / (_A4[0] / 72), sheet.height / (_A4[1] / 72), 36.0)
        sheet.save(out, "PDF", resolution=dpi, quality=88)
    return pikepdf.open(io.BytesIO(out.getvalue()))


def _strip(page: pikepdf.Page) -> None:
    """Leave only what is drawn: links, fields and actions of a stranger have no place in a document of ours."""
    for name in ("/Annots", "/AA"):
        if name in page.obj:
            del page.obj[name]


def _head_of(page: pikepdf.Page, band: pikepdf.Page) -> pikepdf.Rectangle:
    """Find the place of the band: at the head of the page, its own width where that fits."""
    left, low, right, high = (float(edge) for edge in page.cropbox)
    wide, tall = _size(band)
    scale = min(1.0, (right - left - 2 * _EDGE) / wide)
    middle = (left + right) / 2
    half = wide * scale / 2
    top = max(high - _EDGE, low + tall * scale)
    return pikepdf.Rectangle(middle - half, top - tall * scale, middle + half, top)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, low, right, high = (float(edge) for edge in page.mediabox)
    return right - left, high - low
