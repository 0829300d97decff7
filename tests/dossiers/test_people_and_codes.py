"""Codes by the local day, logbook numbers, two pairs of eyes, gates, void, slips, and who may open what."""

from dataclasses import replace

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import access, decisions, gates, intake, results, slips, tracking, transfers
from motcua.dossiers.access import NoSuchDossier
from motcua.dossiers.dossier import Answers
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.voids import NotYours, ResultExists, TooLate, void
from motcua.dossiers.watch import look_ahead
from motcua.dossiers.worklist import Task, counts, of_post
from motcua.journal import entries, verification
from motcua.journal.acting import Acting
from motcua.office import posts, staff
from motcua.office.people import Person
from motcua.office.rights import NotAllowed
from motcua.site.demo import builders, lives

MIDNIGHT = [
    ("02/11 23:59", "H99.01-261102-0001"),
    ("03/11 00:00", "H99.01-261103-0001"),
    ("03/11 00:01", "H99.01-261103-0001"),
    ("03/11 06:59", "H99.01-261103-0001"),  # still the day before in UTC
    ("03/11 07:00", "H99.01-261103-0001"),
    ("03/11 07:01", "H99.01-261103-0001"),
    ("31/12 23:59", "H99.01-261231-0001"),
]


@pytest.mark.parametrize(("moment", "code"), MIDNIGHT, ids=[moment for moment, _code in MIDNIGHT])
def test_the_code_is_dated_by_the_vietnamese_day(house, version, moment, code):
    assert lives.file(house, version, at=at(moment)).code == code


def test_numbers_go_on_over_midnight_per_day_and_per_office(house, version):
    codes = [
        lives.file(house, version, at=at(moment)).code
        for moment in ("02/11 23:58", "02/11 23:59", "03/11 00:00", "03/11 00:01", "03/11 06:59", "03/11 07:01")
    ]
    assert [code.removeprefix("H99.01-") for code in codes] == [
        "261102-0001",
        "261102-0002",
        "261103-0001",
        "261103-0002",
        "261103-0003",
        "261103-0004",
    ]
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="khac-")
    builders.open_for_filing(other, version)
    assert lives.file(other, version, at=at("03/11 08:00")).code == "H99.02-261103-0001"


def test_the_logbook_numbers_the_accepted_dossiers_of_a_sector_from_one_per_year(house, version):
    other = builders.open_for_filing(house, builders.procedure("2.000815", sector="Chứng thực"))
    booked = []
    for made, moment, year in (
        (version, "02/11 08:00", 2026),
        (other, "02/11 08:10", 2026),
        (version, "31/12 16:00", 2026),
        (version, "04/01 08:00", 2027),
    ):
        filed = lives.file(house, made, at=at(moment, year))
        assert filed.book_number is None
        accepted = lives.accept(house, filed, at=at(moment, year))
        booked.append((accepted.book, accepted.book_number))
    assert booked == [("Hộ tịch 2026", 1), ("Chứng thực 2026", 1), ("Hộ tịch 2026", 2), ("Hộ tịch 2027", 1)]


def test_who_proposed_may_not_approve(house, version):
    dossier = situations.proposed(house, version)
    proposer = house.staff["specialist"]
    posts.assign(proposer, house.posts["leader"], builders.SINCE, basis="kiêm nhiệm")
    both = Acting(person=proposer.pk, post=house.posts["leader"].pk, office=house.office.pk, role="leader")
    with pytest.raises(decisions.OwnProposal):
        decisions.approve(dossier.pk, by=both, at=at("04/11 08:00"))
    assert lives.approve(house, dossier, at=at("04/11 08:00")).approved_by == house.staff["leader"]


def test_only_the_post_that_has_the_step_may_propose(house, version):
    dossier = situations.in_process(house, version)
    stranger = staff.employ(house.office, "khac", "Nguyễn Văn Khác")
    other = posts.establish(house.office, "specialist", "Công chức Địa chính")
    by = Acting(person=stranger.pk, post=other.pk, office=house.office.pk, role="specialist")
    with pytest.raises(NoSuchDossier):
        decisions.propose(dossier.pk, outcome="granted", title="KQ", body="x", by=by, at=at("03/11 09:00"))


