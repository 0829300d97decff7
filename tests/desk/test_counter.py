"""The counter: receive, accept, hand over, void: each one act, all or nothing."""

import pytest
from tests.desk.moments import at

from motcua.desk import accept, hand_over, receive, void
from motcua.desk.file_online import CaseMissing
from motcua.desk.receive import NameMissing, PhoneWrong
from motcua.dossiers import invariants
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.gates import GateClosed
from motcua.dossiers.intake import Incomplete
from motcua.dossiers.voids import ResultExists, TooLate
from motcua.fees import charges
from motcua.fees.charges import Charge, NumberOfPagesMissing
from motcua.fees.payments import NoBankAccount, Payment
from motcua.journal import entries, verification
from motcua.journal.idempotency import KeyUsedElsewhere
from motcua.kernel import vietqr
from motcua.office.people import Person
from motcua.office.rights import NotAllowed
from motcua.procedures.channels import ChannelTerm, FeeKind
from motcua.procedures.components import Case
from motcua.procedures.components import for_case as asked
from motcua.site.demo import lives

PERSON = {"full_name": "H'Hen Niê", "number": "999195000125", "phone": "0912 345 679", "address": "Buôn Ơ, xã Hoa Sen"}


def come(house, version, *, key="a", moment=None, kind="reception", **changes):
    told = {
        "version": version,
        "case": None,
        "applicant": PERSON,
        "on_paper": {component.pk for component in asked(version)},
        "pay": "cash",
        "by": house.acting(kind),
        "at": moment or at(),
        "key": key,
    }
    return receive.receive(house.office, **{**told, **changes})


def test_dossier_promise_slip_charge_and_cash_are_one_act(house, version):
    got = come(house, version)
    assert (got.dossier.code, got.dossier.status, got.dossier.channel) == ("H99.01-261102-0001", 2, 1)
    assert got.promise.due_at == at("09/11 17:00")
    assert got.slip.form == "01" and got.slip.symbol == "01/TTPVHCC"
    assert (got.charge.amount_due, got.charge.state) == (8000, "paid")
    assert (got.payment.means, got.payment.receipt) == ("cash", "0000001/NB-2026")
    assert got.dossier.applicant.phone == "+84912345679"
    written = entries.of(got.dossier.pk, house.office.pk)
    assert [entry.name for entry in written] == [
        "dossiers.Submitted",
        "dossiers.Accepted",
        "fees.Charged",
        "fees.CashTaken",
    ]
    assert len({entry.act_id for entry in written}) == 1
    assert [entry.seq for entry in written] == list(range(written[0].seq, written[0].seq + 4))
    assert verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_the_same_key_gives_the_same_dossier_and_no_second_money(house, version):
    first, again = come(house, version), come(house, version, moment=at("02/11 09:01"))
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.dossier, again.promise, again.slip, again.charge, again.payment) == (
        first.dossier,
        first.promise,
        first.slip,
        first.charge,
        first.payment,
    )
    assert (Dossier.objects.count(), Person.objects.count(), Payment.objects.count()) == (1, 1, 1)
    assert come(house, version, key="b").dossier != first.dossier


def test_a_key_of_another_act_is_refused(house, version):
    from motcua.journal import idempotency

    idempotency.once(house.office.pk, "a", "other", lambda: house.office.pk)
    with pytest.raises(KeyUsedElsewhere):
        come(house, version)


def test_an_expected_transfer_shows_its_code_also_after_a_reload(house, version):
    first, again = come(house, version, pay="transfer"), come(house, version, pay="transfer")
    assert first.qr == again.qr and vietqr.parse(first.qr)["amount"] == 8000
    assert (first.charge.state, first.payment.state) == ("waiting", "pending")


def test_payment_may_come_later(house, version):
    got = come(house, version, pay="later")
    assert (got.charge.state, got.payment, got.qr) == ("waiting", None, "")


def test_an_unknown_fee_takes_no_money(house, version):
    ChannelTerm.objects.update(fee_amount=None)
    got = come(house, version)
    assert (got.charge, got.payment) == (None, None) and not Payment.objects.exists()


def test_a_dossier_may_wait_for_its_check(house, version):
    got = come(house, version, accept=False, on_paper=())
    assert (got.dossier.status, got.promise, got.slip) == (1, None, None)


REFUSALS = (
    ({"on_paper": ()}, Incomplete),
    ({"applicant": {**PERSON, "full_name": " "}}, NameMissing),
    ({"applicant": {**PERSON, "phone": "12"}}, PhoneWrong),
    ({"kind": "specialist"}, NotAllowed),
    ({"kind": "cashier"}, NotAllowed),
)


@pytest.mark.parametrize(("change", "refusal"), REFUSALS)
def test_a_refusal_of_any_part_leaves_nothing_behind(house, version, change, refusal):
    with pytest.raises(refusal):
        come(house, version, **change)
    assert not Dossier.objects.exists() and not Charge.objects.exists() and not Person.objects.exists()
    assert come(house, version).dossier.code.endswith("-0001"), "the key and the number are free again"


