"""Pads, downtimes and hand-written receipts on screen: steward, counter, leader, and the dossier that came of it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from motcua.dossiers import late_entries, pads
from motcua.dossiers.dossier import Dossier
from motcua.journal import recording
from motcua.kernel.localtime import local
from motcua.office import downtime
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
CODE = "1.004873"


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def version(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure(fee=8000))


@pytest.fixture
def pad(house: builders.House) -> pads.Pad:
    at = timezone.now() - timedelta(hours=5)
    return pads.issue(house.office, count=10, by=house.acting("steward"), at=at)


def sign_in(house: builders.House, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def typed(moment: Any) -> str:
    """Return a moment as the browser's control sends it."""
    return f"{local(moment):%Y-%m-%dT%H:%M}"


def test_the_steward_issues_prints_and_accounts_for_a_pad(house: Any, version: Any, page: Any) -> None:
    client = sign_in(house, "steward")
    assert "Chưa có quyển nào" in page(client.get("/quan-tri/phieu-du-phong/")).main
    assert client.post("/quan-tri/phieu-du-phong/lap/", {"count": "10"}).status_code == 302
    shown = page(client.get("/quan-tri/phieu-du-phong/"))
    assert "DP-000001 – DP-000010" in shown.main
    pdf = next(link for link in shown.links if link.endswith(".pdf"))
    assert client.get(pdf).content.startswith(b"%PDF")
    sent = {"first": "DP-000002", "last": "", "reason": "Rách"}
    assert client.post("/quan-tri/phieu-du-phong/hong/", sent).status_code == 302
    shown = page(client.get("/quan-tri/phieu-du-phong/"))
    assert "Số phiếu chưa rõ đã đi đâu" in shown.main
    assert "DP-000001." in shown.main


@pytest.mark.parametrize("count", ["", "7", "x", "-1"])
def test_a_pad_of_an_odd_size_is_refused_in_words(house: Any, page: Any, count: str) -> None:
    assert page(sign_in(house, "steward").post("/quan-tri/phieu-du-phong/lap/", {"count": count})).status == 422


def test_a_strange_pad_is_not_found(house: Any, version: Any, page: Any) -> None:
    client = sign_in(house, "steward")
    assert page(client.get(f"/quan-tri/phieu-du-phong/{house.office.pk}.pdf")).status == 404


def test_a_downtime_is_declared_with_what_was_typed_kept_and_ended(house: Any, page: Any) -> None:
    client, now = sign_in(house, "steward"), timezone.now()
    bad = {"from_at": typed(now + timedelta(hours=1)), "to_at": "", "cause": "Mất điện lưới"}
    shown = page(client.post("/quan-tri/phieu-du-phong/su-co/", bad))
    assert shown.status == 422
    assert "Mất điện lưới" in shown.html
    good = {**bad, "from_at": typed(now - timedelta(hours=3))}
    assert client.post("/quan-tri/phieu-du-phong/su-co/", good).status_code == 302
    (row,) = downtime.of_office(house.office.pk)
    end = f"/quan-tri/phieu-du-phong/su-co/{row.pk}/"
    assert page(client.post(end, {"to_at": "hôm qua"})).status == 422
    assert client.post(end, {"to_at": typed(now - timedelta(minutes=2))}).status_code == 302
    assert page(client.post(end, {"to_at": typed(now - timedelta(minutes=2))})).status == 404
    assert downtime.of_office(house.office.pk)[0].to_at is not None


