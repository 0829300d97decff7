"""Facts (dữ kiện): the rows that an entry wrote, bound to it by a digest, so that a change behind its back shows.

The digest is salted: a row may hold personal data, and without the salt (erasable) nobody can try names against it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from motcua.journal.chain import FACTS, Detail
from motcua.kernel.chain import canonical, commitment

PAGE = 500


class NotAFact(TypeError):
    """A row cannot be digested: it is not saved, or a field holds a float or an unresolved expression."""


def digest(row: models.Model, salt: bytes) -> str:
    """Return SHA-256(salt ‖ canonical text of the row's columns)."""
    return commitment(salt, text(row))


def listed(rows: Iterable[models.Model], salt: bytes) -> list[list[str]]:
    """Return [label, key, digest] of every row, as they stand in an entry."""
    return [[row._meta.label, str(row.pk), digest(row, salt)] for row in rows]


def text(row: models.Model) -> str:
    """Return the row's columns as the one text that is digested, equal for the row in memory and read back."""
    if row._state.adding:
        raise NotAFact(f"{row._meta.label}: save the row before it is recorded")
    columns = {field.attname: _value(row, field) for field in row._meta.concrete_fields}
    return canonical(columns)


def _value(row: models.Model, field: "models.Field[Any, Any]") -> object:
    value = getattr(row, field.attname)
    where = f"{row._meta.label}.{field.attname}"
    if hasattr(value, "resolve_expression"):
        raise NotAFact(f"{where}: refresh the row from the database first")
    if value is None:
        return None
    if isinstance(field, models.FileField):
        return str(value.name or "")
    if not isinstance(field, models.JSONField):
        # "2026-01-05" set by hand and the date read back must give one digest.
        target = field.target_field if isinstance(field, models.ForeignKey) else field
        value = target.to_python(value)
    if isinstance(value, Decimal):
        places = getattr(field, "decimal_places", 0) or 0
        return f"{value:.{places}f}"
    return _plain(value, where)


def _plain(value: object, where: str) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, time):
        return value.isoformat("microseconds")
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, datetime | date | UUID | bool | int | str | list | tuple | dict) or value is None:
        return value
    raise NotAFact(f"{where}: {type(value).__name__} cannot be digested")


@dataclass(frozen=True)
class Told:
    """What the newest entry about a row says of it."""

    digest: str
    entry: UUID
    seq: int


def wrong_rows(office: UUID, told: Mapping[tuple[str, str], Told]) -> dict[tuple[str, str], str]:
    """Return the rows, by (label, key), that are not as their newest entry in the office's chain says, with words."""
    by_label: dict[str, list[str]] = {}
    for label, key in told:
        by_label.setdefault(label, []).append(key)
    wrong: dict[tuple[str, str], str] = {}
    for label, keys in sorted(by_label.items()):
        for start in range(0, len(keys), PAGE):
            page = {key: told[label, key] for key in keys[start : start + PAGE]}
            wrong |= {(label, key): words for key, words in _wrong(office, label, page).items()}
    return wrong


def _wrong(office: UUID, label: str, told: dict[str, Told]) -> dict[str, str]:
    rows = _rows(label, list(told))
    kept = Detail.objects.filter(office_id=office, name=FACTS, entry__in={one.entry for one in told.values()})
    salts = dict(kept.values_list("entry_id", "salt"))
    wrong: dict[str, str] = {}
    for key, one in told.items():
        if one.entry not in salts:
            continue  # erased, or reported as a missing detail
        row = rows.get(key)
        if row is None:
            words = _("Dòng {label} ghi ở bản ghi số {seq} không còn trong cơ sở dữ liệu.")
        elif not _keeps(row, salts[one.entry], one.digest):
            words = _("Dòng {label} đã bị sửa ngoài hệ thống sau bản ghi số {seq}.")
        else:
            continue
        wrong[key] = words.format(label=label, seq=one.seq)
    return wrong


def _keeps(row: models.Model, salt: str, promised: str) -> bool:
    try:
        return digest(row, bytes.fromhex(salt)) == promised
    except ValueError:
        return False  # a salt that is not one


def _rows(label: str, keys: list[str]) -> dict[str, models.Model]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return {}
    return {str(row.pk): row for row in model._default_manager.filter(pk__in=keys)}
