"""The dossier (hồ sơ): one matter of one applicant in one office, from its code to its returned result.

State is one status column plus the journal. `due_at_original` is the last date that the law itself gave; only the one
apology lets `due_at_current` differ from it, and it cures no lateness.
"""

from datetime import date, datetime

from django.db import models
from django.db.models import Q

from motcua.dossiers.status import FINAL, Outcome, Status
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent, clock_start
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.posts import Post
from motcua.office.staff import Staff
from motcua.procedures.components import Case
from motcua.procedures.versions import Version


class Dossier(models.Model):
    """One dossier; `office` is the receiving office and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    channel = models.PositiveSmallIntegerField()  # 1 counter, 2 online, 3 postal
    result_channel = models.PositiveSmallIntegerField(default=1)
    assisted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    applicant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitter = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    authorisation = models.CharField(max_length=200, blank=True)  # by which paper the submitter files for another
    summary = models.CharField(max_length=300, blank=True)
    set_count = models.PositiveSmallIntegerField(default=1)

    status = models.PositiveSmallIntegerField(choices=Status.choices, default=Status.REGISTERED)
    status_before = models.PositiveSmallIntegerField(null=True)  # where a denied withdrawal goes back to
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default="", blank=True)
    punctuality = models.CharField(max_length=10, blank=True)  # early, on_time or late: fixed when it is resolved
    submitted_at = models.DateTimeField()
    check_due_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    received_by_competent_at = models.DateTimeField(null=True)  # a dossier received here for another agency
    fee_settled_at = models.DateTimeField(null=True)  # where the law lets the clock wait for the fee
    processed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)
    due_at_original = models.DateTimeField(null=True)
    due_at_current = models.DateTimeField(null=True)
    is_provisional = models.BooleanField(default=False)  # the date reaches a year whose calendar is not confirmed

    holder_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    is_held_by_applicant = models.BooleanField(default=False)
    next_moment_at = models.DateTimeField(null=True)
    next_moment_kind = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=200, blank=True)  # why it waits, in words a citizen can read
    book = models.CharField(max_length=60, blank=True)  # Mẫu 07: the book and its running number
    book_number = models.PositiveIntegerField(null=True)
    entered_at = models.DateTimeField(null=True)  # when it was typed in, when that was well after its receipt on paper
    source = models.CharField(max_length=20, blank=True)  # "demo-history", "import", "offline-kit"; else empty

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="dossier_code_once_per_office"),
            models.UniqueConstraint(
                fields=["office", "book", "book_number"],
                condition=Q(book_number__isnull=False),
                name="book_number_once_per_book",
            ),
            models.CheckConstraint(
                # An open dossier has exactly one accountable holder and a watched moment: the product's promise.
                condition=Q(status__in=[s.value for s in FINAL])
                | Q(void_at__isnull=False)
                | (
                    Q(next_moment_at__isnull=False)
                    & (
                        Q(holder_post__isnull=False, is_held_by_applicant=False)
                        | Q(holder_post__isnull=True, is_held_by_applicant=True)
                    )
                ),
                name="open_dossier_has_holder_and_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-submitted_at"], name="dossier_by_submitted"),
            # A walk over all of an office in the order of keys, batch by batch: a changed calendar counts them anew.
            models.Index(fields=["office", "id"], name="dossier_by_key"),
            # The moments of which the board and the reports ask: what was accepted, resolved or closed since a day.
            models.Index(fields=["office", "accepted_at"], name="dossier_by_accepted"),
            models.Index(fields=["office", "processed_at"], name="dossier_by_processed"),
            models.Index(fields=["office", "closed_at"], name="dossier_by_closed"),
            models.Index(fields=["office", "status", "due_at_current"], name="dossier_by_status"),
            models.Index(
                fields=["next_moment_at"],
                condition=Q(next_moment_at__isnull=False),
                name="dossier_by_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes something on it."""
        return self.status not in FINAL and self.void_at is None

    @property
    def clock_start(self) -> datetime | None:
        """The moment from which its limit counts, None while the law still waits for something."""
        return clock_start(
            StartEvent(self.version.start_event),
            self.accepted_at,
            received_by_competent_at=self.received_by_competent_at,
            paid_at=self.fee_settled_at,
        )

    @property
    def rules_on(self) -> date:
        """The day whose dated settings it keeps: of its acceptance, before that of its receipt."""
        return local_day(self.accepted_at or self.submitted_at)


class Answers(models.Model):
    """What the applicant filled in, by the e-form's definition of that version: personal data, beside the dossier."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="answers", primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField(default=dict)
