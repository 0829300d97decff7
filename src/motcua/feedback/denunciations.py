"""The register of denunciations (sổ tố cáo): limits counted and watched; who denounced is never here.

Initial handling in 7 working days (10 in several places), resolution in 30 days, extended once when complex, twice when
very complex. Papers with the denouncer's hand stay in the safe, not in this system. Luật Tố cáo 2018; NĐ 156/2026.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.journal.acting import Acting
from motcua.office import matters
from motcua.office.matters import Listed, Matter
from motcua.office.rights import Capability


class DenunciationState(models.TextChoices):
    """Where a denunciation stands."""

    RECEIVED = "received", _("Đã tiếp nhận")
    ACCEPTED = "accepted", _("Đã thụ lý")
    NOT_ACCEPTED = "not_accepted", _("Không thụ lý")
    TRANSFERRED = "transferred", _("Đã chuyển nơi có thẩm quyền")
    CONCLUDED = "concluded", _("Đã kết luận")
    WITHDRAWN = "withdrawn", _("Đã rút tố cáo")


class Denunciation(Matter):
    """One denunciation, without the denouncer."""

    KIND: ClassVar[str] = "denunciation"
    PREFIX: ClassVar[str] = "TC"

    accused = models.CharField(max_length=200)
    content = models.TextField()
    is_wide = models.BooleanField(default=False)  # has to be checked in several places
    extensions = models.PositiveSmallIntegerField(default=0)
    extension_basis = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=DenunciationState.choices, default=DenunciationState.RECEIVED)
    accepted_at = models.DateTimeField(null=True)
    conclusion_number = models.CharField(max_length=60, blank=True)
    concluded_at = models.DateTimeField(null=True)
    passed_to = models.CharField(max_length=200, blank=True)
    closing_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="denunciation_code_once"),
            models.CheckConstraint(condition=models.Q(extensions__lte=2), name="denunciation_two_extensions"),
        ]
        indexes = [models.Index(fields=["office", "received_at"], name="denunciation_by_received")]


RESOLVES = ("denunciation.resolve", "denunciation.extended", "denunciation.extended_twice")


def listed(by: Acting, at: datetime, *, is_open: bool = False, after: str = "") -> Listed[Denunciation]:
    """Return the denunciations that the actor may see, a page, newest first, never with the denouncer; one query."""
    rows = Denunciation.visible(by, Capability.KEEP_DENUNCIATIONS, at)
    if is_open:
        rows = rows.filter(closed_at=None)
    return matters.listed(rows, after=after)
