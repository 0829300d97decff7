"""The sealed days on the public page: fingerprint, download that proves itself offline, slip of the day book."""

import base64
import hashlib
import json
import subprocess
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from tests.doors.citizen_stage import open_procedure

from motcua.desk import seal_days
from motcua.journal.chain import Entry
from motcua.journal.seals import Seal
from motcua.kernel import merkle
from motcua.office import founding
from motcua.papers import inspection
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = datetime(2026, 11, 23, 3, tzinfo=UTC), datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture
def house(db, machine_clock):
    """Return an office with a sealed Monday that has a dossier and a sealed Tuesday that has nothing."""
    cache.clear()
    machine_clock(MONDAY)
    house = builders.found_office()
    lives.file(house, open_procedure(house), at=MONDAY, name="Nguyễn Thị Hoa Sen")
    machine_clock(WEDNESDAY)
    seal_days.seal_office(house.office, at=WEDNESDAY)
    return house


def test_the_page_lists_the_days_of_the_month_with_fingerprints_and_says_what_is_missing(house, page):
    seen = page(Client().get("/niem-phong/"))
    assert "23/11/2026" in seen.main
    assert "24/11/2026" in seen.main
    assert seen.main.count("chưa có dấu thời gian") == 2
    assert "chỉ có chữ ký của cơ quan" in seen.main
    assert "Giới hạn" in seen.main
    assert "Nguyễn Thị Hoa Sen" not in seen.html


def test_before_the_first_night_the_page_says_when_it_comes(db, page):
    builders.found_office()
    assert "0 giờ 10" in page(Client().get("/niem-phong/")).main


def test_an_unknown_month_shows_the_newest_and_an_unknown_office_is_refused(house, page):
    assert "24/11/2026" in page(Client().get("/niem-phong/?thang=1999-99")).main
    assert Client().get("/niem-phong/?co-quan=H00.00").status_code == 404


def test_what_is_taken_home_proves_itself_without_this_program(house, tmp_path):
    answer = Client().get("/niem-phong/H99.01/2026-11-23.json")
    taken = json.loads(answer.content)
    assert hashlib.sha256(taken["text"].encode()).hexdigest() == taken["sha256"]
    (tmp_path / "seal.txt").write_text(taken["text"], encoding="utf-8")
    (tmp_path / "seal.sig").write_bytes(base64.b64decode(taken["signature"]))
    (tmp_path / "seal.pem").write_text(taken["certificates"])
    public = openssl(tmp_path, "x509", "-in", "seal.pem", "-pubkey", "-noout")
    (tmp_path / "seal.pub").write_bytes(public)
    said = openssl(tmp_path, "dgst", "-sha256", "-verify", "seal.pub", "-signature", "seal.sig", "seal.txt")
    assert said == b"Verified OK\n"
    assert json.loads(taken["text"])["root"] != merkle.root([])


def openssl(folder, *words: str) -> bytes:
    """Return what openssl says; any failure fails the test."""
    return subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True).stdout


def test_the_slip_of_the_day_book_is_one_page(house):
    answer = Client().get("/niem-phong/H99.01/2026-11-23.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert inspection.inspect(answer.content, "phieu.pdf").pages == 1


@pytest.mark.parametrize(("day", "status"), [("2026-11-25", 404), ("hom-nay", 404), ("2026-13-45", 404)])
def test_a_day_that_is_not_sealed_or_no_day_is_said_so(house, day, status):
    for kind in ("json", "pdf"):
        assert Client().get(f"/niem-phong/H99.01/{day}.{kind}").status_code == status


@pytest.mark.parametrize("days", [1, 3])
def test_queries_do_not_grow_with_the_days(db, machine_clock, django_assert_num_queries, days):
    machine_clock(MONDAY)
    house = builders.found_office()
    lives.file(house, open_procedure(house), at=MONDAY, name="Nguyễn Thị Hoa Sen")
    later = MONDAY.replace(day=23 + days)
    machine_clock(later)
    assert len(seal_days.seal_office(house.office, at=later)) == days
    client = Client()
    client.get("/niem-phong/")
    with django_assert_num_queries(QUERIES):
        client.get("/niem-phong/")


QUERIES = 5


def compare(typed: str) -> str:
    """Return the address that compares a kept fingerprint with the journal of today."""
    return f"/niem-phong/?{urlencode({'ma': typed})}"


def test_who_kept_a_fingerprint_learns_that_the_day_still_stands(house, page):
    seal = Seal.objects.get(day=date(2026, 11, 23))
    for typed in (seal.fingerprint, seal.sha256, f" {seal.sha256.upper()[:30]}-{seal.sha256[30:]} "):
        seen = page(Client().get(compare(typed)))
        assert seen.status == 200
        assert f"Khớp: đây là niêm phong ngày 23/11/2026. {seal.entries} bản ghi" in seen.main


def test_an_entry_rewritten_since_is_told_to_whoever_kept_the_fingerprint(house, page):
    seal = Seal.objects.get(day=date(2026, 11, 23))
    entry = Entry.objects.get(office_id=house.office.pk, seq=2)
    Entry.objects.filter(pk=entry.pk).update(text=entry.text.replace("dossiers", "Dossiers"))
    assert "Bản ghi số 2 đã bị sửa" in page(Client().get(compare(seal.sha256))).main
    Entry.objects.filter(pk=entry.pk).update(text=entry.text, hash="0" * 64)
    assert "khác với lúc niêm phong" in page(Client().get(compare(seal.sha256))).main


def test_a_fingerprint_that_is_nobody_s_or_none_is_refused_in_words_and_kept_in_the_field(house, page):
    unknown = page(Client().get(compare("ab" * 32)))
    assert unknown.status == 404 and "báo cơ quan thanh tra" in unknown.main and "ab" * 32 in unknown.html
    short = page(Client().get(compare("ABCD 12")))
    assert short.status == 422 and "64 ký tự" in short.main and "ABCD 12" in short.html


def test_the_command_finds_that_a_published_seal_is_gone(house, capsys):
    founding.tell(house.office, at=WEDNESDAY)
    kept = Seal.objects.get(day=date(2026, 11, 23)).fingerprint
    call_command("verify_journal", "--skip-files", "--published", kept)
    with pytest.raises(SystemExit):
        call_command("verify_journal", "--skip-files", "--published", "ab" * 32)
    assert f"{'ab' * 32} không còn" in capsys.readouterr().out
