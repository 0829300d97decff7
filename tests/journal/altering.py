"""Rows in every fact table, and the ways to alter them: a column, two rows swapped, a row gone or put in, a cut."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from tests.journal.acts_of_test import write

from motcua import wiring
from motcua.journal.chain import Detail, Entry, Head
from motcua.journal.seals import Seal
from motcua.office.offices import Office
from motcua.papers import storage
from motcua.papers.storage import StoredFile

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
FACTS = sorted(label for label, table in wiring.TABLES.items() if table.standing in ("fact", "bound"))


def rows_of(label: str, office: Office) -> list[models.Model]:
    """Return the office's rows of a table."""
    model = apps.get_model(label)
    if label == "office.Office":
        return [office]
    names = {field.attname for field in model._meta.concrete_fields}
    found = model._default_manager.filter(office_id=office.pk) if "office_id" in names else model._default_manager
    return list(found.order_by("pk"))


def populate(office: Office) -> None:
    """Give every fact table of the product two rows that an entry tells of, whoever added the table and whenever."""
    for label in FACTS:
        if label.startswith("journal."):
            continue  # seals are made by sealing
        for number in range(2 - len(rows_of(label, office))):
            _make(apps.get_model(label), office, number)
    for label in FACTS:
        if label.startswith("journal."):
            continue
        with transaction.atomic():
            write(office=office.pk, at=NOW, facts=rows_of(label, office))


def _make(model: type[models.Model], office: Office, number: int) -> models.Model:
    if model is StoredFile:
        return storage.keep(office, f"%PDF-1.7 {uuid4()}".encode(), f"{number}.pdf", at=NOW)
    refused: IntegrityError | None = None
    for _ in range(200):  # constraints of the table tell which rows may be: what they refuse is drawn again
        values = {field.name: _value(field, office) for field in model._meta.concrete_fields}
        try:
            with transaction.atomic():
                return model._default_manager.create(**values)
        except IntegrityError as wrong:
            refused = wrong
    raise AssertionError(f"no row that {model._meta.label} takes was drawn: {refused}")


def _value(field: "models.Field[Any, Any]", office: Office) -> object:
    if field.name == "office_id":
        return office.pk
    if isinstance(field, models.ForeignKey):
        return _related(field, office)
    if field.null and random.random() < 0.6:
        return None
    if field.primary_key or isinstance(field, models.UUIDField):
        return uuid4()
    if field.choices:
        return random.choice(field.flatchoices)[0]
    if field.has_default() and random.random() < 0.6:
        return field.get_default()
    return another(field, None)


def _related(field: "models.ForeignKey[Any, Any]", office: Office) -> models.Model | None:
    target = field.related_model
    if target is Office:
        return office
    if field.null and (field.model is target or random.random() < 0.6):
        return None
    taken = set()
    if field.unique:
        taken = set(field.model._default_manager.values_list(field.attname, flat=True))
    found = list(target._default_manager.exclude(pk__in=taken)[:20])
    return random.choice(found) if found and random.random() < 0.7 else _make(target, office, random.randint(3, 999))


def another(field: "models.Field[Any, Any]", value: object) -> object:
    """Return a value that the column may hold and that is not the given one."""
    longest = field.max_length or 30
    plain: dict[type, Callable[[], object]] = {
        models.BooleanField: lambda: not value,
        models.DateTimeField: lambda: (value or NOW) + timedelta(seconds=random.randint(1, 10**6)),
        models.DateField: lambda: (value or date(2026, 1, 1)) + timedelta(days=random.randint(1, 300)),
        models.TimeField: lambda: time(random.randint(0, 5), random.randint(0, 59), random.randint(1, 59)),
        models.JSONField: lambda: [random.randint(0, 10**9)],
        models.UUIDField: uuid4,
        models.DecimalField: lambda: Decimal(random.randint(1, 9)),
        models.BinaryField: lambda: random.randbytes(12),
    }
    for kind, make in plain.items():
        if isinstance(field, kind):
            return make()
    if isinstance(field, models.IntegerField):
        return (value or 0) % 30_000 + random.randint(1, 5)
    return f"{random.randint(0, 10**9):x}"[:longest] or "x"


@dataclass(frozen=True)
class Alteration:
    """What was done, to which table, and where it must be named."""

    table: str
    kind: str
    keys: tuple[str, ...]


