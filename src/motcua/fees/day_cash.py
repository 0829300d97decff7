"""The day's cash (sổ quỹ trong ngày): what came in and went back on one local day, by means and by cashier."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.fees.payments import Means, Payment
from motcua.kernel.localtime import day_end, day_start
from motcua.office.offices import Office


@dataclass(frozen=True, slots=True)
class Line:
    """One movement of the day: a receipt, or a payment that went back (negative)."""

    payment: Payment
    amount: int
    is_reversal: bool


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
    """Return the day's movements in order with their sums; one query."""
    office_id = office.pk if isinstance(office, Office) else office
    begin, end = day_start(day), day_end(day)
    rows = Payment.objects.filter(
        Q(received_at__gte=begin, received_at__lt=end) | Q(reversed_at__gte=begin, reversed_at__lt=end),
        office_id=office_id,
        received_at__isnull=False,
    ).select_related("by", "reversed_by", "charge__dossier")
    moves = []
    for row in rows:
        if row.received_at and begin <= row.received_at < end:
            moves.append((row.received_at, Line(row, row.amount, is_reversal=False)))
        if row.reversed_at and begin <= row.reversed_at < end:
            moves.append((row.reversed_at, Line(row, -row.amount, is_reversal=True)))
    lines = [line for _moment, line in sorted(moves, key=lambda move: (move[0], move[1].payment.pk))]
    tills: Counter[str] = Counter()
    for line in lines:
        who = line.payment.reversed_by if line.is_reversal else line.payment.by
        if line.payment.means == Means.CASH and who is not None:
            tills[who.full_name] += line.amount
    return DayCash(
        on=day,
        lines=lines,
        cash_in=_sum(lines, is_cash=True, is_reversal=False),
        cash_out=_sum(lines, is_cash=True, is_reversal=True),
        transfers_in=_sum(lines, is_cash=False, is_reversal=False),
        transfers_out=_sum(lines, is_cash=False, is_reversal=True),
        cash_by_staff=dict(tills),
    )


def _sum(lines: list[Line], *, is_cash: bool, is_reversal: bool) -> int:
    return sum(
        abs(line.amount)
        for line in lines
        if (line.payment.means == Means.CASH) is is_cash and line.is_reversal is is_reversal
    )
