"""Y Hoa files from her phone: finds the procedure, fills in, is interrupted, comes back, attaches, sends, follows.

The same once more without script, and every page of the citizen's door looked at by axe on a phone and on a desk.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect
from tests.doors.citizen_stage import open_procedure, photo
from tests.journeys.conftest import at_360, at_desktop, axe, fits, shot

from motcua.dossiers import components, signing, supplements, tracking
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.drafts import Draft
from motcua.dossiers.tracking import Purpose
from motcua.procedures import search
from motcua.procedures.catalogue import Procedure
from motcua.site.demo import builders, lives

SCREENS = {"360": at_360, "1366": at_desktop}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def house() -> builders.House:
    found = builders.found_office(address="Số 1 đường Hùng Vương, xã Hoa Sen", phone="0263 3999 001")
    open_procedure(found)
    search.index(Procedure.objects.all())
    return found


def signed(dossier: Dossier, at: datetime) -> Any:
    """Sign in a thread of its own: Playwright's loop runs in this one and pyHanko wants to start another."""

    def work() -> Any:
        try:
            return signing.sign(dossier.pk, dossier.office_id, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def looked_at(page: Any, name: str) -> None:
    axe(page)
    fits(page)
    shot(page, name)


def attach_paper(page: Any) -> None:
    upload = photo("giay-cu-tru.jpg")
    file = {"name": upload.name, "mimeType": "image/jpeg", "buffer": upload.read()}
    box = page.locator("section.card", has_text="Giấy tờ chứng minh nơi cư trú")
    box.locator("input[type=file]").set_input_files(file)
    box.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_text("giay-cu-tru.jpg").first).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_citizen_files_online_and_follows_the_dossier(live_server, browse, house, has_script):
    page = browse(live_server, at_360, java_script_enabled=has_script)
    page.goto("/")
    page.fill("#q", "xac nhan tinh trang hon nhan")
    page.get_by_role("button", name="Tìm").click()
    page.locator("main a", has_text="Giấy xác nhận tình trạng hôn nhân").first.click()
    page.get_by_role("link", name="Nộp trực tuyến").click()
    page.fill("#id_phone", "0900 000 123")
    page.get_by_role("button", name="Bắt đầu khai").click()
    code = page.locator(".big-code").inner_text()
    page.get_by_role("link", name="Đã ghi lại").click()
    page.fill("#id_ho_ten", "Y Hoa")
    page.fill("#id_ngay_sinh", "31/02/1995")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".error-summary")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/tiep-tuc/")
    page.fill("#id_code", code)
    page.fill("#id_phone", "0900 000 123")
    page.get_by_role("button", name="Mở hồ sơ").click()
    assert page.input_value("#id_ho_ten") == "Y Hoa"
    assert page.input_value("#id_ngay_sinh") == "31/02/1995"
    page.fill("#id_ngay_sinh", "28/02/1995")
    page.get_by_label("Trong nước").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.fill("#id_con-0-ten", "Y Lan")
    page.get_by_role("button", name="Thêm một dòng").click()
    page.fill("#id_con-1-ten", "A Sơn")
    page.get_by_role("button", name="Tiếp tục").click()
    attach_paper(page)
    page.get_by_role("link", name="Tiếp tục", exact=True).click()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("A Sơn")).to_be_visible()
    if has_script:
        page.get_by_role("button", name="Nộp hồ sơ").dblclick()
        page.wait_for_url("**/ho-so-da-nop/")
    else:
        page.get_by_role("button", name="Nộp hồ sơ").click()
    dossier = Dossier.objects.get()
    assert page.locator(".big-code").inner_text() == dossier.code
    page.go_back()
    page.reload()
    assert Dossier.objects.count() == 1
    page.goto("/tra-cuu/chi-tiet/")
    expect(page.get_by_text("Trung tâm kiểm tra hồ sơ").first).to_be_visible()


