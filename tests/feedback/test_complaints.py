"""Complaints: every limit of the law on its day, extended once, in effect by itself, and nobody holds two posts."""

from datetime import date

import pytest
from tests.feedback.moments import at

from motcua.desk import by_itself
from motcua.feedback import complaint_steps, complaints, invariants
from motcua.feedback.complaint_steps import AlreadyExtended, ComplaintNotNow, DialogueTooSoon, LimitPassed
from motcua.feedback.complaints import ComplainantMissing, Complaint, OutOfTime
from motcua.journal import entries, verification
from motcua.journal.chain import Entry
from motcua.kernel.localtime import VN
from motcua.office import terms
from motcua.office.matters import AlreadyClosed, NoSuchMatter, TextMissing
from motcua.office.rights import NotAllowed
from motcua.site.demo import builders

WHO = {"full_name": "Trần Văn Thử", "address": "Thôn 2, xã Hoa Sen", "against": "UBND xã Hoa Sen"}
CONTENT = "Không đồng ý quyết định thu hồi đất."


def enter(house, *, when=None, key="k", known_on=date(2026, 10, 20), **more):
    told = {**WHO, "content": CONTENT, **more}
    by = house.acting("reception")
    return complaints.enter(house.office, **told, known_on=known_on, by=by, at=when or at(), key=key)[0]


def running(complaint):
    return {
        term.name: f"{term.due_at.astimezone(VN):%d/%m/%Y}"
        for term in terms.of_subject(complaint.subject)
        if not term.ended_at
    }


@pytest.mark.parametrize(
    ("moment", "limit", "due"),
    [
        (at("29/06 09:00"), "10:day", "09/07/2026"),
        (at("30/06 09:00"), "10:day", "10/07/2026"),
        (at("01/07 09:00"), "7:working_day", "10/07/2026"),
        (at("02/11 09:00"), "7:working_day", "11/11/2026"),
    ],
)
def test_acceptance_is_ten_days_until_june_2026_and_seven_working_days_from_july_on(house, moment, limit, due):
    complaint = enter(house, when=moment, known_on=date(2026, 6, 1))
    (term,) = terms.of_subject(complaint.subject)
    assert (term.limit, running(complaint)["complaint.accept"], term.post_id) == (
        limit, due, house.posts["reception"].pk,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("round_", "is_remote", "is_complex", "limit"),
    [
        (1, False, False, "30:day"),
        (1, False, True, "45:day"),
        (1, True, False, "45:day"),
        (1, True, True, "60:day"),
        (2, False, False, "45:day"),
        (2, False, True, "60:day"),
        (2, True, False, "60:day"),
        (2, True, True, "70:day"),
    ],
)
def test_the_limit_of_resolution_follows_round_place_and_complexity(house, round_, is_remote, is_complex, limit):
    by = house.acting("reception")
    complaint = enter(house, round=round_, is_remote=is_remote)
    complaint_steps.accept(complaint.pk, by=by, at=at("03/11 09:00"))
    if is_complex:
        complaint_steps.extend(complaint.pk, basis="Nhiều nơi xác minh.", by=by, at=at("10/11 09:00"))
    (term,) = [term for term in terms.of_subject(complaint.subject) if not term.ended_at]
    assert term.limit == limit and term.starts_at == at("03/11 09:00"), "it counts from the acceptance"


@pytest.mark.parametrize(
    ("round_", "is_remote", "known_on", "last_on"),
    [
        (1, False, date(2026, 8, 10), date(2026, 11, 9)),  # the 90th day is a Sunday
        (1, True, date(2026, 8, 10), date(2026, 11, 9)),
        (2, False, date(2026, 10, 5), date(2026, 11, 4)),
        (2, True, date(2026, 10, 5), date(2026, 11, 19)),
    ],
)
def test_a_complaint_may_be_filed_for_90_days_and_a_second_one_for_30_or_45(
    house, round_, is_remote, known_on, last_on
):
    complaint = enter(house, round=round_, is_remote=is_remote, known_on=known_on)
    assert complaints.last_day_to_file(complaint) == last_on


