"""A supplement found complete (bổ sung đủ): the full limit starts anew, or for the first time when asked at intake.

Legal source: NĐ 118/2025 (the limit counts from the day the dossier is complete); domain brief 1.3, 1.5.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from motcua.dossiers import (
    access,
    components,
    holds,
    promises,
    status,
    steps,
    watch,
    worklist,
)
from motcua.dossiers.components import CheckState
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import (
    SupplementCompleted,
)
from motcua.dossiers.intake import enter
from motcua.dossiers.promises import PromiseKind
from motcua.dossiers.record import note
from motcua.dossiers.status import Status
from motcua.dossiers.supplements import NoOpenSupplement, Stage, Supplement, find_open, items_of
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import iso
from motcua.office.rights import Capability


class ItemsUnanswered(Refused):
    """Items of the request are still without an answer."""

    status = 422

    def __init__(self, names: list[str]) -> None:
        super().__init__(_("Còn thiếu phần bổ sung: %(names)s.") % {"names": "; ".join(names)})


@entries.atomic()
def complete(dossier_id: UUID, *, by: Acting, at: datetime) -> tuple[Supplement, promises.Promise]:
    """Find the supplement complete: the full limit starts now (Mẫu 01 when it was asked at intake)."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    supplement = find_open(dossier)
    is_intake = supplement is not None and supplement.stage == Stage.INTAKE
    status.check("complete_at_intake" if is_intake else "complete_in_process", dossier.status)
    if supplement is None:
        raise NoOpenSupplement
    items = items_of(supplement)
    waiting = [item.component.name for item in items if item.answered_at is None]
    if waiting:
        raise ItemsUnanswered(waiting)
    supplement.ended_at, supplement.is_complete = at, True
    supplement.save(update_fields=["ended_at", "is_complete"])
    asked = [item.component for item in items]
    components.mark(asked, CheckState.OK)
    facts: list[models.Model] = [supplement, *asked]
    if is_intake:
        promise, slip, route = enter(dossier, components.of_dossier(dossier), PromiseKind.ACCEPTANCE, by=by, at=at)
        facts += [promise, slip, *route]
    else:
        promise, resumed = _go_on(dossier, at)
        facts += [promise, *resumed]
    event = SupplementCompleted(
        supplement_id=str(supplement.pk),
        promise_id=str(promise.pk),
        due_at=iso(promise.due_at) if promise.due_at else "",
        status=dossier.status,
    )
    note(dossier, event, by=by, at=at, facts=facts)
    return supplement, promise


def _go_on(dossier: Dossier, at: datetime) -> tuple[promises.Promise, list[models.Model]]:
    """Lift the restart and put the step that was under way (the first, when none was) on its post's list."""
    facts: list[models.Model] = [*holds.lift(dossier, at=at)]
    dossier.status = Status.IN_PROCESS
    promise = promises.give(dossier, PromiseKind.RESTART, start=promises.start_of(dossier), at=at)
    worklist.clear(dossier)
    step = steps.find_current(dossier)
    if step is not None:
        due_at = steps.resume(step, dossier, at=at)
    else:
        step = steps.find_next(dossier)
        due_at = steps.begin(step, dossier, at=at) if step else at
    if step is not None:
        facts.append(step)
        watch.hand_to(dossier, step.post_id, steps.task_kind(step), due_at=due_at, at=at, step_id=step.pk)
    dossier.save()
    return promise, facts
