"""The papers of a dossier as an officer opens them, and what the counter writes on the receipt."""

from typing import Any

import pytest
from django.test import Client
from tests.doors.test_staff_doors import sign_in
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import logbook, logbook_volumes, slips
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def free(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))


@pytest.mark.parametrize("make", [situations.in_process, situations.returned])
def test_every_paper_of_the_page_opens_after_the_control_slip_was_printed(
    house: Any, free: Any, page: Any, make: Any
) -> None:
    client, dossier = sign_in(house, "reception"), make(house, free)
    where = f"/can-bo/ho-so/{dossier.pk}/"
    assert client.get(f"{where}kiem-soat.pdf").status_code == 200
    papers = [link for link in page(client.get(where)).links if ".pdf" in link]
    assert len(papers) >= 5 and sum("kiem-soat" in link for link in papers) == 2
    for link in papers:
        told = client.get(link)
        assert told.status_code == 200 and told["Content-Type"] == "application/pdf", link
    hidden = slips.Slip.objects.get(dossier=dossier, form="06")
    assert client.get(f"{where}phieu/{hidden.pk}.pdf").status_code == 404


def test_the_counter_takes_the_proxy_with_every_field_of_the_receipt(house: Any, free: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    where = f"/can-bo/quay/{free.procedure.code}/"
    shown = page(client.get(where))
    sent = {
        "key": "k-proxy",
        "full_name": "Tôn Thất Minh Khôi",
        "proxy_name": "Đặng Hoàng Phúc",
        "proxy_number": "999090054321",
        "proxy_phone": "0987654321",
        "proxy_email": "phuc@thu.example",
        "proxy_address": "Thôn Đông Hải",
        "authorisation": "Giấy ủy quyền số 125/2026",
        "set_count": "2",
        "result_channel": "1",
        "pay": "later",
        "paper": [str(row.pk) for row in free.components.all()],
    }
    assert {"proxy_number", "authorisation", "set_count"} <= set(shown.select("//form//input/@name"))
    assert client.post(where, {**sent, "proxy_number": "12"}).status_code == 422
    nameless = page(client.post(where, {**sent, "proxy_name": ""}))
    assert nameless.status == 422 and "Hãy nhập họ tên người nộp thay" in nameless.main, "not passed over in silence"
    assert client.post(where, sent).status_code == 302
    content = slips.Slip.objects.get(form="01").content
    assert content["proxy"]["authorisation"] == "Giấy ủy quyền số 125/2026" and content["sets"] == "2"
    assert content["proxy"]["identity_number"] == "999090054321" and content["proxy"]["address"] == "Thôn Đông Hải"


def test_a_closed_logbook_waits_for_its_signature_then_opens_signed_and_is_verified_by_anyone(
    house: Any, free: Any, page: Any
) -> None:
    situations.accepted(house, free)
    (book,) = logbook.of_year(house.office.pk, 2026)
    logbook.close(house.office.pk, book.id, by=house.acting("director"), at=at("31/12 16:00"))
    client, where = sign_in(house, "director"), f"/can-bo/so-theo-doi/{book.id}/"
    assert "Đang chờ ký số" in page(client.get(where)).text
    assert client.get(f"{where}tap-1.pdf").status_code == 404
    (volume,) = logbook_volumes.sign_waiting(book.id, house.office.pk, at=at("31/12 16:05"))
    shown = page(client.get(where))
    assert "Tập 1: từ số 1 đến số 1" in shown.text and f"{where}tap-1.pdf" in shown.links
    told = client.get(f"{where}tap-1.pdf")
    assert told.status_code == 200 and b"".join(told.streaming_content).startswith(b"%PDF")
    answer = page(Client().get(f"/kiem-tra/{volume.signature.code}/"))
    assert "Sổ theo dõi hồ sơ, lĩnh vực Hộ tịch, năm 2026, tập 1" in answer.text and "A Brưu" in answer.text
