"""What is not certified (trường hợp không được chứng thực): the dated list by kind, refused by name.

Legal source: NĐ 23/2015/NĐ-CP Điều 22 (originals), Điều 25 (signatures), Điều 32 (translations), Điều 35 (contracts).
"""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7

LISTS = ("copies", "signatures", "translations", "contracts")


class ExclusionUnknown(Refused):
    """A refusal names at least one line of the list in force."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy đánh dấu ít nhất một trường hợp không được chứng thực trong danh sách đang áp dụng."))


class ExclusionTicked(Refused):
    """What was ticked as excluded by law is not certified by the other button."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Đã đánh dấu trường hợp không được chứng thực nên chưa chứng thực. Hãy bấm “Từ chối chứng thực” để "
                "lập Mẫu 03, hoặc bỏ đánh dấu nếu đánh nhầm."
            )
        )


class Exclusion(models.Model):
    """One case in which the law forbids certifying, between two days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    list = models.CharField(max_length=15)
    code = models.CharField(max_length=30)
    text = models.TextField()
    legal_ref = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["list", "position"]
        constraints = [models.UniqueConstraint(fields=["list", "code", "valid_from"], name="exclusion_once_per_day")]

    def __str__(self) -> str:
        return self.text


def current(name: str, on: date) -> "list[Exclusion]":
    """Return the lines of a list in force on the day, in their order."""
    return list(Exclusion.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), list=name, valid_from__lte=on))


def named(name: str, codes: Iterable[str], on: date) -> "list[Exclusion]":
    """Return the ticked lines; raises ExclusionUnknown when none, or one that is not in force, was ticked."""
    wanted = set(codes)
    found = [row for row in current(name, on) if row.code in wanted]
    if not found or len(found) != len(wanted):
        raise ExclusionUnknown
    return found


def reason(rows: "list[Exclusion]", documents: str) -> str:
    """Return the words of Mẫu 03: which document, which case of the law, and what can be done."""
    cases = "\n".join(f"- {row.text} ({row.legal_ref})." for row in rows)
    return (
        f"Giấy tờ, văn bản: {documents}.\nThuộc trường hợp không được chứng thực:\n{cases}\n"
        "Ông/bà có thể bổ sung giấy tờ hợp lệ và yêu cầu lại bất cứ lúc nào."
    )
