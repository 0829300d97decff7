"""Charges (khoản phí, lệ phí của hồ sơ): what a dossier costs under its version, what of it is waived, what is paid.

An unknown fee is no charge and no money; zero is a free dossier. While something is owed the gate before handing over
is closed; the clock does not care. Legal source: Luật Phí và lệ phí 97/2015/QH13; domain brief 10.1.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access, gates
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.record import note
from motcua.fees.events import ChargeCancelled, Charged
from motcua.journal import entries, held
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.journal.rows import find_one
from motcua.kernel.identifiers import uuid7
from motcua.kernel.money import certified_copy_fee
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.procedures.channels import ChannelTerm, FeeKind


class ChargeState(models.TextChoices):
    """Where the money of a charge stands."""

    WAITING = "waiting", gettext_lazy("Chờ nộp")
    PAID = "paid", gettext_lazy("Đã nộp")
    FREE = "free", gettext_lazy("Không thu phí")
    REFUND_DUE = "refund_due", gettext_lazy("Phải hoàn lại")
    REFUNDED = "refunded", gettext_lazy("Đã hoàn lại")
    CANCELLED = "cancelled", gettext_lazy("Đã hủy")


CHARGE = "charge"  # held by dossier
LIVE = (ChargeState.WAITING, ChargeState.PAID, ChargeState.FREE)


class NumberOfPagesMissing(Refused):
    """The fee is counted by page (or copy), and nobody said how many."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Phí này tính theo số trang của bản gốc và số bản. Hãy nhập hai số đó, từ 1 trở lên."))


class NoCharge(Refused):
    """The dossier has no live charge."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ này không có khoản phí nào đang chờ thu. Hãy tải lại trang."))


class Part(NamedTuple):
    """One of several documents that a charge covers: its name, the pages of its original, how many copies."""

    name: str
    pages: int | None
    copies: int


class NothingDue(Refused):
    """A dossier that has ended costs nothing any more."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã kết thúc nên không thu phí nữa. Hãy tải lại trang."))


class Charge(models.Model):
    """One charge of a dossier; at most one is live."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    amount_due = models.PositiveBigIntegerField()
    amount_waived = models.PositiveBigIntegerField(default=0)
    waiver_reason = models.CharField(max_length=200, blank=True)
    legal_ref = models.CharField(max_length=300, blank=True)  # of the fee, and of the waiver when there is one
    fee_kind = models.CharField(max_length=10, choices=FeeKind.choices, default=FeeKind.FIXED)
    pages = models.PositiveIntegerField(null=True)
    copies = models.PositiveIntegerField(default=1)
    parts = models.JSONField(default=list)  # several documents at once: [{name, pages, copies, amount}]; else empty
    state = models.CharField(max_length=10, choices=ChargeState.choices)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"],
                condition=Q(state__in=[state.value for state in LIVE]),
                name="one_live_charge_per_dossier",
            ),
            models.CheckConstraint(condition=Q(amount_waived__lte=F("amount_due")), name="waived_at_most_due"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_to_pay} {self.state}"

    @property
    def amount_to_pay(self) -> int:
        """The đồng that the payer owes or paid."""
        return self.amount_due - self.amount_waived


def amount_of(term: ChannelTerm | None, *, pages: int | None = None, copies: int = 1) -> int | None:
    """Return what a dossier costs in đồng, None when the fee is unknown; raises NumberOfPagesMissing."""
    if term is None or term.fee_amount is None:
        return None
    if copies < 1 or (pages is not None and pages < 1):
        raise NumberOfPagesMissing
    if term.fee_kind == FeeKind.PER_PAGE:
        if pages is None:
            raise NumberOfPagesMissing
        # From the third page half the price; the cap is a hundred times the first page (TT 226/2016: 2.000, 200.000).
        first = term.fee_amount
        return certified_copy_fee(pages, copies, first=first, further=first // 2, cap=first * 100)
    return term.fee_amount if term.fee_kind == FeeKind.FIXED else term.fee_amount * copies


def amounts_of(term: ChannelTerm | None, parts: Iterable[Part]) -> list[int] | None:
    """Return what each of the documents costs in đồng, None when the fee is unknown; raises NumberOfPagesMissing."""
    found = [amount_of(term, pages=part.pages, copies=part.copies) for part in parts]
    known = [amount for amount in found if amount is not None]
    return known if len(known) == len(found) else None


def require_open(dossier: Dossier) -> None:
    """Raise NothingDue when the dossier has ended: from then on money only goes back."""
    if not dossier.is_open:
        raise NothingDue


def needs_pages(dossier: Dossier) -> bool:
    """Tell whether the fee can't be worked out before somebody counts pages."""
    return _is_counted(dossier.version.term_for(dossier.channel, dossier.case))


def _is_counted(term: ChannelTerm | None) -> bool:
    return term is not None and term.fee_amount is not None and term.fee_kind == FeeKind.PER_PAGE


