"""The leader's calendar: what a steward declares, everything that it moves, and the confirmation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.desk import confirm_calendar
from motcua.doors.access_rules import act, rule
from motcua.doors.calendar_preview import preview_of
from motcua.doors.request import StaffRequest
from motcua.dossiers import replays
from motcua.office import confirming, declarations
from motcua.office.declarations import State
from motcua.office.rights import Capability


@require_safe
@rule("staff", Capability.CONFIRM_CALENDAR)
def listing(request: StaffRequest) -> HttpResponse:
    """Show the declarations that wait and those that were confirmed."""
    rows = [row for row in declarations.of_office(request.acting.office) if row.state != State.DRAFT]
    context = {
        "waiting": [row for row in rows if row.state == State.SENT],
        "confirmed": [row for row in rows if row.state != State.SENT],
    }
    return render(request, "leader/calendar.html", context)


@require_safe
@rule("staff", Capability.CONFIRM_CALENDAR)
def one(request: StaffRequest, declaration_id: UUID) -> HttpResponse:
    """Show one declaration with every dossier that it moves, and how far its replay is."""
    return _one(request, declaration_id)


def _one(request: StaffRequest, declaration_id: UUID) -> HttpResponse:
    declaration = declarations.find(declaration_id, request.acting.office)
    context = {
        "declaration": declaration,
        "days": declarations.days_in(declaration),
        "hours": declarations.hours_in(declaration),
        "preview": preview_of(request, declaration),
        "opens": True,
        "replay": replays.of_declaration(declaration),
        "waits": declaration.state == State.SENT,
        "typed": request.POST if request.refusal else {},
    }
    return render(request, "leader/declaration.html", context)


@require_POST
@rule("staff", Capability.CONFIRM_CALENDAR)
@act(again=_one)
def confirm(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Let the declaration take effect; the open dossiers are counted anew by the machine."""
    confirm_calendar.confirm(declaration_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã xác nhận. Lịch đã đổi; máy đang tính lại từng hồ sơ đang mở."))
    return redirect("leader_declaration", declaration_id=declaration_id)


@require_POST
@rule("staff", Capability.CONFIRM_CALENDAR)
@act(again=_one)
def send_back(request: StaffRequest, declaration_id: UUID) -> HttpResponseBase:
    """Give the declaration back to the steward with the reason."""
    confirming.send_back(declaration_id, why=request.POST.get("why", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã trả lại người quản trị kèm lý do."))
    return redirect("leader_calendar")
