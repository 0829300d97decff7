"""What the dates of open dossiers are counted from, read for many dossiers at a time: seven queries a batch."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.dossiers.apologies import Apology
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import SupplementReturned
from motcua.dossiers.holds import Hold
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.recounts import Facts
from motcua.dossiers.status import OPEN
from motcua.dossiers.steps import Step
from motcua.dossiers.supplements import Supplement
from motcua.dossiers.worklist import Task
from motcua.journal.chain import Entry
from motcua.kernel import clock

# What counting reads of a dossier: a look at a hundred thousand of them does not take the rest along.
READ = (
    "office_id",
    "code",
    "channel",
    "status",
    "submitted_at",
    "check_due_at",
    "accepted_at",
    "processed_at",
    "due_at_original",
    "due_at_current",
    "is_provisional",
    "received_by_competent_at",
    "fee_settled_at",
    "version__start_event",
)


PROMISE = ("office_id", "dossier_id", "kind", "limit", "cutoff", "due_time", "is_provisional")


def _open(office_id: UUID, after: UUID | None) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(office_id=office_id, void_at=None, status__in=OPEN).order_by("pk")
    # Of the version only what says when the clock starts: its texts are long.
    long = ("time_note", "results", "applicants", "layers", "name", "authority", "implementing_agency", "source")
    rows = rows.select_related("version").defer(*(f"version__{name}" for name in long))
    return rows.filter(pk__gt=after) if after else rows


def batches(office_id: UUID, *, after: UUID | None, size: int) -> Iterator[list[Facts]]:
    """Yield the facts of the office's open dossiers in order, batch by batch, for reading."""
    while True:
        dossiers = list(_open(office_id, after).only(*READ)[:size])
        if not dossiers:
            return
        after = dossiers[-1].pk
        yield gather(office_id, dossiers, since=None)


def lock_next(office_id: UUID, *, after: UUID | None, since: datetime | None, size: int) -> list[Facts]:
    """Return the facts of the next open dossiers under their row locks; those filed since then need no look."""
    rows = _open(office_id, after)
    if since is not None:
        rows = rows.filter(submitted_at__lt=since)
    return gather(office_id, list(rows.select_for_update(of=("self",))[:size]), since=since)


def gather(office_id: UUID, dossiers: list[Dossier], *, since: datetime | None) -> list[Facts]:
    """Return each dossier with what its dates are counted from; `since` is when the calendar changed, if it has."""
    found = {dossier.pk: Facts(dossier) for dossier in dossiers}
    mine = {"office_id": office_id, "dossier_id__in": list(found)}
    promises = Promise.objects.filter(**mine).exclude(kind=PromiseKind.APOLOGY)
    for promise in promises.only(*PROMISE).order_by("given_at", "pk"):
        found[promise.dossier_id].law = promise
    for dossier_id, new_due_at in Apology.objects.filter(**mine).values_list("dossier_id", "new_due_at"):
        found[dossier_id].apology_at = new_due_at
    for row in Hold.objects.filter(**mine):
        hold = clock.Hold(
            mode=clock.HoldMode(row.mode),
            from_at=row.from_at,
            to_at=row.to_at,
            reason=row.reason,
            legal_basis=row.legal_basis,
        )
        found[row.dossier_id].holds += (hold,)
    for task in Task.objects.filter(dossier_office_id=office_id, dossier_id__in=list(found)):
        found[task.dossier_id].tasks.append(task)
    for step in Step.objects.filter(**mine, started_at__isnull=False, done_at=None):
        found[step.dossier_id].steps[step.pk] = step
    for asked in Supplement.objects.filter(**mine, ended_at=None):
        found[asked.dossier_id].supplement = asked
    if since is not None:
        given_back = Entry.objects.filter(
            office_id=office_id, subject_id__in=list(found), name=SupplementReturned.NAME, occurred_at__gte=since
        )
        for dossier_id in given_back.values_list("subject_id", flat=True):
            found[dossier_id].is_given_back = True
    return [found[dossier.pk] for dossier in dossiers]
