"""Terms by channel (cách thức thực hiện): the limit and the fee differ for counter, online and post.

Codes 1–3 are those of the national portal (domain brief 1.2). An unknown limit or fee is None, never 0.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from motcua.kernel.identifiers import uuid7
from motcua.kernel.limits import Limit, Unit
from motcua.procedures.components import Case
from motcua.procedures.versions import Version


class Channel(models.IntegerChoices):
    """How a dossier comes in."""

    COUNTER = 1, gettext_lazy("Trực tiếp tại Bộ phận Một cửa")
    ONLINE = 2, gettext_lazy("Trực tuyến")
    POSTAL = 3, gettext_lazy("Dịch vụ bưu chính")


class FeeKind(models.TextChoices):
    """What the amount is for."""

    FIXED = "fixed", gettext_lazy("Một lần cho hồ sơ")
    PER_PAGE = "per_page", gettext_lazy("Theo trang (chứng thực bản sao)")
    PER_COPY = "per_copy", gettext_lazy("Theo bản")
    PER_ITEM = "per_item", gettext_lazy("Theo trường hợp, văn bản")


class ChannelTerm(models.Model):
    """Limit and fee of one version through one channel, for one case or for all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="terms")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="terms", null=True, blank=True)
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    limit_value = models.PositiveIntegerField(null=True, blank=True)
    limit_unit = models.CharField(max_length=15, blank=True)
    limit_note = models.TextField(blank=True)
    limit_source = models.CharField(max_length=300, blank=True)
    fee_amount = models.PositiveIntegerField(null=True, blank=True)
    fee_kind = models.CharField(max_length=10, choices=FeeKind.choices, default=FeeKind.FIXED)
    fee_note = models.TextField(blank=True)
    fee_source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["channel"]
        constraints = [
            models.UniqueConstraint(fields=["version", "case", "channel"], name="term_once_per_case"),
            models.UniqueConstraint(fields=["version", "channel"], condition=Q(case=None), name="term_once_for_all"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.limit_value} {self.limit_unit}, {self.fee_amount}"

    @property
    def limit(self) -> Limit | None:
        """Give the limit in its own unit, None when value or unit is unknown."""
        if self.limit_value is None or not self.limit_unit:
            return None
        return Limit(self.limit_value, Unit(self.limit_unit))
