"""Thirty-two people file at once on PostgreSQL: every code once, no gap, one chain (real threads)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.dossiers.moments import at, later

from motcua.dossiers import intake, invariants
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.intake import NotOpenForFiling
from motcua.dossiers.status import IllegalMove, Status
from motcua.journal import verification
from motcua.site.demo import builders, lives

WRITERS = 32
EACH = 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_thirty_two_writers_get_every_number_once():
    house = builders.found_office()
    version = builders.open_for_filing(house, builders.procedure())
    start = Barrier(WRITERS)

    def write(number: int) -> list[str]:
        try:
            start.wait()
            filed = [lives.file(house, version, at=later(at(), minutes=n), name=f"Y {number}") for n in range(EACH)]
            return [dossier.code for dossier in filed]
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        codes = [code for found in pool.map(write, range(WRITERS)) for code in found]
    assert sorted(codes) == [f"H99.01-261102-{number:04d}" for number in range(1, WRITERS * EACH + 1)]
    assert Dossier.objects.count() == WRITERS * EACH
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_decide_at_once_one_is_told():
    house = builders.found_office()
    version = builders.open_for_filing(house, builders.procedure())
    dossier = lives.file(house, version, at=at())
    start = Barrier(8)

    def decide(number: int) -> str:
        try:
            start.wait()
            if number % 2:
                intake.refuse(dossier.pk, reason="Sai", by=house.acting("director"), at=at("02/11 10:00"))
            else:
                intake.accept(dossier.pk, by=house.acting("reception"), at=at("02/11 10:00"))
        except IllegalMove:
            return "told"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(decide, range(8)))
    assert answers == ["done"] + ["told"] * 7
    assert lives.status_of(dossier) in (Status.ACCEPTED, Status.REJECTED)
    assert verification.verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_refused_filing_gives_its_number_back():
    house = builders.found_office()
    closed, version = builders.procedure("1.000001"), builders.open_for_filing(house, builders.procedure())
    first = lives.file(house, version, at=at())
    with pytest.raises(NotOpenForFiling):
        lives.file(house, closed, at=at())
    assert lives.file(house, version, at=at()).code.endswith("-0002") and first.code.endswith("-0001")
