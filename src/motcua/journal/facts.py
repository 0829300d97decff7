"""Facts (dữ kiện): the rows that an entry wrote, bound to it by a digest, so that a change behind its back shows.

The digest is salted: a row may hold personal data, and without the salt (erasable) nobody can try names against it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from motcua.kernel.chain import canonical, commitment


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
