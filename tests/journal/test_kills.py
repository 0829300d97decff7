"""Workers killed with kill -9: inside work is done exactly once, outside work at least once with its key."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
ENTRIES = 10 * KILLS


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Name an empty installation, on the database that the suite runs on."""
    with ExitStack() as stack:
        home = {"MOTCUA_HOME": str(tmp_path / "home"), "TEST_OUTSIDE": str(tmp_path / "outside")}
        if os.environ.get("MOTCUA_TEST_DB") == "postgres":
            home["MOTCUA_DATABASE_URL"] = stack.enter_context(postgres.fresh_database())
        yield {**os.environ, **home, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}


@pytest.fixture
def ask(environment: dict[str, str]) -> Callable[..., dict]:
    """Ask the installation something: `ask("kill", 50)`."""

    def run(what: str, *numbers: int) -> dict:
        command = [sys.executable, "-m", "tests.journal.installation", what, *map(str, numbers)]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-4000:]
        return json.loads(done.stdout.splitlines()[-1])

    run("prepare")
    return run


def sent(environment: dict[str, str]) -> Counter:
    """Return how often each key reached the outside world."""
    return Counter(Path(environment["TEST_OUTSIDE"]).read_text(encoding="ascii").split())


def test_a_worker_killed_fifty_times_loses_nothing_and_does_nothing_inside_twice(ask, environment):
    told = ask("kill", KILLS)
    assert told["exit"] == 0, "SIGTERM ends the last one in peace"
    assert told["findings"] == []
    assert told["entries"] == {"tests.Carried": ENTRIES, "tests.Happened": ENTRIES}, "what follows, follows once"
    assert (told["unmarked"], told["twice"]) == (0, 0), "every entry was read inside exactly once"
    assert set(told["states"]) <= {"done", "maybe_sent"}
    assert told["attempts"] > 0, "no kill cut a job: the test proves nothing"
    keys = sent(environment)
    assert set(keys.values()) == {1}, "nothing is sent twice by itself"
    done = {key for key, state in told["outward"].items() if state == "done"}
    assert len(told["outward"]) == ENTRIES and done <= set(keys)

    told = ask("retry")
    keys = sent(environment)
    assert set(told["states"]) == {"done"}
    assert set(keys) == set(told["outward"]), "at least once, each with its key"
    assert max(keys.values()) <= 2


def test_a_job_longer_than_its_lease_stays_with_its_worker(ask, environment):
    told = ask("slow")
    assert told["exits"] == [0, 0]
    assert told["states"]["done"] >= 1 and "maybe_sent" not in told["states"]
    assert sent(environment) == {"slow": 1}


def test_the_program_starts_works_and_stops_on_sigterm(ask, environment):
    command = [sys.executable, "-m", "motcua.site.worker"]
    program = subprocess.Popen(command, env=environment, cwd="/", stderr=subprocess.PIPE, text=True)
    said = ""
    for line in program.stderr:
        said += line
        if "started" in line:
            break
    time.sleep(1)
    program.send_signal(signal.SIGTERM)
    said += program.communicate(timeout=30)[1]
    assert program.returncode == 0, said
    assert "stopped" in said


@pytest.mark.sqlite
@pytest.mark.parametrize("role", ["web", "worker"])
def test_web_and_worker_write_ahead_and_wait_for_the_disk(environment, role):
    code = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "cursor = connection.cursor()\n"
        "print(*(cursor.execute(f'PRAGMA {name}').fetchone()[0] for name in ('journal_mode', 'synchronous')))"
    )
    settings = {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "MOTCUA_ROLE": role}
    said = subprocess.run(
        [sys.executable, "-c", code], env={**environment, **settings}, capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == ["wal", "2"]
