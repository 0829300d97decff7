"""Which procedures an office takes in (mở tiếp nhận), and why another is not open.

A procedure can't be opened while its fee, limit or level is unknown, without an e-form, under a local code, or once it
has ended: no money is taken and no date promised on a guess. Opening freezes the version.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal import entries
from motcua.journal.acting import SYSTEM, Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.office import at_hand, rights
from motcua.office.offices import Office
from motcua.procedures import versions
from motcua.procedures.catalogue import Status
from motcua.procedures.events import ProcedureClosed, ProcedureOpened, VersionFollowed
from motcua.procedures.versions import Version, freeze

CLOSED_BY_STEWARD = "Người quản trị đóng tiếp nhận"  # written down when no other reason is given
_CHANNEL_WORDS = {
    1: gettext_lazy("trực tiếp tại quầy"),
    2: gettext_lazy("trực tuyến"),
    3: gettext_lazy("qua bưu chính"),
}


class Opening(models.Model):
    """One version at one office: open for filing, or closed again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="openings")
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "version"], name="opening_once")]

    def __str__(self) -> str:
        return f"{self.version_id} @ {self.office_id}"


class CannotOpen(Refused):
    """Something that must be known before filing is missing; `reasons` lists it for the steward."""

    def __init__(self, code: str, reasons: list[str]) -> None:
        super().__init__(
            _("Chưa mở tiếp nhận thủ tục %(code)s: %(reasons)s. Người quản trị cần bổ sung trước.")
            % {"code": code, "reasons": "; ".join(reasons)}
        )
        self.reasons = reasons


class NotOpen(Refused):
    """The procedure is not open for filing at the office."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Thủ tục %(code)s chưa mở nộp tại cơ quan này. Hãy liên hệ quầy tiếp nhận để được hướng dẫn.")
            % {"code": code}
        )


def obstacles(version: Version, on: date) -> list[str]:
    """Return why a version can't be opened for filing on a day, in words for the steward; empty when it can."""
    procedure, found = version.procedure, []
    if procedure.is_local_code:
        found.append(_("nguồn chưa có mã thủ tục quốc gia"))
    if procedure.status != Status.ACTIVE and procedure.has_ended(on):
        found.append(_("thủ tục đã hết hiệu lực"))
    elif procedure.successor_codes:
        found.append(_("thủ tục đã có mã thay thế %(codes)s") % {"codes": ", ".join(procedure.successor_codes)})
    if version.valid_to is not None and version.valid_to < on:
        found.append(_("phiên bản đã hết hạn áp dụng"))
    terms = list(version.terms.all())
    if not terms or any(term.limit is None for term in terms):
        found.append(_("chưa rõ thời hạn giải quyết"))
    if not terms or any(term.fee_amount is None for term in terms):
        found.append(_("chưa rõ phí, lệ phí"))
    if not version.level:
        found.append(_("chưa rõ mức độ dịch vụ công trực tuyến"))
    if version.eform_id is None:
        found.append(_("chưa có biểu mẫu điện tử"))
    if not version.components.all():
        found.append(_("chưa có thành phần hồ sơ"))
    if not version.steps.all():
        found.append(_("chưa có quy trình nội bộ"))
    return found


def is_open(office: Office | UUID, version: Version) -> bool:
    """Return whether the office takes in dossiers under this version."""
    key = office.pk if isinstance(office, Office) else office
    asked = Opening.objects.filter(office=key, version=version, is_open=True)
    return at_hand.read(("open", key, version.pk), asked.exists)


def why_closed(office: Office | UUID, version: Version, on: date, channel: int | None = None) -> list[str]:
    """Return why a dossier can't be filed under this version, through this channel; empty when it can.

    Certification, for one, is only done at the counter: without a term for a channel nothing can be promised there.
    """
    if version.valid_to is not None and version.valid_to < on:
        # A draft begun under an older version: a dossier is handled under the rules of the day of its receipt.
        return [_("quy định của thủ tục đã thay đổi từ khi bắt đầu khai, xin khai lại theo bản đang áp dụng")]
    if is_open(office, version):
        known = version.channels()
        if channel is None or channel in known:
            return []
        named = ", ".join(str(_CHANNEL_WORDS[one]) for one in known)
        refused = {"channel": _CHANNEL_WORDS[channel], "taken": named}
        return [_("thủ tục này không nhận hồ sơ %(channel)s, chỉ nhận %(taken)s") % refused]
    return obstacles(version, on) or [_("cơ quan chưa mở tiếp nhận thủ tục này")]


