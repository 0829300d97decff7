"""Promises, holds, the one apology, and expiry of a dossier, at the moments of DESIGN section 4."""

from datetime import date, timedelta

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.desk import moments
from motcua.dossiers import (
    apologies,
    components,
    holds,
    invariants,
    obligations,
    promises,
    slips,
    steps,
    supplement_answers,
    supplement_completion,
    supplements,
    withdrawals,
)
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.promises import PromiseKind
from motcua.dossiers.status import Outcome, Status
from motcua.journal import entries, verification
from motcua.office.settings_dated import OfficeSetting
from motcua.site.demo import builders, lives


def kinds(dossier) -> list[tuple[str, object]]:
    """Return every promise ever given: what gave it, and the date."""
    return [(row.kind, row.due_at) for row in promises.all_of(dossier)]


def test_five_working_days_from_monday_morning_are_due_next_monday(house, version):
    dossier = lives.accept(house, lives.file(house, version, at=at("02/11 08:00")), at=at("02/11 09:00"))
    assert dossier.due_at_original == dossier.due_at_current == at("09/11 17:00")
    ledger = promises.latest_of(dossier).ledger
    assert [line["on"] for line in ledger if line["counted"]] == [f"2026-11-{day:02d}" for day in (3, 4, 5, 6, 9)]
    assert ledger[0]["on"] == "2026-11-02" and not ledger[0]["counted"]  # the start day is not counted


def test_a_pause_of_two_days_moves_the_date_by_the_days_on_which_the_office_closed_in_it(house, version):
    dossier = lives.accept(house, lives.file(house, version, at=at("02/11 08:00")), at=at("02/11 09:00"))
    lives.hand_on(house, dossier, at=at("02/11 09:30"))
    by = house.acting("specialist")
    obligations.ask(dossier.pk, notice="Thuế", amount=None, by=by, at=at("04/11 10:00"))
    waiting = lives.fresh(dossier.pk)
    assert (waiting.due_at_original, waiting.due_at_current) == (None, None)
    assert waiting.is_held_by_applicant and waiting.next_moment_kind == "obligation"
    obligations.confirm(dossier.pk, by=by, at=at("06/11 10:00"))
    resumed = lives.fresh(dossier.pk)
    assert resumed.due_at_original == resumed.due_at_current == at("11/11 17:00")
    assert kinds(dossier) == [(PromiseKind.ACCEPTANCE, at("09/11 17:00")), (PromiseKind.RESUME, at("11/11 17:00"))]
    assert verification.verify() == []


def test_the_clock_starts_at_the_complete_receipt_and_not_at_the_submission(house, version):
    dossier = lives.file(house, version, at=at("02/11 09:00"))
    assert dossier.due_at_original is None
    assert lives.accept(house, dossier, at=at("03/11 16:00")).due_at_original == at("10/11 17:00")


def test_a_supplement_at_intake_leads_to_acceptance_with_the_full_limit(house, version):
    dossier = situations.answered(house, version)
    waiting = lives.fresh(dossier.pk)
    assert waiting.status == Status.SUPPLEMENT and not waiting.is_held_by_applicant  # reception has it again
    supplement_completion.complete(dossier.pk, by=house.acting("reception"), at=at("05/11 10:00"))
    accepted = lives.fresh(dossier.pk)
    assert accepted.status == Status.ACCEPTED
    assert accepted.accepted_at == at("05/11 10:00")
    assert accepted.due_at_original == at("12/11 17:00")
    assert [slip.form for slip in accepted.slips.all()] == ["ack", "02", "01"]


def test_a_supplement_in_process_starts_the_full_limit_anew(house, version):
    dossier = situations.answered_in_process(house, version)
    assert holds.find_open(dossier).mode == "restart"
    supplement_completion.complete(dossier.pk, by=house.acting("reception"), at=at("06/11 08:00"))
    again = lives.fresh(dossier.pk)
    assert again.status == Status.IN_PROCESS
    assert again.due_at_original == again.due_at_current == at("13/11 17:00")
    assert again.accepted_at == at("02/11 10:00")
    assert again.holder_post == house.posts["specialist"]
    assert kinds(dossier)[-1] == (PromiseKind.RESTART, at("13/11 17:00"))


def test_a_request_after_three_working_days_of_examination_is_marked_late(house, version):
    in_time, late = situations.in_process(house, version), situations.in_process(house, version)
    specialist = house.acting("specialist")
    assert situations.ask(house, in_time, at("05/11 16:00"), specialist)[0].is_late_notice is False
    assert situations.ask(house, late, at("06/11 08:00"), specialist)[0].is_late_notice is True


