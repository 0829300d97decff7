"""What Mẫu 05 says of the money (phí, lệ phí hoàn lại): worked out before the dossier is stopped, by the same rules."""

from django.db.models import Q, Sum

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Outcome
from motcua.fees.payments import Payment, PaymentState
from motcua.fees.refunds import rule_of, share
from motcua.kernel.money import in_words, vnd
from motcua.office import settings_dated


def foreseen_words(dossier: Dossier, outcome: Outcome) -> str:
    """Return in words what goes back of the money paid when the dossier ends so now, as Mẫu 05 says it.

    A transfer that nobody has seen arrive is named: when it does, it is listed and goes back by the same rule.
    """
    told = Payment.objects.filter(office_id=dossier.office_id, charge__dossier=dossier).aggregate(
        paid=Sum("amount", filter=Q(state=PaymentState.CONFIRMED)),
        expected=Sum("amount", filter=Q(state=PaymentState.PENDING)),
    )
    paid = told["paid"]
    if not paid:
        if told["expected"]:
            return f"Chưa nhận được khoản chuyển {vnd(told['expected'])}; nếu đã chuyển, xin báo Trung tâm để đối soát"
        return "Không có khoản phí, lệ phí nào đã nộp"
    rule = rule_of(dossier, outcome)
    back = share(paid, int(settings_dated.value(dossier.office_id, rule, dossier.rules_on)))
    if not back:
        basis = settings_dated.basis(dossier.office_id, rule, dossier.rules_on)
        return f"Không hoàn {vnd(paid)} đã nộp ({basis})"
    return f"{vnd(back)} ({in_words(back)}), trong tổng số {vnd(paid)} đã nộp"
