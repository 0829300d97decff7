"""Cursors (con trỏ đọc): how far each reader has read each office's chain.

In one transaction a cursor advances and inserts its jobs, unique on (entry, reader), and touches nothing outside the
database. Chain order is commit order, because the head is locked until the commit: a reader never skips an entry.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Coalesce

from motcua.journal import jobs
from motcua.journal.chain import Entry, Head
from motcua.kernel.identifiers import uuid7

PAGE = 500


class Cursor(models.Model):
    """The last entry of an office that a reader has seen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField()
    reader = models.CharField(max_length=80)
    seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office_id", "reader"], name="journal_cursor_reader")]


def is_reading(office: UUID, reader: str) -> bool:
    """Tell whether this reader reads the office's chain."""
    return Cursor.objects.filter(office_id=office, reader=reader).exists()


def has_caught_up(office: UUID, reader: str) -> bool:
    """Tell whether the reader has read the office's whole chain and none of its jobs waits or has stopped."""
    head = Head.objects.filter(office_id=office).values_list("seq", flat=True).first() or 0
    if not Cursor.objects.filter(office_id=office, reader=reader, seq__gte=head).exists():
        return False
    return not jobs.Job.objects.filter(office_id=office, name=reader).exclude(state=jobs.State.DONE).exists()


def behind(readers: Collection[str]) -> list[UUID]:
    """Return the offices whose newest entry not every one of the readers has seen."""
    if not readers:
        return []
    up_to_date = (
        Cursor.objects.filter(
            office_id=models.OuterRef("office_id"), reader__in=readers, seq__gte=models.OuterRef("seq")
        )
        .order_by()
        .values("office_id")
        .annotate(n=models.Count("pk"))
        .values("n")
    )
    heads = Head.objects.filter(seq__gt=0).annotate(n=Coalesce(models.Subquery(up_to_date), 0))
    return list(heads.exclude(n=len(readers)).values_list("office_id", flat=True))


@transaction.atomic
def advance(
    office: UUID, when: Mapping[str, Collection[str]], readers: Collection[str], skipping: Collection[str] = ()
) -> int:
    """Read on one page for every reader and return how many entries were read; `when` is event name → readers.

    A reader that is new to a chain others have read long starts at its beginning; one named in `skipping` starts where
    the others are, so that an upgrade does not send a message for every act of the past.
    """
    cursors = _locked(office, readers, skipping)
    start = min(cursor.seq for cursor in cursors.values())
    page = list(Entry.objects.filter(office_id=office, seq__gt=start).order_by("seq")[:PAGE])
    if not page:
        return 0
    new = [
        jobs.new(reader, office=office, payload={}, key=f"{reader}:{entry.pk}", entry=entry)
        for entry in page
        for reader in when.get(entry.name, ())
        if cursors[reader].seq < entry.seq
    ]
    jobs.put_many(new)
    Cursor.objects.filter(office_id=office, reader__in=readers, seq__lt=page[-1].seq).update(seq=page[-1].seq)
    return len(page)


def _locked(office: UUID, readers: Collection[str], skipping: Collection[str]) -> dict[str, Cursor]:
    """Lock the readers' cursors in the order of their names, making those that are missing."""
    rows = Cursor.objects.select_for_update().filter(office_id=office).order_by("reader")
    known = {cursor.reader: cursor for cursor in rows}
    missing = sorted(set(readers) - set(known))
    if missing:
        reached = max((cursor.seq for cursor in known.values()), default=0)
        fresh = [Cursor(office_id=office, reader=name, seq=reached if name in skipping else 0) for name in missing]
        Cursor.objects.bulk_create(fresh, ignore_conflicts=True)
        known = {cursor.reader: cursor for cursor in rows.all()}
    return {name: known[name] for name in readers}


@transaction.atomic
def begin_at_end(office: UUID, readers: Collection[str]) -> None:
    """Let these readers begin after the newest entry of the office, as after a history that was lived through."""
    head = Head.objects.filter(office_id=office).first()
    _locked(office, readers, ())
    Cursor.objects.filter(office_id=office, reader__in=readers).update(seq=head.seq if head else 0)
