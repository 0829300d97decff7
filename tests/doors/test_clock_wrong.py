"""With a clock behind the newest entry every door refuses to write, keeps what was typed, and still reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.doors import citizen_stage
from tests.dossiers import situations

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.drafts import Draft
from motcua.journal.chain import Entry
from motcua.procedures.openings import Opening
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def free(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))


@pytest.fixture
def behind(machine_clock: Any) -> Any:
    """Set the machine's clock two hours back."""
    return lambda: machine_clock(timezone.now() - timedelta(hours=2))


def sign_in(house: builders.House, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend=BACKEND)
    return client


def test_a_citizens_filing_waits_in_the_draft_and_goes_out_when_the_clock_is_right(
    house: Any, page: Any, behind: Any, monkeypatch: Any
) -> None:
    citizen_stage.open_procedure(house)
    client = Client()
    citizen_stage.begin(client)
    citizen_stage.fill_in(client)
    before = Entry.objects.count()
    with monkeypatch.context():
        behind()
        shown = page(client.post("/ho-so-dang-soan/nop/"))
        assert shown.status == 503
        assert "chưa có gì bị thay đổi" in shown.text
        assert page(client.get("/tra-cuu/")).status == 200
    monkeypatch.undo()
    assert (Entry.objects.count(), Dossier.objects.count(), Draft.objects.count()) == (before, 0, 1)
    assert client.post("/ho-so-dang-soan/nop/").status_code == 302
    assert Dossier.objects.count() == 1


def test_the_counter_shows_the_form_again_as_it_was_typed(house: Any, free: Any, page: Any, behind: Any) -> None:
    client = sign_in(house, "reception")
    papers = page(client.get("/can-bo/quay/1.000001/")).select("//input[@name='paper']/@value")
    behind()
    sent = {"key": "k1", "full_name": "Lê Thị Bình", "paper": papers, "result_channel": "1", "pay": "cash"}
    shown = page(client.post("/can-bo/quay/1.000001/", sent))
    assert shown.status == 503
    assert "Đồng hồ của máy chủ đang chậm" in shown.main
    assert shown.select("//input[@name='full_name']/@value") == ["Lê Thị Bình"]
    assert len(shown.select("//input[@name='paper'][@checked]")) == len(papers)
    assert not Dossier.objects.exists()


def test_an_officers_act_gets_the_plain_page_with_what_was_typed(house: Any, free: Any, page: Any, behind: Any) -> None:
    dossier = situations.registered(house, free)
    client = sign_in(house, "reception")
    behind()
    shown = page(client.post(f"/can-bo/ho-so/{dossier.pk}/tu-choi/", {"reason": "Không thuộc thẩm quyền của xã"}))
    assert shown.status == 503
    assert "Không thuộc thẩm quyền của xã" in shown.html
    assert lives.status_of(dossier) == 1
    assert page(client.get(f"/can-bo/ho-so/{dossier.pk}/")).status == 200
    assert page(client.get("/can-bo/")).status == 200


def test_the_leader_can_neither_sign_nor_send_back_but_reads(house: Any, free: Any, page: Any, behind: Any) -> None:
    dossier = situations.proposed(house, free)
    client = sign_in(house, "leader")
    behind()
    assert page(client.post(f"/lanh-dao/ky/{dossier.pk}/duyet/")).status == 503
    shown = page(client.post(f"/lanh-dao/ky/{dossier.pk}/tra-lai/", {"reason": "Sai tên người yêu cầu"}))
    assert shown.status == 503
    assert "Sai tên người yêu cầu" in shown.html
    assert page(client.get("/lanh-dao/")).status == 200


def test_the_stewards_overview_says_what_the_clock_shows_and_what_to_do(
    house: Any, free: Any, page: Any, behind: Any
) -> None:
    client = sign_in(house, "steward")
    assert "Bình thường, được ghi." in page(client.get("/quan-tri/")).main
    behind()
    shown = page(client.get("/quan-tri/"))
    assert "Đang tạm dừng ghi, chỉ xem." in shown.main
    assert "motcua clock --confirm" in shown.main
    refused = page(client.post("/quan-tri/thu-tuc/1.000001/dong/"))
    assert refused.status == 503
    assert "Giờ máy chủ đang chỉ" in refused.main or "Đồng hồ của máy chủ" in refused.main
    assert Opening.objects.filter(is_open=True).count() == 1


def test_a_press_that_htmx_sent_leaves_the_form_and_gets_a_notice(house: Any, free: Any, behind: Any) -> None:
    dossier = situations.registered(house, free)
    client = sign_in(house, "reception")
    behind()
    answer = client.post(f"/can-bo/ho-so/{dossier.pk}/tu-choi/", {"reason": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 503
    assert answer["HX-Retarget"] == "#thong-bao"
    assert "Đồng hồ của máy chủ đang chậm" in answer.content.decode()


def test_the_general_page_says_both_moments_and_offers_to_send_again(
    house: Any, free: Any, page: Any, behind: Any
) -> None:
    client = sign_in(house, "steward")
    client.get("/quan-tri/co-quan/")
    behind()
    details = {"name": "Trung tâm mới", "number_suffix": "TTPVHCC", "slogan": "Nhanh và đúng"}
    shown = page(client.post("/quan-tri/co-quan/", details))
    assert shown.status == 503
    assert "Giờ máy chủ đang chỉ" in shown.main
    assert "Chênh nhau" in shown.main
    assert shown.select("//form[@data-repost]//input[@name='slogan']/@value") == ["Nhanh và đúng"]
