"""The logbooks (Mẫu 07): which there are, one book line by line, its print, closing it at the end of the year."""

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, may_open, rule
from motcua.doors.officer.slips import pdf
from motcua.doors.request import StaffRequest
from motcua.dossiers import logbook, logbook_print, logbook_volumes
from motcua.journal import access_log
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office import offices
from motcua.office.rights import Capability
from motcua.papers import storage


class BadPeriod(Refused):
    """The days make no period of the book's year."""

    status = 422

    def __init__(self, year: int) -> None:
        super().__init__(
            _("Hãy chọn từ ngày và đến ngày trong năm %(year)s, ngày đầu không sau ngày cuối.") % {"year": year}
        )


class PeriodForm(forms.Form):
    """The days to be printed."""

    tu = forms.DateField(label=gettext_lazy("Từ ngày"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    den = forms.DateField(label=gettext_lazy("Đến ngày"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


@require_safe
@rule("staff", Capability.SEE_LOGBOOK)
def books(request: StaffRequest) -> HttpResponse:
    """Show the books of a year."""
    years = logbook.years(request.acting.office)
    asked = request.GET.get("nam", "")
    year = (
        int(asked) if asked.isdigit() and int(asked) in years else (years[0] if years else local_day(request.at).year)
    )
    context = {
        "books": logbook.of_year(request.acting.office, year),
        "year": year,
        "tabs": [(str(one), f"?nam={one}", one == year, None) for one in years],
    }
    return render(request, "officer/books.html", context)


@require_safe
@rule("staff", Capability.SEE_LOGBOOK)
def one(request: StaffRequest, book_id: UUID) -> HttpResponse:
    """Show one book, page by page; the look is logged."""
    return _page(request, book_id)


def _page(request: StaffRequest, book_id: UUID) -> HttpResponse:
    book = logbook.find(request.acting.office, book_id)
    access_log.defer(request, request.acting, book.office_id, book.id, "logbook", request.at)
    asked = request.GET.get("sau", "")
    found = logbook.lines(book, after=int(asked) if asked.isdigit() and len(asked) < 9 else 0, size=logbook.PAGE + 1)
    today = local_day(request.at)
    begin, end = _usual(book.year, today)
    context = {
        "book": book,
        "lines": found[: logbook.PAGE],
        "following": found[logbook.PAGE - 1].dossier.book_number if len(found) > logbook.PAGE else None,
        "volumes": logbook_volumes.of_book(book),
        "form": PeriodForm(request.GET if "tu" in request.GET else None, initial={"tu": begin, "den": end}),
        "may_close": may_open(request, Capability.CLOSE_LOGBOOK) and book.closing is None,
        "is_over": today >= date(book.year, 12, 31),
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/book.html", context, status=status)


def _usual(year: int, today: date) -> tuple[date, date]:
    """This month in the running year, the whole of a past one."""
    if today.year == year:
        return today.replace(day=1), today
    return date(year, 1, 1), date(year, 12, 31)


@require_safe
@rule("staff", Capability.SEE_LOGBOOK)
@act(again=_page)
def printed(request: StaffRequest, book_id: UUID) -> HttpResponse:
    """Send the book of a period as PDF; the look is logged."""
    book = logbook.find(request.acting.office, book_id)
    form = PeriodForm(request.GET)
    if not form.is_valid():
        raise BadPeriod(book.year)
    begin, end = form.cleaned_data["tu"], form.cleaned_data["den"]
    if begin > end or begin.year != book.year or end.year != book.year:
        raise BadPeriod(book.year)
    access_log.defer(request, request.acting, book.office_id, book.id, "logbook_print", request.at)
    made = logbook_print.pdf(offices.by_id(book.office_id), book, (begin, end), at=request.at)
    return pdf(request, made, f"so-theo-doi.{book.year}.{book.place:02d}")


@require_safe
@rule("staff", Capability.SEE_LOGBOOK)
def volume(request: StaffRequest, book_id: UUID, part: int) -> HttpResponseBase:
    """Send a signed volume of a closed book; the look is logged."""
    book = logbook.find(request.acting.office, book_id)
    found = next((one for one in logbook_volumes.of_book(book) if one.part == part), None)
    if found is None:
        raise logbook.NoSuchBook
    access_log.defer(request, request.acting, book.office_id, book.id, "logbook_print", request.at)
    return storage.response(found.signature.file, inline=True)


@require_POST
@rule("staff", Capability.CLOSE_LOGBOOK)
@act(again=_page)
def close(request: StaffRequest, book_id: UUID) -> HttpResponseBase:
    """Close the book at the end of its year."""
    closing = logbook.close(request.acting.office, book_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã khóa sổ: %(last)s hồ sơ.") % {"last": closing.last})
    return redirect("officer_book", book_id=book_id)
