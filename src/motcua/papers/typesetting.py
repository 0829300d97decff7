"""Typesetting (dàn trang): every slip, form, poster and result as PDF/A-2b by typst, offline and in milliseconds.

Layout rules: NĐ 30/2020/NĐ-CP Phụ lục I; the slips: TT 03/2025/TT-VPCP Phụ lục I (A5, logbook A4). What people typed
reaches a template only as data, so no text can become a command. `contracts` says which data each template takes.
"""

import io
import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).resolve().parent / "typst"
# The typeface that NĐ 30/2020 asks for and its metric twins; the last one comes inside typst and is always there.
TYPEFACES = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")
# Control, direction and private marks: invisible on paper, and some turn the reading round.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\ufffc]"
)
# What every typeface of ours surely draws: Latin with all Vietnamese letters, usual punctuation, ₫, □.
_SURELY_DRAWN = re.compile(
    "[^\n\t -~\xa0-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010-\u2027\u2030-\u203a\u20ab\u25a1]"
)
# A word without a place to break (a long e-mail address) would run off the sheet; an address to be typed stays whole.
_ENDLESS = re.compile(r"[^\s]{31,}")
_A4_MM = (297.0, 210.0)
_POINTS = 72 / 25.4
_compilers: dict[str, tuple[typst.Compiler, threading.Lock]] = {}
_making = threading.Lock()


class TypesettingFailed(RuntimeError):
    """The template and its data do not fit: a fault of the program, never of what a person typed."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


@cache
def typefaces() -> list[str]:
    """Return the typefaces of this machine in the order in which they are tried; never empty."""
    there = set(_fonts().families())
    return [name for name in TYPEFACES if name in there]


def templates() -> list[str]:
    """Return the names of all templates; those of an edition of the official forms stand behind its folder."""
    found = [path.relative_to(FOLDER).with_suffix("") for path in FOLDER.rglob("*.typ")]
    return sorted(path.as_posix() for path in found if path.name != "frame")


def _compiler(template: str) -> tuple[typst.Compiler, threading.Lock]:
    with _making:
        if template not in _compilers:
            source = FOLDER / f"{template}.typ"
            if template not in templates():
                raise TypesettingFailed(f"no template {template!r}")
            _compilers[template] = typst.Compiler(str(source), root=str(FOLDER), font_paths=_fonts()), threading.Lock()
        return _compilers[template]


def pdf(template: str, data: Mapping[str, object], *, at: datetime | None = None) -> bytes:
    """Return the filled template as a tagged PDF/A-2b; with `at` the same data give the same bytes.

    Raises TypesettingFailed when a field that the template needs is missing.
    """
    try:
        made = _compile(template, _cleaned(data, _UNSEEN, ""), at)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise TypesettingFailed(f"{template}: {error}") from error
        # A letter that no typeface here has (a name in Han script, an emoji) becomes a box; the slip must come out.
        made = _compile_again(template, _cleaned(data, _SURELY_DRAWN, "□"), at)
    if not isinstance(made, bytes):
        raise TypesettingFailed(f"{template}: no document came out")
    return made


def _compile(template: str, data: object, at: datetime | None) -> object:
    compiler, turn = _compiler(template)
    inputs = {"data": json.dumps(data, ensure_ascii=False, default=str), "typefaces": json.dumps(typefaces())}
    moment = at and at.astimezone(UTC).replace(microsecond=0)  # typst takes fixed offsets only
    with turn:
        return compiler.compile(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-2b"],
            timestamp=moment,
        )


def _compile_again(template: str, data: object, at: datetime | None) -> object:
    try:
        return _compile(template, data, at)
    except typst.TypstError as error:
        raise TypesettingFailed(f"{template}: {error}") from error


def _cleaned(value: object, unwanted: re.Pattern[str], instead: str) -> object:
    """Return the data with every text composed (NFC) and rid of the unwanted letters."""
    if isinstance(value, str):
        return _breakable(unwanted.sub(instead, unicodedata.normalize("NFC", value)))
    if isinstance(value, Mapping):
        return {key: _cleaned(inner, unwanted, instead) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner, unwanted, instead) for inner in value]
    return value


def _breakable(words: str) -> str:
    if words.startswith("<svg") or "://" in words:
        return words
    return _ENDLESS.sub(lambda found: "\u200b".join(re.findall(r".{1,10}", found[0])), words)


def page_count(document: bytes) -> int:
    """Return the number of pages of a PDF that this program made."""
    import pikepdf  # a third of a second that no start has to wait for

    with pikepdf.open(io.BytesIO(document)) as opened:
        return len(opened.pages)


def png(document: bytes, page: int = 0, *, dpi: int = 110) -> bytes:
    """Return one page of a PDF that this program made as a PNG picture; the first page is 0."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(document)
    try:
        opened.init_forms()  # without it the visible signature is not drawn
        picture = opened[page].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        opened.close()
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def two_up(document: bytes) -> bytes:
    """Return A5 pages two by two on A4 landscape sheets, with a line to cut; a single page is printed twice."""
    import pikepdf

    width, height = (side * _POINTS for side in _A4_MM)
    with pikepdf.open(io.BytesIO(document)) as source, pikepdf.new() as sheets:
        source.flatten_annotations("print")  # the picture of a signature is an annotation: a page laid over loses it
        pages = list(source.pages)
        if len(pages) == 1:
            pages = pages * 2
        for start in range(0, len(pages), 2):
            sheet = sheets.add_blank_page(page_size=(width, height))
            for place, page in enumerate(pages[start : start + 2]):
                left = width / 2 * place
                sheet.add_overlay(page, pikepdf.Rectangle(left, 0, left + width / 2, height))
            middle = f"{width / 2:.2f}"
            sheet.contents_add(f"q 0.6 G 0.5 w [3 3] 0 d {middle} 0 m {middle} {height:.2f} l S Q".encode())
        out = io.BytesIO()
        sheets.save(out)
    return out.getvalue()
