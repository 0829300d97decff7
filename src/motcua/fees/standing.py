"""The payment state of a dossier (trạng thái thanh toán), apart from its business status: worked out, never stored.

Unpaid, awaited, paid, refund, cancelled; before or after the work, or free; by cash, transfer or online. Legal source:
domain brief 1.6, the states that the portals exchange.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy

from motcua.dossiers.dossier import Dossier
from motcua.fees.charges import Charge, ChargeState
from motcua.fees.payments import Means, Payment, PaymentState


class PaymentStanding(models.TextChoices):
    """Where the money of a dossier stands, as the portals say it."""

    AWAITED = "awaited", gettext_lazy("Chờ thanh toán")
    UNPAID = "unpaid", gettext_lazy("Chưa thanh toán")
    PAID = "paid", gettext_lazy("Đã thanh toán")
    REFUND = "refund", gettext_lazy("Hoàn phí")
    CANCELLED = "cancelled", gettext_lazy("Hủy")
    NOTHING = "nothing", gettext_lazy("Không phải nộp")


class PaymentKind(models.TextChoices):
    """When the money is taken."""

    BEFORE = "before", gettext_lazy("thu trước")
    AFTER = "after", gettext_lazy("thu sau")
    FREE = "free", gettext_lazy("miễn phí")


@dataclass(frozen=True, slots=True)
class Standing:
    """The payment state with kind ("" while it is open) and means ("" before any money)."""

    state: PaymentStanding
    kind: PaymentKind | None
    means: Means | None

    @property
    def words(self) -> str:
        """The three in words: Đã thanh toán · thu trước · Tiền mặt."""
        parts = (self.state.label, self.kind.label if self.kind else "", self.means.label if self.means else "")
        return " · ".join(str(part) for part in parts if part)


_OF_CHARGE = {
    ChargeState.PAID.value: PaymentStanding.PAID,
    ChargeState.REFUND_DUE.value: PaymentStanding.REFUND,
    ChargeState.REFUNDED.value: PaymentStanding.REFUND,
    ChargeState.CANCELLED.value: PaymentStanding.CANCELLED,
    ChargeState.FREE.value: PaymentStanding.NOTHING,
}


def standing_of(dossier: Dossier, charge: Charge, payment: Payment | None) -> Standing:
    """Return the payment state of the dossier's charge, with its live payment when there is one; reads nothing."""
    is_awaited = payment is not None and payment.state == PaymentState.PENDING
    state = _OF_CHARGE.get(charge.state, PaymentStanding.AWAITED if is_awaited else PaymentStanding.UNPAID)
    means = Means(payment.means) if payment is not None else None
    return Standing(state, _kind(dossier, charge, payment), means)


def _kind(dossier: Dossier, charge: Charge, payment: Payment | None) -> PaymentKind | None:
    """Before means that the money came before the result; while neither is there, nobody knows yet."""
    if charge.state == ChargeState.FREE:
        return PaymentKind.FREE
    received_at = payment.received_at if payment is not None else None
    if received_at is None:
        return PaymentKind.AFTER if dossier.processed_at is not None else None
    is_before = dossier.processed_at is None or received_at <= dossier.processed_at
    return PaymentKind.BEFORE if is_before else PaymentKind.AFTER
