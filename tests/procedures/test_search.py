"""A citizen finds the procedure without diacritics, with half a word, with a slip of the finger, by what people say."""

from collections.abc import Callable

import pytest
from tests.procedures.days import AT, TODAY

from motcua.journal.acting import Acting
from motcua.office.offices import Office
from motcua.procedures import catalogue, openings, search, versions


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("xac nhan tinh trang hon nhan", "1.004873"),
        ("Xác nhận tình trạng hôn nhân", "1.004873"),
        ("XAC NHAN TINH TRANG HON NHAN", "1.004873"),
        ("tinh trang hon nh", "1.004873"),  # half a word
        ("xac nhan tinh trnag hon nhan", "1.004873"),  # two letters swapped
        ("xac nhan tinhh trang hon nhan", "1.004873"),  # one too many
        ("khai sin", "1.001193"),
        ("khai sinh", "1.001193"),
        ("khai sihn", "1.001193"),
        ("ket hon", "1.000894"),
        ("độc thân", "1.004873"),
        ("doc than", "1.004873"),
        ("sao y bản chính", "2.000815"),
        ("sổ đỏ", "1.013978"),
        ("1.004873", "1.004873"),
        ("1.004873.000.00.00.H34", "1.004873"),
        ("1004873", "1.004873"),
        ("004873", "1.004873"),
    ],
)
def test_the_meant_procedure_comes_first(loaded: None, text: str, first: str) -> None:
    assert search.find(text)[0].code == first


def test_a_part_of_a_code_lists_all_that_have_it(loaded: None) -> None:
    assert {one.code for one in search.find("1.0048")} >= {"1.004873", "1.004859"}
    assert all(one.code.startswith("1.0048") for one in search.find("1.0048"))


def test_a_word_of_the_name_stands_before_one_of_the_sector(loaded: None) -> None:
    codes = [one.code for one in search.find("ho tich", limit=100)]
    in_name = [one.code for one in search.find("ho tich", limit=100) if "ho tich" in one.folded_name]
    assert codes[: len(in_name)] == in_name
    assert {one.code for one in catalogue.public().filter(sector="Hộ tịch")} <= set(codes)


@pytest.mark.parametrize("text", ["qqqqqq", "????", "xyzzy plugh"])
def test_nothing_is_found_for_nonsense(loaded: None, text: str) -> None:
    assert text == "????" or search.find(text) == []


def test_an_empty_text_lists_the_first_by_sector_and_name(loaded: None) -> None:
    assert [one.code for one in search.find("  ")] == [one.code for one in catalogue.public()[:50]]


def test_procedures_of_other_authorities_are_left_out_unless_asked_for(loaded: None) -> None:
    assert all(one.authority_group == catalogue.COMMUNE for one in search.find("can cuoc", limit=600))
    assert any(one.authority_group == "Công an cấp xã" for one in search.find("can cuoc", all_rows=True))


def test_results_can_be_kept_to_a_sector_or_to_what_an_office_takes_in(office: Office, steward: Acting) -> None:
    assert {one.sector for one in search.find("dang ky", sector="Hộ tịch")} == {"Hộ tịch"}
    openings.open_for_filing(office, versions.current("1.001193", TODAY), by=steward, at=AT)
    assert [one.code for one in search.find("khai sinh", office=office)] == ["1.001193"]
    assert [one.code for one in search.find("", office=office)] == ["1.001193"]


@pytest.mark.parametrize(
    ("text", "queries"),
    [("xac nhan tinh trang hon nhan", 2), ("khai sihn", 3), ("1.004873", 1), ("", 1), ("zzzzzz", 2)],
)
def test_search_needs_at_most_three_queries(
    loaded: None, django_assert_num_queries: Callable, text: str, queries: int
) -> None:
    with django_assert_num_queries(queries):
        search.find(text)


def test_a_very_long_text_is_searched_by_its_first_words(loaded: None, django_assert_max_num_queries: Callable) -> None:
    with django_assert_max_num_queries(3):
        search.find("xác nhận tình trạng hôn nhân " * 200)


def test_sectors_are_listed_with_their_numbers(loaded: None) -> None:
    found = dict(catalogue.sectors())
    assert sum(found.values()) == 446
    assert found["Hộ tịch"] == 41
