"""Handing over the result at the counter, or noting that it went by post."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.desk import hand_over as handing
from motcua.doors.access_rules import act, rule
from motcua.doors.officer.dossier import page
from motcua.doors.request import StaffRequest
from motcua.dossiers.results import Way
from motcua.office.rights import Capability


@require_POST
@rule("staff", Capability.HAND_OVER)
@act(again=page)
def hand_over(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Hand the result over, taking what is owed in cash when the officer says so."""
    way = Way.POST if request.POST.get("way") == "post" else Way.COUNTER
    handing.hand_over(
        dossier_id,
        way=way,
        received_by=request.POST.get("received_by", ""),
        receiver_paper=request.POST.get("receiver_paper", ""),
        returned=request.POST.get("returned", ""),
        take_cash=request.POST.get("take_cash") == "1",
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã trả kết quả. Mời người dân quét mã trên giấy hẹn để đánh giá."))
    return redirect("officer_dossier", dossier_id=dossier_id)
