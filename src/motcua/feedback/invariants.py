"""Invariants of petitions, complaints and denunciations (điều luôn phải đúng): see `office/matter_invariants.py`."""

from collections.abc import Iterator
from uuid import UUID

from motcua.dossiers.invariants import Broken
from motcua.feedback.complaints import Complaint
from motcua.feedback.denunciations import Denunciation
from motcua.feedback.petitions import Petition
from motcua.office import matter_invariants

MODELS = (Petition, Complaint, Denunciation)


def count(office_id: UUID) -> tuple[int, int]:
    """Return how many matters of this room are open in the office, and how many there are."""
    return matter_invariants.count(office_id, MODELS)


def check(office_id: UUID) -> Iterator[Broken]:
    """Yield every broken invariant of this room in the office; nothing is changed."""
    for code, words in matter_invariants.broken(office_id, MODELS):
        yield Broken(code, words)