def open_versions(office: Office | UUID, on: date, channel: int | None = None) -> list[Version]:
    """Return the versions that the office takes in on a day (through a channel), by sector and name."""
    rows = Version.objects.filter(terms__channel=channel).distinct() if channel else Version.objects
    return list(
        rows.filter(openings__office=office, openings__is_open=True, valid_from__lte=on)
        .exclude(valid_to__lt=on)
        .select_related("procedure", "eform")
        .order_by("procedure__sector", "procedure__folded_name")
    )


@transaction.atomic
def open_for_filing(office: Office, version: Version, *, by: Acting, at: datetime, source: str = "") -> Opening:
    """Open a version for filing at an office and freeze it; raises CannotOpen with every missing piece."""
    _require_steward(by, at)
    reasons = obstacles(version, max(version.valid_from, local_day(at)))
    if reasons:
        raise CannotOpen(version.procedure.code, reasons)
    opening = Opening.objects.select_for_update().filter(office=office, version=version).first()
    if opening is None:
        opening = Opening(office=office, version=version)
    elif opening.is_open:
        return opening
    opening.is_open, opening.opened_at, opening.closed_at, opening.close_reason = True, at, None, ""
    opening.save()
    at_hand.forget()
    freeze(version, at)
    event = ProcedureOpened(procedure_code=version.procedure.code, version_id=version.pk)
    # Limits, fees and papers asked for: from now on this office's chain vouches for them.
    rows = [opening, *versions.rows_of(version)]
    entries.record(event, office=office.pk, subject=version.procedure_id, by=by, at=at, source=source, facts=rows)
    return opening


@transaction.atomic
def close(office: Office, version: Version, *, by: Acting, at: datetime, reason: str, source: str = "") -> Opening:
    """Close a version for filing; dossiers already received go on under it. Raises NotOpen."""
    _require_steward(by, at)
    opening = Opening.objects.select_for_update().filter(office=office, version=version, is_open=True).first()
    if opening is None:
        raise NotOpen(version.procedure.code)
    opening.is_open, opening.closed_at, opening.close_reason = False, at, reason
    opening.save()
    at_hand.forget()
    event = ProcedureClosed(procedure_code=version.procedure.code, version_id=version.pk)
    entries.record(event, office=office.pk, subject=version.procedure_id, by=by, at=at, source=source, facts=[opening])
    return opening


def _require_steward(by: Acting, at: datetime) -> None:
    if by.role != SYSTEM:
        rights.require(by, rights.Capability.KEEP_CATALOGUE, local_day(at))


def carry_over(old: Version, new: Version, *, at: datetime) -> list[str]:
    """Open a new version wherever the one it follows is open; return sentences about what could not be opened.

    A pack must neither close what an office has opened nor open what is not complete.
    """
    if old.pk == new.pk:
        return []
    notes = []
    _tell_of_end(old, new, at)
    for opening in Opening.objects.filter(version=old, is_open=True).select_related("office"):
        try:
            system = Acting.system(opening.office_id)
            open_for_filing(opening.office, new, by=system, at=at, source="import")
        except CannotOpen as refusal:
            notes.append(f"{opening.office.code}: {refusal}")
    return notes


def _tell_of_end(old: Version, new: Version, at: datetime) -> None:
    """Tell every office whose chain vouches for the old version on which day it ends."""
    event = VersionFollowed(procedure_code=old.procedure.code, version_id=old.pk, next_version_id=new.pk)
    facts = [Version.objects.get(pk=old.pk)]
    for office_id in Opening.objects.filter(version=old).order_by("office").values_list("office", flat=True):
        by = Acting.system(office_id)
        entries.record(event, office=office_id, subject=old.procedure_id, by=by, at=at, source="import", facts=facts)
