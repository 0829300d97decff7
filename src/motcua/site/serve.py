"""Runs the web server and the worker side by side and starts either again when it dies.

Each child leads a process group of its own, so that what is left of a killed web server (its own children hold the
port) is cleared before the next start. Waits between starts grow while a child keeps dying, up to half a minute.
`motcua serve` checks the installation and then becomes this program, which loads nothing else and so stays small.
"""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

WAITS = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0)  # seconds before the first, second … start in a row
STEADY_SECONDS = 60.0  # alive for so long, a child's earlier deaths are forgotten
STOP_SECONDS = 15.0  # how long a request or a job in hand may take to end after SIGTERM
_PR_SET_PDEATHSIG = 1
ALL_INTERFACES = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only the address printed for this machine


@dataclass
class Child:
    """One process to keep alive: `name` is what the operator reads, `command` what runs."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0


class Supervisor:
    """Keeps children alive until told to stop by SIGTERM, SIGINT or `stop()`."""

    def __init__(self, children: list[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.is_stopping = False

    def run(self, poll_seconds: float = 0.2) -> None:
        """Start every child, restart each that dies, and return once all have stopped."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())
        try:
            while not self.is_stopping:
                for child in self.children:
                    self._look_after(child)
                time.sleep(poll_seconds)
        finally:
            self._stop_all()

    def stop(self) -> None:
        """Ask the loop to end; children get SIGTERM and finish what they hold."""
        self.is_stopping = True

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None:
            code = child.process.poll()
            if code is None:
                return
            _clear_group(child.process.pid)
            child.process = None
            child.deaths = 1 if now - child.started_at > STEADY_SECONDS else child.deaths + 1
            wait = WAITS[min(child.deaths, len(WAITS)) - 1]
            child.start_again_at = now + wait
            self.say(f"{child.name} đã dừng (mã {code}); khởi động lại sau {wait:g} giây.")
        if now >= child.start_again_at:
            child.process = subprocess.Popen(  # noqa: S603 - the command is built here, from our own interpreter
                child.command,
                env={**os.environ, **child.environment},
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )
            child.started_at = now

    def _stop_all(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            _clear_group(process.pid)
            process.wait()


def web(host: str, port: int, *, workers: int = 2, threads: int = 4) -> Child:
    """Return the web server as a child: `workers` processes with `threads` threads each."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "warning"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "10"]
    command += ["motcua.site.wsgi:application"]
    return Child("Trang web", command, {"MOTCUA_ROLE": "web", "PORT": str(port)})


def worker(port: int) -> Child:
    """Return the worker as a child; it knows the port because letters carry links to the site."""
    command = [sys.executable, "-m", "motcua.site.worker"]
    return Child("Tiến trình nền", command, {"MOTCUA_ROLE": "worker", "PORT": str(port)})


def is_free(host: str, port: int) -> bool:
    """Return whether a server could listen at the address now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _clear_group(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _end_with_parent() -> None:
    # A supervisor killed with -9 cannot stop its children: Linux tells them instead.
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def announce(host: str, port: int, say: Callable[[str], None]) -> None:
    """Say the addresses once the site answers, or that it does not."""
    shown = ALL_INTERFACES.get(host, host)
    for _ in range(120):
        try:
            site = http.client.HTTPConnection(shown, port, timeout=5)
            site.request("GET", "/")
            site.getresponse().close()
            break
        except (OSError, http.client.HTTPException):
            time.sleep(0.25)
    else:
        say(f"Trang web chưa trả lời ở cổng {port} sau nửa phút; xem các dòng lỗi ở trên.")
        return
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    say(f"Người dân: {address}/\nCán bộ:    {address}/dang-nhap/\nDừng: Ctrl-C")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(host: str, port: int, workers: int, threads: int, *, has_worker: bool) -> None:
    """Look after web and worker until told to stop."""
    children = [web(host, port, workers=workers, threads=threads)]
    if has_worker:
        children.append(worker(port))
    threading.Thread(target=announce, args=(host, port, _say), daemon=True).start()
    Supervisor(children, _say).run()
    _say("Đã dừng trang web và tiến trình nền.")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]), has_worker="worker" in sys.argv[5:])
