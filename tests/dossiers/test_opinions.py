"""Opinions and verifications: the clock runs on unless the law leaves the time out; the limit is watched."""

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.desk import moments
from motcua.dossiers import holds, invariants, obligations, opinions, promises, voids, withdrawals
from motcua.dossiers.access import NoSuchDossier
from motcua.dossiers.events import MomentPassed
from motcua.dossiers.opinions import AnswerMissing, NotAtYourStep, NothingAwaited, OpinionAwaited, QuestionMissing
from motcua.dossiers.status import Status
from motcua.dossiers.worklist import Task
from motcua.journal import entries, verification
from motcua.procedures.versions import Version
from motcua.site.demo import builders, lives

BASIS = "Thời gian xác minh không tính vào thời hạn (NĐ 123/2015)"


@pytest.fixture
def civil_status(house, drafted):
    """Return the procedure, opened as one whose law leaves the time of a verification out."""
    Version.objects.filter(pk=drafted.pk).update(holds={"verification": {"mode": "exclude", "basis": BASIS}})
    return builders.open_for_filing(house, Version.objects.get(pk=drafted.pk))


def ask(house, dossier, moment="04/11 10:00", kind="verification", **further):
    words = {"asked_of": "UBND phường Hoa Mai", "question": "Tình trạng hôn nhân từ 2010 đến 2015"}
    return opinions.ask(dossier.pk, kind=kind, by=house.acting("specialist"), at=at(moment), **words, **further)


def tasks_of(dossier):
    return [(task.kind, task.due_at) for task in Task.objects.filter(dossier=dossier).order_by("due_at")]


def test_the_time_of_a_verification_is_left_out_where_the_sector_says_so(house, civil_status):
    dossier = situations.in_process(house, civil_status)
    opinion = ask(house, dossier)
    waiting = lives.fresh(dossier.pk)
    assert (opinion.hold.mode, opinion.hold.legal_basis) == ("exclude", BASIS)
    assert (waiting.status, waiting.due_at_original, waiting.due_at_current) == (Status.IN_PROCESS, None, None)
    assert opinion.due_at == at("09/11 17:00")  # three working days, the dated setting
    assert tasks_of(dossier) == [("opinion", at("09/11 17:00"))]
    assert (waiting.next_moment_kind, waiting.next_moment_at) == ("opinion", at("09/11 17:00"))
    assert waiting.reason == "Chờ cơ quan khác trả lời lấy ý kiến, xác minh"
    assert list(invariants.check(house.office.pk)) == []
    opinions.answer(dossier.pk, words="Chưa kết hôn", by=house.acting("specialist"), at=at("06/11 10:00"))
    again = lives.fresh(dossier.pk)
    assert again.due_at_original == again.due_at_current == at("11/11 17:00")  # the vector of DESIGN section 4
    why = [line["why"] for line in promises.latest_of(dossier).ledger if not line["counted"]]
    assert f"Không tính vào thời hạn: Xác minh ({BASIS})" in why
    assert [kind for kind, _ in tasks_of(dossier)] == ["step"]
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []


def test_an_opinion_leaves_the_clock_running_where_no_law_says_otherwise(house, civil_status):
    dossier = situations.in_process(house, civil_status)
    opinion = ask(house, dossier, kind="opinion", due_at=at("05/11 17:00"))
    waiting = lives.fresh(dossier.pk)
    assert opinion.hold is None
    assert waiting.due_at_current == at("09/11 17:00")
    assert {kind for kind, _ in tasks_of(dossier)} == {"step", "opinion"}
    opinions.answer(dossier.pk, words="Thống nhất", by=house.acting("specialist"), at=at("05/11 10:00"))
    assert [kind for kind, _ in tasks_of(dossier)] == ["step"]
    assert lives.fresh(dossier.pk).due_at_current == at("09/11 17:00")
    assert list(invariants.check(house.office.pk)) == []


