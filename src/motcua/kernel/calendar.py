"""An office's calendar (lịch làm việc): which days are worked, at which hours, and why not.

Legal source: Bộ luật Lao động 2019 Điều 111–112 (nghỉ lễ, nghỉ bù); each year's notice of swapped days (hoán đổi,
làm bù); from 2026 Ngày Văn hóa Việt Nam 24/11 (NQ 28/2026/QH16). Hours are a dated setting of each office. Voluntary
Saturday service does not make a Saturday a working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.kernel.localtime import at_local, local, vn_weekday

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class DayKind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"
    COMPENSATORY_OFF = "compensatory_off"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"
    LOCAL_OFF = "local_off"


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of opening hours within a day."""

    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse a stretch that does not end after it starts, or that has seconds."""
        if self.start >= self.end or self.start.second or self.end.second:
            raise ValueError("Giờ làm việc phải tròn phút và kết thúc sau khi bắt đầu.")


@dataclass(frozen=True, slots=True)
class DayRule:
    """What is said of one date; a proposal is known but not yet announced."""

    on: date
    kind: DayKind
    note: str
    legal_ref: str
    is_proposal: bool = False


@dataclass(frozen=True, slots=True)
class HoursRule:
    """Opening hours of some weekdays (Monday 0) from a date on; rules of a later date replace all earlier ones."""

    valid_from: date
    weekdays: frozenset[int]
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        """Refuse hours that are empty, out of order or overlapping."""
        if not self.spans or not self.weekdays <= frozenset(range(7)):
            raise ValueError("Quy định giờ làm việc thiếu giờ hoặc sai thứ trong tuần.")
        if any(later.start < earlier.end for earlier, later in zip(self.spans, self.spans[1:], strict=False)):
            raise ValueError("Các buổi làm việc phải theo thứ tự và không chồng nhau.")


STANDARD_HOURS = HoursRule(
    date(1900, 1, 1), frozenset(range(5)), (Span(time(7, 30), time(11, 30)), Span(time(13), time(17)))
)


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One date worked out: `moments` are its spans in UTC; `usual_close` is its closing time, worked or not."""

    on: date
    is_working: bool
    why: str
    spans: tuple[Span, ...]
    moments: tuple[tuple[datetime, datetime], ...]
    minutes: int
    usual_close: datetime


