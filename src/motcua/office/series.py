"""Number series (dãy số): the next number of a dossier code, a slip, a receipt, a book; no gap on commit.

The number comes from a locked row, never from a database sequence: a transaction that rolls back gives its number back.
Legal source of the first user: the dossier code of NĐ 118/2025/NĐ-CP (`<agency code>-YYMMDD-NNNN`).
"""

from datetime import date
from uuid import UUID

from django.db import connection, models

from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office


class Series(models.Model):
    """The last number given in a series of an office; `on` is the day, or 1 January of a yearly series."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    on = models.DateField()
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "name", "on"], name="series_once_per_office")]

    def __str__(self) -> str:
        return f"{self.name} {self.on}: {self.last}"


def take(office: Office | UUID, name: str, on: date) -> int:
    """Return the next number of the series, from 1, and keep its row locked until the transaction ends.

    Lock order: dossiers, then series (by name), then the journal. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("take a number inside transaction.atomic")
    office_id = office.pk if isinstance(office, Office) else office
    rows = Series.objects.select_for_update().filter(office_id=office_id, name=name, on=on)
    row = rows.first()
    if row is None:
        # Two first takers: the second waits for the first here and then finds its row.
        Series.objects.bulk_create([Series(office_id=office_id, name=name, on=on)], ignore_conflicts=True)
        row = rows.get()
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
