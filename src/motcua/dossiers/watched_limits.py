"""Limits that are watched beside the promise (thời hạn phụ): check, transfer, each step, the waits, the supplement.

Each can be shown day by day, like the promise itself: counted anew from its rule; where a person or a later calendar
set the date otherwise, the days that lie before it. Legal source: NQ 66.7/2025; domain brief 1.3(2), 1.3(6), 1.4.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from motcua.dossiers import intake, obligations, steps, supplements, transfers
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.dossiers.worklist import Task, TaskKind
from motcua.kernel import clock, ledgers
from motcua.kernel.calendar import OfficeCalendar
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.procedures.channels import Channel

# What a post does by a dated limit of the office, and how the day is called on which its count begins.
BY_SETTING = {
    TaskKind.WITHDRAWAL: ("withdrawal_answer", gettext_noop("Ngày nhận yêu cầu rút")),
    TaskKind.CORRECTION: ("correction_limit", gettext_noop("Ngày đề nghị đính chính")),
    TaskKind.HAND_OVER: ("handover_wait", gettext_noop("Ngày có kết quả")),
    TaskKind.OPINION: ("opinion_answer", gettext_noop("Ngày gửi lấy ý kiến, xác minh")),
}
BY_DATE = "theo ngày đã ghi"


@dataclass(frozen=True, slots=True)
class Watched:
    """One limit with its count."""

    words: str
    limit_words: str
    promise: clock.Promise


def of_dossier(dossier: Dossier) -> list[Watched]:
    """Return every limit that is watched now beside the promise, as it was counted when it began; the first due first.

    A task that waits for the dossier's own date of return has no count of its own and is left off.
    """
    if not dossier.is_open:
        return []
    calendar = calendar_of(dossier.office_id)
    found = told_applicant(dossier)
    if dossier.status == Status.SUPPLEMENT and dossier.accepted_at is None:
        found.append(_check(dossier))
    tasks = list(Task.objects.filter(dossier_office_id=dossier.office_id, dossier=dossier))
    walked = {step.pk: step for step in steps.of_dossier(dossier)} if any(task.step_id for task in tasks) else {}
    for task in tasks:
        counted = _of_task(dossier, task, walked.get(task.step_id) if task.step_id else None, calendar)
        if counted is not None:
            found.append(counted)
    return sorted(found, key=lambda row: row.promise.due_at or dossier.submitted_at)


def told_applicant(dossier: Dossier) -> list[Watched]:
    """Return the limits beside the promise that the applicant is told: the check when it is new, what it waits for."""
    is_new = dossier.status == Status.REGISTERED
    if not dossier.is_open or not (is_new or dossier.status in (Status.SUPPLEMENT, Status.OBLIGATION)):
        return []
    if is_new:
        return [_check(dossier)]
    calendar = calendar_of(dossier.office_id)
    rules = settings_dated.values(dossier.office_id, dossier.rules_on)
    if dossier.status == Status.SUPPLEMENT and (asked := supplements.find_open(dossier)) is not None:
        limit, first = clock.Limit.parse(rules["supplement_expiry"]), gettext_noop("Ngày yêu cầu bổ sung")
        promise = clock.promise(limit, asked.requested_at, calendar, first_day=first)
        # Answers that were given back give more days: then the date is no plain count of this limit.
        return [
            _watched(
                dossier,
                gettext_noop("Hạn bổ sung giấy tờ"),
                limit,
                promise,
                asked.requested_at,
                asked.expires_at,
                first,
            )
        ]
    if dossier.status == Status.OBLIGATION and (owed := obligations.find_open(dossier)) is not None:
        limit = clock.Limit.parse(rules["obligation_reminder"])
        first = gettext_noop("Ngày thông báo nghĩa vụ tài chính")
        promise = clock.promise(limit, owed.asked_at, calendar, first_day=first)
        return [Watched(gettext_noop("Mốc nhắc nghĩa vụ tài chính"), limit.words(), promise)]
    return []


def _check(dossier: Dossier) -> Watched:
    limit, promise = intake.check_promise(dossier.office_id, dossier.channel, dossier.submitted_at)
    base, due_at = dossier.submitted_at, dossier.check_due_at
    return _watched(dossier, gettext_noop("Hạn Trung tâm kiểm tra hồ sơ"), limit, promise, base, due_at)


def _of_task(dossier: Dossier, task: Task, step: steps.Step | None, calendar: OfficeCalendar) -> Watched | None:
    kind, base = TaskKind(task.kind), task.opened_at
    words = str(kind.label)
    if step is not None and kind in (TaskKind.STEP, TaskKind.SIGN):
        return _of_step(step, task, calendar)
    if kind is TaskKind.TRANSFER:
        limit, promise = transfers.transfer_promise(dossier, base)
        return _watched(dossier, words, limit, promise, base, task.due_at)
    rules = settings_dated.values(dossier.office_id, dossier.rules_on)
    if kind is TaskKind.REVIEW_SUPPLEMENT:
        name = "intake_check_online" if dossier.channel == Channel.ONLINE else "intake_check_other"
        first = gettext_noop("Ngày nhận đủ phần bổ sung")
    elif kind in BY_SETTING:
        name, first = BY_SETTING[kind]
    else:
        return None  # the check stands above; issuing takes an hour on the wall clock
    limit = clock.Limit.parse(rules[name])
    promise = clock.promise(limit, base, calendar, first_day=first)
    return _watched(dossier, words, limit, promise, base, task.due_at, first)


def _of_step(step: steps.Step, task: Task, calendar: OfficeCalendar) -> Watched | None:
    """A step counts its own minutes; without any it is due with the dossier, whose promise explains that."""
    if not step.minutes:
        return None
    starts = [moment for moment in (task.opened_at, step.started_at) if moment is not None]
    start = next((at for at in starts if clock.step_due(step.minutes, at, calendar) == task.due_at), task.opened_at)
    hours = clock.Limit(step.minutes // 60, clock.Unit.WORKING_HOUR).words() if step.minutes % 60 == 0 else ""
    limit_words = hours or f"{step.minutes} phút làm việc"
    return Watched(step.name, limit_words, ledgers.in_minutes(start, task.due_at, calendar))


def _watched(
    dossier: Dossier,
    words: str,
    limit: clock.Limit,
    promise: clock.Promise,
    base: datetime,
    due_at: datetime,
    first_day: str = clock.RECEIVED,
) -> Watched:
    """Return the limit's own count, or the days before a date that it does not give."""
    if promise.due_at == due_at:
        return Watched(words, limit.words(), promise)
    calendar = calendar_of(dossier.office_id)
    return Watched(words, BY_DATE, ledgers.in_days(base, due_at, calendar, first_day=first_day))
