"""Every row of docs/rules/clock.md holds."""

import pytest
from tests.kernel import rule_tables as tables

from motcua.kernel.calendar import STANDARD_HOURS
from motcua.kernel.clock import classify, promise, step_due
from motcua.kernel.localtime import local_day, vn_moment
from motcua.kernel.starts import clock_start

CALENDAR = tables.calendar()
PROMISES = tables.table("clock.md", "Bảng 3")


@pytest.mark.parametrize("row", PROMISES, ids=[f"dòng {row['Số']}" for row in PROMISES])
def test_promise_is_as_the_table_says(row):
    given = promise(
        tables.limit(row["Thời hạn"]),
        tables.moment(row["Bắt đầu"]),
        CALENDAR,
        holds=tables.holds(row["Dừng"]),
        cutoff=tables.CUTOFFS[row["Giờ chốt"]],
        due_time=tables.DUE_TIMES[row["Giờ trả"]],
    )
    if row["Hẹn trả"] == "chưa xác định":
        assert given.due_at is None
        return
    words, _, provisional = row["Hẹn trả"].partition(" (")
    assert given.due_at is not None
    assert (vn_moment(given.due_at), given.due_at) == (vn_moment(tables.moment(words)), tables.moment(words))
    assert given.is_provisional == (provisional == "tạm tính)")
    assert given.ledger[-1].on == local_day(given.due_at)
    assert given.ledger[-1].counted


def test_rows_are_numbered_without_gap():
    assert [int(row["Số"]) for row in PROMISES] == list(range(1, len(PROMISES) + 1))


def test_standard_hours_are_those_of_the_table():
    assert tables.hours("chuẩn") == STANDARD_HOURS


@pytest.mark.parametrize("row", tables.table("clock.md", "Bảng 4"))
def test_step_is_due_as_the_table_says(row):
    due_at = step_due(int(row["Phút của bước"]), tables.moment(row["Bắt đầu"]), tables.calendar(row["Cơ quan"]))
    assert vn_moment(due_at) == vn_moment(tables.moment(row["Đến hạn"]))


@pytest.mark.parametrize("row", tables.table("clock.md", "Bảng 5"))
def test_punctuality_is_as_the_table_says(row):
    due_at = None if row["Hẹn trả"] == "chưa xác định" else tables.moment(row["Hẹn trả"])
    done_at = None if row["Xong lúc"] == "—" else tables.moment(row["Xong lúc"])
    now, early = tables.moment(row["Bây giờ"]), tables.EARLY[row["Trước hạn tính theo"]]
    assert classify(done_at, due_at, now, calendar=CALENDAR, early=early) == tables.GROUPS[row["Kết luận"]]


@pytest.mark.parametrize("row", tables.table("clock.md", "Bảng 6"))
def test_clock_starts_as_the_table_says(row):
    accepted, received, paid = (
        None if row[name] == "—" else tables.moment(row[name])
        for name in ("Nhận đủ", "Cơ quan có thẩm quyền nhận", "Nộp đủ phí")
    )
    start = clock_start(tables.STARTS[row["Bắt đầu từ"]], accepted, received_by_competent_at=received, paid_at=paid)
    assert start == (None if row["Tính từ"] == "chưa bắt đầu" else tables.moment(row["Tính từ"]))
