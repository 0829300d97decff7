"""Moments of the week of Monday 2 November 2026, as an official writes them: `at("03/11 10:00")`."""

from datetime import datetime, timedelta

from motcua.kernel.localtime import VN

MONDAY = "02/11 09:00"


def at(text: str = MONDAY, year: int = 2026) -> datetime:
    """Return the Vietnamese day/month hour:minute as a moment."""
    return datetime.strptime(f"{year} {text}", "%Y %d/%m %H:%M").replace(tzinfo=VN)


def later(moment: datetime, **delta: float) -> datetime:
    """Return the moment after so many hours, minutes or days."""
    return moment + timedelta(**delta)
