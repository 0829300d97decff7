"""Cash, transfers, reconciliation, reversal, receipts and the day's cash."""

import pytest
from django.db import IntegrityError, transaction
from tests.fees.moments import at

from motcua.dossiers.gates import Gate
from motcua.dossiers.intake import ReasonMissing
from motcua.fees import charges, day_cash, payments, receipts, waivers
from motcua.fees.charges import Charge, NoCharge
from motcua.fees.payments import (
    AlreadyPaid,
    BankReferenceWrong,
    NoBankAccount,
    NothingToReverse,
    NotPending,
    Payment,
)
from motcua.journal import entries, verification
from motcua.kernel import vietqr
from motcua.kernel.localtime import local_day
from motcua.office.rights import NotAllowed
from motcua.site.demo import builders, lives


@pytest.fixture
def charge(house, version):
    dossier = lives.file(house, version, at=at())
    return charges.charge(dossier, by=house.acting("reception"), at=at())


def another(house, version, moment):
    dossier = lives.file(house, version, at=moment)
    return charges.charge(dossier, by=house.acting("reception"), at=moment)


def is_closed(charge):
    return Gate.objects.filter(dossier_id=charge.dossier_id, lifted_at=None).exists()


def test_cash_pays_gives_a_receipt_number_and_lifts_the_gate(house, charge):
    payment = payments.take_cash(charge.pk, by=house.acting("reception"), at=at("02/11 09:10"))
    charge.refresh_from_db()
    assert (payment.amount, payment.state, payment.receipt) == (8000, "confirmed", "0000001/NB-2026")
    assert charge.state == "paid" and not is_closed(charge)
    entry = entries.of(charge.dossier_id, house.office.pk)[-1]
    assert (entry.name, entry.event["amount"], entry.event["receipt_number"]) == ("fees.CashTaken", 8000, 1)


def test_a_second_press_takes_no_second_money(house, charge):
    payments.take_cash(charge.pk, by=house.acting("reception"), at=at())
    with pytest.raises(AlreadyPaid, match="0000001/NB-2026"):
        payments.take_cash(charge.pk, by=house.acting("cashier"), at=at())
    assert Payment.objects.count() == 1


def test_the_database_itself_refuses_a_second_live_payment(house, charge):
    paid = payments.take_cash(charge.pk, by=house.acting("reception"), at=at())
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment(office_id=paid.office_id, charge=charge, means="cash", amount=1, state="pending", asked_at=at()).save(
            force_insert=True
        )


def test_receipt_numbers_run_through_the_local_year(house, version, charge):
    by = house.acting("reception")
    last = another(house, version, at("31/12 23:00"))
    first = another(house, version, at("01/01 00:01", 2027))
    numbers = [
        payments.take_cash(charge.pk, by=by, at=at()).receipt,
        payments.take_cash(last.pk, by=by, at=at("31/12 23:59")).receipt,
        payments.take_cash(first.pk, by=by, at=at("01/01 00:01", 2027)).receipt,
    ]
    assert numbers == ["0000001/NB-2026", "0000002/NB-2026", "0000001/NB-2027"]


@pytest.mark.parametrize("kind", ["specialist", "leader", "director", "steward"])
def test_only_reception_and_cashier_take_fees(house, charge, kind):
    with pytest.raises(NotAllowed):
        payments.take_cash(charge.pk, by=house.acting(kind), at=at())


def test_a_citizen_takes_no_cash_and_another_office_sees_no_charge(house, charge):
    with pytest.raises(NotAllowed):
        payments.take_cash(charge.pk, by=house.citizen(charge.dossier.applicant_id), at=at())
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="khac-")
    with pytest.raises(NoCharge):
        payments.take_cash(charge.pk, by=other.acting("reception"), at=at())


def test_the_transfer_code_names_account_amount_and_dossier(house, charge):
    payment, text = payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    said = vietqr.parse(text)
    assert (said["bin"], said["account"], said["amount"]) == ("970403", "0011012345678", 8000)
    assert said["purpose"] == "H9901 261102 0001" and said["is_dynamic"]
    assert payment.state == "pending" and payment.get_state_display() == "Chờ đối soát"
    assert is_closed(charge)


