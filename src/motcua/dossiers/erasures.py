"""Erasure of personal data of an ended dossier (xóa dữ liệu theo luật): who decided, on which ground, what stays.

Legal source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 4, 14 (right to erasure, end of the purpose), Luật Lưu trữ
33/2024/QH15 (what must be kept). What the applicant gave goes: name, numbers, address, answers, files. What the office
issued (slips, results, their numbers and signatures) is a state document and stays for the archive.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access
from motcua.dossiers.components import ComponentFile, DossierComponent
from motcua.dossiers.dossier import Answers, Dossier
from motcua.dossiers.drafts import Draft
from motcua.dossiers.search import DossierWord
from motcua.journal import erasure
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.office.people import IdentityKind, Person
from motcua.office.rights import Capability
from motcua.papers import kept_bytes

ERASED = "(đã xóa)"
GROUNDS = {
    "subject-request": gettext_lazy("Người dân yêu cầu xóa (Luật 91/2025/QH15 Điều 4, Điều 14)"),
    "purpose-ended": gettext_lazy("Hết mục đích, hết thời hạn lưu trữ (Luật 91/2025/QH15 Điều 14; Luật 33/2024/QH15)"),
    "court-decision": gettext_lazy("Theo quyết định của tòa án hoặc cơ quan có thẩm quyền"),
}


class StillOpen(Refused):
    """An open dossier needs the data of its applicant."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ còn đang xử lý nên chưa xóa được dữ liệu. Hãy xóa sau khi hồ sơ kết thúc."))


class GroundMissing(Refused):
    """The erasure names no ground of the law."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn căn cứ pháp lý của việc xóa."))


class NoDossierOfThisCode(Refused):
    """The office has no dossier with this code."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không có hồ sơ nào của cơ quan mang mã này. Hãy xem lại mã trên giấy hẹn."))


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of which dossier."""

    dossier: Dossier
    people: int
    files: int


def find(code: str, *, by: Acting, at: datetime) -> UUID:
    """Return the id of the office's dossier with this code, for a steward; raises NoDossierOfThisCode."""
    found = access.visible(by, Capability.KEEP_OFFICE, at).filter(code=code.strip().upper())
    dossier_id = found.values_list("pk", flat=True).first()
    if dossier_id is None:
        raise NoDossierOfThisCode
    return dossier_id


@transaction.atomic
def erase(dossier_id: UUID, *, ground: str, by: Acting, at: datetime) -> Erased:
    """Take what the applicant gave out of an ended dossier; the journal keeps that it was there, and that it went.

    Raises StillOpen, GroundMissing, or erasure.NothingToErase when it was done before.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.KEEP_OFFICE, may_be_void=True)
    if dossier.is_open:
        raise StillOpen
    if ground not in GROUNDS:
        raise GroundMissing
    people = list(Person.objects.filter(office_id=by.office, pk__in={dossier.applicant_id, dossier.submitter_id}))
    links = ComponentFile.objects.filter(office_id=by.office, component__dossier=dossier).select_related("file")
    files = [link.file for link in links if link.file.erased_at is None]
    if people and all(person.full_name == ERASED for person in people):
        raise erasure.NothingToErase

    def empty() -> list[models.Model]:
        rows: list[models.Model] = [dossier, *people, *kept_bytes.erase(files, at=at)]
        dossier.summary = ""
        dossier.save(update_fields=["summary"])
        for person in people:
            _forget(person)
        answers = Answers.objects.filter(office_id=by.office, dossier=dossier).first()
        if answers is not None:
            answers.values = {}
            answers.save(update_fields=["values"])
            rows.append(answers)
        for component in DossierComponent.objects.filter(office_id=by.office, dossier=dossier).exclude(note=""):
            component.note = ""
            component.save(update_fields=["note"])
            rows.append(component)
        Draft.objects.filter(office_id=by.office, dossier=dossier).update(values={}, phone="")
        DossierWord.objects.filter(office_id=by.office, dossier=dossier).delete()
        return rows

    erasure.erase(office=by.office, subject=dossier.pk, basis=ground, by=by, at=at, empty=empty)
    return Erased(dossier, len(people), len(files))


def _forget(person: Person) -> None:
    person.full_name = person.sort_key = person.folded = ERASED
    person.identity_kind, person.identity_number, person.identity_hash = IdentityKind.NONE, "", ""
    for name in ("born_on", "gender", "phone", "email", "address", "commune_code"):
        setattr(person, name, "")
    person.save()
