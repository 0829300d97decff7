"""All parts on two pages and every page of the shell: axe finds nothing, nothing is wider than a phone."""

import pytest
from tests.doors import gallery
from tests.journeys.conftest import at_360, at_desktop, axe, fits, shot

from motcua.office import offices

SCREENS = {"360": at_360, "1366": at_desktop}
PAGES = {
    "nguoi-dan": "/_/nguoi-dan/",
    "nguoi-dan-loi": "/_/nguoi-dan/?loi=1",
    "can-bo": "/_/can-bo/",
    "dang-nhap": "/dang-nhap/",
    "khong-thay": "/khong-co-trang-nay/",
    "tu-choi": "/_/tu-choi/",
    "hong": "/_/hong/",
}


@pytest.fixture(autouse=True)
def _gallery(settings):
    settings.ROOT_URLCONF = "tests.doors.gallery"
    offices.found("H99.01", "Trung tâm Phục vụ hành chính công xã Hoa Sen", parent_name="UBND xã Hoa Sen")


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_every_part_is_accessible_and_fits_the_screen(live_server, browse, name, size):
    page = browse(live_server, SCREENS[size])
    page.goto(PAGES[name])
    axe(page)
    fits(page)
    shot(page, f"{name}-{size}")


@pytest.mark.parametrize("choice", ["contrast=high", "size=l"])
def test_parts_stay_accessible_with_large_type_and_high_contrast(live_server, browse, choice):
    name, value = choice.split("=")
    page = browse(live_server, at_360)
    page.goto("/_/nguoi-dan/?loi=1")
    page.locator(f'form[data-preferences] button[name="{name}"][value="{value}"]').click()
    assert page.evaluate(f"document.documentElement.dataset.{name}") == value
    axe(page)
    fits(page)
    shot(page, f"nguoi-dan-{value}-360")
    page.reload()
    assert page.evaluate(f"document.documentElement.dataset.{name}") == value


def test_preferences_work_without_script(live_server, browse):
    page = browse(live_server, at_360, java_script_enabled=False)
    page.goto("/dang-nhap/")
    page.locator('button[name="size"][value="l"]').click()
    assert page.url.endswith("/dang-nhap/")
    assert page.locator("html").get_attribute("data-size") == "l"


def test_the_keyboard_finds_search_and_help(live_server, browse):
    page = browse(live_server)
    page.goto("/_/can-bo/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#phim-tat").is_visible()
    axe(page)
    shot(page, "phim-tat-1366")


def test_a_form_is_saved_while_typing_and_sent_once(live_server, browse):
    page = browse(live_server, at_360)
    page.goto("/_/nguoi-dan/")
    gallery.SAVED.clear()
    gallery.SENT.clear()
    page.get_by_label("Họ, chữ đệm và tên").fill("Đặng Thị Ánh Nguyệt")
    page.locator("[data-autosave-status][data-state=saved]").wait_for()
    assert gallery.SAVED[-1]["full_name"] == "Đặng Thị Ánh Nguyệt"
    button = page.get_by_role("button", name="Tiếp tục")
    with page.expect_response("**/_/gui/"):
        button.dblclick(no_wait_after=True)
    page.wait_for_timeout(800)  # a second sending would have come by now
    assert len(gallery.SENT) == 1


def test_a_form_can_be_sent_again_after_a_failed_sending(live_server, browse):
    page = browse(live_server, at_360)
    page.goto("/_/nguoi-dan/")
    gallery.SENT.clear()
    page.route("**/_/gui/", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Tiếp tục").click(no_wait_after=True)
    page.wait_for_timeout(500)
    page.go_back() if "nguoi-dan" not in page.url else None
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    with page.expect_response("**/_/gui/"):
        page.get_by_role("button", name="Tiếp tục").click()
    assert len(gallery.SENT) == 1
