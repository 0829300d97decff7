"""Transfer (chuyển hồ sơ) and the walk along the internal route; each hand-over is a line of Mẫu 06.

In-person dossiers go to the competent post the same working day, or at the start of the next one when received after
15:00; online ones at once. Legal source: NĐ 118/2025 Điều 18(2) as amended by NĐ 309/2026 Điều 9.
"""

from datetime import datetime, time
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.dossiers import access, opinions, status, steps, worklist
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import StepFinished, Transferred
from motcua.dossiers.record import note
from motcua.dossiers.status import Status
from motcua.dossiers.watch import hand_to, next_opening
from motcua.dossiers.worklist import TaskKind
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.localtime import local, local_day
from motcua.office import posts, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability
from motcua.procedures.channels import Channel


class NoStepUnderWay(Refused):
    """The dossier waits at no step of this post."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ không có bước nào đang chờ vị trí của bạn. Hãy tải lại danh sách việc."))


class ProposalNeeded(Refused):
    """The next post signs, so this step ends with a proposal."""

    def __init__(self) -> None:
        super().__init__(_("Bước tiếp theo là ký duyệt. Hãy lập đề xuất kèm dự thảo kết quả rồi trình ký."))


def transfer_due(dossier: Dossier, at: datetime) -> datetime:
    """Return until when the accepted dossier must be handed on: within the day, after 15:00 early the next one."""
    return transfer_promise(dossier, at)[1].due_at or at


def transfer_promise(dossier: Dossier, at: datetime) -> tuple[clock.Limit, clock.Promise]:
    """Return the limit of handing on a dossier accepted at the moment, and its count.

    An online one goes at once. Both hours are dated settings; at 15:00 sharp it is not yet after 15:00.
    """
    calendar = calendar_of(dossier.office_id)
    rules = settings_dated.values(dossier.office_id, dossier.rules_on)
    soon, same_day = clock.Limit.parse(rules["transfer_next_day"]), clock.Limit(0, clock.Unit.WORKING_DAY)
    day, here = local_day(at), local(at).time().replace(second=0, microsecond=0)
    closes_at = calendar.closes_at(day)
    if dossier.channel == Channel.ONLINE:
        return soon, clock.promise(soon, at, calendar)
    if closes_at is not None and at < closes_at and here <= time.fromisoformat(rules["transfer_cutoff"]):
        return same_day, clock.promise(same_day, at, calendar)
    return soon, clock.promise(soon, next_opening(calendar, at), calendar)


def open_transfer(dossier: Dossier, *, at: datetime) -> None:
    """Put the hand-over on the list of the reception post; the caller saves the dossier."""
    post = posts.default_of(dossier.office_id, "reception")
    if post is None:
        post = posts.default_of(dossier.office_id, "specialist")
    if post is None:
        raise NoStepUnderWay
    hand_to(dossier, post.pk, TaskKind.TRANSFER, due_at=transfer_due(dossier, at), at=at)


@entries.atomic()
def transfer(dossier_id: UUID, *, by: Acting, at: datetime) -> Dossier:
    """Hand the accepted dossier to the first post of its route."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    status.check("transfer", dossier.status)
    step = steps.find_next(dossier)
    if step is None:
        raise NoStepUnderWay
    worklist.clear(dossier, TaskKind.TRANSFER)
    dossier.status = Status.IN_PROCESS
    due_at = steps.begin(step, dossier, at=at)
    hand_to(dossier, step.post_id, steps.task_kind(step), due_at=due_at, at=at, step_id=step.pk)
    dossier.save()
    note(dossier, Transferred(step_id=str(step.pk), post_id=str(step.post_id)), by=by, at=at, facts=(step,))
    return dossier


@entries.atomic()
def finish_step(dossier_id: UUID, *, remark: str = "", by: Acting, at: datetime) -> Dossier:
    """Finish the step under way and hand on to the next post; before the signing post stands a proposal."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.PROCESS)
    rest = steps.rest_of(dossier)
    step = steps.current_of(rest)
    if step is None or step.post_id != by.post or dossier.status != Status.IN_PROCESS:
        raise NoStepUnderWay
    if step.is_signing or (_next_signs(rest, step) and not dossier.decisions.filter(sent_back_at=None).exists()):
        raise ProposalNeeded
    following = hand_on(dossier, step, rest, remark=remark, by=by, at=at)
    event = StepFinished(step_id=str(step.pk), next_step_id=str(following.pk))
    note(dossier, event, by=by, at=at, facts=(step, following))
    return dossier


def _next_signs(rest: list[steps.Step], step: steps.Step) -> bool:
    following = steps.not_begun(rest, after=step.position)
    return not following or following[0].is_signing


def hand_on(
    dossier: Dossier, step: steps.Step, rest: list[steps.Step], *, remark: str, by: Acting, at: datetime
) -> steps.Step:
    """Return the step that follows after this one is finished; saves the dossier, the act journals it.

    `rest` are the steps that are not done (`steps.rest_of`). Raises OpinionAwaited while an answer to this post is
    awaited.
    """
    opinions.require_answered(dossier)
    coming = steps.not_begun(rest, after=step.position)
    if not coming:
        raise NoStepUnderWay
    following = coming[0]
    steps.finish(step, by=by.person, note=remark[:300], at=at)
    worklist.clear(dossier)
    due_at = steps.begin(following, dossier, at=at)
    hand_to(dossier, following.post_id, steps.task_kind(following), due_at=due_at, at=at, step_id=following.pk)
    dossier.save()
    return following
