"""The clock that waits for the fee: cash at the counter, a transfer confirmed later, a waiver, a payment undone."""

import pytest
from tests.desk.moments import at
from tests.desk.test_counter import come

from motcua.desk import accept, paid_clock
from motcua.dossiers import invariants, promises
from motcua.dossiers.promises import PromiseKind
from motcua.fees import charges, payments
from motcua.journal import entries, verification
from motcua.procedures.channels import ChannelTerm
from motcua.procedures.versions import Version
from motcua.site.demo import builders, lives
from motcua.site.worker import run_once

PENDING = "Chờ nộp phí, lệ phí; thời hạn tính từ lúc nộp đủ"


@pytest.fixture
def version(house, drafted):
    """Return the procedure, opened as one whose limit counts from the complete dossier and the paid fee."""
    Version.objects.filter(pk=drafted.pk).update(start_event="accepted_and_paid", start_source="NĐ liên thông Đ.6(2)")
    return builders.open_for_filing(house, Version.objects.get(pk=drafted.pk))


def test_cash_taken_at_the_counter_starts_the_clock_in_the_same_act(house, version):
    got = come(house, version)
    assert (got.dossier.fee_settled_at, got.dossier.due_at_current) == (at(), at("09/11 17:00"))
    assert got.promise.kind == PromiseKind.ACCEPTANCE
    assert got.slip.content["due_at_words"] == "17 giờ 00 phút, ngày 09 tháng 11 năm 2026"
    assert list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_until_the_fee_is_paid_nothing_is_due_and_the_slip_says_so(house, version):
    got = come(house, version, pay="later")
    assert (got.dossier.due_at_original, got.dossier.due_at_current) == (None, None)
    assert PENDING in got.dossier.reason
    assert got.slip.content["due_at_words"] == PENDING
    assert list(invariants.check(house.office.pk)) == []


def test_a_transfer_starts_the_clock_when_it_is_confirmed_and_its_reversal_stops_it(house, version):
    got = come(house, version, pay="transfer")
    by = house.acting("cashier")
    payments.confirm_transfer(got.payment.pk, bank_ref="FT26001", by=by, at=at("04/11 10:00"))
    run_once(at("04/11 10:01"))
    started = lives.fresh(got.dossier.pk)
    assert (started.fee_settled_at, started.due_at_current) == (at("04/11 10:00"), at("11/11 17:00"))
    assert promises.latest_of(started).kind == PromiseKind.START
    payments.reverse(got.payment.pk, reason="Nhầm hồ sơ", by=by, at=at("04/11 11:00"))
    run_once(at("04/11 11:01"))
    waiting = lives.fresh(got.dossier.pk)
    assert (waiting.fee_settled_at, waiting.due_at_original, waiting.due_at_current) == (None, None, None)
    assert PENDING in waiting.reason
    names = [entry.name for entry in entries.of(waiting.pk, house.office.pk)]
    assert "dossiers.FeeSettled" in names and names[-1] == "dossiers.FeeReversed"
    payments.take_cash(charges.find(waiting).pk, by=house.acting("reception"), at=at("05/11 09:00"))
    run_once(at("05/11 09:01"))
    assert lives.fresh(got.dossier.pk).due_at_current == at("12/11 17:00")
    assert list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_a_fee_of_nothing_or_unknown_keeps_no_clock_waiting(house, version):
    ChannelTerm.objects.filter(version=version).update(fee_amount=0)
    assert come(house, version).dossier.due_at_current == at("09/11 17:00")
    ChannelTerm.objects.filter(version=version).update(fee_amount=None)
    assert come(house, version, key="b").dossier.due_at_current == at("09/11 17:00")


def test_an_online_dossier_accepted_unpaid_waits_for_its_fee(house, version):
    dossier = lives.file(house, version, at=at())
    done = accept.accept(dossier.pk, by=house.acting("reception"), at=at("02/11 10:00"))
    assert (done.promise.due_at, done.charge.state) == (None, "waiting")
    assert PENDING in lives.fresh(dossier.pk).reason
    assert paid_clock.is_awaited(dossier.pk)
