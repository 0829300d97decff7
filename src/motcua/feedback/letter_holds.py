"""What does not count in the limits of complaints and denunciations (thời gian tạm đình chỉ), for many at a time."""

from collections.abc import Sequence
from uuid import UUID

from motcua.feedback import complaints, denunciations
from motcua.feedback.complaints import Complaint, Suspension
from motcua.feedback.denunciations import Denunciation, DenunciationHalt
from motcua.kernel.holds import Hold
from motcua.office.terms import Term


def of_terms(office_id: UUID, terms: Sequence[Term]) -> dict[UUID, list[Hold]]:
    """Return the suspensions that each of these terms leaves out of its count, by the term; one query each kind."""
    complained = [term for term in terms if term.kind == Complaint.KIND and complaints.is_halted(term.name)]
    denounced = [term for term in terms if term.kind == Denunciation.KIND and denunciations.is_halted(term.name)]
    by_matter: dict[UUID, list[Hold]] = {}
    if complained:
        ids = {term.subject_id for term in complained}
        for row in Suspension.objects.filter(office_id=office_id, complaint_id__in=ids):
            by_matter.setdefault(row.complaint_id, []).append(row.hold)
    if denounced:
        ids = {term.subject_id for term in denounced}
        for halt in DenunciationHalt.objects.filter(office_id=office_id, denunciation_id__in=ids):
            by_matter.setdefault(halt.denunciation_id, []).append(halt.hold)
    return {term.pk: by_matter.get(term.subject_id, []) for term in (*complained, *denounced)}
