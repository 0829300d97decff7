"""The watched next moment: every open dossier has exactly one, with a holder and a reason that a citizen can read.

`next_moment_at` is only a watch: when it comes, the facts are read anew and then acted upon. A moment that passes
without an act is journalled, told to the director, and watched again at the next opening of the office.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min
from django.utils.translation import gettext_noop

from motcua.dossiers import promises, worklist
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import MomentPassed
from motcua.dossiers.status import CLOCK_RUNS, FINAL, Status
from motcua.dossiers.worklist import Task, TaskKind
from motcua.journal import entries, held
from motcua.journal.acting import Acting
from motcua.kernel.limits import Limit
from motcua.kernel.localtime import local_day
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.terms import next_opening as next_opening

REASONS = {
    "check": gettext_noop("Chờ cán bộ kiểm tra, tiếp nhận"),
    "transfer": gettext_noop("Đã tiếp nhận, chờ chuyển đến bộ phận chuyên môn"),
    "step": gettext_noop("Bộ phận chuyên môn đang giải quyết"),
    "sign": gettext_noop("Chờ lãnh đạo xem và ký"),
    "issue": gettext_noop("Đã duyệt, đang ký số và phát hành kết quả"),
    "hand_over": gettext_noop("Đã có kết quả, mời ông/bà đến nhận hoặc tải về"),
    "posted": gettext_noop("Kết quả đã gửi qua bưu chính, mời ông/bà nhận tại nhà"),
    "correction": gettext_noop("Kết quả có sai sót, Trung tâm xin lỗi và đang đính chính, không thu phí"),
    "review_supplement": gettext_noop("Đã nhận giấy tờ bổ sung, chờ cán bộ xem"),
    "withdrawal": gettext_noop("Chờ Trung tâm trả lời yêu cầu rút hồ sơ"),
    "opinion": gettext_noop("Chờ cơ quan khác trả lời lấy ý kiến, xác minh"),
    "obligation": gettext_noop("Chờ thực hiện nghĩa vụ tài chính"),
    "supplement": gettext_noop("Chờ ông/bà bổ sung giấy tờ"),
}


def look_ahead(dossier: Dossier, *, at: datetime, kind: str = "", moment: datetime | None = None) -> None:
    """Set the dossier's reason and next moment from its open tasks (or from the named kind and moment), unsaved."""
    if dossier.status in FINAL or dossier.void_at is not None:
        dossier.next_moment_at, dossier.next_moment_kind, dossier.reason = None, "", ""
        dossier.holder_post, dossier.is_held_by_applicant = None, False
        return
    if moment is None:
        task = Task.objects.filter(dossier_office_id=dossier.office_id, dossier=dossier).order_by("due_at").first()
        if task is not None:
            kind, moment = task.kind, task.due_at
    if moment is None:
        message = f"dossier {dossier.code} would be stuck: open, but with no task and no moment"
        raise AssertionError(message)
    dossier.reason = REASONS[kind]
    if _clock_runs(dossier, at):
        moment = _with_the_clock(dossier, moment, at)
    dossier.next_moment_kind = kind
    dossier.next_moment_at = moment if moment > at else next_opening(calendar_of(dossier.office_id), at)


def _clock_runs(dossier: Dossier, at: datetime) -> bool:
    """Say whether the date comes nearer: also of who owes money, where the office's rule lets that time count."""
    is_owed = dossier.status == Status.OBLIGATION
    return dossier.status in CLOCK_RUNS or (
        is_owed and dossier.due_at_current is not None and dossier.due_at_current > at
    )


def _with_the_clock(dossier: Dossier, moment: datetime, at: datetime) -> datetime:
    """Return what comes first: the task, the due date, or the last day on which an apology is still in time."""
    if dossier.due_at_current is None:
        pending = promises.pending_words(dossier)
        dossier.reason = f"{dossier.reason}. {pending}" if pending else dossier.reason
        return moment
    remind_at = apology_reminder(dossier)
    coming = [dossier.due_at_current] if remind_at is None or remind_at <= at else [dossier.due_at_current, remind_at]
    return min(moment, *coming)