CODES = (
    ("H99.01-261102-0001", "H9901 261102 0001"),
    ("H15.50.05.13-261008-0975", "H15500513 261008 0975"),
    # Longer than the 25 signs that every bank keeps: the end of a code tells more than its beginning.
    ("H15.50.05.13.22.11.07-261008-0975", "5500513221107 261008 0975"),
)


@pytest.mark.parametrize(("code", "purpose"), CODES)
def test_the_purpose_of_a_transfer_is_the_code_in_ascii(code, purpose):
    assert payments.purpose_of(code) == purpose


def test_asking_for_the_code_again_changes_nothing(house, charge):
    first, text = payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    again, same = payments.expect_transfer(
        charge.pk, by=house.citizen(charge.dossier.applicant_id), at=at("02/11 10:00")
    )
    assert (again, same) == (first, text) and Payment.objects.count() == 1


def test_a_citizen_may_ask_for_the_code_and_counts_as_online(house, charge):
    payment, _text = payments.expect_transfer(charge.pk, by=house.citizen(charge.dossier.applicant_id), at=at())
    assert (payment.means, payment.by) == ("online", None)


def test_an_office_without_an_account_expects_no_transfer(house, charge):
    house.office.bank_account = ""
    house.office.save()
    with pytest.raises(NoBankAccount):
        payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    assert not Payment.objects.exists()


def test_only_the_cashier_confirms_a_transfer_with_the_banks_reference(house, version, charge):
    payment, _ = payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    with pytest.raises(NotAllowed):
        payments.confirm_transfer(payment.pk, bank_ref="FT1", by=house.acting("reception"), at=at())
    with pytest.raises(BankReferenceWrong):
        payments.confirm_transfer(payment.pk, bank_ref="  ", by=house.acting("cashier"), at=at())
    done = payments.confirm_transfer(payment.pk, bank_ref="FT1", by=house.acting("cashier"), at=at("03/11 08:00"))
    charge.refresh_from_db()
    assert (done.state, done.receipt, charge.state, is_closed(charge)) == (
        "confirmed",
        "0000001/NB-2026",
        "paid",
        False,
    )
    with pytest.raises(NotPending):
        payments.confirm_transfer(payment.pk, bank_ref="FT2", by=house.acting("cashier"), at=at())
    second = another(house, version, at())
    waiting, _ = payments.expect_transfer(second.pk, by=house.acting("reception"), at=at())
    with pytest.raises(BankReferenceWrong, match="0000001/NB-2026"):
        payments.confirm_transfer(waiting.pk, bank_ref="FT1", by=house.acting("cashier"), at=at())


def test_cash_replaces_a_transfer_that_was_only_expected(house, charge):
    expected, _ = payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    paid = payments.take_cash(charge.pk, by=house.acting("reception"), at=at("02/11 09:10"))
    expected.refresh_from_db()
    assert (expected.state, paid.state, payments.pending(house.office.pk)) == ("reversed", "confirmed", [])


def test_a_waiver_makes_the_expected_transfer_fall_away(house, charge):
    expected, _ = payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    waivers.waive(charge.pk, rule_code="cong-dan-so", by=house.acting("reception"), at=at())
    expected.refresh_from_db()
    assert expected.state == "reversed"
    with pytest.raises(NotPending):
        payments.confirm_transfer(expected.pk, bank_ref="FT1", by=house.acting("cashier"), at=at())
    with pytest.raises(AlreadyPaid):
        payments.take_cash(charge.pk, by=house.acting("reception"), at=at())


def test_a_reversed_payment_makes_the_charge_wait_again(house, charge):
    payment = payments.take_cash(charge.pk, by=house.acting("reception"), at=at())
    with pytest.raises(ReasonMissing):
        payments.reverse(payment.pk, reason=" ", by=house.acting("reception"), at=at())
    payments.reverse(payment.pk, reason="Thu nhầm hồ sơ", by=house.acting("reception"), at=at("02/11 09:30"))
    charge.refresh_from_db()
    assert charge.state == "waiting" and is_closed(charge)
    with pytest.raises(NothingToReverse):
        payments.reverse(payment.pk, reason="Lần nữa", by=house.acting("reception"), at=at())
    again = payments.take_cash(charge.pk, by=house.acting("reception"), at=at("02/11 09:40"))
    assert again.receipt == "0000002/NB-2026", "the number of a reversed receipt stays used"


