"""Payments (thu phí): cash against a numbered receipt, or a transfer that waits for reconciliation (chờ đối soát).

The receipt is the office's internal one: legal e-receipts (biên lai điện tử, NĐ 254/2026, TT 91/2026/TT-BTC) come from
the tax system. A VietQR confirms nothing by itself; a cashier finds the transfer in the bank's statement.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access, gates
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.fees import charges
from motcua.fees.charges import Charge, ChargeState
from motcua.fees.events import CashTaken, PaymentReversed, TransferConfirmed, TransferExpected
from motcua.journal import entries, held
from motcua.journal.acting import CITIZEN, SYSTEM, Acting
from motcua.journal.refusals import Refused
from motcua.journal.rows import find_one
from motcua.kernel import vietqr
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.money import vnd
from motcua.office import series
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers.storage import StoredFile


class Means(models.TextChoices):
    """How the money comes."""

    CASH = "cash", gettext_lazy("Tiền mặt")
    TRANSFER = "transfer", gettext_lazy("Chuyển khoản tại quầy (VietQR)")
    ONLINE = "online", gettext_lazy("Chuyển khoản khi nộp trực tuyến (VietQR)")


class PaymentState(models.TextChoices):
    """Where a payment stands."""

    PENDING = "pending", gettext_lazy("Chờ đối soát")
    CONFIRMED = "confirmed", gettext_lazy("Đã thu")
    REVERSED = "reversed", gettext_lazy("Đã hủy, hoàn lại")


PAYMENT = "payment"  # held by charge
LIVE = (PaymentState.PENDING, PaymentState.CONFIRMED)


class AlreadyPaid(Refused):
    """The charge has been paid, or there is nothing to pay."""

    def __init__(self, payment: "Payment | None" = None) -> None:
        said = _("Hồ sơ này không còn khoản phí nào phải nộp. Không thu thêm lần nữa.")
        if payment is not None and payment.receipt_number:
            said = _("Khoản phí này đã thu rồi, biên nhận số %(receipt)s. Không thu thêm lần nữa.") % {
                "receipt": payment.receipt
            }
        super().__init__(said)


class NoBankAccount(Refused):
    """The office has no bank account, so no transfer can be asked for."""

    def __init__(self) -> None:
        super().__init__(_("Trung tâm chưa khai báo tài khoản ngân hàng nhận phí. Xin nộp tiền mặt tại quầy."))


class NotPending(Refused):
    """The payment does not wait for reconciliation."""

    def __init__(self) -> None:
        super().__init__(_("Khoản chuyển khoản này không còn chờ đối soát. Hãy tải lại danh sách."))


class BankReferenceWrong(Refused):
    """A confirmation needs the bank's reference, and each reference stands for one payment."""

    status = 422

    def __init__(self, other: "Payment | None" = None) -> None:
        said = _("Hãy nhập mã giao dịch ghi trên sao kê ngân hàng.")
        if other is not None:
            said = _("Mã giao dịch này đã dùng cho biên nhận số %(receipt)s. Hãy xem lại sao kê.") % {
                "receipt": other.receipt
            }
        super().__init__(said)


class NothingToReverse(Refused):
    """The payment was reversed before."""

    def __init__(self) -> None:
        super().__init__(_("Khoản thu này đã được hủy trước đó. Hãy tải lại trang."))


class OnRefundList(Refused):
    """The dossier ended, and what goes back of this payment is on the list of refunds."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã kết thúc và khoản này có trong sổ hoàn phí. Hãy hoàn tiền ở danh sách phải hoàn."))


class Payment(models.Model):
    """One payment of a charge; at most one is live."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments")
    means = models.CharField(max_length=8, choices=Means.choices)
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=PaymentState.choices)
    asked_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)  # None: asked by a citizen
    receipt_symbol = models.CharField(max_length=12, blank=True)
    receipt_year = models.PositiveSmallIntegerField(null=True)
    receipt_number = models.PositiveIntegerField(null=True)
    bank_ref = models.CharField(max_length=60, blank=True)
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    reversal_reason = models.CharField(max_length=300, blank=True)
    receipt_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "charge"],
                condition=Q(state__in=[state.value for state in LIVE]),
                name="one_live_payment_per_charge",
            ),
            models.UniqueConstraint(
                fields=["office", "receipt_year", "receipt_number"],
                condition=Q(receipt_number__isnull=False),
                name="receipt_number_once_per_year",
            ),
            models.UniqueConstraint(
                fields=["office", "bank_ref"],
                condition=Q(state="confirmed") & ~Q(bank_ref=""),
                name="bank_reference_once",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "received_at"], name="payment_by_received"),
            models.Index(fields=["office", "asked_at"], condition=Q(state="pending"), name="payment_pending"),
        ]

    def __str__(self) -> str:
        return f"{vnd(self.amount)} {self.state}"

    @property
    def receipt(self) -> str:
        """The receipt's number with its symbol, "" while nothing was received: 0000012/NB-2026."""
        return f"{self.receipt_number:07d}/{self.receipt_symbol}" if self.receipt_number else ""


