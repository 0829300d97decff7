"""After a power cut, in a real browser: the steward prints a pad, the counter copies a slip, the leader looks on."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.journeys.staff_stage import enter, is_pdf, look

from motcua.dossiers import pads
from motcua.dossiers.dossier import Dossier
from motcua.kernel.localtime import local
from motcua.office import downtime
from motcua.site.demo import builders


@pytest.fixture
def house() -> builders.House:
    house = builders.found_office()
    builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))
    now, by = timezone.now(), house.acting("steward")
    pads.issue(house.office, count=10, by=by, at=now - timedelta(hours=4))
    downtime.declare(
        house.office, from_at=now - timedelta(hours=3), to_at=now - timedelta(hours=1), reason="Mất điện", by=by, at=now
    )
    return house


def test_a_slip_written_by_hand_becomes_a_dossier(live_server: Any, browse: Any, house: Any) -> None:
    steward = enter(browse, live_server, house, "steward")
    steward.goto("/quan-tri/phieu-du-phong/")
    look(steward, "phieu-du-phong-quan-tri")
    assert is_pdf(steward, steward.get_by_role("link", name="In quyển"))
    page = enter(browse, live_server, house, "reception")
    page.goto("/can-bo/phieu-du-phong/")
    look(page, "phieu-du-phong-chon")
    page.get_by_role("link", name="Thủ tục không thu phí").click()
    look(page, "phieu-du-phong-nhap")
    page.get_by_label("Số phiếu (quét mã QR hoặc gõ)").fill("DP-000002")
    page.get_by_label("Giờ nhận ghi trên phiếu").fill(f"{local(timezone.now() - timedelta(hours=2)):%Y-%m-%dT%H:%M}")
    page.get_by_label("Họ và tên người nộp", exact=True).fill("Y Hoa")
    for box in page.locator("input[name='paper']").all()[:2]:
        box.check()
    page.get_by_role("button", name="Nhập phiếu, sang phiếu kế tiếp").click()
    page.get_by_text("Đã nhập phiếu DP-000002").wait_for()
    assert page.get_by_label("Số phiếu (quét mã QR hoặc gõ)").input_value() == "DP-000003"
    page.goto(f"/can-bo/ho-so/{Dossier.objects.get().pk}/")
    page.get_by_text("từ phiếu số DP-000002").first.wait_for()
    look(page, "ho-so-nhap-sau")
    leader = enter(browse, live_server, house, "leader")
    leader.goto("/lanh-dao/phieu-du-phong/")
    leader.get_by_text("DP-000001").wait_for()
    look(leader, "phieu-du-phong-lanh-dao")
    connection.close()
