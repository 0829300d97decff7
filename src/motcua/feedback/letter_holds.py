"""What does not count in the limits of complaints and denunciations (thời gian tạm đình chỉ), for many at a time."""

from collections.abc import Sequence
from uuid import UUID

from motcua.feedback import complaints
from motcua.feedback.complaints import Complaint, Suspension
from motcua.kernel.holds import Hold
from motcua.office.terms import Term


def of_terms(office_id: UUID, terms: Sequence[Term]) -> dict[UUID, list[Hold]]:
    """Return the suspensions that each of these terms leaves out of its count, by the term; one query each kind."""
    found: dict[UUID, list[Hold]] = {}
    halted = [term for term in terms if term.kind == Complaint.KIND and complaints.is_halted(term.name)]
    if halted:
        rows = Suspension.objects.filter(office_id=office_id, complaint_id__in=[term.subject_id for term in halted])
        by_matter: dict[UUID, list[Hold]] = {}
        for row in rows:
            by_matter.setdefault(row.complaint_id, []).append(row.hold)
        found |= {term.pk: by_matter.get(term.subject_id, []) for term in halted}
    return found