@entries.atomic()
def take_cash(charge_id: UUID, *, by: Acting, at: datetime) -> Payment:
    """Take the whole amount in cash against a receipt number; the gate before handing over is lifted.

    A transfer that was only expected falls away. Raises AlreadyPaid or NothingDue.
    """
    dossier, charge = charges.lock(charge_id, by=by, at=at, to=Capability.TAKE_FEE)
    live = find_live(charge)
    _refuse_paid(charge, live)
    charges.require_open(dossier)
    facts: list[models.Model] = [charge]
    if live is not None:
        undo(live, reason="Người nộp trả tiền mặt", by=by, at=at)
        facts.append(live)
    payment = Payment(
        office_id=charge.office_id, charge=charge, means=Means.CASH, amount=charge.amount_to_pay, asked_at=at
    )
    facts += _receive(payment, dossier, charge, by=by, at=at)
    event = CashTaken(
        payment_id=str(payment.pk),
        charge_id=str(charge.pk),
        amount=payment.amount,
        receipt_number=payment.receipt_number or 0,
    )
    note(dossier, event, by=by, at=at, facts=(*facts, payment))
    return payment


@entries.atomic()
def expect_transfer(charge_id: UUID, *, by: Acting, at: datetime) -> tuple[Payment, str]:
    """Return the payment that now waits for reconciliation and the text of its VietQR; asking again changes nothing.

    The applicant may ask too. Raises NoBankAccount, AlreadyPaid or NothingDue.
    """
    dossier, charge = charges.lock(charge_id, by=by, at=at, to=Capability.TAKE_FEE, citizen_may=True)
    live = find_live(charge)
    _refuse_paid(charge, live)
    charges.require_open(dossier)
    if not may_transfer(dossier.office):
        raise NoBankAccount
    if live is not None:
        return live, qr_text(live, dossier)
    payment = Payment.objects.create(
        office_id=charge.office_id,
        charge=charge,
        means=Means.ONLINE if by.role == CITIZEN else Means.TRANSFER,
        amount=charge.amount_to_pay,
        state=PaymentState.PENDING,
        asked_at=at,
        by_id=_staff_of(by),
    )
    held.put((PAYMENT, charge.pk), payment)
    event = TransferExpected(payment_id=str(payment.pk), charge_id=str(charge.pk), amount=payment.amount)
    note(dossier, event, by=by, at=at, facts=(payment,))
    return payment, qr_text(payment, dossier)


@entries.atomic()
def confirm_transfer(payment_id: UUID, *, bank_ref: str, by: Acting, at: datetime) -> Payment:
    """Confirm that the transfer stands in the bank's statement: paid, with a receipt number, gate lifted.

    Raises NotPending or BankReferenceWrong.
    """
    dossier, charge, payment = _lock(payment_id, by=by, at=at, to=Capability.CONFIRM_TRANSFER)
    if payment.state != PaymentState.PENDING:
        raise NotPending
    reference = bank_ref.strip()[:60]
    other = Payment.objects.filter(
        office_id=payment.office_id, bank_ref=reference, state=PaymentState.CONFIRMED
    ).first()
    if not reference or other is not None:
        raise BankReferenceWrong(other if reference else None)
    payment.bank_ref = reference
    gate = _receive(payment, dossier, charge, by=by, at=at)
    event = TransferConfirmed(
        payment_id=str(payment.pk),
        charge_id=str(charge.pk),
        amount=payment.amount,
        receipt_number=payment.receipt_number or 0,
    )
    note(dossier, event, by=by, at=at, facts=(charge, payment, *gate))
    return payment


@entries.atomic()
def reverse(payment_id: UUID, *, reason: str, by: Acting, at: datetime) -> Payment:
    """Undo a payment that was written down by mistake, with the reason: the charge waits again, or falls away.

    Cash needs the right to take fees, a confirmed transfer the right to confirm transfers. What a dossier's end gives
    back is no mistake: raises OnRefundList.
    """
    means = Payment.objects.filter(office_id=by.office, pk=payment_id).values_list("means", flat=True).first()
    to = Capability.TAKE_FEE if means == Means.CASH else Capability.CONFIRM_TRANSFER
    dossier, charge, payment = _lock(payment_id, by=by, at=at, to=to)
    if payment.state == PaymentState.REVERSED:
        raise NothingToReverse
    if not reason.strip():
        raise ReasonMissing
    if payment.refunds.exists():
        raise OnRefundList
    undo(payment, reason=reason.strip(), by=by, at=at)
    charge.state = ChargeState.WAITING if dossier.is_open else ChargeState.CANCELLED
    charge.save(update_fields=["state"])
    facts: list[models.Model] = [charge, payment]
    if dossier.is_open:
        facts.append(gates.close(dossier, gates.FEE_UNPAID, at=at))
    event = PaymentReversed(payment_id=str(payment.pk), charge_id=str(charge.pk), amount=payment.amount)
    note(dossier, event, by=by, at=at, facts=facts, private={"reason": payment.reversal_reason})
    return payment


