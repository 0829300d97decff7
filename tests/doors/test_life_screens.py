"""The rarer turns of a dossier's life on screen: refunds, denied withdrawals, own papers opened again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.doors.citizen_stage import photo
from tests.doors.test_staff_doors import sign_in
from tests.dossiers import situations

from motcua.desk import void as voiding
from motcua.dossiers import components, corrections, losses, signing, slips, tracking, withdrawals
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


def pdf(house: Any, dossier: Any) -> SimpleUploadedFile:
    made = slips.opened(slips.of_dossier(dossier)[0], by=house.acting("director"), at=AT)
    return SimpleUploadedFile("quet.pdf", made.read(), content_type="application/pdf")


def test_a_wrong_result_is_corrected_through_the_screens(house: Any, page: Any) -> None:
    free = builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))
    dossier = situations.returned(house, free)
    address = f"/can-bo/ho-so/{dossier.pk}/"
    specialist, leader = sign_in(house, "specialist"), sign_in(house, "leader")
    told = {"correction_reason": "", "correction_title": "Giấy xác nhận", "correction_body": "Năm sinh đúng"}
    refused = page(specialist.post(f"{address}dinh-chinh/", told))
    assert refused.status == 422 and "Năm sinh đúng" in refused.html
    assert specialist.post(f"{address}dinh-chinh/", told | {"correction_reason": "Sai năm sinh"}).status_code == 302
    shown = page(leader.get(address))
    assert "Sai năm sinh" in shown.main and "Duyệt, ký kết quả thay thế" in shown.main
    assert dossier.code in page(leader.get("/lanh-dao/ky/")).main
    assert "xin lỗi" in page(owner_of(dossier).get("/tra-cuu/chi-tiet/")).main
    assert leader.get(f"{address}dinh-chinh/du-thao.pdf").content.startswith(b"%PDF")
    assert leader.post(f"{address}dinh-chinh/duyet/").status_code == 302
    done = leader.post(f"{address}dinh-chinh/ban-giay/", {"correction_scan": pdf(house, dossier)}, follow=True)
    assert "đã thay thế" in page(done).main
    replaced = page(leader.get(address)).select("//a[contains(@href, '/dinh-chinh/')]")[0].get("href")
    assert leader.get(replaced).status_code == 200


def test_who_verifies_a_replaced_result_is_told_so(house: Any, page: Any) -> None:
    free = builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))
    dossier = situations.approved(house, free)
    old = signing.sign(dossier.pk, house.office.pk, at=situations.at("04/11 09:00"))
    situations.correct(house, dossier, situations.at("05/11 09:00"))
    corrections.approve(dossier.pk, by=house.acting("leader"), at=situations.at("05/11 10:00"))
    new = signing.sign_correction(dossier.pk, house.office.pk, at=situations.at("05/11 10:01"))
    assert old is not None and new is not None and old.signature and new.signature
    told = page(Client().get(f"/kiem-tra/{old.signature.code}/"))
    assert "đã được thay thế" in told.main and f"/kiem-tra/{new.signature.code}/" in told.links
    assert "đã được thay thế" not in page(Client().get(f"/kiem-tra/{new.signature.code}/")).main


def test_a_lost_paper_is_written_down_listed_and_made_good(house: Any, version: Any, page: Any) -> None:
    dossier = situations.registered(house, version)
    reception, director = sign_in(house, "reception"), sign_in(house, "director")
    address = f"/can-bo/ho-so/{dossier.pk}/mat-giay-to/"
    refused = page(reception.post(address, {"lost_what": "Sổ hộ khẩu cũ", "lost_post": ""}))
    assert refused.status == 422 and "Sổ hộ khẩu cũ" in refused.html
    sent = {"lost_what": "Sổ hộ khẩu cũ", "lost_post": str(house.posts["reception"].pk), "lost_component": ""}
    assert reception.post(address, sent).status_code == 302
    listed = page(director.get("/can-bo/mat-giay-to/"))
    assert dossier.code in listed.main and "Sổ hộ khẩu cũ" in listed.main
    loss = losses.open_ones(house.office.pk)[0]
    told = {"apology": "Giám đốc gặp xin lỗi", "remedy": "", "cost": "0"}
    again = page(director.post(f"/can-bo/mat-giay-to/{loss.pk}/", told))
    assert again.status == 422 and "Giám đốc gặp xin lỗi" in again.html
    done = director.post(f"/can-bo/mat-giay-to/{loss.pk}/", told | {"remedy": "Sao y bản lưu"}, follow=True)
    assert "Không có vụ mất giấy tờ nào" in page(done).main
    assert "Sao y bản lưu" in page(owner_of(dossier).get("/tra-cuu/chi-tiet/")).main
    assert reception.get("/can-bo/mat-giay-to/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_losses_asks_as_many_statements_for_one_as_for_three(
    house: Any, version: Any, page: Any, django_assert_num_queries: Any, rows: int
) -> None:
    dossier, client = situations.registered(house, version), sign_in(house, "director")
    for _n in range(rows):
        losses.report(
            dossier.pk, what="Giấy", responsible=house.posts["leader"].pk, by=house.acting("reception"), at=AT
        )
    client.get("/can-bo/mat-giay-to/")
    with django_assert_num_queries(4):
        page(client.get("/can-bo/mat-giay-to/"))


def test_a_scan_is_added_at_the_screen_and_a_result_goes_by_post(house: Any, page: Any) -> None:
    free = builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))
    dossier, client = situations.registered(house, free), sign_in(house, "reception")
    row = components.of_dossier(dossier)[0]
    address = f"/can-bo/ho-so/{dossier.pk}/"
    assert page(client.post(f"{address}ban-quet/", {"component": str(row.pk)})).status == 422
    assert client.post(f"{address}ban-quet/", {"component": str(row.pk), "scan": photo()}).status_code == 302
    assert "giay-to.jpg" in page(client.get(address)).main
    ready = situations.processed(house, free)
    posted = client.post(f"/can-bo/ho-so/{ready.pk}/giao-buu-chinh/", {"tracking_number": "EV999000123VN"}, follow=True)
    assert "Bưu chính đang phát · mã vận đơn EV999000123VN" in page(posted).main
    assert "Chưa kết nối" in page(client.get(address)).main
    assert "EV999000123VN" in page(owner_of(ready).get("/tra-cuu/chi-tiet/")).main


def test_words_typed_on_a_page_that_others_have_overtaken_are_not_lost(house, version):
    client, dossier = sign_in(house, "reception"), situations.processed(house, version)
    words = "Không thuộc thẩm quyền <của> xã,\r\nxin nộp ở tỉnh"
    answer = client.post(f"/can-bo/ho-so/{dossier.pk}/tu-choi/", {"reason": words})
    shown = answer.content.decode()
    assert answer.status_code == 409 and "Đã xử lý xong" in shown
    assert "Không thuộc thẩm quyền &lt;của&gt; xã" in shown and "xin nộp ở tỉnh" in shown
    assert shown.count("Những gì vừa gõ chưa được ghi") == 1


def test_words_that_still_have_their_field_stand_there_only(house, version):
    client, dossier = sign_in(house, "reception"), situations.registered(house, version)
    answer = client.post(f"/can-bo/ho-so/{dossier.pk}/bo-sung/", {"reason": "Thiếu giấy tờ gốc"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Thiếu giấy tờ gốc" in shown
    assert "Những gì vừa gõ chưa được ghi" not in shown
