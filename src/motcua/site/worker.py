"""The worker (tiến trình nền): reads the journal on, does the jobs and the rounds. `python -m motcua.site.worker`.

It may be killed at any point: inside work commits with its job's end or not at all, and a lease that is not renewed
runs out after five seconds. Several workers may run beside each other. While the machine's clock can't be right it
waits.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from uuid import UUID

import django
from django.apps import apps

if __name__ == "__main__" and not apps.ready:
    # Run as a program: the settings must know the role, and Django must stand before the models are imported.
    os.environ["MOTCUA_ROLE"] = "worker"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    django.setup()

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils.module_loading import import_string

from motcua import wiring
from motcua.journal import clock_sanity, cursors, jobs, leases, recording, rounds

IDLE_SECONDS = 0.5
HEARTBEAT_SECONDS = 1.5
AFTER_TROUBLE_SECONDS = 2.0
CLOCK_WAIT_SECONDS = 5.0
CLOCK_SAID_EVERY = timedelta(minutes=10)
TAKEN_AT_ONCE = 20  # quick inside jobs leased by one statement

log = logging.getLogger("motcua.worker")


class Heart:
    """Renews the lease of the job in hand, on a thread and a connection of its own."""

    def __init__(self) -> None:
        self._in_hand: list[tuple[UUID, int]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(HEARTBEAT_SECONDS)

    def hold(self, taken: Sequence[jobs.Job]) -> None:
        """Say which jobs are in hand."""
        self._in_hand = [(job.pk, job.fence) for job in taken]

    def _run(self) -> None:
        while not self._stop.wait(HEARTBEAT_SECONDS):
            try:
                for job_id, fence in self._in_hand:
                    leases.beat(job_id, fence)
            except (DatabaseError, InterfaceError):
                # SQLite while inside work holds the write lock (nobody can take the job then), or a lost server.
                connection.close()
        connection.close()


class Attempt:
    """Keeps what a reader raised, whatever it was: one bad job must not stop the others."""

    failure: Exception | None = None

    def __enter__(self) -> "Attempt":
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, _: TracebackType | None) -> bool:
        if isinstance(raised, Exception) and not isinstance(raised, leases.LeaseLost):
            self.failure = raised
            return True
        return False


def run_once(
    at: datetime,
    *,
    limit: int | None = None,
    worker: str = "",
    heart: Heart | None = None,
    is_stopping: Callable[[], bool] = bool,
) -> int:
    """Read the journal on, put the rounds that are due at `at`, do the due jobs, and return how many were done.

    Jobs may write entries and put jobs: it goes on until nothing is due, `limit` jobs were done or it is to stop.
    """
    worker = worker or _name()
    put_rounds(at)
    done = 0
    while True:
        read = read_on()
        while not is_stopping() and done != limit:
            many = TAKEN_AT_ONCE if limit is None else min(TAKEN_AT_ONCE, limit - done)
            taken = leases.claim(at, worker, outward=_outward(), alone=_alone(), many=many)
            if not taken:
                break
            done += _do_all(taken, at, heart, is_stopping)
        if not read or is_stopping() or done == limit:
            return done


def read_on() -> int:
    """Turn new entries into jobs for their readers, one page per office, and return how many entries were read."""
    readers = sorted({name for names in wiring.WHEN.values() for name in names})
    skipping = {name for name in readers if wiring.READERS[name].skips_history}
    return sum(cursors.advance(office, wiring.WHEN, readers, skipping) for office in cursors.behind(readers))


def put_rounds(at: datetime) -> int:
    """Put the jobs of every round whose period began since it was last put, and return how many."""
    return sum(rounds.put_due(name, period, at) for period, name in wiring.EVERY)


def _outward() -> frozenset[str]:
    return frozenset(name for name, reader in wiring.READERS.items() if reader.is_outward)


def _alone() -> frozenset[str]:
    """Return the readers that may take long, which run outside a transaction and keep no other job waiting."""
    return frozenset(name for name, reader in wiring.READERS.items() if reader.is_outward or reader.is_slow)


def _do_all(
    taken: list[jobs.Job], at: datetime, heart: Heart | None = None, is_stopping: Callable[[], bool] = bool
) -> int:
    """Run jobs one after the other and return how many; give the rest back when the worker is to stop."""
    for number, job in enumerate(taken):
        if is_stopping():
            leases.release(taken[number:])
            return number
        if heart:
            heart.hold(taken[number:])
        _do(job, at)
        if heart:
            heart.hold([])
    return len(taken)


def _do(job: jobs.Job, at: datetime) -> None:
    """Run one job and leave it done, waiting again, or dead."""
    try:
        with Attempt() as attempt:
            _call(job, at)
        if attempt.failure is not None:
            log.warning("job %s %s, attempt %d: %r", job.name, job.pk, job.attempts, attempt.failure)
            leases.fail(job, attempt.failure, at)
        elif job.name in _alone():
            # Not inside the attempt: when this fails the message is out, and must not be sent again by itself.
            leases.finish(job, at)
    except leases.LeaseLost:
        log.warning("job %s %s went to another worker", job.name, job.pk)


def _call(job: jobs.Job, at: datetime) -> None:
    reader = wiring.READERS.get(job.name)
    if reader is None:
        raise jobs.NoUseToRetry(f"no reader named {job.name}")
    call = import_string(reader.path)
    if job.name in _alone():
        call(job, at)
        return
    with transaction.atomic():
        call(job, at)
        leases.finish(job, at)


class ClockWatch:
    """Holds the worker back while the machine's clock can't be right, and says so in plain words now and then."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}
        self._is_waiting = False
        self._ask_database_at = 0.0

    def allows(self) -> bool:
        """Return whether rounds may be put and jobs done by the clock as it is now."""
        moment = time.monotonic()
        asks_database = moment >= self._ask_database_at
        if asks_database:
            self._ask_database_at = moment + CLOCK_SAID_EVERY.total_seconds()
        state = clock_sanity.look(asks_database=asks_database)
        self._say("skew", state.skew_words)
        self._say("clock", state.words)
        if self._is_waiting and state.is_right:
            log.info("Đồng hồ máy chủ đã đúng lại, tiến trình nền làm việc tiếp.")
            self._said.clear()
        self._is_waiting = not state.is_right
        return state.is_right

    def _say(self, about: str, words: str) -> None:
        # Steady time: the wall clock is the very thing in doubt.
        moment = time.monotonic()
        if words and moment - self._said.get(about, -1e9) >= CLOCK_SAID_EVERY.total_seconds():
            self._said[about] = moment
            log.warning(words)


def _name() -> str:
    return f"{socket.gethostname()[:50]}:{os.getpid()}"


def main() -> None:
    """Work until SIGTERM or SIGINT; the job in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log.info("worker %s started", _name())
    clock = ClockWatch()
    with Heart() as heart:
        while not stop.is_set():
            wait = IDLE_SECONDS
            try:
                if not clock.allows():
                    wait = CLOCK_WAIT_SECONDS
                elif run_once(recording.now(), limit=20, heart=heart, is_stopping=stop.is_set):
                    wait = 0
            except (DatabaseError, InterfaceError) as trouble:
                log.warning("database trouble, going on in %.0f s: %s", AFTER_TROUBLE_SECONDS, trouble)
                connection.close()
                wait = AFTER_TROUBLE_SECONDS
            close_old_connections()
            stop.wait(wait)
    connection.close()
    log.info("worker %s stopped", _name())


if __name__ == "__main__":
    main()