def _lock(payment_id: UUID, *, by: Acting, at: datetime, to: Capability) -> tuple[Dossier, Charge, Payment]:
    charge_id = Payment.objects.filter(office_id=by.office, pk=payment_id).values_list("charge_id", flat=True).first()
    if charge_id is None:
        raise charges.NoCharge
    dossier, charge = charges.lock(charge_id, by=by, at=at, to=to, may_be_void=True)
    held.drop((PAYMENT, charge.pk))
    return dossier, charge, Payment.objects.get(office_id=dossier.office_id, pk=payment_id)


def _refuse_paid(charge: Charge, live: Payment | None) -> None:
    if charge.state != ChargeState.WAITING or (live is not None and live.state == PaymentState.CONFIRMED):
        raise AlreadyPaid(live)


def _receive(payment: Payment, dossier: Dossier, charge: Charge, *, by: Acting, at: datetime) -> list[gates.Gate]:
    """Write the receipt's number and return the gate that was lifted."""
    year = local_day(at).year
    payment.receipt_year, payment.receipt_symbol = year, f"NB-{year}"
    payment.receipt_number = series.take(payment.office_id, "receipt", date(year, 1, 1))
    payment.state, payment.received_at, payment.by_id = PaymentState.CONFIRMED, at, _staff_of(by)
    payment.save()
    held.put((PAYMENT, charge.pk), payment)
    charge.state = ChargeState.PAID
    charge.save(update_fields=["state"])
    return gates.lift(dossier, gates.FEE_UNPAID, at=at)


def undo(payment: Payment, *, reason: str, by: Acting, at: datetime) -> None:
    """Mark the payment as reversed; part of an act that holds the lock and journals it."""
    payment.state, payment.reversed_at, payment.reversal_reason = PaymentState.REVERSED, at, reason[:300]
    payment.reversed_by_id = _staff_of(by)
    payment.save(update_fields=["state", "reversed_at", "reversal_reason", "reversed_by"])


def _staff_of(by: Acting) -> UUID | None:
    return by.person if by.role not in (CITIZEN, SYSTEM) else None


def may_transfer(office: Office) -> bool:
    """Tell whether the office has a bank account that a VietQR can name."""
    return bool(office.bank_bin and office.bank_account)


def qr_text(payment: Payment, dossier: Dossier) -> str:
    """Return the VietQR text of a pending transfer, "" when the office has no account any more."""
    if not may_transfer(dossier.office):
        return ""
    purpose = purpose_of(dossier.code)
    return vietqr.payload(dossier.office.bank_bin, dossier.office.bank_account, payment.amount, purpose)


def purpose_of(code: str) -> str:
    """Return what the payer's bank carries: the dossier's code in ASCII; of a long one the end, which tells most."""
    words = code.replace(".", "").replace("-", " ").split()
    while len(" ".join(words)) > vietqr.PURPOSE_LENGTH and len(words[0]) > 1:
        words[0] = words[0][1:]
    return vietqr.purpose_text(" ".join(words))


def find_live(charge: Charge) -> Payment | None:
    """Return the payment that is expected or confirmed, None when nobody has begun to pay."""
    live = Payment.objects.filter(office_id=charge.office_id, charge=charge, state__in=LIVE)
    found = held.read_unless_new(PAYMENT, charge.pk, lambda: find_one(live))
    return found if found is not None and found.state in LIVE else None


def find(payment_id: UUID, *, by: Acting, at: datetime) -> Payment:
    """Return one payment with its charge and dossier for reading; raises NoCharge or NoSuchDossier."""
    found = (
        Payment.objects.select_related("charge__dossier__applicant", "by", "receipt_file")
        .filter(office_id=by.office, pk=payment_id)
        .first()
    )
    if found is None:
        raise charges.NoCharge
    to = Capability.SEE_LIST if by.role == "cashier" else Capability.SEE_DOSSIER
    access.find(found.charge.dossier_id, by=by, at=at, to=to)
    return found


def of_charge(charge: Charge) -> list[Payment]:
    """Return every payment of the charge, reversed ones too, in order."""
    return list(Payment.objects.filter(office_id=charge.office_id, charge=charge).select_related("by", "reversed_by"))


def pending(office_id: UUID, limit: int = 200) -> list[Payment]:
    """Return the transfers that wait for reconciliation, the oldest first, with their dossiers; one query."""
    waiting = Payment.objects.filter(office_id=office_id, state=PaymentState.PENDING)
    return list(waiting.select_related("charge__dossier__applicant").order_by("asked_at", "id")[:limit])
