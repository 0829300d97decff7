"""The books on screen: search, figures of the month, monthly print, closing of the year, one line and striking it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.certification import books, certifying, finding, lines, matters, printing
from motcua.certification.certifying import Document
from motcua.certification.matters import MARKS, Book
from motcua.desk import certify_waiting
from motcua.doors.access_rules import act, may_open, rule
from motcua.doors.officer.certification import tabs
from motcua.doors.request import StaffRequest
from motcua.doors.typed import Unreadable, number_of
from motcua.journal import access_log
from motcua.kernel.localtime import local_day
from motcua.office import offices
from motcua.office.rights import Capability
from motcua.papers import storage


def _number(text: str, fallback: int, low: int, high: int) -> int:
    is_number = text.isascii() and text.isdigit() and low <= int(text[:5]) <= high
    return int(text) if is_number else fallback


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def books_page(request: StaffRequest) -> HttpResponse:
    """Show the lines of a book or of all, found by words or number, with the figures of the month above."""
    return _books_page(request)


def _books_page(request: StaffRequest) -> HttpResponse:
    by, today = request.acting, local_day(request.at)
    asked = request.GET
    year = _number(asked.get("nam", ""), today.year, 2000, 2199)
    month = _number(asked.get("thang", ""), today.month if "nam" not in asked and "q" not in asked else 0, 0, 12)
    book = asked.get("so", "") if asked.get("so", "") in Book.values else ""
    text = asked.get("q", "").strip()[:100]
    page = finding.page(by.office, year=year, book=book, month=month, text=text, after=asked.get("sau", "")[:200])
    access_log.defer(request, by, by.office, request.assignment.post_id, "list", request.at)
    closed = {row.book: row for row in books.closings(by.office) if row.year == year}
    context: dict[str, Any] = {
        "page": page,
        "figures": finding.figures(by.office, year, month),
        "year": year,
        "month": month,
        "months": [(0, _("Cả năm")), *((number, f"{_('Tháng')} {number}") for number in range(1, 13))],
        "years": finding.years(by.office, today.year),
        "book": book,
        "books": [("", _("Cả bốn sổ")), *((one.value, f"{MARKS[one]} – {one.label}") for one in Book)],
        "q": text,
        "query": f"nam={year}&thang={month}&so={book}",
        "prints": printing.of_office(by.office, year),
        "unprinted": [(MARKS[Book(one)], one, y, m) for one, y, m in printing.unprinted(by.office, request.at)],
        "closable": [(one.value, MARKS[one]) for one in Book if one not in closed] if _may_close(request, year) else [],
        "closed": [(MARKS[Book(name)], row) for name, row in closed.items()],
        "tabs": tabs(request, "books"),
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/certification/books.html", context, status=status)


def _may_close(request: StaffRequest, year: int) -> bool:
    return may_open(request, Capability.CLOSE_BOOKS) and local_day(request.at) >= date(year, 12, 31)


@require_POST
@rule("staff", Capability.KEEP_BOOKS)
@act(again=_books_page)
def print_month(request: StaffRequest) -> HttpResponseBase:
    """Print a month of a book for binding."""
    book, year, month = _period(request)
    made = printing.print_month(
        offices.by_id(request.acting.office), book, year, month, by=request.acting, at=request.at
    )
    said = {"mark": MARKS[Book(book)], "month": month, "year": year}
    messages.success(request, _("Đã in sổ %(mark)s tháng %(month)s/%(year)s; mở tệp ở bảng dưới.") % said)
    return redirect(f"/can-bo/chung-thuc/so/?nam={made.year}&thang={made.month}&so={made.book}#in-so")


def _period(request: StaffRequest) -> tuple[str, int, int]:
    book, year = request.POST.get("book", ""), number_of(request, "year", 2199)
    month = number_of(request, "month", 12) or 0
    if book not in Book.values or year is None or year < 2000:
        raise Unreadable(_("Hãy chọn sổ, tháng và năm."))
    return book, year, month


@require_POST
@rule("staff", Capability.CLOSE_BOOKS)
@act(again=_books_page)
def close(request: StaffRequest) -> HttpResponseBase:
    """Close a book's year; the machine binds it as one a moment later."""
    book, year, _month = _period(request)
    if request.POST.get("sure") != "1":
        raise Unreadable(_("Khóa sổ không hoàn tác được. Hãy đánh dấu đã kiểm tra rồi bấm lại."))
    books.close(offices.by_id(request.acting.office), book, year, by=request.acting, at=request.at)
    said = {"mark": MARKS[Book(book)], "year": year}
    messages.success(request, _("Đã khóa sổ %(mark)s năm %(year)s. Hệ thống đang ghép sổ cả năm.") % said)
    return redirect(f"/can-bo/chung-thuc/so/?nam={year}&thang=0&so={book}#in-so")


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def book_file(request: StaffRequest, print_id: UUID) -> HttpResponseBase:
    """Send the pages of a printed month or of a bound year; the look is logged."""
    found = printing.find_file(request.acting.office, print_id)
    if found is None:
        raise lines.NoSuchLine
    access_log.defer(request, request.acting, request.acting.office, print_id, "certification_book", request.at)
    return storage.response(found, inline=True)


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def line(request: StaffRequest, line_id: UUID) -> HttpResponse:
    """Show one line whole: who asked, who certified, its wording, and what became of it; the look is logged."""
    return _line(request, line_id)


def _line(request: StaffRequest, line_id: UUID) -> HttpResponse:
    found = lines.find(line_id, request.acting.office)
    access_log.defer(request, request.acting, found.office_id, found.dossier_id, "certification", request.at)
    context = {
        "line": found,
        "replaced_by": lines.replacement_of(found),
        "counts_pages": matters.of(found.dossier.version.procedure.code).counts_pages,
        "may_see": may_open(request, Capability.SEE_DOSSIER),
        "typed": request.POST if request.refusal else {},
        "tabs": tabs(request, "books"),
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/certification/line.html", context, status=status)


@require_POST
@rule("staff", Capability.KEEP_BOOKS)
@act(again=_line)
def strike(request: StaffRequest, line_id: UUID) -> HttpResponseBase:
    """Strike a wrong line; the right one, when it was typed, is entered with the next number."""
    named = request.POST.get("document_type", "").strip()
    instead = None
    if named:
        copies, pages = number_of(request, "copies", certifying.MOST_COPIES), number_of(request, "pages", 5000)
        instead = Document(named, copies=copies or 0, pages=pages)
    _struck, right = certify_waiting.strike(
        line_id, reason=request.POST.get("reason", ""), instead=instead, by=request.acting, at=request.at
    )
    said = _("Đã gạch bỏ, số giữ nguyên.")
    if right is not None:
        said = _("Đã gạch bỏ, số giữ nguyên; dòng đúng vào sổ số %(number)s.") % {"number": right.number_words}
    messages.success(request, said)
    return redirect("officer_certified_line", line_id=right.pk if right else line_id)
