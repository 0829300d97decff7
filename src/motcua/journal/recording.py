"""When something is written down (thời điểm ghi): the machine's clock, read here and nowhere else in the journal.

Rules get their moment as an argument; only `recorded_at` and the leases of jobs follow the machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

# What occurred longer before it was recorded must name where it comes from.
LATE_AFTER = timedelta(minutes=10)

_source: ContextVar[str] = ContextVar("motcua_recording_source", default="")


def now() -> datetime:
    """Return the moment that the machine's clock shows."""
    return datetime.now(UTC)


@contextmanager
def marked(source: str) -> Iterator[None]:
    """Name the source of every entry recorded inside, as the demo, an import or the offline kit do."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def current_source() -> str:
    """Return the source named by the surrounding `marked`, "" when there is none."""
    return _source.get()
