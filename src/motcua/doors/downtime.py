"""Forms of downtimes, pads and late slips, and how their pages act; steward, leader and counter share them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.access_rules import may_open
from motcua.doors.request import StaffRequest
from motcua.dossiers import late_entries, pads
from motcua.journal.refusals import Refused
from motcua.office import downtime, offices
from motcua.office.rights import Capability


class NumberUnreadable(Refused):
    """What was typed is no number of a slip."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số phiếu như in trên tờ, ví dụ DP-000123 hoặc 123."))


class MomentField(forms.DateTimeField):
    """A local day and time as the browser's own control sends them."""

    widget = forms.DateTimeInput

    def __init__(self, **details: Any) -> None:
        control = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            widget=control, error_messages={"invalid": _("Hãy ghi đủ ngày và giờ, ví dụ 02/11/2026 09:30.")}, **details
        )


class DowntimeForm(forms.Form):
    """From when to when nothing worked, and why."""

    from_at = MomentField(label=gettext_lazy("Bắt đầu"))
    to_at = MomentField(label=gettext_lazy("Kết thúc"), required=False)
    cause = forms.CharField(label=gettext_lazy("Lý do sự cố"), max_length=200)


class EndForm(forms.Form):
    """When everything worked again."""

    to_at = MomentField(label=gettext_lazy("Kết thúc lúc"))


class SpoilForm(forms.Form):
    """Which numbers are spoiled, lost or given back unused."""

    first = forms.CharField(label=gettext_lazy("Từ số"), max_length=20)
    last = forms.CharField(label=gettext_lazy("Đến số"), max_length=20, required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


def number_of(text: str) -> int:
    """Return the number of a slip as typed or scanned; raises NumberUnreadable."""
    number = pads.parse(text)
    if number is None:
        raise NumberUnreadable
    return number


def typed_moment(text: str) -> datetime | None:
    """Return the local day and time that a control sent as a moment, None when it is none."""
    try:
        found = MomentField().to_python(text)
    except forms.ValidationError:
        return None
    return found if found is None or timezone.is_aware(found) else timezone.make_aware(found)


def shown(request: StaffRequest) -> dict[str, Any]:
    """Return what every page about pads shows: pads, gaps, downtimes, permits, and forms as far as the post may act."""
    office_id = request.acting.office
    typed = request.POST if request.refusal else None
    return {
        "standings": pads.standings(office_id),
        "downtimes": downtime.of_office(office_id),
        "permits": late_entries.permits_of(office_id),
        "sizes": pads.SIZES,
        "downtime_form": DowntimeForm(typed if typed and "from_at" in typed else None),
        "end_form": EndForm(auto_id=False, initial={"to_at": request.at}),
        "spoil_form": SpoilForm(typed if typed and "first" in typed else None),
        "typed": typed or {},
        "may": {
            "issue": may_open(request, Capability.KEEP_OFFICE),
            "declare": may_open(request, Capability.DECLARE_DOWNTIME),
            "permit": may_open(request, Capability.PERMIT_LATE_ENTRY),
            "spoil": may_open(request, Capability.KEEP_OFFICE, Capability.RECEIVE),
        },
    }


def declare(request: StaffRequest) -> None:
    """Declare the downtime typed; raises DowntimeUnclear."""
    form = DowntimeForm(request.POST)
    if not form.is_valid():
        raise downtime.DowntimeUnclear
    downtime.declare(
        offices.by_id(request.acting.office),
        from_at=form.cleaned_data["from_at"],
        to_at=form.cleaned_data["to_at"],
        reason=form.cleaned_data["cause"],
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã khai báo sự cố. Phiếu viết tay trong thời gian này nhập được ở Bàn làm việc."))


def end(request: StaffRequest, downtime_id: UUID) -> None:
    """End the downtime at the moment typed; raises NoSuchDowntime or DowntimeUnclear."""
    form = EndForm(request.POST)
    if not form.is_valid():
        raise downtime.DowntimeUnclear
    downtime.end(downtime_id, to_at=form.cleaned_data["to_at"], by=request.acting, at=request.at)
    messages.success(request, _("Đã ghi giờ kết thúc sự cố. Hạn nhập phiếu viết tay tính từ giờ này."))


def spoil(request: StaffRequest) -> None:
    """Declare the numbers typed spoiled; raises the refusals of `pads.spoil`."""
    first = number_of(request.POST.get("first", ""))
    last = number_of(request.POST.get("last", "").strip() or request.POST.get("first", ""))
    rows = pads.spoil(
        request.acting.office,
        first=first,
        last=last,
        reason=request.POST.get("reason", ""),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã khai hỏng %(n)d tờ.") % {"n": len(rows)})


def permit(request: StaffRequest) -> None:
    """Allow the number typed to be entered late; raises the refusals of `late_entries.permit`."""
    given = late_entries.permit(
        request.acting.office,
        number=number_of(request.POST.get("number", "")),
        reason=request.POST.get("why", ""),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã cho phép nhập muộn phiếu số %(number)s.") % {"number": given.code})
