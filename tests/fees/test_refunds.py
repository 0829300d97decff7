"""What goes back when a dossier ends without a result: by which rule, and that every đồng is accounted for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossiers import situations
from tests.fees.moments import at

from motcua.desk import moments
from motcua.desk import void as voiding
from motcua.dossiers import access, intake, supplements, withdrawals
from motcua.fees import charges, day_cash, payments, refunds
from motcua.fees.payments import BankReferenceWrong, OnRefundList, Payment, PaymentState
from motcua.fees.refunds import MeansUnknown, NothingOwed, Refund
from motcua.journal import entries, verification
from motcua.kernel.localtime import local_day
from motcua.office.rights import Capability, NotAllowed
from motcua.office.settings_dated import SETTINGS, OfficeSetting
from motcua.site.demo import builders, lives


def paid(house, dossier, moment="02/11 10:00"):
    charge = charges.charge(dossier, by=house.acting("reception"), at=at(moment))
    return payments.take_cash(charge.pk, by=house.acting("reception"), at=at(moment))


def settled(house, dossier, moment="06/11 09:00"):
    """Settle as the worker does, and return (rule, amount, state) of what is listed."""
    locked = access.lock(dossier.pk, by=house.system, at=at(moment), to=Capability.CHECK, may_be_void=True)
    refunds.settle_one(locked, by=house.system, at=at(moment))
    return [(row.rule, row.amount, row.state) for row in refunds.of_dossier(dossier)]


def rejected(house, version):
    dossier = situations.registered(house, version)
    paid(house, dossier)
    intake.refuse(dossier.pk, reason="Sai thẩm quyền", by=house.acting("reception"), at=at("02/11 11:00"))
    return dossier


def withdrawn(house, version, make):
    dossier = make(house, version)
    paid(house, dossier, "02/11 15:00")
    withdrawals.ask(dossier.pk, reason="Xin rút", by=house.citizen(dossier.applicant_id), at=at("04/11 10:00"))
    withdrawals.confirm(dossier.pk, by=house.acting("reception"), at=at("04/11 14:00"))
    return dossier


def expired(house, version, make):
    dossier = make(house, version)
    paid(house, dossier, "04/11 15:00")
    moments.came(supplements.find_open(dossier).expires_at)
    return dossier


def refused(house, version):
    dossier = situations.approved(house, version, "refused")
    paid(house, dossier, "04/11 08:30")
    lives.issue_on_paper(house, dossier, at=at("04/11 09:00"))
    return dossier


# How it ended → which setting, what goes back of 8.000 đồng, and where the row stands.
ENDS = [
    ("không tiếp nhận", rejected, "refund_not_accepted", 8000, "owed"),
    (
        "rút trước tiếp nhận",
        lambda h, v: withdrawn(h, v, situations.registered),
        "refund_not_accepted",
        8000,
        "owed",
    ),
    ("rút khi giải quyết", lambda h, v: withdrawn(h, v, situations.in_process), "refund_withdrawn", 0, "kept"),
    (
        "quá hạn bổ sung khi tiếp nhận",
        lambda h, v: expired(h, v, situations.asked_at_intake),
        "refund_not_accepted",
        8000,
        "owed",
    ),
    (
        "quá hạn bổ sung khi thẩm định",
        lambda h, v: expired(h, v, situations.asked_in_process),
        "refund_expired",
        0,
        "kept",
    ),
    ("không đủ điều kiện", refused, "refund_refused", 0, "kept"),
]


@pytest.mark.parametrize(("words", "make", "rule", "amount", "state"), ENDS, ids=[row[0] for row in ENDS])
def test_how_a_dossier_ended_says_how_much_goes_back(house, version, words, make, rule, amount, state):
    dossier = make(house, version)
    is_waiting = make is not refused  # a refusal on the merits may still be paid for when it is fetched
    assert refunds.unaccounted(house.office.pk) == [dossier.code] * is_waiting, words
    assert settled(house, dossier) == [(rule, amount, state)]
    assert settled(house, dossier, "06/11 10:00") == [(rule, amount, state)], "settled once"
    assert refunds.unaccounted(house.office.pk) == []
    assert Refund.objects.get().legal_ref == SETTINGS[rule].legal_ref
    assert entries.of(dossier.pk, house.office.pk)[-1].name == ("fees.RefundOwed" if amount else "fees.MoneyKept")
    assert verification.verify(house.office.pk) == []


def test_a_dossier_that_goes_on_or_ends_well_gives_nothing_back(house, version):
    for make in (situations.in_process, situations.withdrawing, situations.processed, situations.returned):
        dossier = make(house, version)
        assert refunds.rule_of(lives.fresh(dossier.pk)) == ""
        assert settled(house, dossier) == []


def test_an_office_dates_its_own_rule_with_its_reference(house, version):
    OfficeSetting.objects.create(
        office=house.office,
        name="refund_withdrawn",
        value="50",
        valid_from=date(2026, 10, 1),
        legal_ref="NQ 12/2026/NQ-HĐND Đ.4",
    )
    dossier = withdrawn(house, version, situations.in_process)
    assert settled(house, dossier) == [("refund_withdrawn", 4000, "owed")]
    row = Refund.objects.get()
    assert (row.percent, row.legal_ref, row.due_at) == (50, "NQ 12/2026/NQ-HĐND Đ.4", at("13/11 17:00"))


@given(amount=st.integers(0, 10**9), percent=st.integers(0, 100))
def test_what_goes_back_and_what_stays_is_what_was_paid(amount, percent):
    back = refunds.share(amount, percent)
    assert 0 <= back <= amount and back * 100 >= amount * percent
    assert back * 100 < amount * percent + 100


def test_the_cashier_gives_it_back_against_a_running_number(house, version):
    dossier = rejected(house, version)
    settled(house, dossier)
    refund = refunds.owed(house.office.pk)[0]
    with pytest.raises(MeansUnknown):
        refunds.give(refund.pk, means="online", by=house.acting("cashier"), at=at("07/11 09:00"))
    with pytest.raises(NotAllowed):
        refunds.give(refund.pk, means="cash", by=house.acting("leader"), at=at("07/11 09:00"))
    given_back = refunds.give(refund.pk, means="cash", by=house.acting("cashier"), at=at("07/11 09:00"))
    assert (given_back.state, given_back.voucher) == ("given", "0000001/HP-2026")
    assert charges.find_last(dossier).state == "refunded" and refunds.owed(house.office.pk) == []
    with pytest.raises(NothingOwed):
        refunds.give(refund.pk, means="cash", by=house.acting("cashier"), at=at("07/11 09:01"))
    day = day_cash.of(house.office, local_day(at("07/11 09:00")))
    assert (day.cash_in, day.cash_out, day.cash) == (0, 8000, -8000)
    assert [(line.amount, line.number) for line in day.lines] == [(-8000, "0000001/HP-2026")]
    assert verification.verify(house.office.pk) == []


def test_a_transfer_back_names_its_own_bank_reference(house, version):
    first, second = rejected(house, version), rejected(house, version)
    settled(house, first)
    settled(house, second)
    one, two = refunds.owed(house.office.pk)
    with pytest.raises(NotAllowed):
        refunds.give(one.pk, means="transfer", bank_ref="FT1", by=house.acting("reception"), at=at("07/11 09:00"))
    with pytest.raises(BankReferenceWrong):
        refunds.give(one.pk, means="transfer", bank_ref=" ", by=house.acting("cashier"), at=at("07/11 09:00"))
    refunds.give(one.pk, means="transfer", bank_ref="FT1", by=house.acting("cashier"), at=at("07/11 09:00"))
    with pytest.raises(BankReferenceWrong):
        refunds.give(two.pk, means="transfer", bank_ref="FT1", by=house.acting("cashier"), at=at("07/11 09:00"))
    assert day_cash.of(house.office, local_day(at("07/11 09:00"))).transfers_out == 8000


def test_what_is_on_the_list_is_not_undone_as_a_mistake(house, version):
    dossier = rejected(house, version)
    settled(house, dossier)
    with pytest.raises(OnRefundList):
        payments.reverse(Payment.objects.get().pk, reason="Hoàn", by=house.acting("reception"), at=at("07/11 09:00"))


def test_another_office_gives_nothing_back(house, version):
    settled(house, rejected(house, version))
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="khac-")
    with pytest.raises(NothingOwed):
        refunds.give(
            refunds.owed(house.office.pk)[0].pk, means="cash", by=other.acting("cashier"), at=at("07/11 09:00")
        )
    assert refunds.owed(other.office.pk) == []


def test_a_transfer_that_arrives_after_the_end_is_listed_then(house, version):
    dossier = situations.registered(house, version)
    charge = charges.charge(dossier, by=house.acting("reception"), at=at("02/11 10:00"))
    expected, _text = payments.expect_transfer(charge.pk, by=house.citizen(dossier.applicant_id), at=at("02/11 10:00"))
    voiding.void(dossier.pk, reason="Nhầm", by=house.acting("director"), at=at("02/11 11:00"))
    assert charges.find_last(dossier).state == "cancelled"
    assert [row.pk for row in payments.pending(house.office.pk)] == [expected.pk]
    payments.confirm_transfer(expected.pk, bank_ref="FT9", by=house.acting("cashier"), at=at("03/11 08:00"))
    assert settled(house, dossier) == [("refund_void", 8000, "owed")]
    refund = refunds.owed(house.office.pk)[0]
    refunds.give(refund.pk, means="transfer", bank_ref="FT10", by=house.acting("cashier"), at=at("07/11 09:00"))
    assert verification.verify(house.office.pk) == []


def test_a_void_after_a_refusal_gives_back_the_rest_once(house, version):
    OfficeSetting.objects.create(
        office=house.office, name="refund_not_accepted", value="25", valid_from=date(2026, 1, 1)
    )
    dossier = rejected(house, version)
    assert settled(house, dossier) == [("refund_not_accepted", 2000, "owed")]
    done = voiding.void(dossier.pk, reason="Nhập nhầm", by=house.acting("director"), at=at("09/11 09:00"))
    assert [(row.rule, row.amount) for row in done.refunds] == [("refund_void", 6000)]
    assert sum(row.amount for row in refunds.of_dossier(dossier)) == 8000


def test_the_list_is_one_statement_for_one_row_and_for_three(house, version, django_assert_num_queries):
    for count in (1, 2):
        for _n in range(count):
            settled(house, rejected(house, version))
        with django_assert_num_queries(1):
            rows = refunds.owed(house.office.pk)
            assert all(row.payment.charge.dossier.applicant.full_name and row.payment.receipt for row in rows)
    assert len(rows) == 3
    assert Payment.objects.filter(state=PaymentState.CONFIRMED).count() == 3


@pytest.mark.parametrize("make", [situations.rejected, situations.stopped, situations.returned])
def test_an_ended_dossier_is_charged_no_more(house, version, make):
    dossier = make(house, version)
    with pytest.raises(charges.NothingDue):
        charges.charge(dossier, by=house.acting("reception"), at=at("06/11 09:00"))


def test_what_an_ended_dossier_still_owed_is_not_taken_before_the_worker_comes(house, version):
    dossier = situations.registered(house, version)
    charge = charges.charge(dossier, by=house.acting("reception"), at=at("02/11 10:00"))
    intake.refuse(dossier.pk, reason="Sai thẩm quyền", by=house.acting("reception"), at=at("02/11 11:00"))
    with pytest.raises(charges.NothingDue):
        payments.take_cash(charge.pk, by=house.acting("reception"), at=at("02/11 11:01"))
    with pytest.raises(charges.NothingDue):
        payments.expect_transfer(charge.pk, by=house.citizen(dossier.applicant_id), at=at("02/11 11:01"))
    assert not Payment.objects.exists()
