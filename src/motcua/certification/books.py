"""The four books (sổ chứng thực): numbers from 01 without a gap within the calendar year, and the closing of a year.

The number is taken under the lock of its series, and so is the closing: nothing slips into a closed year. Legal source:
NĐ 23/2015/NĐ-CP Điều 13, 14; the way a number is written and the volume are dated settings of the office.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.certification.authority import officer
from motcua.certification.events import BookClosed
from motcua.certification.lines import BookLine, State
from motcua.certification.matters import MARKS, Book
from motcua.certification.wordings import filled
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day, vn_date
from motcua.office import rights, series, settings_dated
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers.storage import StoredFile


class YearClosed(Refused):
    """The book of this year is closed: nothing is entered or struck in it any more."""

    def __init__(self, book: str, year: int, closed_at: datetime) -> None:
        super().__init__(
            _(
                "Sổ %(mark)s năm %(year)s đã khóa ngày %(day)s. Việc mới vào sổ năm sau, bắt đầu từ số 01; sai sót "
                "của năm đã khóa thì lập biên bản kèm sổ."
            )
            % {"mark": MARKS[Book(book)], "year": year, "day": vn_date(local_day(closed_at))}
        )


class TooEarly(Refused):
    """A book is closed on the last day of its year or later."""

    status = 422

    def __init__(self, year: int) -> None:
        super().__init__(
            _("Chỉ khóa sổ năm %(year)s từ ngày 31/12/%(year)s. Trước đó sổ vẫn đang dùng.") % {"year": year}
        )


class ClosedAlready(Refused):
    """The book of this year was closed before."""

    def __init__(self, closed_at: datetime) -> None:
        super().__init__(_("Sổ này đã khóa ngày %(day)s. Hãy tải lại trang.") % {"day": vn_date(local_day(closed_at))})


@dataclass(frozen=True, slots=True)
class Number:
    """One number as taken from a book."""

    number: int
    year: int
    volume: int
    words: str


class YearClosing(models.Model):
    """One book of one year, closed by the head with its totals; `file` is the whole year bound as one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=12, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField()
    certified = models.PositiveIntegerField()
    struck = models.PositiveIntegerField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-year", "book"]
        constraints = [models.UniqueConstraint(fields=["office", "book", "year"], name="books_year_closed_once")]


def series_of(book: str) -> str:
    """Return the name of the book's series of numbers."""
    return f"certified:{book}"


def take(office_id: UUID, book: str, at: datetime, count: int) -> list[Number]:
    """Return the book's next numbers at the moment in one piece; raises YearClosed. Inside the act's transaction."""
    day = local_day(at)
    values = settings_dated.values(office_id, day)
    volume = day.month if values["certify_volume"] == "month" else 1
    taken = series.take_block(office_id, series_of(book), date(day.year, 1, 1), count)
    # Asked under the lock of the series, which the closing takes too; refused, the numbers go back.
    refuse_closed(office_id, book, day.year)
    said = {"nam": str(day.year), "ky_hieu": MARKS[Book(book)], "quyen": f"{volume:02d}"}
    return [
        Number(number, day.year, volume, filled(values["certify_number"], {**said, "so": f"{number:02d}"})[:80])
        for number in taken
    ]


def find_closing(office_id: UUID, book: str, year: int) -> YearClosing | None:
    """Return the closing of the book's year, None while it is open."""
    return YearClosing.objects.filter(office_id=office_id, book=book, year=year).first()


def refuse_closed(office_id: UUID, book: str, year: int) -> None:
    """Raise YearClosed when the book of the year is closed."""
    closing = find_closing(office_id, book, year)
    if closing is not None:
        raise YearClosed(book, year, closing.closed_at)


@transaction.atomic
def close(office: Office, book: str, year: int, *, by: Acting, at: datetime) -> YearClosing:
    """Close the book of a year for good and count it; the machine then binds the whole year as one document.

    Raises TooEarly, ClosedAlready or NotAllowed.
    """
    rights.require(by, Capability.CLOSE_BOOKS, local_day(at))
    if local_day(at) < date(year, 12, 31):
        raise TooEarly(year)
    last = series.hold(office, series_of(book), date(year, 1, 1))
    closing = find_closing(office.pk, book, year)
    if closing is not None:
        raise ClosedAlready(closing.closed_at)
    lines = BookLine.objects.filter(office=office, book=book, year=year, number__isnull=False)
    struck = lines.filter(state=State.STRUCK).count()
    made = YearClosing.objects.create(
        office=office,
        book=book,
        year=year,
        last_number=last,
        certified=lines.count() - struck,
        struck=struck,
        closed_at=at,
        closed_by_id=officer(by),
    )
    event = BookClosed(closing_id=str(made.pk), book=str(book), year=year, last_number=last)
    entries.record(event, office=office.pk, subject=made.pk, by=by, at=at, facts=(made,))
    return made


def closings(office_id: UUID) -> list[YearClosing]:
    """Return the closed books of the office, the newest year first."""
    rows = YearClosing.objects.filter(office_id=office_id).select_related("closed_by", "file")
    return list(rows)
