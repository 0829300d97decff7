"""Draws offices, starts, limits and holds for the properties of the clock."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import seed, settings
from hypothesis import strategies as st
from tests.kernel import rule_tables
from tests.kernel.slow_clock import NEVER, SlowHold, SlowOffice
from tests.random_cases import IS_PROOF, SEED, count_each

from motcua.kernel.calendar import DayKind, DayRule, HoursRule, OfficeCalendar, Span
from motcua.kernel.clock import Cutoff, DueTime, Hold, HoldMode, Limit, Unit

VN = timezone(timedelta(hours=7))
REAL_DAYS = rule_tables.day_rules()
HOURS = [
    [(time(7, 30), time(11, 30)), (time(13), time(17))],
    [(time(7), time(11)), (time(13, 30), time(17))],
    [(time(8), time(12)), (time(12), time(16))],
    [(time(7, 30), time(14))],
    [(time(7, 15), time(9)), (time(9, 20), time(11, 45)), (time(13, 10), time(16, 50))],
    [(time(13), time(19))],
]
WEEKDAYS = [set(range(5)), set(range(5)), set(range(6)), {0, 2, 4}]


def examples(usual, proof):
    """Set how many examples a property tries: few by default, many under MOTCUA_PROOF=1; the run's seed draws them."""
    tries = settings(max_examples=proof if IS_PROOF else usual)
    return lambda test: count_each("random cases of the clock", seed(SEED)(tries(test)))


# The days that the issue names: around each of them a promise is most easily wrong.
NAMED_DAYS = [date(2025, 1, 27), date(2025, 4, 26), date(2026, 1, 10), date(2026, 2, 16), date(2026, 8, 22)]
NAMED_DAYS += [date(2026, 11, 24), date(2027, 2, 4)]


def moments_near_named_days():
    """Draw moments from eleven days before one of the named days to three after it."""
    near = st.builds(lambda day, ago: day - timedelta(days=ago), st.sampled_from(NAMED_DAYS), st.integers(-3, 11))
    return near.flatmap(lambda day: moments(day, day))


def moments(first=date(2025, 1, 1), last=date(2027, 3, 1)):
    """Draw UTC moments to the minute, many of them around the edges of opening hours."""
    edges = st.sampled_from([time(0), time(7, 29), time(7, 30), time(11, 30), time(12), time(14, 59), time(15)])
    edges |= st.sampled_from([time(15, 59), time(16), time(16, 59), time(17), time(17, 1), time(23, 59)])
    clock = st.builds(time, st.integers(0, 23), st.integers(0, 59)) | edges
    return st.builds(lambda day, at: datetime.combine(day, at, VN).astimezone(UTC), st.dates(first, last), clock)


@st.composite
def offices(draw):
    """Draw a calendar with the real days and some of its own, and the same office for the slow clock."""
    hours, weekdays = draw(st.sampled_from(HOURS)), draw(st.sampled_from(WEEKDAYS))
    near = st.dates(date(2025, 1, 1), date(2027, 3, 31))
    rules = {rule.on: rule for rule in draw(st.sampled_from([(), REAL_DAYS]))}
    for kind, most in ((DayKind.LOCAL_OFF, 12), (DayKind.SWAP_WORK, 6)):
        for day in draw(st.lists(near, max_size=most)):
            rules[day] = DayRule(day, kind, "", "")
    calendar = OfficeCalendar(
        (HoursRule(date(2000, 1, 1), frozenset(weekdays), tuple(Span(*span) for span in hours)),),
        tuple(rules.values()),
    )
    worked = {day for day, rule in rules.items() if rule.kind is DayKind.SWAP_WORK}
    return calendar, SlowOffice(weekdays, hours, set(rules) - worked, worked)


@st.composite
def holds_near(draw, start, modes=tuple(HoldMode), may_be_open=True, most=4, least=0):
    """Draw holds that begin from a day before the start to some weeks after."""
    found = []
    for _ in range(draw(st.integers(least, most))):
        from_at = start + timedelta(minutes=draw(st.integers(-24 * 60, 20 * 24 * 60)))
        if draw(st.booleans()):
            from_at = from_at.astimezone(VN).replace(hour=17, minute=draw(st.integers(0, 1))).astimezone(UTC)
        to_at = from_at + timedelta(minutes=draw(st.integers(0, 12 * 24 * 60)))
        is_open = may_be_open and draw(st.integers(0, 7)) == 0
        found.append(Hold(draw(st.sampled_from(modes)), from_at, None if is_open else to_at))
    return found


def limits(units=tuple(Unit)):
    """Draw limits of a size that each unit has in the catalogue."""
    most = {Unit.WORKING_DAY: 25, Unit.HALF_DAY: 9, Unit.WORKING_HOUR: 20, Unit.DAY: 40, Unit.MONTH: 4, Unit.HOUR: 72}
    least = {Unit.WORKING_DAY: 0, Unit.HALF_DAY: 0, Unit.DAY: 0}
    values = {unit: st.integers(least.get(unit, 1), 3) | st.integers(1, most[unit]) for unit in units}
    return st.one_of([st.builds(Limit, values[unit], st.just(unit)) for unit in units])


cutoffs = st.sampled_from(Cutoff)
due_times = st.sampled_from(DueTime)


def to_local(moment):
    """Give a moment as the slow clock has it: naive local time."""
    return moment.astimezone(VN).replace(tzinfo=None)


def to_slow(hold):
    """Give a hold as the slow clock has it."""
    end = NEVER if hold.to_at is None else to_local(hold.to_at)
    return SlowHold(to_local(hold.from_at), end, hold.mode is HoldMode.RESTART)
