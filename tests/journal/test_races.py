"""Real threads at once: numbers and chain without duplicate or gap, one result per key, each job once."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from tests.journal.acts_of_test import BY, OFFICE, Happened, write

from motcua import wiring
from motcua.journal import cursors, entries, idempotency, jobs, leases, recording, verification
from motcua.journal.chain import Entry, Head
from motcua.journal.idempotency import IdempotencyKey
from motcua.journal.jobs import Job, State
from motcua.office import series
from motcua.office.offices import Office
from motcua.site import worker
from motcua.wiring import Reader

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 11, 22)


class RolledBack(Exception):
    """The act was given up on purpose."""


def at_once(count: int, act: Callable[[int], None]) -> None:
    """Run `act(n)` in so many threads that start together; raise what any of them raised."""
    start, raised = threading.Barrier(count), []

    def run(n: int) -> None:
        try:
            start.wait()
            act(n)
        except Exception as trouble:
            raised.append(trouble)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


def writers() -> int:
    """Return how many writers at once: SQLite has one at a time anyhow."""
    return 32 if connection.vendor == "postgresql" else 8


def test_numbers_and_chain_have_no_duplicate_and_no_gap():
    office = Office.objects.create(pk=OFFICE, code="H99.01", name="Trung tâm")
    committed: list[tuple[int, int]] = []

    def act(n: int) -> None:
        chance = random.Random(n)
        for _ in range(12):
            try:
                with transaction.atomic():
                    number = series.take(office, "dossier", DAY)
                    if chance.random() < 0.2:
                        raise RolledBack
                    entry = entries.record(
                        Happened(count=number), office=OFFICE, subject=uuid4(), by=BY, at=recording.now(),
                        private={"full_name": "Lê Văn Luyện"}, facts=[office],
                    )  # fmt: skip
                    if chance.random() < 0.2:
                        raise RolledBack
                committed.append((number, entry.seq))
            except RolledBack:
                continue

    at_once(writers(), act)
    total = len(committed)
    assert sorted(number for number, _ in committed) == list(range(1, total + 1))
    assert sorted(seq for _, seq in committed) == list(range(1, total + 1))
    assert total == Entry.objects.count() == Head.objects.get().seq == series.Series.objects.get().last
    assert verification.verify() == []


def test_the_same_key_at_once_makes_one_thing():
    made: list[UUID] = []
    results: list[tuple[UUID, bool]] = []

    def make() -> UUID:
        made.append(write().pk)
        return made[-1]

    at_once(writers() // 2, lambda n: results.append(idempotency.once(OFFICE, "form-1", "dossier", make)))
    assert len(made) == Entry.objects.count() == 1
    assert {result for result, _ in results} == set(made)
    assert sum(is_new for _, is_new in results) == 1


def test_when_the_first_use_of_a_key_is_rolled_back_the_next_makes_the_thing():
    results: list[tuple[UUID, bool]] = []
    inside = threading.Event()

    def give_up() -> UUID:
        inside.set()
        threading.Event().wait(0.3)  # the others are at the key by now
        raise RolledBack

    def act(n: int) -> None:
        if n == 0:
            with pytest.raises(RolledBack):
                idempotency.once(OFFICE, "form-1", "dossier", give_up)
        else:
            inside.wait()
            results.append(idempotency.once(OFFICE, "form-1", "dossier", uuid4))

    at_once(6, act)
    assert len({result for result, _ in results}) == 1 and sum(is_new for _, is_new in results) == 1


def test_several_workers_read_every_entry_once_and_do_every_job_once(monkeypatch):
    monkeypatch.setattr(wiring, "READERS", {"inside": Reader("tests.journal.readers.inside")})
    monkeypatch.setattr(wiring, "WHEN", {"tests.Happened": ("inside",)})
    monkeypatch.setattr(wiring, "EVERY", (("minute", "inside"),))
    monkeypatch.setattr(cursors, "PAGE", 7)
    offices = [uuid4() for _ in range(3)]
    for office in offices:
        for _ in range(20):
            write(office=office)
    at = recording.now()
    monkeypatch.setattr("tests.journal.readers.inside", _leave_a_mark)
    at_once(8, lambda n: worker.run_once(at, worker=f"worker-{n}"))
    assert Counter(Job.objects.values_list("state", flat=True)) == {State.DONE: 61}
    marks = Counter(IdempotencyKey.objects.values_list("purpose", flat=True))
    assert len(marks) == 61 and set(marks.values()) == {1}


def _leave_a_mark(job: Job, at) -> None:
    mark = job.entry_id.hex if job.entry_id else "round"
    IdempotencyKey.objects.create(office_id=OFFICE, key=str(uuid4()), purpose=mark, created_at=at)


def test_a_leased_job_is_passed_over_while_another_worker_takes_it():
    for n in range(40):
        jobs.put("inside", office=OFFICE, payload={}, key=str(n))
    taken: list[UUID] = []

    def act(n: int) -> None:
        while claimed := leases.claim(recording.now(), f"worker-{n}", many=3):
            taken.extend(job.pk for job in claimed)

    at_once(8, act)
    assert len(taken) == len(set(taken)) == 40
