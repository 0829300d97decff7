"""The public pages: search, one procedure, its QR code and poster; what is unknown is said to be unknown."""

import pytest
from django.test import Client
from tests.doors.citizen_stage import open_procedure

from motcua.procedures import search
from motcua.procedures.catalogue import Procedure
from motcua.procedures.channels import ChannelTerm
from motcua.procedures.components import Case, Guidance
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return builders.found_office(address="Số 1 đường Hùng Vương", phone="0263 3999 001")


@pytest.fixture
def version(house):
    found = open_procedure(house)
    search.index(Procedure.objects.all())
    return found


def more(count):
    for number in range(count):
        builders.procedure(f"2.00000{number}", name=f"Thủ tục số {number}", sector="Đất đai")
    search.index(Procedure.objects.all())


def test_the_first_page_says_where_and_when_the_centre_is_open(version, page):
    seen = page(Client().get("/"))
    assert "07:30–11:30" in seen.main
    assert "Số 1 đường Hùng Vương" in seen.main
    assert "/tthc/1.004873/" in seen.links


def test_a_procedure_is_found_without_diacritics(version, page):
    seen = page(Client().get("/tthc/?q=xac nhan tinh trang hon nhan"))
    assert "1 thủ tục" in seen.main
    assert "/tthc/1.004873/" in seen.links


def test_a_search_without_result_says_what_to_try(version, page):
    seen = page(Client().get("/tthc/?q=zzzzzzzz"))
    assert seen.status == 200
    assert "Không tìm thấy thủ tục nào" in seen.main


def test_the_list_is_paged_and_odd_page_numbers_do_no_harm(version, page):
    for number in range(25):
        builders.procedure(f"3.0000{number:02d}", name=f"Việc {number}")
    search.index(Procedure.objects.all())
    first = page(Client().get("/tthc/"))
    assert "trang 1 trên 2" in first.main
    for odd in ("99", "-1", "x", "0", "999999999"):
        assert page(Client().get(f"/tthc/?trang={odd}")).status == 200


def test_the_page_of_a_procedure_shows_papers_terms_and_the_way_to_file(version, page):
    Guidance.objects.create(version=version, position=1, text="* Lưu ý: mang theo bản chính")
    seen = page(Client().get("/tthc/1.004873/"))
    assert "Giấy tờ chứng minh nơi cư trú" in seen.main
    assert "05 ngày làm việc" in seen.main
    assert "Không thu phí" in seen.main
    assert "/nop-ho-so/1.004873/" in seen.links
    papers = seen.select("//ol[contains(@class,'list-links')]")[0].text_content()
    assert "Lưu ý" not in papers


def test_unknown_fee_and_limit_are_never_shown_as_free(version, page):
    ChannelTerm.objects.filter(version=version).update(fee_amount=None, limit_value=None)
    seen = page(Client().get("/tthc/1.004873/"))
    assert "Chưa có thông tin mức phí, hãy hỏi Trung tâm" in seen.main
    assert "Chưa có thông tin thời hạn, hãy hỏi Trung tâm" in seen.main
    assert "Không thu phí" not in seen.main


def test_a_procedure_that_is_not_open_has_no_button(house, page):
    builders.procedure("2.000999", name="Thủ tục chưa mở")
    seen = page(Client().get("/tthc/2.000999/"))
    assert "/nop-ho-so/2.000999/" not in seen.links
    assert page(Client().get("/nop-ho-so/2.000999/")).status == 409


def test_each_case_shows_its_own_papers(house, page):
    version = builders.procedure()
    for place, slug in enumerate(("doc-than", "ly-hon"), start=1):
        case = Case.objects.create(version=version, position=place, slug=slug, name=f"Trường hợp {slug}")
        version.components.create(case=case, position=10 + place, name=f"Giấy riêng {slug}")
    seen = page(Client().get("/tthc/1.004873/?truong-hop=ly-hon"))
    assert "Giấy riêng ly-hon" in seen.main
    assert "Giấy riêng doc-than" not in seen.main


def test_an_unknown_code_is_a_clear_404(house, page):
    seen = page(Client().get("/tthc/9.999999/"))
    assert seen.status == 404
    assert "Không có thủ tục mang mã" in seen.main


def test_the_qr_code_and_the_poster_are_made(version):
    picture = Client().get("/tthc/1.004873/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    poster = Client().get("/tthc/1.004873/ap-phich.pdf")
    assert poster.content.startswith(b"%PDF")


def test_the_page_of_what_is_real_names_the_stand_ins(house, page):
    seen = page(Client().get("/gioi-thieu/"))
    for word in ("VNeID", "KÝ THỬ", "SMS"):
        assert word in seen.main


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_for_one_row_and_three(version, queries, count):
    more(count - 1)
    with queries(5):
        Client().get("/tthc/")


def test_the_page_of_a_procedure_asks_little(version, queries):
    with queries(11):
        Client().get("/tthc/1.004873/")
