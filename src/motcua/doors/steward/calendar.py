"""The steward's calendar: hours and days as they hold, and declarations of what is to change.

A declaration is drafted line by line, looked at with everything that it would move, and sent to the leader.
"""

from datetime import date, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.calendar_preview import preview_of
from motcua.doors.request import StaffRequest
from motcua.doors.typed import Unreadable
from motcua.dossiers import replays
from motcua.kernel.localtime import local_day
from motcua.office import calendar as calendars
from motcua.office import calendar_proposal, declarations, declared_lines, declaring
from motcua.office.declarations import KIND_WORDS, State
from motcua.office.rights import Capability

WEEKDAYS = (
    ("0", gettext_lazy("Thứ Hai")),
    ("1", gettext_lazy("Thứ Ba")),
    ("2", gettext_lazy("Thứ Tư")),
    ("3", gettext_lazy("Thứ Năm")),
    ("4", gettext_lazy("Thứ Sáu")),
    ("5", gettext_lazy("Thứ Bảy")),
    ("6", gettext_lazy("Chủ nhật")),
)
SPANS = ("morning_from", "morning_to", "afternoon_from", "afternoon_to")


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def overview(request: StaffRequest) -> HttpResponse:
    """Show the office's hours and every day that differs from the week, and the declarations of changes."""
    return _overview(request)


def _overview(request: StaffRequest) -> HttpResponse:
    today, office_id = local_day(request.at), request.acting.office
    context = {
        "hours": calendars.hours_of(office_id),
        "days": calendars.days_of(office_id, today.replace(month=1, day=1)),
        "kinds": {kind: str(words) for kind, words in KIND_WORDS.items()},
        "declarations": declarations.of_office(office_id),
        "unconfirmed": calendar_proposal.years_to_confirm(office_id, today),
        "next_year": today.year + 1,
        "today": today,
        "typed": request.POST if request.refusal else {},
    }
    return render(request, "steward/calendar.html", context)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_overview)
def begin(request: StaffRequest) -> HttpResponseBase:
    """Begin a declaration with its reason."""
    title, basis = request.POST.get("title", ""), request.POST.get("legal_ref", "")
    made = declaring.begin(title=title, legal_ref=basis, by=request.acting, at=request.at)
    return redirect("steward_declaration", declaration_id=made.pk)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_overview)
def propose(request: StaffRequest) -> HttpResponseBase:
    """Bring a year's public days as a proposal to be reviewed day by day."""
    year = request.POST.get("year", "")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Unreadable(_("Hãy ghi năm bằng bốn chữ số, ví dụ 2027."))
    made = calendar_proposal.propose(int(year), by=request.acting, at=request.at)
    messages.success(request, _("Đã lấy đề xuất. Hãy xem từng ngày rồi gửi lãnh đạo xác nhận."))
    return redirect("steward_declaration", declaration_id=made.pk)


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def one(request: StaffRequest, declaration_id: UUID) -> HttpResponse:
    """Show one declaration: its lines, where it stands, what may be done with it."""
    return _one(request, declaration_id)


def _one(request: StaffRequest, declaration_id: UUID) -> HttpResponse:
    declaration = declarations.find(declaration_id, request.acting.office)
    context = {
        "declaration": declaration,
        "days": declarations.days_in(declaration),
        "hours": declarations.hours_in(declaration),
        "kinds": KIND_WORDS.items(),
        "weekdays": WEEKDAYS,
        "replay": replays.of_declaration(declaration),
        "is_draft": declaration.state == State.DRAFT,
        "may_drop": declaration.state in (State.DRAFT, State.SENT),
        "may_reverse": declaration.state == State.DONE,
        "typed": request.POST if request.refusal else {},
    }
    return render(request, "steward/declaration.html", context)


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def effect(request: StaffRequest, declaration_id: UUID) -> HttpResponse:
    """Show what the declaration would move; the steward sees codes and dates, no person."""
    declaration = declarations.find(declaration_id, request.acting.office)
    context = {"declaration": declaration, "preview": preview_of(request, declaration), "opens": False}
    return render(request, "steward/declaration_effect.html", context)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_one)
def put_day(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Put a date into the draft, or save it as reviewed."""
    declared_lines.put_day(
        declaration_id,
        on=_day(request, "on"),
        kind=request.POST.get("kind", ""),
        note_words=request.POST.get("note", ""),
        legal_ref=request.POST.get("basis", ""),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã ghi vào bản nháp. Lịch chưa thay đổi."))
    return redirect("steward_declaration", declaration_id=declaration_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_one)
def take_out_day(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Take a date out of the draft."""
    declared_lines.take_out_day(declaration_id, on=_day(request, "on"), by=request.acting, at=request.at)
    return redirect("steward_declaration", declaration_id=declaration_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_one)
def put_hours(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Put new working hours into the draft."""
    first, second, third, fourth = (_time(request, name) for name in SPANS)
    declared_lines.put_hours(
        declaration_id,
        valid_from=_day(request, "valid_from"),
        weekdays="".join(request.POST.getlist("weekday")),
        spans=(first, second, third, fourth),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã ghi vào bản nháp. Lịch chưa thay đổi."))
    return redirect("steward_declaration", declaration_id=declaration_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_one)
def take_out_hours(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Take the working hours out of the draft."""
    declared_lines.take_out_hours(declaration_id, by=request.acting, at=request.at)
    return redirect("steward_declaration", declaration_id=declaration_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_one)
def send(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Send the draft to the leader."""
    declaring.send(declaration_id, legal_ref=request.POST.get("legal_ref", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã gửi lãnh đạo xác nhận. Lịch chưa thay đổi cho tới khi lãnh đạo xác nhận."))
    return redirect("steward_declaration", declaration_id=declaration_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_one)
def drop(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Drop a declaration that nobody confirmed."""
    declaring.drop(declaration_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã bỏ khai báo; lịch không thay đổi."))
    return redirect("steward_calendar")


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_one)
def reverse(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Draft the declaration that gives everything back as it was before this one."""
    made = declaring.reverse(declaration_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã lập khai báo ngược lại. Hãy xem, ghi căn cứ rồi gửi lãnh đạo."))
    return redirect("steward_declaration", declaration_id=made.pk)


def _day(request: StaffRequest, name: str) -> date:
    """Return the day typed; raises Unreadable."""
    try:
        found = date.fromisoformat(request.POST.get(name, ""))
    except ValueError as error:
        raise Unreadable(_("Hãy chọn ngày.")) from error
    if not 2000 < found.year < 2100:
        raise Unreadable(_("Hãy chọn ngày trong khoảng năm 2001–2099."))
    return found


def _time(request: StaffRequest, name: str) -> time:
    """Return the hour and minute typed; raises Unreadable."""
    try:
        return time.fromisoformat(request.POST.get(name, "")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise Unreadable(_("Hãy ghi đủ bốn mốc giờ, ví dụ 07:30.")) from error
