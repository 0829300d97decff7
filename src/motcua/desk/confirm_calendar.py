"""A change of the calendar takes effect: the leader's confirmation, then the machine counts every open dossier anew.

The confirmation changes the calendar and lays the mark of the replay in one transaction. The replay is one job per
batch of 500; each puts the next in its own transaction, so that a machine that is switched off goes on where it was.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.dossiers import replays
from motcua.journal import entries, jobs
from motcua.journal.acting import Acting
from motcua.journal.jobs import Job
from motcua.office import confirming
from motcua.office.declarations import Declaration

REPLAY = "desk.replay"


@transaction.atomic
def confirm(declaration_id: UUID, *, by: Acting, at: datetime) -> Declaration:
    """Let the declaration take effect and lay the mark from which its replay begins."""
    with entries.one_act():
        declaration = confirming.confirm(declaration_id, by=by, at=at)
        replays.begin(declaration)
    return declaration


def replay(job: Job, at: datetime) -> None:
    """Count the next batch of open dossiers anew and put the job for the batch after it (a reader)."""
    if job.entry is not None:
        declaration_id, office_id = job.entry.subject_id, job.entry.office_id
    else:
        declaration_id, office_id = UUID(job.payload["declaration"]), UUID(job.payload["office"])
    through = replays.go_on(declaration_id, office_id, at=at)
    if through is not None:
        payload = {"declaration": str(declaration_id), "office": str(office_id)}
        jobs.put(REPLAY, office=office_id, payload=payload, key=f"replay:{declaration_id}:{through}")
