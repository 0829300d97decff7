"""Halts (tạm đình chỉ): what the suspensions of complaints and of denunciations have in common.

One stretch by two numbered decisions, to suspend and to go on; it does not count in the limit of the resolution.
"""

from typing import ClassVar

from django.db import models

from motcua.kernel.holds import Hold, HoldMode
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office


class Halt(models.Model):
    """One stretch in which the resolution stands still; abstract."""

    WORDS: ClassVar[str] = ""  # of the ledger's line
    BASIS: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    number = models.CharField(max_length=60)  # of the decision to suspend
    from_at = models.DateTimeField()
    end_number = models.CharField(max_length=60, blank=True)  # of the decision to go on
    to_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["from_at", "id"]

    @property
    def hold(self) -> Hold:
        """The stretch as the clock leaves it out."""
        return Hold(HoldMode.PAUSE, self.from_at, self.to_at, reason=self.WORDS, legal_basis=self.BASIS)
