"""The steward's pads of blank receipts and the log of downtimes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.doors import downtime as slips
from motcua.doors.access_rules import act, rule
from motcua.doors.request import StaffRequest
from motcua.doors.typed import number_of
from motcua.dossiers import pads
from motcua.office import offices
from motcua.office.rights import Capability


def _page(request: StaffRequest, **_which: UUID) -> HttpResponse:
    return render(request, "steward/pads.html", slips.shown(request))


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """Show the pads with what became of their numbers, and the downtimes."""
    return _page(request)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def issue(request: StaffRequest) -> HttpResponseBase:
    """Issue the next pad."""
    office = offices.by_id(request.acting.office)
    pad = pads.issue(office, count=number_of(request, "count") or 0, by=request.acting, at=request.at)
    words = _("Đã lập quyển %(first)s – %(last)s. Bấm “In quyển” để in, mỗi tờ hai liên.")
    messages.success(request, words % {"first": pads.code(pad.first), "last": pads.code(pad.last)})
    return redirect("steward_pads")


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def printed(request: StaffRequest, pad_id: UUID) -> HttpResponse:
    """Send a pad as PDF, one number a sheet with both copies."""
    pad = pads.find(pad_id, request.acting.office)
    if pad is None:
        raise pads.NoSuchPad
    headers = {"Content-Disposition": f'inline; filename="{pads.code(pad.first)}.pdf"', "Cache-Control": "private"}
    return HttpResponse(pads.printed(pad), content_type="application/pdf", headers=headers)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def spoil(request: StaffRequest) -> HttpResponseBase:
    """Declare numbers spoiled, lost or given back."""
    slips.spoil(request)
    return redirect("steward_pads")


@require_POST
@rule("staff", Capability.DECLARE_DOWNTIME)
@act(again=_page)
def declare(request: StaffRequest) -> HttpResponseBase:
    """Declare a downtime."""
    slips.declare(request)
    return redirect("steward_pads")


@require_POST
@rule("staff", Capability.DECLARE_DOWNTIME)
@act(again=_page)
def end(request: StaffRequest, downtime_id: UUID) -> HttpResponseBase:
    """End a downtime."""
    slips.end(request, downtime_id)
    return redirect("steward_pads")