def test_a_late_answer_is_told_when_its_limit_comes(house, civil_status):
    dossier = situations.in_process(house, civil_status)
    ask(house, dossier)
    assert moments.came(at("09/11 17:00")) == 1
    passed = [entry for entry in entries.of(dossier.pk, house.office.pk) if entry.name == MomentPassed.NAME]
    assert [entry.event["kind"] for entry in passed] == ["opinion"]
    opinion = opinions.answer(dossier.pk, words="Có", by=house.acting("specialist"), at=at("10/11 10:00"))
    assert opinion.is_late


def test_nothing_else_happens_to_the_step_while_an_answer_is_awaited(house, civil_status):
    dossier = situations.in_process(house, civil_status)
    ask(house, dossier, kind="opinion")
    by = house.acting("specialist")
    for act in (
        lambda: lives.propose(house, dossier, at=at("04/11 11:00")),
        lambda: obligations.ask(dossier.pk, notice="Thuế", amount=None, by=by, at=at("04/11 11:00")),
        lambda: situations.ask(house, dossier, at("04/11 11:00"), by),
        lambda: ask(house, dossier, "04/11 11:00"),
    ):
        with pytest.raises(OpinionAwaited):
            act()
    opinions.answer(dossier.pk, words="Hỏi nhầm cơ quan", is_answered=False, by=by, at=at("04/11 12:00"))
    lives.propose(house, dossier, at=at("04/11 14:00"))


def test_what_is_asked_of_whom_and_by_when_must_be_said(house, version):
    dossier = situations.in_process(house, version)
    by, moment = house.acting("specialist"), at("04/11 10:00")
    for words in (
        {"kind": "opinion", "asked_of": " ", "question": "Gì?"},
        {"kind": "opinion", "asked_of": "Công an xã", "question": ""},
        {"kind": "vote", "asked_of": "Công an xã", "question": "Gì?"},
        {"kind": "opinion", "asked_of": "Công an xã", "question": "Gì?", "due_at": moment},
    ):
        with pytest.raises(QuestionMissing):
            opinions.ask(dossier.pk, by=by, at=moment, **words)
    with pytest.raises(NothingAwaited):
        opinions.answer(dossier.pk, words="Có", by=by, at=moment)
    ask(house, dossier)
    with pytest.raises(AnswerMissing):
        opinions.answer(dossier.pk, words=" ", by=by, at=moment)


def test_only_the_post_whose_step_is_under_way_asks(house, version):
    with pytest.raises(NoSuchDossier):
        ask(house, situations.accepted(house, version))
    waiting = situations.in_process(house, version)
    obligations.ask(waiting.pk, notice="Thuế", amount=None, by=house.acting("specialist"), at=at("04/11 09:00"))
    with pytest.raises(NotAtYourStep):
        ask(house, waiting)
    with pytest.raises(NoSuchDossier):
        ask(house, situations.proposed(house, version))


def test_a_request_to_stop_ends_the_waiting_and_the_hold(house, civil_status):
    dossier = situations.in_process(house, civil_status)
    opinion = ask(house, dossier)
    withdrawals.ask(dossier.pk, reason="Xin rút", by=house.citizen(dossier.applicant_id), at=at("05/11 10:00"))
    opinion.refresh_from_db()
    assert (opinion.ended_at, opinion.is_answered) == (at("05/11 10:00"), False)
    assert holds.find_open(dossier).mode == "pause"
    situations.deny(house, dossier, at("06/11 10:00"))
    # 04 and 05 November closed with the clock standing: the same two days as in the vector of the design.
    assert lives.fresh(dossier.pk).due_at_current == at("11/11 17:00")
    assert list(invariants.check(house.office.pk)) == []


def test_a_void_dossier_waits_for_nobody(house, civil_status):
    dossier = situations.in_process(house, civil_status)
    ask(house, dossier)
    voids.void(dossier.pk, reason="Nhầm người", by=house.acting("director"), at=at("05/11 10:00"))
    assert opinions.find_open(dossier) is None
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []
