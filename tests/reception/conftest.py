"""An office with a post of every kind."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from motcua.site.demo.builders import House


@pytest.fixture
def house(db: None) -> "House":
    """Return an office with a post of every kind; the week of Tết 2026 and 24/11 are off."""
    from datetime import date, timedelta

    from motcua.office import calendar
    from motcua.site.demo import builders

    found = builders.found_office()
    holidays = [date(2026, 11, 24), *(date(2026, 2, 16) + timedelta(days=n) for n in range(5))]
    for day in holidays:
        calendar.CalendarDay.objects.create(on=day, kind="holiday", note="Nghỉ lễ")
    calendar.changed()
    return found
