"""Steps of the internal route as this dossier walks them (quy trình nội bộ): post, own due moment, hand-over times.

8 hours of a step are that office's one full day. The rows are the lines of Mẫu 06 (phiếu kiểm soát).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models

from motcua.dossiers import promises
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.worklist import TaskKind
from motcua.journal import held
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.office import posts
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.staff import Staff
from motcua.procedures import routes

SIGNING = "leader"
STEPS = "steps"  # held by dossier


class Step(models.Model):
    """One step of one dossier; `started_at` is when the post received it, `done_at` when it handed on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    is_signing = models.BooleanField(default=False)  # the last signing post of the route: here it is approved
    minutes = models.PositiveIntegerField(default=0)  # of an 8-hour day
    started_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["office", "dossier", "position"], name="step_position_once")]
        indexes = [models.Index(fields=["office", "post"], name="step_by_post")]


def lay_out(dossier: Dossier, *, at: datetime, by: UUID | None) -> list[Step]:
    """Return the dossier's steps made from its version's route; the intake step is done at once.

    A route that names no signing post gets that step before its last one: no result leaves without a signature.
    """
    holders = posts.by_kind(dossier.office_id)
    fallback = holders["specialist"] if "specialist" in holders else next(iter(holders.values()))
    planned = [(step.name, step.post_kind, step.minutes or 0) for step in routes.steps(dossier.version)]
    if not any(kind == SIGNING for _name, kind, _minutes in planned):
        is_returned = len(planned) > 1 and planned[-1][1] == "reception"
        planned.insert(len(planned) - is_returned, ("Ký duyệt kết quả", SIGNING, 0))
    rows: list[Step] = []
    for position, (name, kind, minutes) in enumerate(planned, start=1):
        is_intake = position == 1 and kind == "reception"
        rows.append(
            Step(
                office_id=dossier.office_id,
                dossier=dossier,
                position=position,
                name=name,
                post=holders.get(kind, fallback),
                is_signing=False,
                minutes=minutes,
                started_at=dossier.submitted_at if is_intake else None,
                done_at=at if is_intake else None,
                done_by_id=by if is_intake else None,
            )
        )
    last = max(index for index, (_name, kind, _minutes) in enumerate(planned) if kind == SIGNING)
    rows[last].is_signing = True
    held.put((STEPS, dossier.pk), rows)
    return Step.objects.bulk_create(rows)


def of_dossier(dossier: Dossier) -> list[Step]:
    """Return the dossier's steps in order, with post and officer."""
    return list(Step.objects.filter(office_id=dossier.office_id, dossier=dossier).select_related("post", "done_by"))


def names_of(office_id: UUID, ids: list[UUID]) -> dict[UUID, str]:
    """Return {step: name} for the rows of a list of work, one query."""
    return dict(Step.objects.filter(office_id=office_id, pk__in=ids).values_list("pk", "name"))


def rest_of(dossier: Dossier) -> list[Step]:
    """Return the steps that are not done, in order: what an act needs that ends one and begins the next, one query."""
    rest = Step.objects.filter(office_id=dossier.office_id, dossier=dossier, done_at=None).order_by()
    rows = held.read(STEPS, dossier.pk, lambda: list(rest))
    return sorted((step for step in rows if step.done_at is None), key=lambda step: step.position)


def under_way(dossier: Dossier) -> list[Step]:
    """Return the steps under way as far as the act around holds them; asks nothing."""
    rows: list[Step] = held.find((STEPS, dossier.pk)) or []
    return [step for step in rows if step.started_at is not None and step.done_at is None]


def current_of(rest: Iterable[Step]) -> Step | None:
    """Return the step under way among these, None when none is."""
    return next((step for step in rest if step.started_at is not None and step.done_at is None), None)


def not_begun(rest: Iterable[Step], after: int = 0) -> list[Step]:
    """Return those of the steps after the position that nobody has begun."""
    return [step for step in rest if step.started_at is None and step.position > after]


def find_current(dossier: Dossier) -> Step | None:
    """Return the step under way, None when none is."""
    return current_of(rest_of(dossier))


def find_next(dossier: Dossier, after: int = 0) -> Step | None:
    """Return the first step after the position that nobody has begun, None when the route is at its end."""
    return next(iter(not_begun(rest_of(dossier), after)), None)


def begin(step: Step, dossier: Dossier, *, at: datetime) -> datetime:
    """Return when the begun step is due: its own hours, or the dossier's date when the route gives none."""
    step.started_at = at
    return resume(step, dossier, at=at)


def resume(step: Step, dossier: Dossier, *, at: datetime) -> datetime:
    """Return the new due moment of a step whose clock stood: its hours count anew, its post had it all along."""
    step.due_at = due_of(step, dossier, at=at)
    step.save(update_fields=["started_at", "due_at"])
    return step.due_at


def due_of(step: Step, dossier: Dossier, *, at: datetime) -> datetime:
    """Return until when the step is to be done when its hours count from the moment; writes nothing."""
    if step.minutes:
        return clock.step_due(step.minutes, at, calendar_of(dossier.office_id))
    # Before the clock has started the step has as long as if it started now.
    return dossier.due_at_current or promises.foresee(dossier, start=at).due_at or at


def finish(step: Step, *, by: UUID | None, note: str, at: datetime) -> None:
    """Mark the step as done by this member of staff."""
    step.done_at, step.done_by_id, step.note = at, by, note
    step.save(update_fields=["done_at", "done_by", "note"])


def rewind(dossier: Dossier, *, by: UUID, at: datetime) -> Step | None:
    """Return the step that this member of staff finished last, opened again (a proposal sent back)."""
    step = (
        Step.objects.filter(office_id=dossier.office_id, dossier=dossier, done_by_id=by, is_signing=False)
        .order_by("-position")
        .first()
    )
    if step is not None:
        Step.objects.filter(office_id=dossier.office_id, dossier=dossier, position__gt=step.position).update(
            started_at=None, due_at=None, done_at=None, done_by=None, note=""
        )
        held.drop((STEPS, dossier.pk))
        step.done_at, step.done_by, step.note = None, None, ""
        step.save(update_fields=["done_at", "done_by", "note"])
        begin(step, dossier, at=at)
    return step


def walk_to_signing(dossier: Dossier, *, by: UUID | None, note: str, at: datetime) -> list[Step]:
    """Return the steps up to the signing one: those before it done at once with the note, the signing one begun."""
    walked: list[Step] = []
    for row in rest_of(dossier):
        walked.append(row)
        if row.is_signing:
            begin(row, dossier, at=at)
            break
        row.started_at, row.done_at, row.done_by_id, row.note = row.started_at or at, at, by, note[:300]
        row.save(update_fields=["started_at", "done_at", "done_by", "note"])
    return walked


def skip_to_last(dossier: Dossier, rows: list[Step], *, by: UUID | None, at: datetime) -> list[Step]:
    """Return these steps after the signature, the last one begun and those before it done by the issue itself.

    Entering in the book, stamping and forwarding are one with the electronic issue.
    """
    for row in rows[:-1]:
        row.started_at, row.done_at, row.done_by_id, row.note = at, at, by, "Cùng lúc phát hành kết quả"
        row.save(update_fields=["started_at", "done_at", "done_by", "note"])
    if rows:
        begin(rows[-1], dossier, at=at)
    return rows


def task_kind(step: Step) -> TaskKind:
    """Return what the step asks of its post."""
    return TaskKind.SIGN if step.is_signing else TaskKind.STEP
