"""The rarer turns of a dossier's life on screen: refunds, denied withdrawals, own papers opened again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.doors.test_staff_doors import sign_in
from tests.dossiers import situations

from motcua.desk import void as voiding
from motcua.dossiers import components, tracking, withdrawals
from motcua.dossiers.status import Status
from motcua.dossiers.tracking import Purpose
from motcua.fees import charges, payments, refunds
from motcua.journal.access_log import Look
from motcua.papers import storage
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
AT = timezone.now() - timedelta(minutes=5)


@pytest.fixture
def house() -> builders.House:
    cache.clear()
    return builders.found_office()


@pytest.fixture
def version(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure(fee=8000))


def owner_of(dossier: Any) -> Client:
    """Return the browser of the applicant, who has shown the token and four digits."""
    client = Client()
    client.get(f"/t/{tracking.grant(dossier, Purpose.TRACK, at=AT)}/")
    client.post("/tra-cuu/xac-nhan/", {"digits": "0123"})
    return client


def void_and_paid(house: Any, version: Any) -> Any:
    dossier = lives.file(house, version, at=AT)
    charge = charges.charge(dossier, by=house.acting("reception"), at=AT)
    assert charge is not None
    payments.take_cash(charge.pk, by=house.acting("reception"), at=AT)
    voiding.void(dossier.pk, reason="Nhập nhầm", by=house.acting("director"), at=AT)
    return dossier


def test_the_cashier_sees_what_must_go_back_and_gives_it(house: Any, version: Any, page: Any) -> None:
    dossier = void_and_paid(house, version)
    client = sign_in(house, "cashier")
    shown = page(client.get("/can-bo/thu-ngan/"))
    assert dossier.code in shown.main and "Tiếp nhận nhầm, 100%" in shown.main and "BLDS 2015" in shown.main
    assert "A Thút" not in shown.main, "lists are masked"
    refund = refunds.owed(house.office.pk)[0]
    refused = page(
        client.post(
            f"/can-bo/thu-ngan/phai-hoan/{refund.pk}/",
            {"means": "transfer", "bank_ref": "", "received_by": "Ka Nguyệt"},
        )
    )
    assert refused.status == 422 and "Ka Nguyệt" in refused.html, "nothing typed is lost"
    done = client.post(f"/can-bo/thu-ngan/phai-hoan/{refund.pk}/", {"means": "cash"}, follow=True)
    assert "0000001/HP-" in page(done).main
    assert "Không có khoản nào phải hoàn" in page(client.get("/can-bo/thu-ngan/")).main
    told = page(sign_in(house, "director").get(f"/can-bo/ho-so/{dossier.pk}/")).main
    assert "Hoàn phí" in told and "Đã hoàn" in told


@pytest.mark.parametrize("rows", [1, 3])
def test_the_cashier_asks_as_many_statements_for_one_refund_as_for_three(
    house: Any, version: Any, page: Any, django_assert_num_queries: Any, rows: int
) -> None:
    client = sign_in(house, "cashier")
    for _n in range(rows):
        void_and_paid(house, version)
    client.get("/can-bo/thu-ngan/")
    with django_assert_num_queries(7):
        page(client.get("/can-bo/thu-ngan/"))


def test_a_denial_needs_words_and_the_applicant_reads_them(house: Any, version: Any, page: Any) -> None:
    dossier = lives.file(house, version, at=AT)
    withdrawals.ask(dossier.pk, reason="Xin rút", by=house.citizen(dossier.applicant_id), at=AT)
    client, address = sign_in(house, "reception"), f"/can-bo/ho-so/{dossier.pk}/khong-rut/"
    refused = page(client.post(address, {"denial": "", "reply": "Đã ký rồi"}))
    assert refused.status == 422 and "Đã ký rồi" in refused.html
    assert lives.status_of(dossier) == Status.WITHDRAWAL
    assert client.post(address, {"denial": "decision_exists", "reply": "Đã ký sáng nay"}).status_code == 302
    told = page(owner_of(dossier).get("/tra-cuu/chi-tiet/")).main
    assert "Đã có quyết định giải quyết. Đã ký sáng nay" in told


def test_the_owner_opens_a_filed_paper_again_and_the_look_is_logged(house: Any, version: Any, page: Any) -> None:
    dossier, other = lives.file(house, version, at=AT), lives.file(house, version, at=AT)
    kept = storage.keep(house.office, lives.PAGE, "khai-sinh.pdf", at=AT, media_type="application/pdf")
    components.attach({components.of_dossier(dossier)[0]: [kept]}, at=AT)
    client = owner_of(dossier)
    address = f"/tra-cuu/chi-tiet/giay-to/{kept.pk}/"
    assert address in page(client.get("/tra-cuu/chi-tiet/")).links
    sent = client.get(address)
    assert sent.status_code == 200 and b"".join(sent) == lives.PAGE
    assert Look.objects.filter(subject_id=dossier.pk, what="citizen_paper").count() == 1
    assert owner_of(other).get(address).status_code == 404, "another dossier's paper is none of this one's"


def test_the_money_stands_beside_the_status_on_the_dossier(house: Any, version: Any, page: Any) -> None:
    dossier = situations.registered(house, version)
    charges.charge(dossier, by=house.acting("reception"), at=AT)
    told = page(sign_in(house, "director").get(f"/can-bo/ho-so/{dossier.pk}/")).main
    assert "Chưa thanh toán" in told
