"""Finding in the books (tra cứu sổ chứng thực) and the figures of a month; each figure opens to its lines.

A search is by number or by words without marks, within one year of one book or of all; names are masked by the door.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Q, Sum

from motcua.certification.lines import OPEN, BookLine, State
from motcua.certification.matters import MARKS, Book
from motcua.certification.printing import month_of
from motcua.kernel import page_cursor
from motcua.kernel.vietnamese import words_of

ROWS = 40  # with long names fifty were over fifty kilobytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of lines and where the next one goes on ("" at the end)."""

    rows: list[BookLine]
    following: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What one book did in a month; `fee_unknown` counts lines whose fee nobody knows."""

    book: str
    certified: int
    copies: int
    pages: int
    fee: int
    fee_unknown: int
    electronic: int
    struck: int

    @property
    def paper(self) -> int:
        """How many lines were certified on paper."""
        return self.certified - self.electronic

    @property
    def mark(self) -> str:
        """The mark of the book, "" for the sum of all."""
        return MARKS[Book(self.book)] if self.book else ""

    @property
    def words(self) -> str:
        """The book in words, "" for the sum of all."""
        return str(Book(self.book).label) if self.book else ""


def page(
    office_id: UUID, *, year: int, book: str = "", month: int = 0, text: str = "", after: str = "", limit: int = ROWS
) -> Page:
    """Return the numbered lines of a year (of a month of it) that match, the newest first; one query."""
    rows = BookLine.objects.filter(office_id=office_id, year=year, number__isnull=False)
    if book:
        rows = rows.filter(book=book)
    if month:
        begins, ends = month_of(year, month)
        rows = rows.filter(certified_at__gte=begins, certified_at__lt=ends)
    for word in words_of(text)[:6]:
        fits = Q(folded__contains=word)
        if word.isdigit() and len(word) <= 7:
            fits |= Q(number=int(word))
        rows = rows.filter(fits)
    place = page_cursor.read(after)
    if place is not None:
        moment, pk = place
        rows = rows.filter(Q(certified_at__lt=moment) | Q(certified_at=moment, id__lt=pk))
    found = list(rows.select_related("dossier__applicant", "certifier").order_by("-certified_at", "-id")[: limit + 1])
    return _cut(found, limit, "certified_at")


def waiting(office_id: UUID, *, after: str = "", limit: int = ROWS) -> Page:
    """Return what is asked for and not certified yet, the oldest first, with dossiers; one query."""
    rows = BookLine.objects.filter(office_id=office_id, state__in=OPEN)
    place = page_cursor.read(after)
    if place is not None:
        moment, pk = place
        rows = rows.filter(Q(asked_at__gt=moment) | Q(asked_at=moment, id__gt=pk))
    # Keys grow in the order of the documents of one visit, which were asked for at one moment.
    found = list(rows.select_related("dossier__applicant").order_by("asked_at", "id")[: limit + 1])
    return _cut(found, limit, "asked_at")


def _cut(found: list[BookLine], limit: int, moment: str) -> Page:
    if len(found) <= limit:
        return Page(found, "")
    last = found[limit - 1]
    return Page(found[:limit], page_cursor.write(getattr(last, moment), last.pk))


def figures(office_id: UUID, year: int, month: int = 0) -> list[Figures]:
    """Return the figures of each book in the month (or the year), the sum of all last; one query."""
    begins, ends = month_of(year, month) if month else (day_start_of(year), day_start_of(year + 1))
    live = Q(state__in=[State.CERTIFIED, State.SIGNING])
    rows = (
        BookLine.objects.filter(office_id=office_id, certified_at__gte=begins, certified_at__lt=ends)
        .values("book")
        .annotate(
            n_certified=Count("id", filter=live),
            n_pages=Sum(models.F("pages") * models.F("copies"), filter=live, default=0),
            n_copies=Sum("copies", filter=live, default=0),
            n_fee=Sum("fee", filter=live, default=0),
            n_fee_unknown=Count("id", filter=live & Q(fee=None)),
            n_electronic=Count("id", filter=live & Q(is_electronic=True)),
            n_struck=Count("id", filter=Q(state=State.STRUCK)),
        )
    )
    counted: dict[str, Figures] = {}
    for row in rows:
        told: dict[str, Any] = {name.removeprefix("n_"): value for name, value in row.items()}
        counted[told["book"]] = Figures(**told)
    each = [counted.get(book, Figures(book, 0, 0, 0, 0, 0, 0, 0)) for book in Book.values]
    names = ("certified", "copies", "pages", "fee", "fee_unknown", "electronic", "struck")
    return [*each, Figures("", **{name: sum(getattr(one, name) for one in each) for name in names})]


def day_start_of(year: int) -> datetime:
    """Return the moment at which a year begins."""
    return month_of(year, 1)[0]


def years(office_id: UUID, this_year: int) -> list[int]:
    """Return the years in which the office's books have lines, this one always, the newest first."""
    rows = BookLine.objects.filter(office_id=office_id, number__isnull=False)
    found = set(rows.order_by().values_list("year", flat=True).distinct())
    return sorted({this_year, *(year for year in found if year)}, reverse=True)