def test_a_transfer_without_a_bank_account_leaves_nothing_behind(house, version):
    house.office.bank_bin = ""
    house.office.save()
    with pytest.raises(NoBankAccount):
        come(house, version, pay="transfer")
    assert not Dossier.objects.exists()


def test_a_procedure_with_cases_needs_one(house, version):
    Case.objects.create(version=version, position=1, slug="mot", name="Trường hợp một")
    with pytest.raises(CaseMissing):
        come(house, version)


def test_pages_decide_the_fee_of_certified_copies(house, version):
    ChannelTerm.objects.update(fee_kind=FeeKind.PER_PAGE, fee_amount=2000)
    with pytest.raises(NumberOfPagesMissing):
        come(house, version)
    assert come(house, version, pages=5, copies=2).payment.amount == 14_000


def test_a_proxy_stands_beside_the_applicant(house, version):
    got = come(house, version, submitter={"full_name": "Nguyễn Văn Đi Thay", "phone": "0987654321"})
    assert got.dossier.submitter.full_name == "Nguyễn Văn Đi Thay"


def test_accepting_an_online_dossier_charges_what_was_not_charged(house, version):
    told = list(ChannelTerm.objects.all())
    ChannelTerm.objects.update(fee_kind=FeeKind.PER_PAGE, fee_amount=2000)
    dossier = lives.file(house, version, at=at())
    with pytest.raises(NumberOfPagesMissing):
        accept.accept(dossier.pk, by=house.acting("reception"), at=at())
    assert lives.status_of(dossier) == 1, "nothing was accepted without the fee"
    got = accept.accept(dossier.pk, by=house.acting("reception"), at=at(), pages=3)
    assert (got.dossier.status, got.charge.amount_due) == (2, 5000)
    ChannelTerm.objects.bulk_update(told, ["fee_kind", "fee_amount"])  # as the entry of the opening tells of them
    assert verification.verify(house.office.pk) == []


def issued(house, version, moment=None):
    got = come(house, version, pay="later", moment=moment)
    dossier = got.dossier
    lives.hand_on(house, dossier, at=at("02/11 09:20"))
    lives.propose(house, dossier, at=at("02/11 10:00"))
    lives.approve(house, dossier, at=at("02/11 10:30"))
    lives.issue_on_paper(house, dossier, at=at("02/11 10:40"))
    return dossier


def test_handing_over_takes_what_is_owed_first(house, version):
    dossier, by = issued(house, version), house.acting("reception")
    with pytest.raises(GateClosed):
        hand_over.hand_over(dossier.pk, way="counter", by=by, at=at("03/11 09:00"))
    got = hand_over.hand_over(dossier.pk, way="counter", by=by, at=at("03/11 09:00"), take_cash=True)
    assert (got.payment.amount, lives.status_of(dossier)) == (8000, 10)
    written = entries.of(dossier.pk, house.office.pk)[-3:]
    told = ["fees.CashTaken", "dossiers.ResultReturned", "dossiers.DeliveryNoteMade"]
    assert [entry.name for entry in written] == told and len({entry.act_id for entry in written}) == 1
    assert verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_a_void_dossier_gives_its_money_back_and_leaves_the_totals(house, version):
    got = come(house, version)
    back = void.void(got.dossier.pk, reason="Nhập nhầm người", by=house.acting("reception"), at=at("02/11 15:00"))
    got.charge.refresh_from_db()
    assert [(row.amount, row.state, row.rule) for row in back.refunds] == [(8000, "owed", "refund_void")]
    assert got.charge.state == "refund_due"
    assert charges.for_dossiers([got.dossier.pk]) == {}
    written = entries.of(got.dossier.pk, house.office.pk)[-2:]
    assert [entry.name for entry in written] == ["dossiers.Voided", "fees.RefundOwed"]
    assert verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_an_expected_transfer_of_a_void_dossier_waits_for_the_banks_statement(house, version):
    got = come(house, version, pay="transfer")
    back = void.void(got.dossier.pk, reason="Nhập nhầm", by=house.acting("leader"), at=at("05/11 15:00"))
    got.charge.refresh_from_db()
    assert (back.refunds, got.charge.state, Payment.objects.get().state) == ([], "cancelled", "pending")
    assert charges.for_dossiers([got.dossier.pk]) == {}


def test_a_refused_void_leaves_the_money(house, version):
    got = come(house, version)
    with pytest.raises(TooLate):
        void.void(got.dossier.pk, reason="Muộn", by=house.acting("reception"), at=at("03/11 08:00"))
    with pytest.raises(ResultExists):
        void.void(issued(house, version).pk, reason="Muộn", by=house.acting("leader"), at=at("03/11 08:00"))
    got.payment.refresh_from_db()
    assert got.payment.state == "confirmed"


def test_queries_of_receiving_are_known(house, version, django_assert_num_queries):
    come(house, version, key="warm")
    with django_assert_num_queries(QUERIES):
        come(house, version, key="counted")


QUERIES = 47
