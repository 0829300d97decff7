"""A sealed entry rewritten and the chain counted anew behind it: the first day is named, the later ones in its line."""

import json
import re
from datetime import timedelta

import pytest
from tests.journal.acts_of_test import OFFICE, write
from tests.journal.test_seals import NOTARY, at, keys, office  # noqa: F401 - fixtures

from motcua.desk import seal_days
from motcua.journal import seal_verification, verification
from motcua.journal.chain import Detail, Entry, Head
from motcua.journal.seals import Seal
from motcua.journal.verification import Finding
from motcua.kernel.chain import canonical, entry_hash

pytestmark = pytest.mark.django_db
CODES = ("seal-entries", "seal-cut")


@pytest.fixture
def days(office, machine_clock) -> list[Seal]:  # noqa: F811 - a fixture
    """Return the seals of nine days, 02/11 to 10/11: three entries each, none on the fifth."""
    for number in range(9):
        for hour in (8, 9, 15):
            if number != 4:
                moment = at(2, hour) + timedelta(days=number)
                machine_clock(moment)
                write(at=moment)
    machine_clock(at(11, 1))
    return seal_days.seal_office(office, at=at(11, 1))


def rewrite(seal: Seal, word: str) -> None:
    """Change an entry of the day as one would who owns the disk: its text, and every hash from there on."""
    Entry.objects.filter(office_id=OFFICE, seq=seal.first_seq + 1).update(text=_changed(seal.first_seq + 1, word))
    count_anew(seal.first_seq + 1)


def _changed(seq: int, word: str) -> str:
    body = json.loads(Entry.objects.get(office_id=OFFICE, seq=seq).text)
    body["event"]["number"] = word
    return canonical(body)


def count_anew(seq: int) -> None:
    previous = Entry.objects.filter(office_id=OFFICE, seq=seq - 1).values_list("hash", flat=True).first() or ""
    for entry in Entry.objects.filter(office_id=OFFICE, seq__gte=seq).order_by("seq"):
        entry.previous_hash, entry.hash = previous, entry_hash(previous, entry.text)
        Entry.objects.filter(pk=entry.pk).update(previous_hash=previous, hash=entry.hash)
        previous = entry.hash
    Head.objects.filter(office_id=OFFICE).update(hash=previous)


def remove(**which: int) -> None:
    Detail.objects.filter(entry__in=Entry.objects.filter(office_id=OFFICE, **which)).delete()
    Entry.objects.filter(office_id=OFFICE, **which).delete()


def found() -> list[Finding]:
    return [one for one in verification.verify(OFFICE, {}, NOTARY) if one.code in CODES]


def named(findings: list[Finding]) -> list[tuple[str, int]]:
    """Return the day of each finding and how many later days it says rest on it."""
    told = []
    for one in findings:
        later = re.search(r"\. (\d+) ngày sau đó", one.words)
        told.append((one.row.removeprefix("journal.Seal 2026-11-"), int(later[1]) if later else 0))
    return told


def test_nine_sealed_days_are_sound(days):
    assert len(days) == 9 and found() == [] and [seal.entries for seal in days[:6]] == [3, 3, 3, 3, 0, 3]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, [("02", 7)]), (2, [("04", 5)]), (7, [("09", 1)]), (8, [("10", 0)])],
)
def test_one_rewritten_day_is_one_finding_with_the_days_that_rest_on_it(days, number, expected):
    rewrite(days[number], "x")
    assert named(found()) == expected
    assert {one.code for one in found()} == {"seal-entries"}
    (words,) = [one.words for one in found()]
    assert f"{days[number].day:%d/%m/%Y}" in words and words.count("khác với lúc niêm phong") == 1


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((0, 6), [("02", 4), ("08", 2)]),
        ((1, 8), [("03", 5), ("10", 0)]),
        ((2, 3), [("04", 0), ("05", 4)]),
        ((0, 3, 7), [("02", 2), ("05", 2), ("09", 1)]),
    ],
)
def test_a_second_alteration_is_named_by_its_own_day_however_far(days, numbers, expected):
    for number in numbers:
        rewrite(days[number], "x")
    assert named(found()) == expected


def test_it_does_not_matter_in_which_order_they_were_made(days):
    for number in (6, 0):
        rewrite(days[number], "x")
    assert named(found()) == [("02", 4), ("08", 2)]


def test_an_entry_taken_out_of_a_later_day_is_a_finding_of_its_own(days):
    rewrite(days[0], "x")
    remove(seq=days[5].first_seq + 1)
    assert [(one.code, one.row[-2:]) for one in found()] == [("seal-entries", "02"), ("seal-cut", "07")]
    assert named(found()) == [("02", 3), ("07", 3)]


def test_a_cut_is_named_by_its_first_day_and_counts_those_of_which_nothing_is_left(days):
    last = days[5].first_seq
    remove(seq__gt=last)
    assert named(found()) == [("07", 3)]
    (one,) = found()
    assert one.code == "seal-cut" and "Thiếu 2 bản ghi" in one.words and "không còn bản ghi nào" in one.words


def test_the_page_of_one_day_speaks_of_that_day_alone(days):
    rewrite(days[0], "x")
    words = seal_verification.check_one(Seal.objects.get(number=3), NOTARY)
    assert len(words) == 1 and "04/11/2026" in words[0] and "ngày sau đó" not in words[0]