def test_a_proposal_needs_words_or_a_file_and_an_outcome(house, version):
    dossier = situations.in_process(house, version)
    by = house.acting("specialist")
    with pytest.raises(decisions.DraftMissing):
        decisions.propose(dossier.pk, outcome="granted", title="KQ", body=" ", by=by, at=at("03/11 09:00"))
    with pytest.raises(decisions.OutcomeUnknown):
        decisions.propose(dossier.pk, outcome="perhaps", title="KQ", body="x", by=by, at=at("03/11 09:00"))


def test_a_proposal_sent_back_is_the_specialists_again_and_may_be_made_anew(house, version):
    dossier = situations.proposed(house, version)
    decisions.send_back(dossier.pk, reason="Sửa tên", by=house.acting("leader"), at=at("03/11 14:00"))
    back = lives.fresh(dossier.pk)
    assert (back.holder_post, back.next_moment_kind) == (house.posts["specialist"], "step")
    with pytest.raises(decisions.NothingProposed):
        lives.approve(house, dossier, at=at("03/11 14:10"))
    lives.propose(house, dossier, at=at("03/11 15:00"))
    lives.approve(house, dossier, at=at("03/11 16:00"))
    assert len(decisions.of_dossier(dossier)) == 2
    assert verification.verify() == []


def test_before_the_signing_post_stands_a_proposal(house, version):
    dossier = situations.in_process(house, version)
    with pytest.raises(transfers.ProposalNeeded):
        transfers.finish_step(dossier.pk, by=house.acting("specialist"), at=at("03/11 09:00"))


LONG_ROUTE = (
    ("Tiếp nhận", "reception", 60),
    ("Phân công thụ lý", "leader", 60),
    ("Thẩm định", "specialist", 480),
    ("Rà soát", "specialist", 120),
    ("Ký duyệt", "leader", 120),
    ("Vào sổ, đóng dấu", "reception", 30),
    ("Trả kết quả", "reception", 0),
)


def test_a_long_route_is_walked_step_by_step_and_ends_at_the_counter(house):
    version = builders.open_for_filing(house, builders.procedure(route=LONG_ROUTE))
    dossier = situations.accepted(house, version)
    lives.hand_on(house, dossier, at=at("02/11 10:30"))
    assert lives.fresh(dossier.pk).next_moment_kind == "step"  # the leader assigns, there is nothing to sign
    transfers.finish_step(dossier.pk, by=house.acting("leader"), at=at("02/11 11:00"))
    lives.propose(house, dossier, at=at("03/11 09:00"))
    with pytest.raises(decisions.NothingProposed):
        lives.approve(house, dossier, at=at("03/11 09:30"))  # the review comes first
    with pytest.raises(decisions.ProposedAlready):
        lives.propose(house, dossier, at=at("03/11 09:40"))
    transfers.finish_step(dossier.pk, by=house.acting("specialist"), at=at("03/11 10:00"))
    assert lives.fresh(dossier.pk).next_moment_kind == "sign"
    lives.approve(house, dossier, at=at("03/11 14:00"))
    lives.issue_on_paper(house, dossier, at=at("03/11 14:30"))
    lives.hand_over(house, dossier, at=at("04/11 08:00"))
    rows = list(dossier.steps.all())
    assert [row.name for row in rows] == [name for name, _kind, _minutes in LONG_ROUTE]
    assert all(row.started_at and row.done_at for row in rows)
    assert verification.verify() == []


def test_a_route_without_a_signature_gets_one(house):
    route = (("Tiếp nhận", "reception", 60), ("Thẩm định", "specialist", 60), ("Trả kết quả", "reception", 0))
    version = builders.open_for_filing(house, builders.procedure(route=route))
    dossier = situations.approved(house, version)
    assert [(row.name, row.is_signing) for row in dossier.steps.all()] == [
        ("Tiếp nhận", False),
        ("Thẩm định", False),
        ("Ký duyệt kết quả", True),
        ("Trả kết quả", False),
    ]


