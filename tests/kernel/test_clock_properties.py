"""The clock against a second, slow clock, and what must hold of every promise.

More than 5,000 random cases in `make test`; MOTCUA_PROOF=1 raises them to more than 100,000. The run prints its seed.
"""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.kernel.offices import (
    cutoffs,
    due_times,
    examples,
    holds_near,
    limits,
    moments,
    moments_near_named_days,
    offices,
    to_local,
    to_slow,
)
from tests.kernel.slow_clock import NEVER, slow_due, slow_start

from motcua.kernel.calendar import DayKind, DayRule, OfficeCalendar
from motcua.kernel.clock import Cutoff, DueTime, Hold, HoldMode, Limit, Unit, promise, step_due
from motcua.kernel.day_index import DayIndex
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent, clock_start

DAY_UNITS = (Unit.WORKING_DAY, Unit.HALF_DAY, Unit.WORKING_HOUR, Unit.DAY, Unit.MONTH)
STOPS = (HoldMode.PAUSE, HoldMode.EXCLUDE)


@examples(400, 20_000)
@given(data=st.data(), office=offices(), start=moments(), limit=limits(), cutoff=cutoffs, due_time=due_times)
def test_promise_equals_the_slow_clock(data, office, start, limit, cutoff, due_time):
    calendar, slow = office
    holds = data.draw(holds_near(start))
    fast = promise(limit, start, calendar, holds=holds, cutoff=cutoff, due_time=due_time).due_at
    same_time = due_time is DueTime.SAME_TIME
    slow_holds = [to_slow(hold) for hold in holds]
    expected = slow_due(limit.value, limit.unit.value, to_local(start), slow, slow_holds, cutoff.value, same_time)
    assert (None if fast is None else to_local(fast)) == expected


@pytest.mark.parametrize("event", StartEvent)
@pytest.mark.parametrize("mode", [None, *HoldMode])
@pytest.mark.parametrize("unit", Unit)
@examples(60, 600)
@given(data=st.data(), office=offices(), cutoff=cutoffs, due_time=due_times, accepted=moments_near_named_days())
def test_every_unit_hold_and_start_equals_the_slow_clock(unit, mode, event, data, office, cutoff, due_time, accepted):
    calendar, slow = office
    other = data.draw(st.none() | st.integers(-3000, 9000).map(lambda n: accepted + timedelta(minutes=n)))
    happened = None if other is None else to_local(other)
    start = clock_start(event, accepted, received_by_competent_at=other, paid_at=other)
    slow_begin = slow_start(event.value, to_local(accepted), happened, happened)
    assert (NEVER if start is None else to_local(start)) == slow_begin
    if start is None:
        return
    limit = data.draw(limits([unit]))
    holds = [] if mode is None else data.draw(holds_near(start, modes=[mode], least=1))
    fast = promise(limit, start, calendar, holds=holds, cutoff=cutoff, due_time=due_time).due_at
    slow_holds = [to_slow(hold) for hold in holds]
    same_time = due_time is DueTime.SAME_TIME
    expected = slow_due(limit.value, unit.value, slow_begin, slow, slow_holds, cutoff.value, same_time)
    assert (None if fast is None else to_local(fast)) == expected


@examples(300, 3_000)
@given(office=offices(), starts=st.lists(moments(), min_size=1, max_size=20), value=st.integers(1, 40))
def test_the_day_index_answers_as_the_clock_does(office, starts, value):
    calendar, _ = office
    index = DayIndex(calendar, date(2024, 12, 1), 1500)
    due = [promise(Limit(value, Unit.WORKING_DAY), start, calendar).due_at for start in starts]
    days = [local_day(start) for start in starts]
    assert index.due_moments(value, days) == due
    assert index.due_days(value, [index.number(day) for day in days]) == [index.number(local_day(d)) for d in due]
    assert all(index.worked_between(day, local_day(d)) == value for day, d in zip(days, due, strict=True))


def test_the_day_index_refuses_what_lies_beyond_it():
    index = DayIndex(OfficeCalendar(), date(2026, 11, 2), 7)
    assert index.due_days(4, [0]) == [4]
    for days, start in ((6, 0), (1, -1)):
        with pytest.raises(IndexError):
            index.due_days(days, [start])
        with pytest.raises(IndexError):
            index.due_moments(days, [index.day(start)])
    with pytest.raises(ValueError, match="một ngày làm việc"):
        index.due_days(0, [0])


@examples(60, 10_000)
@given(data=st.data(), office=offices(), start=moments(), limit=limits(DAY_UNITS), cutoff=cutoffs, due_time=due_times)
def test_nothing_is_due_on_a_day_off_or_outside_opening_hours(data, office, start, limit, cutoff, due_time):
    calendar, _ = office
    given_promise = promise(
        limit, start, calendar, holds=data.draw(holds_near(start)), cutoff=cutoff, due_time=due_time
    )
    due_at = given_promise.due_at
    assume(due_at is not None)
    assert any(opens <= due_at <= closes for opens, closes in calendar.day(local_day(due_at)).moments)
    assert due_at > given_promise.starts_at


@examples(60, 10_000)
@given(
    data=st.data(),
    office=offices(),
    start=moments(),
    limit=limits(DAY_UNITS),
    cutoff=cutoffs,
    due_time=due_times,
    after=st.integers(0, 40),
)
def test_another_holiday_never_brings_a_date_forward(data, office, start, limit, cutoff, due_time, after):
    calendar, _ = office
    holds = data.draw(holds_near(start, may_be_open=False))
    extra = DayRule(local_day(start) + timedelta(days=after), DayKind.LOCAL_OFF, "Bão", "")
    more = OfficeCalendar(calendar.hours, (*calendar.days, extra))
    before = promise(limit, start, calendar, holds=holds, cutoff=cutoff, due_time=due_time)
    later = promise(limit, start, more, holds=holds, cutoff=cutoff, due_time=due_time)
    # A cut-off moves the start to an opening, and with it the time of day that "same time" keeps.
    assume(due_time is DueTime.END_OF_DAY or before.starts_at == later.starts_at)
    assert later.due_at >= before.due_at