def sql(model: type[models.Model], pk: object, column: str, value: object) -> None:
    """Update one column of one row by plain SQL, as somebody at the database would."""
    field = model._meta.get_field(column)
    name, key = connection.ops.quote_name(field.column), connection.ops.quote_name(model._meta.pk.column)
    table = connection.ops.quote_name(model._meta.db_table)
    stored = field.get_db_prep_save(value, connection)
    where = model._meta.pk.get_db_prep_value(pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE {key} = %s", [stored, where])  # noqa: S608 — quoted names of our own models
        assert cursor.rowcount == 1


def change(label: str, office: Office) -> Alteration | None:
    """Change one plain column of one row."""
    row = random.choice(rows_of(label, office))
    fields = [f for f in row._meta.concrete_fields if not f.is_relation and not f.primary_key and f.name != "office_id"]
    if not fields:
        return None
    field = random.choice(fields)
    value = another(field, getattr(row, field.attname))
    if value == getattr(row, field.attname):
        return None
    sql(type(row), row.pk, field.name, value)
    return Alteration(label, "change", (str(row.pk),))


def swap(label: str, office: Office) -> Alteration | None:
    """Swap the values of one column of two rows."""
    rows = rows_of(label, office)
    if len(rows) < 2:
        return None
    one, two = random.sample(rows, 2)
    fields = [
        field
        for field in one._meta.concrete_fields
        if not field.primary_key and not field.unique and getattr(one, field.attname) != getattr(two, field.attname)
    ]
    if not fields:
        return None
    field = random.choice(fields)
    mine, other = getattr(one, field.attname), getattr(two, field.attname)
    sql(type(one), one.pk, field.name, other)
    sql(type(two), two.pk, field.name, mine)
    return Alteration(label, "swap", (str(one.pk), str(two.pk)))


def delete(label: str, office: Office) -> Alteration:
    """Delete one row and leave what names it hanging."""
    row = random.choice(rows_of(label, office))
    table = connection.ops.quote_name(row._meta.db_table)
    key = connection.ops.quote_name(row._meta.pk.column)
    with connection.cursor() as cursor:
        where = row._meta.pk.get_db_prep_value(row.pk, connection)
        cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [where])  # noqa: S608 — names of our own models
    return Alteration(label, "delete", (str(row.pk),))


def put_in(label: str, office: Office) -> Alteration | None:
    """Put in a row that no entry tells of, where the table is a fact as a whole."""
    if wiring.TABLES[label].standing != "fact" or label in ("office.Office", "journal.Seal", "journal.SealStamp"):
        return None
    row = _make(apps.get_model(label), office, random.randint(3, 999))
    return Alteration(label, "put in", (str(row.pk),))


def spoil_file(office: Office, *, remove: bool) -> Alteration:
    """Flip a byte of a stored file, or remove it."""
    stored = random.choice([row for row in rows_of("papers.StoredFile", office) if row.full_path.exists()])
    if remove:
        stored.full_path.unlink()
    else:
        data = bytearray(stored.full_path.read_bytes())
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        stored.full_path.write_bytes(bytes(data))
    return Alteration("papers.StoredFile", "file gone" if remove else "byte", (str(stored.pk),))


def cut(office: Office) -> Alteration:
    """Cut the end of the chain before a seal and mend the head, as one would who knows how."""
    sealed = Seal.objects.filter(office_id=office.pk, last_seq__gt=2).first().last_seq
    keep = Entry.objects.get(office_id=office.pk, seq=random.randint(1, sealed - 1))
    gone = Entry.objects.filter(office_id=office.pk, seq__gt=keep.seq)
    Detail.objects.filter(entry__in=gone).delete()
    gone._raw_delete(gone.db)
    kept = [one.body for one in Entry.objects.filter(office_id=office.pk)]
    shapes = [shape for body in kept for shape in body.get("columns", {})]
    Head.objects.filter(pk=office.pk).update(seq=keep.seq, hash=keep.hash, recorded_at=keep.recorded_at, shapes=shapes)
    return Alteration("journal.Entry", "cut", ())


def spoil_entry(office: Office) -> Alteration:
    """Change an entry's text or one of its columns."""
    entry = random.choice(list(Entry.objects.filter(office_id=office.pk)))
    column = random.choice(["text", "hash", "previous_hash", "name", "source", "subject_id", "act_id", "occurred_at"])
    value = entry.text.replace('"', "'", 1) if column == "text" else another(Entry._meta.get_field(column), None)
    sql(Entry, entry.pk, column, value)
    return Alteration("journal.Entry", column, ())


def spoil_detail(office: Office) -> Alteration:
    """Change, rename or remove a detail."""
    detail = random.choice(list(Detail.objects.filter(office_id=office.pk)))
    column = random.choice(["value", "salt", "name", None])
    if column is None:
        detail.delete()
    else:
        sql(Detail, detail.pk, column, another(Detail._meta.get_field(column), None))
    return Alteration("journal.Detail", column or "delete", ())
