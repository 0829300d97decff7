"""docs/rules/petitions.md, executed: table 1 is the code, table 2 is counted again, and counting back is its mirror."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel import rule_tables
from tools import terms_table

from motcua.kernel import clock
from motcua.kernel.clock import Limit, Unit
from motcua.kernel.localtime import local_day
from motcua.office import term_rules

CALENDAR = rule_tables.calendar()


def test_the_table_of_limits_is_the_code_word_for_word():
    assert terms_table.PAGE.read_text(encoding="utf-8") == terms_table.text(), "chạy lại tools/terms_table.py"


@pytest.mark.parametrize("row", rule_tables.table("petitions.md", "Bảng 2"), ids=lambda row: " ".join(row.values()))
def test_a_vector_is_due_when_the_table_says(row):
    found = term_rules.foresee(rule_tables.limit(row["Thời hạn"]), rule_tables.moment(row["Bắt đầu"]), CALENDAR)
    assert found.due_at == rule_tables.moment(row["Đến hạn"])


DAYS = st.dates(date(2026, 1, 12), date(2026, 12, 20))


@given(DAYS, st.integers(1, 15), st.sampled_from([Unit.WORKING_DAY, Unit.DAY]))
def test_what_is_done_on_the_last_day_counted_back_is_in_time_and_a_working_day_later_is_not(day, value, unit):
    limit = Limit(value, unit)
    last = term_rules.latest_before(limit, day, CALENDAR)
    on = local_day(last)
    assert on < day and CALENDAR.closes_at(on) == last
    later = CALENDAR.next_working_day(on)

    def is_in_time(done_on):
        if unit is Unit.DAY:
            return (day - done_on).days >= value
        between = [d for n in range(1, (day - done_on).days + 1) if CALENDAR.is_working(d := done_on + timedelta(n))]
        return len(between) >= value

    assert is_in_time(on) and not is_in_time(later)


@given(DAYS, st.integers(1, 90), st.sampled_from([Unit.WORKING_DAY, Unit.DAY]))
def test_a_limit_ends_on_a_working_day_and_every_day_of_it_is_explained(day, value, unit):
    start = CALENDAR.day(CALENDAR.next_working_day(day)).usual_close
    found = term_rules.foresee(Limit(value, unit), start, CALENDAR)
    assert CALENDAR.is_working(local_day(found.due_at))
    assert [line.on for line in found.ledger] == [
        local_day(start) + timedelta(n) for n in range((local_day(found.due_at) - local_day(start)).days + 1)
    ]
    assert isinstance(found, clock.Promise)