def test_asking_a_second_time_needs_a_written_reason(house, version):
    dossier = situations.answered_in_process(house, version)
    supplement_completion.complete(dossier.pk, by=house.acting("reception"), at=at("05/11 08:00"))
    with pytest.raises(supplements.AskedBefore):
        situations.ask(house, dossier, at("05/11 09:00"))
    again, _slip = situations.ask(house, dossier, at("05/11 09:00"), again_reason="Giấy tờ mới nộp lại sai tên")
    assert again.again_reason == "Giấy tờ mới nộp lại sai tên"


def test_an_unanswered_supplement_closes_the_dossier_after_fifteen_working_days(house, version):
    dossier = situations.asked_at_intake(house, version)  # asked on 02/11; the 24th is a working day in this calendar
    expires_at = supplements.find_open(dossier).expires_at
    assert expires_at == at("23/11 17:00")
    assert moments.came(at("23/11 16:59")) == 0
    assert moments.came(expires_at) == 1
    closed = lives.fresh(dossier.pk)
    assert (closed.status, closed.outcome, closed.closed_at) == (Status.STOPPED, Outcome.EXPIRED, expires_at)
    assert [slip.form for slip in closed.slips.all()] == ["ack", "02", "05"]
    assert moments.came(at("24/11 08:00")) == 0


def test_a_fully_answered_supplement_does_not_expire_while_the_office_looks_at_it(house, version):
    dossier = situations.answered(house, version)
    moments.came(at("30/11 08:00"))
    assert lives.status_of(dossier) == Status.SUPPLEMENT
    assert lives.fresh(dossier.pk).holder_post == house.posts["reception"]


def test_an_answer_that_does_not_do_goes_back_with_the_days_that_were_left(house, version):
    dossier = situations.answered(house, version)  # asked on 02/11 until 23/11, answered on 04/11
    item = supplements.items_of(supplements.find_open(dossier))[0]
    reception = house.acting("reception")
    with pytest.raises(supplements.NothingAsked):
        supplement_answers.give_back(dossier.pk, items={}, by=reception, at=at("09/11 10:00"))
    supplement_answers.give_back(
        dossier.pk, items={item.pk: "Vẫn mờ dòng ngày sinh"}, by=reception, at=at("09/11 10:00")
    )
    back = lives.fresh(dossier.pk)
    assert back.is_held_by_applicant and back.status == Status.SUPPLEMENT
    # 13 working days were left on 4 November; the three in which the office looked are not the applicant's.
    assert back.next_moment_at == supplements.find_open(dossier).expires_at == at("26/11 17:00")
    assert list(invariants.check(house.office.pk)) == [] and verification.verify() == []
    with pytest.raises(supplement_completion.ItemsUnanswered):
        supplement_completion.complete(dossier.pk, by=reception, at=at("09/11 10:01"))
    situations.answer(house, dossier, at("10/11 08:00"))
    supplement_completion.complete(dossier.pk, by=reception, at=at("10/11 09:00"))
    assert lives.status_of(dossier) == Status.ACCEPTED


def test_what_was_given_back_and_does_not_come_again_closes_the_dossier(house, version):
    dossier = situations.answered(house, version)
    item = supplements.items_of(supplements.find_open(dossier))[0]
    late = at("30/11 10:00")  # looked at after the first date of the request
    supplement_answers.give_back(dossier.pk, items={item.pk: "Sai tên"}, by=house.acting("reception"), at=late)
    until = supplements.find_open(dossier).expires_at
    assert until == at("17/12 17:00")
    assert moments.came(until) == 1
    assert lives.status_of(dossier) == Status.STOPPED


def test_what_was_answered_stays_answered_when_a_withdrawal_is_denied(house, version):
    dossier = situations.answered(house, version)
    reception = house.acting("reception")
    withdrawals.ask(dossier.pk, reason="Xin rút", by=reception, at=at("05/11 08:00"))
    situations.deny(house, dossier, at("05/11 09:00"))
    moments.came(at("30/11 08:00"))
    assert lives.status_of(dossier) == Status.SUPPLEMENT
    assert lives.fresh(dossier.pk).next_moment_kind == "review_supplement"


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.ACCEPTED, Status.IN_PROCESS, Status.SUPPLEMENT])
def test_a_denied_withdrawal_puts_the_dossier_back_where_it_was(house, version, status):
    dossier = situations.IN_STATUS[status](house, version)
    before = lives.fresh(dossier.pk)
    reception = house.acting("reception")
    withdrawals.ask(dossier.pk, reason="Xin rút", by=reception, at=at("05/11 10:00"))
    assert lives.fresh(dossier.pk).due_at_original is None
    situations.deny(house, dossier, at("05/11 11:00"))
    after = lives.fresh(dossier.pk)
    names = ("status", "holder_post_id", "is_held_by_applicant", "due_at_original", "next_moment_kind", "reason")
    assert {name: getattr(after, name) for name in names} == {name: getattr(before, name) for name in names}


