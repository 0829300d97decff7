"""Checking at intake: component by component, then accept, ask once for what is missing, or refuse with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.desk import accept as accepting
from motcua.desk import ask_supplement as asking
from motcua.doors.access_rules import act, rule
from motcua.doors.officer.dossier import page
from motcua.doors.request import StaffRequest
from motcua.doors.typed import number_of, states_of
from motcua.dossiers import intake, supplements, transfers
from motcua.office.rights import Capability


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def check(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Write how each component was found."""
    intake.check(dossier_id, states_of(request), by=request.acting, at=request.at)
    messages.success(request, _("Đã ghi kết quả kiểm tra thành phần hồ sơ."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def accept(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Accept the dossier: the clock starts and Mẫu 01 is ready to print."""
    pages, copies = number_of(request, "pages"), number_of(request, "copies") or 1
    states = states_of(request)
    done = accepting.accept(dossier_id, by=request.acting, at=request.at, pages=pages, copies=copies, states=states)
    messages.success(request, _("Đã tiếp nhận %(code)s. Bấm “In giấy hẹn” (phím i).") % {"code": done.dossier.code})
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK, Capability.PROCESS)
@act(again=page)
def ask_supplement(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Ask once, completely, for what is missing: as marked by the check, or as chosen from the list."""
    states, chosen = states_of(request), request.POST.getlist("item")
    why = {name: request.POST.get(name, "") for name in ("reason", "again_reason")}
    if states:
        asking.ask_supplement(dossier_id, states=states, by=request.acting, at=request.at, **why)
    else:
        items = {UUID(pk): request.POST.get(f"why-{pk}", "") for pk in chosen if _is_uuid(pk)}
        supplements.request(dossier_id, items=items, by=request.acting, at=request.at, **why)
    messages.success(request, _("Đã yêu cầu bổ sung; người dân được báo và trả lời từng mục trên trang tra cứu."))
    return redirect("officer_dossier", dossier_id=dossier_id)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def refuse(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Refuse to take the dossier, with the reason on Mẫu 03."""
    intake.refuse(dossier_id, reason=request.POST.get("reason", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã từ chối tiếp nhận; phiếu Mẫu 03 ở mục Phiếu."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def transfer(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Hand the accepted dossier to the first post of its route."""
    transfers.transfer(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã chuyển hồ sơ đến bộ phận giải quyết."))
    return redirect("officer_worklist")
