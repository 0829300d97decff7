"""Erasing an ended dossier's personal data whole (xóa theo luật): what the applicant gave, and the words of a rating.

The dossier knows no ratings and the ratings no steward's act: this brings both together. Score and answers stay, they
name nobody. Legal source: as `dossiers/erasures.py`.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.dossiers import access, erasures
from motcua.dossiers.dossier import Dossier
from motcua.feedback import ratings
from motcua.journal.acting import Acting
from motcua.journal.erasure import NothingToErase
from motcua.office.rights import Capability


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of which dossier."""

    dossier: Dossier
    people: int
    files: int
    comments: int


@transaction.atomic
def erase(dossier_id: UUID, *, ground: str, by: Acting, at: datetime) -> Erased:
    """Take what the applicant gave, and wrote when rating, out of an ended dossier; raises as `erasures.erase` does."""
    try:
        done = erasures.erase(dossier_id, ground=ground, by=by, at=at)
    except NothingToErase:
        dossier = access.lock(dossier_id, by=by, at=at, to=Capability.KEEP_OFFICE, may_be_void=True)
        comments = ratings.erase_comments(dossier, basis=ground, by=by, at=at)
        if not comments:
            raise
        return Erased(dossier, 0, 0, comments)  # somebody rated after the rest was erased
    comments = ratings.erase_comments(done.dossier, basis=ground, by=by, at=at)
    return Erased(done.dossier, done.people, done.files, comments)