def test_a_withdrawal_that_waits_over_night_moves_the_date_by_a_day(house, version):
    dossier = situations.in_process(house, version)
    reception = house.acting("reception")
    withdrawals.ask(dossier.pk, reason="Xin rút", by=reception, at=at("04/11 10:00"))
    situations.deny(house, dossier, at("05/11 11:00"))
    after = lives.fresh(dossier.pk)
    assert after.due_at_original == at("10/11 17:00")
    # The two days of the step begin anew when its post has the dossier again.
    assert after.tasks.get().due_at == steps.find_current(after).due_at > at("05/11 17:00")
    assert verification.verify() == []


def test_nobody_withdraws_from_a_decision(house, version):
    dossier = situations.approved(house, version)
    with pytest.raises(withdrawals.decisions.DecisionExists):
        withdrawals.ask(dossier.pk, reason="Xin rút", by=house.citizen(dossier.applicant_id), at=at("04/11 09:00"))


def apologise(house, dossier, moment, until):
    return apologies.extend(dossier.pk, new_due_at=until, reason="Chờ xác minh", by=house.acting("director"), at=moment)


def test_an_apology_moves_the_current_date_and_never_the_original_one(house, version):
    dossier = situations.in_process(house, version)
    apology = apologise(house, dossier, at("06/11 09:00"), at("12/11 17:00"))
    after = lives.fresh(dossier.pk)
    assert (after.due_at_original, after.due_at_current) == (at("09/11 17:00"), at("12/11 17:00"))
    assert apology.was_in_time
    assert kinds(dossier)[-1] == (PromiseKind.APOLOGY, at("12/11 17:00"))


def test_an_apology_on_the_last_day_is_given_but_was_not_in_time(house, version):
    dossier = situations.in_process(house, version)
    assert apologise(house, dossier, at("09/11 08:00"), at("12/11 17:00")).was_in_time is False


def test_an_apology_is_given_once(house, version):
    dossier = situations.in_process(house, version)
    apologise(house, dossier, at("06/11 09:00"), at("12/11 17:00"))
    with pytest.raises(apologies.OnlyOnce):
        apologise(house, dossier, at("11/11 09:00"), at("16/11 17:00"))


@pytest.mark.parametrize("until", ["09/11 17:00", "06/11 17:00", "14/11 17:00"], ids=["same", "before", "saturday"])
def test_an_apology_needs_a_later_working_day(house, version, until):
    dossier = situations.in_process(house, version)
    with pytest.raises(apologies.NotLater):
        apologise(house, dossier, at("06/11 09:00"), at(until))


def test_a_pause_after_an_apology_keeps_the_later_of_both_dates(house, version):
    dossier = situations.in_process(house, version)
    apologise(house, dossier, at("05/11 09:00"), at("12/11 17:00"))
    by = house.acting("specialist")
    obligations.ask(dossier.pk, notice="Thuế", amount=1, by=by, at=at("06/11 08:00"))
    obligations.confirm(dossier.pk, by=by, at=at("09/11 08:00"))
    after = lives.fresh(dossier.pk)
    assert (after.due_at_original, after.due_at_current) == (at("10/11 17:00"), at("12/11 17:00"))


def test_a_result_after_the_apology_date_or_before_it_is_late_against_the_original(house, version):
    dossier = situations.in_process(house, version)
    apologise(house, dossier, at("06/11 09:00"), at("12/11 17:00"))
    lives.propose(house, dossier, at=at("10/11 09:00"))
    lives.approve(house, dossier, at=at("10/11 10:00"))
    lives.issue_on_paper(house, dossier, at=at("10/11 11:00"))
    assert lives.fresh(dossier.pk).punctuality == "late"


def test_a_passed_moment_is_journalled_and_watched_again(house, version):
    dossier = situations.in_process(house, version)
    due_at = lives.fresh(dossier.pk).next_moment_at
    assert moments.came(due_at) == 1
    after = lives.fresh(dossier.pk)
    assert after.next_moment_at > due_at and after.status == Status.IN_PROCESS
    assert entries.of(dossier.pk, house.office.pk)[-1].name == "dossiers.MomentPassed"
    assert moments.came(due_at) == 0
    assert verification.verify() == []


def test_a_same_day_matter_received_after_fifteen_oclock_counts_from_the_next_working_day(house):
    same_day = builders.open_for_filing(house, builders.procedure(limit="0:working_day", cutoff="after_15h"))
    for text, due in (("02/11 15:00", "02/11 17:00"), ("02/11 15:01", "03/11 17:00"), ("06/11 16:00", "09/11 17:00")):
        dossier = lives.file(house, same_day, at=at(text), channel=lives.COUNTER)
        assert lives.accept(house, dossier, at=at(text)).due_at_original == at(due)


