"""Days and moments of Việt Nam."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import localtime

moments = st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds


def test_the_day_begins_at_seventeen_hours_utc():
    assert localtime.local_day(datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC)) == date(2026, 11, 21)
    assert localtime.local_day(datetime(2026, 11, 21, 17, tzinfo=UTC)) == date(2026, 11, 22)
    assert localtime.day_start(date(2026, 11, 22)) == datetime(2026, 11, 21, 17, tzinfo=UTC)
    assert localtime.day_end(date(2026, 11, 22)) == datetime(2026, 11, 22, 17, tzinfo=UTC)


@given(moments)
def test_every_moment_lies_in_its_day(moment):
    day = localtime.local_day(moment)
    assert localtime.day_start(day) <= moment < localtime.day_end(day)
    assert localtime.at_local(day, localtime.local(moment).time()) == moment


@given(moments)
def test_canonical_text_reads_back_and_sorts_as_the_moments(moment):
    text = localtime.iso(moment)
    assert localtime.parse_iso(text) == moment
    assert len(text) == 27
    assert localtime.iso(localtime.local(moment)) == text
    assert localtime.iso(moment + timedelta(microseconds=1)) > text


@given(st.dates())
def test_printed_date_reads_back(day):
    assert localtime.parse_vn_date(localtime.vn_date(day)) == day


def test_moments_and_weekdays_are_written_as_on_the_slip():
    moment = localtime.at_local(date(2026, 11, 22), time(10, 5))
    assert localtime.vn_moment(moment) == "10 giờ 05, ngày 22/11/2026"
    assert localtime.form_moment(moment) == "10 giờ 05 phút, ngày 22 tháng 11 năm 2026"
    assert localtime.form_moment(moment, narrow=True) == "10 giờ 05 phút, ngày 22/11/2026"
    assert localtime.form_date(date(2026, 1, 2)) == "02 tháng 01 năm 2026"
    assert localtime.vn_weekday(date(2026, 11, 22)) == "Chủ nhật"
    assert localtime.vn_weekday(date(2026, 11, 23)) == "Thứ Hai"


@pytest.mark.parametrize("text", ["", "2026-11-22", "31/02/2026", "22/11/26", "32/1/2026", "٢٢/١١/٢٠٢٦"])
def test_what_is_no_date_is_refused_in_vietnamese(text):
    with pytest.raises(ValueError, match=r"không phải là ngày|Không có ngày"):
        localtime.parse_vn_date(text)


def test_naive_moments_are_refused():
    naive = datetime(2026, 11, 22)  # noqa: DTZ001  the naive moment is the point
    for refuse in (localtime.local, localtime.local_day, localtime.iso):
        with pytest.raises(ValueError, match="múi giờ"):
            refuse(naive)
    with pytest.raises(ValueError, match="múi giờ"):
        localtime.parse_iso("2026-11-22T00:00:00")


def test_a_machine_without_zone_data_has_the_same_days(monkeypatch):
    def missing(name):
        raise localtime.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(localtime, "ZoneInfo", missing)
    monkeypatch.setattr(localtime, "VN", localtime._zone())
    assert localtime.day_start(date(2026, 11, 22)) == datetime(2026, 11, 21, 17, tzinfo=UTC)
    assert str(localtime.VN) == "Asia/Ho_Chi_Minh"