def test_an_unpaid_fee_stands_before_handing_over_and_nowhere_else(house, version):
    dossier = situations.in_process(house, version)
    gates.close(dossier, gates.FEE_UNPAID, at=at("02/11 10:00"))
    assert lives.fresh(dossier.pk).due_at_original == at("09/11 17:00")  # a gate never touches the clock
    lives.propose(house, dossier, at=at("03/11 09:00"))
    lives.approve(house, dossier, at=at("03/11 10:00"))
    lives.issue_on_paper(house, dossier, at=at("03/11 11:00"))
    with pytest.raises(gates.GateClosed):
        lives.hand_over(house, dossier, at=at("04/11 08:00"))
    assert len(gates.lift(dossier, gates.FEE_UNPAID, at=at("04/11 08:01"))) == 1
    lives.hand_over(house, dossier, at=at("04/11 08:02"))
    assert lives.status_of(dossier) == Status.RETURNED


def test_reception_takes_a_mistake_back_on_the_same_day_and_a_leader_later(house, version):
    mistaken = lives.file(house, version, at=at("02/11 09:00"), channel=lives.COUNTER)
    older = situations.in_process(house, version)
    reception = house.acting("reception")
    void(mistaken.pk, reason="Nhập nhầm", by=reception, at=at("02/11 23:59"))
    with pytest.raises(TooLate):
        void(older.pk, reason="Nhập nhầm", by=reception, at=at("03/11 00:00"))
    void(older.pk, reason="Nhập nhầm", by=house.acting("leader"), at=at("03/11 08:00"))
    for dossier in (mistaken, older):
        row = lives.fresh(dossier.pk)
        assert row.void_at and not row.is_open and row.code and not row.tasks.exists()
        assert entries.of(row.pk, row.office_id)[-1].name == "dossiers.Voided"
    with pytest.raises(NotAllowed):
        void(older.pk, reason="x", by=house.acting("specialist"), at=at("03/11 08:00"))


def test_reception_takes_back_only_what_it_wrote_down_itself(house, version):
    by_a_citizen = situations.registered(house, version)
    by_a_colleague = lives.file(house, version, at=at("02/11 09:00"), channel=lives.COUNTER)
    colleague = replace(house.acting("reception"), person=house.staff["specialist"].pk)
    for dossier, by in ((by_a_citizen, house.acting("reception")), (by_a_colleague, colleague)):
        with pytest.raises(NotYours):
            void(dossier.pk, reason="Nhập nhầm", by=by, at=at("02/11 10:00"))
        void(dossier.pk, reason="Nhập nhầm", by=house.acting("director"), at=at("02/11 10:00"))


def test_the_receipt_lists_only_what_was_handed_in(house, version):
    dossier = lives.file(house, version, at=at("02/11 09:00"), channel=lives.COUNTER, lacking={3})
    _dossier, _promise, slip = intake.accept(dossier.pk, by=house.acting("reception"), at=at("02/11 09:05"))
    assert slip.content["components"] == ["Tờ khai theo mẫu", "Giấy tờ chứng minh nơi cư trú"]


def test_what_was_declared_and_the_route_are_bound_to_the_chain(house, version):
    filed = lives.file(house, version, at=at("02/11 09:00"), answers={"ho_ten": "A Thút"}, lacking={2})
    assert filed.slips.get().content["components"] == ["Tờ khai theo mẫu", "Văn bản ủy quyền (nếu có)"]
    lives.accept(house, filed, at=at("02/11 10:00"))
    assert verification.verify() == []
    for rows in (
        Answers.objects.filter(dossier=filed),
        Person.objects.filter(pk=filed.applicant_id),
        filed.steps.filter(position=2),
    ):
        change = {"values": {"ho_ten": "A Khác"}} if rows.model is Answers else {}
        change = change or ({"address": "Nơi khác"} if rows.model is Person else {"minutes": 1})
        before = rows.values(*change).get()
        rows.update(**change)
        assert [rows.model._meta.label in finding.words for finding in verification.verify()] == [True]
        rows.update(**before)


def test_five_wrong_guesses_lock_a_token_and_half_an_hour_later_it_opens(house, version):
    dossier = lives.file(house, version, at=at("02/11 09:00"), phone="+84900000123")
    tracking.grant(dossier, tracking.Purpose.TRACK, at=at("02/11 09:00"))
    token_id = tracking.Token.objects.get(dossier=dossier).pk
    for left in (4, 3, 2, 1):
        with pytest.raises(tracking.WrongDigits, match=f"còn {left} lần"):
            tracking.prove(token_id, "0000", at=at("02/11 09:01"))
    with pytest.raises(tracking.TooManyTries):
        tracking.prove(token_id, "0000", at=at("02/11 09:02"))
    with pytest.raises(tracking.TooManyTries):
        tracking.prove(token_id, "0123", at=at("02/11 09:31"))
    assert tracking.prove(token_id, "0123", at=at("02/11 09:32")).pk == dossier.pk


