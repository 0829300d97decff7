"""Invariants of matters (điều luôn phải đúng): each open one has one holder, one watched moment and a reason.

And its state is the one that its last entry in the journal says. `motcua invariants` asks every room.
"""

from collections.abc import Iterator
from uuid import UUID

from motcua.journal.chain import Entry
from motcua.office import terms
from motcua.office.matters import Matter


def count(office_id: UUID, models: tuple[type[Matter], ...]) -> tuple[int, int]:
    """Return how many matters of these kinds are open in the office, and how many there are."""
    rows = [model._default_manager.filter(office_id=office_id) for model in models]
    return sum(each.filter(closed_at=None).count() for each in rows), sum(each.count() for each in rows)


def broken(office_id: UUID, models: tuple[type[Matter], ...]) -> Iterator[tuple[str, str]]:
    """Yield (number, words) of every broken invariant of matters of these kinds; nothing is changed."""
    for model in models:
        states: dict[UUID, str] = {}
        found = list(model._default_manager.filter(office_id=office_id).order_by("code"))
        told = Entry.objects.filter(office_id=office_id, name__startswith=f"{model._meta.app_label}.").order_by("seq")
        for entry in told.filter(subject_id__in=[matter.pk for matter in found]):
            if "state" in entry.event:
                states[entry.subject_id] = str(entry.event["state"])
        stuck = terms.stuck(office_id, [matter.pk for matter in found if matter.closed_at is None])
        for matter in found:
            if matter.pk in stuck:
                yield matter.code, stuck[matter.pk]
            if states.get(matter.pk) != matter.state:
                yield matter.code, f"trạng thái {matter.state} không khớp nhật ký {states.get(matter.pk)}"
