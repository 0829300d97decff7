"""Cells: every figure is a filter over dossiers, so every figure opens down to exactly the dossiers behind it.

Counting rules of domain brief 12.4: received = accepted in the period; stocks are rebuilt as of the period's end from
promises and holds as they then stood; void dossiers are in no total.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.holds import Hold
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.status import OPEN
from motcua.journal.refusals import Refused
from motcua.kernel.clock import HoldMode
from motcua.reports.periods import Period

ONLINE = 2


class NoSuchCell(Refused):
    """No figure has this name."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không có ô số liệu này. Hãy mở lại từ bảng báo cáo."))


def as_of(office_id: UUID, moment: datetime) -> QuerySet[Dossier]:
    """Return the live dossiers, each with `finished_at`, and `due_then` and `is_held_then` as of the moment."""
    given = Promise.objects.filter(office_id=office_id, dossier_id=OuterRef("pk"), given_at__lt=moment).exclude(
        kind=PromiseKind.APOLOGY
    )
    # A pause that began after the date had passed hides no lateness; a restart always begins a new limit.
    stops = Q(mode=HoldMode.RESTART.value) | Q(from_at__lte=OuterRef("due_then"))
    held = Hold.objects.filter(
        stops, Q(to_at=None) | Q(to_at__gte=moment), office_id=office_id, dossier_id=OuterRef("pk"), from_at__lt=moment
    )
    return Dossier.objects.filter(office_id=office_id, void_at=None).annotate(
        finished_at=Coalesce(F("processed_at"), F("closed_at")),
        due_then=Subquery(given.order_by("-given_at", "-id").values("due_at")[:1], output_field=DateTimeField()),
        is_held_then=Exists(held),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """The period and the moment of its snapshot."""

    period: Period
    snapshot_at: datetime

    @property
    def accepted_in(self) -> Q:
        """Accepted within the period."""
        return Q(accepted_at__gte=self.period.starts_at, accepted_at__lt=self.period.ends_at)

    @property
    def carried_over(self) -> Q:
        """Accepted before the period and unfinished at its start."""
        start = self.period.starts_at
        return Q(accepted_at__lt=start) & (Q(finished_at=None) | Q(finished_at__gte=start))

    @property
    def resolved(self) -> Q:
        """Processed within the period."""
        return Q(processed_at__gte=self.period.starts_at, processed_at__lt=self.period.ends_at)

    @property
    def stopped(self) -> Q:
        """Accepted once, and stopped within the period without a result (withdrawn, supplement expired)."""
        return Q(
            accepted_at__isnull=False,
            processed_at=None,
            closed_at__gte=self.period.starts_at,
            closed_at__lt=self.period.ends_at,
        )

    @property
    def pending(self) -> Q:
        """Accepted and unfinished at the snapshot."""
        end = self.period.ends_at
        return Q(accepted_at__lt=end) & (Q(finished_at=None) | Q(finished_at__gte=end))

    @property
    def overdue_then(self) -> Q:
        """Past the due moment that held at the snapshot, with no hold open then."""
        return Q(due_then__lt=self.snapshot_at, is_held_then=False)

    @property
    def within_then(self) -> Q:
        """Not past it, or the clock was held; spelt out, because "not overdue" would lose rows without a date."""
        return Q(is_held_then=True) | Q(due_then=None) | Q(due_then__gte=self.snapshot_at)


def touched_since(office_id: UUID, start: datetime) -> "QuerySet[Dossier, Any]":
    """Return the ids of the dossiers that are open, or were filed, accepted, resolved or closed since the moment.

    A union, each part read by its own index: a report over one month costs that month, not the table.
    """
    mine = Dossier.objects.filter(office_id=office_id).order_by()
    parts = [mine.filter(status__in=sorted(status.value for status in OPEN)).values("pk")]
    for moment in ("submitted_at", "accepted_at", "processed_at", "closed_at"):
        parts.append(mine.filter(**{f"{moment}__gte": start}).values("pk"))
    return parts[0].union(*parts[1:])


Cell = Callable[[Frame], Q]

FORM_06A: dict[str, Cell] = {
    "3": lambda frame: frame.accepted_in | frame.carried_over,
    "4": lambda frame: frame.accepted_in & Q(channel=ONLINE),
    "5": lambda frame: frame.accepted_in & ~Q(channel=ONLINE),
    "6": lambda frame: frame.carried_over,
    "7": lambda frame: frame.resolved,
    "8": lambda frame: frame.resolved & Q(punctuality="early"),
    "9": lambda frame: frame.resolved & Q(punctuality="on_time"),
    "10": lambda frame: frame.resolved & Q(punctuality="late"),
    "11": lambda frame: frame.pending,
    "12": lambda frame: frame.pending & frame.within_then,
    "13": lambda frame: frame.pending & frame.overdue_then,
    "stopped": lambda frame: frame.stopped,
    "entered_later": lambda frame: frame.accepted_in & Q(entered_at__isnull=False),
}
"""The columns of II.06a by their official numbers, and two of our own: "stopped", because withdrawn is not resolved;
"entered_later", those received in the period that were typed in afterwards (a thereof, in no sum)."""


def dossiers_of(office_id: UUID, cell: str, period: Period, *, at: datetime, sector: str = "") -> QuerySet[Dossier]:
    """Return exactly the dossiers that the cell counts; raises NoSuchCell."""
    if cell not in FORM_06A:
        raise NoSuchCell
    frame = Frame(period, period.snapshot_at(at))
    found = as_of(office_id, frame.snapshot_at).filter(
        FORM_06A[cell](frame), pk__in=touched_since(office_id, period.starts_at)
    )
    return found.filter(version__procedure__sector=sector) if sector else found
