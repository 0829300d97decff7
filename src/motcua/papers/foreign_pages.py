"""Opens one foreign file with the real parser and reports what is wrong with it: codes and page numbers, no words.

Runs only in the child process of `foreign`. Scan rules: TT 01/2023/TT-VPCP Điều 8 (all pages, readable).
"""

import re
import warnings
import zipfile
import zlib
from typing import Any

import pikepdf
import pikepdf.sanitize
import pypdfium2
from PIL import Image, ImageChops, ImageFilter, UnidentifiedImageError

PAGE_LIMIT = 200
PIXEL_LIMIT = 80_000_000
UNPACKED_LIMIT = 200 * 1024 * 1024
_WIDTH = 240  # pixels of the small picture in which ink is looked for
_INK = 22  # how much a spot differs from its surroundings to count as ink, of 255
_SPOTS = 14  # fewer spots of ink than that on the small picture: blank
_ACTIVE = frozenset(
    ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/RichMediaExecute")
)
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
)
_CONTENT = {
    "docx": b"officedocument.wordprocessingml.document.main+xml",
    "xlsx": b"officedocument.spreadsheetml.sheet.main+xml",
}


def look(path: str, kind: str, clean_to: str) -> dict[str, Any]:
    """Report on a file: `pages`, `problems` as [code, page numbers], `cleaned` when `clean_to` was written."""
    if kind == "pdf":
        return _look_at_pdf(path, clean_to)
    if kind in ("jpeg", "png"):
        return _look_at_picture(path)
    return _look_at_office(path, kind)


def _report(*codes: str, pages: int | None = None, blank: list[int] | None = None, **further: Any) -> dict[str, Any]:
    problems = [[code, blank if code == "blank_pages" else []] for code in codes]
    return {"pages": pages, "problems": problems, **further}


def is_blank(picture: Image.Image) -> bool:
    """Tell whether a page is almost wholly one colour; slow shades of a photographed sheet do not count as ink."""
    small = picture.convert("L")
    if small.width > _WIDTH:
        small = small.resize((_WIDTH, max(1, round(small.height * _WIDTH / small.width))), Image.Resampling.BOX)
    around = small.filter(ImageFilter.BoxBlur(6))
    spots = sum(ImageChops.difference(small, around).histogram()[_INK:])
    return spots < _SPOTS


def _look_at_pdf(path: str, clean_to: str) -> dict[str, Any]:
    try:
        with pikepdf.open(path) as opened:
            count = len(opened.pages)
            if count == 0:
                return _report("unreadable")
            if count > PAGE_LIMIT:
                return _report("too_many_pages", pages=count)
            found, cleaned = _clean(opened, clean_to)
    except pikepdf.PasswordError:
        return _report("locked")
    except (pikepdf.PdfError, ValueError, KeyError, TypeError):
        return _report("unreadable")
    try:
        blank = _blank_pages(clean_to if cleaned else path)
    except pypdfium2.PdfiumError:
        return _report("unreadable")
    if len(blank) == count:
        found.append("blank")
    elif blank:
        found.append("blank_pages")
    return _report(*found, pages=count, blank=blank, cleaned=cleaned)


def _blank_pages(path: str) -> list[int]:
    blank = []
    opened = pypdfium2.PdfDocument(path)
    try:
        opened.init_forms()  # a filled form and a visible signature are ink, too
        for number in range(len(opened)):
            page = opened[number]
            scale = 2 * _WIDTH / max(page.get_width(), page.get_height(), 1)
            picture = page.render(scale=min(scale, 2), grayscale=True).to_pil()
            if is_blank(picture):
                blank.append(number + 1)
            page.close()
    finally:
        opened.close()
    return blank


def _clean(opened: pikepdf.Pdf, clean_to: str) -> tuple[list[str], bool]:
    """Write a copy without scripts, launches, embedded files and media when the document has any."""
    if not _is_active(opened):
        return [], False
    form = opened.Root.get("/AcroForm")
    if form is not None and int(form.get("/SigFlags", 0)) & 1:
        return ["active_signed"], False  # cleaning would break the signature
    scrubber = pikepdf.sanitize.Sanitizer()
    scrubber.remove_javascript().remove_attachments().remove_multimedia().remove_external_access()
    scrubber.apply(opened)
    if form is not None and "/XFA" in form:
        del form["/XFA"]
    opened.save(clean_to)
    with pikepdf.open(clean_to) as again:
        if _is_active(again):
            return ["active_stays"], False
    return ["active_removed"], True


def _is_active(opened: pikepdf.Pdf) -> bool:
    names = opened.Root.get("/Names")
    if names is not None and ("/JavaScript" in names or _has_entries(names.get("/EmbeddedFiles"))):
        return True
    form = opened.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        return True
    return any(isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and _acts(thing) for thing in opened.objects)


def _has_entries(tree: Any) -> bool:
    return tree is not None and bool(len(tree.get("/Names", [])) or len(tree.get("/Kids", [])))


def _acts(thing: Any, depth: int = 0) -> bool:
    """Tell whether a dictionary, or one written directly into it, is an action that does more than open a page."""
    keys = set(thing.keys())
    if "/JS" in keys or ("/EF" in keys and len(thing["/EF"])) or str(thing.get("/S", "")) in _ACTIVE:
        return True
    if depth >= 4:
        return False
    return any(
        _acts(thing[key], depth + 1)
        for key in keys & {"/A", "/AA", "/OpenAction", "/Next", "/E", "/X", "/O", "/C", "/D", "/U", "/K", "/F", "/V"}
        if isinstance(thing[key], pikepdf.Dictionary) and not thing[key].is_indirect
    )


def _look_at_picture(path: str) -> dict[str, Any]:
    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=("JPEG", "PNG")) as picture:
            picture.verify()
        with Image.open(path, formats=("JPEG", "PNG")) as picture:
            picture.draft("L", (2 * _WIDTH, 2 * _WIDTH))
            picture.load()
            if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
                paper = Image.new("RGBA", picture.size, "white")
                seen = Image.alpha_composite(paper, picture.convert("RGBA"))
            else:
                seen = picture
            return _report(*(["blank"] if is_blank(seen) else []), pages=1)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return _report("bomb")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, EOFError):
        return _report("unreadable")


def _look_at_office(path: str, kind: str) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > 10_000 or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                return _report("bomb")
            if any(part.flag_bits & 1 for part in parts):
                return _report("locked")
            types = packed.read("[Content_Types].xml") if "[Content_Types].xml" in packed.namelist() else b""
            told = next((name for name, mark in _CONTENT.items() if mark in types), None)
            if told is None:
                return _report("macro" if b"macroEnabled" in types else "wrong_type")
            if packed.testzip() is not None:
                return _report("unreadable")
            is_empty = told == "docx" and _is_empty_text(packed)
    except _BROKEN_ZIP:
        return _report("unreadable")
    return _report(*(["blank"] if is_empty else []), told=told)


def _is_empty_text(packed: zipfile.ZipFile) -> bool:
    if "word/document.xml" not in packed.namelist():
        return False
    text = packed.read("word/document.xml")
    return not re.search(rb"<w:t[ >][^<]*[^<\s]|<w:t>[^<\s]|<w:drawing|<w:pict|<w:object", text)
