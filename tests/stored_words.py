"""What is written down, looked through for words of the English screens: every text of every table and every entry."""

import json
import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import models
from tools.messages import english

_PLACE = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_0-9]*\}")
# Notes on files of a draft are for the one who is uploading them, in the language of that screen; no fact.
_OF_THE_SCREEN = {"dossiers.DraftFile.remark"}


@cache
def _english() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the sentences of the English screens, and a pattern of their parts that are long enough to be sure."""
    whole: set[str] = set()
    parts: set[str] = set()
    for message in english():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in texts:
            longest = max(_PLACE.split(text), key=len)
            if text in ids or not longest.strip():
                continue
            if longest == text and (" " in text or text[0].isupper()):
                whole.add(text)
            if len(longest) >= 14:
                parts.add(longest)
    return frozenset(whole), re.compile("|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True)))


def is_english(text: str) -> bool:
    """Tell whether the text is, or holds, a sentence of the English screens."""
    whole, parts = _english()
    return text in whole or parts.search(text) is not None


def english_kept() -> list[tuple[str, str]]:
    """Return every stored text that is English of our screens: [(table.column, text)]."""
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("motcua."):
            continue
        kinds = (models.CharField, models.TextField, models.JSONField)
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, kinds) and not f.choices]
        names = [name for name in names if f"{model._meta.label}.{name}" not in _OF_THE_SCREEN]
        for row in model._default_manager.values_list(*names) if names else []:
            for name, value in zip(names, row, strict=True):
                found += [(f"{model._meta.label}.{name}", text) for text in texts_of(value) if is_english(text)]
    return found


def texts_of(value: object) -> Iterator[str]:
    """Yield every text in a value, also in one that is JSON."""
    if isinstance(value, str):
        if value[:1] in ("{", "["):
            try:
                yield from texts_of(json.loads(value))
            except ValueError:
                yield value
        else:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner)
