"""Verification for anyone: by code, by file; a changed byte is seen, nothing personal is shown, nothing is kept."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.doors.citizen_stage import open_procedure

from motcua.dossiers import signing
from motcua.papers.storage import StoredFile
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
AT = timezone.now() - timedelta(minutes=5)


@pytest.fixture
def result(db):
    cache.clear()
    house = builders.found_office()
    dossier = lives.file(house, open_procedure(house), at=AT, name="Nguyễn Thị Hoa Sen")
    lives.accept(house, dossier, at=AT)
    lives.hand_on(house, dossier, at=AT)
    lives.propose(house, dossier, at=AT)
    lives.approve(house, dossier, at=AT)
    return signing.sign(dossier.pk, house.office.pk, at=AT)


def upload(data, name="ket-qua.pdf"):
    return Client().post("/kiem-tra/", {"file": SimpleUploadedFile(name, data)})


def test_the_code_tells_who_signed_and_that_it_is_a_trial(result, page):
    seen = page(Client().get(f"/kiem-tra/{result.signature.code.lower()}/"))
    assert result.signature.signer_name in seen.main
    assert "Không byte nào thay đổi" in seen.main
    assert "KÝ THỬ, không có giá trị pháp lý" in seen.main


def test_the_page_names_the_procedure_and_never_the_person(result, page):
    seen = page(Client().get(f"/kiem-tra/{result.signature.code}/"))
    assert "Giấy xác nhận tình trạng hôn nhân" in seen.main
    assert "Nguyễn Thị Hoa Sen" not in seen.html
    assert result.dossier.code not in seen.html


def test_an_uploaded_file_is_checked_and_not_kept(result, page):
    before = StoredFile.objects.count()
    seen = page(upload(result.file.read()))
    assert "Không byte nào thay đổi" in seen.main
    assert StoredFile.objects.count() == before


def test_one_changed_byte_is_seen(result, page):
    data = bytearray(result.file.read())
    data[200] ^= 1
    seen = page(upload(bytes(data)))
    assert "Không byte nào thay đổi" not in seen.main


@pytest.mark.parametrize("data", [b"", b"khong phai pdf", b"%PDF-1.4 hong"])
def test_a_file_that_is_no_pdf_gets_a_sentence(result, page, data):
    seen = page(upload(data))
    assert seen.status == 422
    assert "PDF" in seen.main


def test_no_file_at_all_gets_a_sentence(result, page):
    assert page(Client().post("/kiem-tra/")).status == 422


@pytest.mark.parametrize("code", ["BCDFGHJKLM", "x", "ăăăăăăăăăă", "BCDFG-HJKLM"])
def test_an_unknown_code_is_a_clear_404(result, page, code):
    seen = page(Client().get(f"/kiem-tra/{code}/"))
    assert seen.status == 404
    assert "Không có văn bản nào" in seen.main


def test_a_typed_code_leads_to_its_page(result):
    code = result.signature.code
    assert Client().get(f"/kiem-tra/?ma={code}")["Location"] == f"/kiem-tra/{code}/"


def test_the_first_page_asks_nothing_of_the_database_but_the_centre(result, queries):
    with queries(1):
        Client().get("/kiem-tra/")
