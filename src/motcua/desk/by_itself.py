"""What the machine does by itself (việc tự động): signs what was approved, watches the moments, clears old drafts.

Readers of `wiring`: each takes its job and the moment. They open their own short transactions and may run twice.
"""

from datetime import datetime

from motcua.dossiers import drafts, moments, signing
from motcua.journal.jobs import Job


def sign_result(job: Job, at: datetime) -> None:
    """Sign and issue the result of the approved dossier that the entry tells of; done already is done."""
    if job.entry is not None:
        signing.sign(job.entry.subject_id, job.entry.office_id, at=at)


def watch_moments(_job: Job, at: datetime) -> None:
    """Deal with every watched moment that has come."""
    while moments.came(at) >= 500:
        pass


def clear_drafts(_job: Job, at: datetime) -> None:
    """Remove the drafts past their thirty days with what was typed in them."""
    drafts.clear_expired(at)
