"""On PostgreSQL the server itself refuses to change the journal, while the whole day's work runs as motcua_app."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from psycopg import sql
from tests import postgres

from motcua.journal import roles

ROOT = Path(__file__).resolve().parents[2]
OWNER, APP = f"motcua_owner_{os.getpid()}", f"motcua_app_{os.getpid()}"
PASSWORD = "one-of-a-test"


def address(url: str, role: str) -> str:
    """Return the database's address for a role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}:{quote(PASSWORD)}@{host}").geturl()


@pytest.fixture
def database() -> Iterator[str]:
    """Make the two roles and a database of the owner's."""
    with postgres.fresh_database() as url, psycopg.connect(url, autocommit=True) as admin:
        for role in (OWNER, APP):
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), PASSWORD))
        name = urlsplit(url).path.lstrip("/")
        admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
        admin.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
        try:
            yield url
        finally:
            admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO CURRENT_USER").format(sql.Identifier(name)))
            for role in (OWNER, APP):
                admin.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(sql.Identifier(role)))
                admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def run(url: str, home: Path, *command: str) -> str:
    """Run a program on the database and return what it printed."""
    here = {"MOTCUA_HOME": str(home), "MOTCUA_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *command], env={**os.environ, **here}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@pytest.mark.postgres
def test_the_day_s_work_runs_as_motcua_app_and_the_server_refuses_to_change_the_journal(database, tmp_path):
    owner, app = address(database, OWNER), address(database, APP)
    run(owner, tmp_path, "-m", "motcua.site.cli", "migrate", "--verbosity", "0")
    run(owner, tmp_path, "-m", "motcua.site.cli", "createcachetable", "--verbosity", "0")
    said = run(owner, tmp_path, "-m", "motcua.site.cli", "database-roles", "--apply", "--owner", OWNER, "--app", APP)
    assert APP in said
    told = json.loads(run(app, tmp_path, "-m", "tests.journal.roles_stage").splitlines()[-1])
    lived = told["lived"]
    assert lived["findings"] == []
    assert (lived["status"], lived["seals"], lived["erased"]) == (10, 1, 1)
    assert lived["entries"] > 10
    assert {attempt for attempt, answer in told["attacked"].items() if answer == "done"} == set()
    assert set(told["attacked"].values()) <= {"InsufficientPrivilege", "InvalidParameterValue", "UndefinedObject"}


def test_the_sql_names_every_table_of_the_journal_that_is_only_added_to():
    (closing,) = [line for line in roles.statements() if line.startswith("REVOKE UPDATE, DELETE")]
    for table in ("journal_entry", "journal_detail", "journal_look", "journal_seal", "journal_sealstamp"):
        assert f'"{table}"' in closing


def test_a_name_that_is_no_role_is_refused():
    with pytest.raises(ValueError, match="role"):
        roles.statements("a; DROP TABLE x")
