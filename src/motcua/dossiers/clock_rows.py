"""Lean rows of what dates are counted from: for a look at every open dossier of an office, which writes nothing.

They bear the names under which `recounts.Counting` reads a dossier, its promise, its tasks and steps, so that a preview
counts by the very same lines as the replay; a model of the whole row would cost several times as much.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import OuterRef, Subquery

from motcua.dossiers.apologies import Apology
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.facts_of_clock import is_open_and_met
from motcua.dossiers.holds import Hold
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.recounts import Facts
from motcua.dossiers.status import OPEN
from motcua.dossiers.steps import Step
from motcua.dossiers.supplements import Supplement
from motcua.dossiers.worklist import Task
from motcua.kernel import clock
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent, clock_start
from motcua.office.calendar_changes import Change


@dataclass(slots=True)
class DossierRow:
    """Of a dossier."""

    office_id: UUID
    pk: UUID
    code: str
    channel: int
    status: int
    submitted_at: datetime
    check_due_at: datetime
    accepted_at: datetime | None
    processed_at: datetime | None
    due_at_original: datetime | None
    due_at_current: datetime | None
    is_provisional: bool
    received_by_competent_at: datetime | None
    fee_settled_at: datetime | None
    start_event: str

    @property
    def clock_start(self) -> datetime | None:
        """The moment from which its limit counts, as `Dossier.clock_start` says."""
        return clock_start(
            StartEvent(self.start_event),
            self.accepted_at,
            received_by_competent_at=self.received_by_competent_at,
            paid_at=self.fee_settled_at,
        )

    @property
    def rules_on(self) -> date:
        """The day whose dated settings it keeps, as `Dossier.rules_on` says."""
        return local_day(self.accepted_at or self.submitted_at)


@dataclass(slots=True)
class LawRow:
    """Of the last promise that the law itself gave."""

    limit: str
    cutoff: str
    due_time: str
    is_provisional: bool


@dataclass(slots=True)
class TaskRow:
    """Of an open task."""

    pk: UUID
    kind: str
    opened_at: datetime
    due_at: datetime
    step_id: UUID | None


@dataclass(slots=True)
class StepRow:
    """Of a step under way."""

    minutes: int


@dataclass(slots=True)
class SupplementRow:
    """Of a request that waits for answers."""

    requested_at: datetime
    expires_at: datetime


COLUMNS = (
    "pk",
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


def batches(change: Change, *, after: UUID | None, size: int) -> Iterator[list[Facts]]:
    """Yield the facts of the open dossiers that the change can meet, in order; six queries a batch."""
    office_id = change.declaration.office_id
    mine = Dossier.objects.filter(is_open_and_met(change)).order_by("pk")
    while True:
        rows = mine.filter(pk__gt=after) if after else mine
        dossiers = [DossierRow(office_id, *values) for values in rows.values_list(*COLUMNS)[:size]]
        if not dossiers:
            return
        yield _gathered(office_id, dossiers)
        after = dossiers[-1].pk


def _gathered(office_id: UUID, dossiers: list[DossierRow]) -> list[Facts]:
    # A lean row answers to every name that counting asks of a dossier.
    found = {row.pk: Facts(cast(Dossier, row)) for row in dossiers}
    # By the range of keys: a list of thousands of keys costs more than the rows that the range brings in excess.
    keys: dict[str, Any] = {"dossier_id__gte": dossiers[0].pk, "dossier_id__lte": dossiers[-1].pk}
    mine = {"office_id": office_id, **keys}
    promises = Promise.objects.filter(**mine).exclude(kind=PromiseKind.APOLOGY).order_by("given_at", "pk")
    columns = ("dossier_id", "limit", "cutoff", "due_time", "is_provisional")
    for dossier_id, *law in promises.filter(**_still_open()).values_list(*columns):
        if dossier_id in found:
            found[dossier_id].law = cast(Promise, LawRow(*law))
    for dossier_id, new_due_at in Apology.objects.filter(**mine).values_list("dossier_id", "new_due_at"):
        if dossier_id in found:
            found[dossier_id].apology_at = new_due_at
    held = Hold.objects.filter(**mine, **_still_open()).order_by("from_at")
    for dossier_id, mode, from_at, to_at in held.values_list("dossier_id", "mode", "from_at", "to_at"):
        if dossier_id in found:
            found[dossier_id].holds += (clock.Hold(clock.HoldMode(mode), from_at, to_at),)
    _tasks(office_id, keys, found)
    asked = Supplement.objects.filter(**mine, ended_at=None).values_list("dossier_id", "requested_at", "expires_at")
    for dossier_id, requested_at, expires_at in asked:
        if dossier_id in found:
            found[dossier_id].supplement = cast(Supplement, SupplementRow(requested_at, expires_at))
    return [found[row.pk] for row in dossiers]


def _still_open() -> dict[str, Any]:
    """Return what keeps the rows of dossiers long closed out of a range of keys."""
    return {"dossier__void_at": None, "dossier__status__in": OPEN}


def _tasks(office_id: UUID, keys: dict[str, Any], found: dict[UUID, Facts]) -> None:
    walked = Step.objects.filter(office_id=OuterRef("dossier_office_id"), pk=OuterRef("step_id"))
    minutes = Subquery(walked.filter(started_at__isnull=False, done_at=None).values("minutes")[:1])
    tasks = Task.objects.filter(dossier_office_id=office_id, **keys)
    columns = ("dossier_id", "pk", "kind", "opened_at", "due_at", "step_id")
    for dossier_id, pk, kind, opened_at, due_at, step_id, step_minutes in tasks.values_list(*columns, minutes):
        facts = found.get(dossier_id)
        if facts is None:
            continue
        facts.tasks.append(cast(Task, TaskRow(pk, kind, opened_at, due_at, step_id)))
        if step_minutes is not None:
            facts.steps[step_id] = cast(Step, StepRow(step_minutes))
