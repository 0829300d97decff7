"""`motcua serve`: web and worker side by side; either comes back after kill -9; both end with SIGTERM."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from motcua.site import serve

pytestmark = pytest.mark.sqlite  # the programs that are started have an installation of their own
# Without an office the citizens' pages say that they are not set up (503); this one works from the first minute.
SIGN_IN = "/dang-nhap/"
# Two children that say who they are: a web server and something that only waits.
SAMPLE = """
import sys
from motcua.site.serve import Child, Supervisor
port = sys.argv[1]
web = Child("Trang web", [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", port])
waiting = Child("Tiến trình nền", [sys.executable, "-c", "import time; time.sleep(600)"])
Supervisor([web, waiting], lambda words: print(words, flush=True)).run(poll_seconds=0.05)
print("ended", flush=True)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, page: str = "/") -> bool:
    try:
        site = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        site.request("GET", page)
        return site.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False


def wait_for(what: Callable[[], object], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.05)
    return False


def child(parent: int, word: str) -> psutil.Process | None:
    for process in psutil.Process(parent).children():
        try:
            if word in " ".join(process.cmdline()):
                return process
        except psutil.NoSuchProcess:
            continue
    return None


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    command = [sys.executable, "-c", SAMPLE, str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert wait_for(lambda: answers(port))
    yield process, port
    process.kill()
    process.wait()


def test_a_killed_web_server_answers_again(sample):
    process, port = sample
    first = child(process.pid, "http.server")
    first.kill()
    assert wait_for(lambda: (now := child(process.pid, "http.server")) and now.pid != first.pid)
    assert wait_for(lambda: answers(port))


def test_a_killed_worker_is_started_again_while_the_web_goes_on(sample):
    process, _ = sample
    web, worker = child(process.pid, "http.server"), child(process.pid, "sleep(600)")
    worker.kill()
    assert wait_for(lambda: (now := child(process.pid, "sleep(600)")) and now.pid != worker.pid)
    assert child(process.pid, "http.server").pid == web.pid


def test_sigterm_ends_both_and_then_the_supervisor(sample):
    process, _ = sample
    children = [found.pid for found in psutil.Process(process.pid).children()]
    process.terminate()
    assert "ended" in process.communicate(timeout=20)[0]
    assert process.returncode == 0 and all(gone(pid) for pid in children)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_a_killed_supervisor_leaves_nothing_behind(sample):
    process, _ = sample
    children = [found.pid for found in psutil.Process(process.pid).children()]
    process.kill()
    process.wait()
    assert wait_for(lambda: all(gone(pid) for pid in children))


def test_a_child_that_keeps_dying_is_started_ever_more_slowly():
    said: list[str] = []
    broken = serve.Child("Trang web", [sys.executable, "-c", "raise SystemExit(3)"])
    supervisor = serve.Supervisor([broken], said.append)
    for _ in range(3):
        broken.start_again_at = 0.0
        supervisor._look_after(broken)
        assert broken.process is not None
        broken.process.wait()
        supervisor._look_after(broken)
    assert [line.rsplit("sau ")[1] for line in said] == ["0.2 giây.", "1 giây.", "2 giây."]
    assert "mã 3" in said[0]


def test_a_taken_port_is_known_before_the_start():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not serve.is_free("127.0.0.1", port)
    assert serve.is_free("127.0.0.1", port)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation with its tables and nothing in them."""
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "MOTCUA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "motcua.site.settings"}
    environment.pop("MOTCUA_DATABASE_URL", None)
    environment.pop("MOTCUA_TEST_SQLITE", None)
    for words in (["migrate", "-v", "0"], ["createcachetable"]):
        subprocess.run([sys.executable, "-m", "motcua.site.cli", *words], env=environment, check=True, timeout=300)
    return environment


def test_the_real_site_survives_kills_and_stops_cleanly(installation):
    port = free_port()
    command = [sys.executable, "-m", "motcua.site.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=installation, stdout=subprocess.PIPE, text=True)
    try:
        assert wait_for(lambda: answers(port, SIGN_IN), 90), "the site did not answer"
        web, worker = child(process.pid, "granian"), child(process.pid, "motcua.site.worker")
        web.kill()
        assert wait_for(
            lambda: (now := child(process.pid, "granian")) and now.pid != web.pid and answers(port, SIGN_IN), 60
        )
        served_by = child(process.pid, "granian")
        for one in served_by.children():
            one.kill()
        assert wait_for(lambda: answers(port, SIGN_IN), 60), "granian did not start its own processes again"
        worker.kill()
        assert wait_for(lambda: (now := child(process.pid, "motcua.site.worker")) and now.pid != worker.pid, 60)
        everyone = [found.pid for found in psutil.Process(process.pid).children(recursive=True)]
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=60)[0]
        assert process.returncode == 0
        assert all(wait_for(lambda pid=pid: gone(pid)) for pid in everyone)
        assert f"http://127.0.0.1:{port}/" in said and "Đã dừng" in said
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
