"""What the machine does by itself (việc tự động): signs what was approved, watches the moments, clears old drafts.

Readers of `wiring`: each takes its job and the moment. Slow ones open their own short transactions and may run twice.
"""

from datetime import datetime

from motcua.dossiers import drafts, moments, signing, slip_signing
from motcua.journal.jobs import Job


def sign_result(job: Job, at: datetime) -> None:
    """Sign and issue the result of the approved dossier that the entry tells of; done already is done."""
    if job.entry is not None:
        signing.sign(job.entry.subject_id, job.entry.office_id, at=at)


def sign_slips(job: Job, at: datetime) -> None:
    """Typeset and sign the slips that the dossier's entry made; what is signed stays as it is."""
    if job.entry is not None:
        slip_signing.sign_waiting(job.entry.subject_id, job.entry.office_id, at=at)


def watch_moments(_job: Job, at: datetime) -> None:
    """Put a job for every watched moment that has come."""
    moments.called(at)


def deal_with_moment(job: Job, at: datetime) -> None:
    """Deal with one dossier's watched moment."""
    moments.deal(job.payload, at=at)


def clear_drafts(_job: Job, at: datetime) -> None:
    """Remove the drafts past their thirty days with what was typed in them."""
    while drafts.clear_expired(at):
        pass
