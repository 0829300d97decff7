"""One version of a procedure (phiên bản thủ tục): what the law said of it from a day on; a dossier points to one.

A version that was once opened for filing is frozen: it is never changed again, a new pack or the steward's completion
makes a new version, valid from its own day, and dossiers accepted before keep the one they were received under.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal.refusals import Refused
from motcua.kernel.clock import Cutoff
from motcua.kernel.holds import HoldKind, HoldMode, HoldRule
from motcua.kernel.identifiers import uuid7
from motcua.kernel.starts import StartEvent
from motcua.procedures.catalogue import Procedure
from motcua.procedures.eforms import EForm

if TYPE_CHECKING:
    from motcua.kernel.limits import Limit
    from motcua.procedures.channels import ChannelTerm
    from motcua.procedures.components import Case


class Level(models.TextChoices):
    """Level of online service (mức độ dịch vụ công trực tuyến), NĐ 224/2026/NĐ-CP Điều 14; empty is unknown."""

    FULL = "full", gettext_lazy("Toàn trình")
    PARTIAL = "partial", gettext_lazy("Một phần")
    INFORMATION = "information", gettext_lazy("Cung cấp thông tin")


class Version(models.Model):
    """What one procedure asks and promises from `valid_from` on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    name = models.TextField()
    cutoff = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Cutoff], default=Cutoff.NONE.value)
    start_event = models.CharField(
        max_length=22, choices=[(e.value, e.value) for e in StartEvent], default=StartEvent.ACCEPTED.value
    )
    start_source = models.CharField(max_length=300, blank=True)
    holds = models.JSONField(default=dict, blank=True)  # what this sector's law says: {HoldKind: {"mode", "basis"}}
    time_note = models.TextField(blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    level_source = models.CharField(max_length=300, blank=True)
    level_elsewhere = models.CharField(max_length=12, choices=Level.choices, blank=True)  # what another province set
    level_elsewhere_source = models.CharField(max_length=300, blank=True)
    applicants = models.JSONField(default=list, blank=True)
    results = models.JSONField(default=list, blank=True)  # [{"name": …, "code": …, "source": …}]
    authority = models.CharField(max_length=300, blank=True)
    implementing_agency = models.CharField(max_length=300, blank=True)
    decision_no = models.CharField(max_length=200, blank=True)
    eform = models.ForeignKey(EForm, on_delete=models.PROTECT, related_name="versions", null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_reviewed = models.BooleanField(default=False)
    layers = models.JSONField(default=dict, blank=True)  # which pack rows it is made of: {kind: digest}
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [models.UniqueConstraint(fields=["procedure", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"

    def hold_rule(self, kind: HoldKind) -> HoldRule | None:
        """Return what this procedure's own law says of a kind of waiting, None when it is silent."""
        found = self.holds.get(kind.value)
        return HoldRule(HoldMode(found["mode"]), found["basis"]) if found else None

    def term_for(self, channel: int, case: "Case | None" = None) -> "ChannelTerm | None":
        """Return the term of a channel: the case's own, else the one for all cases."""
        found = None
        for term in self.terms.all():
            if term.channel == channel:
                if case is not None and term.case_id == case.pk:
                    return term
                if term.case_id is None:
                    found = term
        return found

    def channels(self) -> list[int]:
        """Return the channels through which a dossier may come in, 1 counter, 2 online, 3 postal."""
        return sorted({term.channel for term in self.terms.all()})

    def limit_for(self, channel: int, case: "Case | None" = None) -> "Limit | None":
        """Return the processing limit through a channel, None when it is unknown."""
        term = self.term_for(channel, case)
        return term.limit if term else None

    def fee_for(self, channel: int, case: "Case | None" = None) -> int | None:
        """Return the fee in đồng through a channel, None when it is unknown (which is never 0).

        For `fee_kind` "per_page" this is the price of one page; `kernel.money.certified_copy_fee` counts the rest.
        """
        term = self.term_for(channel, case)
        return term.fee_amount if term else None


class NoVersion(Refused):
    """The procedure has no version in force on the day."""

    status = 404

    def __init__(self, code: str) -> None:
        super().__init__(_("Thủ tục %(code)s chưa có hoặc không còn quy định áp dụng vào ngày này.") % {"code": code})


def find_current(code: str, on: date) -> Version | None:
    """Return the version of a procedure in force on a day, with its procedure; None when there is none."""
    return (
        Version.objects.select_related("procedure", "eform")
        .filter(procedure__code=code, valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .order_by("-number")
        .first()
    )


def find_earliest(code: str) -> Version | None:
    """Return the oldest version known of a procedure, None when there is no such procedure."""
    return Version.objects.select_related("procedure").filter(procedure__code=code).order_by("number").first()


def whole(version_id: UUID) -> Version:
    """Return the version with its procedure and all its lines read at once, for asking it many things."""
    lines = ("terms", "cases", "components", "steps")
    return Version.objects.select_related("procedure", "eform").prefetch_related(*lines).get(pk=version_id)


def current(code: str, on: date) -> Version:
    """Return the version of a procedure in force on a day; raises NoVersion."""
    version = find_current(code, on)
    if version is None:
        raise NoVersion(code)
    return version


def current_whole(code: str, on: date) -> Version:
    """Return the version in force on a day with all its lines read at once; raises NoVersion."""
    version = current(code, on)
    models.prefetch_related_objects([version], "terms", "cases", "components", "steps")
    return version


def for_page(code: str, on: date) -> Version:
    """Return the version in force with all its lines, in seven queries; raises NoVersion."""
    version = current(code, on)
    lines = ("cases", "components", "guidances", "terms", "steps", "legal_bases")
    models.prefetch_related_objects([version], *lines)
    return version


def reviewed(on: date) -> list[Version]:
    """Return the hand-reviewed versions in force on a day, the newest of each procedure, with their procedures."""
    rows = (
        Version.objects.select_related("procedure", "eform")
        .filter(Q(valid_to=None) | Q(valid_to__gte=on), is_reviewed=True, valid_from__lte=on)
        .order_by("procedure__code", "number")
    )
    return list({row.procedure_id: row for row in rows}.values())


def rows_of(version: Version) -> list[models.Model]:
    """Return the version as it is stored, with every line that decides dates, money and papers under it."""
    found = whole(version.pk)
    lines: list[models.Model] = [*found.terms.all(), *found.cases.all(), *found.components.all(), *found.steps.all()]
    return [found, *lines, *([found.eform] if found.eform else [])]


def freeze(version: Version, at: datetime) -> None:
    """Make the version unchangeable from now on: it was opened for filing."""
    if version.frozen_at is None:
        version.frozen_at = at
        version.save(update_fields=["frozen_at"])


def latest(procedure: Procedure) -> Version:
    """Return the procedure's newest version, in force or still to come; inside a transaction nobody else adds one."""
    Procedure.objects.select_for_update().filter(pk=procedure.pk).values_list("pk").first()
    return procedure.versions.select_related("procedure").order_by("-number")[0]


def clear(version: Version, *lines: str) -> None:
    """Take the named kinds of lines off a version that is not frozen."""
    if version.frozen_at is not None:
        raise ValueError(f"version {version.pk} is frozen")
    for name in lines:
        getattr(version, name).all().delete()


def successor_of(version: Version, valid_from: date) -> Version:
    """Return a version that may still be changed: this one, or a copy with all its lines when this one is frozen.

    The copy is valid from `valid_from`, but not before the version that it follows; that one ends the day before.
    """
    if version.frozen_at is None:
        return version
    starts = max(valid_from, version.valid_from)
    copy = Version.objects.get(pk=version.pk)
    copy.pk, copy.number, copy.valid_from, copy.frozen_at = uuid7(), version.number + 1, starts, None
    copy.layers = dict(version.layers)
    copy.save(force_insert=True)
    cases: dict[UUID | None, UUID | None] = {None: None}
    for case in version.cases.all():
        old, case.pk = case.pk, uuid7()
        case.version = copy
        case.save(force_insert=True)
        cases[old] = case.pk
    copied: tuple[Any, ...] = (version.components, version.guidances, version.terms, version.steps, version.legal_bases)
    for lines in copied:
        rows = list(lines.all())
        for row in rows:
            row.pk = uuid7()
            row.version = copy
            if hasattr(row, "case_id"):
                row.case_id = cases[row.case_id]
        lines.model.objects.bulk_create(rows)
    version.valid_to = starts - timedelta(days=1)
    version.save(update_fields=["valid_to"])
    return copy
