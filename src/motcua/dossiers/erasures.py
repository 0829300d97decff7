"""Erasure of personal data of an ended dossier (xóa dữ liệu theo luật): who decided, on which ground, what stays.

Legal source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 4, 14 (right to erasure, end of the purpose), Luật Lưu trữ
33/2024/QH15 (what must be kept). What the applicant gave goes: name, numbers, address, answers, own words, files. What
the office issued or wrote by duty (slips, results, reasons, books) is a state document and stays: `KEPT` says which and
why. The messages go by the reader `notices.forget`, the words of ratings in the same act (`desk/erase_dossier.py`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers import access
from motcua.dossiers.components import ComponentFile, DossierComponent
from motcua.dossiers.dossier import Answers, Dossier
from motcua.dossiers.drafts import Draft
from motcua.dossiers.search import DossierWord
from motcua.dossiers.supplements import SupplementItem
from motcua.dossiers.withdrawals import Withdrawal
from motcua.journal import erasure
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office.people import IdentityKind, Person
from motcua.office.rights import Capability
from motcua.papers import kept_bytes

ERASED = "(đã xóa)"


@dataclass(frozen=True, slots=True)
class Ground:
    """One dated ground of the law on which data may be erased; the journal keeps its code."""

    code: str
    words: str
    valid_from: date
    valid_to: date | None = None


GROUNDS: tuple[Ground, ...] = (
    Ground(
        "subject-request",
        gettext_noop("Người dân yêu cầu xóa (NĐ 13/2023/NĐ-CP Điều 16)"),
        date(2023, 7, 1),
        date(2025, 12, 31),
    ),
    Ground(
        "subject-request",
        gettext_noop("Người dân yêu cầu xóa (Luật 91/2025/QH15 Điều 4, Điều 14)"),
        date(2026, 1, 1),
    ),
    Ground(
        "purpose-ended",
        gettext_noop("Hết mục đích, hết thời hạn lưu trữ (NĐ 13/2023/NĐ-CP Điều 16; Luật 33/2024/QH15)"),
        date(2025, 7, 1),
        date(2025, 12, 31),
    ),
    Ground(
        "purpose-ended",
        gettext_noop("Hết mục đích, hết thời hạn lưu trữ (Luật 91/2025/QH15 Điều 14; Luật 33/2024/QH15)"),
        date(2026, 1, 1),
    ),
    Ground(
        "court-decision",
        gettext_noop("Theo quyết định của tòa án hoặc cơ quan có thẩm quyền"),
        date(2023, 7, 1),
    ),
)
# What stays though it may name the person, with the law that keeps it; told on the screen before anything goes.
KEPT: tuple[tuple[str, str], ...] = (
    (
        gettext_noop("giấy hẹn, phiếu, dự thảo, kết quả của cơ quan: vẫn ghi họ tên, số giấy tờ như lúc ban hành"),
        "Luật Lưu trữ 33/2024/QH15; NĐ 30/2020/NĐ-CP",
    ),
    (
        gettext_noop("lý do, ý kiến, ghi chú do cán bộ viết khi giải quyết; lời xin lỗi, trả lời"),
        "Luật Lưu trữ 33/2024/QH15; NĐ 118/2025/NĐ-CP",
    ),
    (
        gettext_noop("sổ theo dõi hồ sơ, sổ chứng thực, sổ giao nhận và người ký nhận"),
        "TT 03/2025/TT-VPCP (Mẫu 07); NĐ 23/2015/NĐ-CP",
    ),
    (gettext_noop("phí, lệ phí đã thu, đã hoàn và chứng từ"), "Luật Kế toán 88/2015/QH13 Điều 41"),
    (gettext_noop("điểm đánh giá sự phục vụ (không còn lời góp ý)"), "NĐ 61/2018/NĐ-CP Điều 31"),
    (
        gettext_noop("mã hồ sơ, thủ tục, các mốc thời gian; chuỗi nhật ký, niêm phong (không có dữ liệu cá nhân)"),
        "Luật Giao dịch điện tử 20/2023/QH15",
    ),
)


def grounds(on: date) -> list[Ground]:
    """Return the grounds in force on a day."""
    return [one for one in GROUNDS if one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)]


class StillOpen(Refused):
    """An open dossier needs the data of its applicant."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ còn đang xử lý nên chưa xóa được dữ liệu. Hãy xóa sau khi hồ sơ kết thúc."))


class GroundMissing(Refused):
    """The erasure names no ground of the law."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn căn cứ pháp lý của việc xóa."))


class NotSure(Refused):
    """Nobody said that what goes and what stays was read: what is erased can't be brought back."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Chưa xóa gì. Hãy đọc những gì mất, những gì còn rồi đánh dấu ô xác nhận ở cuối trang, bấm lại nút xóa.")
        )


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
    if ground not in {one.code for one in grounds(local_day(at))}:
        raise GroundMissing
    people = list(Person.objects.filter(office_id=by.office, pk__in={dossier.applicant_id, dossier.submitter_id}))
    links = ComponentFile.objects.filter(office_id=by.office, component__dossier=dossier).select_related("file")
    files = [link.file for link in links if link.file.erased_at is None]
    if people and all(person.full_name == ERASED for person in people):
        raise erasure.NothingToErase

    def empty() -> list[models.Model]:
        rows: list[models.Model] = [dossier, *people, *kept_bytes.erase(files, at=at)]
        dossier.summary = dossier.authorisation = ""
        dossier.save(update_fields=["summary", "authorisation"])
        for person in people:
            _forget(person)
        rows += _empty_what_was_said(dossier)
        Draft.objects.filter(office_id=by.office, dossier=dossier).update(values={}, phone="", proxy={})
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


def _empty_what_was_said(dossier: Dossier) -> list[models.Model]:
    """Empty the applicant's answers and own words about this dossier, and the notes on the papers they handed in."""
    of_it: dict[str, object] = {"office_id": dossier.office_id, "dossier": dossier}
    rows: list[models.Model] = []
    for answers in Answers.objects.filter(**of_it):
        answers.values = {}
        answers.save(update_fields=["values"])
        rows.append(answers)
    for component in DossierComponent.objects.filter(**of_it).exclude(note=""):
        component.note = ""
        component.save(update_fields=["note"])
        rows.append(component)
    for withdrawal in Withdrawal.objects.filter(**of_it):
        withdrawal.reason = ERASED
        withdrawal.save(update_fields=["reason"])
        rows.append(withdrawal)
    items = SupplementItem.objects.filter(office_id=dossier.office_id, supplement__dossier=dossier)
    for item in items.exclude(answer=""):
        item.answer = ERASED
        item.save(update_fields=["answer"])
        rows.append(item)
    return rows
