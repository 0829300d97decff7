"""Terms counted anew (tính lại thời hạn đơn thư): a changed calendar moves what runs, never what has ended.

The limit and its start stay as they were given; only the days between are counted by the calendar of now. What counts
back from a day ("at least so long before") keeps its moment, for the day itself stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.clock import Limit
from motcua.kernel.holds import Hold
from motcua.kernel.localtime import iso
from motcua.office.calendar import calendar_of
from motcua.office.events import TermMoved
from motcua.office.term_rules import foresee
from motcua.office.terms import Term, ledger_of, next_opening


@dataclass(frozen=True, slots=True)
class TermCount:
    """A running term as another calendar counts it."""

    due_at: datetime
    ledger: list[dict[str, object]]
    is_provisional: bool


def running(office_id: UUID) -> list[Term]:
    """Return the running terms of the office that count forwards, under their locks, in a fixed order."""
    rows = Term.objects.select_for_update().filter(office_id=office_id, ended_at=None).order_by("id")
    return [term for term in rows if term.ledger]


def counted(term: Term, holds: Iterable[Hold] = ()) -> TermCount | None:
    """Return the term as the calendar of now counts it, None when nothing of its count changes; writes nothing."""
    promised = foresee(Limit.parse(term.limit), term.starts_at, calendar_of(term.office_id), holds)
    ledger = ledger_of(promised)
    if promised.due_at is None or (ledger == term.ledger and promised.is_provisional == term.is_provisional):
        return None
    return TermCount(promised.due_at, ledger, promised.is_provisional)


def recount(term: Term, *, because: UUID, holds: Iterable[Hold] = (), at: datetime) -> bool:
    """Return whether the term is due at another moment by the calendar of now; it is then journalled with both.

    Inside a transaction that holds the term's lock. A mark of certainty or a ledger that alone changed is written too.
    `because` names the declaration that changed the calendar.
    """
    found = counted(term, holds)
    if found is None:
        return False
    old_due_at, term.due_at = term.due_at, found.due_at
    term.ledger, term.is_provisional = found.ledger, found.is_provisional
    term.next_moment_at = term.due_at if term.due_at > at else next_opening(calendar_of(term.office_id), at)
    term.save(update_fields=["due_at", "ledger", "is_provisional", "next_moment_at"])
    event = TermMoved(
        term_id=str(term.pk),
        kind=term.kind,
        term=term.name,
        old_due_at=iso(old_due_at),
        new_due_at=iso(term.due_at),
        declaration_id=str(because),
    )
    by = Acting.system(term.office_id)
    entries.record(event, office=term.office_id, subject=term.subject_id, by=by, at=at, facts=(term,))
    return old_due_at != term.due_at
