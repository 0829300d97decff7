"""What must be true of an office's money (điều luôn phải đúng về tiền): every đồng is accounted for.

A dossier that ended without a result has every payment on a list, except while the worker has yet to settle it; no more
goes back than came in; the state of a charge says what its payment and its refunds say.
"""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from motcua.dossiers.invariants import Broken
from motcua.fees.charges import Charge, ChargeState
from motcua.fees.payments import Payment, PaymentState
from motcua.fees.refunds import Refund, RefundState, unaccounted
from motcua.journal import cursors

SETTLER = "fees.settle"


def check(office_id: UUID) -> Iterator[Broken]:
    """Yield every broken invariant of the office's money; nothing is changed."""
    if cursors.has_caught_up(office_id, SETTLER):
        for code in unaccounted(office_id):
            yield Broken(code, "đã kết thúc không có kết quả nhưng tiền đã thu không nằm trong sổ hoàn phí")
    back, owed = Counter[UUID](), set[UUID]()
    for refund in Refund.objects.filter(office_id=office_id).select_related("payment"):
        back[refund.payment_id] += refund.amount
        if refund.state == RefundState.OWED:
            owed.add(refund.payment.charge_id)
    for payment in Payment.objects.filter(office_id=office_id, pk__in=back).select_related("charge__dossier"):
        if back[payment.pk] > payment.amount:
            yield Broken(payment.charge.dossier.code, "hoàn nhiều hơn số tiền đã thu")
        if payment.state != PaymentState.CONFIRMED:
            yield Broken(payment.charge.dossier.code, "có khoản hoàn của một lần thu đã bị hủy")
    due = Charge.objects.filter(office_id=office_id, state=ChargeState.REFUND_DUE).select_related("dossier")
    for charge in due:
        if charge.pk not in owed:
            yield Broken(charge.dossier.code, "khoản thu ghi phải hoàn nhưng không có khoản nào chờ hoàn")
    for charge in Charge.objects.filter(office_id=office_id, pk__in=owed).select_related("dossier"):
        if charge.state != ChargeState.REFUND_DUE:
            yield Broken(charge.dossier.code, "có khoản chờ hoàn nhưng khoản thu không ghi phải hoàn")
