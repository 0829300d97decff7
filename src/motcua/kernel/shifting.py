"""Shifting (dời mốc theo lịch mới): a moment that keeps its distance in working days or minutes under a new calendar.

For what was set by hand or counted by a rule that is no longer known; whatever has a rule of its own is counted anew.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.localtime import local_day

_MINUTE = timedelta(minutes=1)


def shifted(base: datetime, due_at: datetime, before: OfficeCalendar, after: OfficeCalendar) -> datetime:
    """Return the moment that lies as many working days (or minutes) after the base as the old one did.

    A moment at the closing of a day was counted in days. One outside the office's hours no calendar has counted.
    """
    first, last = local_day(base), local_day(due_at)
    if before.closes_at(last) == due_at:
        day, count = first, _working_days(before.is_working, first, last)
        for _ in range(count):
            day = after.next_working_day(day)
        if not after.is_working(day):
            day = after.next_working_day(day)
        return after.closes_at(day) or due_at
    if not any(opens <= due_at <= closes for opens, closes in before.day(last).moments):
        return due_at
    return _minutes_on(after, base, before.working_minutes(base, due_at)) or due_at


def _working_days(is_working: Callable[[date], bool], first: date, last: date) -> int:
    """Count the working days after the first day, up to the last."""
    return sum(is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def _minutes_on(calendar: OfficeCalendar, base: datetime, minutes: int) -> datetime | None:
    """Return the moment after so many working minutes."""
    left, day = minutes, local_day(base)
    while left > 0:
        for opens, closes in calendar.day(day).moments:
            free = max((closes - max(opens, base)) // _MINUTE, 0)
            if 0 < left <= free:
                return max(opens, base) + left * _MINUTE
            left -= free
        day = calendar.next_working_day(day)
    return None
