"""When a watched moment comes: read the facts anew, act where the law says so, else journal that it passed."""

from datetime import datetime

from motcua.dossiers import supplements, watch
from motcua.journal.acting import Acting


def came(at: datetime, limit: int = 500) -> int:
    """Return how many watched moments were dealt with; run every minute by the worker, resumable at any point."""
    dealt = 0
    for office_id, dossier_id in watch.due(at, limit):
        if supplements.expire(dossier_id, by=Acting.system(office_id), at=at) is None:
            watch.pass_by(dossier_id, office_id, at=at)
        dealt += 1
    return dealt
