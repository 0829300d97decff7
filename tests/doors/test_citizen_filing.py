"""Filing online: started, kept as typed, resumed, papers checked at once, sent once however often it is pressed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.doors.citizen_stage import PHONE, attach, begin, file, fill_in, open_procedure, photo

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.drafts import Draft, DraftFile
from motcua.journal.access_log import Look
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    cache.clear()
    return builders.found_office()


@pytest.fixture
def version(house):
    return open_procedure(house)


@pytest.fixture
def client(version):
    return Client()


def test_the_notice_on_personal_data_stands_before_the_form(client, page):
    seen = page(client.get("/nop-ho-so/1.004873/"))
    for word in ("Mục đích", "Căn cứ", "Được giữ", "Ai được xem"):
        assert word in seen.main


def test_a_wrong_phone_is_named_and_kept(client, page):
    seen = page(client.post("/nop-ho-so/1.004873/", {"phone": "12ab"}))
    assert seen.status == 422
    assert "Số điện thoại chưa đúng" in seen.main
    assert seen.select("//input[@name='phone']/@value") == ["12ab"]


def test_the_resume_code_is_said_big(client, page):
    code = begin(client)
    seen = page(client.get("/ho-so-dang-soan/ma/"))
    assert seen.select("//*[@class='big-code']/text()") == [code]


def test_wrong_answers_are_kept_as_typed_and_named(client, page):
    begin(client)
    typed = {"ho_ten": "A Thút 9", "ngay_sinh": "31/02/1990", "tiep": "1"}
    seen = page(client.post("/ho-so-dang-soan/?phan=nguoi", typed))
    assert seen.status == 422
    assert "Không có ngày 31/02/1990" in seen.main
    again = page(client.get("/ho-so-dang-soan/?phan=nguoi"))
    assert again.select("//input[@name='ngay_sinh']/@value") == ["31/02/1990"]
    assert again.select("//input[@name='ho_ten']/@value") == ["A Thút 9"]


def test_autosave_keeps_what_is_typed_without_a_page(client):
    begin(client)
    answer = client.post("/ho-so-dang-soan/?phan=nguoi", {"ho_ten": "Y Hl"}, headers={"X-Motcua-Autosave": "1"})
    assert answer.status_code == 204
    assert Draft.objects.get().values["ho_ten"] == "Y Hl"


def test_one_part_does_not_wipe_another(client):
    begin(client)
    client.post("/ho-so-dang-soan/?phan=nguoi", {"ho_ten": "A Thút", "luu": "1"})
    client.post("/ho-so-dang-soan/?phan=con", {"con-count": "1", "con-0-ten": "Y Hoa", "luu": "1"})
    kept = Draft.objects.get().values
    assert kept["ho_ten"] == "A Thút"
    assert kept["con"] == [{"ten": "Y Hoa"}]


def test_rows_are_added_and_taken_away_by_plain_buttons(client, page):
    begin(client)
    client.post("/ho-so-dang-soan/?phan=con", {"con-count": "1", "con-0-ten": "Y Hoa", "_add": "con"})
    two = page(client.get("/ho-so-dang-soan/?phan=con"))
    assert two.select("//input[@name='con-count']/@value") == ["2"]
    client.post(
        "/ho-so-dang-soan/?phan=con", {"con-count": "2", "con-0-ten": "Y Hoa", "con-1-ten": "", "_remove": "con-1"}
    )
    assert Draft.objects.get().values["con"] == [{"ten": "Y Hoa"}]


def test_a_question_says_its_condition_to_who_has_no_script(client, page):
    begin(client)
    seen = page(client.get("/ho-so-dang-soan/?phan=nguoi"))
    assert "Chỉ khai khi “Nơi cư trú” là: Nước ngoài." in seen.main


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("rong.pdf", b""), "rỗng"),
        (SimpleUploadedFile("hong.pdf", b"%PDF-1.4 hong"), "Không đọc được tệp"),
        (SimpleUploadedFile("phim.mp4", b"\x00\x00\x00\x18ftypmp42" + b"0" * 50), "không thuộc loại"),
    ],
)
def test_a_bad_file_is_named_and_the_good_one_beside_it_is_kept(client, page, upload, words):
    begin(client)
    upload.seek(0)
    seen = page(attach(client, 2, photo(), upload))
    assert seen.status == 422
    assert words in seen.main
    assert "giay-to.jpg" in seen.main
    assert DraftFile.objects.filter(removed_at=None).count() == 1


def test_a_file_can_be_taken_out_again(client, page):
    begin(client)
    attach(client, 2, photo())
    row = DraftFile.objects.get()
    assert client.get(f"/ho-so-dang-soan/giay-to/{row.pk}/").status_code == 200
    client.post(f"/ho-so-dang-soan/giay-to/{row.pk}/bo/")
    assert DraftFile.objects.filter(removed_at=None).count() == 0
    again = page(client.post(f"/ho-so-dang-soan/giay-to/{row.pk}/bo/"))
    assert again.status == 404


def test_sending_no_file_says_how(client, page):
    begin(client)
    seen = page(attach(client, 2))
    assert seen.status == 422
    assert "Chọn tệp" in seen.main


def test_what_is_missing_is_listed_before_sending_and_refused_after(client, page):
    begin(client)
    seen = page(client.get("/ho-so-dang-soan/nop/"))
    assert "Chưa nộp được" in seen.main
    assert "Còn thiếu: Giấy tờ chứng minh nơi cư trú" in seen.main
    refused = page(client.post("/ho-so-dang-soan/nop/"))
    assert refused.status == 422
    assert Dossier.objects.count() == 0


def test_pressing_twice_reloading_and_going_back_give_one_dossier(client, page):
    begin(client)
    fill_in(client)
    for _ in range(3):
        assert client.post("/ho-so-dang-soan/nop/")["Location"] == "/ho-so-da-nop/"
    assert client.get("/ho-so-dang-soan/").status_code == 302
    dossier = Dossier.objects.get()
    seen = page(client.get("/ho-so-da-nop/"))
    assert dossier.code in seen.main
    assert dossier.applicant.full_name == "A Thút"


def test_a_second_browser_with_the_code_gives_the_same_dossier(client):
    code = begin(client)
    fill_in(client)
    other = Client()
    other.post("/tiep-tuc/", {"code": code, "phone": PHONE})
    client.post("/ho-so-dang-soan/nop/")
    assert other.post("/ho-so-dang-soan/nop/").status_code == 302
    assert Dossier.objects.count() == 1


def test_the_acknowledgement_is_a_pdf_of_the_holder_only(client, page):
    file(client)
    seen = page(client.get("/ho-so-da-nop/"))
    address = next(link for link in seen.links if "/phieu/" in link)
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert Client().get(address).status_code == 302


def test_a_draft_is_resumed_by_code_and_phone_elsewhere(client, page):
    code = begin(client)
    client.post("/ho-so-dang-soan/?phan=nguoi", {"ho_ten": "A Thút", "luu": "1"})
    other = Client()
    assert (
        other.post("/tiep-tuc/", {"code": code.lower().replace("-", " "), "phone": "+84900000123"}).status_code == 302
    )
    seen = page(other.get("/ho-so-dang-soan/"))
    assert seen.select("//input[@name='ho_ten']/@value") == ["A Thút"]


def test_a_wrong_code_or_phone_is_refused_in_the_same_words(client, page):
    code = begin(client)
    wrong_phone = page(Client().post("/tiep-tuc/", {"code": code, "phone": "0900 000 999"}))
    wrong_code = page(Client().post("/tiep-tuc/", {"code": "BCDFG-BCDFG", "phone": PHONE}))
    assert wrong_phone.status == wrong_code.status == 404
    words = "Không tìm thấy hồ sơ đang soạn"
    assert words in wrong_phone.main
    assert words in wrong_code.main


def test_guessing_codes_is_stopped(client, page):
    for _ in range(10):
        Client().post("/tiep-tuc/", {"code": "BCDFG-BCDFG", "phone": PHONE})
    seen = page(Client().post("/tiep-tuc/", {"code": "BCDFG-BCDFG", "phone": PHONE}))
    assert seen.status == 429
    assert "đợi 10 phút" in seen.main


def test_resuming_after_filing_leads_to_the_dossier(client, page):
    code = begin(client)
    fill_in(client)
    client.post("/ho-so-dang-soan/nop/")
    other = Client()
    assert other.post("/tiep-tuc/", {"code": code, "phone": PHONE})["Location"] == "/tra-cuu/chi-tiet/"
    assert "A Thút" in page(other.get("/tra-cuu/chi-tiet/")).main


def test_after_twelve_hours_this_browser_must_say_the_code_again(client):
    begin(client)
    session = client.session
    session["draft"] = {**session["draft"], "at": "2026-01-01T00:00:00.000000Z"}
    session.save()
    assert client.get("/ho-so-dang-soan/")["Location"] == "/tiep-tuc/"


def test_an_expired_draft_is_gone(client):
    begin(client)
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get("/ho-so-dang-soan/")["Location"] == "/tiep-tuc/"


def test_answers_sent_without_a_draft_stay_on_the_page(version, page):
    seen = page(Client().post("/ho-so-dang-soan/?phan=nguoi", {"ho_ten": "Y Hoa"}))
    assert seen.status == 404
    assert seen.select("//input[@name='ho_ten']/@value") == ["Y Hoa"]


def test_leaving_forgets_everything_on_this_machine(client):
    file(client)
    client.post("/ket-thuc/")
    assert client.get("/tra-cuu/chi-tiet/").status_code == 302
    assert client.get("/ho-so-dang-soan/")["Location"] == "/tiep-tuc/"


def test_looking_at_ones_dossier_is_written_to_the_access_log(client):
    dossier = file(client)
    client.get("/tra-cuu/chi-tiet/")
    assert Look.objects.filter(subject_id=dossier.pk, what="citizen_detail", role="citizen").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_papers_asks_the_same_for_one_file_and_three(client, queries, count):
    begin(client)
    attach(client, 2, *[photo(f"{number}.jpg") for number in range(count)])
    client.get("/ho-so-dang-soan/giay-to/")
    with queries(6):
        client.get("/ho-so-dang-soan/giay-to/")


PROXY = {
    "proxy_name": "H'Lan Niê",
    "proxy_number": "999190000777",
    "proxy_email": "lan@thu.example",
    "proxy_address": "Buôn Ea Sút",
    "proxy_basis": "authorised",
    "authorisation": "Giấy ủy quyền số 12/2026",
}
CONTACT = "/ho-so-dang-soan/nhan-ket-qua/"


def contact(client: Client, **sent: object) -> object:
    return client.post(CONTACT, {"result_channel": "2", "phone": PHONE, **sent})


def test_a_proxy_with_the_authorisation_is_filed_and_shown_to_the_one_who_files(client, page):
    begin(client)
    fill_in(client)
    assert "open" not in page(client.get(CONTACT)).select("//details[@id='nop-thay']")[0].attrib
    told = contact(client, **PROXY, proxy_paper=[photo("uy-quyen.jpg")])
    assert told.status_code == 302 and told.url == "/ho-so-dang-soan/nop/"
    review = page(client.get("/ho-so-dang-soan/nop/"))
    for words in ("H'Lan Niê", "Được ủy quyền bằng văn bản", "Giấy ủy quyền số 12/2026", "uy-quyen.jpg"):
        assert words in review.main
    assert "999190000777" not in review.main
    assert client.post("/ho-so-dang-soan/nop/").status_code == 302
    dossier = Dossier.objects.select_related("applicant", "submitter").get()
    assert (dossier.applicant.full_name, dossier.submitter.full_name) == ("A Thút", "H'Lan Niê")
    assert "H'Lan Niê" in page(client.get("/tra-cuu/chi-tiet/")).main


def test_what_is_wrong_with_a_proxy_is_named_and_everything_typed_and_uploaded_stays(client, page):
    begin(client)
    fill_in(client)
    seen = page(contact(client, **{**PROXY, "proxy_name": "", "proxy_number": "12"}, proxy_paper=[photo("uq.jpg")]))
    assert seen.status == 422
    assert "Hãy nhập họ tên người nộp thay" in seen.main and "uq.jpg" in seen.main
    again = page(client.get(CONTACT))
    assert again.select("//input[@name='proxy_number']/@value") == ["12"]
    assert again.select("//input[@name='authorisation']/@value") == ["Giấy ủy quyền số 12/2026"]
    assert "open" in again.select("//details[@id='nop-thay']")[0].attrib
    lacking = page(client.get("/ho-so-dang-soan/nop/"))
    assert f"{CONTACT}#nop-thay" in lacking.links
    assert page(client.post("/ho-so-dang-soan/nop/")).status == 422 and not Dossier.objects.exists()


def test_a_lacking_authorisation_is_listed_with_the_place_to_hand_it_in(client, page):
    begin(client)
    fill_in(client)
    assert contact(client, **PROXY).status_code == 302
    assert "Còn thiếu: giấy tờ ủy quyền" in page(client.get("/ho-so-dang-soan/nop/")).main
    assert "Hãy tải lên" in page(client.post("/ho-so-dang-soan/nop/")).main


def test_uploading_and_taking_out_the_authorisation_keeps_what_is_typed(client, page):
    begin(client)
    told = contact(client, **PROXY, **{"tai-len": "1"}, proxy_paper=[photo("uy-quyen.jpg")])
    assert told.url == f"{CONTACT}#nop-thay"
    paper = DraftFile.objects.get(component=None)
    out = client.post(f"{CONTACT}{paper.pk}/bo/", {"phone": PHONE, **PROXY, "proxy_address": "Buôn Mới"})
    assert out.status_code == 302
    shown = page(client.get(CONTACT))
    assert shown.select("//input[@name='proxy_address']/@value") == ["Buôn Mới"] and "uy-quyen.jpg" not in shown.main
    gone = client.post(f"{CONTACT}{paper.pk}/bo/", {"result_channel": "2", "phone": PHONE, **PROXY})
    assert page(gone).status == 404
    assert page(contact(client, **PROXY, **{"tai-len": "1"})).status == 422


def test_a_bad_authorisation_file_is_named_and_the_good_one_kept(client, page):
    begin(client)
    bad = SimpleUploadedFile("hong.pdf", b"khong phai pdf", content_type="application/pdf")
    seen = page(contact(client, **PROXY, proxy_paper=[bad, photo("tot.jpg")]))
    assert seen.status == 422 and "hong.pdf" in seen.main and "tot.jpg" in seen.main


def test_a_proxy_that_is_not_finished_yet_keeps_nothing_else_from_being_kept(client):
    begin(client)
    typed = {"result_channel": "3", "phone": "0987 654 321", "proxy_number": "1234"}
    assert client.post(CONTACT, typed, headers={"X-Motcua-Autosave": "1"}).status_code == 204
    draft = Draft.objects.get()
    assert (draft.result_channel, draft.phone, draft.proxy["number"]) == (3, "+84987654321", "1234")


def test_autosave_keeps_the_proxy_as_typed(client):
    begin(client)
    answer = client.post(CONTACT, {"proxy_name": "H'L", "phone": "09"}, headers={"X-Motcua-Autosave": "1"})
    assert answer.status_code == 204
    assert Draft.objects.get().proxy["full_name"] == "H'L"
