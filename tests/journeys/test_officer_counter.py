"""The counter in a real browser: a scanned card, ticked papers, cash, and everything printed at once."""

from typing import Any

import pytest
from tests.journeys.conftest import axe
from tests.journeys.staff_stage import enter, is_pdf, look

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.procedures import search
from motcua.site.demo import builders

CARD = "999090000001||NGUYỄN VĂN AN|01011990|Nam|Thôn 1, Xã X, Tỉnh Y|15082021"


@pytest.fixture
def house() -> builders.House:
    house = builders.found_office(bank_bin="970403", bank_account="0011012345678")
    search.index([builders.open_for_filing(house, builders.procedure(fee=8000)).procedure])
    return house


def _begin(page: Any) -> None:
    page.goto("/can-bo/")
    page.get_by_role("link", name="Tiếp nhận tại quầy").click()
    look(page, "quay-chon")
    page.keyboard.press("/")
    page.keyboard.type("tinh trang hon nhan")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="xác nhận tình trạng hôn nhân").click()


def test_a_person_is_received_with_a_scanned_card_and_pays_in_cash(live_server: Any, browse: Any, house: Any) -> None:
    page = enter(browse, live_server, house, "reception")
    _begin(page)
    look(page, "quay-nhan")
    page.get_by_label("Quét mã QR trên thẻ căn cước").fill(CARD)
    page.get_by_label("Số điện thoại", exact=False).first.fill("0912345678")
    page.get_by_label("Tờ khai theo mẫu").first.check()
    page.get_by_label("Giấy tờ chứng minh nơi cư trú").first.check()
    page.get_by_role("button", name="Tiếp nhận, lập giấy hẹn").dblclick(no_wait_after=True)
    page.wait_for_url("**/can-bo/ho-so/**")
    made = Dossier.objects.get()
    assert made.status == Status.ACCEPTED
    assert made.applicant.identity_number == "999090000001"
    look(page, "quay-xong")
    for name in ("In giấy hẹn", "Hai bản trên A4", "In biên nhận"):
        assert is_pdf(page, page.get_by_role("link", name=name, exact=True))
    cashier = enter(browse, live_server, house, "cashier")
    cashier.goto("/can-bo/thu-ngan/")
    assert "8.000" in cashier.locator("main").inner_text()
    look(cashier, "thu-ngan")


def test_a_transfer_shows_its_qr_until_the_cashier_confirms_it(live_server: Any, browse: Any, house: Any) -> None:
    page = enter(browse, live_server, house, "reception")
    page.goto("/can-bo/quay/1.004873/")
    page.get_by_label("Họ và tên người nộp", exact=True).fill("Lê Thị Bình")
    page.get_by_label("Tờ khai theo mẫu").first.check()
    page.get_by_label("Giấy tờ chứng minh nơi cư trú").first.check()
    page.get_by_label("Chuyển khoản VietQR").check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tiếp nhận, lập giấy hẹn").click()
    page.wait_for_url("**/can-bo/ho-so/**")
    assert page.locator(".qr svg").count() == 1
    look(page, "cho-chuyen-khoan")
    cashier = enter(browse, live_server, house, "cashier")
    cashier.goto("/can-bo/thu-ngan/")
    look(cashier, "doi-soat")
    cashier.get_by_label("Mã giao dịch ngân hàng").fill("FT26326001")
    cashier.get_by_role("button", name="Xác nhận").click()
    cashier.get_by_text("Đã xác nhận chuyển khoản").wait_for()
    page.reload()
    assert page.locator(".qr svg").count() == 0


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    live_server: Any, browse: Any, house: Any, tmp_path: Any
) -> None:
    page = enter(browse, live_server, house, "reception")
    page.goto("/can-bo/quay/1.004873/")
    page.get_by_label("Họ và tên người nộp", exact=True).fill("Lê Thị Bình")
    page.get_by_label("Địa chỉ hiện nay").fill("Thôn 3")
    empty = tmp_path / "trong.pdf"
    empty.write_bytes(b"")
    page.get_by_label("Bản quét: Tờ khai theo mẫu").set_input_files(empty)
    page.get_by_role("button", name="Tiếp nhận, lập giấy hẹn").click()
    page.get_by_text("trong.pdf:").wait_for()
    assert page.get_by_label("Địa chỉ hiện nay").input_value() == "Thôn 3"
    axe(page)
    assert not Dossier.objects.exists()


def test_the_counter_works_without_script(live_server: Any, browse: Any, house: Any) -> None:
    page = enter(lambda server: browse(server, java_script_enabled=False), live_server, house, "reception")
    page.goto("/can-bo/quay/1.004873/")
    page.get_by_label("Quét mã QR trên thẻ căn cước").fill(CARD)
    page.get_by_label("Tờ khai theo mẫu").first.check()
    page.get_by_label("Giấy tờ chứng minh nơi cư trú").first.check()
    page.get_by_role("button", name="Tiếp nhận, lập giấy hẹn").click()
    page.wait_for_url("**/can-bo/ho-so/**")
    assert "NGUYỄN VĂN AN" in page.locator("main").inner_text().upper()
