"""Reporting periods (kỳ báo cáo): any range of local days; months, quarters and years ready to choose.

The seeds use arbitrary ranges, so a free range is always allowed. A period is read as moments [starts_at, ends_at).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from motcua.journal.refusals import Refused
from motcua.kernel.localtime import day_end, day_start, vn_date

LONGEST = timedelta(days=3 * 366)


class BadPeriod(Refused):
    """The days do not make a period."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Kỳ báo cáo chưa đúng: ngày đầu phải trước hoặc bằng ngày cuối và kỳ không dài quá ba năm."))


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included; the snapshot is taken at the end of the last one, or now when that is still to come."""

    from_on: date
    to_on: date

    @property
    def starts_at(self) -> datetime:
        """The first moment of the period."""
        return day_start(self.from_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period."""
        return day_end(self.to_on)

    def snapshot_at(self, at: datetime) -> datetime:
        """Return the moment at which stocks are counted."""
        return min(self.ends_at, at)

    @property
    def words(self) -> str:
        """The period in words, as report headers write it."""
        return f"từ ngày {vn_date(self.from_on)} đến ngày {vn_date(self.to_on)}"


def period(from_on: date, to_on: date) -> Period:
    """Return the period of these days; raises BadPeriod."""
    if from_on > to_on or to_on - from_on > LONGEST:
        raise BadPeriod
    return Period(from_on, to_on)


def month_of(day: date) -> Period:
    """Return the calendar month of the day."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))


def quarter_of(day: date) -> Period:
    """Return the calendar quarter of the day."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Period(first, (first + timedelta(days=95)).replace(day=1) - timedelta(days=1))


def year_of(day: date) -> Period:
    """Return the calendar year of the day."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def usual(day: date) -> list[tuple[str, Period]]:
    """Return the periods offered on screen, with their names."""
    last = month_of(day.replace(day=1) - timedelta(days=1))
    return [
        (_("Tháng %(number)02d/%(year)d") % {"number": day.month, "year": day.year}, month_of(day)),
        (_("Tháng %(number)02d/%(year)d") % {"number": last.from_on.month, "year": last.from_on.year}, last),
        (_("Quý %(number)d/%(year)d") % {"number": (day.month - 1) // 3 + 1, "year": day.year}, quarter_of(day)),
        (_("Năm %(year)d") % {"year": day.year}, year_of(day)),
    ]
