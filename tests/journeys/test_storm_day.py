"""A storm in a real browser: the steward declares the day, the leader confirms, the citizen sees the new date."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.journeys.staff_stage import enter, look

from motcua.kernel.localtime import local_day, vn_date
from motcua.office.calendar import calendar_of
from motcua.site import worker
from motcua.site.demo import builders, lives


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


def test_a_storm_day_moves_the_date_that_the_citizen_sees(live_server: Any, browse: Any, house: Any) -> None:
    version = builders.open_for_filing(house, builders.procedure())
    now = timezone.now()
    dossier = lives.accept(house, lives.file(house, version, at=now - timedelta(minutes=5)), at=now)
    storm = calendar_of(house.office.pk).next_working_day(local_day(now))
    old = dossier.due_at_current
    connection.close()

    steward = enter(browse, live_server, house, "steward")
    steward.goto("/quan-tri/lich/")
    steward.get_by_label("Lý do, như sẽ báo cho người dân").fill("Nghỉ do bão số 10")
    steward.get_by_role("button", name="Lập khai báo").click()
    steward.get_by_label("Ngày", exact=True).fill(storm.isoformat())
    steward.get_by_role("button", name="Ghi vào bản nháp").first.click()
    steward.get_by_text("Lịch chưa thay đổi").first.wait_for()
    look(steward, "lich-khai-bao")
    steward.get_by_role("link", name="Xem hồ sơ nào đổi ngày").click()
    steward.get_by_text(dossier.code).wait_for()
    look(steward, "lich-anh-huong")
    steward.go_back()
    steward.get_by_label("Căn cứ: số, ngày của văn bản").fill("QĐ 12/QĐ-UBND")
    steward.get_by_role("button", name="Gửi lãnh đạo xác nhận").click()
    steward.get_by_text("Chờ lãnh đạo xác nhận").first.wait_for()

    leader = enter(browse, live_server, house, "leader")
    leader.goto("/lanh-dao/")
    leader.get_by_role("link", name="Nghỉ do bão số 10").click()
    leader.get_by_text(dossier.code).wait_for()
    look(leader, "lich-xac-nhan")
    leader.get_by_role("button", name="Xác nhận thay đổi lịch").click()
    leader.get_by_text("Đang tính lại hồ sơ", exact=True).wait_for()
    look(leader, "lich-dang-tinh-lai")
    worker.run_once(timezone.now())

    new = lives.fresh(dossier.pk).due_at_current
    connection.close()
    assert old is not None and new is not None and local_day(new) > local_day(old)
    citizen = browse(live_server)
    citizen.goto(f"/tra-cuu/?ma={dossier.code}")
    citizen.get_by_text(vn_date(local_day(new))).first.wait_for()
    assert citizen.get_by_text("đang tính lại").count() == 0
