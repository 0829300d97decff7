"""The day's cash (sổ quỹ trong ngày): what came in and went back on one local day, by means and by cashier."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from motcua.fees.payments import Means, Payment
from motcua.fees.refunds import Refund
from motcua.kernel.localtime import day_end, day_start
from motcua.office.offices import Office
from motcua.office.staff import Staff


@dataclass(frozen=True, slots=True)
class Line:
    """One movement of the day: a receipt, one that was undone (negative), or a refund that was given (negative)."""

    at: datetime
    payment: Payment
    amount: int
    is_reversal: bool
    who: Staff | None
    means: str
    refund: Refund | None = None

    @property
    def number(self) -> str:
        """The receipt's number, or that of the paying-out slip."""
        return self.refund.voucher if self.refund is not None else self.payment.receipt

    @property
    def means_words(self) -> str:
        """How the money moved, in Vietnamese."""
        return str(Means(self.means).label)


@dataclass(frozen=True, slots=True)
class DayCash:
    """The movements of one day and their sums, in đồng."""

    on: date
    lines: list[Line]
    cash_in: int
    cash_out: int
    transfers_in: int
    transfers_out: int
    cash_by_staff: dict[str, int]  # what each member of staff must have in the till

    @property
    def cash(self) -> int:
        """What must lie in the till at the end of the day."""
        return self.cash_in - self.cash_out


def of(office: Office | UUID, day: date) -> DayCash:
    """Return the day's movements in order with their sums; two queries."""
    office_id = office.pk if isinstance(office, Office) else office
    begin, end = day_start(day), day_end(day)
    moves = [*_payments(office_id, begin, end), *_refunds(office_id, begin, end)]
    lines = sorted(moves, key=lambda line: (line.at, line.payment.pk))
    tills: Counter[str] = Counter()
    for line in lines:
        if line.means == Means.CASH and line.who is not None:
            tills[line.who.full_name] += line.amount
    return DayCash(
        on=day,
        lines=lines,
        cash_in=_sum(lines, is_cash=True, is_in=True),
        cash_out=_sum(lines, is_cash=True, is_in=False),
        transfers_in=_sum(lines, is_cash=False, is_in=True),
        transfers_out=_sum(lines, is_cash=False, is_in=False),
        cash_by_staff=dict(tills),
    )


def _payments(office_id: UUID, begin: datetime, end: datetime) -> list[Line]:
    rows = Payment.objects.filter(
        Q(received_at__gte=begin, received_at__lt=end) | Q(reversed_at__gte=begin, reversed_at__lt=end),
        office_id=office_id,
        received_at__isnull=False,
    ).select_related("by", "reversed_by", "charge__dossier")
    found = []
    for row in rows:
        if row.received_at and begin <= row.received_at < end:
            found.append(Line(row.received_at, row, row.amount, is_reversal=False, who=row.by, means=row.means))
        if row.reversed_at and begin <= row.reversed_at < end:
            found.append(
                Line(row.reversed_at, row, -row.amount, is_reversal=True, who=row.reversed_by, means=row.means)
            )
    return found


def _refunds(office_id: UUID, begin: datetime, end: datetime) -> list[Line]:
    rows = Refund.objects.filter(office_id=office_id, given_at__gte=begin, given_at__lt=end).select_related(
        "given_by", "payment__charge__dossier"
    )
    return [
        Line(row.given_at, row.payment, -row.amount, is_reversal=False, who=row.given_by, means=row.means, refund=row)
        for row in rows
        if row.given_at is not None
    ]


def _sum(lines: list[Line], *, is_cash: bool, is_in: bool) -> int:
    return sum(
        abs(line.amount) for line in lines if (line.means == Means.CASH) is is_cash and (line.amount >= 0) is is_in
    )
