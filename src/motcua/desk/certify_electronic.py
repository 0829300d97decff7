"""Electronic certified copies: the machine makes and signs what an officer approved, and issues it (a slow reader)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.certification import electronic
from motcua.desk.certify_result import issue_when_done
from motcua.dossiers import access
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.jobs import Job
from motcua.office.rights import Capability


def sign_copies(job: Job, at: datetime) -> None:
    """Sign the approved copies of the dossier that the entry tells of; what is signed already stays as it is."""
    if job.entry is not None:
        sign(job.entry.subject_id, job.entry.office_id, at=at)


def sign(dossier_id: UUID, office_id: UUID, *, at: datetime) -> int:
    """Return how many copies were signed now; the result is issued with the last one.

    Each copy is made outside a transaction and kept in a short one: a worker that is cut does the rest again.
    """
    system, signed = Acting.system(office_id), 0
    for line in electronic.to_sign(office_id, dossier_id):
        made = electronic.make(line, at=at)
        with transaction.atomic(), entries.one_act():
            dossier = access.lock(dossier_id, by=system, at=at, to=Capability.KEEP_BOOKS)
            if electronic.keep(dossier, line.pk, made, at=at) is not None:
                signed += 1
                issue_when_done(dossier.pk, by=system, at=at)
    return signed
