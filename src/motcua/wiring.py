"""Wiring: what follows from what a minute later, and what happens by itself. Two tables of names, no logic.

A reader is `def name(job: Job, at: datetime) -> None`. Inside readers run in one transaction with their job's end
(exactly once); outward ones outside a transaction (at least once, `job.key` is the idempotency key). Jobs may run in
any order: a reader reads facts. It puts further jobs with `journal.jobs.put` under a name of READERS.
"""

from typing import NamedTuple


class Reader(NamedTuple):
    """Who does a job: a dotted path; whether it leaves the database; whether it skips a past it was not there for."""

    path: str
    is_outward: bool = False
    skips_history: bool = False


# Every event of the product, also one that nobody reads: ().
WHEN: dict[str, tuple[str, ...]] = {
    "journal.DetailsErased": (),
    "journal.JobRetried": (),
}

# ("minute" | "hour" | "day", reader): put once per period, however many workers run. A day is the local day.
EVERY: tuple[tuple[str, str], ...] = (("day", "jobs.sweep"),)

READERS: dict[str, Reader] = {
    "jobs.sweep": Reader("motcua.journal.jobs.sweep"),
}
