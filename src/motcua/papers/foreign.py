"""Foreign files (tệp từ bên ngoài) are opened in a child process with limits, never in the web process.

A parser that crashes, hangs or eats memory kills only its child: the caller gets None and says "không đọc được".
Children are reused (starting one costs a third of a second), two at most for each process, and end when idle.
"""

import contextlib
import json
import logging
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

SECONDS = 15.0
_CHILDREN = 2
_JOBS_PER_CHILD = 300
_SOURCE = Path(__file__).resolve().parents[2]
_log = logging.getLogger(__name__)


class _Died(Exception):
    """The child ended or went silent over a file."""


class _Child:
    """One reader process and its two pipes."""

    def __init__(self) -> None:
        # Only what Python needs: passwords in the environment stay out of the process that opens strangers' files.
        environment = {"PYTHONPATH": str(_SOURCE), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ.get("PATH", "")}
        self.jobs = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "motcua.papers.foreign_reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            bufsize=0,
        )

    def ask(self, job: dict[str, object], seconds: float) -> dict[str, Any]:
        """Send one job and wait for its answer."""
        if self.process.stdin is None or self.process.stdout is None:
            raise _Died
        self.jobs += 1
        try:
            self.process.stdin.write(json.dumps(job).encode() + b"\n")
        except OSError:
            raise _Died from None
        answer, until, source = b"", time.monotonic() + seconds, self.process.stdout.fileno()
        while not answer.endswith(b"\n"):
            ready, _, _ = select.select([source], [], [], max(0.0, until - time.monotonic()))
            part = os.read(source, 65536) if ready else b""
            if not part:
                raise _Died
            answer += part
        found: dict[str, Any] = json.loads(answer)
        return found

    def end(self) -> None:
        """Stop the process at once and reap it."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.kill()
        self.process.wait()


class _Pool:
    """The children of one process; a forked copy of the process starts its own."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.idle: list[_Child] = []
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(_CHILDREN)

    def ask(self, job: dict[str, object], seconds: float) -> dict[str, Any] | None:
        """Give the job to an idle child or a new one."""
        with self.places:
            for _ in range(_CHILDREN + 1):
                with self.lock:
                    child = self.idle.pop() if self.idle else _Child()
                is_fresh = child.jobs == 0
                try:
                    answer = child.ask(job, seconds)
                except _Died:
                    has_ended_before = child.process.poll() == 0
                    child.end()
                    if has_ended_before and not is_fresh:
                        continue  # it had gone home idle; that is not the file's fault
                    _log.warning("a reader process ended over a file (%s)", job.get("job"))
                    return None
                except BaseException:
                    child.end()
                    raise
                self._give_back(child)
                return answer
        return None

    def _give_back(self, child: _Child) -> None:
        if child.jobs >= _JOBS_PER_CHILD:
            child.end()
            return
        with self.lock:
            self.idle.append(child)


_pool = _Pool()


def ask(job: dict[str, object], seconds: float = SECONDS) -> dict[str, Any] | None:
    """Return the reader's answer to a job; None when the file made it crash or took longer than `seconds`."""
    global _pool
    if _pool.owner != os.getpid():
        _pool = _Pool()
    return _pool.ask(job, seconds)
