"""Keys, codes, personal numbers, cards, resume codes and tokens."""

import os
import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import identifiers

CARD = "001090000001||NGUYỄN VĂN A|01011990|Nam|Thôn 1, Xã X, Tỉnh Y|15082021"


def test_uuid7_has_its_version_variant_and_time():
    key = identifiers.uuid7(at_ms=1_790_000_000_123)
    assert (key.version, key.variant) == (7, "specified in RFC 4122")
    assert key.int >> 80 == 1_790_000_000_123
    assert identifiers.uuid7(at_ms=5) < identifiers.uuid7(at_ms=6)


def test_uuid7_grows_within_a_process_also_across_threads():
    made: list[list] = [[] for _ in range(4)]

    def make(own):
        own.extend(identifiers.uuid7() for _ in range(3000))

    threads = [threading.Thread(target=make, args=(own,)) for own in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(own == sorted(own) for own in made)
    assert len({key for own in made for key in own}) == 12_000


def test_uuid7_keeps_growing_when_the_clock_is_set_back(monkeypatch):
    first = identifiers.uuid7()
    monkeypatch.setattr(identifiers.time, "time_ns", lambda: 1_000_000_000)
    assert identifiers.uuid7() > first


def test_uuid7_of_a_forked_process_differs():
    before = identifiers.uuid7()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, identifiers.uuid7().bytes)
        os._exit(0)
    ours = identifiers.uuid7()
    os.waitpid(child, 0)
    theirs = os.read(reader, 16)
    os.close(reader)
    os.close(writer)
    assert len({before.bytes, ours.bytes, theirs}) == 3


@given(st.dates(date(2020, 1, 1), date(2069, 12, 31)), st.integers(1, 9_999_999), st.integers(4, 7))
def test_dossier_code_reads_back(day, number, width):
    code = identifiers.dossier_code("H15.50.05.13", day, number, width)
    assert identifiers.parse_dossier_code(code) == identifiers.DossierCode("H15.50.05.13", day, number)


def test_dossier_code_widens_instead_of_failing():
    assert identifiers.dossier_code("H15.50.05.13", date(2026, 10, 8), 975) == "H15.50.05.13-261008-0975"
    assert identifiers.dossier_code("H15.50.05.13", date(2026, 10, 8), 12_345) == "H15.50.05.13-261008-12345"


def test_an_agency_code_is_at_most_35_signs_long():
    longest = "H15." + "A" * 31
    assert identifiers.check_agency_code(longest) == longest
    with pytest.raises(ValueError, match="mã định danh"):
        identifiers.check_agency_code(longest + "A")


def test_a_personal_number_that_agrees_has_no_warning():
    assert identifiers.check_personal_number(" 001090000001 ", 1990, "Nam") == []
    assert identifiers.check_personal_number("001301000001", 2001, "female") == []
    assert identifiers.check_personal_number("999301000001") == []


def test_a_personal_number_that_disagrees_only_warns():
    warnings = identifiers.check_personal_number("001090000001", 1991, "Nữ")
    assert len(warnings) == 2
    assert "1990" in warnings[0]
    assert "nam" in warnings[1]


@pytest.mark.parametrize("text", ["", "12345678", "00109000000", "0010900000012", "00109000000A", "٠٠١٠٩٠٠٠٠٠٠١"])
def test_anything_but_twelve_digits_is_no_personal_number(text):
    with pytest.raises(ValueError, match="12 chữ số"):
        identifiers.check_personal_number(text)


def test_card_is_read():
    card = identifiers.parse_id_card_qr(CARD + "\r\n")
    assert (card.number, card.old_number, card.full_name) == ("001090000001", "", "NGUYỄN VĂN A")
    assert (card.born_on, card.birth_year, card.sex) == (date(1990, 1, 1), 1990, "Nam")
    assert (card.address, card.issued_on, card.further) == ("Thôn 1, Xã X, Tỉnh Y", date(2021, 8, 15), ())


def test_newer_card_with_more_fields_and_decomposed_letters_is_read():
    decomposed = CARD.replace("Ễ", "E\u0302\u0303") + "|15082031|Nguyễn Văn B"
    card = identifiers.parse_id_card_qr(decomposed)
    assert card.full_name == "NGUYỄN VĂN A"
    assert card.further == ("15082031", "Nguyễn Văn B")


def test_card_of_someone_whose_day_of_birth_is_unknown_keeps_the_year():
    card = identifiers.parse_id_card_qr(CARD.replace("01011990", "00001950"))
    assert (card.born_on, card.birth_year) == (None, 1950)


@pytest.mark.parametrize("text", ["", "001090000001", CARD.replace("|", "/"), CARD.replace("001090000001", "CMND")])
def test_anything_else_is_no_card(text):
    with pytest.raises(ValueError, match="Không đọc được mã QR"):
        identifiers.parse_id_card_qr(text)


def test_resume_code_is_ten_consonants_and_reads_back_however_typed():
    code = identifiers.resume_code()
    assert identifiers.normalise_resume_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert set(code.replace("-", "")) <= set(identifiers.RESUME_LETTERS)
    assert identifiers.normalise_resume_code("bcđfg hjklm") == "BCDFG-HJKLM"


@pytest.mark.parametrize("text", ["", "BCDFGHJKL", "BCDFGHJKLMN", "ABCDFGHJKL", "BCDFG-HJKL1"])
def test_anything_else_is_no_resume_code(text):
    with pytest.raises(ValueError, match="10 chữ cái"):
        identifiers.normalise_resume_code(text)


def test_tokens_differ_and_only_their_hash_is_kept():
    one, other = identifiers.token(), identifiers.token()
    assert one != other
    assert len(one) == 22
    assert identifiers.token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
