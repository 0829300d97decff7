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

from motcua.journal import entries, recording
from motcua.journal.acting import Acting
from motcua.journal.entries import Entry
from motcua.journal.events import JobRetried
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7

LEASE = timedelta(seconds=5)
MAX_ATTEMPTS = 12  # with the back-off below about three and a half hours
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
KEEP_DONE = timedelta(days=90)
KEEP_ROUNDS = timedelta(days=1)
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "Chờ làm"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Đã xong"
    DEAD = "dead", "Đã dừng sau nhiều lần thử"
    MAYBE_SENT = "maybe_sent", "Có thể đã gửi"


class LeaseLost(RuntimeError):
    """Another worker has taken the job over; what this one did must be rolled back."""


class NoUseToRetry(Exception):
    """A reader says that trying again can't help (no such phone number); the job is shown to the steward at once."""


class NotStopped(Refused):
    """The job has not stopped, so there is nothing to start again."""

    def __init__(self) -> None:
        super().__init__("Việc này đang chờ hoặc đã xong, không cần chạy lại. Hãy tải lại trang để xem tình trạng mới.")


class Job(models.Model):
    """One thing to do, once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField(null=True)  # None: the whole installation's
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=150, unique=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True)
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
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "name"], condition=Q(entry__isnull=False), name="journal_job_once_per_entry"
            )
        ]
        indexes = [
            models.Index(fields=["run_after", "id"], condition=Q(state="waiting"), name="journal_job_due"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="journal_job_lease"),
            models.Index(
                fields=["office_id", "created_at"],
                condition=Q(state__in=["dead", "maybe_sent"]),
                name="journal_job_stopped",
            ),
            models.Index(fields=["finished_at"], condition=Q(state="done"), name="journal_job_done"),
        ]


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


def claim(at: datetime, worker: str, *, outward: Collection[str] = ()) -> Job | None:
    """Return the next due job, leased to the worker, or None.

    A job whose lease ran out was cut in the middle: inside work is taken again (its transaction never committed);
    work named in `outward` becomes "có thể đã gửi" and stays so until the steward decides.
    """
    if not _is_any_due(at):
        return None  # a plain read: on SQLite an idle worker must not hold the write lock
    with transaction.atomic():
        _settle_cut(outward)
        job = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(state=State.WAITING, run_after__lte=at)
            .order_by("run_after", "id")
            .first()
        )
        if job is None:
            return None
        job.state = State.RUNNING
        job.attempts += 1
        job.fence += 1
        job.worker = worker
        job.lease_until = recording.now() + LEASE
        job.save(update_fields=["state", "attempts", "fence", "worker", "lease_until"])
        return job


def _is_any_due(at: datetime) -> bool:
    due = Q(state=State.WAITING, run_after__lte=at) | Q(state=State.RUNNING, lease_until__lt=recording.now())
    return Job.objects.filter(due).exists()


def _settle_cut(outward: Collection[str]) -> None:
    """Decide for every job whose lease ran out: again, dead, or perhaps sent."""
    now = recording.now()
    for job in Job.objects.select_for_update(skip_locked=True).filter(state=State.RUNNING, lease_until__lt=now)[:50]:
        if job.name in outward:
            job.state, job.last_error = State.MAYBE_SENT, "Tiến trình dừng giữa chừng khi đang gửi."
        elif job.attempts >= MAX_ATTEMPTS:
            job.state, job.last_error = State.DEAD, "Tiến trình dừng giữa chừng nhiều lần."
        else:
            job.state = State.WAITING
        job.lease_until = None
        job.fence += 1  # whoever still runs it can't finish it
        job.save(update_fields=["state", "last_error", "lease_until", "fence"])


def beat(job_id: UUID, fence: int) -> bool:
    """Renew the lease and return whether the job is still this worker's."""
    until = recording.now() + LEASE
    return bool(Job.objects.filter(pk=job_id, fence=fence, state=State.RUNNING).update(lease_until=until))


def finish(job: Job, at: datetime) -> None:
    """Mark the job done, in the same transaction as inside work; raises LeaseLost when it is not ours any more."""
    _leave(job, state=State.DONE, finished_at=at, lease_until=None, last_error="")


def fail(job: Job, error: BaseException, at: datetime) -> None:
    """Put the job back with a growing wait, or stop it after the last attempt; raises LeaseLost."""
    words = f"{type(error).__name__}: {error}"[:500]
    if job.attempts >= MAX_ATTEMPTS or isinstance(error, NoUseToRetry):
        _leave(job, state=State.DEAD, finished_at=at, lease_until=None, last_error=words)
    else:
        _leave(job, state=State.WAITING, run_after=at + wait_after(job.attempts), lease_until=None, last_error=words)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: 10 s, 20 s, 40 s … one hour."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)


def _leave(job: Job, **changes: object) -> None:
    if not Job.objects.filter(pk=job.pk, fence=job.fence, state=State.RUNNING).update(**changes):
        raise LeaseLost(str(job.pk))


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
    """Return the newest jobs that wait for the steward: dead, or perhaps sent."""
    return _listed([State.DEAD, State.MAYBE_SENT], office, limit)


def waiting(office: UUID | None = None, limit: int = 100) -> list[Job]:
    """Return the newest jobs that wait for the worker or are being done."""
    return _listed([State.WAITING, State.RUNNING], office, limit)


def counts(office: UUID | None = None) -> dict[str, int]:
    """Return how many jobs stand in each state."""
    jobs = Job.objects.all() if office is None else Job.objects.filter(office_id=office)
    found = dict(jobs.order_by().values_list("state").annotate(n=models.Count("pk")))
    return {state.value: found.get(state.value, 0) for state in State}


def _listed(states: list[State], office: UUID | None, limit: int) -> list[Job]:
    jobs = Job.objects.filter(state__in=states)
    if office is not None:
        jobs = jobs.filter(office_id=office)
    return list(jobs.order_by("-created_at", "-pk")[:limit])


def is_pending(name: str) -> bool:
    """Return whether a job of the reader still waits or is being done."""
    return Job.objects.filter(name=name, state__in=[State.WAITING, State.RUNNING]).exists()


def sweep(job: Job, at: datetime) -> None:
    """Remove jobs done long ago, and those of the rounds after a day (a reader of every day)."""
    old = Q(finished_at__lt=at - KEEP_DONE) | Q(office_id=None, finished_at__lt=at - KEEP_ROUNDS)
    Job.objects.filter(old, state=State.DONE).delete()
