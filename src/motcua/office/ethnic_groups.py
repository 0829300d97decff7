"""The 54 ethnic groups (dân tộc) as official forms list them.

Source: Danh mục các thành phần dân tộc Việt Nam, QĐ 121-TCTK/PPCĐ (1979). A form also takes a name that is not listed.
"""

from datetime import datetime

from django.db import models, transaction

from motcua.office.packs import LoadReport, Pack

_COLUMNS = ("code", "name", "aliases", "source")
_FILE = "ethnic_groups.csv"


class EthnicGroup(models.Model):
    """One group; its two-digit code is text."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60)
    aliases = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


def names() -> list[str]:
    """Return the names in the order of the official list."""
    return list(EthnicGroup.objects.values_list("name", flat=True))


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load the groups of a pack; a group is never taken away, because old papers name it."""
    report = LoadReport()
    known = {group.code: group for group in EthnicGroup.objects.all()}
    seen: set[str] = set()
    for row in pack.rows(_FILE, _COLUMNS):
        code = row.text("code", required=True)
        if not (code.isdigit() and len(code) == 2):
            raise row.refused(f"mã “{code}” phải gồm 2 chữ số")
        if code in seen:
            raise row.refused(f"mã {code} bị trùng")
        seen.add(code)
        facts = {
            "name": row.text("name", required=True, longest=60),
            "aliases": row.text("aliases", longest=200),
            "source": row.text("source"),
        }
        old = known.get(code)
        if old is None:
            EthnicGroup.objects.create(code=code, **facts)
            report.added += 1
        elif all(getattr(old, key) == value for key, value in facts.items()):
            report.unchanged += 1
        else:
            EthnicGroup.objects.filter(pk=code).update(**facts)
            report.changed += 1
    return report
