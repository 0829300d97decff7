"""The limits of petitions, visits, complaints and denunciations after a change of the calendar (a reader).

As for dossiers: what runs is counted anew by the calendar that the leader confirmed, what has ended is never touched.
"""

from datetime import datetime

from motcua.feedback.complaints import Complaint, holds_of
from motcua.journal.jobs import Job
from motcua.office import term_recounts


def recount(job: Job, at: datetime) -> None:
    """Count every running limit of the entry's office anew."""
    if job.entry is None:
        return
    office_id = job.entry.office_id
    for term in term_recounts.running(office_id):
        holds = holds_of(office_id, term.subject_id, term.name) if term.kind == Complaint.KIND else []
        term_recounts.recount(term, holds=holds, at=at)
