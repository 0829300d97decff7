"""What a declaration changes (thay đổi lịch): the calendar before and after it, for the pure clock; no writes."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.localtime import vn_date
from motcua.office import calendar
from motcua.office.calendar import ORDINARY, CalendarDay, WorkingHours
from motcua.office.declarations import (
    HOURS_FIELDS,
    Declaration,
    DeclaredDay,
    DeclaredHours,
    State,
    days_in,
    hours_in,
)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A declaration with its lines, and the office's calendar before and after it."""

    declaration: Declaration
    days: tuple[DeclaredDay, ...]
    hours: DeclaredHours | None
    before: OfficeCalendar
    after: OfficeCalendar
    changed_days: frozenset[date]
    hours_until: date | None  # with new hours: the day before the next ones begin, None when they have no end
    confirmed_years: frozenset[int]

    @property
    def reach(self) -> tuple[date, date | None] | None:
        """The first and the last day that it makes different (None: without end), None when it changes nothing."""
        years = [(date(year, 1, 1), date(year, 12, 31)) for year in self.confirmed_years]
        spans = [*((day, day) for day in self.changed_days), *years]
        if self.hours is not None:
            spans.append((self.hours.valid_from, self.hours_until or date.max))
        if not spans:
            return None
        last = max(last for _, last in spans)
        return min(first for first, _ in spans), None if last == date.max else last

    def _has_new_hours(self, first: date, last: date) -> bool:
        is_begun = self.hours is not None and self.hours.valid_from <= last
        return is_begun and (self.hours_until is None or first <= self.hours_until)

    def touches(self, first: date, last: date) -> bool:
        """Return whether a count from one day to another meets a day that the change makes different."""
        if self._has_new_hours(first, last):
            return True
        return any(first <= day <= last for day in self.changed_days)

    def reasons(self, first: date, last: date, limit: int = 3) -> list[str]:
        """Return in words what of the change a count from one day to another meets: the days, the hours, the year."""
        days = sorted(day for day in self.changed_days if first <= day <= last)
        words = [f"{vn_date(day)}: {self.after.why(day)}" for day in days[:limit]]
        if len(days) > limit:
            words.append(_("và %(n)s ngày khác") % {"n": len(days) - limit})
        if self._has_new_hours(first, last) and self.hours is not None:
            words.append(_("giờ làm việc mới từ %(day)s") % {"day": vn_date(self.hours.valid_from)})
        for year in sorted(year for year in self.confirmed_years if first.year <= year <= last.year):
            if self.after.is_confirmed(year):
                words.append(_("lịch năm %(year)s đã chính thức") % {"year": year})
            else:
                words.append(_("lịch năm %(year)s thành tạm tính") % {"year": year})
        return words

    def settles(self, first: date, last: date) -> bool:
        """Return whether a count from one day to another reaches a year whose confirmation changes."""
        return any(first.year <= year <= last.year for year in self.confirmed_years)


def change_of(declaration: Declaration) -> Change:
    """Return what the declaration changes; before its confirmation against the calendar of now; writes nothing."""
    days, hours = days_in(declaration), hours_in(declaration)
    office_id = declaration.office_id
    if declaration.state in (State.REPLAYING, State.DONE):
        before = calendar.as_it_would_be(office_id, _days_before(days), _hours_before(hours))
        after = calendar.calendar_of(office_id)
    else:
        before = calendar.calendar_of(office_id)
        after = calendar.as_it_would_be(office_id, map(_day_after, days), [_hours_after(hours)] if hours else [])
    years = {day.on.year for day in days}
    return Change(
        declaration,
        tuple(days),
        hours,
        before,
        after,
        frozenset(day.on for day in days if before.day(day.on) != after.day(day.on)),
        _hours_until(office_id, hours),
        frozenset(year for year in years if before.is_confirmed(year) != after.is_confirmed(year)),
    )


def _hours_until(office_id: UUID, hours: DeclaredHours | None) -> date | None:
    if hours is None:
        return None
    later = WorkingHours.objects.filter(office_id=office_id, valid_from__gt=hours.valid_from).order_by("valid_from")
    following = later.values_list("valid_from", flat=True).first()
    return following - _DAY if following else None


def _day_after(line: DeclaredDay) -> CalendarDay:
    return CalendarDay(
        office_id=line.office_id,
        on=line.on,
        kind=line.kind,
        note=line.note,
        legal_ref=line.legal_ref,
        is_confirmed=not line.is_proposal,
    )


def _hours_after(line: DeclaredHours) -> WorkingHours:
    return WorkingHours(valid_from=line.valid_from, **{name: getattr(line, name) for name in HOURS_FIELDS})


def _days_before(lines: list[DeclaredDay]) -> list[CalendarDay]:
    ordinary: dict[str, Any] = {"kind": ORDINARY}
    return [CalendarDay(office_id=line.office_id, on=line.on, **(line.was or ordinary)) for line in lines]


def _hours_before(line: DeclaredHours | None) -> list[WorkingHours]:
    if line is None or line.was is None:
        return []
    return [read_hours(line.valid_from, line.was)]


def read_hours(valid_from: date, kept: dict[str, str]) -> WorkingHours:
    """Return hours, unsaved, as they were kept in a declaration."""
    moments = {name: time.fromisoformat(kept[name]) for name in HOURS_FIELDS if name != "weekdays"}
    return WorkingHours(valid_from=valid_from, weekdays=kept["weekdays"], **moments)
