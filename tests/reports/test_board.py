"""The board says who is waited for: an answered supplement waits for the office, not for the citizen."""

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.reports import board
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return builders.found_office()


@pytest.fixture
def version(house):
    return builders.open_for_filing(house, builders.procedure())


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (situations.asked_at_intake, "supplement"),
        (situations.answered, "review"),
        (situations.withdrawing, "withdrawal"),
        (situations.proposed, "signing"),
        (situations.approved, "issuing"),
        (situations.processed, "hand_over"),
    ],
)
def test_a_waiting_dossier_stands_under_whom_it_waits_for(house, version, make, key):
    dossier = make(house, version)
    waiting = ("supplement", "review", "obligation", "withdrawal", "signing", "issuing", "hand_over")
    counted = {tile.key: tile.count for tile in board.today(house.office.pk, at("05/11 10:00"))}
    assert {name: counted[name] for name in waiting if counted[name]} == {key: 1}
    assert list(board.dossiers_of(house.office.pk, key, at("05/11 10:00"))) == [dossier]
