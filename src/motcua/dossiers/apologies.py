"""The one apology (Mẫu 04: văn bản xin lỗi và đề nghị gia hạn): a new date, once, which never cures lateness.

It is due at least one day before the limit ends. Legal source: NĐ 61/2018 Điều 19(9) as carried on by NĐ 118/2025.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from motcua.dossiers import access, slip_contents, slips, status, watch
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import Extended
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.promises import Promise, PromiseKind, latest_of
from motcua.dossiers.record import note
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import iso, local_day
from motcua.office import staff
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability


class OnlyOnce(Refused):
    """The office has apologised and set a new date already."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã được xin lỗi và hẹn lại một lần; luật chỉ cho phép hẹn lại một lần."))


class NotLater(Refused):
    """The new date must be after the old one, on a working day."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Ngày hẹn mới phải sau ngày hẹn cũ và là ngày làm việc. Hãy chọn lại ngày."))


class Apology(models.Model):
    """The apology of a dossier; there is at most one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="apology")
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    was_in_time = models.BooleanField()  # at least one day before the old date


@entries.atomic()
def extend(dossier_id: UUID, *, new_due_at: datetime, reason: str, by: Acting, at: datetime) -> Apology:
    """Apologise and set a new date, once; `due_at_original` stays and every figure counts from it."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.EXTEND)
    status.check("extend", dossier.status)
    if Apology.objects.filter(office_id=dossier.office_id, dossier=dossier).exists():
        raise OnlyOnce
    if not reason.strip():
        raise ReasonMissing
    old = dossier.due_at_current
    promise = latest_of(dossier)
    calendar = calendar_of(dossier.office_id)
    if old is None or promise is None or new_due_at <= max(old, at) or not calendar.is_working(local_day(new_due_at)):
        raise NotLater
    is_provisional = promise.is_provisional or not calendar.is_confirmed(local_day(new_due_at).year)
    apology = Apology.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        made_at=at,
        reason=reason.strip()[:500],
        old_due_at=old,
        new_due_at=new_due_at,
        was_in_time=local_day(at) < local_day(old),
    )
    given = Promise.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        kind=PromiseKind.APOLOGY,
        given_at=at,
        starts_at=promise.starts_at,
        due_at=new_due_at,
        limit=promise.limit,
        cutoff=promise.cutoff,
        due_time=promise.due_time,
        is_provisional=is_provisional,
        ledger=promise.ledger,
    )
    signer = staff.signs_as(by.person)
    # The centre's director speaks for the centre, a leader for the body that decides.
    handler = dossier.office.name if by.role == "director" else dossier.office.parent_name or dossier.office.name
    content = slip_contents.apology(
        dossier, apology.reason, old, new_due_at, handler=handler, signer=signer, is_provisional=is_provisional, at=at
    )
    slip = slips.issue(dossier, "04", content, by=by, at=at)
    dossier.due_at_current, dossier.is_provisional = new_due_at, is_provisional
    watch.look_ahead(dossier, at=at)
    dossier.save()
    event = Extended(apology_id=str(apology.pk), due_at=iso(new_due_at), slip_id=str(slip.pk))
    note(dossier, event, by=by, at=at, facts=(apology, given, slip), private={"reason": apology.reason})
    return apology


def find(dossier: Dossier) -> Apology | None:
    """Return the dossier's apology, None when there was none."""
    return Apology.objects.filter(office_id=dossier.office_id, dossier=dossier).first()
