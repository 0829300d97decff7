"""When a watched moment comes: read the facts anew, act where the law says so, else journal that it passed.

The worker deals with each in a job of its own: one dossier that can't be dealt with keeps no other waiting, and the
steward sees its job stop. A supplement that did not come in time closes the dossier with Mẫu 05, which says what goes
back of the money; that lies above the dossiers, so the act is composed here. Legal source: domain brief 1.3, 1.7.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.dossiers import access, supplement_expiry, watch
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Outcome, Status
from motcua.fees import refund_words
from motcua.journal import jobs
from motcua.journal.acting import Acting
from motcua.office import offices
from motcua.office.confirming import StillReplaying
from motcua.office.rights import Capability

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
    if _expire(office_id, dossier_id, at) is None:
        watch.pass_by(dossier_id, office_id, at=at)


@transaction.atomic
def _expire(office_id: UUID, dossier_id: UUID, at: datetime) -> Dossier | None:
    """Close the dossier whose supplement did not come in time; None when nothing has expired."""
    by = Acting.system(office_id)
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    if dossier.status != Status.SUPPLEMENT:
        return None
    back = refund_words.foreseen_words(dossier, Outcome.EXPIRED)
    return supplement_expiry.expire(dossier_id, refund=back, by=by, at=at)
