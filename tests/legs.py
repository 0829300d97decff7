"""Which tests run on which database: PostgreSQL repeats what touches a database, and nothing else.

A test without a database is forbidden by pytest-django to reach one, so it would say the same twice. One that starts
other processes may reach it through them, and runs on both.
"""

from typing import Any

import pytest

OPENING = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})  # fixtures that lead to a database


def touches_database(item: pytest.Item) -> bool:
    """Return whether the test may reach a database: by its mark, its fixtures, or a process that it starts."""
    fixtures: Any = getattr(item, "fixturenames", ())
    if item.get_closest_marker("django_db") or OPENING.intersection(fixtures):
        return True
    return "subprocess" in vars(getattr(item, "module", None) or item)


def left_out(item: pytest.Item, vendor: str) -> bool:
    """Return whether the test has no place in the run on this database (as Django names it)."""
    if item.get_closest_marker("postgres" if vendor == "sqlite" else "sqlite"):
        return True
    return vendor != "sqlite" and not touches_database(item)
