"""The parts of a composed act go on with one row of the dossier; whom the right does not reach learns nothing of it."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.dossiers.moments import at

from motcua.dossiers import access
from motcua.dossiers.access import NoSuchDossier, Voided
from motcua.journal import entries
from motcua.office.rights import Capability, NotAllowed
from motcua.site.demo import lives

NOW = at("02/11 08:30")


@pytest.fixture
def dossier(house, version):
    return lives.file(house, version, at=at("02/11 08:00"))


def lock(dossier, by, to=Capability.CHECK, **further):
    return access.lock(dossier.pk, by=by, at=NOW, to=to, **further)


def test_the_second_part_gets_the_row_of_the_first_without_a_statement(house, dossier):
    by = house.acting("reception")
    with transaction.atomic(), entries.one_act():
        first = lock(dossier, by)
        first.summary = "đổi trong hành vi này"
        with CaptureQueriesContext(connection) as second:
            assert lock(dossier, by) is first
        assert len(second) == 0
    with transaction.atomic(), entries.one_act():
        assert lock(dossier, by).summary == "", "the next act reads afresh: the change was never saved"


def test_outside_a_composed_act_every_lock_reads_afresh(house, dossier):
    by = house.acting("reception")
    with transaction.atomic():
        assert lock(dossier, by) is not lock(dossier, by)


def test_a_dossier_filed_in_the_act_is_the_row_of_its_further_parts(house, version):
    with transaction.atomic(), entries.one_act():
        filed = lives.file(house, version, at=at("02/11 08:00"))
        assert lock(filed, house.acting("reception")) is filed


def test_a_row_that_is_held_opens_nothing_to_whom_the_right_does_not_reach(house, dossier):
    with transaction.atomic(), entries.one_act():
        held = lock(dossier, house.acting("reception"))
        with pytest.raises(NoSuchDossier):
            lock(dossier, house.acting("specialist"), Capability.PROCESS)
        with pytest.raises(NoSuchDossier):
            lock(dossier, house.citizen(uuid4()), citizen_may=True)
        with pytest.raises(NotAllowed):
            lock(dossier, house.citizen(dossier.applicant_id))
        with pytest.raises(NotAllowed):
            lock(dossier, house.acting("cashier"))
        held.void_at = NOW
        with pytest.raises(Voided):
            lock(dossier, house.acting("reception"))
        assert lock(dossier, house.acting("reception"), may_be_void=True) is held
