"""Leases (quyền làm tạm): how a worker takes a job, keeps it by its heartbeat, and leaves it done, waiting or stopped.

A fencing number makes a worker that lost its lease unable to finish: whatever it did is rolled back.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from motcua.journal import recording
from motcua.journal.jobs import Job, NoUseToRetry, State

LEASE = timedelta(seconds=5)
MAX_ATTEMPTS = 12  # with the back-off below about three and a half hours
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


class LeaseLost(RuntimeError):
    """Another worker has taken the job over; what this one did must be rolled back."""


def claim(
    at: datetime, worker: str, *, outward: Collection[str] = (), alone: Collection[str] = (), many: int = 1
) -> list[Job]:
    """Return the next due jobs, at most `many`, leased to the worker; a job named in `alone` comes by itself.

    A job whose lease ran out was cut in the middle: inside work is taken again (its transaction never committed);
    work named in `outward` becomes "có thể đã gửi" and stays so until the steward decides.
    """
    if not _is_any_due(at):
        return []  # a plain read: on SQLite an idle worker must not hold the write lock
    with transaction.atomic():
        _settle_cut(outward)
        due = Job.objects.select_for_update(skip_locked=True).filter(state=State.WAITING, run_after__lte=at)
        taken: list[Job] = []
        for job in due.order_by("run_after", "id")[:many]:
            if taken and job.name in alone:
                break
            taken.append(job)
            if job.name in alone:
                break
        until = recording.now() + LEASE
        for job in taken:
            job.state, job.worker, job.lease_until = State.RUNNING, worker, until
            job.attempts += 1
            job.fence += 1
        Job.objects.filter(pk__in=[job.pk for job in taken]).update(
            state=State.RUNNING, worker=worker, lease_until=until, attempts=F("attempts") + 1, fence=F("fence") + 1
        )
        return taken


def release(taken: Collection[Job]) -> None:
    """Give back jobs that were taken and not begun, as a worker does that is told to stop."""
    for job in taken:
        Job.objects.filter(pk=job.pk, fence=job.fence, state=State.RUNNING).update(
            state=State.WAITING, lease_until=None, attempts=F("attempts") - 1
        )


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