def test_a_guess_that_is_still_being_judged_counts_already(house, version):
    dossier = lives.file(house, version, at=at("02/11 09:00"))
    tracking.grant(dossier, tracking.Purpose.TRACK, at=at("02/11 09:00"))
    tracking.Token.objects.filter(dossier=dossier).update(wrong_tries=tracking.TRIES)  # five at the same moment
    with pytest.raises(tracking.TooManyTries):
        tracking.prove(tracking.Token.objects.get(dossier=dossier).pk, "0123", at=at("02/11 09:01"))


@pytest.mark.parametrize("make", [situations.approved, situations.processed, situations.returned])
def test_what_is_decided_is_not_taken_back(house, version, make):
    with pytest.raises(ResultExists):
        void(make(house, version).pk, reason="Nhầm", by=house.acting("leader"), at=at("05/11 09:00"))


def test_a_refusal_on_the_merits_brings_its_slip_and_is_an_outcome_of_its_own(house, version):
    dossier = situations.approved(house, version, Outcome.REFUSED)
    lives.issue_on_paper(house, dossier, at=at("04/11 09:00"))
    row = lives.fresh(dossier.pk)
    assert (row.status, row.outcome) == (Status.PROCESSED, Outcome.REFUSED)
    assert [slip.form for slip in slips.of_dossier(row)] == ["ack", "01", "03"]


def test_the_scan_of_a_paper_is_not_returned_by_downloading_it(house, version):
    dossier = situations.processed(house, version)
    with pytest.raises(results.OriginalWaits):
        results.return_to_applicant(
            dossier.pk, way="download", by=house.citizen(dossier.applicant_id), at=at("05/11 08:00")
        )


def test_slips_are_numbered_by_form_and_year_without_a_gap(house, version):
    for minute in range(3):
        lives.accept(house, lives.file(house, version, at=at(f"02/11 08:0{minute}")), at=at(f"02/11 09:0{minute}"))
    numbers = {(slip.form, slip.symbol) for slip in slips.Slip.objects.all()}
    assert {symbol for form, symbol in numbers if form == "01"} == {"01/TTPVHCC", "02/TTPVHCC", "03/TTPVHCC"}
    assert {symbol for form, symbol in numbers if form == "ack"} == {f"0{n}/BN-TTPVHCC" for n in (1, 2, 3)}


def test_each_post_sees_its_own_work_the_most_urgent_first(house, version):
    first, second = situations.registered(house, version), situations.in_process(house, version)
    reception, specialist = house.posts["reception"], house.posts["specialist"]
    assert [task.dossier_id for task in of_post(house.office.pk, reception.pk)] == [first.pk]
    assert [task.dossier_id for task in of_post(house.office.pk, specialist.pk)] == [second.pk]
    assert counts(house.office.pk, specialist.pk, at("30/11 08:00")) == {"late": 1, "step": 1}


def test_a_specialist_reads_what_passed_through_the_post_and_nothing_else(house, version):
    seen, unseen = situations.proposed(house, version), situations.registered(house, version)
    by = house.acting("specialist")
    assert access.find(seen.pk, by=by, at=at("04/11 08:00")).pk == seen.pk
    with pytest.raises(NoSuchDossier):
        access.find(unseen.pk, by=by, at=at("04/11 08:00"))
    with pytest.raises(NoSuchDossier):
        access.find(seen.pk, by=house.acting("cashier"), at=at("04/11 08:00"))
    assert access.find_by_code(unseen.code.lower(), by=house.acting("reception"), at=at("04/11 08:00")) == unseen


def test_an_open_dossier_without_anything_to_do_is_a_fault_of_the_program(house, version):
    dossier = situations.registered(house, version)
    Task.objects.all().delete()
    with pytest.raises(AssertionError, match="would be stuck"):
        look_ahead(lives.fresh(dossier.pk), at=at("02/11 10:00"))
