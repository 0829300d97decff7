"""The clock of promises (thời hạn giải quyết): when a dossier is due, day by day, as a pure function of facts.

Legal sources: BLDS 2015 Điều 147–148 (the start day is not counted; a calendar period that ends on a day off ends on
the next working day), NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP, NĐ 23/2015/NĐ-CP Điều 7 (after 15:00).
The rules and their vectors stand in docs/rules/clock.md and are executed. Moments are read to the whole minute.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from motcua.kernel.calendar import OfficeCalendar, WorkDay
from motcua.kernel.holds import Hold, HoldMode, Pauses, last_restart, whole_minute
from motcua.kernel.limits import Limit, Unit
from motcua.kernel.localtime import at_local, day_end, day_start, local, local_day
from motcua.kernel.punctuality import EarlyRule, Punctuality, classify, soon_until

__all__ = [
    "Cutoff",
    "DueTime",
    "EarlyRule",
    "Hold",
    "HoldMode",
    "LedgerDay",
    "Limit",
    "Promise",
    "Punctuality",
    "Unit",
    "classify",
    "promise",
    "soon_until",
    "step_due",
]

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_HORIZON = 50 * 366
_TOO_LONG = "Thời hạn quá dài hoặc lịch không có ngày làm việc."
_NOON = time(12)
RECEIVED = "Ngày nhận hồ sơ"  # what the day of the start is, unless the caller says otherwise
STEP_DAY_MINUTES = 480


class Cutoff(StrEnum):
    """Which late receipts count as received on the next working day; only where the procedure's own law says so."""

    NONE = "none"
    AFTER_15H = "after_15h"
    LAST_HOUR = "last_hour"


