"""SQLite knows how its tables are filled after the day's job, so that it reads by the right index."""

import pytest
from django.db import connection

from motcua.journal import tuning


@pytest.mark.django_db
def test_statistics_exist_after_the_job_on_sqlite_and_are_left_to_postgresql() -> None:
    assert tuning.analyse() is (connection.vendor == "sqlite")
    if connection.vendor == "sqlite":
        assert _has_statistics()


def _has_statistics() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        return bool(cursor.fetchone()[0])
