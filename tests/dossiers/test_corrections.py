"""A result that the agency got wrong: who says so, who decides, and what becomes of the wrong one."""

from datetime import timedelta

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import corrections, invariants, results, signing
from motcua.dossiers.decisions import DraftMissing, OwnProposal
from motcua.dossiers.gates import GateClosed
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.results import Result
from motcua.dossiers.status import IllegalMove, Status
from motcua.journal import entries, verification
from motcua.office.rights import NotAllowed
from motcua.office.settings_dated import SETTINGS
from motcua.site.demo import lives


def sound(house):
    assert list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_a_returned_result_comes_back_is_corrected_and_is_returned_again(house, version):
    dossier = situations.returned(house, version)
    before = lives.fresh(dossier.pk)
    old = results.find(dossier)
    situations.correct(house, dossier, at("06/11 09:00"))
    again = lives.fresh(dossier.pk)
    assert (again.status, again.returned_at, again.closed_at) == (Status.PROCESSED, None, None)
    assert again.reason.startswith("Kết quả có sai sót") and again.holder_post_id == house.posts["leader"].pk
    sound(house)
    corrections.approve(dossier.pk, by=house.acting("leader"), at=at("06/11 10:00"))
    sound(house)
    new = signing.sign_correction(dossier.pk, house.office.pk, at=at("06/11 10:01"))
    old.refresh_from_db()
    assert old.replaced_at == at("06/11 10:01") and old.returned_at == before.returned_at, "it stays as it was"
    assert results.find(dossier).pk == new.pk and new.is_electronic and new.title == "Giấy xác nhận"
    assert new.file.name.endswith(".KQ.02.pdf") and new.signature.code != (old.signature and old.signature.code)
    lives.hand_over(house, dossier, at=at("07/11 09:00"))
    ended = lives.fresh(dossier.pk)
    assert (ended.status, ended.returned_at) == (Status.RETURNED, at("07/11 09:00"))
    assert (ended.processed_at, ended.punctuality) == (before.processed_at, before.punctuality), "figures stay"
    assert [entry.name.split(".")[1] for entry in entries.of(dossier.pk, house.office.pk)][-4:] == [
        "CorrectionOpened",
        "CorrectionApproved",
        "CorrectionIssued",
        "ResultReturned",
    ]
    sound(house)


def test_signing_a_correction_again_does_nothing(house, version):
    dossier = situations.righted(house, version)
    assert signing.sign_correction(dossier.pk, house.office.pk, at=at("05/11 10:00")) is not None
    assert signing.sign_correction(dossier.pk, house.office.pk, at=at("05/11 10:01")) is None
    assert Result.objects.count() == 2


def test_a_wrong_result_is_not_handed_over_while_it_is_corrected(house, version):
    dossier = situations.processed(house, version)
    situations.correct(house, dossier, at("05/11 09:00"))
    with pytest.raises(GateClosed, match="đính chính"):
        lives.hand_over(house, dossier, at=at("05/11 10:00"))
    corrections.deny(dossier.pk, reason="Kết quả đúng", by=house.acting("leader"), at=at("05/11 11:00"))
    assert lives.fresh(dossier.pk).holder_post_id == house.posts["reception"].pk
    lives.hand_over(house, dossier, at=at("05/11 14:00"))
    sound(house)


def test_a_result_found_right_leaves_the_dossier_where_it_was(house, version):
    dossier = situations.returned(house, version)
    before = lives.fresh(dossier.pk).__dict__
    situations.correct(house, dossier, at("06/11 09:00"))
    with pytest.raises(ReasonMissing):
        corrections.deny(dossier.pk, reason=" ", by=house.acting("leader"), at=at("06/11 10:00"))
    corrections.deny(dossier.pk, reason="Đúng theo sổ gốc", by=house.acting("leader"), at=at("06/11 10:00"))
    after = lives.fresh(dossier.pk).__dict__
    assert {k: v for k, v in after.items() if k != "_state"} == {k: v for k, v in before.items() if k != "_state"}
    assert corrections.of_dossier(dossier)[0].denial == "Đúng theo sổ gốc"
    sound(house)


REFUSALS = [
    ({"reason": " "}, ReasonMissing),
    ({"title": ""}, DraftMissing),
    ({"body": "  "}, DraftMissing),
]


@pytest.mark.parametrize(("change", "refusal"), REFUSALS, ids=["reason", "title", "draft"])
def test_a_correction_says_what_is_wrong_and_what_is_right(house, version, change, refusal):
    dossier = situations.returned(house, version)
    told = {"reason": "Sai tên", "title": "Giấy xác nhận", "body": "Đúng"} | change
    with pytest.raises(refusal):
        corrections.open_one(dossier.pk, **told, by=house.acting("specialist"), at=at("06/11 09:00"))
    assert lives.status_of(dossier) == Status.RETURNED


def test_two_pairs_of_eyes_and_the_right_posts(house, version):
    dossier = situations.wrong(house, version)
    with pytest.raises(corrections.CorrectionUnderWay):
        situations.correct(house, dossier, at("05/11 09:10"))
    with pytest.raises(NotAllowed):
        corrections.approve(dossier.pk, by=house.acting("specialist"), at=at("05/11 09:10"))
    own = situations.returned(house, version)
    corrections.open_one(own.pk, reason="Sai", title="T", body="B", by=house.acting("director"), at=at("05/11 09:20"))
    corrections.Correction.objects.filter(dossier=own).update(opened_by=house.staff["leader"])
    with pytest.raises(OwnProposal):
        corrections.approve(own.pk, by=house.acting("leader"), at=at("05/11 09:30"))


def test_nothing_is_issued_that_nobody_approved(house, version):
    dossier = situations.wrong(house, version)
    with pytest.raises(corrections.NoCorrection):
        situations.corrected_on_paper(house, dossier, at("05/11 10:00"), house.acting("leader"))
    with pytest.raises(corrections.NoCorrection):
        corrections.deny(
            situations.righted(house, version).pk, reason="x", by=house.acting("leader"), at=at("05/11 10:00")
        )
    with pytest.raises(IllegalMove):
        situations.correct(house, situations.in_process(house, version), at("05/11 10:00"))


def test_the_decision_has_a_dated_limit_and_is_watched(house, version):
    dossier = situations.returned(house, version)
    situations.correct(house, dossier, at("09/11 09:00"))
    assert SETTINGS["correction_limit"].default == "3:working_day"
    assert lives.fresh(dossier.pk).next_moment_at == at("12/11 17:00")
    assert lives.fresh(dossier.pk).next_moment_at - at("09/11 09:00") > timedelta(days=3)
