"""An index of days (chỉ mục ngày): due days of whole-day limits for a million starts at once.

Days are numbered from the first of the index. A table of "how many days are worked up to here" and its inverse make
a due day two look-ups, and one table per limit makes it one. It answers exactly as `clock.promise` does for a limit
in working days without holds and cut-off; `docs/figures/clock.md` measures it against numpy's `busday_offset`.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from motcua.kernel.calendar import OfficeCalendar

_DAY = timedelta(days=1)


class DayIndex:
    """The worked days of one calendar from a day on, for so many days."""

    def __init__(self, calendar: OfficeCalendar, first: date, days: int) -> None:
        """Number the days and note which are worked; a later change of the calendar needs a new index."""
        self.first = first
        self._calendar = calendar
        self._days = days
        self._worked = [n for n in range(days) if calendar.is_working(first + n * _DAY)]
        self._up_to = [0] * days  # how many days are worked up to and with day n
        for place, n in enumerate(self._worked, start=1):
            self._up_to[n] = place
        for n in range(1, days):
            self._up_to[n] = self._up_to[n] or self._up_to[n - 1]
        self._tables: dict[int, list[int]] = {}

    def number(self, day: date) -> int:
        """Give the number of a day; negative before the first."""
        return day.toordinal() - self.first.toordinal()

    def day(self, number: int) -> date:
        """Give the day of a number."""
        return self.first + number * _DAY

    def worked_between(self, start: date, end: date) -> int:
        """Count the working days after the start day up to and with the end day."""
        return self._up_to[self.number(end)] - self._up_to[self.number(start)]

    def _table(self, working_days: int) -> list[int]:
        """Give the due day of each day for one limit; those that lie beyond the index are left off."""
        if working_days < 1:
            raise ValueError("Thời hạn phải từ một ngày làm việc.")
        table = self._tables.get(working_days)
        if table is None:
            worked, last = self._worked, len(self._worked)
            places = (before + working_days - 1 for before in self._up_to)
            table = self._tables[working_days] = [worked[place] for place in places if place < last]
        return table

    def due_days(self, working_days: int, starts: Sequence[int]) -> list[int]:
        """Give the numbers of the days on which a limit ends that starts on these; IndexError beyond the index."""
        if starts and min(starts) < 0:
            raise IndexError(min(starts))
        return list(map(self._table(working_days).__getitem__, starts))

    def due_moments(self, working_days: int, starts: Sequence[date]) -> list[datetime]:
        """Give the closing times at which a limit ends that starts on these days."""
        base, table = self.first.toordinal(), self._table(working_days)
        closings = {n: self._calendar.day(self.day(n)).usual_close for n in set(table)}
        if starts and min(starts) < self.first:
            raise IndexError(min(starts))
        return [closings[table[day.toordinal() - base]] for day in starts]
