"""An installation of its own for tests that kill workers: `python -m tests.journal.installation <what> [number]`.

It holds only the journal's tables, in MOTCUA_HOME or MOTCUA_DATABASE_URL; answers are one line of JSON. Workers are
forked from one process that has Django loaded, so that fifty kills take seconds.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from uuid import uuid4

import django

os.environ["MOTCUA_ROLE"] = "worker"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from tests.journal.acts_of_test import BY, OFFICE, Carried

from motcua import wiring
from motcua.journal import entries, jobs, recording, verification
from motcua.journal.chain import Entry, Head
from motcua.journal.cursors import Cursor
from motcua.journal.idempotency import IdempotencyKey
from motcua.journal.jobs import Job, State
from motcua.site import worker
from motcua.wiring import Reader

LONGEST_LIFE = 0.25  # seconds a worker lives before it is killed: less than its work takes
PER_LIFE = 10  # entries recorded before each life, each of which another follows


def wire() -> None:
    """Wire the test's events: one that is followed by another, one read inside and outside."""
    wiring.READERS = {
        name: Reader(f"tests.journal.readers.{name}", is_outward=name == "outward")
        for name in ("inside", "outward", "follows", "every_minute", "slow")
    }
    wiring.WHEN = {"tests.Carried": ("follows", "inside"), "tests.Happened": ("inside", "outward")}
    wiring.EVERY = (("minute", "every_minute"),)


def prepare() -> None:
    """Make the journal's tables."""
    call_command("migrate", "journal", verbosity=0)
    connection.close()


def write(count: int) -> None:
    """Record so many entries, of which each is followed by another."""
    with transaction.atomic():
        records = [entries.Record(event=Carried(n), subject=uuid4(), by=BY, at=recording.now()) for n in range(count)]
        entries.record_many(records, office=OFFICE)
    connection.close()


def start() -> int:
    """Fork a worker and return its process id."""
    child = os.fork()
    if child == 0:
        try:
            worker.main()
        finally:
            os._exit(0)
    return child


def kill(times: int) -> dict[str, object]:
    """Start a worker and kill it at a random point, again and again; then let one finish, and tell what there is."""
    chance = random.Random(times)
    for _ in range(times):
        write(PER_LIFE)
        child = start()
        time.sleep(chance.random() * LONGEST_LIFE)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    child = start()
    until(lambda: not Job.objects.filter(state__in=[State.WAITING, State.RUNNING]).exists() and _all_read())
    os.kill(child, signal.SIGTERM)
    _, left = os.waitpid(child, 0)
    return {"exit": os.waitstatus_to_exitcode(left), **tell()}


def retry() -> dict[str, object]:
    """Do as a steward does who starts every perhaps sent job again, and tell what there is."""
    for job in jobs.stopped():
        jobs.retry(job.pk, by=BY, at=recording.now())
    worker.run_once(recording.now())
    return tell()


def slow() -> dict[str, object]:
    """Let two workers see one outward job that takes longer than a lease, and tell what there is."""
    jobs.put("slow", office=OFFICE, payload={}, key="slow")
    connection.close()
    children = [start(), start()]
    until(lambda: not Job.objects.filter(state__in=[State.WAITING, State.RUNNING]).exists())
    for child in children:
        os.kill(child, signal.SIGTERM)
    return {"exits": [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children], **tell()}


def pragmas() -> dict[str, object]:
    """Tell how this process's connection keeps what is written."""
    with connection.cursor() as cursor:
        return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}


def tell() -> dict[str, object]:
    """Tell what the installation holds."""
    marks = Counter(IdempotencyKey.objects.exclude(purpose="").values_list("purpose", flat=True))
    read = {one.hex for one in Entry.objects.exclude(name="journal.JobRetried").values_list("pk", flat=True)}
    return {
        "states": dict(Counter(Job.objects.values_list("state", flat=True))),
        "entries": Counter(Entry.objects.values_list("name", flat=True)),
        "unmarked": len(read - set(marks)),
        "twice": sum(count > 1 for count in marks.values()),
        "findings": [finding.code for finding in verification.verify()],
        "outward": dict(Job.objects.filter(name="outward").values_list("key", "state")),
        "attempts": sum(Job.objects.filter(attempts__gt=1).values_list("attempts", flat=True)),
    }


def until(is_so) -> None:
    """Wait until it is so, at most a minute."""
    for _ in range(600):
        if is_so():
            connection.close()
            return
        time.sleep(0.1)
    raise TimeoutError(jobs.counts())


def _all_read() -> bool:
    heads = dict(Head.objects.values_list("office_id", "seq"))
    return all(cursor.seq >= heads[cursor.office_id] for cursor in Cursor.objects.all()) and Cursor.objects.exists()


if __name__ == "__main__":
    wire()
    what, *number = sys.argv[1:]
    answer = globals()[what](*map(int, number))
    sys.stdout.write(json.dumps(answer) + "\n")
