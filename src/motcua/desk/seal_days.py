"""Seal the days (niêm phong ngày): after each local day ends, and by hand; the time stamp follows when it can be had.

The seal never waits for the time-stamping authority. What the authority did not give in the hours after midnight is
asked for again every day for a month.
"""

import base64
from datetime import datetime, timedelta
from uuid import UUID

from motcua.journal import jobs, seals
from motcua.journal.jobs import Job, NoUseToRetry
from motcua.journal.seals import Seal
from motcua.kernel.localtime import local_day
from motcua.office.offices import Office
from motcua.papers import timestamps
from motcua.papers.notary import OfficeNotary

ASKS_AGAIN = timedelta(days=30)
FIRST_JOB_TRIES = timedelta(hours=12)  # the job that followed the seal has stopped by then
STAMP = "desk.stamp_seal"


def seal_all(_job: Job, at: datetime) -> None:
    """Seal every ended day of every office, as the worker does after midnight, and ask again for missing stamps."""
    for office in Office.objects.order_by("pk"):
        seal_office(office, at=at)


def seal_office(office: Office, *, at: datetime) -> list[Seal]:
    """Seal every ended day of the office and return the new seals; each time stamp becomes a job."""
    made = seals.close_days(office.pk, office_code=office.code, notary=OfficeNotary(office.name), at=at)
    if timestamps.is_configured():
        today = local_day(at)
        for seal in seals.unstamped(office.pk, today - ASKS_AGAIN):
            if seal.sealed_at <= at - FIRST_JOB_TRIES:
                payload = {"seal_id": str(seal.pk)}
                jobs.put(STAMP, office=office.pk, payload=payload, key=f"{STAMP}:{seal.pk}:{today.isoformat()}")
    return made


def stamp_seal(job: Job, at: datetime) -> None:
    """Get the time stamp of a seal that has none; without an authority there is nothing to do."""
    if not timestamps.is_configured():
        return
    seal_id = job.payload.get("seal_id") or (job.entry.event["seal_id"] if job.entry else None)
    stamp(UUID(str(seal_id)), at=at)


def stamp(seal_id: UUID, *, at: datetime) -> bool:
    """Ask the authority for the seal's time stamp and keep it; False when it has one.

    Raises NoStamp when it may help to ask again, NoUseToRetry when a person must act first.
    """
    seal = Seal.objects.select_related("stamp").get(pk=seal_id)
    if hasattr(seal, "stamp"):
        return False
    try:
        given = timestamps.ask(seal.sha256)
    except timestamps.BadStamp as refused:
        raise NoUseToRetry(str(refused)) from refused
    token = base64.b64encode(given.token).decode("ascii")
    seals.keep_stamp(seal, token=token, authority=given.authority, stamped_at=given.stamped_at, at=at)
    return True