def apology_reminder(dossier: Dossier) -> datetime | None:
    """Return the opening of the last day on which an apology comes in time (a dated setting before the due day).

    None when nothing is due or the one apology was made: only it lets the two dates differ.
    """
    if dossier.due_at_current is None or dossier.due_at_current != dossier.due_at_original:
        return None
    limit = Limit.parse(settings_dated.value(dossier.office_id, "apology_before", dossier.rules_on))
    calendar, day = calendar_of(dossier.office_id), local_day(dossier.due_at_current)
    for _ in range(limit.value):
        day = calendar.working_day_before(day)
    return calendar.opens_at(day)


def hand_to(
    dossier: Dossier, post_id: UUID, kind: TaskKind, *, due_at: datetime, at: datetime, step_id: UUID | None = None
) -> Task:
    """Return the task of the post that now holds the dossier, with no other task beside it; the dossier is unsaved."""
    task = worklist.open_task(dossier, post_id, kind, due_at=due_at, at=at, step_id=step_id)
    look_ahead(dossier, at=at, kind=task.kind, moment=task.due_at)
    return task


def held_by_applicant(dossier: Dossier, *, at: datetime, kind: str, moment: datetime) -> None:
    """Make the applicant the holder until the moment, with the kind's reason; unsaved."""
    dossier.holder_post, dossier.is_held_by_applicant = None, True
    look_ahead(dossier, at=at, kind=kind, moment=moment)


def due(at: datetime) -> list[tuple[UUID, UUID, datetime]]:
    """Return (office, dossier, moment) of the watched moments that have come, the oldest first.

    While an office's dossiers are being counted anew none of its moments is certain: they come when that is done.
    """
    rows = Dossier.objects.filter(next_moment_at__lte=at, office__replay_began_at=None).order_by("next_moment_at")
    found = rows.values_list("office_id", "pk", "next_moment_at")
    return [(office_id, dossier_id, moment) for office_id, dossier_id, moment in found if moment is not None]


@entries.atomic()
def pass_by(dossier_id: UUID, office_id: UUID, *, at: datetime) -> bool:
    """Return whether a passed moment was journalled; the dossier is then watched at the office's next opening."""
    mine: Dossier | None = held.find(dossier_id)
    dossier = mine or Dossier.objects.select_for_update().filter(pk=dossier_id, office_id=office_id).first()
    if dossier is None or dossier.next_moment_at is None or dossier.next_moment_at > at:
        return False
    kind = dossier.next_moment_kind
    if _clock_runs(dossier, at) and dossier.next_moment_at == apology_reminder(dossier):
        kind = APOLOGY
        # Who owes money has no task on any list: what comes next is the date itself.
        own = dossier.due_at_current if dossier.is_held_by_applicant else None
        look_ahead(dossier, at=at, kind=dossier.next_moment_kind, moment=own)
    else:
        dossier.next_moment_at = next_opening(calendar_of(office_id), at)
    dossier.save(update_fields=["next_moment_at"])
    entries.record(
        MomentPassed(kind=kind),
        office=office_id,
        subject=dossier.pk,
        by=Acting.system(office_id),
        at=at,
        facts=(dossier,),
    )
    return True


def earliest(office_id: UUID) -> datetime | None:
    """Return the earliest watched moment of the office, None when nothing is open."""
    found: datetime | None = Dossier.objects.filter(office_id=office_id).aggregate(m=Min("next_moment_at"))["m"]
    return found


APOLOGY = "apology"  # the watched moment before it is too late for one
SIGNING_WITHIN = timedelta(hours=1)
# What waits for the office, and not for the applicant: when its moment passes the director is told.
NOTICE_KINDS = frozenset(
    {"posted", APOLOGY, *(kind.value for kind in TaskKind if kind not in (TaskKind.HAND_OVER, TaskKind.OBLIGATION))}
)
