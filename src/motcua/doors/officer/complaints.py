"""The officer's register of complaints: list, entry, one complaint with its steps; who complains by a logged press."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.doors.access_rules import rule
from motcua.doors.officer import matter_pages
from motcua.doors.officer.complaint_desk import DESK, KEEP
from motcua.doors.officer.complaint_forms import EntryForm
from motcua.doors.officer.matter_pages import Lines
from motcua.doors.request import StaffRequest
from motcua.feedback import complaints
from motcua.feedback.complaints import Complaint
from motcua.journal import access_log
from motcua.kernel.identifiers import phone_display
from motcua.kernel.masking import mask_name
from motcua.office import matters, offices

ENTRY_WORDS = gettext_lazy("Ghi đơn khiếu nại")


@require_safe
@rule("staff", KEEP)
def listing(request: StaffRequest) -> HttpResponse:
    """Show the register of complaints, the open ones or all, complainants masked."""
    found = complaints.listed(request.acting, request.at, **matter_pages.wanted(request))
    lines = [(row, mask_name(row.complainant.full_name), row.against) for row in found.rows]
    return matter_pages.listing(
        request, DESK, lines, title=_("Sổ khiếu nại"), entry="officer_complaint_new", following=found.following
    )


@require_http_methods(["GET", "HEAD", "POST"])
@rule("staff", KEEP)
def enter(request: StaffRequest) -> HttpResponseBase:
    """Write down a complaint that was handed in; the same form twice gives one."""

    def write(data: dict[str, Any]) -> Complaint:
        key = f"complaint:{data.pop('key')}"
        office = offices.by_id(request.acting.office)
        return complaints.enter(office, **data, by=request.acting, at=request.at, key=key)[0]

    return matter_pages.enter(request, DESK, EntryForm, write, title=ENTRY_WORDS)


@require_safe
@rule("staff", KEEP)
def one(request: StaffRequest, complaint_id: UUID) -> HttpResponse:
    """Show one complaint."""
    return matter_pages.page(request, DESK, complaint_id)


@require_POST
@rule("staff", KEEP)
def reveal(request: StaffRequest, complaint_id: UUID) -> HttpResponse:
    """Show who complains, with number, address and phone; the look is logged."""
    complaint = matters.find(Complaint, complaint_id, by=request.acting, at=request.at, to=KEEP)
    access_log.defer(request, request.acting, complaint.office_id, complaint.pk, "complainant", request.at)
    who = complaint.complainant
    facts: Lines = [
        (_("Họ và tên người khiếu nại"), who.full_name),
        (_("Giấy tờ"), who.identity_number),
        (_("Địa chỉ"), who.address),
        (_("Số điện thoại"), phone_display(who.phone)),
    ]
    return matter_pages.page(request, DESK, complaint_id, facts=facts, reveal_href="")


@require_POST
@rule("staff", KEEP)
def act(request: StaffRequest, complaint_id: UUID, slug: str) -> HttpResponseBase:
    """Do one step of the complaint."""
    return matter_pages.perform(request, DESK, complaint_id, slug)
