"""The rarer turns of a dossier: a scan added, a result posted or corrected, a paper lost and made good."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.officer.dossier import page
from motcua.doors.request import StaffRequest
from motcua.doors.typed import Unreadable, number_of, pdf_of
from motcua.dossiers import access, corrections, deliveries, losses, scans, signing
from motcua.journal import access_log
from motcua.office import offices
from motcua.office.rights import Capability
from motcua.papers import storage, uploads
from motcua.papers.storage import StoredFile


def _id_of(request: StaffRequest, name: str) -> UUID | None:
    text = request.POST.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Unreadable(_("Biểu mẫu không đúng. Hãy tải lại trang và làm lại.")) from error


@require_POST
@rule("staff", Capability.CHECK, Capability.PROCESS)
@act(again=page)
def add_scan(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Lay the scans that were sent to one component."""
    access.find(dossier_id, by=request.acting, at=request.at)
    office = offices.by_id(request.acting.office)
    kept: list[StoredFile] = []
    for upload in request.FILES.getlist("scan"):
        stored, _told = uploads.take(office, cast(BinaryIO, upload), upload.name or "ban-quet.pdf", at=request.at)
        kept.append(stored)
    component = _id_of(request, "component")
    links = scans.add(dossier_id, component_id=component, files=kept, by=request.acting, at=request.at)
    messages.success(request, _("Đã thêm %(n)s bản quét vào hồ sơ.") % {"n": len(links)})
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.HAND_OVER)
@act(again=page)
def post_result(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Note that the post took the result, with its tracking number."""
    number = request.POST.get("tracking_number", "")
    deliveries.post(dossier_id, tracking_number=number, by=request.acting, at=request.at)
    messages.success(request, _("Đã ghi giao bưu chính. Khi bưu chính báo đã phát, hãy ghi trả kết quả."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.CORRECT)
@act(again=page)
def open_correction(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Lay the draft of the right result before the leader, with what was wrong."""
    corrections.open_one(
        dossier_id,
        reason=request.POST.get("correction_reason", ""),
        title=request.POST.get("correction_title", ""),
        body=request.POST.get("correction_body", ""),
        file=pdf_of(request, "correction_draft"),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã trình lãnh đạo đính chính; người dân được báo và không phải trả phí."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_safe
@rule("staff", Capability.SIGN)
def correction_draft(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Send the draft of the right result as it would be signed, marked as a draft."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.SIGN)
    correction = corrections.find_open(dossier)
    if correction is None:
        raise corrections.NoCorrection
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "draft", request.at)
    data = signing.draft_pdf(dossier, correction, at=request.at)
    headers = {"Content-Disposition": f'inline; filename="{dossier.code}.dinh-chinh.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@require_POST
@rule("staff", Capability.SIGN)
@act(again=page)
def approve_correction(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Approve the correction; the machine signs the right result a moment later."""
    corrections.approve(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã duyệt đính chính. Hệ thống đang ký số kết quả thay thế."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.SIGN)
@act(again=page)
def deny_correction(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Find the result right after all."""
    reason = request.POST.get("denial_reason", "")
    corrections.deny(dossier_id, reason=reason, by=request.acting, at=request.at)
    messages.success(request, _("Đã bỏ đính chính; kết quả cũ vẫn dùng được và người dân được báo."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.SIGN)
@act(again=page)
def correction_on_paper(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Issue the approved correction as the scan of a paper signed by hand, when the machine can't sign."""
    access.find(dossier_id, by=request.acting, at=request.at, to=Capability.SIGN)
    scan = pdf_of(request, "correction_scan")
    if scan is None:
        raise Unreadable(_("Hãy chọn bản quét PDF của văn bản đã ký, đóng dấu."))
    corrections.issue(dossier_id, file=scan, signature=None, by=request.acting, at=request.at)
    messages.success(request, _("Đã phát hành kết quả thay thế bản giấy."))
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def replaced_result(request: StaffRequest, dossier_id: UUID, correction_id: UUID) -> HttpResponseBase:
    """Send the wrong result that a correction replaced."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    found = next((row for row in corrections.of_dossier(dossier) if row.pk == correction_id), None)
    if found is None or found.result.file is None:
        raise corrections.NoCorrection
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "result", request.at)
    return storage.response(found.result.file, inline=True)


@require_POST
@rule("staff", *losses.REPORTERS)
@act(again=page)
def report_loss(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Write down that a paper of the dossier was lost."""
    losses.report(
        dossier_id,
        what=request.POST.get("lost_what", ""),
        responsible=_id_of(request, "lost_post"),
        component=_id_of(request, "lost_component"),
        by=request.acting,
        at=request.at,
    )
    messages.warning(
        request, _("Đã ghi nhận mất giấy tờ; người dân và Giám đốc được báo, hạn khắc phục được theo dõi.")
    )
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_safe
@rule("staff", Capability.SETTLE_LOSS)
def open_losses(request: StaffRequest) -> HttpResponse:
    """Show the losses that nobody has made good yet."""
    return _losses(request)


def _losses(request: StaffRequest, loss_id: UUID | None = None) -> HttpResponse:
    by = request.acting
    context = {
        "losses": losses.open_ones(by.office),
        "typed_for": loss_id,
        "typed": request.POST if request.refusal else {},
        "at": request.at,
    }
    return render(request, "officer/losses.html", context)


@require_POST
@rule("staff", Capability.SETTLE_LOSS)
@act(again=_losses)
def settle_loss(request: StaffRequest, loss_id: UUID) -> HttpResponseBase:
    """Write down the apology, the remedy and its cost."""
    losses.settle(
        loss_id,
        apology=request.POST.get("apology", ""),
        remedy=request.POST.get("remedy", ""),
        cost=number_of(request, "cost"),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã ghi cách khắc phục; người dân được báo."))
    return redirect("officer_losses")
