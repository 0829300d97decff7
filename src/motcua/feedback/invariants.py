"""Invariants of petitions and letters (điều luôn phải đúng): each open one has a holder, a watched moment, a reason.

And its state is the one that its last entry in the journal says.
"""

from collections.abc import Iterator
from uuid import UUID

from motcua.dossiers.invariants import Broken
from motcua.feedback.complaints import Complaint
from motcua.feedback.denunciations import Denunciation
from motcua.feedback.petitions import Petition
from motcua.journal.chain import Entry
from motcua.office import terms

MODELS = (Petition, Complaint, Denunciation)


def count(office_id: UUID) -> tuple[int, int]:
    """Return how many matters of the office are open, and how many there are."""
    rows = [model.objects.filter(office_id=office_id) for model in MODELS]
    return sum(each.filter(closed_at=None).count() for each in rows), sum(each.count() for each in rows)


def check(office_id: UUID) -> Iterator[Broken]:
    """Yield every broken invariant of the office; nothing is changed."""
    for model in MODELS:
        states: dict[UUID, str] = {}
        told = Entry.objects.filter(office_id=office_id, name__startswith="feedback.").order_by("seq")
        matters = list(model.objects.filter(office_id=office_id).order_by("code"))
        for entry in told.filter(subject_id__in=[matter.pk for matter in matters]):
            if "state" in entry.event:
                states[entry.subject_id] = str(entry.event["state"])
        stuck = terms.stuck(office_id, [matter.pk for matter in matters if matter.closed_at is None])
        for matter in matters:
            if matter.pk in stuck:
                yield Broken(matter.code, stuck[matter.pk])
            if states.get(matter.pk) != matter.state:
                yield Broken(matter.code, f"trạng thái {matter.state} không khớp nhật ký {states.get(matter.pk)}")
