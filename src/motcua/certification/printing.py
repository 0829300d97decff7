"""Printing the books (in sổ chứng thực): each month's lines for binding, and the whole year once it is closed.

What was printed when, and how far, is kept and journalled; a month is printed when it is over, again after a line of it
was struck. Legal source: NĐ 23/2015/NĐ-CP Điều 13(3).
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.certification import papers
from motcua.certification.authority import officer
from motcua.certification.books import YearClosing
from motcua.certification.events import BookBound, BookPrinted
from motcua.certification.lines import BookLine
from motcua.certification.matters import Book
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.jobs import Job
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import day_start, local_day
from motcua.office import rights
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers import storage
from motcua.papers.storage import StoredFile


class MonthNotOver(Refused):
    """A month is printed for binding when it is over."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Tháng này chưa hết nên chưa in để đóng sổ được. Hãy in vào ngày đầu tháng sau."))


class NothingToPrint(Refused):
    """The book has no line in the month."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Sổ này không có việc chứng thực nào trong tháng đã chọn nên không có gì để in."))


class BookPrint(models.Model):
    """One printing of one month of one book, with the numbers that it holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=12, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField()  # 1, and on from there when it was printed again
    first_number = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField()
    line_count = models.PositiveIntegerField()
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-month", "book", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "year", "month", "edition"], name="book_print_edition_once"
            )
        ]


def month_of(year: int, month: int) -> tuple[datetime, datetime]:
    """Return the moments between which the local month lies."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return day_start(date(year, month, 1)), day_start(following)


def lines_of(office_id: UUID, book: str, year: int, month: int = 0) -> list[BookLine]:
    """Return the numbered lines of a book's year, or of one month of it, in the order of their numbers."""
    rows = BookLine.objects.filter(office_id=office_id, book=book, year=year, number__isnull=False)
    if month:
        begins, ends = month_of(year, month)
        rows = rows.filter(certified_at__gte=begins, certified_at__lt=ends)
    return list(rows.select_related("dossier__applicant", "translator").order_by("number"))


def print_month(office: Office, book: str, year: int, month: int, *, by: Acting, at: datetime) -> BookPrint:
    """Return the printing of a month of a book, typeset now and kept; raises MonthNotOver or NothingToPrint."""
    rights.require(by, Capability.KEEP_BOOKS, local_day(at))
    if month_of(year, month)[1] > at:
        raise MonthNotOver
    found = lines_of(office.pk, book, year, month)
    if not found:
        raise NothingToPrint
    pdf = papers.book_pages(office, book, year, found, month=month, at=at)
    return _keep_print(office, book, year, month, found, pdf, by=by, at=at)


@transaction.atomic
def _keep_print(
    office: Office,
    book: str,
    year: int,
    month: int,
    found: Sequence[BookLine],
    pdf: bytes,
    *,
    by: Acting,
    at: datetime,
) -> BookPrint:
    # One printing at a time: the office's row is the lock under which the edition is counted.
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    before = BookPrint.objects.filter(office=office, book=book, year=year, month=month).count()
    stored = storage.keep(office, pdf, f"so-chung-thuc-{book}-{year}-{month:02d}.pdf", at=at)
    made = BookPrint.objects.create(
        office=office,
        book=book,
        year=year,
        month=month,
        edition=before + 1,
        first_number=found[0].number or 0,
        last_number=found[-1].number or 0,
        line_count=len(found),
        printed_at=at,
        printed_by_id=officer(by),
        file=stored,
    )
    event = BookPrinted(print_id=str(made.pk), book=str(book), year=year, month=month)
    entries.record(event, office=office.pk, subject=made.pk, by=by, at=at, facts=(made,), files=(stored.sha256,))
    return made


def of_office(office_id: UUID, year: int) -> list[BookPrint]:
    """Return the printings of the year, the newest month first."""
    return list(BookPrint.objects.filter(office_id=office_id, year=year).select_related("printed_by", "file"))


def find_file(office_id: UUID, print_id: UUID) -> StoredFile | None:
    """Return the file of a printing or of a bound year of the office, None when there is no such."""
    row = BookPrint.objects.filter(office_id=office_id, pk=print_id).select_related("file").first()
    if row is not None:
        return row.file
    closing = YearClosing.objects.filter(office_id=office_id, pk=print_id).select_related("file").first()
    return closing.file if closing else None


def bind(job: Job, at: datetime) -> None:
    """Typeset the whole year of the closed book that the entry tells of, once (a slow reader)."""
    if job.entry is None:
        return
    closing = YearClosing.objects.select_related("office", "closed_by").get(
        office_id=job.entry.office_id, pk=job.entry.subject_id
    )
    if closing.file_id is not None:
        return
    found = lines_of(closing.office_id, closing.book, closing.year)
    pdf = papers.book_pages(closing.office, closing.book, closing.year, found, closing=closing, at=closing.closed_at)
    with transaction.atomic():
        row = YearClosing.objects.select_for_update().get(office_id=closing.office_id, pk=closing.pk)
        if row.file_id is not None:
            return
        row.file = storage.keep(closing.office, pdf, f"so-chung-thuc-{row.book}-{row.year}.pdf", at=at)
        row.save(update_fields=["file"])
        entries.record(
            BookBound(closing_id=str(row.pk)),
            office=row.office_id,
            subject=row.pk,
            by=Acting.system(row.office_id),
            at=at,
            facts=(row,),
            files=(row.file.sha256,),
        )


def unprinted(office_id: UUID, at: datetime) -> list[tuple[str, int, int]]:
    """Return (book, year, month) of the last twelve months that are over, hold lines and were never printed."""
    today = local_day(at)
    begins = day_start(date(today.year - 1, today.month, 1))
    ends = day_start(date(today.year, today.month, 1))
    rows = BookLine.objects.filter(
        office_id=office_id, number__isnull=False, certified_at__gte=begins, certified_at__lt=ends
    ).values_list("book", "certified_at")
    held = {(book, local_day(moment).year, local_day(moment).month) for book, moment in rows if moment}
    done = BookPrint.objects.filter(office_id=office_id).values_list("book", "year", "month")
    return sorted(held - set(done), key=lambda row: (row[1], row[2], row[0]))
