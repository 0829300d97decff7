"""Refunds (hoàn phí): what goes back of a dossier that ends without the work paid for, listed until it is given.

How much goes back is a dated setting of the office with its legal reference (`office.settings_dated`), by how the
dossier ended; what stays is listed too, so that every đồng is accounted for. A payment keeps its receipt: giving back
is a movement of its own, with its own running number. Legal source: Luật Phí và lệ phí 97/2015/QH13; BLDS 2015.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.record import note
from motcua.dossiers.status import Outcome, Status
from motcua.fees import charges
from motcua.fees.charges import Charge, ChargeState
from motcua.fees.events import MoneyKept, RefundGiven, RefundOwed
from motcua.fees.payments import BankReferenceWrong, Means, Payment, PaymentState
from motcua.journal import entries, held
from motcua.journal.acting import Acting
from motcua.journal.jobs import Job
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.office import series, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff


class RefundState(models.TextChoices):
    """Where a refund stands."""

    OWED = "owed", gettext_lazy("Phải hoàn")
    GIVEN = "given", gettext_lazy("Đã hoàn")
    KEPT = "kept", gettext_lazy("Không hoàn")


class NothingOwed(Refused):
    """The refund is not on the list any more, or never was."""

    def __init__(self) -> None:
        super().__init__(_("Khoản này không còn trong danh sách phải hoàn. Hãy tải lại trang."))


class MeansUnknown(Refused):
    """Money goes back in cash or by transfer."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn cách hoàn: tiền mặt hoặc chuyển khoản."))


