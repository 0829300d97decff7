"""Certifying (thực hiện chứng thực): documents are asked for, get their numbers and wordings, or are refused by name.

Each act is one entry on the dossier. Legal source: NĐ 23/2015/NĐ-CP Điều 12, 13, 20, 22, 24, 31, 36; TT 01/2020/TT-BTP
Điều 4, 8, 11, 20.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.certification import authority, books, matters, wordings
from motcua.certification.authority import Way
from motcua.certification.events import CertificationAsked, Certified, OriginalsRefused
from motcua.certification.exclusions import Exclusion
from motcua.certification.lines import BookLine, State
from motcua.certification.matters import Book, Matter
from motcua.certification.translators import Translator
from motcua.certification.wordings import OfficeWording, Wording
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.record import note
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import fold, nfc
from motcua.office import staff
from motcua.office.staff import Staff
from motcua.papers.storage import StoredFile

MOST_DOCUMENTS = 30
MOST_COPIES = 500
MOST_PAGES = 5000
# What numbering writes into a line.
NUMBERED = (
    *("number", "year", "volume", "number_words"),
    *("certifier", "certifier_name", "certifier_title", "certified_at"),
    *("state", "words", "legal_ref"),
)


class NothingAsked(Refused):
    """A request names at least one document, and not more than a visit can hold."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Hãy nhập ít nhất một loại giấy tờ cần chứng thực, tối đa %(most)s loại một lần.")
            % {"most": MOST_DOCUMENTS}
        )


class DocumentUnclear(Refused):
    """A document needs its kind, the pages of its original where the fee counts them, and the number of copies."""

    status = 422

    def __init__(self, place: int) -> None:
        super().__init__(
            _("Dòng %(place)s: hãy ghi loại giấy tờ, số trang bản chính (1–%(pages)s) và số bản (1–%(copies)s).")
            % {"place": place, "pages": MOST_PAGES, "copies": MOST_COPIES}
        )


class StatementsMissing(Refused):
    """The officer has not said having seen what the law asks for."""

    status = 422

    def __init__(self, missing: Sequence[object]) -> None:
        said = "; ".join(str(words) for words in missing)
        super().__init__(_("Chưa chứng thực được, người tiếp nhận chưa xác nhận: %(missing)s.") % {"missing": said})


class ScanMissing(Refused):
    """An electronic copy is made of a scan, and only of an original shown."""

    status = 422

    def __init__(self, place: int) -> None:
        super().__init__(
            _("Dòng %(place)s: bản sao điện tử cần bản quét (PDF hoặc ảnh) của bản chính vừa xuất trình.")
            % {"place": place}
        )


class NothingWaiting(Refused):
    """No line of the dossier waits to be certified."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ này không còn giấy tờ nào chờ chứng thực. Hãy tải lại trang."))


@dataclass(frozen=True, slots=True)
class Document:
    """One document as asked for at the counter."""

    document_type: str
    copies: int = 1
    pages: int | None = None
    is_electronic: bool = False
    scan: StoredFile | None = None
    manner: str = ""
    translator: Translator | None = None


def check(matter: Matter, documents: Sequence[Document], statements: Iterable[str]) -> None:
    """Raise what is unclear or not stated yet, before anything is written."""
    if not 1 <= len(documents) <= MOST_DOCUMENTS:
        raise NothingAsked
    if matter.book == Book.CONTRACTS and len(documents) > 1:
        raise matters.OneContractOneNumber
    for place, one in enumerate(documents, start=1):
        is_counted = one.pages is not None and 1 <= one.pages <= MOST_PAGES
        if not one.document_type.strip() or not 1 <= one.copies <= MOST_COPIES:
            raise DocumentUnclear(place)
        if not (is_counted or (one.pages is None and not matter.counts_pages)):
            raise DocumentUnclear(place)
        if one.is_electronic and (one.scan is None or not matter.counts_pages):
            raise ScanMissing(place)
    said = set(statements)
    missing = [matters.STATEMENTS[name] for name in matter.statements if name not in said]
    if missing:
        raise StatementsMissing(missing)


def ask(
    dossier: Dossier,
    matter: Matter,
    documents: Sequence[Document],
    *,
    statements: Iterable[str],
    fees: Sequence[int] | None,
    by: Acting,
    at: datetime,
) -> list[BookLine]:
    """Return the lines that wait to be certified; `fees` in đồng for each document, None when the fee is unknown.

    Part of an act that holds the dossier's lock and has called `check`.
    """
    stated = [name for name in matter.statements if name in set(statements)]
    lines = [
        line_of(dossier, matter, one, place, by, at, statements=stated, fee=fees[place - 1] if fees else None)
        for place, one in enumerate(documents, start=1)
    ]
    BookLine.objects.bulk_create(lines)
    event = CertificationAsked(line_ids=[str(line.pk) for line in lines], book=str(matter.book))
    note(dossier, event, by=by, at=at, facts=lines, files=[line.scan.sha256 for line in lines if line.scan])
    return lines


def line_of(
    dossier: Dossier, matter: Matter, one: Document, place: int, by: Acting, at: datetime, **more: object
) -> BookLine:
    """Return a new line for one document, unsaved; part of an act."""
    named = nfc(one.document_type).strip()[:200]
    return BookLine(
        id=uuid7(),
        office_id=dossier.office_id,
        dossier=dossier,
        book=matter.book,
        position=place,
        document_type=named,
        folded=fold(f"{dossier.applicant.full_name} {named}")[:400],
        copies=one.copies,
        pages=one.pages,
        is_electronic=one.is_electronic,
        manner=one.manner if matter.book == Book.SIGNATURES else "",
        translator=one.translator,
        scan=one.scan,
        asked_at=at,
        entered_by_id=authority.officer(by),
        **more,
    )


def refuse(
    dossier: Dossier,
    matter: Matter,
    documents: Sequence[Document],
    cases: Sequence[Exclusion],
    *,
    by: Acting,
    at: datetime,
) -> list[BookLine]:
    """Return the refused lines, which get no number; the slip with the reason is the dossier's own (Mẫu 03)."""
    if not documents:
        raise NothingAsked
    codes = [case.code for case in cases]
    lines = [
        line_of(dossier, matter, one, place, by, at, state=State.REFUSED, exclusions=codes)
        for place, one in enumerate(documents, start=1)
    ]
    BookLine.objects.bulk_create(lines)
    event = OriginalsRefused(line_ids=[str(line.pk) for line in lines], exclusions=codes)
    note(dossier, event, by=by, at=at, facts=lines)
    return lines


