"""Promises (hẹn trả): every date that was ever promised stays as a row, with the ledger of days that explains it.

A promise is a pure function of facts (`kernel.clock.promise`): the version's limit, the start, the holds, the
calendar. Legal source: NĐ 118/2025 Điều 17(3) as amended by NĐ 309/2026 Điều 8: the clock starts at complete receipt.
"""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.holds import of_dossier as holds_of
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office


class PromiseKind(models.TextChoices):
    """What gave the promise."""

    ACCEPTANCE = "acceptance", gettext_lazy("Tiếp nhận hồ sơ")
    START = "start", gettext_lazy("Bắt đầu tính thời hạn")
    RESTART = "restart", gettext_lazy("Bổ sung đủ, tính lại từ đầu")
    PAUSE = "pause", gettext_lazy("Tạm dừng")
    RESUME = "resume", gettext_lazy("Tính tiếp sau tạm dừng")
    APOLOGY = "apology", gettext_lazy("Xin lỗi và hẹn lại")
    REPLAY = "replay", gettext_lazy("Lịch làm việc thay đổi")
    LONGER = "longer", gettext_lazy("Kéo dài theo luật, có phiếu hẹn")


# What the clock waits for before it starts, in words a citizen can read.
PENDING = {
    StartEvent.RECEIVED_BY_COMPETENT: gettext_noop("Chờ cơ quan có thẩm quyền nhận hồ sơ; thời hạn tính từ lúc đó"),
    StartEvent.ACCEPTED_AND_PAID: gettext_noop("Chờ nộp phí, lệ phí; thời hạn tính từ lúc nộp đủ"),
}


class LimitUnknown(Refused):
    """The procedure's limit is not known, so no date can be promised."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Thủ tục này chưa có thời hạn giải quyết trong danh mục nên chưa hẹn ngày trả được. Người quản trị "
                "cần bổ sung thời hạn trước khi tiếp nhận."
            )
        )


class Promise(models.Model):
    """One promised date with its reasons; `due_at` is empty while a hold is open."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=12, choices=PromiseKind.choices)
    given_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    limit = models.CharField(max_length=30)  # "3:working_day"
    cutoff = models.CharField(max_length=20, default="none")
    due_time = models.CharField(max_length=20, default="end_of_day")
    is_provisional = models.BooleanField(default=False)  # reaches a year whose calendar is not confirmed
    ledger = models.JSONField(default=list)  # [{on, counted, minutes, why}]

    class Meta:
        ordering = ["given_at", "id"]
        indexes = [models.Index(fields=["office", "dossier"], name="promise_by_dossier")]

    @property
    def days(self) -> list[clock.LedgerDay]:
        """The stored ledger as days again."""
        return [clock.LedgerDay(**{**line, "on": date.fromisoformat(line["on"])}) for line in self.ledger]


def limit_of(dossier: Dossier) -> clock.Limit:
    """Return the limit under which the dossier is handled; raises LimitUnknown."""
    limit = dossier.version.limit_for(dossier.channel, dossier.case)
    if limit is None:
        raise LimitUnknown
    return limit


def foresee(
    dossier: Dossier,
    *,
    start: datetime,
    due_time: str = "",
    holds: tuple[clock.Hold, ...] | None = None,
    limit: clock.Limit | None = None,
) -> clock.Promise:
    """Return what the law promises if the clock starts then, with the dossier's holds; writes nothing.

    `limit` is a longer one that the procedure's law allows and a slip told of; without it the version's counts.
    """
    due_time = due_time or settings_dated.value(dossier.office_id, "due_time", local_day(start))
    return clock.promise(
        limit or limit_of(dossier),
        start,
        calendar_of(dossier.office_id),
        holds=holds_of(dossier) if holds is None else holds,
        cutoff=clock.Cutoff(dossier.version.cutoff),
        due_time=clock.DueTime(due_time),
    )


