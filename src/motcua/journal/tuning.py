"""Tuning (thống kê cho bộ tối ưu): SQLite plans well only with statistics, which nobody but us gathers.

PostgreSQL's autovacuum does it by itself. Once a day by the worker, and after a large load; a sample is enough, so it
takes milliseconds at any size.
"""

from datetime import datetime

from django.db import connection

from motcua.journal.jobs import Job

SAMPLED_ROWS = 1000  # of each index


def analyse() -> bool:
    """Gather the statistics of every table; False where the database does it by itself."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={SAMPLED_ROWS}")
        cursor.execute("ANALYZE")
    return True


def analyse_daily(_job: Job, _at: datetime) -> None:
    """Do it as the worker's job of the day."""
    analyse()
