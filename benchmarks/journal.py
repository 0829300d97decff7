"""What the journal costs, against a bare insert in the same run: `python -m benchmarks.journal [rounds]`.

It works in a temporary installation of its own (SQLite, or MOTCUA_DATABASE_URL) and prints medians of interleaved
rounds: CPU milliseconds of this process and wall milliseconds per operation, and the ratio to the bare insert.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import django

if __name__ == "__main__":
    os.environ["MOTCUA_HOME"] = tempfile.mkdtemp(prefix="motcua-bench-")
    os.environ["MOTCUA_ROLE"] = "worker"  # one connection for the whole run
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from motcua import wiring
from motcua.journal import entries, idempotency, jobs, recording, seals, verification
from motcua.journal.acting import Acting
from motcua.journal.chain import Entry
from motcua.journal.events import Event
from motcua.journal.idempotency import IdempotencyKey
from motcua.papers.notary import OfficeNotary
from motcua.site import worker
from motcua.wiring import Reader

OFFICE = uuid4()
BY = Acting(person=uuid4(), post=uuid4(), office=OFFICE, role="reception")
PER_ROUND = 100


@dataclass(frozen=True)
class Measured(Event):
    """An entry of the benchmark."""

    code: str = "H99.01-261122-0001"


def nothing(job: jobs.Job, at: object) -> None:
    """Do nothing: the job itself is measured."""


def bare() -> None:
    """Insert one row in a transaction."""
    with transaction.atomic():
        IdempotencyKey.objects.create(office_id=OFFICE, key=uuid4().hex, purpose="bare", created_at=recording.now())


def entry() -> None:
    """Record one entry with two personal values in a transaction."""
    with transaction.atomic():
        private = {"full_name": "Nguyễn Thị Ánh", "phone": "0900000000"}
        entries.record(Measured(), office=OFFICE, subject=uuid4(), by=BY, at=recording.now(), private=private)


def batch() -> None:
    """Record so many entries in one transaction."""
    records = [entries.Record(event=Measured(), subject=uuid4(), by=BY, at=recording.now()) for _ in range(PER_ROUND)]
    with transaction.atomic():
        entries.record_many(records, office=OFFICE)


def key() -> None:
    """Use an idempotency key for the first time."""
    idempotency.once(OFFICE, uuid4().hex, "bench", uuid4)


def work() -> None:
    """Read the round's entries on and do their jobs."""
    worker.run_once(recording.now())


def seal() -> None:
    """Seal the day, as if it were tomorrow."""
    tomorrow = recording.now() + timedelta(days=1, hours=1)
    recording.now = lambda: tomorrow
    made = seals.close_days(OFFICE, office_code="H99.01", notary=OfficeNotary("Trung tâm"), at=tomorrow)
    if len(made) != 1:
        sys.exit("the day was not sealed")


def measure(act: Callable[[], None], times: int, count: int) -> tuple[float, float]:
    """Return CPU and wall milliseconds for each of `count` operations done by `times` calls."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        act()
    return (time.process_time() - cpu) / count * 1000, (time.perf_counter() - wall) / count * 1000


def main(rounds: int) -> None:
    """Run the rounds and print the medians."""
    call_command("migrate", "journal", verbosity=0)
    wiring.WHEN = {Measured.NAME: ("nothing",)}
    wiring.READERS = {"nothing": Reader(f"{nothing.__module__}.nothing")}
    wiring.EVERY = ()
    acts = {
        "bare insert": (bare, PER_ROUND, PER_ROUND),
        "one entry, two personal values": (entry, PER_ROUND, PER_ROUND),
        f"entry in a batch of {PER_ROUND}": (batch, 1, PER_ROUND),
        "idempotency key": (key, PER_ROUND, PER_ROUND),
        "job of an entry, read on and done": (work, 1, 2 * PER_ROUND),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, (act, times, count) in acts.items():
            taken[name].append(measure(act, times, count))
    medians = {name: [statistics.median(column) for column in zip(*runs, strict=True)] for name, runs in taken.items()}
    base = medians["bare insert"]
    print(
        f"{connection.vendor}, {rounds} rounds of {PER_ROUND}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    print(f"{'':36}{'CPU ms':>8}{'wall ms':>9}{'CPU ×':>7}")
    for name, (cpu, wall) in medians.items():
        print(f"{name:36}{cpu:8.2f}{wall:9.2f}{cpu / base[0]:7.1f}")
    count = Entry.objects.count()
    cpu, wall = measure(seal, 1, 1)
    print(f"{f'sealing a day of {count} entries':36}{cpu:8.2f}{wall:9.2f}{cpu / base[0]:7.1f}")
    cpu, _ = measure(lambda: verification.verify(OFFICE) and sys.exit("findings"), 1, count)
    print(f"{'verification, per entry':36}{cpu:8.2f}{'':9}{cpu / base[0]:7.1f}   ({count} entries)")
    print(f"{'entries verified in a second of CPU':36}{1000 / cpu:8.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
