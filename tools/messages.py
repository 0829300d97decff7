"""Takes every sentence out of templates and code and keeps the English catalogue: `make messages`.

Vietnamese is the source language, so only English has a catalogue. Babel does the work; gettext is not needed.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "motcua"
ENGLISH = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
# gettext's way of saying which arguments are texts: (1, 2) singular and plural, (1, "c") a context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A date that changes at every run would make every run a change.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def extracted() -> Catalog:
    """Return every sentence of templates and code, with the files it stands in."""
    catalog = _empty()
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            code = path.read_text(encoding="utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            code = as_code(path.read_text(encoding="utf-8"), path.name)
        else:
            continue
        place = path.relative_to(ROOT).as_posix()
        for context, text in sentences(code):
            catalog.add(text, locations=[(place, 0)], context=context)
    return catalog


def as_code(template: str, name: str = "") -> str:
    """Return a template as Python-like lines that hold its sentences in gettext calls."""
    return "\n".join(line.strip() for line in templatize(template, origin=name).splitlines())


def sentences(code: str) -> Iterator[tuple[str | None, str | tuple[str, ...]]]:
    """Yield (context, text) of every gettext call; a text with a plural is a pair."""
    stream = io.BytesIO(code.encode())
    for _line, keyword, found, _comments in extract_python(stream, list(KEYWORDS), [], {"encoding": "utf-8"}):
        texts = [text for text in (found if isinstance(found, tuple | list) else (found,)) if isinstance(text, str)]
        context = texts.pop(0) if keyword and "pgettext" in keyword and texts else None
        if texts and texts[0]:
            is_plural = keyword is not None and "n" in keyword.split("gettext")[0] and len(texts) > 1
            yield context, (texts[0], texts[1]) if is_plural else texts[0]


def english() -> Catalog:
    """Return the English catalogue as it stands in the repository, empty when there is none yet."""
    if not ENGLISH.exists():
        return _empty()
    with ENGLISH.open("rb") as stream:
        return read_po(stream, locale="en")


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the sentences without an English text, or with one that loses a placeholder."""
    return [message for message in catalog if message.id and (_is_empty(message) or _loses_a_placeholder(message))]


def refresh() -> Catalog:
    """Return the English catalogue with exactly the sentences of the source, written back with its compiled form."""
    catalog, kept = _empty(), english()
    for message in sorted(extracted(), key=_order):
        if message.id:
            old = kept.get(message.id, message.context)
            catalog.add(message.id, old.string if old else None, _files(message), context=message.context)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as stream:
        write_po(stream, catalog, width=100, include_lineno=False)
    ENGLISH.with_suffix(".mo").write_bytes(compiled(catalog))
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue in the form that Django reads."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def _empty() -> Catalog:
    return Catalog(
        locale="en",
        project="motcua",
        header_comment="# English texts of motcua; the source language is Vietnamese. Written by `make messages`.",
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )


def _order(message: Message) -> tuple[str, str]:
    return (message.locations[0][0] if message.locations else "", str(message.id))


def _files(message: Message) -> list[tuple[str, int]]:
    return sorted({(place, 0) for place, _ in message.locations})


def _texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _is_empty(message: Message) -> bool:
    texts = _texts(message)
    return not texts or not all(texts)


def _loses_a_placeholder(message: Message) -> bool:
    return any(_placeholders(text) != _placeholders(_source(message)) for text in _texts(message))


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)|\{\w*\}", text))


def main() -> int:
    """Refresh the catalogue and say how much of it is still to be translated."""
    catalog = refresh()
    missing = untranslated(catalog)
    for message in missing[:40]:
        print(f"  {_order(message)[0]}: {_source(message)!r}")
    print(f"{len(catalog)} câu, còn {len(missing)} câu chưa có (hoặc sai chỗ trống) bản tiếng Anh: {ENGLISH.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
