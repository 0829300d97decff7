"""A changed calendar moves the limits of petitions and complaints too: what runs, never what has ended."""

from typing import Any

import pytest
from tests.dossiers import calendar_changes
from tests.dossiers.moments import at
from tests.feedback.test_complaints import enter
from tests.feedback.test_petitions import receive, running

from motcua.feedback import complaint_pauses, complaint_steps, invariants, petition_handling
from motcua.journal import entries, verification
from motcua.office import terms
from motcua.site import worker
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
STORM_DAY = {"05/11": "local_off"}


@pytest.fixture
def house(db: None) -> Any:
    return builders.found_office()


def storm(house: Any, days: dict[str, str] | None = None, when: str = "03/11 10:00") -> None:
    declaration = calendar_changes.declared(house, days or STORM_DAY, moment=at(when))
    calendar_changes.confirm(house, declaration, moment=at(when))
    worker.run_once(at(when))


def test_a_storm_day_moves_every_running_limit_by_one_working_day(house):
    petition = receive(house, when=at("02/11 09:00"))
    assert running(petition) == {"petition.forward": "09/11 17:00", "petition.acts": "05/11 17:00"}
    storm(house)
    assert running(petition) == {"petition.forward": "10/11 17:00", "petition.acts": "06/11 17:00"}
    moved = [entry.event for entry in entries.of(petition.pk, house.office.pk) if entry.name == "office.TermMoved"]
    assert {(one["term"], one["old_due_at"][:10], one["new_due_at"][:10]) for one in moved} == {
        ("petition.forward", "2026-11-09", "2026-11-10"),
        ("petition.acts", "2026-11-05", "2026-11-06"),
    }
    (first, *_rest) = terms.of_subject(petition.subject)
    assert any("bão" in line.why.lower() for line in first.days)
    assert verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_what_has_ended_keeps_its_dates(house):
    petition = receive(house, when=at("02/11 09:00"))
    by = house.acting("reception")
    petition_handling.classify(petition.pk, about="acts", by=by, at=at("02/11 10:00"))
    ended = {term.pk: term.due_at for term in terms.of_subject(petition.subject) if term.ended_at}
    storm(house)
    kept = {term.pk: term.due_at for term in terms.of_subject(petition.subject) if term.pk in ended}
    assert ended and kept == ended


def test_a_suspended_stretch_still_does_not_count(house):
    by, complaint = house.acting("director"), enter(house)
    complaint_steps.accept(complaint.pk, by=by, at=at("02/11 10:00"))
    told = {"number": "1/QĐ", "ground": "force", "reason": "Bão."}
    complaint_pauses.suspend(complaint.pk, **told, by=by, at=at("05/11 10:00"))
    complaint_pauses.resume(complaint.pk, number="2/QĐ", by=by, at=at("16/11 09:00"))
    assert running(complaint)["complaint.resolve1"] == "14/12 17:00"
    storm(house, {"14/12": "local_off"}, when="17/11 09:00")
    assert running(complaint)["complaint.resolve1"] == "15/12 17:00"


def test_a_change_that_moves_nothing_writes_nothing(house):
    petition = receive(house, when=at("02/11 09:00"))
    storm(house, {"24/12": "local_off"})
    assert not any(entry.name == "office.TermMoved" for entry in entries.of(petition.pk, house.office.pk))
