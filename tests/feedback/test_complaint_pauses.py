"""Suspended, gone on with, stopped: the limit stands still meanwhile; every decision is sent in three working days."""

from typing import Any

import pytest
from tests.feedback.moments import at
from tests.feedback.test_complaints import enter, running

from motcua.feedback import complaint_pauses, complaint_steps, invariants
from motcua.feedback.complaint_steps import ComplaintNotNow, LimitPassed
from motcua.feedback.complaints import Complaint, Suspension
from motcua.journal import entries, verification
from motcua.office import terms
from motcua.office.matters import AlreadyClosed, TextMissing
from motcua.office.rights import NotAllowed

pytestmark = pytest.mark.django_db
WHY = {"ground": "obstacle", "reason": "Giấy ra viện ngày 04/11."}


@pytest.fixture
def accepted(house: Any) -> Complaint:
    complaint = enter(house)
    return complaint_steps.accept(complaint.pk, by=house.acting("director"), at=at("02/11 10:00"))


def suspend(house: Any, complaint: Complaint, when: str = "05/11 10:00", **more: Any) -> Complaint:
    told = {"number": "05/QĐ-UBND", **WHY, **more}
    return complaint_pauses.suspend(complaint.pk, **told, by=house.acting("director"), at=at(when))


def resume(house: Any, complaint: Complaint, when: str, number: str = "06/QĐ-UBND") -> Complaint:
    return complaint_pauses.resume(complaint.pk, number=number, by=house.acting("director"), at=at(when))


def sound(house: Any) -> bool:
    return list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_a_suspension_stops_the_limit_and_is_looked_at_again(house, accepted):
    assert running(accepted) == {"complaint.resolve1": "02/12/2026"}
    complaint = suspend(house, accepted)
    assert complaint.state == "suspended"
    assert running(complaint) == {"complaint.suspended": "07/12/2026", "complaint.send_suspension": "10/11/2026"}
    assert sound(house)


@pytest.mark.parametrize(
    ("stretches", "due"),
    [
        # 30 ngày từ 02/11 là 02/12; mười một ngày 05–15/11 không tính: 13/12 là Chủ nhật nên sang 14/12.
        ((("05/11 10:00", "16/11 09:00"),), "14/12/2026"),
        ((("05/11 10:00", "06/11 09:00"),), "03/12/2026"),
        ((("05/11 10:00", "05/11 16:00"),), "02/12/2026"),
        ((("05/11 10:00", "06/11 09:00"), ("09/11 09:00", "12/11 09:00")), "07/12/2026"),
    ],
)
def test_what_lies_between_suspending_and_going_on_does_not_count(house, accepted, stretches, due):
    for number, (from_at, to_at) in enumerate(stretches):
        complaint = suspend(house, accepted, from_at)
        complaint = resume(house, complaint, to_at, f"{number}/QĐ-UBND")
    assert complaint.state == "accepted" and running(complaint)["complaint.resolve1"] == due
    assert "complaint.send_resumption" in running(complaint) and "complaint.suspended" not in running(complaint)
    assert Suspension.objects.filter(to_at=None).count() == 0 and sound(house)


def test_a_suspension_never_cures_lateness(house, accepted):
    complaint = suspend(house, accepted, "10/12 09:00")
    complaint = resume(house, complaint, "20/12 09:00")
    (term,) = [
        term
        for term in terms.of_subject(complaint.subject)
        if term.name.startswith("complaint.resolve1") and not term.ended_at
    ]
    assert term.is_late(at("20/12 09:00"))
    with pytest.raises(LimitPassed):
        complaint_steps.extend(complaint.pk, basis="nhiều nơi", by=house.acting("director"), at=at("21/12 09:00"))


def test_the_longer_limit_of_a_complex_matter_keeps_what_did_not_count(house, accepted):
    resume(house, suspend(house, accepted), "16/11 09:00")
    by = house.acting("director")
    complaint = complaint_steps.extend(accepted.pk, basis="Xác minh hai nơi", by=by, at=at("17/11 09:00"))
    # 45 ngày từ 02/11 là 17/12, thêm mười một ngày: 28/12.
    assert running(complaint)["complaint.resolve1_complex"] == "28/12/2026"


def test_a_withdrawn_complaint_is_stopped_by_a_decision_and_closed_when_it_was_sent(house, accepted):
    by = house.acting("director")
    with pytest.raises(ComplaintNotNow):
        complaint_steps.withdraw(accepted.pk, reason="Rút đơn.", by=by, at=at("05/11 09:00"))
    complaint = complaint_pauses.stop(
        accepted.pk, number="07/QĐ-UBND", reason="Người khiếu nại rút đơn.", by=by, at=at("05/11 09:00")
    )
    assert complaint.state == "stopped" and complaint.closed_at is None
    assert running(complaint) == {"complaint.send_stop": "10/11/2026"} and sound(house)
    complaint = complaint_pauses.note_sent(accepted.pk, by=by, at=at("06/11 09:00"))
    assert complaint.closed_at and complaint.sent_at and running(complaint) == {}
    with pytest.raises(AlreadyClosed):
        resume(house, complaint, "09/11 09:00")


def test_a_suspended_complaint_is_stopped_or_gone_on_with_and_nothing_else(house, accepted):
    complaint, by = suspend(house, accepted), house.acting("director")
    for step in (
        lambda: complaint_steps.decide(complaint.pk, number="1", by=by, at=at("06/11 09:00")),
        lambda: suspend(house, complaint, "06/11 09:00"),
        lambda: complaint_steps.extend(complaint.pk, basis="x", by=by, at=at("06/11 09:00")),
    ):
        with pytest.raises(ComplaintNotNow):
            step()
    complaint = complaint_pauses.stop(complaint.pk, number="8/QĐ", reason="Chết.", by=by, at=at("09/11 09:00"))
    assert complaint.state == "stopped" and sound(house)


def test_what_was_sent_is_written_once_and_before_a_decision_there_is_nothing_to_send(house, accepted):
    by = house.acting("director")
    with pytest.raises(ComplaintNotNow):
        complaint_pauses.note_sent(accepted.pk, by=by, at=at("03/11 09:00"))
    complaint = suspend(house, accepted)
    complaint_pauses.note_sent(complaint.pk, by=by, at=at("06/11 09:00"))
    assert running(complaint) == {"complaint.suspended": "07/12/2026"}
    with pytest.raises(ComplaintNotNow):
        complaint_pauses.note_sent(complaint.pk, by=by, at=at("06/11 10:00"))


@pytest.mark.parametrize("more", [{"number": " "}, {"reason": ""}])
def test_without_number_or_ground_nothing_is_suspended(house, accepted, more):
    with pytest.raises(TextMissing):
        suspend(house, accepted, **more)
    assert not Suspension.objects.exists() and running(accepted) == {"complaint.resolve1": "02/12/2026"}


def test_who_may_not_keep_complaints_finds_none(house, accepted):
    with pytest.raises(NotAllowed):
        complaint_pauses.suspend(accepted.pk, number="1", **WHY, by=house.acting("cashier"), at=at("05/11 10:00"))


def test_the_reason_stands_in_no_entry(house, accepted):
    suspend(house, accepted)
    assert not any("ra viện" in entry.text for entry in entries.of(accepted.pk, house.office.pk))
