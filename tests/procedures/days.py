"""The moment at which these tests stand: Monday 23/11/2026, 09:00 in Vietnam."""

from datetime import UTC, date, datetime

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