@dataclass(frozen=True)
class OfficeCalendar:
    """Hours and special days of one office; of two rules for one date the later in the tuple holds."""

    hours: tuple[HoursRule, ...] = (STANDARD_HOURS,)
    days: tuple[DayRule, ...] = ()
    _rules: Mapping[date, DayRule] = field(init=False, repr=False, compare=False)
    _known: dict[date, WorkDay] = field(init=False, repr=False, compare=False, default_factory=dict)
    _sums: dict[int, list[int]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the special days by date; refuse a calendar without hours."""
        if not any(rule.weekdays for rule in self.hours):
            raise ValueError("Lịch chưa có giờ làm việc.")
        object.__setattr__(self, "_rules", {rule.on: rule for rule in self.days})

    def _hours_on(self, day: date) -> list[HoursRule]:
        """List the hours in force on a date: all rules of the latest starting date, else of the first."""
        started = [rule.valid_from for rule in self.hours if rule.valid_from <= day]
        since = max(started) if started else min(rule.valid_from for rule in self.hours)
        return [rule for rule in self.hours if rule.valid_from == since]

    def day(self, day: date) -> WorkDay:
        """Work out one date, once."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._work_out(day)
        return known

    def _work_out(self, day: date) -> WorkDay:
        """Decide whether a date is worked, say why, and lay its hours on the UTC line."""
        rule = self._rules.get(day)
        is_swapped = rule is not None and rule.kind is DayKind.SWAP_WORK
        weekday = 0 if is_swapped else day.weekday()
        current = self._hours_on(day)
        fitting = [hours for hours in current if weekday in hours.weekdays]
        is_working = is_swapped or (rule is None and bool(fitting))
        usual = (fitting or current)[0].spans
        spans = usual if is_working else ()
        moments = tuple((at_local(day, span.start), at_local(day, span.end)) for span in spans)
        minutes = sum((end - start) // _MINUTE for start, end in moments)
        why = _reason(day, rule, is_working=is_working)
        return WorkDay(day, is_working, why, spans, moments, minutes, at_local(day, usual[-1].end))

    def is_working(self, day: date) -> bool:
        """Say whether a date is a working day (ngày làm việc)."""
        return self.day(day).is_working

    def why(self, day: date) -> str:
        """Say in Vietnamese why a date is or is not worked."""
        return self.day(day).why

    def spans(self, day: date) -> tuple[Span, ...]:
        """List the opening hours of a date in local time; none on a day off."""
        return self.day(day).spans

    def opens_at(self, day: date) -> datetime | None:
        """Give the UTC moment at which the office opens; None on a day off."""
        moments = self.day(day).moments
        return moments[0][0] if moments else None

    def closes_at(self, day: date) -> datetime | None:
        """Give the UTC moment at which the office closes; None on a day off."""
        moments = self.day(day).moments
        return moments[-1][1] if moments else None

    def minutes_on(self, day: date) -> int:
        """Count the working minutes of a date."""
        return self.day(day).minutes

    def next_working_day(self, day: date) -> date:
        """Find the first working day strictly after a date; ValueError when there is none within two years."""
        for _ in range(731):
            day += _DAY
            if self.day(day).is_working:
                return day
        raise ValueError("Lịch không có ngày làm việc nào trong hai năm tới.")

    def working_day_before(self, day: date) -> date:
        """Find the last working day strictly before a date; ValueError when there is none within two years."""
        for _ in range(731):
            day -= _DAY
            if self.day(day).is_working:
                return day
        raise ValueError("Lịch không có ngày làm việc nào trong hai năm trước.")

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Count whole working minutes between two moments; 0 when the end is not after the start."""
        if end <= start:
            return 0
        first, last = local(start).date(), local(end).date()
        through = self._minutes_before(last) - self._minutes_before(first)
        through += sum(self._year_sums(year)[-1] for year in range(first.year, last.year))
        elapsed = self._time_since_midnight(end, last) - self._time_since_midnight(start, first)
        return (through * _MINUTE + elapsed) // _MINUTE

    def _time_since_midnight(self, moment: datetime, day: date) -> timedelta:
        """Measure the working time of a date that lies before a moment."""
        used = timedelta()
        for opens, closes in self.day(day).moments:
            used += max(min(moment, closes) - opens, timedelta())
        return used

    def _minutes_before(self, day: date) -> int:
        """Count the working minutes of a date's year before that date."""
        return self._year_sums(day.year)[day.timetuple().tm_yday - 1]

    def _year_sums(self, year: int) -> list[int]:
        """Give the running sums of working minutes of a year: entry n is before its day n + 1."""
        sums = self._sums.get(year)
        if sums is None:
            sums, day = [0], date(year, 1, 1)
            while day.year == year:
                sums.append(sums[-1] + self.day(day).minutes)
                day += _DAY
            self._sums[year] = sums
        return sums

    @property
    def years_known(self) -> frozenset[int]:
        """List the years for which public holidays are entered."""
        return frozenset(rule.on.year for rule in self.days if rule.kind is DayKind.HOLIDAY)

    def is_confirmed(self, year: int) -> bool:
        """Say whether a year's holidays are entered and all announced."""
        return year in self.years_known and not any(rule.is_proposal and rule.on.year == year for rule in self.days)


def _reason(day: date, rule: DayRule | None, *, is_working: bool) -> str:
    """Word the reason why a date is or is not worked."""
    if rule is None:
        return "Ngày làm việc" if is_working else vn_weekday(day)
    prefix = "Làm bù" if is_working else "Nghỉ bù" if rule.kind is DayKind.COMPENSATORY_OFF else "Nghỉ"
    note = rule.note.strip()
    if not note:
        return prefix
    return note if note.casefold().startswith(prefix.casefold()) else f"{prefix}: {note}"
