"""The leader's view of hand-written receipts: gaps in the pads, downtimes, and permission to enter a slip late."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.doors import downtime as slips
from motcua.doors.access_rules import act, rule
from motcua.doors.request import StaffRequest
from motcua.office.rights import Capability


def _page(request: StaffRequest, **_which: UUID) -> HttpResponse:
    return render(request, "leader/late_slips.html", slips.shown(request))


@require_safe
@rule("staff", Capability.PERMIT_LATE_ENTRY)
def listing(request: StaffRequest) -> HttpResponse:
    """Show gaps, permissions and downtimes."""
    return _page(request)


@require_POST
@rule("staff", Capability.PERMIT_LATE_ENTRY)
@act(again=_page)
def permit(request: StaffRequest) -> HttpResponseBase:
    """Allow one slip to be entered late."""
    slips.permit(request)
    return redirect("leader_late_slips")


@require_POST
@rule("staff", Capability.DECLARE_DOWNTIME)
@act(again=_page)
def declare(request: StaffRequest) -> HttpResponseBase:
    """Declare a downtime."""
    slips.declare(request)
    return redirect("leader_late_slips")


@require_POST
@rule("staff", Capability.DECLARE_DOWNTIME)
@act(again=_page)
def end(request: StaffRequest, downtime_id: UUID) -> HttpResponseBase:
    """End a downtime."""
    slips.end(request, downtime_id)
    return redirect("leader_late_slips")