class DueTime(StrEnum):
    """At which time of its last day a limit in working days is due."""

    END_OF_DAY = "end_of_day"
    SAME_TIME = "same_time"


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One line of the count (bảng tính ngày); `minutes` is None where days or half days are counted."""

    on: date
    counted: bool
    minutes: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Promise:
    """When a limit is due, and every day of the count.

    `starts_at` is the start that counts: the last restart, or the opening after a cut-off. `due_at` is None while
    a hold keeps the clock. `is_provisional` when the count needs a year whose holidays are not all announced.
    """

    starts_at: datetime
    due_at: datetime | None
    ledger: tuple[LedgerDay, ...]
    is_provisional: bool


def promise(
    limit: Limit,
    start: datetime,
    calendar: OfficeCalendar,
    *,
    holds: Iterable[Hold] = (),
    cutoff: Cutoff = Cutoff.NONE,
    due_time: DueTime = DueTime.END_OF_DAY,
    first_day: str = RECEIVED,
) -> Promise:
    """Work out when a limit is due, with the ledger of its days (rules and sources: docs/rules/clock.md).

    `first_day` says in the ledger what happened on the day of the start, which is not counted.
    """
    if start.tzinfo is None:
        raise ValueError("Thời điểm thiếu múi giờ.")
    holds = tuple(holds)
    restart = last_restart(holds, start)
    if restart is not None and restart.to_at is None:
        waiting = LedgerDay(local_day(restart.from_at), False, None, restart.words())
        return Promise(start.astimezone(UTC), None, (waiting,), False)
    begin = start if restart is None or restart.to_at is None else restart.to_at
    received = _received(whole_minute(begin), cutoff, calendar)
    is_shifted = received != whole_minute(begin)
    starts_at = begin.astimezone(UTC)
    if cutoff is not Cutoff.NONE:
        opens_at = calendar.day(local_day(received)).moments[0][0]
        # The wall clock runs at night too, but nothing is received between the cut-off and the opening: else who files
        # at midnight would be promised an earlier hour than who filed the afternoon before.
        is_early = limit.unit is Unit.HOUR and received < opens_at
        received = opens_at if is_early else received
        starts_at = opens_at if is_early or is_shifted else starts_at
    count = _Count(calendar, received, Pauses(holds), due_time)
    count.start_words = f"{first_day}, không tính" if restart is None else "Ngày bổ sung đủ hồ sơ, không tính"
    count.explain_cutoff(local_day(begin), 0 if limit.unit in (Unit.WORKING_HOUR, Unit.HOUR) else None)
    due_at = _COUNTS[limit.unit](count, limit.value)
    years = set() if limit.unit is Unit.HOUR else {line.on.year for line in count.ledger}
    is_provisional = not all(map(calendar.is_confirmed, years))
    return Promise(starts_at, due_at, tuple(count.ledger), is_provisional)


def _received(begin: datetime, cutoff: Cutoff, calendar: OfficeCalendar) -> datetime:
    """Shift a late receipt, or one on a day off, to the beginning of the next working day where a cut-off applies."""
    if cutoff is Cutoff.NONE:
        return begin
    day = local_day(begin)
    closes_at = calendar.closes_at(day)
    if closes_at is not None:
        # "Sau 15 giờ" leaves 15:00 itself in time; the last hour begins with its first minute.
        last = at_local(day, time(15)) if cutoff is Cutoff.AFTER_15H else closes_at - timedelta(hours=1, minutes=1)
        if begin <= last:
            return begin
    return day_start(calendar.next_working_day(day))


class _Count:
    """One count from its start: the calendar, the pauses, and the ledger as it grows."""

    def __init__(self, calendar: OfficeCalendar, begin: datetime, pauses: Pauses, due_time: DueTime) -> None:
        """Start with an empty ledger on the day of the start."""
        self.calendar = calendar
        self.begin = begin
        self.pauses = pauses
        self.first = local_day(begin)
        self.start_words = f"{RECEIVED}, không tính"
        self.ledger: list[LedgerDay] = []
        self._same_time = local(begin).time() if due_time is DueTime.SAME_TIME else None

    def explain_cutoff(self, day: date, minutes: int | None) -> None:
        """Enter the days between the receipt itself and the day that counts as its day."""
        why = "Nhận sau giờ chốt, tính là nhận vào ngày làm việc tiếp theo"
        while day < self.first:
            self.enter(day, False, why if self.calendar.is_working(day) else self.calendar.why(day), minutes)
            day += _DAY

    def enter(self, day: date, counted: bool, why: str, minutes: int | None = None) -> None:
        """Add a line to the ledger; ValueError when the count would never end."""
        self.ledger.append(LedgerDay(day, counted, minutes, why))
        if len(self.ledger) > _HORIZON:
            raise ValueError(_TOO_LONG)

    def due_on(self, fact: WorkDay) -> datetime:
        """Give the moment at which a day of the count falls due, and at which a hold on it is looked for."""
        if self._same_time is None or not fact.moments:
            return fact.usual_close
        wanted = at_local(fact.on, self._same_time)
        for opens, closes in fact.moments:
            if wanted <= closes:
                return max(wanted, opens)
        return fact.usual_close

    def land(self, day: date) -> datetime | None:
        """Find the first working day from a date on whose closing is after the start and not held."""
        while True:
            fact = self.calendar.day(day)
            hold = self.pauses.at(fact.usual_close)
            if hold is not None:
                self.enter(day, False, hold.words())
                if hold.to_at is None:
                    return None
            elif not fact.is_working:
                self.enter(day, False, fact.why)
            elif fact.usual_close <= self.begin:
                self.enter(day, False, "Đã hết giờ làm việc")
            else:
                self.enter(day, True, fact.why)
                return fact.usual_close
            day += _DAY


def _working_days(count: _Count, value: int) -> datetime | None:
    """Count working days after the start day; a day is not counted if a hold is open at its due time."""
    if value == 0:
        return count.land(count.first)
    day = count.first
    count.enter(day, False, count.start_words)
    while True:
        day += _DAY
        fact = count.calendar.day(day)
        if not fact.is_working:
            count.enter(day, False, fact.why)
            continue
        due_at = count.due_on(fact)
        hold = count.pauses.at(due_at)
        if hold is None:
            count.enter(day, True, fact.why)
            value -= 1
            if value == 0:
                return due_at
        else:
            count.enter(day, False, hold.words())
            if hold.to_at is None:
                return None


def _days(count: _Count, value: int) -> datetime | None:
    """Count calendar days after the start day; the last one moves to a working day (BLDS Điều 148 khoản 5)."""
    if value == 0:
        return count.land(count.first)
    day = count.first
    count.enter(day, False, count.start_words)
    while True:
        day += _DAY
        fact = count.calendar.day(day)
        hold = count.pauses.at(fact.usual_close)
        if hold is not None:
            count.enter(day, False, hold.words())
            if hold.to_at is None:
                return None
            continue
        count.enter(day, True, fact.why)
        value -= 1
        if value == 0:
            return fact.usual_close if fact.is_working else count.land(day + _DAY)


def _months(count: _Count, value: int) -> datetime | None:
    """Count the days to the same date so many months on, or to that month's last day (BLDS Điều 148 khoản 3)."""
    months = count.first.month - 1 + value
    year, month = count.first.year + months // 12, months % 12 + 1
    if value > _HORIZON // 28:
        raise ValueError(_TOO_LONG)
    last = date(year, month, min(count.first.day, monthrange(year, month)[1]))
    return _days(count, (last - count.first).days)


