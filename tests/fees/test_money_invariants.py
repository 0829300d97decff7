"""`motcua invariants` names money that is on no list, goes back twice, or whose charge says something else."""

from tests.fees.moments import at
from tests.fees.test_refunds import paid, rejected, settled

from motcua.dossiers import intake
from motcua.fees import invariants, refunds
from motcua.fees.charges import Charge
from motcua.fees.payments import Payment
from motcua.fees.refunds import Refund
from motcua.journal import cursors
from motcua.site.demo import lives


def said(house):
    return [one.words for one in invariants.check(house.office.pk)]


def test_sound_money_is_said_to_be_sound_at_every_turn(house, version):
    dossier = rejected(house, version)
    settled(house, dossier)
    cursors.begin_at_end(house.office.pk, [invariants.SETTLER])
    assert said(house) == []
    refunds.give(refunds.owed(house.office.pk)[0].pk, means="cash", by=house.acting("cashier"), at=at("07/11 09:00"))
    cursors.Cursor.objects.all().delete()
    assert said(house) == []


def test_money_on_no_list_is_named_when_the_worker_has_caught_up(house, version):
    dossier = lives.file(house, version, at=at("02/11 09:00"))
    paid(house, dossier)
    intake.refuse(dossier.pk, reason="Sai", by=house.acting("reception"), at=at("02/11 11:00"))
    assert said(house) == [], "the worker has not been there yet"
    cursors.begin_at_end(house.office.pk, [invariants.SETTLER])
    assert said(house) == ["đã kết thúc không có kết quả nhưng tiền đã thu không nằm trong sổ hoàn phí"]


BROKEN = [
    (Refund, {"amount": 9000}, "hoàn nhiều hơn số tiền đã thu"),
    (Payment, {"state": "reversed"}, "có khoản hoàn của một lần thu đã bị hủy"),
    (Refund, {"state": "kept"}, "khoản thu ghi phải hoàn nhưng không có khoản nào chờ hoàn"),
    (Charge, {"state": "paid"}, "có khoản chờ hoàn nhưng khoản thu không ghi phải hoàn"),
]


def test_each_rule_is_named_when_it_is_broken_by_hand(house, version):
    settled(house, rejected(house, version))
    for model, change, words in BROKEN:
        before = model.objects.values(*change).get()
        model.objects.update(**change)
        assert said(house) == [words]
        model.objects.update(**before)
    assert said(house) == []
