"""The register of denunciations (sổ tố cáo): limits counted and watched; who denounced is never here.

Initial handling in 7 working days (10 in several places), resolution in 30 days, extended once when complex, twice when
very complex, suspended and stopped by decisions (Điều 34). Papers with the denouncer's hand stay in the safe, not in
this system. Luật Tố cáo 2018; NĐ 31/2019 (NĐ 156/2026).
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.feedback.halts import Halt
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
    SUSPENDED = "suspended", _("Tạm đình chỉ giải quyết")
    STOPPED = "stopped", _("Đình chỉ giải quyết")


class HaltGround(models.TextChoices):
    """Why the resolution may be suspended (Luật TC Điều 34(1))."""

    OTHER_CASE = "other_case", _("Cần đợi kết quả của cơ quan, tổ chức, cá nhân khác hoặc của vụ việc liên quan")
    EXPERTISE = "expertise", _("Cần đợi kết quả giám định bổ sung, giám định lại")


class StopGround(models.TextChoices):
    """Why the resolution is stopped (Luật TC Điều 34(3))."""

    WITHDRAWN = "withdrawn", _("Người tố cáo rút toàn bộ nội dung tố cáo, không thuộc Điều 33 khoản 3")
    DEATH = "death", _("Người bị tố cáo là cá nhân đã chết, nội dung chỉ liên quan trách nhiệm của người ấy")
    DECIDED = "decided", _("Vụ việc đã được giải quyết bằng bản án, quyết định có hiệu lực pháp luật")


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
    stop_ground = models.CharField(max_length=10, choices=StopGround.choices, blank=True)
    stop_number = models.CharField(max_length=60, blank=True)  # of the decision to stop
    stopped_at = models.DateTimeField(null=True)
    stop_sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="denunciation_code_once"),
            models.CheckConstraint(condition=models.Q(extensions__lte=2), name="denunciation_two_extensions"),
        ]
        indexes = [models.Index(fields=["office", "received_at"], name="denunciation_by_received")]


class DenunciationHalt(Halt):
    """One stretch in which the resolution of a denunciation is suspended."""

    WORDS: ClassVar[str] = "Tạm đình chỉ giải quyết tố cáo"
    BASIS: ClassVar[str] = "Luật TC Điều 34(2)"

    denunciation = models.ForeignKey(Denunciation, on_delete=models.PROTECT, related_name="halts")
    ground = models.CharField(max_length=10, choices=HaltGround.choices)

    class Meta(Halt.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["office", "denunciation"], condition=models.Q(to_at=None), name="one_open_denunciation_halt"
            )
        ]


RESOLVES = ("denunciation.resolve", "denunciation.extended", "denunciation.extended_twice")


def is_halted(name: str) -> bool:
    """Tell whether suspensions are left out of the limit of this name: of those of the resolution they are."""
    return name in RESOLVES


def halts_of(denunciation: Denunciation) -> list[DenunciationHalt]:
    """Return the suspensions of the denunciation, the oldest first; one query."""
    return list(DenunciationHalt.objects.filter(office_id=denunciation.office_id, denunciation=denunciation))


def listed(by: Acting, at: datetime, *, is_open: bool = False, after: str = "") -> Listed[Denunciation]:
    """Return the denunciations that the actor may see, a page, newest first, never with the denouncer; one query."""
    rows = Denunciation.visible(by, Capability.KEEP_DENUNCIATIONS, at)
    if is_open:
        rows = rows.filter(closed_at=None)
    return matters.listed(rows, after=after)
