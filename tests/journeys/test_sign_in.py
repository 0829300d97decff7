"""Signing in with a real browser: password, posts, a passkey under our content policy, and out again."""

from datetime import date

import pytest
from tests.journeys.conftest import at_360, at_desktop, axe, fits, shot

from motcua.office import offices, posts, staff

PASSWORD = "mot cau dai de nho 2026"


@pytest.fixture
def lan():
    """A member of staff who holds two posts."""
    office = offices.found("H99.01", "Trung tâm Phục vụ hành chính công xã Hoa Sen", parent_name="UBND xã Hoa Sen")
    person = staff.employ(office, "lan", "Nguyễn Thị Lan", password=PASSWORD)
    for kind, name in [("reception", "Quầy tiếp nhận số 1"), ("cashier", "Thủ quỹ")]:
        posts.assign(person, posts.establish(office, kind, name), date(2025, 7, 1))
    return person


def _sign_in(page):
    page.goto("/dang-nhap/?next=/bao-mat/")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url("**/bao-mat/")


def test_an_officer_signs_in_switches_the_post_and_signs_out(lan, live_server, browse):
    page = browse(live_server, at_desktop)
    _sign_in(page)
    axe(page)
    page.locator("details.account summary").click()
    axe(page)
    shot(page, "tai-khoan-1366")
    page.get_by_label("Làm việc ở vị trí").select_option(label="Thủ quỹ")
    with page.expect_response("**/vi-tri/") as answer:
        page.get_by_role("button", name="Chuyển vị trí").click()
    assert answer.value.status == 302
    page.goto("/bao-mat/")
    assert "Thủ quỹ" in page.locator("details.account summary").inner_text()
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")
    axe(page)


def test_the_account_menu_fits_a_phone(lan, live_server, browse):
    page = browse(live_server, at_360)
    _sign_in(page)
    page.locator("details.account summary").click()
    axe(page)
    fits(page)
    shot(page, "tai-khoan-360")


def test_a_passkey_is_added_and_signs_in_without_a_password(lan, live_server, browse):
    page = browse(live_server, at_desktop)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    _sign_in(page)
    page.goto("/bao-mat/khoa/them/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    page.wait_for_url("**/bao-mat/khoa/them/**")
    axe(page)
    page.get_by_label("Đăng nhập không cần mật khẩu").check()
    page.get_by_role("button", name="Thêm khóa").click()
    page.wait_for_url(lambda url: "/them/" not in url)
    page.goto("/bao-mat/khoa/")
    axe(page)
    shot(page, "khoa-1366")
    assert "đăng nhập không cần mật khẩu" in page.locator("main").inner_text()

    page.goto("/dang-xuat/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")
    page.goto("/dang-nhap/?next=/bao-mat/")
    page.get_by_role("button", name="Đăng nhập bằng passkey").click()
    page.wait_for_url("**/bao-mat/")
    assert "Nguyễn Thị Lan" in page.locator("details.account summary").inner_text()
