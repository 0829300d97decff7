"""The logbook (Mẫu 07: sổ theo dõi hồ sơ): kept per sector, numbered from 01 per calendar year, closed by the head.

The book is what the dossiers themselves say; closing it fixes the last number and a digest of all its lines, and the
year takes no further dossier. Legal source: TT 03/2025/TT-VPCP Mẫu 07; TT 01/2018/TT-VPCP Điều 10(2), carried on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.dossiers import books, delivery_notes
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import LogbookClosed
from motcua.dossiers.results import Result, Way
from motcua.dossiers.status import Status
from motcua.dossiers.steps import Step
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.chain import canonical, digest
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import at_local, local_day, vn_date, vn_moment
from motcua.kernel.vietnamese import fold
from motcua.office import rights, series
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.series import Series
from motcua.office.staff import Staff

PAGE = 40


class NoSuchBook(Refused):
    """The office keeps no such book."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không có sổ này. Hãy mở lại danh sách sổ theo dõi."))


class YearNotOver(Refused):
    """A book is closed on the last day of its year or later."""

    def __init__(self, year: int) -> None:
        super().__init__(_("Sổ năm %(year)s chỉ khóa được từ ngày 31/12/%(year)s, khi năm đã hết.") % {"year": year})


class ClosedAlready(Refused):
    """The book was closed before."""

    def __init__(self) -> None:
        super().__init__(_("Sổ này đã khóa rồi. Hãy tải lại trang."))


class BookClosing(models.Model):
    """The end of one book: its last number and the digest of all its lines."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    last = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "series"], name="book_closed_once")]


@dataclass(frozen=True, slots=True)
class Book:
    """One book; `place` is its number among the books of the year."""

    id: UUID
    office_id: UUID
    sector: str
    year: int
    title: str
    place: int
    last: int
    closing: BookClosing | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the book, in words; `dossier` for whoever shows it on screen."""

    dossier: Dossier
    handler: str
    returned: str
    signed: str  # who took the result, and by what that is known
    how: str


def of_year(office_id: UUID, year: int) -> list[Book]:
    """Return the books of a year with their closings, two queries."""
    found = series.of_year(office_id, books.PREFIX, year)
    closings = {
        row.series_id: row
        for row in BookClosing.objects.filter(office_id=office_id, series__in=found).select_related("closed_by")
    }
    return [
        Book(
            id=row.pk,
            office_id=office_id,
            sector=books.sector_of(row.name),
            year=year,
            title=books.title(row.name, year),
            place=place,
            last=row.last,
            closing=closings.get(row.pk),
        )
        for place, row in enumerate(found, start=1)
    ]


def years(office_id: UUID) -> list[int]:
    """Return the years for which the office keeps books, the newest first."""
    return series.years(office_id, books.PREFIX)


def find(office_id: UUID, book_id: UUID) -> Book:
    """Return one book; raises NoSuchBook."""
    row = Series.objects.filter(office_id=office_id, pk=book_id, name__startswith=books.PREFIX).first()
    if row is None:
        raise NoSuchBook
    return next(book for book in of_year(office_id, row.on.year) if book.id == book_id)


def lines(
    book: Book, *, after: int = 0, size: int | None = None, period: tuple[date, date] | None = None
) -> list[Line]:
    """Return the lines after a number, those accepted within the period (both days inclusive); four queries."""
    found = _dossiers(book).filter(book_number__gt=after).select_related("applicant", "version__procedure")
    if period:
        begin, end = at_local(period[0], time.min), at_local(period[1] + timedelta(days=1), time.min)
        found = found.filter(accepted_at__gte=begin, accepted_at__lt=end)
    rows = list(found.order_by("book_number")[:size])
    ids = [row.pk for row in rows]
    results = {
        result.dossier_id: result
        for result in Result.objects.filter(office_id=book.office_id, dossier__in=ids, returned_at__isnull=False)
    }
    handlers = _handlers(book.office_id, ids)
    notes = delivery_notes.symbols_of(book.office_id, ids)
    return [_line(row, handlers.get(row.pk, ""), results.get(row.pk), notes.get(row.pk, "")) for row in rows]