@entries.atomic()
def charge(
    dossier: Dossier | UUID,
    *,
    at: datetime,
    by: Acting,
    pages: int | None = None,
    copies: int = 1,
    parts: Sequence[Part] = (),
    may_wait: bool = False,
) -> Charge | None:
    """Work out the fee once and close the gate before handing over; None when the fee is unknown: no money then.

    Several documents of one visit are `parts`, each with its own pages and copies. A live charge is returned
    as it is. A fee counted by page raises NumberOfPagesMissing without them, or, when it `may_wait`, is left for later.
    """
    dossier = access.lock(dossier, by=by, at=at, to=Capability.CHECK, citizen_may=True)
    existing = find(dossier)
    if existing is not None:
        return existing
    require_open(dossier)
    term = dossier.version.term_for(dossier.channel, dossier.case)
    if may_wait and pages is None and _is_counted(term):
        return None
    amounts = amounts_of(term, parts or [Part("", pages, copies)])
    if amounts is None or term is None:
        return None
    amount = sum(amounts)
    lines = [{**part._asdict(), "amount": one} for part, one in zip(parts, amounts, strict=False)]
    made = Charge.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        amount_due=amount,
        legal_ref=term.fee_source,
        fee_kind=term.fee_kind,
        pages=pages if not parts else sum(part.pages or 0 for part in parts) or None,
        copies=copies if not parts else sum(part.copies for part in parts),
        parts=lines,
        state=ChargeState.WAITING if amount else ChargeState.FREE,
        made_at=at,
    )
    _hold(made)
    held.begin(made.pk)
    gate = [gates.close(dossier, gates.FEE_UNPAID, at=at)] if amount else []
    note(dossier, Charged(charge_id=str(made.pk), amount_due=amount), by=by, at=at, facts=(made, *gate))
    return made


@entries.atomic()
def fall_away(dossier: Dossier, *, by: Acting, at: datetime) -> Charge | None:
    """Cancel what the dossier still owes, because it ended before any work; None when nothing was owed.

    Money that was paid goes onto the list of refunds (`refunds.settle_one`).
    """
    found = find(dossier)
    if found is None or found.state == ChargeState.PAID:
        return None
    found.state = ChargeState.CANCELLED
    found.save(update_fields=["state"])
    gate = gates.lift(dossier, gates.FEE_UNPAID, at=at)
    note(dossier, ChargeCancelled(charge_id=str(found.pk)), by=by, at=at, facts=(found, *gate))
    return found


def lock(
    charge_id: UUID, *, by: Acting, at: datetime, to: Capability, citizen_may: bool = False, may_be_void: bool = False
) -> tuple[Dossier, Charge]:
    """Return the charge with its dossier, both read afresh under the dossier's lock; raises NoCharge."""
    mine: Charge | None = held.find(charge_id)
    named = Charge.objects.filter(office_id=by.office, pk=charge_id).order_by().values_list("dossier_id", flat=True)
    dossier_id = mine.dossier_id if mine is not None else next(iter(named), None)
    if dossier_id is None:
        raise NoCharge
    dossier = access.lock(dossier_id, by=by, at=at, to=to, citizen_may=citizen_may, may_be_void=may_be_void)
    return dossier, mine or Charge.objects.get(office_id=dossier.office_id, pk=charge_id)


def find(dossier: Dossier) -> Charge | None:
    """Return the dossier's live charge, None when nothing was charged."""
    live = Charge.objects.filter(office_id=dossier.office_id, dossier=dossier, state__in=LIVE)
    found = held.read_unless_new(CHARGE, dossier.pk, lambda: find_one(live))
    if found is None or found.state not in LIVE:
        return None
    if held.find(dossier.pk):
        held.put(found.pk, found)
    return found


def _hold(charge: Charge) -> None:
    held.put((CHARGE, charge.dossier_id), charge)
    held.put(charge.pk, charge)


def find_last(dossier: Dossier) -> Charge | None:
    """Return the dossier's newest charge, also one that was cancelled or refunded; None when nothing was charged."""
    return Charge.objects.filter(office_id=dossier.office_id, dossier=dossier).order_by("-made_at", "-id").first()


def of_dossier(dossier: Dossier) -> list[Charge]:
    """Return every charge of the dossier, cancelled ones too, in order."""
    return list(Charge.objects.filter(office_id=dossier.office_id, dossier=dossier))


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """What a row of a list shows of a dossier's money."""

    charge_id: UUID
    amount_to_pay: int
    state: str

    @property
    def is_owed(self) -> bool:
        """Whether the payer still owes something."""
        return self.state == ChargeState.WAITING

    @property
    def words(self) -> str:
        """The state in Vietnamese."""
        return str(ChargeState(self.state).label)


def for_dossiers(ids: Collection[UUID]) -> dict[UUID, FeeFacts]:
    """Return the live charge of each of these dossiers that has one; one query."""
    rows = Charge.objects.filter(dossier_id__in=ids, state__in=LIVE)
    return {row.dossier_id: FeeFacts(row.pk, row.amount_to_pay, row.state) for row in rows}
