"""Late entry (nhập sau từ phiếu giấy): a receipt written by hand in a downtime becomes a dossier afterwards.

The written time stands: code, book, limit and promise count from it; when it was typed in stands beside it. How late
that may be is a dated setting (end of the next working day by default), counted from the end of the declared downtime;
later only with the leader's reason. Legal source: the moment of receipt counts (NĐ 118/2025/NĐ-CP Điều 17).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.dossiers import pads
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import LateEntryPermitted, SlipEntered
from motcua.dossiers.pads import NumberTaken, Pad, PadNumber
from motcua.dossiers.record import note
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import iso, local_day, moment_parts
from motcua.office import downtime, rights, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff

SOURCE = "downtime-slip"
SETTING = "downtime_entry"


@dataclass(frozen=True, slots=True)
class WrittenSlip:
    """What stands on the paper beside the person and the procedure; `written_by` is who wrote it, else who enters."""

    number: int
    written_at: datetime
    written_by: UUID | None = None
    reason: str = ""  # why it was written by hand outside a declared downtime


class WrittenInFuture(Refused):
    """The time on the paper is still to come."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Giờ ghi trên phiếu ở tương lai. Hãy xem lại ngày, giờ trên tờ phiếu."))


class WrittenBeforeIssue(Refused):
    """The time on the paper lies before the pad was printed."""

    status = 422

    def __init__(self, pad: Pad) -> None:
        super().__init__(
            _(
                "Quyển có số này được in lúc %(hour)s giờ %(minute)s, ngày %(day)s, nên giờ ghi trên phiếu không thể "
                "sớm hơn. Hãy xem lại số và ngày, giờ trên tờ phiếu."
            )
            % moment_parts(pad.issued_at)
        )


class OutsideDowntime(Refused):
    """The time on the paper lies in no declared downtime, and nobody said why it was written by hand."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Giờ ghi trên phiếu không nằm trong sự cố nào đã khai báo. Hãy khai báo sự cố (Quản trị, Phiếu dự "
                "phòng) hoặc ghi lý do vì sao phải viết tay."
            )
        )


class TooLate(Refused):
    """The slip is entered later than the office allows."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            _(
                "Phiếu này phải nhập trước %(hour)s giờ %(minute)s, ngày %(day)s. Hãy nhờ lãnh đạo cho phép nhập muộn "
                "và ghi lý do (Lãnh đạo, Phiếu dự phòng), rồi nhập lại."
            )
            % moment_parts(until)
        )


class PermitUnclear(Refused):
    """The leader's permission needs a reason and a number that is still open."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số phiếu và lý do cho phép nhập muộn."))


class LatePermit(models.Model):
    """A leader's permission to enter one number later than the office allows, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    permitted_at = models.DateTimeField()
    permitted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-permitted_at"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="late_permit_once_per_number")]

    @property
    def code(self) -> str:
        """The number as it stands on the paper."""
        return pads.code(self.number)


@transaction.atomic
def permit(office_id: UUID, *, number: int, reason: str, by: Acting, at: datetime) -> LatePermit:
    """Return the leader's permission for the number; a second one keeps the first.

    Raises PermitUnclear, NoSuchNumber, NumberTaken.
    """
    rights.require(by, Capability.PERMIT_LATE_ENTRY, local_day(at))
    if not reason.strip():
        raise PermitUnclear
    pad = pads.lock_of(office_id, number)
    taken = pads.find_number(office_id, number)
    if taken is not None:
        raise NumberTaken(taken)
    given = LatePermit.objects.filter(office_id=office_id, number=number).first()
    if given is not None:
        return given
    row = LatePermit.objects.create(
        office_id=office_id, number=number, reason=reason.strip()[:300], permitted_at=at, permitted_by_id=by.person
    )
    event = LateEntryPermitted(permit_id=str(row.pk), number=number)
    entries.record(event, office=office_id, subject=pad.pk, by=by, at=at, facts=(row,))
    return row


def permits_of(office_id: UUID, limit: int = 50) -> list[LatePermit]:
    """Return the permissions given, the newest first."""
    return list(LatePermit.objects.filter(office_id=office_id).select_related("permitted_by")[:limit])


def enter_until(office_id: UUID, written_at: datetime, at: datetime) -> datetime | None:
    """Return until when a slip written then may be entered, None while its downtime lasts."""
    covering = downtime.find_covering(office_id, written_at)
    start = written_at if covering is None else covering.to_at
    if start is None:
        return None
    limit = clock.Limit.parse(settings_dated.value(office_id, SETTING, local_day(start)))
    return clock.promise(limit, start, calendar_of(office_id)).due_at or at


def check(office_id: UUID, slip: WrittenSlip, *, at: datetime) -> Pad:
    """Return the locked pad of a slip that may be entered now as written then.

    Raises NoSuchNumber, NumberTaken, WrittenInFuture, WrittenBeforeIssue, OutsideDowntime, TooLate.
    """
    pad = pads.lock_of(office_id, slip.number)
    taken = pads.find_number(office_id, slip.number)
    if taken is not None:
        raise NumberTaken(taken)
    if slip.written_at > at:
        raise WrittenInFuture
    if slip.written_at < pad.issued_at:
        raise WrittenBeforeIssue(pad)
    if not slip.reason.strip() and downtime.find_covering(office_id, slip.written_at) is None:
        raise OutsideDowntime
    until = enter_until(office_id, slip.written_at, at)
    is_late = until is not None and at > until
    if until and is_late and not LatePermit.objects.filter(office_id=office_id, number=slip.number).exists():
        raise TooLate(until)
    return pad


def use(dossier: Dossier, pad: Pad, slip: WrittenSlip, *, by: Acting, at: datetime) -> PadNumber:
    """Return the number used up for the dossier just received, which says from now on when it was typed in.

    Call it in the transaction of the receipt, after `check`.
    """
    row = PadNumber.objects.create(
        office_id=dossier.office_id,
        pad=pad,
        number=slip.number,
        dossier=dossier,
        written_at=slip.written_at,
        written_by_id=slip.written_by or by.person,
        entered_at=at,
        entered_by_id=by.person,
        reason=slip.reason.strip()[:300],
    )
    dossier.entered_at = at
    dossier.save(update_fields=["entered_at"])
    event = SlipEntered(pad_number_id=str(row.pk), number=slip.number, written_at=iso(slip.written_at))
    note(dossier, event, by=by, at=at, facts=(row,))
    return row
