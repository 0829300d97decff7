"""Ledgers (bảng tính ngày) of moments that no limit in whole days rules: a step's hours, a date that was set by hand.

`clock.promise` explains itself as it counts; these say afterwards which days, or which minutes of them, lie between.
"""

from datetime import UTC, date, datetime, timedelta

from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.clock import LedgerDay, Promise
from motcua.kernel.localtime import day_end, day_start, local_day

_DAY = timedelta(days=1)


def in_days(start: datetime, due_at: datetime, calendar: OfficeCalendar, *, first_day: str) -> Promise:
    """Explain a moment by the working days after the day of the start, up to its own."""
    lines = [LedgerDay(local_day(start), False, None, f"{first_day}, không tính")]
    lines += [
        LedgerDay(day, calendar.is_working(day), None, calendar.why(day))
        for day in _days(local_day(start) + _DAY, local_day(due_at))
    ]
    return _promise(start, due_at, lines, calendar)


def in_minutes(start: datetime, due_at: datetime, calendar: OfficeCalendar) -> Promise:
    """Explain a moment by the minutes of the office's hours from the start up to it."""
    lines = []
    for day in _days(local_day(start), local_day(due_at)):
        minutes = calendar.working_minutes(max(start, day_start(day)), min(due_at, day_end(day)))
        why = "Đã hết giờ làm việc" if not minutes and calendar.is_working(day) else calendar.why(day)
        lines.append(LedgerDay(day, minutes > 0, minutes, why))
    return _promise(start, due_at, lines, calendar)


def _days(first: date, last: date) -> list[date]:
    return [first + n * _DAY for n in range((last - first).days + 1)]


def _promise(start: datetime, due_at: datetime, lines: list[LedgerDay], calendar: OfficeCalendar) -> Promise:
    is_provisional = not all(map(calendar.is_confirmed, {line.on.year for line in lines}))
    return Promise(start.astimezone(UTC), due_at.astimezone(UTC), tuple(lines), is_provisional)