def _sessions(fact: WorkDay) -> list[tuple[bool, str, datetime]]:
    """List a day's sessions (buổi): is it the afternoon, its name, its end; hours before noon are the morning."""
    ends: dict[bool, datetime] = {}
    for span, (_, closes) in zip(fact.spans, fact.moments, strict=True):
        ends[span.start >= _NOON] = closes
    return [(is_afternoon, "Buổi chiều" if is_afternoon else "Buổi sáng", end) for is_afternoon, end in ends.items()]


def _half_days(count: _Count, value: int) -> datetime | None:
    """Count sessions after the half day of the start; a session is not counted if a hold is open at its end."""
    is_same_session = value == 0
    start = (count.first, local(count.begin).time() >= _NOON)
    day = count.first
    while True:
        fact = count.calendar.day(day)
        if not fact.is_working:
            count.enter(day, False, fact.why)
        for is_afternoon, name, end in _sessions(fact):
            hold = count.pauses.at(end)
            if (day, is_afternoon) < start or end <= count.begin:
                continue
            if (day, is_afternoon) == start and not is_same_session:
                count.enter(day, False, f"{name} nhận hồ sơ, không tính")
            elif hold is not None:
                count.enter(day, False, f"{name}: {hold.words()}")
                if hold.to_at is None:
                    return None
            else:
                count.enter(day, True, name)
                value -= 1
                if value <= 0:
                    return end
        day += _DAY


def _minutes(
    count: _Count, total: int, moments_on: Callable[[date], tuple[tuple[datetime, datetime], ...]]
) -> datetime | None:
    """Count minutes of the given stretches of each day, without those in which a hold is open."""
    day, left = count.first, total
    while True:
        stretches = [(max(opens, count.begin), closes) for opens, closes in moments_on(day) if closes > count.begin]
        why, used, hold = count.calendar.why(day), 0, None
        for opens, closes in stretches:
            hold = hold or count.pauses.during(opens, closes)
            for from_at, to_at in count.pauses.free(opens, closes):
                minutes = (to_at - from_at) // _MINUTE
                if minutes >= left:
                    count.enter(day, True, why, used + left)
                    return from_at + left * _MINUTE
                left -= minutes
                used += minutes
        if hold is not None:
            why = hold.words()
        elif not stretches and count.calendar.is_working(day):
            why = "Đã hết giờ làm việc"
        count.enter(day, used > 0, why, used)
        endless_from = count.pauses.endless_from
        day += _DAY
        if endless_from is not None and endless_from <= max(day_start(day), count.begin):
            return None


def _working_hours(count: _Count, value: int) -> datetime | None:
    """Count minutes of the office's hours."""
    return _minutes(count, value * 60, lambda day: count.calendar.day(day).moments)


def _hours(count: _Count, value: int) -> datetime | None:
    """Count hours of the clock on the wall, day and night."""
    return _minutes(count, value * 60, lambda day: ((day_start(day), day_end(day)),))


_COUNTS: dict[Unit, Callable[[_Count, int], datetime | None]] = {
    Unit.WORKING_DAY: _working_days,
    Unit.HALF_DAY: _half_days,
    Unit.WORKING_HOUR: _working_hours,
    Unit.DAY: _days,
    Unit.MONTH: _months,
    Unit.HOUR: _hours,
}


def step_due(minutes: int, start: datetime, calendar: OfficeCalendar) -> datetime:
    """Work out when a step of an internal route is due: 480 of its minutes are one full day of this office."""
    if minutes < 1:
        raise ValueError("Thời gian của một bước phải lớn hơn 0.")
    start, left = whole_minute(start), Fraction(minutes)
    day = local_day(start)
    for _ in range(_HORIZON):
        fact = calendar.day(day)
        for opens, closes in fact.moments:
            opens = max(opens, start)
            open_minutes = max((closes - opens) // _MINUTE, 0)
            needed = left * fact.minutes / STEP_DAY_MINUTES
            if open_minutes and needed <= open_minutes:
                return opens + -(-needed.numerator // needed.denominator) * _MINUTE
            left -= Fraction(open_minutes * STEP_DAY_MINUTES, fact.minutes)
        day += _DAY
    raise ValueError("Lịch không có ngày làm việc.")
