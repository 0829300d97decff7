"""Handing over paper dossiers between posts (bàn giao): list what was handed on, sign for what came, print it."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.officer.slips import pdf, uuids
from motcua.doors.request import StaffRequest
from motcua.dossiers import handover_records
from motcua.journal import access_log
from motcua.office import offices
from motcua.office.rights import Capability


@require_safe
@rule("staff", Capability.CHECK, Capability.PROCESS)
def home(request: StaffRequest) -> HttpResponse:
    """Show what this post handed on and has not yet listed, what waits for its signature, and the newest records."""
    return _page(request)


def _page(request: StaffRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    by = request.acting
    access_log.defer(request, by, by.office, request.assignment.post_id, "handovers", request.at)
    steps = handover_records.to_list(by)
    context = {
        "groups": [(post, list(rows)) for post, rows in groupby(steps, key=lambda step: step.post)],
        "awaiting": handover_records.awaiting(by),
        "recent": handover_records.recent(by),
        "typed": request.POST if request.refusal else {},
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/custody.html", context, status=status)


@require_POST
@rule("staff", Capability.CHECK, Capability.PROCESS)
@act(again=_page)
def make(request: StaffRequest) -> HttpResponseBase:
    """List the ticked dossiers; the giving side signs by this."""
    chosen = uuids(request.POST.getlist("step"))
    office = offices.by_id(request.acting.office)
    record = handover_records.make(office, step_ids=chosen, by=request.acting, at=request.at)
    messages.success(request, _("Đã lập biên bản bàn giao số %(symbol)s.") % {"symbol": record.symbol})
    return redirect("officer_custody")


@require_POST
@rule("staff", Capability.PROCESS)
@act(again=_page)
def take(request: StaffRequest, record_id: UUID) -> HttpResponseBase:
    """Take over everything the record lists; the receiving side signs by this."""
    remark = request.POST.get("remark", "")
    record = handover_records.take(record_id, remark=remark, by=request.acting, at=request.at)
    messages.success(request, _("Đã nhận bàn giao theo biên bản số %(symbol)s.") % {"symbol": record.symbol})
    return redirect("officer_custody")


@require_safe
@rule("staff", Capability.CHECK, Capability.PROCESS)
def printed(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Send the record as PDF."""
    record = handover_records.find(record_id, by=request.acting)
    access_log.defer(request, request.acting, record.office_id, record.pk, "handover_record", request.at)
    return pdf(request, handover_records.pdf(record, at=request.at), f"ban-giao.{record.year}.{record.number:03d}")
