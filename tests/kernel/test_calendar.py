"""The office's calendar: reasons, hours with dates, years."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.kernel import rule_tables

from motcua.kernel.calendar import STANDARD_HOURS, DayKind, DayRule, HoursRule, OfficeCalendar, Span
from motcua.kernel.clock import Hold, HoldMode, Limit, Unit, promise
from motcua.kernel.localtime import at_local

CALENDAR = rule_tables.calendar()
MORNING, AFTERNOON = Span(time(7), time(11)), Span(time(13), time(17))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 23), "Ngày làm việc"),
        (date(2026, 11, 22), "Chủ nhật"),
        (date(2026, 11, 21), "Thứ Bảy"),
        (date(2026, 11, 24), "Nghỉ: Ngày Văn hóa Việt Nam"),
        (date(2026, 4, 27), "Nghỉ bù Giỗ Tổ Hùng Vương"),
        (date(2026, 8, 31), "Nghỉ hoán đổi với 22/8/2026"),
        (date(2026, 8, 22), "Làm bù cho 31/8/2026"),
        (date(2026, 4, 26), "Nghỉ: Giỗ Tổ Hùng Vương"),
    ],
)
def test_every_day_says_why(day, why):
    assert CALENDAR.why(day) == why


def test_a_swapped_saturday_has_the_hours_of_monday():
    assert CALENDAR.is_working(date(2026, 8, 22))
    assert CALENDAR.spans(date(2026, 8, 22)) == STANDARD_HOURS.spans
    assert CALENDAR.opens_at(date(2026, 8, 22)) == at_local(date(2026, 8, 22), time(7, 30))
    assert CALENDAR.closes_at(date(2026, 8, 22)) == at_local(date(2026, 8, 22), time(17))
    assert CALENDAR.minutes_on(date(2026, 8, 22)) == 480


def test_a_day_off_has_no_hours():
    day = date(2026, 11, 24)
    assert CALENDAR.spans(day) == ()
    assert CALENDAR.opens_at(day) is None
    assert CALENDAR.closes_at(day) is None
    assert CALENDAR.minutes_on(day) == 0


def test_hours_change_from_a_date_on_and_may_differ_by_weekday():
    calendar = OfficeCalendar(
        (
            STANDARD_HOURS,
            HoursRule(date(2026, 12, 1), frozenset(range(4)), (MORNING, AFTERNOON)),
            HoursRule(date(2026, 12, 1), frozenset({4}), (MORNING,)),
        )
    )
    assert calendar.minutes_on(date(2026, 11, 30)) == 480
    assert calendar.opens_at(date(2026, 12, 1)) == at_local(date(2026, 12, 1), time(7))
    assert calendar.minutes_on(date(2026, 12, 4)) == 240
    friday = promise(Limit(1, Unit.WORKING_DAY), at_local(date(2026, 12, 3), time(9)), calendar)
    assert friday.due_at == at_local(date(2026, 12, 4), time(11))


def test_of_two_rules_for_a_day_the_later_holds():
    day = date(2026, 8, 22)
    storm = DayRule(day, DayKind.LOCAL_OFF, "Bão số 5", "Công điện của UBND tỉnh")
    calendar = OfficeCalendar((STANDARD_HOURS,), (*CALENDAR.days, storm))
    assert calendar.why(day) == "Nghỉ: Bão số 5"
    assert not calendar.is_working(day)


def test_a_year_is_confirmed_when_its_holidays_are_all_announced():
    assert CALENDAR.years_known == {2025, 2026, 2027}
    assert [CALENDAR.is_confirmed(year) for year in (2024, 2025, 2026, 2027)] == [False, True, True, False]


def test_working_minutes_run_over_years_and_never_below_zero():
    start, end = at_local(date(2024, 12, 31), time(16)), at_local(date(2027, 1, 4), time(8))
    by_days = sum(CALENDAR.minutes_on(date(2025, 1, 1) + timedelta(days=n)) for n in range(733))
    assert CALENDAR.working_minutes(start, end) == 60 + by_days + 30
    assert CALENDAR.working_minutes(end, start) == 0


def test_hours_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="tròn phút"):
        Span(time(11), time(7))
    with pytest.raises(ValueError, match="chồng nhau"):
        HoursRule(date(2026, 1, 1), frozenset({0}), (AFTERNOON, MORNING))
    with pytest.raises(ValueError, match="thiếu giờ"):
        HoursRule(date(2026, 1, 1), frozenset({7}), (MORNING,))
    with pytest.raises(ValueError, match="chưa có giờ"):
        OfficeCalendar(())


def test_an_office_closed_for_years_is_refused_instead_of_searched_for_ever():
    shut = tuple(DayRule(date(2026, 1, 1) + timedelta(days=n), DayKind.LOCAL_OFF, "", "") for n in range(800))
    with pytest.raises(ValueError, match="hai năm"):
        OfficeCalendar(days=shut).next_working_day(date(2026, 1, 1))


@pytest.mark.parametrize("text", ["", "3", "3:week", "-1:day", "0:month", "0:hour", "1.5:day", "٣:day"])
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(ValueError, match="hời hạn"):
        Limit.parse(text)


def test_a_hold_that_ends_before_it_begins_and_naive_moments_are_refused():
    start = datetime(2026, 11, 2, 2, tzinfo=UTC)
    with pytest.raises(ValueError, match="kết thúc trước"):
        Hold(HoldMode.PAUSE, start, start - timedelta(minutes=1))
    with pytest.raises(ValueError, match="múi giờ"):
        Hold(HoldMode.PAUSE, start.replace(tzinfo=None), None)
    with pytest.raises(ValueError, match="múi giờ"):
        promise(Limit(1, Unit.DAY), start.replace(tzinfo=None), CALENDAR)


def test_the_clock_has_no_second_hand():
    start = datetime(2026, 11, 2, 2, 0, 59, 999, tzinfo=UTC)
    given = promise(Limit(1, Unit.WORKING_HOUR), start, CALENDAR)
    assert given.due_at == datetime(2026, 11, 2, 3, tzinfo=UTC)
    assert given.starts_at == start


def test_the_ledger_of_the_paused_vector_reads_as_told():
    start = at_local(date(2026, 11, 2), time(9))
    hold = Hold(
        HoldMode.PAUSE,
        at_local(date(2026, 11, 4), time(10)),
        at_local(date(2026, 11, 6), time(10)),
        "chờ nghĩa vụ tài chính",
    )
    ledger = promise(Limit(5, Unit.WORKING_DAY), start, CALENDAR, holds=[hold]).ledger
    assert [(line.on.day, line.counted, line.why) for line in ledger] == [
        (2, False, "Ngày nhận hồ sơ, không tính"),
        (3, True, "Ngày làm việc"),
        (4, False, "Tạm dừng: chờ nghĩa vụ tài chính"),
        (5, False, "Tạm dừng: chờ nghĩa vụ tài chính"),
        (6, True, "Ngày làm việc"),
        (7, False, "Thứ Bảy"),
        (8, False, "Chủ nhật"),
        (9, True, "Ngày làm việc"),
        (10, True, "Ngày làm việc"),
        (11, True, "Ngày làm việc"),
    ]
