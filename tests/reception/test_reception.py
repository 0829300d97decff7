"""Citizen reception: the chair's day every week and in person, online in time, the register, refusals by the law."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest
from tests.dossiers.moments import at

from motcua.desk import by_itself
from motcua.journal import entries, verification
from motcua.journal.chain import Entry
from motcua.kernel.localtime import VN
from motcua.office import posts, terms
from motcua.office.matters import AlreadyClosed, NoSuchMatter, TextMissing
from motcua.office.rights import NotAllowed
from motcua.office.settings_dated import OfficeSetting
from motcua.reception import days, invariants, reception_rules, schedule, visit_steps, visits
from motcua.reception.days import DayNotNow, NotADayOfReception, NotByDeputy, OnlineTooSoon, ReceptionDay
from motcua.reception.visit_steps import NoSuchGround, OnlyTheHead, VisitNotNow
from motcua.reception.visits import DenouncerElsewhere, Visit, VisitorMissing
from motcua.site.demo import builders

WHO = {"full_name": "Hồ Thị Thử", "address": "Thôn 3, xã Hoa Sen", "number": "999190001234"}


def plan(house, on, *, when=None, key="", kind="reception", **more):
    told = {"on": on, "starts": time(8), "ends": time(11), "place": "Phòng tiếp công dân", **more}
    by = house.acting(kind)
    return days.plan(house.office, **told, by=by, at=when or at("02/11 09:00"), key=key or f"{on}")[0]


def running(matter):
    return {
        term.name: f"{term.due_at.astimezone(VN):%d/%m %H:%M}"
        for term in terms.of_subject(matter.subject)
        if not term.ended_at
    }


def test_a_week_without_a_day_of_the_chair_is_named_until_one_is_planned(house):
    office = house.office.pk
    mondays = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)]
    assert schedule.weeks_without(office, date(2026, 11, 4)) == mondays
    plan(house, date(2026, 11, 12))
    plan(house, date(2026, 11, 18), is_chair=False)
    gone = plan(house, date(2026, 11, 25))
    assert schedule.weeks_without(office, date(2026, 11, 4)) == [mondays[0], mondays[2]]
    days.cancel(gone.pk, reason="Họp đột xuất.", by=house.acting("reception"), at=at("03/11 09:00"))
    assert schedule.weeks_without(office, date(2026, 11, 4)) == [mondays[0], mondays[2], mondays[3]]
    assert date(2026, 2, 16) not in schedule.weeks_without(office, date(2026, 2, 9)), "nobody works in the week of Tết"


def test_the_chair_confirms_the_day_in_person_and_no_deputy_does(house):
    deputy_post = posts.establish(house.office, "leader", "Phó Chủ tịch UBND")
    day = plan(house, date(2026, 11, 5))
    assert day.host_post_id == house.posts["leader"].pk and running(day) == {"reception.hold": "05/11 17:00"}
    head = house.acting("leader")
    with pytest.raises(DayNotNow):
        days.hold(day.pk, by=head, at=at("04/11 16:00"))
    for by in (
        replace(head, post=deputy_post.pk),
        replace(head, delegation=uuid4()),
        replace(head, on_behalf_of=uuid4()),
        house.acting("director"),
        house.acting("reception"),
    ):
        with pytest.raises(NotByDeputy, match="không giao cho cấp phó"):
            days.hold(day.pk, by=by, at=at("05/11 11:00"))
    held = days.hold(day.pk, by=head, at=at("05/11 11:00"))
    assert (held.state, running(held)) == ("held", {})
    with pytest.raises(AlreadyClosed):
        days.cancel(day.pk, reason="x", by=head, at=at("06/11 09:00"))


def test_the_office_says_which_post_is_the_head(house):
    other = posts.establish(house.office, "leader", "Chủ tịch UBND xã")
    OfficeSetting.objects.create(
        office=house.office, name="reception_head_post", value="Chủ tịch UBND xã", valid_from=date(2026, 11, 1)
    )
    assert days.head_post(house.office.pk, date(2026, 10, 31)) == house.posts["leader"].pk
    assert days.head_post(house.office.pk, date(2026, 11, 1)) == other.pk


def test_another_officer_holds_an_ordinary_day(house):
    day = plan(house, date(2026, 11, 5), is_chair=False)
    assert days.hold(day.pk, by=house.acting("director"), at=at("05/11 16:00")).state == "held"


def test_a_planned_day_that_nobody_held_is_journalled_and_watched_again(house):
    day = plan(house, date(2026, 11, 5))
    ((office_id, term_id, _moment),) = terms.due(at("05/11 17:00"))
    by_itself.term_came(office_id, term_id, at("05/11 17:00"))
    assert [entry.name for entry in entries.of(day.pk, office_id)] == ["reception.DayPlanned", "office.TermPassed"]
    assert terms.due(at("06/11 07:29")) == [] and len(terms.due(at("06/11 07:30"))) == 1
    assert list(invariants.check(office_id)) == [] and verification.verify(office_id) == []


@pytest.mark.parametrize("on", [date(2026, 11, 1), date(2026, 11, 7), date(2026, 11, 24)])
def test_a_day_past_or_off_is_refused(house, on):
    with pytest.raises(NotADayOfReception):
        plan(house, on)
    with pytest.raises(NotADayOfReception):
        plan(house, date(2026, 11, 5), starts=time(11), ends=time(8))
    with pytest.raises(TextMissing):
        plan(house, date(2026, 11, 5), place=" ")
    assert ReceptionDay.objects.count() == 0


@pytest.mark.parametrize(
    ("on", "notice", "test"),
    [
        (date(2026, 11, 9), "02/11 17:00", "06/11 17:00"),
        (date(2026, 11, 25), "17/11 17:00", "23/11 17:00"),  # the 24th is a holiday
        (date(2026, 11, 13), "06/11 17:00", "12/11 17:00"),
    ],
)
def test_an_online_session_is_announced_five_working_days_before_and_tried_one_before(house, on, notice, test):
    day = plan(house, on, is_online=True)
    found = running(day)
    assert (found["reception.notice"], found["reception.test"]) == (notice, test)
    by = house.acting("reception")
    days.note_notice(day.pk, by=by, at=at("02/11 10:00"))
    days.note_test(day.pk, by=by, at=at("02/11 11:00"))
    assert list(running(day)) == ["reception.hold"]
    for again in (days.note_notice, days.note_test):
        with pytest.raises(DayNotNow):
            again(day.pk, by=by, at=at("02/11 12:00"))


def test_an_online_session_too_soon_to_announce_is_refused_with_the_last_day(house):
    with pytest.raises(OnlineTooSoon, match="30/10/2026"):
        plan(house, date(2026, 11, 6), is_online=True)


def receive(house, *, key="k", about="petition", who=WHO, when=None, **more):
    told = {"about": about, "content": "Đề nghị sửa đường thôn.", **who, **more}
    return visits.write(house.office, **told, by=house.acting("reception"), at=when or at("05/11 08:30"), key=key)[0]


def test_a_visit_is_written_and_answered_within_ten_working_days(house):
    visit = receive(house, day=plan(house, date(2026, 11, 5)))
    assert (visit.code, running(visit)) == ("TCD-2026-0001", {"reception.reply": "19/11 17:00"})
    assert receive(house).pk == visit.pk and Visit.objects.count() == 1
    by = house.acting("reception")
    with pytest.raises(TextMissing):
        visit_steps.reply(visit.pk, result="", by=by, at=at("10/11 09:00"))
    visit = visit_steps.reply(visit.pk, result="Đã ghi vào kế hoạch.", by=by, at=at("10/11 09:00"))
    assert (visit.state, running(visit)) == ("replied", {}) and list(invariants.check(house.office.pk)) == []
    text = Entry.objects.get(name="reception.VisitWritten").text
    assert not any(secret in text for secret in WHO.values())


def test_who_came_is_needed_except_one_who_denounces_who_is_never_named_here(house):
    for missing in ("full_name", "address"):
        with pytest.raises(VisitorMissing):
            receive(house, who={**WHO, missing: " "})
    for named in ({"full_name": "x"}, {"address": "x"}, {"number": "x"}):
        with pytest.raises(DenouncerElsewhere):
            receive(house, about="denunciation", who=named)
    assert receive(house, about="denunciation", who={}).person is None


def test_papers_are_taken_against_a_receipt(house):
    visit = receive(house)
    by = house.acting("reception")
    visit = visit_steps.take_papers(visit.pk, papers="Đơn (02 trang)\n\n Ảnh (01 tờ) ", by=by, at=at("05/11 08:40"))
    assert visit.paper_lines == ["Đơn (02 trang)", "Ảnh (01 tờ)"]
    assert running(visit) == {"reception.reply": "19/11 17:00"}


def test_one_whose_matter_is_another_bodys_is_shown_the_way(house):
    visit = visit_steps.guide(
        receive(house).pk, guided_to="Sở Xây dựng", by=house.acting("director"), at=at("05/11 09:00")
    )
    assert (visit.state, visit.guided_to, running(visit)) == ("guided", "Sở Xây dựng", {})


def test_the_grounds_of_refusal_are_those_of_the_law_on_the_day():
    before, after = reception_rules.grounds(date(2026, 6, 30)), reception_rules.grounds(date(2026, 7, 1))
    assert [ground.code for ground in before] == ["luat-1", "luat-2", "luat-3"]
    assert "".join(ground.article[-1] for ground in after[3:]) == "abcdđeghik"
    assert [ground.code for ground in after if ground.is_written] == ["luat-3", "nd-h"]
    assert all(ground.words and ground.article for ground in after)


@pytest.mark.parametrize("ground", ["luat-1", "nd-a", "nd-dd", "nd-k"])
def test_a_spoken_ground_ends_with_the_explanation(house, ground):
    by = house.acting("reception")
    visit = receive(house)
    with pytest.raises(TextMissing, match="giải thích"):
        visit_steps.refuse(visit.pk, ground=ground, explanation="", by=by, at=at("05/11 09:00"))
    visit = visit_steps.refuse(visit.pk, ground=ground, explanation="Đã giải thích.", by=by, at=at("05/11 09:00"))
    assert (visit.state, running(visit)) == ("refused", {})


@pytest.mark.parametrize("ground", ["luat-3", "nd-h"])
def test_a_written_ground_waits_for_the_heads_notice_within_three_working_days(house, ground):
    by = house.acting("reception")
    visit = receive(house)
    visit_steps.refuse(visit.pk, ground=ground, explanation="Không có tình tiết mới.", by=by, at=at("05/11 09:00"))
    assert running(visit) == {"reception.refusal": "10/11 17:00"}
    for kind in ("reception", "director"):
        with pytest.raises(OnlyTheHead):
            visit_steps.issue_refusal(visit.pk, by=house.acting(kind), at=at("06/11 09:00"))
    visit = visit_steps.issue_refusal(visit.pk, by=house.acting("leader"), at=at("06/11 09:00"))
    assert (visit.state, visit.notice_number, running(visit)) == ("refused", "01/TB-TTPVHCC", {})
    assert list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_no_other_ground_and_no_step_out_of_order(house):
    by = house.acting("leader")
    visit = receive(house)
    for ground in ("", "vì tôi bận", "nd-z"):
        with pytest.raises(NoSuchGround):
            visit_steps.refuse(visit.pk, ground=ground, explanation="x", by=by, at=at("05/11 09:00"))
    old = receive(house, key="old", when=at("29/06 09:00"))
    with pytest.raises(NoSuchGround):
        visit_steps.refuse(old.pk, ground="nd-a", explanation="x", by=by, at=at("30/06 09:00"))
    with pytest.raises(VisitNotNow):
        visit_steps.issue_refusal(visit.pk, by=by, at=at("06/11 09:00"))


def test_the_cashier_the_specialist_and_another_office_are_kept_out(house):
    visit, day = receive(house), plan(house, date(2026, 11, 5))
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    for by, refusal in (
        (house.acting("cashier"), NotAllowed),
        (house.acting("specialist"), NotAllowed),
        (other.acting("leader"), NoSuchMatter),
    ):
        with pytest.raises(refusal):
            visit_steps.reply(visit.pk, result="x", by=by, at=at("06/11 09:00"))
        with pytest.raises(refusal):
            days.cancel(day.pk, reason="x", by=by, at=at("03/11 09:00"))
        assert visits.listed(by, at("06/11 09:00")).rows == []
        assert visits.register(by, at("06/11 09:00"), date(2026, 1, 1), date(2026, 12, 31)) == []
