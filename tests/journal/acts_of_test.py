"""What the journal's tests act with: events, an office's id, an actor, and readers for the worker to run."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from motcua.journal import entries, recording
from motcua.journal.acting import Acting
from motcua.journal.chain import Entry
from motcua.journal.events import Event

OFFICE = UUID("01990000-0000-7000-8000-000000000001")
BY = Acting(person=uuid4(), post=uuid4(), office=OFFICE, role="reception", delegation=uuid4())


@dataclass(frozen=True)
class Happened(Event):
    """Something happened in a test."""

    code: str = "H99.01-261122-0001"
    count: int = 1


@dataclass(frozen=True)
class Carried(Event):
    """An event that carries whatever a test gives it."""

    what: object


def write(subject: UUID | None = None, *, office: UUID = OFFICE, event: Event | None = None, **more) -> Entry:
    """Record one entry in a transaction of its own, occurred now."""
    at = more.pop("at", None) or recording.now()
    with transaction.atomic():
        return entries.record(
            event or Happened(), office=office, subject=subject or uuid4(), by=more.pop("by", BY), at=at, **more
        )


def long_ago() -> datetime:
    """Return a moment eleven minutes past."""
    return recording.now() - timedelta(minutes=11)
