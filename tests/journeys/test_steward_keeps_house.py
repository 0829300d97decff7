"""The steward in a real browser: employs, prints the slip that opens the account, and walks every page."""

from typing import Any

import pytest
from django.db import connection
from tests.journeys.staff_stage import enter, look

from motcua.office.staff import Staff
from motcua.site.demo import builders

PAGES = {
    "tong-quan": "/quan-tri/",
    "thu-tuc": "/quan-tri/thu-tuc/",
    "mot-thu-tuc": "/quan-tri/thu-tuc/1.004873/",
    "can-bo": "/quan-tri/can-bo/",
    "co-quan": "/quan-tri/co-quan/",
    "lich": "/quan-tri/lich/",
    "quyen": "/quan-tri/quyen/",
    "viec-may": "/quan-tri/viec-may/",
}


@pytest.fixture
def house() -> builders.House:
    house = builders.found_office()
    builders.open_for_filing(house, builders.procedure(fee=8000))
    return house


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_steward_is_accessible_and_fits_a_phone(
    live_server: Any, browse: Any, house: Any, name: str
) -> None:
    page = enter(browse, live_server, house, "steward")
    page.goto(PAGES[name])
    look(page, f"quan-tri-{name}")


def test_the_steward_employs_and_prints_the_slip_that_opens_the_account(
    live_server: Any, browse: Any, house: Any
) -> None:
    page = enter(browse, live_server, house, "steward")
    page.goto("/quan-tri/can-bo/")
    page.get_by_role("link", name="Thêm cán bộ").click()
    look(page, "them-can-bo")
    page.get_by_label("Họ và tên").fill("Lò Văn Xá")
    page.get_by_label("Tên đăng nhập").fill("lo.xa")
    page.get_by_label("Vị trí công tác").select_option(index=0)
    page.get_by_role("button", name="Thêm cán bộ").click()
    page.get_by_text("Đã thêm cán bộ").wait_for()
    look(page, "can-bo-moi")
    token = page.locator('main input[name="csrfmiddlewaretoken"]').first.input_value()
    member = Staff.objects.get(account__username="lo.xa")
    connection.close()
    slip = page.request.post(
        f"/quan-tri/can-bo/{member.pk}/phieu.pdf",
        form={"csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
    )
    assert slip.ok
    assert slip.body().startswith(b"%PDF")


def test_the_steward_opens_a_procedure_only_when_nothing_is_unknown(live_server: Any, browse: Any, house: Any) -> None:
    version = builders.procedure("1.000002", name="Thủ tục chưa mở")
    version.level = ""
    version.save()
    page = enter(browse, live_server, house, "steward")
    page.goto("/quan-tri/thu-tuc/1.000002/")
    look(page, "thu-tuc-chua-mo")
    assert page.get_by_role("button", name="Mở tiếp nhận").count() == 0
    page.get_by_text("Bổ sung mức độ, thời hạn").click()
    page.get_by_label("Căn cứ").fill("QĐ 1/2026/QĐ-UBND")
    page.get_by_label("Mức độ dịch vụ công trực tuyến").select_option("full")
    page.get_by_role("button", name="Ghi thành quy định mới").click()
    page.get_by_role("button", name="Mở tiếp nhận").click()
    page.get_by_text("Đã mở tiếp nhận thủ tục này").wait_for()
