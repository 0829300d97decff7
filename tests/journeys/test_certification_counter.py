"""The certification counter in a real browser: keyboard first, two documents, cash, the wording to print; the book."""

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.certification import stage
from tests.certification.test_electronic import picture
from tests.journeys.staff_stage import enter, is_pdf, look, work

from motcua.certification.lines import BookLine
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.site.demo import builders

CARD = "999090000001||NGUYỄN VĂN AN|01011990|Nam|Thôn 1, Xã X, Tỉnh Y|15082021"


@pytest.fixture
def house() -> builders.House:
    made = stage.found(bank_bin="970403", bank_account="0011012345678")
    stage.grant(made)
    stage.grant(made, way="electronic")
    return made


def test_a_customer_is_served_from_the_keyboard(live_server: Any, browse: Any, house: Any) -> None:
    page = enter(browse, live_server, house, "reception")
    page.goto("/can-bo/chung-thuc/")
    look(page, "chung-thuc-quay")
    page.get_by_label("Quét mã QR trên thẻ căn cước").focus()
    page.keyboard.type(CARD)
    page.get_by_label("Loại giấy tờ, dòng 1").focus()
    for words in ("Giấy khai sinh", "1", "3"):
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_label("Loại giấy tờ, dòng 2").fill("Bằng tốt nghiệp")
    page.get_by_label("Số trang bản chính, dòng 2").fill("2")
    page.get_by_label("Số bản, dòng 2").fill("2")
    page.get_by_role("button", name="Tính phí").click()
    page.get_by_text("14.000").wait_for()
    for words in ("Đã xem bản chính", "Bản sao đủ số trang"):
        page.get_by_label(words).check()
    look(page, "chung-thuc-dien")
    page.get_by_role("button", name="Chứng thực, vào sổ").dblclick(no_wait_after=True)
    page.wait_for_url("**/chung-thuc/ho-so/**")
    made = Dossier.objects.get()
    assert made.status == Status.RETURNED and made.applicant.full_name == "NGUYỄN VĂN AN"
    assert list(BookLine.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    look(page, "chung-thuc-xong")
    assert is_pdf(page, page.get_by_role("link", name="In lời chứng"))
    page.get_by_role("link", name="Sổ chứng thực").click()
    look(page, "chung-thuc-so")
    page.get_by_role("link", name="02, quyển số").click()
    look(page, "chung-thuc-dong")


def test_two_documents_take_a_scan_two_presses_and_eleven_keys(live_server: Any, browse: Any, house: Any) -> None:
    """Most of a commune's day: the scanner ends with Enter, which must never send the form or lose the person."""
    page = enter(browse, live_server, house, "reception")
    page.goto("/can-bo/chung-thuc/")

    def focused() -> Any:
        return page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")

    assert focused() == "card"
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    assert (
        focused() == "type-1" and page.get_by_label("Họ và tên người nộp", exact=True).input_value() == "NGUYỄN VĂN AN"
    )
    for words, pages, copies in (("Giấy khai sinh", "1", "3"), ("Bằng tốt nghiệp THPT", "2", "2")):
        page.get_by_role("button", name=words).click()
        for key in (pages, "Enter", copies, "Enter"):
            page.keyboard.press(key)
    assert focused() == "type-3"
    page.keyboard.press("Enter")
    assert focused() == "Xác nhận tất cả các điều trên"
    page.keyboard.press("Enter")
    assert focused() == "Chứng thực, vào sổ" and not Dossier.objects.exists()
    page.keyboard.press("Enter")
    page.wait_for_url("**/chung-thuc/ho-so/**")
    assert Dossier.objects.get().applicant.full_name == "NGUYỄN VĂN AN"
    assert list(BookLine.objects.order_by("number").values_list("copies", "pages")) == [(3, 1), (2, 2)]
    page.keyboard.press("n")
    page.wait_for_url("**/chung-thuc/quay/**")


def test_without_script_a_scanned_card_fills_the_person_in(live_server: Any, browse: Any, house: Any) -> None:
    signed_in = enter(browse, live_server, house, "reception").context.storage_state()
    page = browse(live_server, java_script_enabled=False, storage_state=signed_in)
    page.goto("/can-bo/chung-thuc/")
    page.get_by_label("Quét mã QR trên thẻ căn cước").focus()
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Họ và tên người nộp", exact=True)).to_have_value(
        "NGUYỄN VĂN AN"
    )  # the answer is a new page
    assert page.locator("[name^=type-]").count() == 3 and not Dossier.objects.exists()


def test_an_electronic_copy_is_approved_signed_and_checked(
    live_server: Any, browse: Any, house: Any, tmp_path: Any
) -> None:
    page, scan = enter(browse, live_server, house, "reception"), tmp_path / "bang.jpg"
    scan.write_bytes(picture())
    page.goto("/can-bo/chung-thuc/quay/")
    page.get_by_label("Họ và tên người nộp", exact=True).fill("A Thút")
    page.get_by_label("Loại giấy tờ, dòng 1").fill("Bằng tốt nghiệp")
    page.get_by_label("Số trang bản chính, dòng 1").fill("1")
    page.get_by_label("Bản sao điện tử dòng 1").check()
    page.get_by_label("Bản quét, dòng 1").set_input_files(scan)
    for words in ("Đã xem bản chính", "Bản sao đủ số trang"):
        page.get_by_label(words).check()
    page.get_by_role("button", name="Chứng thực, vào sổ").click()
    page.wait_for_url("**/chung-thuc/ho-so/**")
    leader = enter(browse, live_server, house, "leader")
    leader.goto("/can-bo/chung-thuc/")
    look(leader, "chung-thuc-cho")
    leader.get_by_role("link", name="H99.01-").click()
    look(leader, "chung-thuc-duyet")
    leader.get_by_role("button", name="Duyệt, ký số").click()
    leader.get_by_text("Hệ thống đang ký số").wait_for()
    work()
    leader.reload()
    assert is_pdf(leader, leader.get_by_role("link", name="Mở bản sao điện tử"))
    look(leader, "chung-thuc-ky-xong")
    leader.get_by_role("link", name="kiểm tra hai chữ ký").click()
    leader.get_by_text("Chữ ký 2").wait_for()
    leader.goto("/can-bo/chung-thuc/quyen/")
    look(leader, "chung-thuc-quyen")
    for address, name in (("nguoi-dich", "chung-thuc-nguoi-dich"), ("loi-chung", "chung-thuc-loi-chung")):
        leader.goto(f"/can-bo/chung-thuc/{address}/")
        look(leader, name)
