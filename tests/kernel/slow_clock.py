"""A second clock, slow and plain, to check the first one by: it never looks ahead, it steps.

Written from docs/rules/clock.md alone and sharing no code with kernel.clock: naive local times, minute after minute
for hours, and for days a fresh recount from the start for every day tried.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NEVER = datetime(2060, 1, 1)  # noqa: DTZ001  naive local time throughout
GIVE_UP = datetime(2050, 1, 1)  # noqa: DTZ001  naive local time throughout


@dataclass
class SlowOffice:
    """Weekdays worked, opening hours, days off and Saturdays worked, in plain local time."""

    weekdays: set[int]
    hours: list[tuple[time, time]]
    days_off: set[date] = field(default_factory=set)
    worked: set[date] = field(default_factory=set)

    def works(self, day: date) -> bool:
        """Say whether the office works on a day."""
        return day in self.worked or (day.weekday() in self.weekdays and day not in self.days_off)

    def is_open(self, moment: datetime) -> bool:
        """Say whether the minute that begins now is one of opening hours."""
        return self.works(moment.date()) and any(start <= moment.time() < end for start, end in self.hours)

    def opening(self, day: date) -> datetime:
        """Give the opening time of a day, worked or not."""
        return datetime.combine(day, min(start for start, _ in self.hours))

    def close(self, day: date) -> datetime:
        """Give the closing time of a day, worked or not."""
        return datetime.combine(day, max(end for _, end in self.hours))


@dataclass
class SlowHold:
    """From, to (NEVER while open), and whether it restarts."""

    begin: datetime
    end: datetime
    restarts: bool


def slow_due(value, unit, start, office, holds, cutoff, same_time=False):
    """Work out the due moment in local time, or None."""
    restarts = [hold for hold in holds if hold.restarts]
    if any(hold.end == NEVER for hold in restarts):
        return None
    start = max([start, *(hold.end for hold in restarts)])
    start = _shift(start, office, cutoff)
    while unit == "hour" and cutoff != "none" and start < office.opening(start.date()):
        start += MINUTE  # where a cut-off holds, nothing is received before the doors open
    pauses = [(hold.begin, hold.end) for hold in holds if not hold.restarts]

    def held(moment):
        return any(begin <= moment < end for begin, end in pauses)

    if unit in ("working_hour", "hour"):
        left, moment = value * 60, start
        while left:
            if not held(moment) and (unit == "hour" or office.is_open(moment)):
                left -= 1
            moment += MINUTE
            if left and any(begin <= moment and end == NEVER for begin, end in pauses):
                return None
        return moment
    due = _slow_half(value, start, office, held) if unit == "half_day" else None
    if unit == "working_day":
        due = _slow_working(value, start, office, held, same_time)
    if unit in ("day", "month"):
        due = _slow_calendar(value, unit, start, office, held)
    return due if due < GIVE_UP else None


def slow_start(event, accepted, received, paid):
    """Ask in turn for every event that the law names; NEVER while one is missing."""
    needed = {
        "accepted": [accepted],
        "received_by_competent": [accepted, received],
        "accepted_and_paid": [accepted, paid],
    }
    return max(NEVER if moment is None else moment for moment in needed[event])


def _shift(start, office, cutoff):
    """Move a late receipt midnight by midnight to a day on which the office works."""
    if cutoff == "none":
        return start
    bar = datetime.combine(start.date(), time(15, 1))  # 15:00 itself is not after 15:00
    if cutoff == "last_hour":
        bar = office.close(start.date()) - timedelta(hours=1)
    if office.works(start.date()) and start < bar:
        return start
    moment = datetime.combine(start.date() + DAY, time())
    while not office.works(moment.date()):
        moment += DAY
    return moment


def _due_time(day, start, office, same_time):
    """Try every minute of a day from the wished one on until the door is open or just closing."""
    if not same_time:
        return office.close(day)
    moment = datetime.combine(day, start.time())
    while moment < office.close(day) and not office.is_open(moment) and not office.is_open(moment - MINUTE):
        moment += MINUTE
    return min(moment, office.close(day))


def _leap(day, held, office):
    """Jump over the years of a hold that never ends, told by sixty days in a row and one far away."""
    never_ends = held(office.close(day) + 9000 * DAY) and all(held(office.close(day + n * DAY)) for n in range(60))
    return date(2055, 1, 1) if never_ends else day + DAY


def _slow_working(value, start, office, held, same_time):
    """Try each later day: is it worked and free, and are so many worked and free days behind it?"""
    day = start.date() if value == 0 else start.date() + DAY
    seen = []
    while True:
        due = office.close(day) if value == 0 else _due_time(day, start, office, same_time)
        if office.works(day) and not held(due) and due > start:
            seen.append(day)
            if len(seen) >= max(value, 1):
                return due
        day = _leap(day, held, office)


def _slow_calendar(value, unit, start, office, held):
    """Spend the days of the period one by one, then walk to an open door."""
    if value == 0:
        return _slow_working(0, start, office, held, False)
    left = value
    if unit == "month":
        year, month = start.year, start.month
        for _ in range(value):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        wished = start.day
        while True:
            try:
                last = date(year, month, wished)
                break
            except ValueError:
                wished -= 1
        left = (last - start.date()).days
    day = start.date()
    while left:
        day = _leap(day, held, office) if held(office.close(day)) and day > start.date() else day + DAY
        left -= 0 if held(office.close(day)) else 1
        if day.year >= 2055:
            return NEVER
    while held(office.close(day)) or not office.works(day):
        day = _leap(day, held, office)
        if day.year >= 2055:
            return NEVER
    return office.close(day)


def _slow_half(value, start, office, held):
    """Walk through mornings and afternoons."""
    noon = time(12)
    halves = {}
    for begin, end in office.hours:
        halves[begin >= noon] = end
    at = (start.date(), start.time() >= noon)
    left = max(value, 1)

    def held_all_day(moment):
        return all(held(datetime.combine(moment.date(), end)) for end in halves.values())

    while True:
        day, is_afternoon = at
        end = datetime.combine(day, halves.get(is_afternoon, time()))
        is_start = at == (start.date(), start.time() >= noon)
        if is_afternoon in halves and office.works(day) and not held(end) and end > start:
            left -= 0 if is_start and value else 1
            if left == 0:
                return end
        at = (day, True) if not is_afternoon else (_leap(day, held_all_day, office), False)
        if at[0].year >= 2055:
            return NEVER