def certify(dossier: Dossier, lines: Sequence[BookLine], certifier: Staff, *, by: Acting, at: datetime) -> None:
    """Give every line its number and wording: signed by hand by the certifier, stamped, entered in the book now.

    Part of an act that holds the dossier's lock. Raises NothingWaiting, NoRightToCertify, YearClosed or NoWording.
    """
    number(dossier, lines, certifier, way=Way.PAPER, by=by, at=at)
    event = Certified(
        line_ids=[str(line.pk) for line in lines],
        book=str(lines[0].book),
        year=lines[0].year or 0,
        numbers=[line.number or 0 for line in lines],
        certifier_id=str(certifier.pk),
    )
    note(dossier, event, by=by, at=at, facts=lines)


def number(
    dossier: Dossier, lines: Sequence[BookLine], certifier: Staff, *, way: Way, by: Acting, at: datetime
) -> None:
    """Write numbers, certifier and wording into the waiting lines of one book; the caller journals it."""
    if not lines or any(line.state != State.WAITING for line in lines):
        raise NothingWaiting
    day, matter = local_day(at), matters.of(dossier.version.procedure.code)
    authority.require(certifier.pk, dossier.office_id, matter.book, day, way)
    title = certifier.title or authority.post_of(certifier, day).name
    received_by = staff.names({line.entered_by_id for line in lines})
    texts: dict[str, Wording | OfficeWording] = {}
    for line, taken in zip(lines, books.take(dossier.office_id, matter.book, at, len(lines)), strict=True):
        kind = matters.wording_kind(matter, manner=line.manner, is_electronic=line.is_electronic)
        text = texts[kind] = texts.get(kind) or wordings.current(dossier.office_id, kind, day)
        line.number, line.year, line.volume, line.number_words = taken.number, taken.year, taken.volume, taken.words
        line.certifier, line.certifier_name, line.certifier_title = certifier, certifier.full_name, title
        line.certified_at = at
        line.state = State.SIGNING if way is Way.ELECTRONIC else State.CERTIFIED
        said = _values(dossier, line, title, received_by.get(line.entered_by_id, ""))
        line.words, line.legal_ref = wordings.filled(text.text, said), text.legal_ref
    BookLine.objects.bulk_update(lines, NUMBERED)


def _values(dossier: Dossier, line: BookLine, title: str, received_by: str) -> dict[str, str]:
    day = local_day(line.certified_at or line.asked_at)
    office, person = dossier.office, dossier.applicant
    return {
        "so": line.number_words,
        "ngay": f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "noi": office.address or office.name,
        "co_quan": office.parent_name or office.name,
        "nguoi_yeu_cau": person.full_name,
        "giay_to_tuy_than": person.identity_number or "……………………",
        "loai_giay_to": line.document_type,
        "so_trang": str(line.pages or "……"),
        "so_ban": str(line.copies),
        "nguoi_dich": line.translator.full_name if line.translator else person.full_name,
        "ngon_ngu": line.translator.languages if line.translator else "……………………",
        "nguoi_chung_thuc": line.certifier_name,
        "chuc_danh": title,
        "nguoi_tiep_nhan": received_by,
    }