def test_a_setting_dated_after_the_acceptance_does_not_touch_the_dossier(house, version):
    """`early_rule` shapes the class of the result, `supplement_expiry` the applicant's days."""
    old = situations.in_process(house, version)
    for name, value in (("early_rule", "moment_before"), ("supplement_expiry", "3:working_day")):
        OfficeSetting.objects.create(
            office=house.office, name=name, value=value, valid_from=date(2026, 11, 3), legal_ref="QĐ thử"
        )
    new = lives.accept(house, lives.file(house, version, at=at("03/11 09:00")), at=at("03/11 10:00"))
    lives.hand_on(house, new, at=at("03/11 10:30"))
    for dossier, until in ((old, "25/11 17:00"), (new, "09/11 17:00")):
        assert situations.ask(house, dossier, at("04/11 10:00"))[0].expires_at == at(until)
        situations.answer(house, dossier, at("04/11 11:00"))
        supplement_completion.complete(dossier.pk, by=house.acting("reception"), at=at("04/11 12:00"))
        lives.propose(house, dossier, at=at("10/11 09:00"))
        lives.approve(house, dossier, at=at("10/11 10:00"))
        lives.issue_on_paper(house, dossier, at=at("11/11 11:00"))
    assert [lives.fresh(dossier.pk).punctuality for dossier in (old, new)] == ["on_time", "early"]


def test_a_denial_says_why_and_what_it_says_is_read(house, version):
    dossier = situations.withdrawing(house, version)
    by = house.acting("reception")
    with pytest.raises(withdrawals.DenialUnknown):
        withdrawals.deny(dossier.pk, denial="", reply="Không dừng", by=by, at=at("05/11 08:00"))
    with pytest.raises(ReasonMissing):
        withdrawals.deny(dossier.pk, denial="decision_exists", reply=" ", by=by, at=at("05/11 08:00"))
    assert lives.status_of(dossier) == Status.WITHDRAWAL
    withdrawals.deny(dossier.pk, denial="decision_exists", reply="Đã ký ngày 04/11.", by=by, at=at("05/11 08:00"))
    found = withdrawals.find_denied(dossier)
    assert (found.reply, found.get_denial_display()) == ("Đã ký ngày 04/11.", "Đã có quyết định giải quyết")
    assert entries.of(dossier.pk, house.office.pk)[-1].event["denial"] == "decision_exists"


def test_the_limit_for_the_answer_is_a_dated_setting(house, version):
    dossier = situations.in_process(house, version)
    OfficeSetting.objects.create(
        office=house.office, name="withdrawal_answer", value="4:working_hour", valid_from=date(2026, 1, 1)
    )
    withdrawals.ask(dossier.pk, reason="Xin rút", by=house.acting("reception"), at=at("04/11 08:00"))
    assert lives.fresh(dossier.pk).tasks.get().due_at == at("04/11 13:30")


def test_the_days_of_an_unanswered_withdrawal_are_not_taken_from_the_supplement(house, version):
    dossier = situations.asked_at_intake(house, version)
    until = supplements.find_open(dossier).expires_at
    withdrawals.ask(dossier.pk, reason="Xin rút", by=house.citizen(dossier.applicant_id), at=until - timedelta(hours=2))
    assert moments.came(until + timedelta(days=4)) == 1, "it is passed by: the office has to answer"
    situations.deny(house, dossier, until + timedelta(days=4))
    assert supplements.find_open(dossier).expires_at > until + timedelta(days=4)
    assert lives.fresh(dossier.pk).next_moment_at == supplements.find_open(dossier).expires_at


def test_the_closing_slip_of_a_partly_answered_request_names_what_came_and_what_did_not(house, version):
    dossier = situations.registered(house, version)
    rows = components.of_dossier(dossier)
    asked = {row.pk: "Bị mờ" for row in rows}
    by = house.acting("reception")
    supplement, _slip = supplements.request(dossier.pk, items=asked, reason="Thiếu", by=by, at=at("02/11 10:00"))
    first = supplements.items_of(supplement)[0]
    supplement_answers.answer(
        dossier.pk, answers={first.pk: ("Gửi lại", [])}, by=by, at=at("03/11 10:00"), on_paper=True
    )
    assert moments.came(supplement.expires_at) == 1
    closed = lives.fresh(dossier.pk)
    assert (closed.status, closed.outcome) == (Status.STOPPED, Outcome.EXPIRED)
    said = slips.of_dossier(closed)[-1].content["content"]
    assert f"Đã nhận: {rows[0].name}." in said and f"Còn thiếu: {rows[1].name}" in said
