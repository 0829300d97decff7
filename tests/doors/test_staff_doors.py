"""Officer, leader and steward: every page in every status is strict, every button does its act, queries stay flat."""

from typing import Any

import pytest
from django.test import Client
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import decisions, intake, slips
from motcua.dossiers.status import Status
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def version(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure(fee=8000))


@pytest.fixture
def free(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))


def sign_in(house: builders.House, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("status", list(Status))
def test_the_dossier_page_is_strict_in_every_status(house: Any, free: Any, page: Any, status: Status) -> None:
    dossier = situations.IN_STATUS[status](house, free)
    for kind in ("reception", "director", "leader"):
        shown = page(sign_in(house, kind).get(f"/can-bo/ho-so/{dossier.pk}/"))
        assert shown.status == 200
        assert dossier.code in shown.main


def test_the_list_of_work_asks_the_same_number_of_queries_for_one_and_three_rows(
    house: Any, free: Any, page: Any, django_assert_num_queries: Any
) -> None:
    client = sign_in(house, "reception")
    situations.registered(house, free)
    client.get("/can-bo/")
    with django_assert_num_queries(8):
        assert "H99.01-261102-0001" in page(client.get("/can-bo/")).main
    situations.registered(house, free)
    situations.registered(house, free)
    with django_assert_num_queries(8):
        page(client.get("/can-bo/"))


def test_another_office_does_not_learn_that_the_dossier_exists(house: Any, free: Any, page: Any) -> None:
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    dossier = situations.registered(house, free)
    client = sign_in(other, "reception")
    assert page(client.get(f"/can-bo/ho-so/{dossier.pk}/")).status == 404
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/tiep-nhan/").status_code == 404
    assert lives.status_of(dossier) == Status.REGISTERED


def test_a_wrong_post_is_told_what_is_missing_and_who_grants_it(house: Any, free: Any, page: Any) -> None:
    dossier = situations.registered(house, free)
    shown = page(sign_in(house, "cashier").post(f"/can-bo/ho-so/{dossier.pk}/tiep-nhan/"))
    assert shown.status == 403
    assert "quản trị" in shown.main.lower()


def test_reception_checks_and_accepts_then_transfers(house: Any, free: Any) -> None:
    client, dossier = sign_in(house, "reception"), situations.registered(house, free)
    rows = [row.pk for row in situations.components.of_dossier(dossier)]
    sent = {f"state-{pk}": "ok" for pk in rows}
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/kiem-tra/", sent).status_code == 302
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/tiep-nhan/").status_code == 302
    assert lives.status_of(dossier) == Status.ACCEPTED
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/chuyen/").status_code == 302
    assert lives.status_of(dossier) == Status.IN_PROCESS


def test_a_refusal_without_reason_keeps_the_page_and_says_so(house: Any, free: Any, page: Any) -> None:
    client, dossier = sign_in(house, "reception"), situations.registered(house, free)
    shown = page(client.post(f"/can-bo/ho-so/{dossier.pk}/tu-choi/", {"reason": " "}))
    assert shown.status == 422
    assert "lý do" in shown.main
    assert lives.status_of(dossier) == Status.REGISTERED


def test_a_supplement_is_asked_with_what_was_typed_kept_on_refusal(house: Any, free: Any, page: Any) -> None:
    client, dossier = sign_in(house, "reception"), situations.registered(house, free)
    shown = page(client.post(f"/can-bo/ho-so/{dossier.pk}/bo-sung/", {"reason": "Thiếu bản sao rõ nét"}))
    assert shown.status == 422
    assert "Thiếu bản sao rõ nét" in shown.html
    row = situations.components.of_dossier(dossier)[1]
    sent = {"item": str(row.pk), f"why-{row.pk}": "Bản mờ", "reason": "Thiếu bản sao rõ nét"}
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/bo-sung/", sent).status_code == 302
    assert lives.status_of(dossier) == Status.SUPPLEMENT


def test_a_supplement_that_does_not_do_is_given_back_from_the_page(house: Any, free: Any, page: Any) -> None:
    client, dossier = sign_in(house, "reception"), situations.answered(house, free)
    row = situations.supplements.items_of(situations.supplements.find_open(dossier))[0]
    assert f'name="why-{row.pk}"' in page(client.get(f"/can-bo/ho-so/{dossier.pk}/")).html
    sent = {f"why-{row.pk}": "Vẫn mờ"}
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/bo-sung-chua-dat/", {}).status_code == 422
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/bo-sung-chua-dat/", sent).status_code == 302
    assert lives.fresh(dossier.pk).is_held_by_applicant


@pytest.mark.parametrize("bad", ["", "x" * 50, "-1", "1e9", "٣", "99999999999999999999"])
def test_a_bad_number_is_never_a_500(house: Any, free: Any, page: Any, bad: str) -> None:
    client, dossier = sign_in(house, "specialist"), situations.in_process(house, free)
    answer = client.post(f"/can-bo/ho-so/{dossier.pk}/nghia-vu/", {"notice": "Thuế", "amount": bad})
    assert answer.status_code == (302 if bad == "" else 422)


def test_the_specialist_proposes_and_the_leader_approves(house: Any, free: Any, page: Any) -> None:
    dossier = situations.in_process(house, free)
    specialist = sign_in(house, "specialist")
    assert page(specialist.get("/can-bo/")).status == 200
    sent = {"outcome": "granted", "title": "Giấy xác nhận", "body": "Xác nhận ông A chưa đăng ký kết hôn với ai."}
    assert specialist.post(f"/can-bo/ho-so/{dossier.pk}/de-xuat/", sent).status_code == 302
    leader = sign_in(house, "leader")
    assert dossier.code in page(leader.get("/lanh-dao/ky/")).main
    assert "Giấy xác nhận" in page(leader.get(f"/lanh-dao/ky/{dossier.pk}/")).main
    draft = leader.get(f"/lanh-dao/ky/{dossier.pk}/du-thao.pdf")
    assert draft.content.startswith(b"%PDF")
    assert leader.post(f"/lanh-dao/ky/{dossier.pk}/duyet/").status_code == 302
    assert decisions.find_approved(lives.fresh(dossier.pk)) is not None


def test_the_leader_sends_back_only_with_a_reason(house: Any, free: Any, page: Any) -> None:
    dossier = situations.proposed(house, free)
    leader = sign_in(house, "leader")
    assert page(leader.post(f"/lanh-dao/ky/{dossier.pk}/tra-lai/", {"reason": ""})).status == 422
    assert leader.post(f"/lanh-dao/ky/{dossier.pk}/tra-lai/", {"reason": "Sai tên"}).status_code == 302


def test_a_result_is_handed_over_and_the_fee_taken_in_one_press(house: Any, version: Any, page: Any) -> None:
    from motcua.fees import charges

    dossier = situations.processed(house, version)
    charges.charge(lives.fresh(dossier.pk), by=house.acting("reception"), at=at("05/11 08:00"))
    client = sign_in(house, "reception")
    refused = page(client.post(f"/can-bo/ho-so/{dossier.pk}/tra/", {"way": "counter"}))
    assert refused.status == 409
    assert "thanh toán" in refused.main
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/tra/", {"way": "counter", "take_cash": "1"}).status_code == 302
    assert lives.status_of(dossier) == Status.RETURNED
    receipt = f"/can-bo/ho-so/{dossier.pk}/bien-nhan.pdf"
    assert client.get(receipt).status_code == 200
    assert receipt in page(client.get(f"/can-bo/ho-so/{dossier.pk}/")).links
    assert receipt not in page(sign_in(house, "director").get(f"/can-bo/ho-so/{dossier.pk}/")).links


def test_the_counter_receives_a_person_once_however_often_the_form_is_sent(house: Any, version: Any, page: Any) -> None:
    from motcua.dossiers.dossier import Dossier

    client = sign_in(house, "reception")
    assert page(client.get("/can-bo/quay/")).status == 200
    form = page(client.get("/can-bo/quay/1.004873/"))
    key = form.select("//input[@name='key']/@value")[0]
    papers = form.select("//input[@name='paper']/@value")[:2]
    sent = {
        "key": key,
        "card": "999090000001||NGUYỄN VĂN AN|01011990|Nam|Thôn 1, Xã X, Tỉnh Y|15082021",
        "phone": "0912345678",
        "paper": papers,
        "result_channel": "1",
        "pay": "cash",
    }
    assert client.post("/can-bo/quay/1.004873/", sent).status_code == 302
    assert client.post("/can-bo/quay/1.004873/", sent).status_code == 302
    assert Dossier.objects.count() == 1
    made = Dossier.objects.get()
    assert made.applicant.identity_number == "999090000001"
    assert made.status == Status.ACCEPTED
    assert "0000001" in page(client.get("/can-bo/thu-ngan/")).main


def test_the_counter_says_what_is_missing_and_keeps_what_was_typed(house: Any, version: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    sent = {"key": "k1", "full_name": "Lê Thị Bình", "phone": "12", "result_channel": "1", "pay": "cash"}
    shown = page(client.post("/can-bo/quay/1.004873/", sent))
    assert shown.status == 422
    assert "Lê Thị Bình" in shown.html
    missing = page(client.post("/can-bo/quay/1.004873/", {**sent, "phone": "0912345678"}))
    assert missing.status == 422
    assert "Tờ khai theo mẫu" in missing.main


def test_numbers_are_masked_until_a_logged_press(house: Any, free: Any, page: Any) -> None:
    from motcua.journal.access_log import Look

    dossier = situations.registered(house, free)
    applicant = dossier.applicant
    applicant.phone = "+84912345678"
    applicant.save()
    client = sign_in(house, "reception")
    assert "+84912345678" not in page(client.get(f"/can-bo/ho-so/{dossier.pk}/")).html
    assert "+84912345678" in page(client.post(f"/can-bo/ho-so/{dossier.pk}/lien-he/")).html
    assert Look.objects.filter(subject_id=dossier.pk, what="contact").count() == 1


def test_every_look_at_names_and_papers_leaves_a_line(house: Any, free: Any) -> None:
    from motcua.journal.access_log import Look

    dossier = situations.proposed(house, free)
    reception, leader = sign_in(house, "reception"), sign_in(house, "leader")
    slip = dossier.slips.filter(form="01").get()
    reception.get("/can-bo/")
    reception.get(f"/can-bo/ho-so/{dossier.pk}/phieu/{slip.pk}.pdf")
    leader.get("/lanh-dao/ky/")
    leader.get(f"/lanh-dao/ky/{dossier.pk}/du-thao.pdf")
    seen = {(look.role, look.what, look.subject_id) for look in Look.objects.all()}
    posts = {kind: house.posts[kind].pk for kind in ("reception", "leader")}
    assert {("reception", "list", posts["reception"]), ("leader", "list", posts["leader"])} <= seen
    assert {("reception", "slip", dossier.pk), ("leader", "draft", dossier.pk)} <= seen


def test_search_finds_by_folded_name_and_code_within_the_office(house: Any, free: Any, page: Any) -> None:
    dossier = situations.registered(house, free)
    client = sign_in(house, "reception")
    name = dossier.applicant.full_name
    from motcua.kernel.vietnamese import fold

    assert dossier.code in page(client.get("/can-bo/tim/", {"q": fold(name)})).main
    at_once = client.get("/can-bo/tim/", {"q": dossier.code})  # as a scanned bar code does
    assert (at_once.status_code, at_once.headers["Location"]) == (302, f"/can-bo/ho-so/{dossier.pk}/")
    assert "Không tìm thấy" in page(client.get("/can-bo/tim/", {"q": "zzzz"})).main


def test_the_board_opens_every_figure_down_to_its_dossiers(house: Any, free: Any, page: Any) -> None:
    from motcua.reports import board

    dossier = situations.registered(house, free)
    client = sign_in(house, "director")
    assert page(client.get("/lanh-dao/")).status == 200
    for key in board.TILES:
        assert page(client.get(f"/lanh-dao/o/{key}/")).status == 200
    assert dossier.code in page(client.get("/lanh-dao/o/open/")).main
    assert page(client.get("/lanh-dao/o/nothing/")).status == 404


def test_ii_06a_on_screen_as_xlsx_and_as_pdf(house: Any, free: Any, page: Any) -> None:
    situations.returned(house, free)
    client = sign_in(house, "leader")
    days = {"tu": "2026-11-01", "den": "2026-11-30"}
    shown = page(client.get("/lanh-dao/bao-cao/ii-06a/", days))
    assert "R1" in shown.main
    cell = page(client.get("/lanh-dao/bao-cao/ii-06a/o/", {**days, "o": "7"}))
    assert "H99.01-261102-0001" in cell.main
    assert client.get("/lanh-dao/bao-cao/ii-06a.xlsx", days).content[:2] == b"PK"
    assert client.get("/lanh-dao/bao-cao/ii-06a.pdf", days).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "days", [{"tu": "x"}, {"tu": "2026-11-30", "den": "2026-11-01"}, {"tu": "0001-01-01", "den": "9999-12-31"}]
)
def test_a_bad_period_says_so(house: Any, page: Any, days: dict[str, str]) -> None:
    client = sign_in(house, "leader")
    assert page(client.get("/lanh-dao/bao-cao/ii-06a/", days)).status == 422
    assert client.get("/lanh-dao/bao-cao/ii-06a.xlsx", days).status_code == 422


STEWARD_PAGES = [
    "/quan-tri/",
    "/quan-tri/thu-tuc/",
    "/quan-tri/thu-tuc/?q=giay&mo=1",
    "/quan-tri/thu-tuc/1.004873/",
    "/quan-tri/can-bo/",
    "/quan-tri/can-bo/them/",
    "/quan-tri/co-quan/",
    "/quan-tri/lich/",
    "/quan-tri/quyen/",
    "/quan-tri/quy-uoc/",
    "/quan-tri/quy-uoc/due_time/",
    "/quan-tri/quy-uoc/transfer_cutoff/",
    "/quan-tri/quy-uoc/supplement_expiry/",
    "/quan-tri/viec-may/",
    "/quan-tri/xoa-du-lieu/",
]


@pytest.mark.parametrize("address", STEWARD_PAGES)
def test_steward_pages_are_strict(house: Any, version: Any, page: Any, address: str) -> None:
    assert page(sign_in(house, "steward").get(address)).status == 200
    assert page(sign_in(house, "reception").get(address)).status == 403


def test_the_steward_employs_prints_a_slip_and_locks(house: Any, page: Any) -> None:
    from motcua.office.staff import Staff

    client = sign_in(house, "steward")
    post = house.posts["reception"]
    bad = page(
        client.post("/quan-tri/can-bo/them/", {"full_name": "Lò Văn Xá", "username": "a b", "post": str(post.pk)})
    )
    assert bad.status == 422
    assert "Lò Văn Xá" in bad.html
    sent = {"full_name": "Lò Văn Xá", "username": "lo.xa", "title": "", "post": str(post.pk)}
    assert client.post("/quan-tri/can-bo/them/", sent).status_code == 302
    assert page(client.post("/quan-tri/can-bo/them/", sent)).status == 422
    member = Staff.objects.get(account__username="lo.xa")
    assert page(client.get(f"/quan-tri/can-bo/{member.pk}/")).status == 200
    assert client.post(f"/quan-tri/can-bo/{member.pk}/phieu.pdf").content.startswith(b"%PDF")
    assert client.post(f"/quan-tri/can-bo/{member.pk}/khoa/").status_code == 302
    member.refresh_from_db()
    assert not member.is_active


def test_the_last_steward_can_not_be_locked_out(house: Any, page: Any) -> None:
    client = sign_in(house, "steward")
    shown = page(client.post(f"/quan-tri/can-bo/{house.staff['steward'].pk}/khoa/"))
    assert shown.status == 409


def test_the_steward_completes_opens_and_closes_a_procedure(house: Any, page: Any) -> None:
    version = builders.procedure("1.000002", name="Thủ tục chưa mở")
    version.level = ""
    version.save()
    client = sign_in(house, "steward")
    refused = page(client.post("/quan-tri/thu-tuc/1.000002/mo/"))
    assert refused.status == 409
    assert "mức độ" in refused.main
    assert page(client.post("/quan-tri/thu-tuc/1.000002/bo-sung/", {"level": "full"})).status == 422
    sent = {"basis": "QĐ 1/2026", "level": "full", "limit_unit": "working_day", "fee_kind": "fixed"}
    assert client.post("/quan-tri/thu-tuc/1.000002/bo-sung/", sent).status_code == 302
    assert client.post("/quan-tri/thu-tuc/1.000002/mo/").status_code == 302
    assert "Đang mở" in page(client.get("/quan-tri/thu-tuc/1.000002/")).main
    assert client.post("/quan-tri/thu-tuc/1.000002/dong/", {"reason": "Thay quy định"}).status_code == 302


def test_the_office_details_keep_a_bad_bank_number_and_say_why(house: Any, page: Any) -> None:
    client = sign_in(house, "steward")
    sent = {"name": "Trung tâm mới", "number_suffix": "TTPVHCC", "bank_bin": "97"}
    shown = page(client.post("/quan-tri/co-quan/", sent))
    assert shown.status == 422
    assert "6 chữ số" in shown.main
    assert client.post("/quan-tri/co-quan/", {**sent, "bank_bin": "970403"}).status_code == 302


def test_the_steward_adds_a_post_and_is_told_that_nobody_holds_it(house: Any, page: Any) -> None:
    client = sign_in(house, "steward")
    assert page(client.post("/quan-tri/can-bo/vi-tri/", {"kind": "specialist", "name": " "})).status == 422
    sent = {"kind": "specialist", "name": "Công chức Địa chính"}
    assert client.post("/quan-tri/can-bo/vi-tri/", sent).status_code == 302
    assert "Công chức Địa chính" in page(client.get("/quan-tri/")).main
    assert client.post("/quan-tri/can-bo/vi-tri/", {"kind": "king", "name": "Vua"}).status_code == 422


def test_one_press_writes_the_marks_and_accepts(house: Any, free: Any) -> None:
    client, dossier = sign_in(house, "reception"), situations.registered(house, free)
    sent = {f"state-{row.pk}": "ok" for row in situations.components.of_dossier(dossier)}
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/tiep-nhan/", sent).status_code == 302
    assert lives.status_of(dossier) == Status.ACCEPTED
    assert {row.state for row in situations.components.of_dossier(dossier)} == {"ok"}


def test_a_refused_press_keeps_every_mark_on_the_page_and_writes_none(house: Any, free: Any, page: Any) -> None:
    client, dossier = sign_in(house, "reception"), situations.registered(house, free)
    rows = situations.components.of_dossier(dossier)
    sent = {f"state-{row.pk}": "ok" for row in rows}
    sent |= {f"state-{rows[1].pk}": "missing", f"note-{rows[1].pk}": "Bản mờ trang hai"}
    for act in ("tiep-nhan", "bo-sung"):
        shown = page(client.post(f"/can-bo/ho-so/{dossier.pk}/{act}/", sent))
        assert shown.status in (409, 422)
        assert "Bản mờ trang hai" in shown.html
        chosen = shown.select(f"//select[@id='st-{rows[1].pk}']/option[@selected]/@value")
        assert chosen == ["missing"]
    assert {row.state for row in situations.components.of_dossier(dossier)} == {"unchecked"}


def test_what_the_check_found_missing_is_what_the_supplement_asks(house: Any, free: Any) -> None:
    from motcua.dossiers import supplements

    client, dossier = sign_in(house, "reception"), situations.registered(house, free)
    rows = situations.components.of_dossier(dossier)
    sent = {f"state-{rows[0].pk}": "ok", f"state-{rows[1].pk}": "missing", f"note-{rows[1].pk}": "Hết hạn"}
    assert client.post(f"/can-bo/ho-so/{dossier.pk}/bo-sung/", {**sent, "reason": "Thiếu"}).status_code == 302
    open_request = supplements.find_open(lives.fresh(dossier.pk))
    assert open_request is not None
    assert [(item.component_id, item.why) for item in supplements.items_of(open_request)] == [(rows[1].pk, "Hết hạn")]
    assert situations.components.of_dossier(dossier)[0].state == "ok"


def test_the_appointment_prints_alone_two_up_and_with_the_control_slip(house: Any, free: Any, page: Any) -> None:
    from motcua.papers import typesetting

    client, dossier = sign_in(house, "reception"), situations.processed(house, free)
    shown = page(client.get(f"/can-bo/ho-so/{dossier.pk}/"))
    slip = next(link for link in shown.links if "/phieu/" in link and "hai=1" in link)
    sheets = client.get(slip).content
    assert typesetting.page_count(sheets) == 1
    assert client.get(f"/can-bo/ho-so/{dossier.pk}/kiem-soat.pdf").content.startswith(b"%PDF")


def test_the_leader_issues_a_paper_only_with_a_pdf_of_it(house: Any, free: Any, page: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from tests.doors.citizen_stage import photo

    dossier = situations.approved(house, free)
    leader = sign_in(house, "leader")
    where = f"/lanh-dao/ky/{dossier.pk}/ban-giay/"
    assert page(leader.post(where)).status == 422
    refused = page(leader.post(where, {"scan": photo()}))
    assert refused.status == 422
    assert "không phải PDF" in refused.main
    made = slips.opened(slips.of_dossier(dossier)[0], by=house.acting("reception"), at=at("05/11 08:00"))
    with made.open() as stream:
        scan = SimpleUploadedFile("ket-qua.pdf", stream.read(), content_type="application/pdf")
    assert leader.post(where, {"scan": scan}).status_code == 302
    assert lives.status_of(dossier) == Status.PROCESSED
    assert "không phải kết quả điện tử" in page(leader.get(f"/can-bo/ho-so/{dossier.pk}/")).main


def test_a_scan_at_the_counter_stands_with_its_component(house: Any, version: Any, page: Any) -> None:
    from tests.doors.citizen_stage import photo

    from motcua.dossiers.dossier import Dossier

    client = sign_in(house, "reception")
    form = page(client.get("/can-bo/quay/1.004873/"))
    papers = form.select("//input[@name='paper']/@value")
    sent = {"key": "k9", "full_name": "Lê Thị Bình", "result_channel": "1", "pay": "later", "paper": papers[:2]}
    assert client.post("/can-bo/quay/1.004873/", {**sent, f"scan-{papers[0]}": photo("to-khai.jpg")}).status_code == 302
    first = situations.components.of_dossier(Dossier.objects.get())[0]
    assert [link.file.name for link in first.files.all()] == ["to-khai.jpg"]


def test_a_fee_is_waived_only_by_who_says_having_seen_the_condition(house: Any, version: Any, page: Any) -> None:
    from motcua.fees import charges

    dossier = situations.accepted(house, version)
    charges.charge(lives.fresh(dossier.pk), by=house.acting("reception"), at=at("02/11 10:05"))
    client, where = sign_in(house, "reception"), f"/can-bo/ho-so/{dossier.pk}/mien-phi/"
    assert "công dân số" in page(client.get(f"/can-bo/ho-so/{dossier.pk}/")).main
    assert page(client.post(where, {"rule": "cong-dan-so"})).status == 422
    assert page(client.post(where, {"rule": "khong-co", "seen": "1"})).status == 409
    assert client.post(where, {"rule": "cong-dan-so", "seen": "1"}).status_code == 302
    found = charges.find(lives.fresh(dossier.pk))
    assert found is not None
    assert found.amount_to_pay == 0


def test_leaders_keep_their_own_navigation_on_the_page_of_a_dossier(house: Any, free: Any, page: Any) -> None:
    dossier = situations.registered(house, free)
    shown = page(sign_in(house, "leader").get(f"/can-bo/ho-so/{dossier.pk}/"))
    assert "/lanh-dao/ky/" in shown.links
    assert shown.select("//a[@data-search-page]")


def test_a_full_page_of_work_stays_under_fifty_kilobytes(house: Any, free: Any, page: Any) -> None:
    for _ in range(51):
        situations.registered(house, free)
    shown = page(sign_in(house, "reception").get("/can-bo/"))
    assert len(shown.select("//tbody/tr")) == 40
    assert shown.select("//a[@rel='next']")


def test_a_specialist_finds_an_old_dossier_of_the_post_behind_many_newer_ones(
    house: Any, free: Any, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua.dossiers import search

    monkeypatch.setattr(search, "MOST", 2)
    mine = situations.in_process(house, free)
    for _ in range(3):
        situations.registered(house, free)
    shown = page(sign_in(house, "specialist").get("/can-bo/tim/", {"q": "H99.01-261102"}))
    assert mine.code in shown.main
    assert "H99.01-261102-0004" not in shown.main


def test_the_steward_erases_an_ended_dossier_and_not_an_open_one(house: Any, free: Any, page: Any) -> None:
    client, dossier = sign_in(house, "steward"), situations.registered(house, free)
    sent = {"code": dossier.code, "ground": "subject-request", "sure": "1"}
    shown = page(client.post("/quan-tri/xoa-du-lieu/", sent))
    assert (shown.status, dossier.code in shown.html) == (409, True)
    assert page(client.post("/quan-tri/xoa-du-lieu/", {**sent, "code": "H99.01-000000-0000"})).status == 404
    unsure = page(client.post("/quan-tri/xoa-du-lieu/", {**sent, "sure": ""}))
    assert (
        unsure.status == 422
        and "đánh dấu ô xác nhận" in unsure.text
        and "căn cứ pháp lý của việc xóa" not in unsure.text
    )
    assert "họ tên, số giấy tờ như lúc ban hành" in unsure.text and "33/2024/QH15" in unsure.text
    intake.refuse(dossier.pk, reason="Không thuộc thẩm quyền", by=house.acting("reception"), at=at("03/11 09:00"))
    assert page(client.post("/quan-tri/xoa-du-lieu/", {**sent, "ground": ""})).status == 422
    assert "Đã xóa theo luật" in page(client.post("/quan-tri/xoa-du-lieu/", sent, follow=True)).text
    assert page(client.post("/quan-tri/xoa-du-lieu/", sent)).status == 404