def test_a_question_that_does_not_apply_is_folded_away_and_typing_is_kept(live_server, browse, house):
    page = browse(live_server, at_360)
    page.goto("/nop-ho-so/1.004873/")
    page.fill("#id_phone", "0900 000 123")
    page.get_by_role("button", name="Bắt đầu khai").click()
    page.get_by_role("link", name="Đã ghi lại").click()
    expect(page.locator("#id_nuoc")).to_be_hidden()
    page.get_by_label("Nước ngoài").check()
    expect(page.locator("#id_nuoc")).to_be_visible()
    page.fill("#id_ho_ten", "Y Hoa")
    for _ in range(50):
        if Draft.objects.get().values.items() >= {"ho_ten": "Y Hoa", "noi": "Nước ngoài"}.items():
            break
        page.wait_for_timeout(200)
    page.reload()
    assert page.input_value("#id_ho_ten") == "Y Hoa"
    expect(page.locator("#id_nuoc")).to_be_visible()


@pytest.mark.parametrize("size", SCREENS)
def test_every_page_of_filing_is_accessible_and_fits(live_server, browse, house, size):
    page = browse(live_server, SCREENS[size])
    for name, address in {
        "trang-chu": "/",
        "gioi-thieu": "/gioi-thieu/",
        "thu-tuc": "/tthc/?q=hon nhan",
        "mot-thu-tuc": "/tthc/1.004873/",
        "nop": "/nop-ho-so/",
        "tiep-tuc": "/tiep-tuc/",
        "tra-cuu": "/tra-cuu/?ma=H99",
        "kiem-tra": "/kiem-tra/",
    }.items():
        page.goto(address)
        looked_at(page, f"dan-{name}-{size}")
    page.goto("/nop-ho-so/1.004873/")
    looked_at(page, f"dan-bat-dau-{size}")
    page.fill("#id_phone", "0900 000 123")
    page.get_by_role("button", name="Bắt đầu khai").click()
    looked_at(page, f"dan-ma-{size}")
    page.get_by_role("link", name="Đã ghi lại").click()
    page.fill("#id_ngay_sinh", "31/02/1995")
    page.get_by_role("button", name="Tiếp tục").click()
    looked_at(page, f"dan-to-khai-{size}")
    page.goto("/ho-so-dang-soan/?phan=con")
    looked_at(page, f"dan-dong-{size}")
    page.goto("/ho-so-dang-soan/giay-to/")
    attach_paper(page)
    looked_at(page, f"dan-giay-to-{size}")
    for name, address in {"nhan": "nhan-ket-qua", "xem-lai": "nop"}.items():
        page.goto(f"/ho-so-dang-soan/{address}/")
        looked_at(page, f"dan-{name}-{size}")


@pytest.mark.parametrize("size", SCREENS)
def test_every_page_of_a_dossier_is_accessible_and_fits(live_server, browse, house, size):
    at = timezone.now() - timedelta(minutes=5)
    version = Procedure.objects.get(code="1.004873").versions.select_related("procedure", "eform").get()
    asked = lives.file(house, version, at=at, name="Nguyễn Thị Hoa Sen")
    rows = components.of_dossier(asked)
    by = house.acting("reception")
    supplements.request(asked.pk, items={rows[1].pk: "Ảnh chụp mờ, thiếu góc"}, reason="Chưa rõ", by=by, at=at)
    done = lives.file(house, version, at=at, name="Y Hlui")
    lives.accept(house, done, at=at)
    lives.hand_on(house, done, at=at)
    lives.propose(house, done, at=at)
    lives.approve(house, done, at=at)
    result = signed(done, at)
    page = browse(live_server, SCREENS[size])
    for name, dossier in {"bo-sung": asked, "ket-qua": done}.items():
        page.goto(f"/t/{tracking.grant(dossier, Purpose.TRACK, at=at)}/")
        looked_at(page, f"dan-bon-so-{size}")
        page.fill("#id_digits", "0123")
        page.get_by_role("button", name="Xem hồ sơ").click()
        looked_at(page, f"dan-ho-so-{name}-{size}")
        page.goto("/ho-so-da-nop/")
        looked_at(page, f"dan-da-nop-{size}")
        page.goto("/tra-cuu/chi-tiet/rut/")
        looked_at(page, f"dan-rut-{name}-{size}")
        if dossier is asked:
            page.goto("/tra-cuu/chi-tiet/bo-sung/")
            looked_at(page, f"dan-tra-loi-{size}")
    page.goto(f"/kiem-tra/{result.signature.code}/")
    looked_at(page, f"dan-chu-ky-{size}")
    page.goto(f"/danh-gia/{tracking.grant(done, Purpose.RATE, at=at)}/")
    page.locator("summary").click()
    looked_at(page, f"dan-danh-gia-{size}")
    page.get_by_label("Rất hài lòng").first.check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    looked_at(page, f"dan-cam-on-{size}")


