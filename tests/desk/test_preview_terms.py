"""Before a leader confirms: which limits of petitions, visits and letters would move, exactly as they then do."""

from random import Random
from typing import Any

import pytest
from tests.dossiers import calendar_changes, test_provisional
from tests.dossiers.moments import at
from tests.feedback import test_denunciations as letters
from tests.feedback.test_complaints import enter
from tests.feedback.test_petitions import receive
from tests.reception import test_reception

from motcua.desk import recount_terms
from motcua.feedback import complaint_pauses, complaint_steps
from motcua.journal.chain import Entry
from motcua.kernel.localtime import parse_iso
from motcua.office import calendar_changes as changes
from motcua.office import declarations, term_previews
from motcua.office.declarations import Declaration
from motcua.office.term_previews import TermPreview
from motcua.office.terms import Term
from motcua.site import worker
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
own_keys, known = letters.own_keys, test_provisional.known


@pytest.fixture
def house(db: None) -> Any:
    return builders.found_office()


@pytest.fixture
def everything(house: Any) -> None:
    """One of every kind with a running limit, and a complaint that was suspended and gone on with."""
    by = house.acting("director")
    receive(house, when=at("02/11 09:00"))
    test_reception.receive(house, key="v1", when=at("02/11 09:00"))
    letters.enter(house, key="t1")
    enter(house, key="c1")
    complaint = enter(house, key="c2")
    complaint_steps.accept(complaint.pk, by=by, at=at("02/11 10:00"))
    complaint_pauses.suspend(complaint.pk, number="1/QĐ", ground="force", reason="Bão.", by=by, at=at("02/11 11:00"))
    complaint_pauses.resume(complaint.pk, number="2/QĐ", by=by, at=at("03/11 09:00"))


def preview(declaration: Declaration, moment: str = "03/11 10:00", **more: Any) -> TermPreview:
    change = changes.change_of(declarations.find(declaration.pk, declaration.office_id))
    return recount_terms.preview(change, at=at(moment), **more)


def foreseen(found: TermPreview) -> list[tuple[str, str, Any, Any]]:
    return sorted((row.term.code, row.term.name, row.term.due_at, row.due_at) for row in found.rows if row.is_moved)


def moved(office_id: Any) -> list[tuple[str, str, Any, Any]]:
    """Return what the entries of the recount say was moved."""
    told = Entry.objects.filter(office_id=office_id, name="office.TermMoved")
    codes = dict(Term.objects.values_list("subject_id", "code"))
    rows = [(codes[entry.subject_id], entry.event) for entry in told]
    found = [(code, one["term"], parse_iso(one["old_due_at"]), parse_iso(one["new_due_at"])) for code, one in rows]
    return sorted(row for row in found if row[2] != row[3])


def test_a_storm_day_is_foreseen_for_every_kind_and_counted_by_kind(house, everything):
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("03/11 10:00"))
    found = preview(declaration)
    assert found.tally.looked_at == Term.objects.filter(ended_at=None).count()
    assert found.tally.by_kind == {"petition": 2, "visit": 1, "complaint": 3, "denunciation": 1}
    assert (found.tally.later, found.tally.earlier, found.tally.moved) == (7, 0, 7)
    assert Entry.objects.filter(name="office.TermMoved").count() == 0, "a preview writes nothing"


@pytest.mark.parametrize("seed", range(6))
def test_what_is_foreseen_is_what_then_happens(house, everything, seed):
    random = Random(seed)
    days = {}
    for number in random.sample(range(4, 31), 3):
        on = calendar_changes.day(f"{number:02d}/11")
        days[f"{number:02d}/11"] = "swap_work" if on.weekday() > 4 else random.choice(("local_off", "swap_off"))
    declaration = calendar_changes.declared(house, days, moment=at("03/11 10:00"))
    said = foreseen(preview(declaration))
    calendar_changes.confirm(house, declaration, moment=at("03/11 10:00"))
    worker.run_once(at("03/11 10:00"))
    assert said and said == moved(house.office.pk)


def test_a_date_that_comes_nearer_and_has_passed_by_then_is_counted_as_late(house):
    receive(house, when=at("06/11 09:00"), about="acts")
    declaration = calendar_changes.declared(
        house, {"07/11": "swap_work", "08/11": "swap_work"}, moment=at("06/11 10:00")
    )
    found = preview(declaration, "10/11 18:00")
    assert (found.tally.earlier, found.tally.late) == (2, 1)


def test_pages_follow_each_other_and_the_queries_stay_the_same(house, django_assert_num_queries, monkeypatch):
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("02/11 10:00"))
    change = changes.change_of(declaration)
    for count in (1, 3, 40):
        have = Term.objects.filter(kind="complaint", name="complaint.resolve1").count()
        for number in range(have, count):
            complaint = enter(house, key=f"k{number}", known_on=calendar_changes.day("01/10"))
            complaint_steps.accept(complaint.pk, by=house.acting("director"), at=at("02/11 10:00"))
        with django_assert_num_queries(3):  # how many run, which the change meets, and what does not count in them
            term_previews.preview(change, recount_terms.letter_holds.of_terms, at=at("02/11 10:00"))
    monkeypatch.setattr(term_previews, "BATCH", 7)
    whole = foreseen(term_previews.preview(change, lambda *_: {}, at=at("02/11 10:00"), limit=1000))
    assert whole == []  # thirty days of the calendar do not feel one day off in their midst
    for number in range(70):
        receive(house, when=at("02/11 09:00"), key=f"p{number}", about="acts")
    pages, after = [], None
    while True:
        found = preview(declaration, "02/11 10:00", after=after)
        assert (found.tally is None) is bool(pages) and len(found.rows) <= term_previews.PAGE
        pages.append(foreseen(found))
        after = found.following
        if after is None:
            break
    assert len(pages) == 5 and len({row[:2] for page in pages for row in page}) == 140


def test_what_lies_before_or_after_the_change_is_not_even_read(house, everything, django_assert_num_queries):
    declaration = calendar_changes.declared(house, {"30/12": "local_off"}, moment=at("03/11 10:00"))
    change = changes.change_of(declaration)
    with django_assert_num_queries(2):
        found = recount_terms.preview(change, at=at("03/11 10:00"))
    assert found.rows == [] and found.tally.moved == 0


def test_a_year_that_becomes_official_settles_what_stays_and_says_so(house, known):
    complaint = enter(house, when=at("14/12 10:00"), known_on=calendar_changes.day("01/12"))
    complaint_steps.accept(complaint.pk, by=house.acting("director"), at=at("15/12 10:00"))
    assert Term.objects.get(ended_at=None).is_provisional
    found = preview(test_provisional.year_sent(house, at("16/12 08:00")), "16/12 09:00")
    assert [(row.is_moved, row.is_provisional) for row in found.rows] == [(False, False)]
    assert (found.tally.moved, found.tally.settled) == (0, 1)
