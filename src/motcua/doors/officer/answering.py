"""What comes back from the applicant, and the rarer acts: supplements, withdrawal, the one apology, void."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.desk import void as voiding
from motcua.desk.confirm_stop import confirm_stop
from motcua.doors.access_rules import act, rule
from motcua.doors.officer.dossier import page
from motcua.doors.request import StaffRequest
from motcua.doors.typed import closing_of
from motcua.dossiers import access, apologies, supplement_answers, supplement_completion, supplements, withdrawals
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def supplement_on_paper(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Write down what a person brought to the counter."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.CHECK)
    open_request = supplements.find_open(dossier)
    chosen = set(request.POST.getlist("item"))
    items = supplements.items_of(open_request) if open_request else []
    answers: dict[UUID, tuple[str, list[StoredFile]]] = {
        item.pk: (supplement_answers.AT_COUNTER, []) for item in items if str(item.pk) in chosen
    }
    supplement_answers.answer(dossier_id, answers=answers, by=request.acting, at=request.at, on_paper=True)
    messages.success(request, _("Đã ghi nhận giấy tờ bổ sung tại quầy."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def supplement_give_back(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Give answers that do not do back to the applicant, each with what is still wrong."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.CHECK)
    open_request = supplements.find_open(dossier)
    rows = supplements.items_of(open_request) if open_request else []
    items = {row.pk: words for row in rows if (words := request.POST.get(f"why-{row.pk}", "").strip())}
    supplement_answers.give_back(dossier_id, items=items, by=request.acting, at=request.at)
    messages.success(request, _("Đã trả lại phần chưa đạt; người dân được báo cần sửa gì và hạn mới."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def supplement_complete(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Find the supplement complete; the full limit starts anew."""
    supplement_completion.complete(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã xác nhận bổ sung đủ. Thời hạn giải quyết tính lại từ đầu."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def ask_withdrawal(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Write down the applicant's wish to stop, told at the counter."""
    withdrawals.ask(dossier_id, reason=request.POST.get("reason", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã ghi yêu cầu rút hồ sơ. Hạn trả lời ghi ở mốc theo dõi."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def confirm_withdrawal(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Stop the dossier at the applicant's request (Mẫu 05)."""
    confirm_stop(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã dừng giải quyết; thông báo Mẫu 05 ở mục Phiếu."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def deny_withdrawal(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Go on with the dossier: a decision exists, or the applicant thought better of it; the reply is sent."""
    denial, reply = request.POST.get("denial", ""), request.POST.get("reply", "")
    withdrawals.deny(dossier_id, denial=denial, reply=reply, by=request.acting, at=request.at)
    messages.success(request, _("Đã trả lời người nộp; hồ sơ tiếp tục được giải quyết."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.EXTEND)
@act(again=page)
def extend(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Apologise once and set a new date (Mẫu 04)."""
    due_at, reason = closing_of(request, "new_due_on"), request.POST.get("reason", "")
    apologies.extend(dossier_id, new_due_at=due_at, reason=reason, by=request.acting, at=request.at)
    messages.success(request, _("Đã xin lỗi và hẹn lại. Số liệu vẫn tính theo ngày hẹn đầu."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.VOID_OWN, Capability.VOID_ANY)
@act(again=page)
def void(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Declare a mistaken intake void, and its money reversed."""
    done = voiding.void(dossier_id, reason=request.POST.get("reason", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã hủy hồ sơ tiếp nhận nhầm; mã hồ sơ được giữ lại và không tính vào số liệu."))
    if done.refunds:
        messages.warning(request, _("Tiền đã thu nằm trong danh sách phải hoàn của thu ngân."))
    return redirect("officer_dossier", dossier_id=dossier_id)
