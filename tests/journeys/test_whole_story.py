"""One dossier from filing to figure, each post in its own browser; only the signature is the worker's."""

from typing import Any

import pytest
from django.utils import timezone
from tests.journeys.conftest import at_360, axe, fits
from tests.journeys.staff_stage import enter, is_pdf, look, work

from motcua.dossiers import tracking
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.site.demo import builders, lives


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def dossier(house: builders.House) -> Dossier:
    version = builders.open_for_filing(house, builders.procedure(fee=8000))
    return lives.file(house, version, at=timezone.now(), lacking={2})


def _reception_asks_for_what_is_missing(page: Any, dossier: Dossier) -> None:
    page.goto("/can-bo/")
    look(page, "viec-cua-toi")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ho-so/{dossier.pk}/")
    look(page, "ho-so-moi")
    line = page.locator("tr", has_text="Giấy tờ chứng minh nơi cư trú")
    line.locator("select").select_option("missing")
    line.locator("input").fill("Chưa nộp")
    page.get_by_text("Thiếu giấy tờ: yêu cầu bổ sung").click()
    page.get_by_label("Lý do", exact=True).fill("Hồ sơ chưa có giấy tờ cư trú")
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    page.get_by_text("Đã yêu cầu bổ sung").wait_for()
    assert lives.status_of(dossier) == Status.SUPPLEMENT
    look(page, "cho-bo-sung")


def _citizen_answers(page: Any, dossier: Dossier) -> None:
    secret = tracking.grant(dossier, tracking.Purpose.TRACK, at=timezone.now())
    page.goto(f"/t/{secret}/")
    page.locator("main form input:not([type=hidden])").first.fill("0123")
    page.locator("main form button").first.click()
    page.goto("/tra-cuu/chi-tiet/bo-sung/")
    axe(page)
    fits(page)
    page.get_by_label("Giải thích").fill("Tôi gửi bản rõ, bản chính mang theo khi nhận kết quả")
    page.get_by_role("button", name="Gửi phần bổ sung").click()
    page.wait_for_url("**/tra-cuu/chi-tiet/")


def _reception_accepts_and_transfers(page: Any, dossier: Dossier) -> None:
    page.goto(f"/can-bo/ho-so/{dossier.pk}/")
    page.get_by_role("button", name="Đã bổ sung đủ").click()
    page.get_by_text("Đã xác nhận bổ sung đủ").wait_for()
    assert lives.status_of(dossier) == Status.ACCEPTED
    look(page, "da-tiep-nhan")
    assert is_pdf(page, page.get_by_role("link", name="In giấy hẹn"))
    assert is_pdf(page, page.get_by_role("link", name="Hai bản trên A4", exact=True))
    page.get_by_text("Ngày hẹn được tính thế nào").click()
    assert page.locator("table.ledger .ledger-due").count() == 1
    axe(page)
    page.get_by_role("button", name="Chuyển đến bộ phận giải quyết").click()
    page.get_by_text("Đã chuyển hồ sơ").wait_for()


def _specialist_proposes(page: Any, dossier: Dossier) -> None:
    page.goto("/can-bo/")
    page.get_by_role("link", name=dossier.code).click()
    look(page, "tham-dinh")
    page.get_by_label("Nội dung kết quả").fill("Xác nhận ông A Thút\nchưa đăng ký kết hôn với ai.")
    page.get_by_role("button", name="Trình lãnh đạo ký").click()
    page.get_by_text("Đã trình lãnh đạo ký").wait_for()


def _leader_approves(page: Any, dossier: Dossier) -> None:
    page.goto("/lanh-dao/ky/")
    look(page, "cho-ky")
    page.get_by_role("link", name=dossier.code).click()
    look(page, "ky-duyet")
    assert is_pdf(page, page.get_by_role("link", name="Xem bản dự thảo"))
    page.get_by_role("button", name="Phê duyệt và ký").click()
    page.get_by_text("Đã phê duyệt").wait_for()
    page.goto(f"/lanh-dao/ky/{dossier.pk}/")
    axe(page)


def _reception_hands_over(page: Any, dossier: Dossier) -> None:
    page.goto("/can-bo/")
    page.keyboard.press("m")
    page.wait_for_url(f"**/ho-so/{dossier.pk}/")
    look(page, "tra-ket-qua")
    assert "KÝ THỬ" in page.locator("main").inner_text()
    assert is_pdf(page, page.get_by_role("link", name="Kết quả:"))
    assert is_pdf(page, page.get_by_role("link", name="Phiếu kiểm soát quá trình giải quyết (Mẫu 06)", exact=True))
    if page.get_by_label("tiền mặt cùng lúc").count():
        page.get_by_label("tiền mặt cùng lúc").check()
    page.get_by_role("button", name="Đã trả kết quả").click()
    page.get_by_text("Mời người dân quét mã").wait_for()
    assert lives.status_of(dossier) == Status.RETURNED
    look(page, "da-tra")


def _leader_opens_every_figure_down_to_the_dossier(page: Any, dossier: Dossier) -> None:
    page.goto("/lanh-dao/")
    look(page, "bang-hom-nay")
    tile = page.get_by_role("link", name="Trả kết quả hôm nay")
    assert tile.inner_text().startswith("1")
    tile.click()
    page.get_by_role("link", name=dossier.code).wait_for()
    look(page, "ho-so-sau-con-so")
    page.goto("/lanh-dao/bao-cao/ii-06a/")
    look(page, "ii-06a")
    page.locator("tr.total td").nth(4).get_by_role("link").click()
    page.get_by_role("link", name=dossier.code).click()
    page.wait_for_url(f"**/ho-so/{dossier.pk}/")
    axe(page)


def test_a_dossier_goes_from_the_citizen_to_the_figure_and_back_down(
    live_server: Any, browse: Any, house: Any, dossier: Dossier
) -> None:
    reception, leader = (enter(browse, live_server, house, kind) for kind in ("reception", "leader"))
    _reception_asks_for_what_is_missing(reception, dossier)
    _citizen_answers(browse(live_server, at_360), dossier)
    _reception_accepts_and_transfers(reception, dossier)
    _specialist_proposes(enter(browse, live_server, house, "specialist"), dossier)
    _leader_approves(leader, dossier)
    work()
    assert lives.status_of(dossier) == Status.PROCESSED
    _reception_hands_over(reception, dossier)
    _leader_opens_every_figure_down_to_the_dossier(leader, dossier)
