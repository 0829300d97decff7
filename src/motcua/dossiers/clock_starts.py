"""Where the clock waits for more than the complete dossier: the competent agency's receipt, or the paid fee.

Until then nothing is due, the promise says what it waits for, and what is watched is the post's own task. Legal
source: NĐ 118/2025/NĐ-CP Điều 17(3) as amended by NĐ 309/2026 Điều 8; "kể từ khi nhận đủ hồ sơ và thanh toán phí".
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import access, promises, steps, watch
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import CompetentReceived, FeeReversed, FeeSettled
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.record import note
from motcua.dossiers.status import CLOCK_RUNS, FINAL, Status
from motcua.dossiers.worklist import Task
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import iso
from motcua.kernel.starts import StartEvent
from motcua.office.rights import Capability


class NotAwaited(Refused):
    """No receipt by a competent agency is awaited."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Hồ sơ này không chờ cơ quan có thẩm quyền nhận, hoặc đã ghi nhận rồi. Hãy tải lại trang để xem ngày "
                "hẹn."
            )
        )


@transaction.atomic
def receive_by_competent(dossier_id: UUID, *, by: Acting, at: datetime) -> Promise:
    """Record that the competent agency has the dossier: the limit counts from this moment."""
    capability = Capability.CHECK if by.role in ("reception", "director") else Capability.PROCESS
    dossier = access.lock(dossier_id, by=by, at=at, to=capability)
    if not awaits_competent(dossier):
        raise NotAwaited
    dossier.received_by_competent_at = at
    promise, facts = _start(dossier, at)
    event = CompetentReceived(promise_id=str(promise.pk), due_at=_iso(promise.due_at))
    note(dossier, event, by=by, at=at, facts=facts)
    return promise


def awaits_competent(dossier: Dossier) -> bool:
    """Return whether the dossier waits for the competent agency's receipt before its clock starts."""
    is_under_way = dossier.accepted_at is not None and dossier.status not in FINAL | {Status.PROCESSED}
    is_asked = dossier.version.start_event == StartEvent.RECEIVED_BY_COMPETENT
    return is_asked and is_under_way and dossier.received_by_competent_at is None and dossier.void_at is None


@transaction.atomic
def settle_fee(dossier_id: UUID, office_id: UUID, *, paid_at: datetime | None, at: datetime) -> Promise | None:
    """Let the clock follow the fee: it starts when the fee is settled and stands anew when the payment was undone.

    Called by the desk, which knows the money; None when nothing changes.
    """
    by = Acting.system(office_id)
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    is_asked = dossier.version.start_event == StartEvent.ACCEPTED_AND_PAID
    is_over = dossier.accepted_at is None or dossier.status in FINAL | {Status.PROCESSED} or dossier.void_at is not None
    if not is_asked or is_over or dossier.fee_settled_at == paid_at:
        return None
    dossier.fee_settled_at = paid_at
    promise, facts = _start(dossier, at)
    if paid_at is None:
        note(dossier, FeeReversed(promise_id=str(promise.pk)), by=by, at=at, facts=facts)
    else:
        note(dossier, FeeSettled(promise_id=str(promise.pk), due_at=_iso(promise.due_at)), by=by, at=at, facts=facts)
    return promise


def _start(dossier: Dossier, at: datetime) -> tuple[Promise, list[Promise | steps.Step]]:
    """Give the promise anew and let the step under way and the watch follow it; saves the dossier."""
    promise = promises.give(dossier, PromiseKind.START, start=promises.start_of(dossier), at=at)
    facts: list[Promise | steps.Step] = [promise]
    step = steps.find_current(dossier)
    if step is not None and not step.minutes and dossier.status in CLOCK_RUNS:
        due_at = steps.resume(step, dossier, at=at)
        Task.objects.filter(dossier_office_id=dossier.office_id, dossier=dossier, step_id=step.pk).update(due_at=due_at)
        facts.append(step)
    if not dossier.is_held_by_applicant:
        watch.look_ahead(dossier, at=at)
    dossier.save()
    return promise, facts


def _iso(moment: datetime | None) -> str:
    return iso(moment) if moment else ""
