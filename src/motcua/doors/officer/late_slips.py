"""Entering receipts that were written by hand: choose the procedure, copy the slip, on to the next number."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desk.enter_slip import enter_slip
from motcua.doors import downtime as downtimes
from motcua.doors.access_rules import act, rule
from motcua.doors.officer import counter
from motcua.doors.officer.counter import PAY, CounterForm
from motcua.doors.request import StaffRequest
from motcua.dossiers import pads
from motcua.dossiers.late_entries import WrittenSlip
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token
from motcua.kernel.localtime import local_day
from motcua.office import offices, posts
from motcua.office.rights import Capability
from motcua.procedures import versions
from motcua.procedures.versions import Version


class SlipForm(CounterForm):
    """What stands on the slip, in the order in which it is written there."""

    slip_number = forms.CharField(label=gettext_lazy("Số phiếu (quét mã QR hoặc gõ)"), max_length=20)
    written_at = downtimes.MomentField(label=gettext_lazy("Giờ nhận ghi trên phiếu"))
    written_by = forms.ChoiceField(label=gettext_lazy("Người viết phiếu"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Lý do viết tay (khi ngoài sự cố đã khai báo)"), max_length=300, required=False
    )
    is_incomplete = forms.BooleanField(
        label=gettext_lazy("Phiếu ghi còn thiếu giấy tờ: chờ kiểm tra, chưa hẹn trả"), required=False
    )

    def __init__(self, version: Version, data: QueryDict | None = None, *, office: UUID, **kwargs: Any) -> None:
        super().__init__(version, data, **kwargs)
        del self.fields["card"]
        writers = cast(forms.ChoiceField, self.fields["written_by"])
        writers.choices = [("", _("Chính người nhập")), *posts.people_in(office, "reception")]
        pay = cast(forms.ChoiceField, self.fields["pay"])
        pay.choices = [choice for choice in PAY if choice[0] != "transfer"]

    def clean_slip_number(self) -> int:
        """Return the number that was typed or scanned."""
        number = pads.parse(str(self.cleaned_data["slip_number"]))
        if number is None:
            raise forms.ValidationError(str(downtimes.NumberUnreadable()))
        return number


def _choice(request: StaffRequest) -> HttpResponse:
    more = {**downtimes.shown(request), "entered": pads.entered_lately(request.acting.office)}
    return render(request, "officer/slips.html", {**counter.offered(request), **more})


@require_safe
@rule("staff", Capability.RECEIVE)
def choose(request: StaffRequest) -> HttpResponse:
    """Choose the procedure of the next slip; show gaps and what was entered last."""
    return _choice(request)


@require_POST
@rule("staff", Capability.RECEIVE)
@act(again=_choice)
def spoil(request: StaffRequest) -> HttpResponseBase:
    """Declare slips spoiled."""
    downtimes.spoil(request)
    return redirect("officer_slips")


@require_http_methods(["GET", "POST"])
@rule("staff", Capability.RECEIVE)
def enter(request: StaffRequest, code: str) -> HttpResponseBase:
    """Enter one slip under the rules of the day on which it was written, then offer the next number."""
    today = local_day(request.at)
    written_at = downtimes.typed_moment(request.POST.get("written_at", ""))
    written_on = local_day(min(written_at or request.at, request.at))
    # A day before the procedure existed is refused with the form still on screen.
    version = versions.find_current(code, written_on) or versions.current(code, today)
    initial = {
        "key": token(),
        "slip_number": request.GET.get("so", "")[:20],
        "written_at": downtimes.typed_moment(request.GET.get("luc", "")),
    }
    form = SlipForm(version, request.POST or None, office=request.acting.office, initial=initial)
    status, bad_scans = 200, dict[UUID, str]()
    if request.method == "POST":
        status = 422
        scans, bad_scans = counter.scans_of(request, version) if form.is_valid() else ({}, {})
        if form.is_valid() and not bad_scans:
            try:
                return _entered(request, version, form, counter.told(request, version, form, scans))
            except Refused as refused:
                request.refusal, status = refused, refused.status
    context = counter.shown(request, version, form, bad_scans)
    return render(request, "officer/enter_slip.html", {**context, "may_transfer": True}, status=status)


def _entered(request: StaffRequest, version: Version, form: SlipForm, told: dict[str, Any]) -> HttpResponseBase:
    data = form.cleaned_data
    versions.current(version.procedure.code, local_day(min(data["written_at"], request.at)))
    slip = WrittenSlip(
        number=data["slip_number"],
        written_at=data["written_at"],
        written_by=UUID(data["written_by"]) if data["written_by"] else None,
        reason=data["reason"],
    )
    done = enter_slip(
        offices.by_id(request.acting.office),
        slip,
        **told,
        accept=not data["is_incomplete"],
        by=request.acting,
        at=request.at,
        key=f"slip:{data['key']}",
    )
    words = _("Đã nhập phiếu %(number)s thành hồ sơ %(code)s. Phiếu kế tiếp:")
    messages.success(request, words % {"number": pads.code(slip.number), "code": done.dossier.code})
    following = {"so": pads.code(slip.number + 1), "luc": f"{data['written_at']:%Y-%m-%dT%H:%M}"}
    return redirect(f"{reverse('officer_enter_slip', args=[version.procedure.code])}?{urlencode(following)}")
