"""A dossier from filing to the returned result, and that nothing of it is left unexplained."""

from tests.dossiers.moments import at

from motcua.dossiers import invariants, results
from motcua.dossiers.status import Outcome, Status
from motcua.journal import entries, verification
from motcua.site.demo import lives


def test_a_dossier_goes_from_filing_to_the_returned_result(house, version):
    filed = lives.file(house, version, at=at("02/11 09:00"))
    assert filed.code == "H99.01-261102-0001"
    assert lives.status_of(filed) == Status.REGISTERED
    accepted = lives.accept(house, filed, at=at("02/11 10:00"))
    assert accepted.due_at_original == accepted.due_at_current == at("09/11 17:00")
    lives.hand_on(house, filed, at=at("02/11 10:30"))
    assert lives.status_of(filed) == Status.IN_PROCESS
    lives.propose(house, filed, at=at("03/11 09:00"))
    lives.approve(house, filed, at=at("04/11 09:00"))
    lives.issue_on_paper(house, filed, at=at("04/11 10:00"))
    assert lives.status_of(filed) == Status.PROCESSED
    lives.hand_over(house, filed, at=at("05/11 08:00"))
    ended = lives.fresh(filed.pk)
    assert (ended.status, ended.outcome, ended.next_moment_at, ended.holder_post_id) == (
        10,
        Outcome.GRANTED,
        None,
        None,
    )
    assert results.find(ended).returned_at == at("05/11 08:00")
    names = [entry.name.removeprefix("dossiers.") for entry in entries.of(filed.pk, house.office.pk)]
    assert names == [
        "Submitted",
        "ComponentChecked",
        "Accepted",
        "Transferred",
        "Proposed",
        "Approved",
        "ResultIssued",
        "ResultReturned",
    ]
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []
