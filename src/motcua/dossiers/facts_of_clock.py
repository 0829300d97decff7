"""What the dates of open dossiers are counted from, read for many dossiers at a time: seven queries a batch.

For the replay, which writes them; a preview reads `clock_rows`. Which dossiers a change can meet is one condition.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

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
from motcua.kernel.localtime import day_end, day_start
from motcua.office.calendar_changes import Change

PROMISE = ("office_id", "dossier_id", "kind", "limit", "cutoff", "due_time", "is_provisional")


def is_open_and_met(change: Change) -> Q:
    """Return the condition of an open dossier of which some date may lie behind a day that the change makes different.

    Every date counts from the receipt or later: what was received after the last such day is not met, nor what is due
    before the first one.
    """
    office_id, reach = change.declaration.office_id, change.reach
    is_open = Q(office_id=office_id, void_at=None, status__in=OPEN)
    if reach is None:
        return is_open & Q(pk=None)
    first, last = reach
    since = day_start(first)
    tasks = Task.objects.filter(dossier_office_id=office_id, dossier_id=OuterRef("pk"), due_at__gte=since)
    asked = Supplement.objects.filter(office_id=office_id, dossier_id=OuterRef("pk"), ended_at=None)
    is_due = Q(due_at_original__gte=since) | Q(due_at_current__gte=since) | Q(accepted_at=None, check_due_at__gte=since)
    is_met = is_due | Q(Exists(tasks)) | Q(Exists(asked.filter(expires_at__gte=since)))
    return is_open & is_met & (Q(submitted_at__lt=day_end(last)) if last else Q())


def lock_next(change: Change, *, after: UUID | None, size: int) -> list[Facts]:
    """Return the facts of the next open dossiers that the change meets, under their row locks.

    Those filed since its confirmation were counted by the new calendar and need no look.
    """
    since = change.declaration.confirmed_at
    rows = Dossier.objects.filter(is_open_and_met(change)).order_by("pk")
    # Of the version only what says when the clock starts: its texts are long.
    long = ("time_note", "results", "applicants", "layers", "name", "authority", "implementing_agency", "source")
    rows = rows.select_related("version").defer(*(f"version__{name}" for name in long))
    rows = rows.filter(pk__gt=after) if after else rows
    rows = rows.filter(submitted_at__lt=since) if since is not None else rows
    return gather(change.declaration.office_id, list(rows.select_for_update(of=("self",))[:size]), since=since)


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
