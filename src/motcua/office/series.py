"""Number series (dãy số): the next number of a dossier code, a slip, a receipt, a book; no gap on commit.

The number comes from a locked row, never from a database sequence: a transaction that rolls back gives its number back.
Legal source of the first user: the dossier code of NĐ 118/2025/NĐ-CP (`<agency code>-YYMMDD-NNNN`).
"""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, models
from django.utils.translation import gettext as _

from motcua.journal.refusals import Refused
from motcua.journal.rows import find_one
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office


class SeriesClosed(Refused):
    """The series was closed: its book is at its end."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Sổ của năm này đã khóa nên không ghi thêm được. Hãy ghi vào sổ của năm hiện tại."))
        self.name = name


class Series(models.Model):
    """The last number given in a series of an office; `on` is the day, or 1 January of a yearly series."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    on = models.DateField()
    last = models.PositiveBigIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)  # a book closed at the end of its year gives no further number

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "name", "on"], name="series_once_per_office")]

    def __str__(self) -> str:
        return f"{self.name} {self.on}: {self.last}"


def hold(office: Office | UUID, name: str, on: date) -> int:
    """Return the last number given in the series, 0 before the first; nobody takes the next one in this transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("hold a series inside transaction.atomic")
    return _locked(office.pk if isinstance(office, Office) else office, name, on).last


def take(office: Office | UUID, name: str, on: date) -> int:
    """Return the next number of the series, from 1, and keep its row locked until the transaction ends.

    Lock order: dossiers, then series (by name), then the journal. Raises RuntimeError outside a transaction and
    SeriesClosed after the end of a closed book.
    """
    return take_block(office, name, on, 1).start


def take_block(office: Office | UUID, name: str, on: date, count: int) -> range:
    """Return the next `count` numbers of the series in one piece; otherwise as `take`."""
    if not connection.in_atomic_block:
        raise RuntimeError("take a number inside transaction.atomic")
    office_id = office.pk if isinstance(office, Office) else office
    last = _advance(office_id, name, on, count)
    if last is None:
        # Two first takers: the second waits for the first here and then finds its row.
        Series.objects.bulk_create([Series(office_id=office_id, name=name, on=on)], ignore_conflicts=True)
        last = _advance(office_id, name, on, count)
    if last is None:
        raise SeriesClosed(name)
    return range(last - count + 1, last + 1)


def _advance(office_id: UUID, name: str, on: date, count: int) -> int | None:
    """Return the new last number of an open series, in one statement; its row stays locked."""
    fields = {field.name: field for field in Series._meta.concrete_fields}
    office, when = (
        fields[key].get_db_prep_value(value, connection) for key, value in (("office", office_id), ("on", on))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            'UPDATE office_series SET last = last + %s WHERE office_id = %s AND name = %s AND "on" = %s'
            " AND closed_at IS NULL RETURNING last",
            [count, office, name, when],
        )
        found = cursor.fetchall()
    return int(found[0][0]) if found else None


def _locked(office_id: UUID, name: str, on: date) -> Series:
    rows = Series.objects.select_for_update().filter(office_id=office_id, name=name, on=on)
    row = find_one(rows)
    if row is None:
        # As in `take_block`.
        Series.objects.bulk_create([Series(office_id=office_id, name=name, on=on)], ignore_conflicts=True)
        row = rows.get()
    return row


def close(office_id: UUID, name: str, on: date, *, at: datetime) -> int | None:
    """Return the last number of the series, which gives no further one from now on; None when it is closed already.

    Its row stays locked until the transaction ends. Raises Series.DoesNotExist for a series without a number.
    """
    row = Series.objects.select_for_update().get(office_id=office_id, name=name, on=on)
    if row.closed_at is not None:
        return None
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    return row.last


def of_year(office_id: UUID, prefix: str, year: int) -> list[Series]:
    """Return the yearly series whose name begins so, in the order in which they were begun."""
    found = Series.objects.filter(office_id=office_id, name__startswith=prefix, on=date(year, 1, 1))
    return list(found.order_by("pk"))


def of_name(office_id: UUID, name: str) -> list[Series]:
    """Return every row of the series of this name, one for each year or day, the oldest first."""
    return list(Series.objects.filter(office_id=office_id, name=name).order_by("on"))


def years(office_id: UUID, prefix: str) -> list[int]:
    """Return the years in which such series were begun, the newest first."""
    found = Series.objects.filter(office_id=office_id, name__startswith=prefix).values_list("on", flat=True)
    return sorted({on.year for on in found}, reverse=True)
