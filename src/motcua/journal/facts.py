"""Facts (dữ kiện): the rows that an entry wrote, bound to it by a digest, so that a change behind its back shows.

The digest is salted: a row may hold personal data, and without the salt (erasable) nobody can try names against it.
It covers the columns that the table had that day, and the chain says once which those were (their shape): a column
added years later breaks no old digest.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from motcua.kernel.chain import digest as sha256

PAGE = 500
# What such a field gives back when it is read: nothing is made of it before it is digested.
_AS_IT_IS: dict[type, type] = {
    models.CharField: str,
    models.TextField: str,
    models.UUIDField: UUID,
    models.BooleanField: bool,
    models.DateTimeField: datetime,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.PositiveBigIntegerField: int,
}
GONE = ""  # instead of a digest: the row was taken away by the act that the entry tells of


class NotAFact(TypeError):
    """A row cannot be digested: it is not saved, or a field holds a float or an unresolved expression."""


class ColumnGone(LookupError):
    """A column that the digest covers is no longer in the table; columns of facts are added, never removed."""


def digest(row: models.Model, salt: bytes, columns: Collection[str] | None = None) -> str:
    """Return SHA-256(salt ‖ canonical text of the row's columns, or of those that are named)."""
    return commitment(salt, text(row, columns))


def listed(rows: Iterable[models.Model], salt: bytes) -> list[list[str]]:
    """Return [label, key, digest] of every row, as they stand in an entry."""
    return [[row._meta.label, str(row.pk), digest(row, salt)] for row in rows]


def gone(label: str, keys: Iterable[object]) -> list[list[str]]:
    """Return what an entry says of rows that an act took away: no digest, so that one that comes back shows."""
    return [[label, str(key), GONE] for key in keys]


def with_what_they_name(rows: Iterable[models.Model]) -> list[models.Model]:
    """Return the rows, each once, and the files and signatures that they name as far as the act has them at hand.

    A model that is told of with whatever names it says so by `told_with_namer`.
    """
    found: dict[tuple[str, str], models.Model] = {}
    waiting = list(rows)
    while waiting:
        row = waiting.pop(0)
        if found.setdefault((row._meta.label, str(row.pk)), row) is not row:
            continue
        for field in row._meta.concrete_fields:
            named = row._state.fields_cache.get(field.name) if field.is_relation else None
            if named is not None and getattr(named, "told_with_namer", False):
                waiting.append(named)
    return list(found.values())


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the names of the columns that a digest made today covers, sorted."""
    return list(_made_of(model).columns)


def shape(label: str, columns: Collection[str]) -> str:
    """Return the short name of a table with these columns, made of both, so that nobody can give it another meaning."""
    return sha256(canonical({"label": label, "columns": sorted(columns)}))[:16]


def shape_of(model: type[models.Model]) -> str:
    """Return the short name of the table as it is today."""
    return _made_of(model).shape


@dataclass(frozen=True)
class _Made:
    """How a table is made: its fields as Django gives them, by column, and what is told of them."""

    fields: Sequence["models.Field[Any, Any]"]
    by_column: dict[str, "models.Field[Any, Any]"]
    as_it_is: dict[str, type | None]  # what a column holds when nothing has to be made of it
    columns: tuple[str, ...]
    shape: str


_known: dict[type[models.Model], _Made] = {}


def _made_of(model: type[models.Model]) -> _Made:
    """Return how the table is made, worked out once; every row of every entry asks."""
    fields = model._meta.concrete_fields
    known = _known.get(model)
    if known is None or known.fields is not fields:  # Django makes the list anew when a model changes
        by_column = {field.attname: field for field in fields}
        columns = tuple(sorted(by_column))
        as_it_is = {name: _AS_IT_IS.get(type(_target(field))) for name, field in by_column.items()}
        known = _known[model] = _Made(fields, by_column, as_it_is, columns, shape(model._meta.label, columns))
    return known


def text(row: models.Model, columns: Collection[str] | None = None) -> str:
    """Return the row's columns as the one text that is digested, equal for the row in memory and read back."""
    if row._state.adding:
        raise NotAFact(f"{row._meta.label}: save the row before it is recorded")
    made = _made_of(type(row))
    fields = made.by_column
    gone = sorted(set(columns or ()) - set(fields))
    if gone:
        raise ColumnGone(", ".join(gone))
    return canonical({name: _value(row, fields[name], made.as_it_is[name]) for name in (columns or fields)})


def _target(field: "models.Field[Any, Any]") -> "models.Field[Any, Any]":
    return field.target_field if isinstance(field, models.ForeignKey) else field


def _value(row: models.Model, field: "models.Field[Any, Any]", as_it_is: type | None) -> object:
    value = getattr(row, field.attname)
    if value is None or type(value) is as_it_is:
        return value
    where = f"{row._meta.label}.{field.attname}"
    if hasattr(value, "resolve_expression"):
        raise NotAFact(f"{where}: refresh the row from the database first")
    if isinstance(field, models.FileField):
        return str(value.name or "")
    if not isinstance(field, models.JSONField):
        # "2026-01-05" set by hand and the date read back must give one digest.
        value = _target(field).to_python(value)
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
    """What the newest entry about a row says of it; `columns` are those that the digest covers, None: unknown."""

    digest: str
    entry: UUID
    seq: int
    columns: tuple[str, ...] | None = None


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
    rows = rows_of(label, list(told))
    kept = Detail.objects.filter(office_id=office, name=FACTS, entry__in={one.entry for one in told.values()})
    salts = dict(kept.values_list("entry_id", "salt"))
    wrong: dict[str, str] = {}
    for key, one in told.items():
        row = rows.get(key)
        if one.digest == GONE:
            words = _("Dòng {label} đã bỏ ở bản ghi số {seq} lại có trong cơ sở dữ liệu.") if row is not None else ""
        elif one.entry not in salts:
            continue  # erased, or reported as a missing detail
        elif row is None:
            words = _("Dòng {label} ghi ở bản ghi số {seq} không còn trong cơ sở dữ liệu.")
        else:
            words = _differs(row, salts[one.entry], one)
        if words:
            wrong[key] = words.format(label=label, seq=one.seq)
    return wrong


def _differs(row: models.Model, salt: str, told: Told) -> str:
    try:
        if digest(row, bytes.fromhex(salt), told.columns) == told.digest:
            return ""
    except ColumnGone as gone:
        return _("Dòng {label} không kiểm được: cột %(columns)s ghi ở bản ghi số {seq} đã bị bỏ khỏi bảng.") % {
            "columns": gone
        }
    except ValueError:
        pass  # a salt that is not one: the detail is named elsewhere, the row can't be proven
    return _("Dòng {label} đã bị sửa ngoài hệ thống sau bản ghi số {seq}.")


def rows_of(label: str, keys: list[str]) -> dict[str, models.Model]:
    """Return the rows of a table by their keys; none for a table that is unknown."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return {}
    return {str(row.pk): row for row in model._default_manager.filter(pk__in=keys)}


def untold_rows(office: UUID, label: str, told: Collection[tuple[str, str]]) -> list[str]:
    """Return the keys of an office's rows in the table that no entry tells of: put in behind the journal's back."""
    model = apps.get_model(label)
    found = model._default_manager.filter(**{_office_column(label): office}).order_by("pk").values_list("pk", flat=True)
    return [str(key) for key in found.iterator(PAGE) if (label, str(key)) not in told]


def offices_of(labels: Iterable[str]) -> set[UUID]:
    """Return the offices that rows of these tables belong to, also those that have no chain."""
    found: set[UUID] = set()
    for label in labels:
        rows = apps.get_model(label)._default_manager.order_by()
        found |= set(rows.values_list(_office_column(label), flat=True).distinct())
    return found


def _office_column(label: str) -> str:
    return "pk" if label == "office.Office" else "office_id"
