"""Downtime (sự cố mất điện, mất mạng): a declared stretch of time in which officers could only write by hand.

Receipts of those hours are written on pre-numbered slips (`dossiers.pads`) and typed in afterwards. Declared, never
edited; the end is a second act. Legal source: TT 03/2025/TT-VPCP (incidents are among the centre's duties); the
arrangement itself is the office's own rule.
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import iso, local_day
from motcua.office import rights
from motcua.office.events import DowntimeDeclared, DowntimeEnded
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff


class DowntimeUnclear(Refused):
    """A downtime needs a start in the past, an end after it if it ended, and a reason."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Hãy ghi giờ bắt đầu (không ở tương lai), giờ kết thúc sau giờ bắt đầu nếu đã khắc phục, và lý do sự cố.")
        )


class NoSuchDowntime(Refused):
    """The office declared no such downtime, or it has ended already."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không có sự cố nào như vậy đang mở. Hãy tải lại trang để xem danh sách mới."))


class Downtime(models.Model):
    """One stretch in which power, network or machine was down; `to_at` is empty while it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-from_at"]
        indexes = [models.Index(fields=["office", "-from_at"], name="downtime_by_office")]


@transaction.atomic
def declare(
    office: Office, *, from_at: datetime, to_at: datetime | None, reason: str, by: Acting, at: datetime
) -> Downtime:
    """Return the downtime declared, over or still lasting; raises DowntimeUnclear."""
    rights.require(by, Capability.DECLARE_DOWNTIME, local_day(at))
    if from_at > at or (to_at is not None and not from_at < to_at <= at) or not reason.strip():
        raise DowntimeUnclear
    row = Downtime.objects.create(
        office=office,
        from_at=from_at,
        to_at=to_at,
        reason=reason.strip()[:200],
        declared_at=at,
        declared_by_id=by.person,
    )
    event = DowntimeDeclared(downtime_id=str(row.pk), from_at=iso(from_at), to_at=iso(to_at) if to_at else "")
    entries.record(event, office=office.pk, subject=office.pk, by=by, at=at, facts=(row,))
    return row


@transaction.atomic
def end(downtime_id: UUID, *, to_at: datetime, by: Acting, at: datetime) -> Downtime:
    """Return the downtime ended at the moment; raises NoSuchDowntime or DowntimeUnclear."""
    rights.require(by, Capability.DECLARE_DOWNTIME, local_day(at))
    row = Downtime.objects.select_for_update().filter(pk=downtime_id, office_id=by.office, to_at=None).first()
    if row is None:
        raise NoSuchDowntime
    if not row.from_at < to_at <= at:
        raise DowntimeUnclear
    row.to_at = to_at
    row.save(update_fields=["to_at"])
    event = DowntimeEnded(downtime_id=str(row.pk), to_at=iso(to_at))
    entries.record(event, office=row.office_id, subject=row.office_id, by=by, at=at, facts=(row,))
    return row


def find_covering(office_id: UUID, moment: datetime) -> Downtime | None:
    """Return the declared downtime in which the moment lies, the one that ended last; None when there is none."""
    found = Downtime.objects.filter(Q(to_at=None) | Q(to_at__gte=moment), office_id=office_id, from_at__lte=moment)
    return found.order_by(models.F("to_at").desc(nulls_first=True)).first()


def of_office(office_id: UUID, limit: int = 50) -> list[Downtime]:
    """Return the office's downtimes, the newest first, with who declared them."""
    return list(Downtime.objects.filter(office_id=office_id).select_related("declared_by")[:limit])
