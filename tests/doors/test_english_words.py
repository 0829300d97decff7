"""English on screen where Vietnamese is stored or said by the kernel: reasons, limits, refusals."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from tests.doors.citizen_stage import begin, come_as_owner, file, open_procedure

from motcua.doors.limit_words import limit_words
from motcua.doors.templatetags.words import spoken
from motcua.dossiers.watch import REASONS
from motcua.kernel.limits import Limit, Unit
from motcua.site.demo import builders

LIMITS = [
    # limit, Vietnamese as papers print it, English
    (Limit(3, Unit.WORKING_DAY), "03 ngày làm việc", "03 working days"),
    (Limit(8, Unit.WORKING_HOUR), "08 giờ làm việc", "08 working hours"),
    (Limit(1, Unit.HALF_DAY), "0,5 ngày làm việc", "0,5 working days"),
    (Limit(0, Unit.WORKING_DAY), "Trong ngày làm việc", "Within the working day"),
    (Limit(0, Unit.HALF_DAY), "Trong buổi làm việc", "Within the half working day"),
    (Limit(10, Unit.DAY), "10 ngày", "10 days"),
    (Limit(2, Unit.MONTH), "02 tháng", "02 months"),
    (Limit(24, Unit.HOUR), "24 giờ", "24 hours"),
]


@pytest.mark.parametrize(("limit", "vietnamese", "english"), LIMITS)
def test_a_limit_is_said_in_the_readers_language_and_as_the_papers_print_it(limit, vietnamese, english):
    assert limit_words(limit) == limit.words() == vietnamese
    with translation.override("en"):
        assert limit_words(limit) == english


@pytest.mark.parametrize("kind", REASONS)
def test_why_a_dossier_waits_is_said_in_the_readers_language(kind):
    assert spoken(REASONS[kind]) == REASONS[kind]
    with translation.override("en"):
        assert spoken(REASONS[kind]).isascii()
        assert spoken(f"{REASONS[kind]}. Ghi chú riêng") == f"{spoken(REASONS[kind])}. Ghi chú riêng"
        assert spoken("") == ""


@pytest.mark.django_db
def test_a_citizen_who_reads_english_follows_the_dossier_in_english(page):
    house = builders.found_office()
    open_procedure(house)
    dossier = file(Client())
    client = come_as_owner(dossier)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    seen = page(client.get("/tra-cuu/chi-tiet/")).main
    for words in (
        "Waiting for an officer to check and accept it",
        "Not checked yet",
        "Ask to withdraw",
        "Limit for the",
    ):
        assert words in seen
    assert dossier.reason == "Chờ cán bộ kiểm tra, tiếp nhận", "what is stored stays Vietnamese"


@pytest.mark.django_db
def test_a_wrong_phone_or_code_is_refused_in_the_readers_language(page):
    house = builders.found_office()
    open_procedure(house)
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "The phone number is not right" in page(client.post("/nop-ho-so/1.004873/", {"phone": "12"})).main
    told = page(client.post("/tiep-tuc/", {"code": "BCDFG-HJKLM", "phone": "0912 345 678"}))
    assert "No draft has this code" in told.main
    begin(client)
    shown = page(client.post("/ho-so-dang-soan/nhan-ket-qua/", {"phone": "12", "proxy_number": "1"})).main
    assert "A personal number has exactly 12 digits" in shown and "Enter the name of who files on behalf" in shown
