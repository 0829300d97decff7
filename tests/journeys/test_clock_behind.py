"""The machine's clock falls back while people work: nobody loses what was typed, and the steward reads what to do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.journeys.staff_stage import enter, look

from motcua.dossiers.dossier import Dossier
from motcua.journal import recording
from motcua.site.demo import builders


@pytest.fixture
def house() -> builders.House:
    house = builders.found_office()
    builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))
    return house


def test_an_officer_sends_again_what_the_wrong_clock_refused(
    live_server: Any, browse: Any, house: Any, machine_clock: Any, monkeypatch: Any
) -> None:
    right = recording.now
    page = enter(browse, live_server, house, "steward")
    page.goto("/quan-tri/co-quan/")
    page.get_by_label("Phương châm phục vụ").fill("Nhanh và đúng hẹn")
    machine_clock(timezone.now() - timedelta(hours=2))
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("heading", name="Tạm dừng ghi vì đồng hồ máy chủ").wait_for()
    look(page, "dong-ho-cham")
    overview = page.context.new_page()
    overview.goto("/quan-tri/")
    overview.get_by_text("Đồng hồ máy chủ sai, hệ thống tạm dừng ghi").wait_for()
    look(overview, "tong-quan-dong-ho-cham")
    monkeypatch.setattr(recording, "now", right)
    page.get_by_role("button", name="Gửi lại").click()
    page.get_by_text("Đã lưu").wait_for()
    assert page.get_by_label("Phương châm phục vụ").input_value() == "Nhanh và đúng hẹn"
    assert not Dossier.objects.exists()
    connection.close()
