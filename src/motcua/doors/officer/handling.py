"""The specialist's part: finish a step, ask other agencies, propose a decision with its draft, obligations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.desk import certify_entered
from motcua.doors.access_rules import act, rule
from motcua.doors.officer.dossier import page
from motcua.doors.request import StaffRequest
from motcua.doors.typed import closing_of, number_of, pdf_of
from motcua.dossiers import clock_starts, obligations, opinions, transfers
from motcua.dossiers.status import Outcome
from motcua.office.rights import Capability


@require_POST
@rule("staff", Capability.PROCESS)
@act(again=page)
def finish_step(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Finish the step and hand on to the next post."""
    transfers.finish_step(dossier_id, remark=request.POST.get("remark", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã xong bước và chuyển tiếp."))
    return redirect("officer_worklist")


@require_POST
@rule("staff", Capability.PROCESS)
@act(again=page)
def propose(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Propose the decision with its draft, typed or as a PDF."""
    certify_entered.propose(
        dossier_id,
        outcome=Outcome.REFUSED if request.POST.get("outcome") == "refused" else Outcome.GRANTED,
        title=request.POST.get("title", ""),
        body=request.POST.get("body", ""),
        file=pdf_of(request, "draft"),
        opinion=request.POST.get("opinion", ""),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã trình lãnh đạo ký."))
    return redirect("officer_worklist")


@require_POST
@rule("staff", Capability.PROCESS)
@act(again=page)
def ask_payment(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Notify a financial obligation to another body; the clock pauses."""
    amount = number_of(request, "amount")
    obligations.ask(dossier_id, notice=request.POST.get("notice", ""), amount=amount, by=request.acting, at=request.at)
    messages.success(request, _("Đã thông báo nghĩa vụ tài chính; thời hạn tạm dừng."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK, Capability.PROCESS)
@act(again=page)
def confirm_payment(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Confirm that the obligation was met; the clock resumes."""
    obligations.confirm(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã xác nhận; thời hạn tính tiếp."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.PROCESS)
@act(again=page)
def ask_opinion(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Ask another agency for its opinion, or to verify; without a day the usual limit holds."""
    opinion = opinions.ask(
        dossier_id,
        kind=request.POST.get("kind", ""),
        asked_of=request.POST.get("asked_of", ""),
        question=request.POST.get("question", ""),
        due_at=closing_of(request, "answer_on") if request.POST.get("answer_on") else None,
        by=request.acting,
        at=request.at,
    )
    is_counted = _("thời gian này vẫn tính vào thời hạn") if opinion.hold_id is None else _("thời hạn không tính")
    messages.success(request, _("Đã ghi lấy ý kiến, xác minh: %(words)s.") % {"words": is_counted})
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK, Capability.PROCESS)
@act(again=page)
def answer_opinion(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Record the answer, or that nobody waits for it any longer."""
    is_answered = request.POST.get("outcome") != "given_up"
    words = request.POST.get("answer", "")
    opinions.answer(dossier_id, words=words, is_answered=is_answered, by=request.acting, at=request.at)
    messages.success(request, _("Đã ghi; hồ sơ được giải quyết tiếp."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CHECK, Capability.PROCESS)
@act(again=page)
def received_by_competent(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Record that the competent agency has the dossier; its limit starts now."""
    clock_starts.receive_by_competent(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã ghi nhận; thời hạn tính từ lúc này."))
    return redirect("officer_dossier", dossier_id=dossier_id)
