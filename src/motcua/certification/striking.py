"""Striking (gạch bỏ): a wrong line stays with its number and the reason, the right one is entered anew.

Nothing in a book is overwritten, and a closed year not even struck. Legal source: NĐ 23/2015/NĐ-CP Điều 13.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from motcua.certification import books, certifying, matters
from motcua.certification.authority import Way
from motcua.certification.certifying import Document
from motcua.certification.events import LinesDropped, LineStruck
from motcua.certification.lines import NUMBERED, BookLine, State
from motcua.dossiers import access
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.journal.acting import Acting
from motcua.journal.jobs import Job
from motcua.journal.refusals import Refused
from motcua.office.rights import Capability


class NotNumbered(Refused):
    """Only a line that stands in the book can be struck."""

    def __init__(self) -> None:
        super().__init__(_("Dòng này chưa vào sổ hoặc đã gạch bỏ rồi. Hãy tải lại trang."))


class ElectronicAnew(Refused):
    """An electronic copy is made of a scan and signed by machine: no line on paper stands in for it."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Bản sao điện tử ghi sai thì chỉ gạch bỏ ở đây; bản đúng lập ở Quầy chứng thực, quét lại bản chính.")
        )


def strike(
    line_id: UUID, *, reason: str, by: Acting, at: datetime, instead: Document | None = None
) -> tuple[BookLine, BookLine | None]:
    """Strike a wrong line, its number stays used; `instead` is entered anew with the next number of today.

    The right line is certified by the same officer, whose right must hold today. Returns both; raises ReasonMissing,
    NotNumbered, ElectronicAnew, YearClosed. Inside the act's transaction.
    """
    asked = BookLine.objects.filter(office_id=by.office, pk=line_id).values_list("dossier_id", flat=True).first()
    if asked is None:
        from_nowhere = access.NoSuchDossier()
        raise from_nowhere
    dossier = access.lock(asked, by=by, at=at, to=Capability.KEEP_BOOKS)
    line = BookLine.objects.get(office_id=dossier.office_id, pk=line_id)
    if not reason.strip():
        raise ReasonMissing
    if line.state != State.CERTIFIED or line.year is None or line.certifier is None:
        raise NotNumbered
    if instead is not None and line.is_electronic:
        raise ElectronicAnew
    books.refuse_closed(dossier.office_id, line.book, line.year)
    line.state, line.struck_at, line.struck_by_id, line.struck_reason = State.STRUCK, at, by.person, reason[:300]
    line.save()
    facts: list[models.Model] = [line]
    right = None
    if instead is not None:
        matter = matters.of(dossier.version.procedure.code)
        certifying.check(matter, [instead], line.statements)
        right = certifying.line_of(
            dossier, matter, instead, line.position, by, at, statements=line.statements, replaces=line
        )
        right.fee = line.fee
        right.save(force_insert=True)
        certifying.number(dossier, [right], line.certifier, way=Way.PAPER, by=by, at=at)
        facts.append(right)
    event = LineStruck(line_id=str(line.pk), replaced_by=str(right.pk) if right else "")
    note(dossier, event, by=by, at=at, facts=facts, private={"reason": reason.strip()})
    return line, right


def drop(job: Job, at: datetime) -> None:
    """Let what was asked for fall away with its refused, withdrawn or void dossier (a reader of its entry)."""
    if job.entry is None:
        return
    office_id = job.entry.office_id
    dossier = Dossier.objects.select_for_update().filter(office_id=office_id, pk=job.entry.subject_id).first()
    if dossier is None or (dossier.is_open and dossier.void_at is None):
        return
    rows = BookLine.objects.filter(office_id=office_id, dossier=dossier)
    left = [line for line in rows if line.state == State.WAITING or (dossier.void_at and line.state in NUMBERED)]
    left = [line for line in left if line.state != State.STRUCK]
    for line in left:
        if line.number is None:
            line.state = State.DROPPED
        else:
            line.state, line.struck_at, line.struck_reason = State.STRUCK, at, "Hồ sơ hủy do tiếp nhận nhầm"
        line.save()
    if left:
        event = LinesDropped(line_ids=[str(line.pk) for line in left])
        note(dossier, event, by=Acting.system(office_id), at=at, facts=left)
