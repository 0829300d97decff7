"""Tracking: the code alone shows state and dates; token and four digits show the whole, and what may be done."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.doors.citizen_stage import open_procedure, photo

from motcua.dossiers import components, joint_receipts, obligations, signing, slips, supplements, tracking, withdrawals
from motcua.dossiers.status import Status
from motcua.dossiers.tracking import Purpose, Token
from motcua.fees import charges
from motcua.journal.access_log import Look
from motcua.office import people
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
AT = timezone.now() - timedelta(minutes=5)


@pytest.fixture
def house(db):
    cache.clear()
    return builders.found_office(bank_bin="970436", bank_account="0123456789", bank_holder="TTPVHCC XA HOA SEN")


@pytest.fixture
def version(house):
    return open_procedure(house)


@pytest.fixture
def dossier(house, version):
    return lives.file(house, version, at=AT, name="Nguyễn Thị Hoa Sen")


def scan(dossier):
    client = Client()
    client.get(f"/t/{tracking.grant(dossier, Purpose.TRACK, at=AT)}/")
    return client


def opened(dossier):
    client = scan(dossier)
    assert client.post("/tra-cuu/xac-nhan/", {"digits": "0123"})["Location"] == "/tra-cuu/chi-tiet/"
    return client


def ask(house, dossier):
    rows = components.of_dossier(dossier)
    why = {rows[0].pk: "Ảnh mờ", rows[1].pk: "Thiếu trang 2"}
    by = house.acting("reception")
    return supplements.request(dossier.pk, items=why, reason="Chưa rõ", by=by, at=AT)[0]


def with_result(house, dossier):
    lives.accept(house, dossier, at=AT)
    lives.hand_on(house, dossier, at=AT)
    lives.propose(house, dossier, at=AT)
    lives.approve(house, dossier, at=AT)
    return signing.sign(dossier.pk, house.office.pk, at=AT)


def test_the_code_alone_shows_state_and_dates_and_no_name(dossier, page):
    seen = page(Client().get(f"/tra-cuu/?ma={dossier.code.lower()}"))
    assert "Mới đăng ký" in seen.main
    assert "Hoa Sen" not in seen.main
    assert "0123" not in seen.main


def test_an_unknown_code_is_a_clear_404_and_stays_in_the_box(dossier, page):
    seen = page(Client().get("/tra-cuu/?ma=H99.01-000000-0000"))
    assert seen.status == 404
    assert seen.select("//input[@name='ma']/@value") == ["H99.01-000000-0000"]


def test_looking_up_code_after_code_is_stopped(dossier, page):
    for _ in range(30):
        Client().get("/tra-cuu/?ma=x")
    seen = page(Client().get("/tra-cuu/?ma=x"))
    assert seen.status == 429
    assert "đợi 5 phút" in seen.main


def test_the_token_leads_to_a_clean_address_that_asks_four_digits(dossier, page):
    client = Client()
    secret = tracking.grant(dossier, Purpose.TRACK, at=AT)
    answer = client.get(f"/t/{secret}/")
    assert answer["Location"] == "/tra-cuu/chi-tiet/"
    assert client.get("/tra-cuu/chi-tiet/")["Location"] == "/tra-cuu/xac-nhan/"
    seen = page(client.get("/tra-cuu/xac-nhan/"))
    assert "Nguyễn" not in seen.main
    assert secret not in seen.html


def test_five_wrong_tries_shut_the_door(dossier, page):
    client = scan(dossier)
    for left in (4, 3, 2, 1):
        seen = page(client.post("/tra-cuu/xac-nhan/", {"digits": "9999"}))
        assert seen.status == 422
        assert f"còn {left} lần" in seen.main
    assert page(client.post("/tra-cuu/xac-nhan/", {"digits": "9999"})).status == 429
    assert page(client.post("/tra-cuu/xac-nhan/", {"digits": "0123"})).status == 429
    assert Token.objects.get().locked_until is not None


@pytest.mark.parametrize("odd", ["", "12", "abcd", "12345", "١٢٣٤"])
def test_odd_digits_are_named_and_cost_no_try(dossier, page, odd):
    seen = page(scan(dossier).post("/tra-cuu/xac-nhan/", {"digits": odd}))
    assert seen.status == 422
    assert Token.objects.get().wrong_tries == 0


def test_the_holder_sees_the_whole_and_the_look_is_logged(dossier, page):
    seen = page(opened(dossier).get("/tra-cuu/chi-tiet/"))
    assert "Nguyễn Thị Hoa Sen" in seen.main
    assert "Trung tâm kiểm tra hồ sơ" in seen.main
    assert Look.objects.filter(subject_id=dossier.pk, what="citizen_detail").exists()


def test_without_proof_nothing_of_a_dossier_opens(dossier):
    client = Client()
    for address in ("", "bo-sung/", "rut/", "ket-qua.pdf"):
        assert client.get(f"/tra-cuu/chi-tiet/{address}")["Location"] == "/tra-cuu/"
    for address in ("chuyen-khoan/", "ket-qua/", "danh-gia/"):
        assert client.post(f"/tra-cuu/chi-tiet/{address}").status_code == 403
    assert not Look.objects.exists()


def test_a_proof_ends_after_four_hours(dossier):
    client = opened(dossier)
    session = client.session
    session["proven"] = {**session["proven"], "at": "2026-01-01T00:00:00.000000Z"}
    session.save()
    assert client.get("/tra-cuu/chi-tiet/").status_code == 302


def test_the_slip_of_another_dossier_is_not_given(house, version, dossier, page):
    other = lives.file(house, version, at=AT, name="Y Hlui", number="999095000999", phone="+84900000999")
    foreign = slips.of_dossier(other)[0]
    assert page(opened(dossier).get(f"/tra-cuu/chi-tiet/phieu/{foreign.pk}/")).status == 404


def test_the_promised_date_is_shown_with_every_day_of_the_count(house, dossier, page):
    lives.accept(house, dossier, at=AT)
    seen = page(opened(dossier).get("/tra-cuu/chi-tiet/"))
    assert "Cách tính từng ngày" in seen.main
    assert len(seen.select("//table[@class='ledger']/tbody/tr")) >= 5


def test_a_supplement_is_answered_item_by_item_and_a_bad_file_loses_nothing(house, dossier, page):
    ask(house, dossier)
    client = opened(dossier)
    seen = page(client.get("/tra-cuu/chi-tiet/bo-sung/"))
    assert "Ảnh mờ" in seen.main
    first, second = supplements.items_of(supplements.find_open(dossier))
    files = [photo(), SimpleUploadedFile("hong.pdf", b"%PDF-1.4 x")]
    bad = {f"files-{first.pk}": files, f"words-{second.pk}": "Đã nộp trang 2", "gui": "1"}
    refused = page(client.post("/tra-cuu/chi-tiet/bo-sung/", bad))
    assert refused.status == 422
    assert "hong.pdf" in refused.main
    assert "giay-to.jpg" in refused.main
    assert "Đã nộp trang 2" in refused.main
    assert supplements.items_of(supplements.find_open(dossier))[0].answered_at is None
    sent = client.post("/tra-cuu/chi-tiet/bo-sung/", {f"words-{second.pk}": "Đã nộp trang 2", "gui": "1"})
    assert sent["Location"] == "/tra-cuu/chi-tiet/"
    first, second = supplements.items_of(supplements.find_open(dossier))
    assert second.answer == "Đã nộp trang 2"
    assert first.component.files.count() == 1


def test_the_files_of_a_supplement_reach_a_dossier_of_the_second_office(house, page):
    second = builders.found_office("H99.02", "Trung tâm xã thứ hai", prefix="x")
    dossier = lives.file(second, open_procedure(second, "2.000635"), at=AT, name="Nguyễn Thị Hai")
    ask(second, dossier)
    client = opened(dossier)
    items = supplements.items_of(supplements.find_open(dossier))
    sent = client.post("/tra-cuu/chi-tiet/bo-sung/", {**{f"files-{item.pk}": photo() for item in items}, "gui": "1"})
    assert sent["Location"] == "/tra-cuu/chi-tiet/"
    rows = supplements.items_of(supplements.find_open(dossier))
    assert [row.component.files.count() for row in rows] == [1, 1]


def test_a_stopped_dossier_asks_for_nothing_more(house, dossier, page):
    ask(house, dossier)
    by = house.acting("reception")
    withdrawals.ask(dossier.pk, reason="Không cần nữa", by=by, at=AT)
    client = opened(dossier)
    assert "Đã gửi phần bổ sung" not in page(client.get("/tra-cuu/chi-tiet/")).main
    withdrawals.confirm(dossier.pk, by=by, at=AT)
    seen = page(client.get("/tra-cuu/chi-tiet/"))
    assert "Bổ sung ngay" not in seen.main and "Trung tâm đang xem" not in seen.main


def test_the_applicant_reads_which_obligation_is_waited_for(house, dossier, page):
    lives.accept(house, dossier, at=AT)
    lives.hand_on(house, dossier, at=AT)
    by = house.acting("specialist")
    obligations.ask(dossier.pk, notice="Thuế thu nhập, thông báo 12/TB-CCT", amount=250_000, by=by, at=AT)
    seen = page(opened(dossier).get("/tra-cuu/chi-tiet/"))
    assert "12/TB-CCT" in seen.main and "250.000" in seen.main


def test_the_holder_rates_a_dossier_once(house, dossier, page):
    client = opened(dossier)
    address = client.post("/tra-cuu/chi-tiet/danh-gia/")["Location"]
    client.post(address, {"score": "5"})
    again = page(client.post("/tra-cuu/chi-tiet/danh-gia/"))
    assert again.status == 409 and "đã đánh giá rồi" in again.html


def test_when_all_is_answered_the_page_says_that_the_centre_looks(house, dossier, page):
    ask(house, dossier)
    client = opened(dossier)
    items = supplements.items_of(supplements.find_open(dossier))
    client.post("/tra-cuu/chi-tiet/bo-sung/", {**{f"words-{item.pk}": "Đã sửa" for item in items}, "gui": "1"})
    seen = page(client.get("/tra-cuu/chi-tiet/"))
    assert "Trung tâm đang xem" in seen.main
    assert "Bổ sung ngay" not in seen.main


def test_sending_an_empty_answer_names_what_is_missing(house, dossier, page):
    ask(house, dossier)
    seen = page(opened(dossier).post("/tra-cuu/chi-tiet/bo-sung/", {"gui": "1"}))
    assert seen.status == 422
    assert "Còn thiếu phần bổ sung" in seen.main


def test_taking_a_file_back_when_nothing_is_asked_is_refused_in_words(dossier, page):
    client = opened(dossier)
    seen = page(client.post(f"/tra-cuu/chi-tiet/bo-sung/{dossier.pk}/{dossier.pk}/bo/"))
    assert seen.status == 409
    assert "không có yêu cầu bổ sung" in seen.main


def test_a_file_laid_ready_can_be_taken_back(house, dossier, page):
    ask(house, dossier)
    client = opened(dossier)
    first, second = supplements.items_of(supplements.find_open(dossier))
    page(client.post("/tra-cuu/chi-tiet/bo-sung/", {f"files-{first.pk}": photo(), "luu": "1"}))
    row = client.session["staged"]["items"][str(first.pk)][0]
    typed = {f"words-{second.pk}": "giữ lại"}
    seen = page(client.post(f"/tra-cuu/chi-tiet/bo-sung/{first.pk}/{row['id']}/bo/", typed))
    assert "giay-to.jpg" not in seen.main
    assert "giữ lại" in seen.main


def test_the_fee_is_paid_by_a_vietqr_that_appears_on_asking(house, page):
    version = open_procedure(house, "2.000635", fee=8000)
    dossier = lives.file(house, version, at=AT)
    charges.charge(dossier, by=house.citizen(dossier.applicant_id), at=AT)
    client = opened(dossier)
    assert "8.000" in page(client.get("/tra-cuu/chi-tiet/")).main
    assert client.post("/tra-cuu/chi-tiet/chuyen-khoan/").status_code == 302
    seen = page(client.get("/tra-cuu/chi-tiet/"))
    assert seen.select("//*[@class='qr']//*[local-name()='svg']")


def test_downloading_the_result_returns_it(house, dossier, page):
    with_result(house, dossier)
    client = opened(dossier)
    early = page(client.get("/tra-cuu/chi-tiet/ket-qua.pdf"))
    assert early.status == 409
    assert lives.status_of(dossier) == Status.PROCESSED
    assert client.post("/tra-cuu/chi-tiet/ket-qua/")["Location"] == "/tra-cuu/chi-tiet/ket-qua.pdf"
    assert lives.status_of(dossier) == Status.RETURNED
    file = client.get("/tra-cuu/chi-tiet/ket-qua.pdf")
    assert file["Content-Disposition"].startswith("inline")
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert client.post("/tra-cuu/chi-tiet/ket-qua/").status_code == 302
    assert "Đã trả kết quả" in page(client.get("/tra-cuu/chi-tiet/")).main


def test_a_result_waits_while_the_fee_is_unpaid(house, page):
    version = open_procedure(house, "2.000635", fee=8000)
    dossier = lives.file(house, version, at=AT)
    charges.charge(dossier, by=house.citizen(dossier.applicant_id), at=AT)
    with_result(house, dossier)
    seen = page(opened(dossier).post("/tra-cuu/chi-tiet/ket-qua/"))
    assert seen.status == 409
    assert "chưa được thanh toán" in seen.main


def test_asking_to_stop_needs_a_reason(dossier, page):
    client = opened(dossier)
    assert page(client.post("/tra-cuu/chi-tiet/rut/", {"reason": "  "})).status == 422
    assert client.post("/tra-cuu/chi-tiet/rut/", {"reason": "Không còn cần"}).status_code == 302
    assert lives.status_of(dossier) == Status.WITHDRAWAL
    again = page(client.post("/tra-cuu/chi-tiet/rut/", {"reason": "Lần nữa"}))
    assert again.status == 409


def test_a_withdrawal_after_the_decision_is_refused_in_words(house, dossier, page):
    with_result(house, dossier)
    seen = page(opened(dossier).post("/tra-cuu/chi-tiet/rut/", {"reason": "Thôi"}))
    assert seen.status == 409


@pytest.mark.parametrize("count", [1, 3])
def test_the_full_view_asks_the_same_for_one_slip_and_three(house, dossier, queries, count):
    for _ in range(count - 1):
        slips.issue(dossier, "04", {}, by=house.system, at=AT)
    client = opened(dossier)
    client.get("/tra-cuu/chi-tiet/")
    with queries(15):
        client.get("/tra-cuu/chi-tiet/")


@pytest.mark.parametrize("count", [1, 3])
def test_looking_up_a_code_asks_the_same_among_one_dossier_and_three(house, version, dossier, queries, count):
    for _ in range(count - 1):
        lives.file(house, version, at=AT)
    address = f"/tra-cuu/?ma={dossier.code}"
    Client().get(address)
    with queries(8):
        Client().get(address)


def test_rating_takes_one_answer_per_token(dossier, page):
    token = tracking.grant(dossier, Purpose.RATE, at=AT)
    client = Client()
    assert len(page(client.get(f"/danh-gia/{token}/")).select("//input[@name='score']")) == 5
    nothing = page(client.post(f"/danh-gia/{token}/", {"comment": "Chưa chọn mức"}))
    assert nothing.status == 422
    assert "Chưa chọn mức" in nothing.main
    sent = client.post(f"/danh-gia/{token}/", {"score": "5", "q_a": "4", "comment": "Nhanh"})
    assert "Cảm ơn" in page(client.get(sent["Location"])).main
    assert "đã đánh giá rồi" in page(client.get(f"/danh-gia/{token}/")).main
    assert page(client.post(f"/danh-gia/{token}/", {"score": "1"})).status == 409


def test_an_unknown_rating_token_is_a_404(house, page):
    assert page(Client().get("/danh-gia/khong-co/")).status == 404


JOINT = "Giấy tiếp nhận và hẹn trả kết quả chung cho nhiều hồ sơ"


def test_a_joint_receipt_stands_on_the_page_of_each_of_its_dossiers(house, version, dossier, page):
    other = lives.file(house, version, at=AT, name="Nguyễn Thị Hoa Sen")
    for one in (dossier, other):
        lives.accept(house, one, at=AT)
    slip = joint_receipts.make(dossier.pk, also=[other.pk], by=house.acting("reception"), at=AT)
    for one in (dossier, other):
        client = opened(one)
        assert JOINT in page(client.get("/tra-cuu/chi-tiet/")).main
        sent = client.get(reverse("citizen_slip", args=[slip.pk]))
        assert sent["Content-Type"] == "application/pdf"


def test_a_joint_receipt_that_tells_of_other_people_is_for_who_filed_and_not_on_the_applicants_page(
    house, version, page
):
    filer = {"name": "Y Hương Niê", "number": "999184012345", "phone": "0900000123"}
    proxy = people.record(house.office.pk, filer["name"], at=AT, number=filer["number"], phone=filer["phone"])
    one, two = (
        lives.file(house, version, at=AT, name=name, phone="0901230123", number=number, submitter=proxy)
        for name, number in (("Y Sol Niê", "999190000001"), ("A Lưới Niê", "999190000002"))
    )
    own = lives.file(house, version, at=AT, **filer)
    for dossier in (one, two, own):
        lives.accept(house, dossier, at=AT)
    slip = joint_receipts.make(one.pk, also=[two.pk, own.pk], by=house.acting("reception"), at=AT)
    for dossier, status in ((one, 404), (two, 404), (own, 200)):
        client = opened(dossier)
        assert (JOINT in page(client.get("/tra-cuu/chi-tiet/")).main) == (status == 200)
        assert client.get(reverse("citizen_slip", args=[slip.pk])).status_code == status