def test_reception_can_not_reverse_a_confirmed_transfer(house, charge):
    payment, _ = payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    payments.confirm_transfer(payment.pk, bank_ref="FT1", by=house.acting("cashier"), at=at())
    with pytest.raises(NotAllowed):
        payments.reverse(payment.pk, reason="Nhầm", by=house.acting("reception"), at=at())


def test_the_days_cash_adds_up_to_what_lies_in_the_till(house, version, charge, django_assert_num_queries):
    reception, cashier = house.acting("reception"), house.acting("cashier")
    wrong = payments.take_cash(charge.pk, by=reception, at=at("02/11 09:00"))
    payments.take_cash(another(house, version, at()).pk, by=reception, at=at("02/11 09:30"))
    payments.take_cash(another(house, version, at()).pk, by=cashier, at=at("02/11 10:00"))
    payments.take_cash(another(house, version, at()).pk, by=reception, at=at("03/11 00:00"))
    waiting, _ = payments.expect_transfer(another(house, version, at()).pk, by=reception, at=at())
    payments.expect_transfer(another(house, version, at()).pk, by=reception, at=at())
    payments.confirm_transfer(waiting.pk, bank_ref="FT1", by=cashier, at=at("02/11 16:00"))
    payments.reverse(wrong.pk, reason="Thu nhầm", by=reception, at=at("02/11 11:00"))
    with django_assert_num_queries(2):
        day = day_cash.of(house.office, local_day(at()))
    assert (day.cash_in, day.cash_out, day.cash, day.transfers_in, day.transfers_out) == (24000, 8000, 16000, 8000, 0)
    assert day.cash_by_staff == {"Y Hlui": 8000, "H'Hen Niê": 8000}
    assert [line.amount for line in day.lines] == [8000, 8000, 8000, -8000, 8000]
    assert day_cash.of(house.office, local_day(at("03/11 09:00"))).cash == 8000


def test_the_receipt_is_a_paper_that_says_what_it_is_not(house, charge):
    payment = payments.take_cash(charge.pk, by=house.acting("reception"), at=at())
    paper = receipts.opened(payment.pk, by=house.acting("reception"), at=at("02/11 09:12"))
    assert paper.media_type == "application/pdf" and paper.size > 5000
    text = words_of(paper)
    assert "không thay biên lai điện tử" in text
    assert "0000001/NB-2026" in text and "Tám nghìn đồng" in text and "A Thút" in text
    assert receipts.opened(payment.pk, by=house.acting("reception"), at=at("02/11 10:00")) == paper


def words_of(paper):
    import pypdfium2

    document = pypdfium2.PdfDocument(paper.read())
    return " ".join("".join(page.get_textpage().get_text_range().splitlines()) for page in document)


def test_there_is_no_receipt_before_the_money(house, charge):
    payment, _ = payments.expect_transfer(charge.pk, by=house.acting("reception"), at=at())
    with pytest.raises(receipts.NoReceiptYet):
        receipts.opened(payment.pk, by=house.acting("reception"), at=at())


def test_the_journal_agrees_with_every_row_of_money(house, version, charge):
    reception, cashier = house.acting("reception"), house.acting("cashier")
    payment = payments.take_cash(charge.pk, by=reception, at=at())
    payments.reverse(payment.pk, reason="Thu nhầm", by=reception, at=at())
    waiting, _ = payments.expect_transfer(charge.pk, by=reception, at=at())
    payments.confirm_transfer(waiting.pk, bank_ref="FT1", by=cashier, at=at())
    receipts.opened(waiting.pk, by=cashier, at=at())
    assert verification.verify(house.office.pk) == []
    Charge.objects.filter(pk=charge.pk).update(amount_due=1, amount_waived=0)
    assert [finding.row.split()[0] for finding in verification.verify(house.office.pk)] == ["fees.Charge"]
