"""Jobs (việc chờ máy làm): what must happen after the commit, kept in the database until it is done.

A worker takes a job by a lease that its heartbeat renews; a fencing number makes a worker that lost its lease unable
to finish. Work inside the database is done exactly once; a send to the outside that was cut in the middle is shown as
"có thể đã gửi" and is not repeated by itself.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal import entries, recording
from motcua.journal.acting import Acting
from motcua.journal.chain import Entry
from motcua.journal.events import JobRetried
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7

KEEP_DONE = timedelta(days=90)
KEEP_ROUNDS = timedelta(days=1)
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", gettext_lazy("Chờ làm")
    RUNNING = "running", gettext_lazy("Đang làm")
    DONE = "done", gettext_lazy("Đã xong")
    DEAD = "dead", gettext_lazy("Đã dừng sau nhiều lần thử")
    MAYBE_SENT = "maybe_sent", gettext_lazy("Có thể đã gửi")


class NoUseToRetry(Exception):
    """A reader says that trying again can't help (no such phone number); the job is shown to the steward at once."""


class NotStopped(Refused):
    """The job has not stopped, so there is nothing to start again."""

    def __init__(self) -> None:
        super().__init__(
            _("Việc này đang chờ hoặc đã xong, không cần chạy lại. Hãy tải lại trang để xem tình trạng mới.")
        )


class Job(models.Model):
    """One thing to do, once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField(null=True)  # None: the whole installation's
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=150, unique=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField(default=AT_ONCE)
    attempts = models.PositiveIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="journal_job_once_per_entry")]
        # Whole and not partial: SQLite does not use a partial index for a bound value.
        indexes = [models.Index(fields=["state", "run_after", "id"], name="journal_job_due")]


def put(
    name: str,
    *,
    office: UUID | None,
    payload: Mapping[str, Any],
    key: str,
    run_after: datetime | None = None,
    entry: Entry | None = None,
) -> None:
    """Add a job for the reader `name` in the caller's transaction; a key used before adds nothing."""
    put_many([new(name, office=office, payload=payload, key=key, run_after=run_after, entry=entry)])


def put_many(jobs: Collection[Job]) -> None:
    """Add jobs made by `new` in one statement; those whose key or (entry, reader) exists are left out."""
    if jobs:
        Job.objects.bulk_create(jobs, ignore_conflicts=True)


def new(
    name: str,
    *,
    office: UUID | None,
    payload: Mapping[str, Any],
    key: str,
    run_after: datetime | None = None,
    entry: Entry | None = None,
) -> Job:
    """Return an unsaved job for `put_many`."""
    return Job(
        name=name,
        office_id=office,
        payload=dict(payload),
        key=key,
        run_after=run_after or AT_ONCE,
        entry=entry,
        created_at=recording.now(),
    )


@transaction.atomic
def retry(job_id: UUID, *, by: Acting, at: datetime) -> Job:
    """Start a dead or perhaps sent job again, on the steward's decision; raises NotStopped."""
    own = models.Q(office_id=by.office) | models.Q(office_id=None)
    job = Job.objects.select_for_update().filter(own, pk=job_id, state__in=[State.DEAD, State.MAYBE_SENT]).first()
    if job is None:
        raise NotStopped
    job.state, job.attempts, job.run_after, job.finished_at = State.WAITING, 0, at, None
    job.save(update_fields=["state", "attempts", "run_after", "finished_at"])
    event = JobRetried(job_id=str(job.pk), job_name=job.name)
    entries.record(event, office=job.office_id or by.office, subject=job.pk, by=by, at=at)
    return job


def stopped(office: UUID | None = None, limit: int = 100) -> list[Job]:
    """Return the newest jobs that wait for the steward, dead or perhaps sent; also the machine's own."""
    return _listed([State.DEAD, State.MAYBE_SENT], office, limit)


def waiting(office: UUID | None = None, limit: int = 100) -> list[Job]:
    """Return the newest jobs that wait for the worker or are being done."""
    return _listed([State.WAITING, State.RUNNING], office, limit)


def states_of(name: str, *, office: UUID, subject: UUID) -> set[str]:
    """Return the states in which the reader's jobs for entries about this subject stand; jobs long done are swept."""
    rows = Job.objects.filter(name=name, office_id=office, entry__office_id=office, entry__subject_id=subject)
    return set(rows.order_by().values_list("state", flat=True).distinct())


def counts(office: UUID | None = None) -> dict[str, int]:
    """Return how many jobs stand in each state."""
    found = dict(_of(office).order_by().values_list("state").annotate(n=models.Count("pk")))
    return {state.value: found.get(state.value, 0) for state in State}


def _listed(states: list[State], office: UUID | None, limit: int) -> list[Job]:
    return list(_of(office).filter(state__in=states).order_by("-created_at", "-pk")[:limit])


def _of(office: UUID | None) -> models.QuerySet[Job]:
    """Return all jobs, or an office's with those that belong to no office."""
    return Job.objects.all() if office is None else Job.objects.filter(Q(office_id=office) | Q(office_id=None))


def is_pending(name: str) -> bool:
    """Return whether a job of the reader still waits or is being done."""
    return Job.objects.filter(name=name, state__in=[State.WAITING, State.RUNNING]).exists()


def sweep(job: Job, at: datetime) -> None:
    """Remove jobs done long ago, and those of the rounds after a day (a reader of every day)."""
    old = Q(finished_at__lt=at - KEEP_DONE) | Q(office_id=None, finished_at__lt=at - KEEP_ROUNDS)
    Job.objects.filter(old, state=State.DONE).delete()