@examples(60, 10_000)
@given(data=st.data(), office=offices(), start=moments(), limit=limits(), cutoff=cutoffs, due_time=due_times)
def test_a_further_pause_never_brings_a_date_forward(data, office, start, limit, cutoff, due_time):
    calendar, _ = office
    holds = data.draw(holds_near(start, may_be_open=False))
    more = holds + data.draw(holds_near(start, modes=STOPS, may_be_open=False, most=1))
    before = promise(limit, start, calendar, holds=holds, cutoff=cutoff, due_time=due_time).due_at
    assert promise(limit, start, calendar, holds=more, cutoff=cutoff, due_time=due_time).due_at >= before


def ends_together(limit, pauses):
    """Say whether an earlier start may rightly end later: months that lack the day end on their last one.

    28 and 29 January both end on 28 February (BLDS 148(3)); who had waited for a day more of a pause gets it back.
    """
    return limit.unit is Unit.MONTH and bool(pauses)


@examples(60, 5_000)
@given(data=st.data(), office=offices(), start=moments(), limit=limits(), cutoff=cutoffs, wait=st.integers(1, 30_000))
def test_a_restart_gives_the_full_limit_again_and_never_less(data, office, start, limit, cutoff, wait):
    calendar, _ = office
    pauses = data.draw(holds_near(start, modes=STOPS, may_be_open=False))
    end = start + timedelta(minutes=wait)
    restart = Hold(HoldMode.RESTART, start, end)
    restarted = promise(limit, start, calendar, holds=[*pauses, restart], cutoff=cutoff)
    afresh = promise(limit, end, calendar, holds=pauses, cutoff=cutoff)
    assert (restarted.due_at, restarted.starts_at) == (afresh.due_at, afresh.starts_at)
    if not ends_together(limit, pauses):
        assert restarted.due_at >= promise(limit, start, calendar, holds=pauses, cutoff=cutoff).due_at


@examples(60, 5_000)
@given(data=st.data(), office=offices(), start=moments(), limit=limits(), cutoff=cutoffs, wait=st.integers(0, 20_000))
def test_who_comes_later_is_never_promised_earlier(data, office, start, limit, cutoff, wait):
    calendar, _ = office
    pauses = data.draw(holds_near(start, modes=STOPS, may_be_open=False))
    first = promise(limit, start, calendar, holds=pauses, cutoff=cutoff).due_at
    second = promise(limit, start + timedelta(minutes=wait), calendar, holds=pauses, cutoff=cutoff).due_at
    assert second >= first or ends_together(limit, pauses)


@examples(60, 5_000)
@given(data=st.data(), office=offices(), start=moments(), limit=limits(), cutoff=cutoffs)
def test_the_ledger_adds_up_to_the_limit(data, office, start, limit, cutoff):
    calendar, _ = office
    given_promise = promise(limit, start, calendar, holds=data.draw(holds_near(start)), cutoff=cutoff)
    assume(given_promise.due_at is not None)
    ledger = given_promise.ledger
    assert [line.on for line in ledger] == sorted(line.on for line in ledger)
    assert all(line.why for line in ledger)
    # Clock hours may end at 24:00, which is 0:00 of a day that counts no minute: the ledger ends the day before.
    assert ledger[-1].on == local_day(given_promise.due_at - timedelta(minutes=1))
    assert ledger[-1].counted
    if limit.unit in (Unit.WORKING_HOUR, Unit.HOUR):
        assert sum(line.minutes for line in ledger) == limit.value * 60
    if limit.unit in (Unit.WORKING_DAY, Unit.HALF_DAY):
        assert sum(line.counted for line in ledger) == max(limit.value, 1)


@examples(60, 2_500)
@given(office=offices(), start=moments(), first=st.integers(1, 2000), second=st.integers(1, 2000))
def test_two_steps_together_take_as_long_as_one_after_the_other(office, start, first, second):
    calendar, _ = office
    together = step_due(first + second, start, calendar)
    apart = step_due(second, step_due(first, start, calendar), calendar)
    assert together <= apart
    # Each step is rounded up to a whole minute of the office, so the two differ by no more than that minute's worth.
    assert calendar.working_minutes(together, apart) <= 1


@examples(60, 2_500)
@given(office=offices(), start=moments(), minutes=st.integers(0, 30_000))
def test_working_minutes_are_the_minutes_in_which_the_door_is_open(office, start, minutes):
    calendar, slow = office
    here = to_local(start)
    expected = sum(slow.is_open(here + timedelta(minutes=n)) for n in range(minutes))
    assert calendar.working_minutes(start, start + timedelta(minutes=minutes)) == expected


def test_an_office_that_never_opens_is_refused_instead_of_searched_for_ever():
    every_day = tuple(DayRule(date(2026, 1, 1) + timedelta(days=n), DayKind.LOCAL_OFF, "", "") for n in range(50))
    calendar = OfficeCalendar(days=every_day)
    assert calendar.next_working_day(date(2026, 1, 1)) == date(2026, 2, 20)
    start = calendar.day(date(2026, 1, 1)).usual_close
    same_day = promise(Limit(0, Unit.WORKING_DAY), start, calendar, cutoff=Cutoff.AFTER_15H)
    assert same_day.due_at == calendar.closes_at(date(2026, 2, 20))
