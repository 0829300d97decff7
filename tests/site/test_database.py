"""How the installation's database is opened and built: WAL and FULL on SQLite, migrations from nothing on both."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

READ_BACK = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "foreign_keys"):
        print(name, cursor.execute(f"PRAGMA {name}").fetchone()[0])
print("transaction_mode", connection.transaction_mode)
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    return {**kept, "MOTCUA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "motcua.site.settings", **more}


@pytest.mark.parametrize("role", ["web", "worker"])
def test_sqlite_of_web_and_worker_loses_nothing_that_was_acknowledged(tmp_path, role):
    read = subprocess.run(
        [sys.executable, "-c", READ_BACK],
        env=environment(tmp_path, MOTCUA_ROLE=role),
        capture_output=True,
        text=True,
        check=True,
    )
    # 2 is FULL: every commit is on the disk before it is acknowledged.
    assert read.stdout.split("\n")[:4] == [
        "journal_mode wal",
        "synchronous 2",
        "foreign_keys 1",
        "transaction_mode IMMEDIATE",
    ]


@pytest.fixture
def empty_database(tmp_path: Path, django_db_setup: None, django_db_blocker) -> Iterator[dict[str, str]]:
    """An empty database of the kind that this run tests."""
    if connection.vendor == "sqlite":
        yield environment(tmp_path)
        return
    import psycopg

    address = urlsplit(os.environ["MOTCUA_DATABASE_URL"])
    name = f"motcua_empty_{os.getpid()}"
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield environment(tmp_path, MOTCUA_DATABASE_URL=address._replace(path=f"/{name}").geturl())
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_migrations_build_everything_from_nothing_and_a_second_time_change_nothing(empty_database):
    motcua = [sys.executable, "-m", "motcua.site.cli"]
    for words in (["migrate", "-v", "0"], ["createcachetable"], ["migrate", "--check"]):
        subprocess.run([*motcua, *words], env=empty_database, check=True, timeout=300)
    offices = subprocess.run(
        [*motcua, "offices", "--json"], env=empty_database, check=True, capture_output=True, text=True
    )
    assert offices.stdout.strip() == "[]"


def test_only_the_owner_can_read_the_keys(tmp_path):
    subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"], env=environment(tmp_path / "home"), check=True
    )
    keys = list((tmp_path / "home" / "keys").glob("*.key"))
    assert keys and all(path.stat().st_mode & 0o077 == 0 for path in [tmp_path / "home" / "keys", *keys])
