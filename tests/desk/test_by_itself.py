"""What the machine does by itself: signs once however often it is cut, watches the moments, clears old drafts."""

import pytest
from tests.desk.moments import at

from motcua.desk import moments
from motcua.dossiers import drafts, invariants, results, signing, supplements
from motcua.dossiers.components import DossierComponent
from motcua.dossiers.drafts import Draft
from motcua.dossiers.results import Result
from motcua.journal import entries, jobs, leases, recording, verification
from motcua.papers.signatures import Signature
from motcua.site import worker
from motcua.site.demo import lives

pytestmark = pytest.mark.django_db(transaction=True)


class Cut(BaseException):
    """The power goes."""


@pytest.fixture
def approved(house, version):
    dossier = lives.file(house, version, at=at(), phone="", channel=lives.COUNTER)  # its slips are signed by hand
    lives.accept(house, dossier, at=at("02/11 09:10"))
    lives.hand_on(house, dossier, at=at("02/11 09:20"))
    lives.propose(house, dossier, at=at("02/11 10:00"))
    lives.approve(house, dossier, at=at("02/11 10:30"))
    return dossier


@pytest.mark.parametrize("where", ["make", "keep", "issue"])
def test_a_worker_killed_while_signing_signs_again_and_issues_once(house, approved, monkeypatch, where):
    owner = {"make": signing.signing, "keep": signing.signatures, "issue": signing.results}[where]
    real = getattr(owner, where)

    def cut(*args, **named):
        real(*args, **named)
        raise Cut

    with monkeypatch.context() as patch, pytest.raises(Cut):
        patch.setattr(owner, where, cut)
        worker.run_once(at("02/11 10:31"))
    assert results.find(approved) is None and not Signature.objects.exists()
    later = recording.now() + leases.LEASE * 3
    monkeypatch.setattr(recording, "now", lambda: later)
    worker.run_once(at("02/11 10:32"))
    assert (Result.objects.count(), Signature.objects.count(), lives.status_of(approved)) == (1, 1, 9)
    assert jobs.stopped(house.office.pk) == []
    assert verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_signing_again_what_is_signed_does_nothing(house, approved):
    worker.run_once(at("02/11 10:31"))
    assert signing.sign(approved.pk, house.office.pk, at=at("02/11 10:40")) is None
    assert Signature.objects.count() == 1


def test_a_supplement_that_did_not_come_closes_the_dossier_by_itself(house, version):
    dossier = lives.file(house, version, at=at())
    missing = DossierComponent.objects.get(dossier=dossier, position=2)
    supplements.request(
        dossier.pk, items={missing.pk: "Thiếu"}, reason="Bổ sung", by=house.acting("reception"), at=at("02/11 10:00")
    )
    worker.run_once(at("23/11 16:59"))
    assert lives.status_of(dossier) == 5, "fifteen working days from Monday 2 November, no holiday on this calendar"
    worker.run_once(at("23/11 17:01"))
    assert lives.status_of(dossier) == 8
    assert "dossiers.SupplementExpired" in [entry.name for entry in entries.of(dossier.pk, house.office.pk)]


def test_a_dossier_that_cannot_be_dealt_with_keeps_no_other_waiting(house, version, monkeypatch):
    bad, good = (lives.file(house, version, at=at()) for _ in range(2))
    real = moments.watch.pass_by

    def breaks(dossier_id, office_id, *, at):
        if dossier_id == bad.pk:
            raise RuntimeError("a row that no code foresaw")
        return real(dossier_id, office_id, at=at)

    monkeypatch.setattr(moments.watch, "pass_by", breaks)
    worker.run_once(at("05/11 08:00"))
    names = [[entry.name for entry in entries.of(one.pk, house.office.pk)] for one in (bad, good)]
    assert ["dossiers.MomentPassed" in told for told in names] == [False, True]
    later = at("05/11 08:01")
    for _ in range(leases.MAX_ATTEMPTS):
        worker.run_once(later)
        later += leases.LONGEST_WAIT
    stopped = jobs.stopped(house.office.pk)
    assert [job.payload["dossier"] for job in stopped] == [str(bad.pk)], "the steward sees it and may start it again"
    monkeypatch.setattr(moments.watch, "pass_by", real)
    jobs.retry(stopped[0].pk, by=house.acting("steward"), at=later)
    worker.run_once(later)
    assert "dossiers.MomentPassed" in [entry.name for entry in entries.of(bad.pk, house.office.pk)]


def test_the_first_round_of_a_day_clears_the_drafts_of_a_month_ago(house, version):
    drafts.begin(house.office, version, case=None, at=at("02/11 08:00"))
    worker.run_once(at("02/12 07:59"))
    assert Draft.objects.count() == 1
    worker.run_once(at("03/12 00:01"))
    assert Draft.objects.count() == 0
