"""QR codes (mã QR) for slips, posters and verification pages."""

import io
from functools import lru_cache

import segno


def _make(text: str) -> segno.QRCode:
    # Bytes with a named encoding: readers that guess would turn Vietnamese into Shift-JIS.
    return segno.make_qr(text, error="m", encoding=None if text.isascii() else "utf-8")


@lru_cache(maxsize=64)
def svg(text: str) -> str:
    """Return a QR code as SVG with its quiet zone, scalable, for a page or a typst template."""
    out = io.BytesIO()
    _make(text).save(out, kind="svg", border=2, omitsize=True, xmldecl=False, dark="#000", light="#fff")
    return out.getvalue().decode("utf-8")


def png(text: str, scale: int = 6) -> bytes:
    """Return a QR code as a PNG picture, `scale` pixels a module."""
    out = io.BytesIO()
    _make(text).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()
