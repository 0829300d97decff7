"""The leader's queue of proposals: read, look at the draft, approve or send back; who proposed can't approve."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.certification import matters
from motcua.doors.access_rules import act, rule
from motcua.doors.request import StaffRequest
from motcua.doors.typed import Unreadable, pdf_of
from motcua.dossiers import access, components, decisions, results, signing, worklist
from motcua.journal import access_log
from motcua.office.rights import Capability

MOST = 1000  # the heading counts them, so the page shows them all


@require_safe
@rule("staff", Capability.SIGN)
def queue(request: StaffRequest) -> HttpResponse:
    """Show what waits for this post's decision, the most urgent first."""
    by = request.acting
    tasks = worklist.of_post(by.office, request.assignment.post_id, limit=MOST)
    # Full names: one line for the whole list; which dossiers the post held then stands in the journal.
    access_log.defer(request, by, by.office, request.assignment.post_id, "list", request.at)
    return render(request, "leader/queue.html", {"tasks": tasks, "at": request.at})


@require_safe
@rule("staff", Capability.SIGN)
def one(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Show one proposal with its draft; the look is logged. A certification has a page of its own."""
    return _page(request, dossier_id)


def _page(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.SIGN)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "leader_sign", request.at)
    decision = decisions.find_live(dossier)
    if decision is None and matters.is_certification(dossier.version.procedure.code):
        return redirect("officer_certification", dossier_id=dossier_id)
    context = {
        "dossier": dossier,
        "decision": decision,
        "earlier": [row for row in decisions.of_dossier(dossier) if row.sent_back_at],
        "components": components.of_dossier(dossier),
        "result": results.find(dossier),
        "reason": request.POST.get("reason", ""),
        "at": request.at,
    }
    return render(request, "leader/sign.html", context)


@require_safe
@rule("staff", Capability.SIGN)
def draft(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Send the draft of the result as it would be signed, marked as a draft."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.SIGN)
    decision = decisions.find_live(dossier)
    if decision is None:
        raise decisions.NothingProposed
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "draft", request.at)
    data = signing.draft_pdf(dossier, decision, at=request.at)
    headers = {"Content-Disposition": f'inline; filename="{dossier.code}.du-thao.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@require_POST
@rule("staff", Capability.SIGN)
@act(again=_page)
def approve(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Approve the proposal; the machine signs and issues it a moment later."""
    decisions.approve(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã phê duyệt. Hệ thống đang ký số và phát hành kết quả."))
    return redirect("leader_queue")


@require_POST
@rule("staff", Capability.SIGN)
@act(again=_page)
def issue_on_paper(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Issue the approved result as the scan of a paper signed by hand, when the machine can't sign."""
    access.find(dossier_id, by=request.acting, at=request.at, to=Capability.SIGN)
    scan = pdf_of(request, "scan")
    if scan is None:
        raise Unreadable(_("Hãy chọn bản quét PDF của văn bản đã ký, đóng dấu."))
    results.issue(dossier_id, file=scan, signature=None, by=request.acting, at=request.at)
    messages.success(request, _("Đã phát hành kết quả bản giấy; bộ phận tiếp nhận trả bản chính cho người dân."))
    return redirect("leader_queue")


@require_POST
@rule("staff", Capability.SIGN)
@act(again=_page)
def send_back(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Send the proposal back with the reason."""
    decisions.send_back(dossier_id, reason=request.POST.get("reason", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã trả lại hồ sơ cho bộ phận chuyên môn kèm lý do."))
    return redirect("leader_queue")
