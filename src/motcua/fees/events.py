"""What happens to the money of a dossier; amounts are whole đồng."""

from dataclasses import dataclass

from motcua.journal.events import Event


@dataclass(frozen=True)
class Charged(Event):
    """The fee of a dossier was worked out."""

    charge_id: str
    amount_due: int


@dataclass(frozen=True)
class FeeWaived(Event):
    """A waiver was applied to a charge under a dated rule."""

    charge_id: str
    rule: str
    amount_waived: int


@dataclass(frozen=True)
class ChargeCancelled(Event):
    """An unpaid charge fell away with its dossier."""

    charge_id: str


@dataclass(frozen=True)
class RefundOwed(Event):
    """A dossier ended without the work that was paid for: so much must go back, under this rule."""

    refund_id: str
    payment_id: str
    rule: str
    amount: int


@dataclass(frozen=True)
class MoneyKept(Event):
    """A dossier ended without a result and the rule lets the office keep what was paid."""

    refund_id: str
    payment_id: str
    rule: str
    amount: int


@dataclass(frozen=True)
class RefundGiven(Event):
    """A refund was given back."""

    refund_id: str
    payment_id: str
    amount: int
    means: str


@dataclass(frozen=True)
class CashTaken(Event):
    """Cash was taken at the counter against a receipt."""

    payment_id: str
    charge_id: str
    amount: int
    receipt_number: int


@dataclass(frozen=True)
class TransferExpected(Event):
    """The payer was shown a transfer code; nothing is paid until it is reconciled."""

    payment_id: str
    charge_id: str
    amount: int


@dataclass(frozen=True)
class TransferConfirmed(Event):
    """A transfer was found in the bank's statement."""

    payment_id: str
    charge_id: str
    amount: int
    receipt_number: int


@dataclass(frozen=True)
class PaymentReversed(Event):
    """A payment was undone, with a reason; its receipt number stays used."""

    payment_id: str
    charge_id: str
    amount: int


@dataclass(frozen=True)
class ReceiptOpened(Event):
    """The receipt of a payment was typeset for the first time."""

    payment_id: str