def give(
    dossier: Dossier, kind: PromiseKind, *, start: datetime | None, at: datetime, limit: clock.Limit | None = None
) -> Promise:
    """Return the promise computed from the facts and written as a row; the dossier's two due dates follow it.

    Without a start nothing is due yet, and the ledger says what the clock waits for.
    """
    # Before acceptance nothing was promised and there is nothing to hold.
    is_first = kind is PromiseKind.ACCEPTANCE
    before = [] if is_first else all_of(dossier)
    first = before[0] if before else None
    due_time = first.due_time if first else settings_dated.value(dossier.office_id, "due_time", dossier.rules_on)
    longer = [row.limit for row in before if row.kind == PromiseKind.LONGER]
    limit = limit or (clock.Limit.parse(longer[-1]) if longer else limit_of(dossier))
    if start is None:
        found = _not_started(dossier, at)
    else:
        found = foresee(dossier, start=start, due_time=due_time, holds=() if is_first else None, limit=limit)
    row = Promise.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        kind=kind,
        given_at=at,
        starts_at=found.starts_at,
        due_at=found.due_at,
        limit=limit_text(limit),
        cutoff=dossier.version.cutoff,
        due_time=due_time,
        is_provisional=found.is_provisional,
        ledger=ledger_rows(found),
    )
    dossier.due_at_original = dossier.due_at_current = row.due_at
    dossier.is_provisional = row.is_provisional
    # A date once given with an apology is not taken back by an earlier one that the law gives later.
    for apology in before:
        if apology.kind == PromiseKind.APOLOGY and apology.due_at and row.due_at:
            calendar = calendar_of(dossier.office_id)
            dossier.due_at_current = max(row.due_at, on_worked_day(apology.due_at, calendar))
            is_certain = calendar.is_confirmed(local_day(dossier.due_at_current).year)
            dossier.is_provisional = row.is_provisional or not is_certain
    return row


def on_worked_day(moment: datetime, calendar: OfficeCalendar) -> datetime:
    """Return the moment, or the closing of the next working day when its day is no longer worked (BLDS Điều 148(5))."""
    day = local_day(moment)
    if calendar.is_working(day):
        return moment
    return calendar.closes_at(calendar.next_working_day(day)) or moment


def ledger_rows(found: clock.Promise) -> list[dict[str, object]]:
    """Return the ledger as it is stored, day by day."""
    return [
        {"on": day.on.isoformat(), "counted": day.counted, "minutes": day.minutes, "why": day.why}
        for day in found.ledger
    ]


def _not_started(dossier: Dossier, at: datetime) -> clock.Promise:
    waiting = clock.LedgerDay(local_day(at), False, None, pending_words(dossier))
    return clock.Promise(dossier.accepted_at or at, None, (waiting,), False)


def pending_words(dossier: Dossier) -> str:
    """Return what the clock of the accepted dossier still waits for, "" when it has started."""
    if dossier.accepted_at is None or dossier.clock_start is not None:
        return ""
    return PENDING[StartEvent(dossier.version.start_event)]


def limit_text(limit: clock.Limit) -> str:
    """Return the limit as it is stored: value and unit."""
    return f"{limit.value}:{limit.unit.value}"


def limit_words(promise: Promise) -> str:
    """Return the promise's limit as a slip prints it."""
    return clock.Limit.parse(promise.limit).words()


def as_it_stands(dossier: Dossier) -> clock.Promise | None:
    """Return the count up to the hold that is open now, None when the clock runs or has not started."""
    start = dossier.clock_start if dossier.is_open else None
    given = holds_of(dossier) if start is not None else ()
    if start is None or all(hold.to_at is not None for hold in given):
        return None
    return foresee(dossier, start=start, holds=given)


def latest_of(dossier: Dossier) -> Promise | None:
    """Return the promise that holds now, None before acceptance."""
    return Promise.objects.filter(office_id=dossier.office_id, dossier=dossier).order_by("-given_at", "-id").first()


def all_of(dossier: Dossier) -> list[Promise]:
    """Return every promise ever given, in order."""
    return list(Promise.objects.filter(office_id=dossier.office_id, dossier=dossier))


def start_of(dossier: Dossier) -> datetime | None:
    """Return the moment from which the limit counts, holds apart; None while the law waits for more than acceptance."""
    if dossier.accepted_at is None:
        raise LimitUnknown
    return dossier.clock_start
