"""The catalogue (danh mục thủ tục hành chính): every procedure the commune may meet, active or ended.

Legal source: NĐ 63/2010/NĐ-CP Điều 8 (the eight parts of a procedure) and its amendments; the national database of
procedures. What may change with a decision stands in `versions`; here is what a procedure is called and whether it
still lives. The source and quality of every row stay visible to the steward.
"""

from datetime import date

from django.db import models
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.procedures.codes import find_code

COMMUNE = "UBND cấp xã"


class Status(models.TextChoices):
    """Whether the procedure still lives."""

    ACTIVE = "active", gettext_lazy("Còn hiệu lực")
    REPEALED = "repealed", gettext_lazy("Đã bãi bỏ")
    SUPERSEDED = "superseded", gettext_lazy("Đã được thay thế")


class Quality(models.TextChoices):
    """How much of the procedure the source tells."""

    FULL = "full", gettext_lazy("Đầy đủ")
    PARTIAL = "partial", gettext_lazy("Một phần")
    NAME_ONLY = "name_only", gettext_lazy("Mới có tên")
    REVIEWED = "reviewed", gettext_lazy("Đã rà soát từng dòng")


class Procedure(models.Model):
    """One procedure under its code; never deleted, ended by its status."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=20, unique=True)
    is_local_code = models.BooleanField(default=False)  # the source gives no code: can't be opened for filing
    name = models.TextField()
    folded_name = models.TextField()
    is_name_cut = models.BooleanField(default=False)
    sector = models.CharField(max_length=200, db_index=True)
    ministry = models.CharField(max_length=200, blank=True)
    authority_group = models.CharField(max_length=60, db_index=True)
    levels = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    ended_on = models.DateField(null=True, blank=True)  # the first day on which it no longer applies, when known
    successor_codes = models.JSONField(default=list, blank=True)
    status_note = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    quality = models.CharField(max_length=12, choices=Quality.choices)
    note = models.TextField(blank=True)
    catalogue_digest = models.CharField(max_length=64, blank=True)
    pack_name = models.CharField(max_length=60, blank=True)
    keywords = models.JSONField(default=list, blank=True)  # what people say for it: "độc thân"
    needs_review = models.BooleanField(default=False)  # the national row changed after the hand review

    class Meta:
        ordering = ["sector", "folded_name", "code"]
        indexes = [models.Index(fields=["authority_group", "status"], name="procedure_group_status")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def has_ended(self, on: date) -> bool:
        """Return whether the procedure no longer applies on the day; an end without a date holds always."""
        return self.status != Status.ACTIVE and (self.ended_on is None or self.ended_on <= on)


class NoSuchProcedure(Refused):
    """The catalogue has no procedure under that code."""

    status = 404

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Không có thủ tục mang mã “%(code)s” trong danh mục. Hãy tìm theo tên thủ tục.") % {"code": code}
        )


def public() -> QuerySet[Procedure]:
    """Return the active procedures of the commune People's Committee, by sector and name."""
    return Procedure.objects.filter(authority_group=COMMUNE, status=Status.ACTIVE)


def by_code(text: str) -> Procedure:
    """Return the procedure under this code, however it is spelt; raises NoSuchProcedure."""
    code = find_code(text)
    procedure = Procedure.objects.filter(code=code).first() if code else None
    if procedure is None:
        raise NoSuchProcedure(text)
    return procedure


def sectors() -> list[tuple[str, int]]:
    """Return the sectors (lĩnh vực) of the public procedures and how many each has, the largest first."""
    counted = public().order_by().values_list("sector").annotate(count=Count("id"))
    return sorted(counted, key=lambda row: (-row[1], row[0]))
