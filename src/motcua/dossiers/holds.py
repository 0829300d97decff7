"""Holds (tạm dừng, loại trừ, tính lại): intervals on the clock, each with its mode and its legal basis.

`pause` and `exclude` share one arithmetic and differ in basis and report column; after a `restart` the full limit
begins anew. At most one hold is open per dossier. Legal source: NĐ 61/2018 Điều 19(4) as carried on by NĐ 118/2025.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from motcua.dossiers.dossier import Dossier
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office


class Hold(models.Model):
    """One interval [from, to) during which the clock obeys the mode; `to_at` is empty while it is open."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="holds")
    mode = models.CharField(max_length=10, choices=[(mode.value, mode.value) for mode in clock.HoldMode])
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=200)

    class Meta:
        ordering = ["from_at"]
        indexes = [models.Index(fields=["office", "dossier"], name="hold_by_dossier")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(to_at=None), name="one_open_hold_per_dossier"
            )
        ]


def place(dossier: Dossier, mode: clock.HoldMode, *, reason: str, legal_basis: str, at: datetime) -> Hold:
    """Return a new open hold; the dossier has no due date while it lasts.

    A date that had passed before a pause stays: a pause hides no lateness. A restart always begins a new limit.
    """
    is_late = dossier.due_at_original is not None and dossier.due_at_original < at
    if mode is clock.HoldMode.RESTART or not is_late:
        dossier.due_at_original = dossier.due_at_current = None
    return Hold.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        mode=mode.value,
        from_at=at,
        reason=reason,
        legal_basis=legal_basis,
    )


def lift(dossier: Dossier, *, at: datetime) -> list[Hold]:
    """Return the open hold, ended now, as a list of one; an empty list when there was none."""
    hold = find_open(dossier)
    if hold is None:
        return []
    hold.to_at = at
    hold.save(update_fields=["to_at"])
    return [hold]


def find_open(dossier: Dossier) -> Hold | None:
    """Return the hold that is open now, None when the clock runs."""
    return Hold.objects.filter(office_id=dossier.office_id, dossier=dossier, to_at=None).first()


def rows_of(dossier: Dossier) -> list[Hold]:
    """Return the dossier's holds in order, with mode and legal basis."""
    return list(Hold.objects.filter(office_id=dossier.office_id, dossier=dossier))


def of_dossier(dossier: Dossier) -> tuple[clock.Hold, ...]:
    """Return the dossier's holds as the clock takes them."""
    return tuple(
        clock.Hold(
            mode=clock.HoldMode(row.mode),
            from_at=row.from_at,
            to_at=row.to_at,
            reason=row.reason,
            legal_basis=row.legal_basis,
        )
        for row in rows_of(dossier)
    )
