"""Terms counted anew (tính lại thời hạn đơn thư): a changed calendar moves what runs, never what has ended.

The limit and its start stay as they were given; only the days between are counted by the calendar of now. What counts
back from a day ("at least so long before") keeps its moment, for the day itself stays.
"""

from collections.abc import Iterable
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


def running(office_id: UUID) -> list[Term]:
    """Return the running terms of the office that count forwards, under their locks, in a fixed order."""
    rows = Term.objects.select_for_update().filter(office_id=office_id, ended_at=None).order_by("id")
    return [term for term in rows if term.ledger]


def recount(term: Term, *, holds: Iterable[Hold] = (), at: datetime) -> bool:
    """Return whether the term is due at another moment by the calendar of now; it is then journalled with both.

    Inside a transaction that holds the term's lock. A mark of certainty or a ledger that alone changed is written too.
    """
    calendar = calendar_of(term.office_id)
    promised = foresee(Limit.parse(term.limit), term.starts_at, calendar, holds)
    ledger = ledger_of(promised)
    if promised.due_at is None or (ledger == term.ledger and promised.is_provisional == term.is_provisional):
        return False
    old_due_at, term.due_at = term.due_at, promised.due_at
    term.ledger, term.is_provisional = ledger, promised.is_provisional
    term.next_moment_at = term.due_at if term.due_at > at else next_opening(calendar, at)
    term.save(update_fields=["due_at", "ledger", "is_provisional", "next_moment_at"])
    event = TermMoved(
        term_id=str(term.pk),
        kind=term.kind,
        term=term.name,
        old_due_at=iso(old_due_at),
        new_due_at=iso(term.due_at),
    )
    by = Acting.system(term.office_id)
    entries.record(event, office=term.office_id, subject=term.subject_id, by=by, at=at, facts=(term,))
    return old_due_at != term.due_at