def test_the_counter_enters_a_slip_and_goes_on_to_the_next(
    house: Any, version: Any, pad: Any, page: Any, monkeypatch: Any
) -> None:
    client, now = sign_in(house, "reception"), timezone.now()
    assert "Vừa nhập" in page(client.get("/can-bo/phieu-du-phong/")).main
    form = page(client.get(f"/can-bo/phieu-du-phong/{CODE}/"))
    sent = {
        "key": form.select("//input[@name='key']/@value")[0],
        "slip_number": "DP-000001",
        "written_at": typed(now - timedelta(hours=2)),
        "full_name": "Lê Thị Bình",
        "phone": "0912345678",
        "paper": form.select("//input[@name='paper']/@value")[:2],
        "result_channel": "1",
        "pay": "cash",
    }
    refused = page(client.post(f"/can-bo/phieu-du-phong/{CODE}/", sent))
    assert refused.status == 422
    assert "không nằm trong sự cố nào đã khai báo" in refused.main
    assert refused.select("//input[@name='full_name']/@value") == ["Lê Thị Bình"]
    answer = client.post(f"/can-bo/phieu-du-phong/{CODE}/", {**sent, "reason": "Mất mạng ở quầy"})
    assert answer.status_code == 302
    following = page(client.get(answer["Location"]))
    assert following.select("//input[@name='slip_number']/@value") == ["DP-000002"]
    dossier = Dossier.objects.get()
    assert dossier.code in following.text
    monkeypatch.setattr(recording, "LATE_AFTER", timedelta(minutes=10))
    shown = page(client.get(f"/can-bo/ho-so/{dossier.pk}/"))
    assert "từ phiếu số DP-000001" in shown.main
    assert "Mất mạng ở quầy" in shown.main
    assert "từ phiếu dự phòng" in shown.main, "each line of the history says when it was typed in"
    assert "dữ liệu minh họa" not in shown.main
    assert dossier.code in page(client.get("/can-bo/phieu-du-phong/")).main


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slip_number": "abc"}, "số phiếu như in trên tờ"),
        ({"slip_number": "99"}, "không thuộc quyển phiếu dự phòng nào"),
        ({"written_at": "khoảng 9 giờ"}, "ngày và giờ"),
        ({"written_at": ""}, "Giờ nhận ghi trên phiếu"),
        ({"written_at": "2099-01-01T09:00"}, "ở tương lai"),
        ({"written_at": "1999-01-01T09:00"}, "quy định áp dụng vào ngày này"),
        ({"written_by": "ai-do"}, "Người viết phiếu"),
        ({"full_name": ""}, "họ tên"),
    ],
)
def test_a_wrong_slip_is_never_a_500_and_keeps_what_was_typed(
    house: Any, version: Any, pad: Any, page: Any, change: dict[str, str], words: str
) -> None:
    client = sign_in(house, "reception")
    sent = {
        "key": "k1",
        "slip_number": "DP-000001",
        "written_at": typed(timezone.now() - timedelta(hours=2)),
        "full_name": "Lê Thị Bình",
        "phone": "0912345678",
        "reason": "Mất mạng",
        "result_channel": "1",
        "pay": "later",
        **change,
    }
    shown = page(client.post(f"/can-bo/phieu-du-phong/{CODE}/", sent))
    assert shown.status in (404, 422)
    assert words in shown.main
    assert "0912345678" in shown.html
    assert not Dossier.objects.exists()


def test_the_counter_declares_a_slip_spoiled(house: Any, version: Any, pad: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    bad = page(client.post("/can-bo/phieu-du-phong/hong/", {"first": "x", "reason": "Viết sai"}))
    assert bad.status == 422
    assert "Viết sai" in bad.html
    assert client.post("/can-bo/phieu-du-phong/hong/", {"first": "1", "reason": "Viết sai"}).status_code == 302
    assert pads.find_number(house.office.pk, 1).dossier is None


def test_the_leader_permits_a_late_slip_with_a_reason(house: Any, version: Any, pad: Any, page: Any) -> None:
    client = sign_in(house, "leader")
    shown = page(client.post("/lanh-dao/phieu-du-phong/cho-phep/", {"number": "DP-000003", "why": " "}))
    assert shown.status == 422
    assert "DP-000003" in shown.html
    sent = {"number": "DP-000003", "why": "Cán bộ nghỉ ốm"}
    assert client.post("/lanh-dao/phieu-du-phong/cho-phep/", sent).status_code == 302
    assert "Cán bộ nghỉ ốm" in page(client.get("/lanh-dao/phieu-du-phong/")).main
    assert late_entries.permits_of(house.office.pk)[0].number == 3
    now = timezone.now()
    sent = {"from_at": typed(now - timedelta(hours=1)), "to_at": typed(now), "cause": "Đứt cáp quang"}
    assert client.post("/lanh-dao/phieu-du-phong/su-co/", sent).status_code == 302
    assert "Đứt cáp quang" in page(client.get("/lanh-dao/phieu-du-phong/")).main


def test_the_pages_ask_as_often_for_many_slips_as_for_one(house: Any, version: Any, pad: Any, queries: Any) -> None:
    client, at = sign_in(house, "reception"), timezone.now()
    client.get("/can-bo/phieu-du-phong/")
    for first in (1, 2, 4):
        pads.spoil(house.office.pk, first=first, last=first, reason="Rách", by=house.acting("reception"), at=at)
        with queries(9):
            client.get("/can-bo/phieu-du-phong/")


def test_the_leaders_figures_are_read_in_english_too(house: Any, version: Any, page: Any) -> None:
    client = sign_in(house, "leader")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    board, report = page(client.get("/lanh-dao/")).main, page(client.get("/lanh-dao/bao-cao/ii-06a/")).main
    assert "Entered later from paper" in board
    assert "Nộp hôm nay" not in board
    assert "In the period, entered later from paper" in report
    assert "trước hạn" not in report.lower()
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/lanh-dao/bao-cao/ii-06a.xlsx").content))
    heads = book.get_sheet_by_index(0).to_python()[5]
    assert {"Tổng số tiếp nhận", "Trong kỳ, nhập sau từ phiếu giấy"} <= set(heads), "the form itself stays Vietnamese"
