"""Declarations (khai báo thay đổi lịch): a change of the calendar, from a steward's draft to its effect on dossiers.

A draft changes nothing. A leader of the office confirms it; then the calendar changes, and while every open dossier is
counted anew the declaration is `replaying`. Nothing is edited or undone: what was wrong is declared the other way.
Legal source: BLLĐ 2019 Điều 111–112 (national days), decisions of the office (hours, closure by storm).
"""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal.refusals import Refused
from motcua.kernel.calendar import DayKind
from motcua.kernel.identifiers import uuid7
from motcua.office.calendar import KINDS, ORDINARY
from motcua.office.offices import Office
from motcua.office.staff import Staff

KIND_WORDS = {
    DayKind.HOLIDAY.value: gettext_lazy("Nghỉ lễ, tết"),
    DayKind.COMPENSATORY_OFF.value: gettext_lazy("Nghỉ bù"),
    DayKind.SWAP_OFF.value: gettext_lazy("Nghỉ hoán đổi"),
    DayKind.SWAP_WORK.value: gettext_lazy("Làm bù"),
    DayKind.LOCAL_OFF.value: gettext_lazy("Tạm đóng cửa (bão, lũ, sự cố)"),
    ORDINARY: gettext_lazy("Như ngày thường trong tuần"),
}
HOURS_FIELDS = ("weekdays", "morning_from", "morning_to", "afternoon_from", "afternoon_to")


class State(models.TextChoices):
    """Where a declaration stands."""

    DRAFT = "draft", gettext_lazy("Bản nháp, chưa có hiệu lực")
    SENT = "sent", gettext_lazy("Chờ lãnh đạo xác nhận")
    REPLAYING = "replaying", gettext_lazy("Đã xác nhận, đang tính lại hồ sơ")
    DONE = "done", gettext_lazy("Đã áp dụng")
    DROPPED = "dropped", gettext_lazy("Đã bỏ, không áp dụng")


class NoSuchDeclaration(Refused):
    """There is no such declaration in this office."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy khai báo lịch này ở cơ quan của bạn. Hãy mở lại trang Lịch làm việc."))


class Declaration(models.Model):
    """One change of an office's calendar with its reason and legal reference."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)  # the reason, as citizens are told
    legal_ref = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)  # where a proposal comes from
    year = models.PositiveSmallIntegerField(null=True)  # the year whose whole calendar it confirms
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField(null=True)
    sent_back_why = models.CharField(max_length=300, blank=True)
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=Q(state="replaying"), name="one_replay_at_a_time_per_office"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DeclaredDay(models.Model):
    """One date of a declaration; `was` is what stood there when it was confirmed, null for an ordinary day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="days")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    note = models.CharField(max_length=200, blank=True)
    legal_ref = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_reviewed = models.BooleanField(default=True)  # a proposal's day has to be looked at by the steward
    is_proposal = models.BooleanField(default=False)  # given back as the proposal that it was
    is_out = models.BooleanField(default=False)  # taken out of the draft again
    was = models.JSONField(null=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["office", "declaration", "on"], name="declared_day_once_per_declaration")
        ]

    @property
    def kind_words(self) -> str:
        """The kind as an official says it."""
        return str(KIND_WORDS[self.kind])


class DeclaredHours(models.Model):
    """The working hours of a declaration from a date on; `was` are the hours that held on that date before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    declaration = models.OneToOneField(Declaration, on_delete=models.PROTECT, related_name="hours")
    valid_from = models.DateField()
    weekdays = models.CharField(max_length=7, default="01234")
    morning_from = models.TimeField()
    morning_to = models.TimeField()
    afternoon_from = models.TimeField()
    afternoon_to = models.TimeField()
    is_out = models.BooleanField(default=False)
    was = models.JSONField(null=True)


def find(declaration_id: UUID, office_id: UUID) -> Declaration:
    """Return the office's declaration; raises NoSuchDeclaration."""
    found = (
        Declaration.objects.select_related("made_by", "sent_by", "confirmed_by", "reverses")
        .filter(office_id=office_id, pk=declaration_id)
        .first()
    )
    if found is None:
        raise NoSuchDeclaration
    return found


def of_office(office_id: UUID, limit: int = 50) -> list[Declaration]:
    """Return the office's newest declarations that were not dropped."""
    rows = Declaration.objects.filter(office_id=office_id).exclude(state=State.DROPPED)
    return list(rows.select_related("made_by", "confirmed_by")[:limit])


def find_replaying(office_id: UUID) -> Declaration | None:
    """Return the declaration by which the office's dossiers are being counted anew, None when none are."""
    return Declaration.objects.filter(office_id=office_id, state=State.REPLAYING).first()


def waiting_for_leader(office_id: UUID) -> list[Declaration]:
    """Return the declarations that wait for a leader's confirmation, the oldest first."""
    return list(Declaration.objects.filter(office_id=office_id, state=State.SENT).order_by("sent_at"))


def days_in(declaration: Declaration) -> list[DeclaredDay]:
    """Return the dates of the declaration in order."""
    rows = DeclaredDay.objects.filter(office_id=declaration.office_id, declaration=declaration, is_out=False)
    return list(rows)


def hours_in(declaration: Declaration) -> DeclaredHours | None:
    """Return the working hours of the declaration, None when it has none."""
    rows = DeclaredHours.objects.filter(office_id=declaration.office_id, declaration=declaration, is_out=False)
    return rows.first()