def test_one_that_comes_after_its_statute_needs_an_obstacle_to_be_accepted(house):
    by = house.acting("reception")
    complaint = enter(house, known_on=date(2026, 7, 1))
    assert not complaints.is_in_time(complaint)
    with pytest.raises(OutOfTime, match="29/09/2026"):
        complaint_steps.accept(complaint.pk, by=by, at=at("03/11 09:00"))
    complaint_steps.accept(complaint.pk, obstacle="Nằm viện từ tháng 8.", by=by, at=at("03/11 09:00"))
    complaint.refresh_from_db()
    assert (complaint.state, complaint.obstacle) == ("accepted", "Nằm viện từ tháng 8.")


def accepted(house, **more):
    complaint = enter(house, **more)
    return complaint_steps.accept(complaint.pk, by=house.acting("reception"), at=at("03/11 09:00"))


def test_the_limit_is_extended_once_and_not_after_it_has_run_out(house):
    by = house.acting("reception")
    complaint = accepted(house)
    assert running(complaint) == {"complaint.resolve1": "03/12/2026"}
    with pytest.raises(TextMissing):
        complaint_steps.extend(complaint.pk, basis=" ", by=by, at=at("10/11 09:00"))
    assert running(complaint) == {"complaint.resolve1": "03/12/2026"}, "nothing was changed"
    complaint_steps.extend(complaint.pk, basis="Có hai nội dung phải xác minh.", by=by, at=at("10/11 09:00"))
    assert running(complaint) == {"complaint.resolve1_complex": "18/12/2026"}
    with pytest.raises(AlreadyExtended):
        complaint_steps.extend(complaint.pk, basis="Lại phức tạp.", by=by, at=at("11/11 09:00"))
    late = accepted(house, key="k2")
    with pytest.raises(LimitPassed, match="03/12/2026"):
        complaint_steps.extend(late.pk, basis="Muộn rồi.", by=by, at=at("04/12 09:00"))
    assert running(late) == {"complaint.resolve1": "03/12/2026"}


def test_the_notice_of_a_dialogue_goes_out_five_days_before(house):
    by = house.acting("reception")
    complaint = accepted(house)
    with pytest.raises(DialogueTooSoon, match="06/11/2026"):
        complaint_steps.plan_dialogue(complaint.pk, on=date(2026, 11, 11), by=by, at=at("09/11 09:00"))
    with pytest.raises(ComplaintNotNow):
        complaint_steps.note_dialogue_notice(complaint.pk, by=by, at=at("09/11 09:00"))
    complaint_steps.plan_dialogue(complaint.pk, on=date(2026, 11, 20), by=by, at=at("09/11 09:00"))
    # Five days before Friday the 20th is Sunday the 15th: the last working day before is Friday.
    assert running(complaint)["complaint.dialogue"] == "13/11/2026"
    complaint_steps.note_dialogue_notice(complaint.pk, by=by, at=at("12/11 09:00"))
    assert list(running(complaint)) == ["complaint.resolve1"]


def test_a_sent_decision_takes_effect_by_itself_after_30_days(house):
    by = house.acting("leader")
    complaint = accepted(house)
    with pytest.raises(TextMissing):
        complaint_steps.decide(complaint.pk, number="", by=by, at=at("12/11 09:00"))
    complaint_steps.decide(complaint.pk, number="12/QĐ-UBND", by=by, at=at("12/11 09:00"))
    assert running(complaint) == {"complaint.send": "17/11/2026", "complaint.effect": "14/12/2026"}
    complaint_steps.send(complaint.pk, by=by, at=at("13/11 09:00"))
    for office_id, term_id, _moment in terms.due(at("14/12 17:00")):
        by_itself.term_came(office_id, term_id, at("14/12 17:00"))
    complaint.refresh_from_db()
    assert (complaint.state, complaint.closed_at) == ("in_effect", at("14/12 17:00"))
    written = entries.of(complaint.pk, house.office.pk)[-1]
    assert written.name == "feedback.ComplaintTookEffect" and written.by["role"] == "system"
    assert list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_an_unsent_decision_stays_open_until_it_is_sent(house):
    by = house.acting("leader")
    complaint = accepted(house, is_remote=True)
    complaint_steps.decide(complaint.pk, number="12/QĐ-UBND", by=by, at=at("12/11 09:00"))
    assert running(complaint)["complaint.effect_remote"] == "28/12/2026"
    for office_id, term_id, _moment in terms.due(at("28/12 17:00")):
        by_itself.term_came(office_id, term_id, at("28/12 17:00"))
    complaint.refresh_from_db()
    assert (complaint.state, complaint.closed_at) == ("in_effect", None)
    assert list(running(complaint)) == ["complaint.send"] and list(invariants.check(house.office.pk)) == []
    complaint = complaint_steps.send(complaint.pk, by=by, at=at("29/12 09:00"))
    assert complaint.closed_at == at("29/12 09:00") and list(invariants.check(house.office.pk)) == []


