"""Moments of November 2026, as an official writes them: `at("03/11 10:00")`."""

from datetime import datetime

from motcua.kernel.localtime import VN


def at(text: str = "02/11 09:00", year: int = 2026) -> datetime:
    """Return the Vietnamese day/month hour:minute as a moment."""
    return datetime.strptime(f"{year} {text}", "%Y %d/%m %H:%M").replace(tzinfo=VN)
