"""When a watched moment comes: read the facts anew, act where the law says so, else journal that it passed.

The worker deals with each in a job of its own: one dossier that can't be dealt with keeps no other waiting, and the
steward sees its job stop.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.dossiers import supplement_expiry, watch
from motcua.journal import jobs
from motcua.journal.acting import Acting
from motcua.office import offices
from motcua.office.confirming import StillReplaying

ONE = "desk.deal_with_moment"


def called(at: datetime) -> int:
    """Return for how many watched moments that have come a job was put; the same moment is never put twice."""
    found = watch.due(at)
    jobs.put_many(
        [
            jobs.new(
                ONE,
                office=office_id,
                payload={"office": str(office_id), "dossier": str(dossier_id)},
                key=f"moment:{dossier_id}:{moment:%Y%m%dT%H%M%S%f}",
            )
            for office_id, dossier_id, moment in found
        ]
    )
    return len(found)


def deal(payload: Mapping[str, str], *, at: datetime) -> None:
    """Deal with the watched moment of the dossier that a job names, if it has come.

    Raises StillReplaying while the office's dossiers are counted anew: the job is then tried again a little later.
    """
    office_id = UUID(payload["office"])
    if offices.by_id(office_id).replay_began_at is not None:
        raise StillReplaying
    _deal(office_id, UUID(payload["dossier"]), at)


def came(at: datetime) -> int:
    """Return how many watched moments were dealt with at once, one after the other, as a lived-through history does."""
    found = watch.due(at)
    for office_id, dossier_id, _moment in found:
        _deal(office_id, dossier_id, at)
    return len(found)


def _deal(office_id: UUID, dossier_id: UUID, at: datetime) -> None:
    if supplement_expiry.expire(dossier_id, by=Acting.system(office_id), at=at) is None:
        watch.pass_by(dossier_id, office_id, at=at)
