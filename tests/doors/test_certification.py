"""Certification on screen: strict pages, every button does its act, refusals keep what was typed, queries stay flat."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.certification import stage
from tests.certification.stage import BIRTH, COPY, DIPLOMA, SIGNATURE
from tests.certification.test_electronic import picture
from tests.certification.test_entered import received as received_at

from motcua.certification import electronic
from motcua.certification.authority import CertifyingRight
from motcua.certification.certifying import Document
from motcua.certification.lines import BookLine, State
from motcua.certification.translators import Translator
from motcua.certification.wordings import OfficeWording
from motcua.desk import certify_electronic
from motcua.dossiers import transfers
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.kernel.localtime import local_day
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
ROOT = "/can-bo/chung-thuc"


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture
def house(db: None) -> Any:
    made = stage.found(bank_bin="970403", bank_account="0011012345678")
    stage.grant(made)
    return made


def sign_in(house: Any, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form(house: Any, code: str = COPY, **more: Any) -> dict[str, Any]:
    sent = {
        "key": "k1",
        "rows": "3",
        "full_name": "A Thút",
        "number": "999095000123",
        "type-1": "Giấy khai sinh",
        "pages-1": "1",
        "copies-1": "3",
        "type-2": "Bằng tốt nghiệp",
        "pages-2": "2",
        "copies-2": "2",
        "copies-3": "1",
        "statements": list(stage.SAID[code]),
        "certifier": str(house.staff["leader"].pk),
        "when": "now",
        "pay": "cash",
    }
    return {**sent, **more}


def come(house: Any, *documents: Any, **more: Any) -> Any:
    return stage.come(house, *documents, moment=timezone.now(), **more)


def received(house: Any) -> Dossier:
    return received_at(house, at=timezone.now())


def test_every_page_is_strict_for_everyone_who_may_open_it(house: Any, page: Any) -> None:
    done = come(house, BIRTH, DIPLOMA, when="today", key="w")
    line = come(house, BIRTH, key="n").lines[0]
    addresses = ["cho/", "so/", "quyen/", "nguoi-dich/", "loi-chung/"]
    addresses += [f"ho-so/{done.dossier.pk}/", f"ho-so/{line.dossier_id}/", f"dong/{line.pk}/"]
    for kind in ("reception", "specialist", "leader", "director"):
        client = sign_in(house, kind)
        for address in addresses:
            assert page(client.get(f"{ROOT}/{address}")).status == 200, (kind, address)
    reception = sign_in(house, "reception")
    for code in (COPY, SIGNATURE, stage.TRANSLATION, stage.CONTRACT):
        assert page(reception.get(f"{ROOT}/quay/{code}/")).status == 200
    assert reception.get(f"{ROOT}/").url.endswith("/quay/")
    assert sign_in(house, "leader").get(f"{ROOT}/").url.endswith("/cho/")


def test_one_press_certifies_two_documents_and_hands_them_over(house: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    answer = client.post(f"{ROOT}/quay/", form(house), follow=True)
    shown = page(answer)
    assert "Đã vào sổ số 01, 02" in shown.text and "14.000" in shown.main
    dossier = Dossier.objects.get()
    assert dossier.status == Status.RETURNED
    words = client.get(f"{ROOT}/ho-so/{dossier.pk}/loi-chung.pdf")
    assert words.content.startswith(b"%PDF")
    assert client.post(f"{ROOT}/quay/", form(house)).status_code == 302 and Dossier.objects.count() == 1


def test_the_ordinary_counter_leads_certification_to_its_own_screen(house: Any) -> None:
    assert sign_in(house, "reception").get(f"/can-bo/quay/{COPY}/").url == f"{ROOT}/quay/{COPY}/"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"statements": []}, "chưa xác nhận"),
        ({"certifier": ""}, "chưa được giao quyền"),
        ({"pages-2": "", "copies-2": "x"}, "Dòng 2"),
        ({"when": "later"}, "phiếu hẹn"),
        ({"when": "later", "days": "9", "reason": "nhiều"}, "thỏa thuận bằng văn bản"),
        ({"type-1": "", "pages-1": "", "type-2": "", "pages-2": ""}, "ít nhất một loại"),
        ({"full_name": ""}, "Hãy nhập họ tên"),
        ({"pages-1": "٣"}, "Dòng 1"),
        ({"copies-1": "9999999999"}, "Dòng 1"),
        ({"days": "x"}, "số nguyên"),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(house: Any, page: Any, more: Any, said: str) -> None:
    shown = page(sign_in(house, "reception").post(f"{ROOT}/quay/", form(house, phone="0912345678", **more)))
    assert 400 <= shown.status < 500 and said in shown.text
    assert 'value="0912345678"' in shown.html
    assert not Dossier.objects.exists()


def test_the_fee_is_worked_out_and_rows_are_added_without_writing(house: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    shown = page(client.post(f"{ROOT}/quay/", form(house, fee="1")))
    assert shown.status == 200 and "14.000" in shown.main
    shown = page(client.post(f"{ROOT}/quay/", form(house, more="1")))
    assert 'name="type-6"' in shown.html and 'value="Giấy khai sinh"' in shown.html
    assert not Dossier.objects.exists()


def test_an_excluded_original_is_refused_by_name(house: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    shown = page(client.post(f"{ROOT}/quay/", form(house, refuse="1")))
    assert shown.status == 422 and "ít nhất một trường hợp" in shown.text
    assert client.post(f"{ROOT}/quay/", form(house, refuse="1", case=["altered"])).status_code == 302
    assert Dossier.objects.get().status == Status.REJECTED
    assert set(BookLine.objects.values_list("state", flat=True)) == {State.REFUSED}


def test_what_was_ticked_as_excluded_is_not_certified_by_the_other_button(house: Any, page: Any) -> None:
    shown = page(sign_in(house, "reception").post(f"{ROOT}/quay/", form(house, case=["altered"])))
    assert shown.status == 422 and "Từ chối chứng thực" in shown.text and 'value="Bằng tốt nghiệp"' in shown.html
    assert shown.select("//input[@name='case'][@value='altered'][@checked]") and not Dossier.objects.exists()


def test_the_absence_of_the_electronic_right_is_named_with_who_grants_it(house: Any, page: Any) -> None:
    client, leader = sign_in(house, "reception"), sign_in(house, "leader")
    shown = page(client.get(f"{ROOT}/quay/"))
    assert "Chưa ai được giao quyền chứng thực bản sao điện tử" in shown.main and "lãnh đạo UBND" in shown.main
    assert 'name="electronic-1"' not in shown.html
    assert "bản sao điện tử" in page(client.get(f"{ROOT}/quyen/")).main
    sent = {"staff": str(house.staff["leader"].pk), "way": "electronic", "basis": "QĐ 15/QĐ-UBND"}
    assert client.post(f"{ROOT}/quyen/giao/", sent).status_code == 403
    assert page(leader.post(f"{ROOT}/quyen/giao/", {**sent, "basis": ""})).status == 422
    assert page(leader.post(f"{ROOT}/quyen/giao/", {**sent, "from_on": "32/13"})).status == 422
    assert leader.post(f"{ROOT}/quyen/giao/", sent).status_code == 302
    assert 'name="electronic-1"' in page(client.get(f"{ROOT}/quay/")).html
    right = CertifyingRight.objects.get(way="electronic")
    assert leader.post(f"{ROOT}/quyen/{right.pk}/het/").status_code == 302
    assert 'name="electronic-1"' not in page(client.get(f"{ROOT}/quay/")).html


def test_an_electronic_copy_goes_from_the_scan_to_the_two_signatures(house: Any, page: Any) -> None:
    stage.grant(house, way="electronic")
    client, leader = sign_in(house, "reception"), sign_in(house, "leader")
    scan = SimpleUploadedFile("bang.jpg", picture(), content_type="image/jpeg")
    refused = page(client.post(f"{ROOT}/quay/", form(house, **{"electronic-2": "1", "scan-2": scan, "statements": []})))
    kept = refused.select("//input[@name='kept-2']")[0].get("value")
    sent = form(house, **{"electronic-2": "1", "kept-2": kept, "copies-2": "1"})
    assert client.post(f"{ROOT}/quay/", sent).status_code == 302
    dossier = Dossier.objects.get()
    assert "Chờ người có quyền duyệt" in page(client.get(f"{ROOT}/ho-so/{dossier.pk}/")).main
    assert client.post(f"{ROOT}/ho-so/{dossier.pk}/duyet/").status_code == 403
    assert leader.get(f"/lanh-dao/ky/{dossier.pk}/").url == f"{ROOT}/ho-so/{dossier.pk}/"
    assert leader.post(f"{ROOT}/ho-so/{dossier.pk}/duyet/").status_code == 302
    certify_electronic.sign(dossier.pk, house.office.pk, at=timezone.now())
    shown = page(leader.get(f"{ROOT}/ho-so/{dossier.pk}/"))
    assert "KÝ THỬ" in shown.main
    line = electronic.copies_of(dossier)[0]
    assert client.get(f"{ROOT}/ho-so/{dossier.pk}/ban-sao/{line.pk}.pdf").status_code == 200
    for code in (line.signature.code, line.office_signature.code):
        answer = page(Client().get(f"/kiem-tra/{code}/"))
        assert "Chữ ký 1" in answer.main and "Chữ ký 2" in answer.main


def test_what_waits_is_entered_appointed_and_struck_from_its_pages(house: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    dossier = come(house, BIRTH, when="today").dossier
    one = f"{ROOT}/ho-so/{dossier.pk}"
    assert page(client.post(f"{one}/hen/", {"days": "", "reason": "đông"})).status == 422
    assert client.post(f"{one}/hen/", {"days": "2", "reason": "đông"}).status_code == 302
    assert page(client.post(f"{one}/chung-thuc/", {"certifier": "x"})).status == 403
    sent = {"certifier": str(house.staff["leader"].pk), "hand_over": "1"}
    assert client.post(f"{one}/chung-thuc/", sent).status_code == 302
    line = BookLine.objects.get()
    assert page(client.post(f"{ROOT}/dong/{line.pk}/gach-bo/", {"reason": "", "document_type": "Sổ"})).status == 422
    sent = {"reason": "sai", "document_type": "Trích lục", "pages": "1", "copies": "3"}
    answer = client.post(f"{ROOT}/dong/{line.pk}/gach-bo/", sent, follow=True)
    assert "Thay cho dòng đã gạch bỏ" in page(answer).main
    assert "gạch bỏ" in page(client.get(f"{ROOT}/so/")).main


def test_books_are_printed_and_closed_from_the_page(house: Any, page: Any) -> None:
    client, leader = sign_in(house, "reception"), sign_in(house, "leader")
    today = local_day(timezone.now())
    come(house, BIRTH)
    sent = {"book": "copies", "year": str(today.year), "month": str(today.month)}
    shown = page(client.post(f"{ROOT}/so/in/", sent))
    assert shown.status == 422 and "chưa hết" in shown.text
    assert page(client.post(f"{ROOT}/so/in/", {"book": "x", "year": "12"})).status == 422
    assert client.post(f"{ROOT}/so/khoa/", {**sent, "sure": "1"}).status_code == 403
    assert page(leader.post(f"{ROOT}/so/khoa/", {**sent, "sure": "1"})).status == 422 or today.month == 12
    assert client.get(f"{ROOT}/so/{house.office.pk}.pdf").status_code == 404


def test_translators_and_wordings_are_kept_by_the_leader(house: Any, page: Any) -> None:
    client, leader = sign_in(house, "reception"), sign_in(house, "leader")
    sent = {"full_name": "Siu Lan", "languages": "Anh", "basis": "QĐ 5/QĐ-STP"}
    assert client.post(f"{ROOT}/nguoi-dich/ghi/", sent).status_code == 403
    assert page(leader.post(f"{ROOT}/nguoi-dich/ghi/", {**sent, "basis": ""})).status == 422
    assert leader.post(f"{ROOT}/nguoi-dich/ghi/", sent).status_code == 302
    assert "Siu Lan" in page(client.get(f"{ROOT}/quay/{stage.TRANSLATION}/")).main
    assert leader.post(f"{ROOT}/nguoi-dich/{Translator.objects.get().pk}/het/").status_code == 302
    wording = {"kind": "copy", "text": "Bản sao\n{so}", "legal_ref": "NĐ 280/2025"}
    assert page(leader.post(f"{ROOT}/loi-chung/dat/", {**wording, "text": "không số"})).status == 422
    assert leader.post(f"{ROOT}/loi-chung/dat/", wording).status_code == 302
    assert OfficeWording.objects.count() == 1
    assert "riêng của cơ quan" in page(client.get(f"{ROOT}/loi-chung/")).main


def test_names_are_masked_in_the_lists(house: Any, page: Any) -> None:
    come(house, BIRTH, applicant={"full_name": "Nguyễn Văn An"})
    come(house, BIRTH, when="today", applicant={"full_name": "Nguyễn Văn An"}, key="w")
    client = sign_in(house, "reception")
    for address in ("so/", "cho/"):
        shown = page(client.get(f"{ROOT}/{address}"))
        assert "Nguyễn V. A" in shown.main and "Nguyễn Văn An" not in shown.html


def test_another_office_finds_nothing(house: Any, page: Any) -> None:
    line = come(house, BIRTH).lines[0]
    other = sign_in(builders.found_office("H99.02", "Trung tâm xã khác", prefix="x"), "leader")
    for address in (f"ho-so/{line.dossier_id}/", f"dong/{line.pk}/", f"ho-so/{line.dossier_id}/loi-chung.pdf"):
        assert other.get(f"{ROOT}/{address}").status_code == 404
    assert other.post(f"{ROOT}/dong/{line.pk}/gach-bo/", {"reason": "x"}).status_code == 404
    assert line.number_words not in page(other.get(f"{ROOT}/so/")).main


@pytest.mark.parametrize(
    ("kind", "address", "when", "number"),
    [("reception", "so/", "now", 11), ("reception", "cho/", "today", 5), ("leader", "quyen/", "now", 6)],
)
def test_the_lists_ask_the_same_number_of_queries_for_one_and_three_rows(
    house: Any, queries: Any, kind: str, address: str, when: str, number: int
) -> None:
    client = sign_in(house, kind)
    come(house, BIRTH, when=when, key="1")
    client.get(f"{ROOT}/{address}")
    with queries(number):
        client.get(f"{ROOT}/{address}")
    come(house, BIRTH, when=when, key="2")
    come(house, DIPLOMA, when=when, key="3")
    with queries(number):
        client.get(f"{ROOT}/{address}")


def test_what_waits_is_read_to_its_last_line_forty_at_a_time(house: Any, page: Any) -> None:
    long = "Giấy xác nhận tình trạng hôn nhân do Ủy ban nhân dân xã cấp để làm thủ tục kết hôn " * 2
    person = {"full_name": "Nguyễn Thị Tôn Nữ Hồng Phương Thảo Minh Châu", "number": "999095000123"}
    for number in range(9):
        documents = [Document(f"{number}-{place} {long}"[:200], pages=1) for place in range(10)]
        come(house, *documents, when="today", key=f"k{number}", applicant=person)
    client, address, read = sign_in(house, "reception"), f"{ROOT}/cho/", []
    while address:
        shown = page(client.get(address))
        rows = shown.select("//tbody/tr/td[@data-label='Giấy tờ']/text()")
        assert 0 < len(rows) <= 40
        read += [str(row).split()[0] for row in rows]
        following = [link for link in shown.links if link.startswith("?sau=")]
        address = f"{ROOT}/cho/{following[0]}" if following else ""
    assert read == [f"{number}-{place}" for number in range(9) for place in range(10)]
    assert page(client.get(f"{ROOT}/cho/?sau=hong")).select("//tbody/tr"), "a spoilt address shows the first page"


def test_a_dossier_received_by_a_written_slip_is_entered_on_its_page(house: Any, page: Any) -> None:
    client, dossier = sign_in(house, "reception"), received(house)
    assert f"{ROOT}/ho-so/{dossier.pk}/" in page(client.get(f"/can-bo/ho-so/{dossier.pk}/")).html
    one = f"{ROOT}/ho-so/{dossier.pk}/"
    assert "Ghi giấy tờ của hồ sơ" in page(client.get(one)).main
    sent = form(house)
    refused = page(client.post(f"{one}ghi/", {**sent, "statements": []}))
    assert refused.status == 422 and "chưa xác nhận" in refused.text and 'value="Bằng tốt nghiệp"' in refused.html
    shown = page(client.post(f"{one}ghi/", sent, follow=True))
    assert "Đã vào sổ số 01, 02" in shown.text and "Ghi giấy tờ của hồ sơ" not in shown.main


def test_the_specialist_is_led_to_the_book_and_may_only_propose_a_refusal(house: Any, page: Any) -> None:
    dossier = received(house)
    transfers.transfer(dossier.pk, by=house.acting("reception"), at=timezone.now())
    client = sign_in(house, "specialist")
    shown = page(client.get(f"/can-bo/ho-so/{dossier.pk}/"))
    assert "Chứng thực đi qua sổ" in shown.main and f"{ROOT}/ho-so/{dossier.pk}/" in shown.html
    sent = {"outcome": "granted", "title": "Bản sao", "body": "đúng"}
    answer = page(client.post(f"/can-bo/ho-so/{dossier.pk}/de-xuat/", sent))
    assert answer.status == 409 and "vào sổ" in answer.text