def test_a_second_complaint_keeps_the_decision_from_taking_effect(house):
    by = house.acting("leader")
    complaint = accepted(house)
    complaint_steps.decide(complaint.pk, number="12/QĐ-UBND", by=by, at=at("12/11 09:00"))
    complaint = complaint_steps.appeal(complaint.pk, agency="Chủ tịch UBND tỉnh", by=by, at=at("20/11 09:00"))
    assert complaint.state == "appealed" and running(complaint) == {}
    with pytest.raises(AlreadyClosed):
        complaint_steps.send(complaint.pk, by=by, at=at("21/11 09:00"))


@pytest.mark.parametrize(
    ("step", "more", "state"),
    [
        ("refuse", {"reason": "Không thuộc trường hợp khiếu nại."}, "not_accepted"),
        ("transfer", {"agency": "Chủ tịch UBND tỉnh", "reason": "Thẩm quyền tỉnh."}, "transferred"),
        ("withdraw", {"reason": "Người khiếu nại rút đơn."}, "withdrawn"),
    ],
)
def test_an_unaccepted_complaint_ends_with_a_reason(house, step, more, state):
    by = house.acting("director")
    complaint = enter(house)
    with pytest.raises(TextMissing):
        getattr(complaint_steps, step)(complaint.pk, **{**more, "reason": ""}, by=by, at=at("03/11 09:00"))
    complaint = getattr(complaint_steps, step)(complaint.pk, **more, by=by, at=at("03/11 09:00"))
    assert complaint.state == state and running(complaint) == {}
    with pytest.raises(AlreadyClosed):
        complaint_steps.accept(complaint.pk, by=by, at=at("04/11 09:00"))


def test_steps_out_of_order_are_refused_by_name(house):
    by = house.acting("reception")
    complaint = enter(house)
    for step, more in (
        ("extend", {"basis": "x"}),
        ("decide", {"number": "x"}),
        ("send", {}),
        ("appeal", {"agency": "x"}),
        ("plan_dialogue", {"on": date(2026, 12, 1)}),
    ):
        with pytest.raises(ComplaintNotNow, match="Đã nhận đơn"):
            getattr(complaint_steps, step)(complaint.pk, **more, by=by, at=at("03/11 09:00"))


def test_a_complaint_needs_who_and_since_when_and_the_same_form_gives_one(house):
    for missing in ({"full_name": " "}, {"address": ""}):
        with pytest.raises(ComplainantMissing):
            enter(house, **missing)
    with pytest.raises(ComplainantMissing):
        enter(house, known_on=None)
    assert enter(house).code == enter(house).code == "KN-2026-0001" and Complaint.objects.count() == 1


def test_the_cashier_another_office_and_a_post_without_it_are_kept_out(house):
    complaint = enter(house)
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    for by, refusal in (
        (house.acting("cashier"), NotAllowed),
        (house.acting("specialist"), NoSuchMatter),
        (other.acting("leader"), NoSuchMatter),
    ):
        with pytest.raises(refusal):
            complaint_steps.accept(complaint.pk, by=by, at=at("03/11 09:00"))
        assert complaints.listed(by, at("03/11 09:00")).rows == []


def test_the_journal_holds_no_name_and_no_words(house):
    enter(house)
    text = Entry.objects.get(name="feedback.ComplaintEntered").text
    assert not any(secret in text for secret in (*WHO.values(), CONTENT))
