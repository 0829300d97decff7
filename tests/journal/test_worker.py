"""The worker: entries become jobs, jobs are done once, failures wait and stop, rounds come once per period."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests.journal import readers
from tests.journal.acts_of_test import BY, OFFICE, Carried, Happened, write

from motcua import wiring
from motcua.journal import cursors, entries, jobs, leases, recording, rounds
from motcua.journal.chain import Entry
from motcua.journal.cursors import Cursor
from motcua.journal.idempotency import IdempotencyKey
from motcua.journal.jobs import Job, State
from motcua.site import worker
from motcua.wiring import Reader

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def house(monkeypatch, tmp_path):
    """Wire the test's events to the test's readers."""
    names = ("inside", "outward", "follows", "fails", "refuses", "every_minute")
    table = {name: Reader(f"tests.journal.readers.{name}", is_outward=name == "outward") for name in names}
    monkeypatch.setattr(wiring, "READERS", table)
    monkeypatch.setattr(wiring, "WHEN", {"tests.Happened": ("inside",), "tests.Carried": ()})
    monkeypatch.setattr(wiring, "EVERY", ())
    monkeypatch.setenv("TEST_OUTSIDE", str(tmp_path / "outside"))
    readers.seen.clear()
    return monkeypatch


def states() -> dict[str, int]:
    """Return the states that jobs are in."""
    return {state: count for state, count in jobs.counts().items() if count}


def put(name: str, **more) -> Job:
    """Put a job and return it."""
    key = more.pop("key", str(uuid4()))
    jobs.put(name, office=OFFICE, payload={}, key=key, **more)
    return Job.objects.get(key=key)


def cut(job: Job, attempts: int = 1) -> None:
    """Leave the job as a worker does that was killed in the middle."""
    past = recording.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, lease_until=past, attempts=attempts, fence=1)


def test_an_entry_becomes_one_job_for_each_of_its_readers(house):
    house.setitem(wiring.WHEN, "tests.Happened", ("inside", "outward"))
    entry = write()
    write(event=Carried(1))
    assert worker.run_once(recording.now()) == 2
    assert sorted(Job.objects.values_list("name", "entry_id")) == [("inside", entry.pk), ("outward", entry.pk)]
    assert states() == {"done": 2}
    assert worker.run_once(recording.now()) == 0


def test_what_a_reader_records_is_read_on(house):
    house.setitem(wiring.WHEN, "tests.Happened", ("inside",))
    house.setitem(wiring.WHEN, "tests.Carried", ("follows",))
    write(event=Carried("x"))
    assert worker.run_once(recording.now()) == 2
    assert [name for name, _ in readers.seen] == ["inside"]
    assert Entry.objects.count() == 2


def test_more_entries_than_a_page_are_all_read(house, monkeypatch):
    monkeypatch.setattr(cursors, "PAGE", 3)
    records = [entries.Record(event=Happened(), subject=uuid4(), by=BY, at=recording.now()) for _ in range(8)]
    with transaction.atomic():
        entries.record_many(records, office=OFFICE)
    other = uuid4()
    write(office=other)
    assert worker.run_once(recording.now()) == 9
    assert set(Cursor.objects.values_list("office_id", "seq")) == {(OFFICE, 8), (other, 1)}


def test_reading_again_after_a_cursor_was_lost_adds_no_job():
    write()
    worker.run_once(recording.now())
    Cursor.objects.all().delete()
    assert worker.run_once(recording.now()) == 0
    assert Job.objects.count() == 1


def test_a_new_reader_reads_the_past_unless_it_skips_it(house):
    write()
    worker.run_once(recording.now())
    house.setitem(wiring.READERS, "later", Reader("tests.journal.readers.inside"))
    house.setitem(wiring.READERS, "sender", Reader("tests.journal.readers.inside", skips_history=True))
    house.setitem(wiring.WHEN, "tests.Happened", ("inside", "later", "sender"))
    worker.run_once(recording.now())
    write()
    worker.run_once(recording.now())
    assert [name for name, _ in readers.seen] == ["inside", "later", "inside", "later", "sender"]


def test_an_idle_turn_asks_little(house, django_assert_max_num_queries):
    write()
    worker.run_once(recording.now())
    with django_assert_max_num_queries(2):
        worker.run_once(recording.now())


def test_a_key_is_put_once():
    put("inside", key="k")
    put("inside", key="k")
    assert Job.objects.count() == 1


def test_a_job_waits_for_its_moment():
    put("inside", run_after=AT)
    assert worker.run_once(AT - timedelta(seconds=1)) == 0
    assert worker.run_once(AT) == 1
    assert readers.seen == [("inside", AT)], "the reader gets the worker's moment"


def test_what_a_failed_job_did_is_rolled_back_and_it_waits_longer_each_time():
    job = put("fails")
    moment, waits = AT, []
    for _ in range(4):
        assert worker.run_once(moment) == 1
        job.refresh_from_db()
        waits.append((job.run_after - moment).total_seconds())
        moment = job.run_after
    assert waits == [10, 20, 40, 80]
    assert (job.state, job.attempts) == ("waiting", 4) and "không gửi được" in job.last_error
    assert not IdempotencyKey.objects.exists()
    assert max(leases.wait_after(n) for n in range(1, 99)) == timedelta(hours=1)


def test_a_failing_job_delays_no_other():
    put("fails")
    put("inside")
    assert worker.run_once(AT) == 2
    assert states() == {"waiting": 1, "done": 1}


def test_after_the_last_attempt_a_job_is_dead_and_the_steward_starts_it_again():
    job = put("fails")
    Job.objects.update(attempts=leases.MAX_ATTEMPTS - 1)
    worker.run_once(AT)
    assert [one.pk for one in jobs.stopped(OFFICE)] == [job.pk] and states() == {"dead": 1}
    assert jobs.stopped(uuid4()) == []
    jobs.retry(job.pk, by=BY, at=recording.now())
    assert states() == {"waiting": 1}
    (entry,) = entries.of(job.pk, OFFICE)
    assert (entry.name, entry.event["job_name"]) == ("journal.JobRetried", "fails")
    with pytest.raises(jobs.NotStopped, match="không cần chạy lại"):
        jobs.retry(job.pk, by=BY, at=recording.now())


@pytest.mark.parametrize("name", ["refuses", "nobody-by-this-name"])
def test_what_trying_again_cannot_help_is_dead_at_once(name):
    put(name)
    assert worker.run_once(AT) == 1
    assert states() == {"dead": 1}


def test_inside_work_cut_in_the_middle_is_done_again():
    job = put("inside")
    cut(job)
    assert worker.run_once(AT) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_send_cut_in_the_middle_is_perhaps_sent_and_not_repeated_by_itself(tmp_path):
    job = put("outward")
    cut(job)
    assert worker.run_once(AT) == 0
    job.refresh_from_db()
    assert job.get_state_display() == "Có thể đã gửi"
    assert not (tmp_path / "outside").exists()
    jobs.retry(job.pk, by=BY, at=recording.now())
    assert worker.run_once(recording.now()) == 1
    assert (tmp_path / "outside").read_text() == f"{job.key}\n"


def test_work_that_kills_its_worker_every_time_stops():
    job = put("inside")
    cut(job, attempts=leases.MAX_ATTEMPTS)
    assert worker.run_once(AT) == 0
    assert states() == {"dead": 1}


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_fail():
    put("inside")
    (first,) = leases.claim(AT, "first")
    cut(first)
    (second,) = leases.claim(AT, "second")
    assert second.pk == first.pk and second.fence > first.fence
    for leave in (lambda: leases.finish(first, AT), lambda: leases.fail(first, ValueError(), AT)):
        with pytest.raises(leases.LeaseLost):
            leave()
    assert not leases.beat(first.pk, first.fence) and leases.beat(second.pk, second.fence)
    leases.finish(second, AT)
    assert states() == {"done": 1}


def test_a_leased_job_is_nobody_elses():
    put("inside")
    assert leases.claim(AT, "first") != []
    assert leases.claim(AT, "second") == []


def test_a_beat_renews_the_lease(machine_clock):
    start = recording.now()
    put("inside")
    (job,) = leases.claim(AT, "first")
    machine_clock(start + timedelta(seconds=4))
    assert leases.beat(job.pk, job.fence)
    machine_clock(start + timedelta(seconds=8))
    assert leases.claim(AT, "second") == []
    machine_clock(start + timedelta(seconds=10))
    assert leases.claim(AT, "second") != []


def test_a_round_comes_once_per_period_and_is_not_made_up(house):
    house.setattr(wiring, "EVERY", (("minute", "every_minute"),))
    for seconds in (0, 5, 29, 30, 95, 600):
        worker.run_once(AT + timedelta(seconds=seconds))
    assert [started for started, _ in readers.seen] == [
        "2026-11-02T09:00:00+00:00",
        "2026-11-02T09:01:00+00:00",
        "2026-11-02T09:02:00+00:00",
        "2026-11-02T09:10:00+00:00",
    ]


def test_a_round_whose_last_job_still_waits_is_not_put_again(house):
    house.setattr(wiring, "EVERY", (("minute", "fails"),))
    for minute in range(5):
        worker.run_once(AT + timedelta(minutes=minute))
    assert Job.objects.count() == 1


def test_a_day_is_the_local_day():
    before, after = datetime(2026, 11, 2, 16, 59, tzinfo=UTC), datetime(2026, 11, 2, 17, 0, tzinfo=UTC)
    assert rounds.period_start("day", before) == datetime(2026, 11, 1, 17, 0, tzinfo=UTC)
    assert rounds.period_start("day", after) == after
    assert rounds.period_start("hour", before) == datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="unknown period"):
        rounds.period_start("week", before)


def test_done_jobs_are_swept_after_their_time():
    old, fresh, round_ = put("inside"), put("inside"), put("inside")
    Job.objects.update(state=State.DONE, finished_at=AT)
    Job.objects.filter(pk=old.pk).update(finished_at=AT - timedelta(days=91))
    Job.objects.filter(pk=round_.pk).update(finished_at=AT - timedelta(days=2), office_id=None)
    jobs.sweep(fresh, AT)
    assert [job.pk for job in Job.objects.all()] == [fresh.pk]


def test_the_products_own_wiring_runs_an_idle_day(monkeypatch):
    monkeypatch.undo()
    worker.run_once(recording.now())
    assert "dead" not in states()


@pytest.mark.sqlite
def test_every_connection_is_wal_and_full(django_db_setup, django_db_blocker):
    with connection.cursor() as cursor:
        mode, sync = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous"))
    assert (mode, sync) == ("wal", 2)


def test_a_steward_sees_and_starts_again_the_offices_jobs_and_the_machines_but_no_others():
    mine, machines, others = put("refuses"), put("refuses"), put("refuses")
    Job.objects.filter(pk=machines.pk).update(office_id=None)
    Job.objects.filter(pk=others.pk).update(office_id=uuid4())
    worker.run_once(AT)
    assert {job.pk for job in jobs.stopped(OFFICE)} == {mine.pk, machines.pk}
    assert jobs.counts(OFFICE)["dead"] == 2
    for job in (mine, machines):
        jobs.retry(job.pk, by=BY, at=recording.now())
    with pytest.raises(jobs.NotStopped):
        jobs.retry(others.pk, by=BY, at=recording.now())


def test_quick_jobs_are_taken_together_and_a_long_one_by_itself():
    for name in ("inside", "inside", "outward", "outward", "inside"):
        put(name)
    sizes = []
    while taken := leases.claim(AT, "first", alone=["outward"], many=20):
        sizes.append(len(taken))
    assert sizes == [2, 1, 1, 1]


def test_a_worker_told_to_stop_gives_back_what_it_has_not_begun():
    for _ in range(5):
        put("inside")
    done = worker.run_once(AT, is_stopping=lambda: len(readers.seen) >= 2)
    assert done == 2 and states() == {"done": 2, "waiting": 3}
    assert set(Job.objects.filter(state=State.WAITING).values_list("attempts", flat=True)) == {0}


def test_no_more_jobs_are_done_than_asked_for():
    for _ in range(5):
        put("inside")
    assert worker.run_once(AT, limit=3) == 3 and states() == {"done": 3, "waiting": 2}


@pytest.mark.sqlite
def test_claiming_never_scans_the_jobs_that_are_done():
    put("inside")
    asked = []

    def remember(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        assert leases.claim(AT, "first")
    with connection.cursor() as cursor:
        # Bound as they were: for a bound value SQLite does not use a partial index.
        plans = [
            step[3]
            for sql, params in asked
            if sql.startswith("SELECT")
            for step in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        ]
    assert plans and not [step for step in plans if step.startswith("SCAN")], plans
