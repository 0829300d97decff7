"""When the machine can't sign, the leader signs on paper and the scan is issued, said to be no electronic result."""

from typing import Any

import pytest
from django.utils import timezone
from tests.journeys.staff_stage import enter, look

from motcua.dossiers import slips
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.site.demo import builders, lives


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def dossier(house: builders.House) -> Dossier:
    version = builders.open_for_filing(house, builders.procedure(fee=0))
    now = timezone.now()
    made = lives.accept(house, lives.file(house, version, at=now), at=now)
    lives.hand_on(house, made, at=now)
    lives.propose(house, made, at=now)
    return made


def _scan(dossier: Dossier, house: builders.House, folder: Any) -> Any:
    """Return a readable PDF to stand for the scan."""
    path = folder / "ban-quet.pdf"
    stored = slips.opened(slips.of_dossier(dossier)[0], by=house.acting("reception"), at=timezone.now())
    with stored.open() as stream:
        path.write_bytes(stream.read())
    return path


def test_a_leader_sends_back_then_issues_a_paper(
    live_server: Any, browse: Any, house: Any, dossier: Dossier, tmp_path: Any
) -> None:
    scan = _scan(dossier, house, tmp_path)
    page = enter(browse, live_server, house, "leader")
    page.goto(f"/lanh-dao/ky/{dossier.pk}/")
    page.get_by_label("Lý do trả lại").fill("Sai tên đệm")
    page.get_by_role("button", name="Trả lại chuyên môn").click()
    page.get_by_text("Đã trả lại hồ sơ").wait_for()
    lives.propose(house, dossier, at=timezone.now())
    page.goto(f"/lanh-dao/ky/{dossier.pk}/")
    page.keyboard.press("d")
    page.get_by_text("Đã phê duyệt").wait_for()
    page.goto(f"/lanh-dao/ky/{dossier.pk}/")
    page.get_by_text("Máy chưa ký được").click()
    page.get_by_role("button", name="Phát hành bản giấy").click()
    page.get_by_text("Hãy chọn bản quét PDF").wait_for()
    look(page, "ky-giay")
    page.get_by_label("Bản quét PDF của văn bản đã ký").set_input_files(scan)
    page.get_by_role("button", name="Phát hành bản giấy").click()
    page.get_by_text("Đã phát hành kết quả bản giấy").wait_for()
    assert lives.status_of(dossier) == Status.PROCESSED
    page.goto(f"/can-bo/ho-so/{dossier.pk}/")
    assert "không phải kết quả điện tử" in page.locator("main").inner_text()