@pytest.mark.parametrize(("size", "has_script"), [("360", True), ("1366", True), ("360", False)])
def test_a_daughter_files_for_her_father_with_his_authorisation(live_server, browse, house, size, has_script):
    page = browse(live_server, SCREENS[size], java_script_enabled=has_script)
    page.goto("/nop-ho-so/1.004873/")
    expect(page.get_by_text("Nộp thay người khác? Tờ khai ghi theo người có yêu cầu")).to_be_visible()
    page.fill("#id_phone", "0900 000 123")
    page.get_by_role("button", name="Bắt đầu khai").click()
    page.get_by_role("link", name="Đã ghi lại").click()
    page.fill("#id_ho_ten", "Y Sol Niê")
    page.fill("#id_ngay_sinh", "28/02/1955")
    page.get_by_role("button", name="Tiếp tục").click()
    page.fill("#id_con-0-ten", "H'Lan")
    page.get_by_role("button", name="Tiếp tục").click()
    attach_paper(page)
    page.get_by_role("link", name="Tiếp tục", exact=True).click()
    expect(page.locator("#id_proxy_name")).to_be_hidden()
    page.locator("#nop-thay > summary").click()
    page.fill("#id_proxy_name", "H'Lan Niê")
    page.fill("#id_proxy_number", "12")
    page.fill("#id_authorisation", "Giấy ủy quyền số 12/2026")
    page.get_by_role("button", name="Tiếp tục").last.click()
    expect(page.locator(".error-summary")).to_be_visible()
    if has_script:
        looked_at(page, f"dan-nop-thay-sai-{size}")
    assert page.input_value("#id_authorisation") == "Giấy ủy quyền số 12/2026"
    page.fill("#id_proxy_number", "999190000777")
    page.get_by_role("button", name="Tiếp tục").last.click()
    page.locator("main").get_by_role("link", name="giấy tờ ủy quyền").click()
    upload = photo("uy-quyen.jpg")
    page.set_input_files("#proxy_paper", {"name": upload.name, "mimeType": "image/jpeg", "buffer": upload.read()})
    page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_text("uy-quyen.jpg").first).to_be_visible()
    if has_script:
        looked_at(page, f"dan-nop-thay-{size}")
    page.get_by_role("button", name="Tiếp tục").last.click()
    if has_script:
        looked_at(page, f"dan-nop-thay-xem-lai-{size}")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.locator(".big-code")).to_be_visible()
    dossier = Dossier.objects.select_related("applicant", "submitter").get()
    assert (dossier.applicant.full_name, dossier.submitter.full_name) == ("Y Sol Niê", "H'Lan Niê")
    page.goto("/tra-cuu/chi-tiet/")
    expect(page.get_by_text("Giấy ủy quyền số 12/2026").first).to_be_visible()
    if has_script:
        looked_at(page, f"dan-nop-thay-ho-so-{size}")
