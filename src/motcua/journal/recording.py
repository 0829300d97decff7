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
_lived: ContextVar[bool] = ContextVar("motcua_recording_lived", default=False)


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


@contextmanager
def lived(source: str) -> Iterator[None]:
    """Record every entry inside as of the moment it occurred: for a made-up history, which names itself as source.

    The days of such a history are then as days lived through are: each has its entries and can be sealed.
    """
    token = _lived.set(True)
    try:
        with marked(source):
            yield
    finally:
        _lived.reset(token)


def is_lived() -> bool:
    """Return whether the surrounding history is recorded as it was lived."""
    return _lived.get()
