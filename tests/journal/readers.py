"""Readers that the worker runs in tests: inside ones count in the database, outward ones write lines to a file."""

import os
import time
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from tests.journal.acts_of_test import Happened

from motcua.journal import entries, jobs, leases
from motcua.journal.acting import Acting
from motcua.journal.idempotency import IdempotencyKey

seen: list[tuple[str, datetime]] = []


def inside(job: jobs.Job, at: datetime) -> None:
    """Leave a row for the job: a second run would leave a second one."""
    mark = job.entry_id.hex if job.entry_id else ""
    IdempotencyKey.objects.create(office_id=job.office_id, key=str(uuid4()), purpose=mark, created_at=at)
    seen.append((job.name, at))


def outward(job: jobs.Job, at: datetime) -> None:
    """Write the job's key to the outside world, which keeps every line that it got."""
    with Path(os.environ["TEST_OUTSIDE"]).open("a", encoding="ascii") as outside:
        outside.write(f"{job.key}\n")
        outside.flush()
        os.fsync(outside.fileno())


def slow(job: jobs.Job, at: datetime) -> None:
    """Take longer than a lease lasts, and then write to the outside world."""
    time.sleep(leases.LEASE.total_seconds() + 2)
    outward(job, at)


def follows(job: jobs.Job, at: datetime) -> None:
    """Record a further entry, which has readers of its own."""
    by = Acting.system(job.office_id)
    entries.record(Happened(count=2), office=job.office_id, subject=job.entry.subject_id, by=by, at=at)


def fails(job: jobs.Job, at: datetime) -> None:
    """Do something inside and then fail."""
    inside(job, at)
    raise ZeroDivisionError("không gửi được")


def refuses(job: jobs.Job, at: datetime) -> None:
    """Say that trying again is no use."""
    raise jobs.NoUseToRetry("no such number")


def every_minute(job: jobs.Job, at: datetime) -> None:
    """Tell that the round came."""
    seen.append((job.payload["period_at"], at))
