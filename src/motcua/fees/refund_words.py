"""What Mẫu 05 says of the money (phí, lệ phí hoàn lại): worked out before the dossier is stopped, by the same rules."""

from django.db.models import Sum

from motcua.dossiers.dossier import Dossier
from motcua.fees.payments import Payment, PaymentState
from motcua.fees.refunds import share
from motcua.kernel.money import in_words, vnd
from motcua.office import settings_dated


def foreseen_words(dossier: Dossier) -> str:
    """Return in words what goes back of the money paid when the dossier is stopped now, as Mẫu 05 says it."""
    paid = Payment.objects.filter(
        office_id=dossier.office_id, charge__dossier=dossier, state=PaymentState.CONFIRMED
    ).aggregate(n=Sum("amount"))["n"]
    if not paid:
        return "Không có khoản phí, lệ phí nào đã nộp"
    rule = "refund_withdrawn" if dossier.accepted_at else "refund_not_accepted"
    back = share(paid, int(settings_dated.value(dossier.office_id, rule, dossier.rules_on)))
    if not back:
        basis = settings_dated.basis(dossier.office_id, rule, dossier.rules_on)
        return f"Không hoàn {vnd(paid)} đã nộp ({basis})"
    return f"{vnd(back)} ({in_words(back)}), trong tổng số {vnd(paid)} đã nộp"
