"""The limits of petitions, visits, complaints and denunciations after a change of the calendar (a reader).

As for dossiers: what runs is counted anew by the calendar that the leader confirmed, what has ended is never touched.
Before the confirmation `preview` says what would move.
"""

from datetime import datetime
from uuid import UUID

from motcua.feedback import letter_holds
from motcua.journal.jobs import Job
from motcua.office import term_previews, term_recounts
from motcua.office.calendar_changes import Change
from motcua.office.term_previews import TermPreview


def preview(change: Change, *, at: datetime, after: UUID | None = None) -> TermPreview:
    """Return a page of the running limits that the change would move, and on the first one the numbers; no write."""
    return term_previews.preview(change, letter_holds.of_terms, at=at, after=after)


def recount(job: Job, at: datetime) -> None:
    """Count every running limit of the entry's office anew."""
    if job.entry is None:
        return
    office_id, declaration_id = job.entry.office_id, job.entry.subject_id
    terms = term_recounts.running(office_id)
    holds = letter_holds.of_terms(office_id, terms)
    for term in terms:
        term_recounts.recount(term, because=declaration_id, holds=holds.get(term.pk, ()), at=at)
