"""Who has no right to a dossier tries every act there is, in every status: each is refused by name, nothing changes."""

from uuid import uuid4

import pytest
from tests.dossiers import facts_of
from tests.dossiers.deeds import DEEDS
from tests.dossiers.moments import at
from tests.dossiers.situations import IN_STATUS

from motcua.dossiers.status import Status
from motcua.journal.refusals import Refused
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", list(Status), ids=lambda status: status.name)
def test_a_stranger_and_another_office_s_director_can_do_nothing(status):
    house = builders.found_office(bank_bin="970403", bank_account="0011012345678")
    version = builders.open_for_filing(house, builders.procedure(fee=8000))
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="khac-")
    dossier = IN_STATUS[status](house, version)
    assert dossier.__class__.objects.get(pk=dossier.pk).status == status
    before = facts_of.snapshot(house.office.pk)
    for by in (house.citizen(uuid4()), other.acting("director"), other.acting("leader"), other.acting("steward")):
        done = []
        for deed, (act, _who) in sorted(DEEDS.items()):
            try:
                act(house, dossier, at("05/11 10:00"), by)
            except Refused as refusal:
                assert type(refusal) is not Refused and str(refusal).strip(), deed
            else:
                done.append(deed)
        assert done == [], by.role
    assert facts_of.snapshot(house.office.pk) == before