class Refund(models.Model):
    """What goes back of one payment under one rule; `amount` is zero when the rule lets the office keep it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    rule = models.CharField(max_length=40)  # the setting by which it was worked out
    percent = models.PositiveSmallIntegerField()
    legal_ref = models.CharField(max_length=200, blank=True)
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=5, choices=RefundState.choices)
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    means = models.CharField(max_length=8, choices=Means.choices, blank=True)
    bank_ref = models.CharField(max_length=60, blank=True)
    received_by = models.CharField(max_length=150, blank=True)  # who took it, when not the applicant
    number_year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["owed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number_year", "number"],
                condition=Q(number__isnull=False),
                name="refund_number_once_per_year",
            ),
            models.UniqueConstraint(
                fields=["office", "bank_ref"], condition=~Q(bank_ref=""), name="refund_bank_reference_once"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "due_at"], condition=Q(state="owed"), name="refund_owed"),
            models.Index(fields=["office", "given_at"], name="refund_by_given"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"

    @property
    def voucher(self) -> str:
        """The number of the paying-out slip (phiếu chi), "" before: 0000003/HP-2026."""
        return f"{self.number:07d}/HP-{self.number_year}" if self.number else ""

    @property
    def why(self) -> str:
        """The rule in Vietnamese."""
        return settings_dated.SETTINGS[self.rule].words


def rule_of(dossier: Dossier, outcome: str = "") -> str:
    """Return the name of the setting that says how much goes back, "" while the dossier has not ended so.

    With `outcome`, as if it ended that way now.
    """
    if dossier.void_at is not None:
        return "refund_void"
    outcome = outcome or dossier.outcome
    if outcome in (Outcome.WITHDRAWN, Outcome.EXPIRED) and dossier.accepted_at is None:
        return "refund_not_accepted"
    return {
        Outcome.REJECTED.value: "refund_not_accepted",
        Outcome.WITHDRAWN.value: "refund_withdrawn",
        Outcome.EXPIRED.value: "refund_expired",
        Outcome.REFUSED.value: "refund_refused",
    }.get(outcome, "")


def settle(job: Job, at: datetime) -> None:
    """Settle the money of the dossier that the entry tells of, if it has ended without a result (a reader)."""
    if job.entry is None:
        return
    system = Acting.system(job.entry.office_id)
    dossier = access.lock(job.entry.subject_id, by=system, at=at, to=Capability.CHECK, may_be_void=True)
    settle_one(dossier, by=system, at=at)


def settle_one(dossier: Dossier, *, by: Acting, at: datetime) -> list[Refund]:
    """Cancel what an ended dossier still owes and list what must go back; the caller holds the dossier's lock.

    A transfer that was only expected stays with the cashier: when it does arrive, it is listed then.
    """
    rule = rule_of(dossier)
    if not rule:
        return []
    if not dossier.is_open:
        charges.fall_away(dossier, by=by, at=at)
    paid = Payment.objects.filter(
        office_id=dossier.office_id, charge__dossier=dossier, state=PaymentState.CONFIRMED
    ).select_related("charge")
    return [made for payment in paid if (made := _owe(dossier, payment, rule, by=by, at=at)) is not None]


def _owe(dossier: Dossier, payment: Payment, rule: str, *, by: Acting, at: datetime) -> Refund | None:
    """List what still has to go back of one payment; None when everything is listed."""
    on = dossier.rules_on
    percent = int(settings_dated.value(dossier.office_id, rule, on))
    listed = Refund.objects.filter(office_id=payment.office_id, payment=payment)
    before = listed.aggregate(n=Sum("amount"))["n"]
    amount = max(share(payment.amount, percent) - (before or 0), 0)
    if before is not None and not amount:
        return None
    limit = clock.Limit.parse(settings_dated.value(dossier.office_id, "refund_within", on))
    refund = Refund.objects.create(
        office_id=payment.office_id,
        payment=payment,
        rule=rule,
        percent=percent,
        legal_ref=settings_dated.basis(dossier.office_id, rule, on),
        amount=amount,
        state=RefundState.OWED if amount else RefundState.KEPT,
        owed_at=at,
        due_at=clock.promise(limit, at, calendar_of(payment.office_id)).due_at or at,
    )
    ids = {"refund_id": str(refund.pk), "payment_id": str(payment.pk), "rule": rule}
    if not amount:
        note(dossier, MoneyKept(**ids, amount=payment.amount), by=by, at=at, facts=(refund,))
        return refund
    payment.charge.state = ChargeState.REFUND_DUE
    payment.charge.save(update_fields=["state"])
    held.drop((charges.CHARGE, dossier.pk), payment.charge_id)
    note(dossier, RefundOwed(**ids, amount=amount), by=by, at=at, facts=(payment.charge, refund))
    return refund


def share(amount: int, percent: int) -> int:
    """Return so many per cent of the đồng, rounded up to a whole đồng in the payer's favour."""
    return -(-amount * percent // 100)


@entries.atomic()
def give(refund_id: UUID, *, means: str, by: Acting, at: datetime, bank_ref: str = "", received_by: str = "") -> Refund:
    """Give an owed refund back, in cash or by a transfer whose bank reference is named; it gets a running number.

    Raises MeansUnknown, NothingOwed or BankReferenceWrong.
    """
    if means not in (Means.CASH, Means.TRANSFER):
        raise MeansUnknown
    to = Capability.TAKE_FEE if means == Means.CASH else Capability.CONFIRM_TRANSFER
    found = Refund.objects.filter(office_id=by.office, pk=refund_id).values_list("payment__charge_id", flat=True)
    charge_id = found.first()
    if charge_id is None:
        raise NothingOwed
    dossier, charge = charges.lock(charge_id, by=by, at=at, to=to, may_be_void=True)
    refund = Refund.objects.get(office_id=dossier.office_id, pk=refund_id)
    if refund.state != RefundState.OWED:
        raise NothingOwed
    reference = bank_ref.strip()[:60] if means == Means.TRANSFER else ""
    if means == Means.TRANSFER:
        _check_reference(refund, reference)
    year = local_day(at).year
    refund.number_year, refund.number = year, series.take(refund.office_id, "refund", date(year, 1, 1))
    refund.state, refund.means, refund.bank_ref = RefundState.GIVEN, means, reference
    refund.given_at, refund.given_by_id, refund.received_by = at, by.person, received_by.strip()[:150]
    refund.save()
    if not Refund.objects.filter(payment__charge=charge, office_id=refund.office_id, state=RefundState.OWED).exists():
        charge.state = ChargeState.REFUNDED
        charge.save(update_fields=["state"])
    event = RefundGiven(refund_id=str(refund.pk), payment_id=str(refund.payment_id), amount=refund.amount, means=means)
    note(dossier, event, by=by, at=at, facts=(charge, refund))
    return refund


def _check_reference(refund: Refund, reference: str) -> None:
    used = Refund.objects.filter(office_id=refund.office_id, bank_ref=reference).exclude(bank_ref="").exists()
    if not reference or used:
        raise BankReferenceWrong


def owed(office_id: UUID, limit: int = 200) -> list[Refund]:
    """Return what must still be given back, the most urgent first, with payment and dossier; one query."""
    rows = Refund.objects.filter(office_id=office_id, state=RefundState.OWED)
    return list(rows.select_related("payment__charge__dossier__applicant").order_by("due_at", "id")[:limit])


def of_dossier(dossier: Dossier) -> list[Refund]:
    """Return every refund of the dossier's payments, kept ones too, in order."""
    rows = Refund.objects.filter(office_id=dossier.office_id, payment__charge__dossier=dossier)
    return list(rows.select_related("payment", "given_by"))


def unaccounted(office_id: UUID) -> list[str]:
    """Return the codes of the office's dossiers that ended without a result and whose money is on no list."""
    paid = Charge.objects.filter(
        Q(dossier__void_at__isnull=False)
        | Q(dossier__outcome__in=[Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.EXPIRED])
        | Q(dossier__outcome=Outcome.REFUSED, dossier__status=Status.RETURNED),
        office_id=office_id,
        payments__state=PaymentState.CONFIRMED,
        payments__refunds=None,
    )
    return sorted(set(paid.values_list("dossier__code", flat=True)))
