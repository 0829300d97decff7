"""What the machine does by itself (việc tự động): signs what was approved, watches the moments, clears old drafts.

Readers of `wiring`: each takes its job and the moment. Slow ones open their own short transactions and may run twice.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.desk import moments
from motcua.dossiers import drafts, logbook_volumes, losses, signing, slip_signing
from motcua.feedback import complaint_steps
from motcua.journal import jobs
from motcua.journal.jobs import Job
from motcua.office import terms
from motcua.office.terms import Term

ONE_TERM = "desk.deal_with_term"
# What the law lets happen by itself when a limit ends, by the name of its rule; else the passing is journalled.
BY_TERM: dict[str, Callable[[Term, datetime], bool]] = {
    "complaint.effect": complaint_steps.take_effect,
    "complaint.effect_remote": complaint_steps.take_effect,
}


def sign_result(job: Job, at: datetime) -> None:
    """Sign and issue the result of the approved dossier that the entry tells of; done already is done."""
    if job.entry is not None:
        signing.sign(job.entry.subject_id, job.entry.office_id, at=at)


def sign_correction(job: Job, at: datetime) -> None:
    """Sign and issue the approved correction that the entry tells of; done already is done."""
    if job.entry is not None:
        signing.sign_correction(job.entry.subject_id, job.entry.office_id, at=at)


def watch_losses(_job: Job, at: datetime) -> None:
    """Remember every lost paper whose moment has come and that nobody has made good."""
    losses.watch(at)


def sign_slips(job: Job, at: datetime) -> None:
    """Typeset and sign the slips that the dossier's entry made; what is signed stays as it is."""
    if job.entry is not None:
        slip_signing.sign_waiting(job.entry.subject_id, job.entry.office_id, at=at)


def sign_logbook(job: Job, at: datetime) -> None:
    """Typeset and sign the volumes of the closed logbook that the entry tells of; what is signed stays as it is."""
    if job.entry is not None:
        logbook_volumes.sign_waiting(job.entry.subject_id, job.entry.office_id, at=at)


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


def watch_terms(_job: Job, at: datetime) -> None:
    """Put a job for every limit of petitions, visits, complaints and denunciations whose moment has come."""
    jobs.put_many(
        [
            jobs.new(
                ONE_TERM,
                office=office_id,
                payload={"office": str(office_id), "term": str(term_id)},
                key=f"term:{term_id}:{moment:%Y%m%dT%H%M%S%f}",
            )
            for office_id, term_id, moment in terms.due(at)
        ]
    )


def deal_with_term(job: Job, at: datetime) -> None:
    """Deal with one limit whose moment has come: act where the law says so, else journal that it passed."""
    term_came(UUID(job.payload["office"]), UUID(job.payload["term"]), at)


def term_came(office_id: UUID, term_id: UUID, at: datetime) -> None:
    """Deal with the limit at once, as a lived-through history does too."""
    term = terms.find_due(office_id, term_id, at)
    if term is None:
        return
    act = BY_TERM.get(term.name)
    if act is None or not act(term, at):
        terms.pass_by(office_id, term_id, at=at)
