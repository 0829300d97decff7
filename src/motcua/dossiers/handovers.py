"""Hand-overs inside the office (giao, nhận hồ sơ): a line of Mẫu 06 has two sides, the receiving one fills its box.

Giving is an act of its own (transfer, a finished step, a proposal, the issue); here the receiving side says when it
took the dossier, whether the giver kept the time, and what is to be noted. Legal source: TT 03/2025/TT-VPCP Mẫu 06.
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access, steps
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import HandoverTaken
from motcua.dossiers.record import note
from motcua.dossiers.steps import Step
from motcua.dossiers.transfers import transfer_due
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.office.staff import Staff


class Kept(models.TextChoices):
    """Whether the giving side kept its time: the three boxes of Mẫu 06."""

    EARLY = "early", gettext_lazy("Trước hạn")
    ON_TIME = "on_time", gettext_lazy("Đúng hạn")
    LATE = "late", gettext_lazy("Quá hạn")


class NothingToTake(Refused):
    """No dossier waits to be taken over by this post."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ không có lần giao nào đang chờ vị trí của bạn nhận. Hãy tải lại trang."))


class ResultMissing(Refused):
    """One of the three boxes must be ticked."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn kết quả của bên giao: trước hạn, đúng hạn hoặc quá hạn."))


class HandoverRecord(models.Model):
    """One record of handing over several dossiers (biên bản bàn giao), signed by both sides."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="handover_record_number_once_per_year")
        ]


class Handover(models.Model):
    """One dossier handed to one step: listed in a record, taken over by the receiving side, or both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="handovers")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    record = models.ForeignKey(HandoverRecord, on_delete=models.PROTECT, related_name="lines", null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    kept = models.CharField(max_length=8, choices=Kept.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["given_at"]
        # A step may be given again after the proposal was sent back.
        constraints = [models.UniqueConstraint(fields=["office", "step", "given_at"], name="handover_once")]
        indexes = [models.Index(fields=["office", "dossier"], name="handover_by_dossier")]


def kept_of(dossier: Dossier, given: Step | None, given_at: datetime) -> str:
    """Return how the giving side kept its time by the clock, "" when it had none to keep."""
    due_at = due_of_giver(dossier, given)
    if due_at is None:
        return ""
    early = clock.EarlyRule(settings_dated.value(dossier.office_id, "early_rule", dossier.rules_on))
    found = clock.classify(given_at, due_at, given_at, calendar=calendar_of(dossier.office_id), early=early)
    return Kept(found.value).value


def find_waiting(dossier: Dossier, step: Step | None, post: UUID | None) -> Step | None:
    """Return the step under way when its post is this one and has not yet said that it took the dossier over."""
    if step is None or step.post_id != post or step.started_at is None or step.position == 1:
        return None
    taken = Handover.objects.filter(
        office_id=dossier.office_id, step=step, given_at=step.started_at, received_at__isnull=False
    )
    return None if taken.exists() else step


@transaction.atomic
def take(dossier_id: UUID, *, kept: str, remark: str = "", by: Acting, at: datetime) -> Handover:
    """Take the dossier over from the step before: who, when, whether the giver kept the time, a note.

    Raises NothingToTake or ResultMissing.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.PROCESS)
    step = find_waiting(dossier, steps.find_current(dossier), by.post)
    if step is None or by.person is None:
        raise NothingToTake
    if kept not in Kept.values:
        raise ResultMissing
    row = taken(dossier, step, kept=kept, remark=remark, by=by, at=at)
    note_taken(dossier, row, by=by, at=at)
    return row


def taken(dossier: Dossier, step: Step, *, kept: str, remark: str, by: Acting, at: datetime) -> Handover:
    """Return the hand-over with its receiving side written; the act journals it."""
    given_at = step.started_at or at
    row = Handover.objects.filter(office_id=dossier.office_id, step=step, given_at=given_at).first()
    row = row or Handover(office_id=dossier.office_id, dossier=dossier, step=step, given_at=given_at)
    row.received_at, row.received_by_id = at, by.person
    row.kept, row.note = kept, remark.strip()[:300]
    row.save()
    return row


def note_taken(
    dossier: Dossier, row: Handover, *, by: Acting, at: datetime, also: tuple[models.Model, ...] = ()
) -> None:
    """Journal that the receiving side took the dossier over; a remark stays outside the chain."""
    event = HandoverTaken(handover_id=str(row.pk), step_id=str(row.step_id), kept=row.kept)
    note(dossier, event, by=by, at=at, facts=(row, *also), private={"remark": row.note} if row.note else None)


def of_dossier(dossier: Dossier) -> list[Handover]:
    """Return the hand-overs of the dossier that were listed or taken over, in order."""
    found = Handover.objects.filter(office_id=dossier.office_id, dossier=dossier)
    return list(found.select_related("received_by"))


def due_of_giver(dossier: Dossier, given: Step | None) -> datetime | None:
    """Return until when the giving side had to hand on: its step, else the rule for handing on from intake."""
    if given is not None and given.due_at is not None:
        return given.due_at
    return transfer_due(dossier, dossier.accepted_at) if dossier.accepted_at else None