def _dossiers(book: Book) -> models.QuerySet[Dossier]:
    return Dossier.objects.filter(office_id=book.office_id, book=book.title)


def _handlers(office_id: UUID, ids: list[UUID]) -> dict[UUID, str]:
    """Return the first post that handles each dossier on the merits."""
    steps = Step.objects.filter(office_id=office_id, dossier__in=ids, post__kind="specialist").order_by("-position")
    return dict(steps.values_list("dossier_id", "post__name"))


def _line(dossier: Dossier, handler: str, result: Result | None, delivery: str) -> Line:
    returned = signed = how = ""
    if dossier.void_at:
        returned = f"Hủy {vn_date(local_day(dossier.void_at))}"
    elif result is not None and result.returned_at:
        returned = vn_moment(result.returned_at)
        how = _how(result, delivery)
        signed = how if result.way == Way.POST else f"{_taker(dossier, result)} ({how})"
    elif dossier.status == Status.STOPPED and dossier.closed_at:
        returned = f"Dừng giải quyết {vn_date(local_day(dossier.closed_at))}"
    return Line(dossier, handler, returned, signed, how)


def _taker(dossier: Dossier, result: Result) -> str:
    """Name who stood there; somebody else than the applicant took it for them, by an authorisation."""
    owner, taker = dossier.applicant.full_name, result.received_by or dossier.applicant.full_name
    return taker if fold(taker) == fold(owner) else f"{taker}, nhận thay"


def _how(result: Result, delivery: str) -> str:
    """Say what stands for the signature of the column: nobody signs here for what the post delivers."""
    if result.way == Way.DOWNLOAD:
        return "tải bản điện tử trên hệ thống"
    if result.way == Way.POST:
        return "Bưu chính phát" + (f", mã vận đơn {result.tracking_number}" if result.tracking_number else "")
    return f"ký phiếu giao trả số {delivery}" if delivery else "ký nhận tại quầy"


def count(book: Book, period: tuple[date, date]) -> int:
    """Return how many lines of the book fall into the period."""
    begin, end = at_local(period[0], time.min), at_local(period[1] + timedelta(days=1), time.min)
    return _dossiers(book).filter(accepted_at__gte=begin, accepted_at__lt=end).count()


@transaction.atomic
def close(office_id: UUID, book_id: UUID, *, by: Acting, at: datetime) -> BookClosing:
    """Close a book at the end of its year, by the head; the year takes no further dossier of the sector.

    Raises NoSuchBook, YearNotOver or ClosedAlready.
    """
    rights.require(by, Capability.CLOSE_LOGBOOK, local_day(at))
    book = find(office_id, book_id)
    if local_day(at) < date(book.year, 12, 31):
        raise YearNotOver(book.year)
    last = series.close(office_id, books.PREFIX + book.sector, date(book.year, 1, 1), at=at)
    if last is None or by.person is None:
        raise ClosedAlready
    closing = BookClosing.objects.create(
        office_id=office_id,
        series_id=book.id,
        closed_at=at,
        closed_by_id=by.person,
        last=last,
        digest=digest_of(_dossiers(book).order_by("book_number").values_list("book_number", "code")),
    )
    entries.record(
        LogbookClosed(closing_id=str(closing.pk), year=book.year, last=last, digest=closing.digest),
        office=office_id,
        subject=book.id,
        by=by,
        at=at,
        facts=(closing,),
    )
    return closing


def digest_of(numbered: Iterable[tuple[int | None, str]]) -> str:
    """Return the digest of a book's lines: number and code of each, in order."""
    return digest(canonical({"lines": [[number, code] for number, code in numbered]}))
