"""The papers of one dossier as PDF, on A5 or two on a sheet of A4; a receipt given anew or jointly; taking it over."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.officer.dossier import page
from motcua.doors.request import StaffRequest
from motcua.dossiers import (
    access,
    components,
    control_slips,
    handovers,
    joint_receipts,
    reissues,
    slip_contents,
    slips,
)
from motcua.journal import access_log
from motcua.office.rights import Capability
from motcua.papers import barcode, storage, typesetting


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def slip(request: StaffRequest, dossier_id: UUID, slip_id: UUID) -> HttpResponseBase:
    """Send a slip as PDF, typeset at its first opening."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    found = slips.find(dossier, slip_id)
    if found is None or found.form == slips.CONTROL:  # Mẫu 06 is printed by its own page
        raise access.NoSuchDossier
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "slip", request.at)
    stored = slips.opened(found, by=request.acting, at=request.at)
    if not _is_two_up(request):
        return storage.response(stored, inline=True)
    return pdf(request, stored.read(), f"{dossier.code}.mau{found.form}")


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def control_slip(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Send Mẫu 06 as the journal has it now; it grows until the dossier closes, so it is made anew each time."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "control_slip", request.at)
    made = control_slips.printed(dossier, by=request.acting, at=request.at)
    return pdf(request, made, f"{dossier.code}.mau06")


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def reissue(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Give a new receipt with the date that holds now."""
    slip = reissues.reissue(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã cấp lại giấy hẹn số %(symbol)s.") % {"symbol": slip.symbol})
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def cover(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Send the cover of the paper dossier; its bar code in the search box opens the dossier."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "cover", request.at)
    content = slip_contents.cover(dossier, components.of_dossier(dossier), request.at)
    made = typesetting.pdf("cover", {**content, "barcode_svg": barcode.svg(dossier.code)}, at=request.at)
    return pdf(request, made, f"{dossier.code}.bia")


@require_POST
@rule("staff", Capability.CHECK)
@act(again=page)
def joint(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Give one receipt for this dossier and the ticked ones of the same person and day."""
    also = uuids(request.POST.getlist("also"))
    slip = joint_receipts.make(dossier_id, also=also, by=request.acting, at=request.at)
    messages.success(request, _("Đã lập giấy hẹn chung số %(symbol)s.") % {"symbol": slip.symbol})
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.PROCESS)
@act(again=page)
def take(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Take the dossier over from the step before, with the box of Mẫu 06 that the receiving side fills."""
    handovers.take(
        dossier_id,
        kept=request.POST.get("kept", ""),
        remark=request.POST.get("remark", ""),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã ghi nhận bàn giao vào phiếu kiểm soát."))
    return redirect("officer_dossier", dossier_id=dossier_id)


def uuids(texts: list[str]) -> list[UUID]:
    """Return the ids among what a form sent; anything else is left out."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def pdf(request: StaffRequest, data: bytes, name: str) -> HttpResponse:
    """Return a PDF made just now, two pages of A5 on each sheet of A4 when that was asked for."""
    is_two_up = _is_two_up(request)
    name = f"{name}{'.A4' if is_two_up else ''}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(
        typesetting.two_up(data) if is_two_up else data, content_type="application/pdf", headers=headers
    )


def _is_two_up(request: StaffRequest) -> bool:
    return request.GET.get("hai") == "1"
