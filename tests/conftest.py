"""What every test stands on: an installation of its own in a temporary folder, on SQLite or PostgreSQL.

`MOTCUA_TEST_DB=postgres pytest …` runs everything on the pip-installed PostgreSQL. The settings read the environment,
so it is set here, before Django is; that is why pyproject.toml does not name the settings.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests import legs, postgres, random_cases

os.environ["DJANGO_SETTINGS_MODULE"] = os.environ.get("DJANGO_SETTINGS_MODULE") or "motcua.site.settings"
_made: list[Path] = []
if "MOTCUA_HOME" not in os.environ:
    _made.append(Path(tempfile.mkdtemp(prefix="motcua-test-")))
    os.environ["MOTCUA_HOME"] = str(_made[0])
if os.environ.get("MOTCUA_TEST_DB") == "postgres":
    os.environ["MOTCUA_DATABASE_URL"] = postgres.url()
else:
    os.environ.pop("MOTCUA_DATABASE_URL", None)
    # A file and not memory: threads, other processes and the PRAGMAs must be as in an installation.
    os.environ["MOTCUA_TEST_SQLITE"] = str(Path(os.environ["MOTCUA_HOME"]) / "test.sqlite3")

# Fixtures of a whole file that take many seconds: the packs, the demo, an installation.
SHARED = frozenset({"_loaded", "loaded", "installation"})


def pytest_configure(config: pytest.Config) -> None:
    """Serve static files without a collected manifest when nobody collected them; hash fast; count random cases."""
    from django.conf import settings

    config.pluginmanager.register(random_cases.Tally())
    # The product's own takes a fifth of a second on purpose; `tests/doors/test_shell.py` signs in by it.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the installation that this run made."""
    for folder in _made:
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database, and on PostgreSQL what touches none (`tests.legs`)."""
    from django.db import connection

    foreign = [item for item in items if legs.left_out(item, connection.vendor)]
    gone = set(map(id, foreign))
    items[:] = [item for item in items if id(item) not in gone]
    config.hook.pytest_deselected(items=foreign)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep the tests of one file together that stand on something slow made once for the file (`--dist loadgroup`)."""
    if SHARED.intersection(getattr(item, "fixturenames", ())):
        item.add_marker(pytest.mark.xdist_group(item.path.relative_to(Path(__file__).parent).as_posix()))


@pytest.fixture(autouse=True)
def _past_moments_need_no_source(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests act at fixed moments long past; only the journal's own tests keep the ten minutes' rule."""
    from datetime import timedelta

    from motcua.journal import recording

    if "tests/journal" not in request.path.as_posix():
        monkeypatch.setattr(recording, "LATE_AFTER", timedelta(days=365_000))


@pytest.fixture
def machine_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[datetime], None]]:
    """Set what the machine's clock shows to the journal: `machine_clock(moment)`."""
    from motcua.journal import recording

    def show(moment: datetime) -> None:
        monkeypatch.setattr(recording, "now", lambda: moment)

    return show
