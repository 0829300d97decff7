"""Citizen reception: schedule with its warnings, register (Mẫu 03/TCD, printed whole, logged), one day, one visit."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.doors.access_rules import rule
from motcua.doors.officer import matter_pages
from motcua.doors.officer.reception_desk import (
    GROUNDS,
    KEEP,
    SECRET,
    VISIT_DESK,
    VisitForm,
    visit_facts,
)
from motcua.doors.officer.schedule_desk import DAY_DESK, DayForm, day_choices
from motcua.doors.request import StaffRequest
from motcua.journal import access_log
from motcua.kernel.localtime import local_day
from motcua.kernel.masking import mask_name
from motcua.office import matters, offices, terms
from motcua.papers import typesetting
from motcua.reception import days, schedule, visit_papers, visits
from motcua.reception.days import ReceptionDay
from motcua.reception.visits import Visit


@require_safe
@rule("staff", KEEP)
def home(request: StaffRequest) -> HttpResponse:
    """Show the schedule of four weeks back and ahead, weeks without the chair, and who was received."""
    by, today = request.acting, local_day(request.at)
    is_all = request.GET.get("xem") == "tat-ca"
    found = visits.listed(by, request.at, **matter_pages.wanted(request))
    rows = found.rows
    access_log.defer(request, by, by.office, by.post or by.office, "list", request.at)
    context = {
        "schedule": schedule.scheduled(by.office, today - timedelta(days=28), today + timedelta(days=60)),
        "missing": schedule.weeks_without(by.office, today),
        "rows": [(row, mask_name(row.person.full_name) if row.person else SECRET) for row in rows],
        "running": terms.running(by.office, [row.pk for row in rows]),
        "tabs": [(_("Đang mở"), "?", not is_all), (_("Tất cả"), "?xem=tat-ca", is_all)],
        "following": found.following,
        "xem": "tat-ca" if is_all else "",
        "at": request.at,
    }
    return render(request, "officer/reception.html", context)


@require_safe
@rule("staff", KEEP)
def book(request: StaffRequest) -> HttpResponse:
    """Show the register of the year as Mẫu 03/TCD, whole, for printing; the look is logged."""
    by, today = request.acting, local_day(request.at)
    first = today.replace(month=1, day=1)
    access_log.defer(request, by, by.office, by.post or by.office, "register", request.at)
    rows = visits.register(by, request.at, first, today)
    return render(request, "officer/reception_book.html", {"rows": rows, "year": first.year, "grounds": dict(GROUNDS)})


@require_http_methods(["GET", "HEAD", "POST"])
@rule("staff", KEEP)
def plan(request: StaffRequest) -> HttpResponseBase:
    """Put a day into the schedule."""

    def write(data: dict[str, Any]) -> ReceptionDay:
        key = f"reception-day:{data.pop('key')}"
        office = offices.by_id(request.acting.office)
        return days.plan(office, **data, by=request.acting, at=request.at, key=key)[0]

    return matter_pages.enter(request, DAY_DESK, DayForm, write, title=gettext_lazy("Xếp lịch tiếp công dân"))


@require_safe
@rule("staff", KEEP)
def day(request: StaffRequest, day_id: UUID) -> HttpResponse:
    """Show one day of the schedule."""
    return matter_pages.page(request, DAY_DESK, day_id)


@require_POST
@rule("staff", KEEP)
def day_act(request: StaffRequest, day_id: UUID, slug: str) -> HttpResponseBase:
    """Do one act to the day."""
    return matter_pages.perform(request, DAY_DESK, day_id, slug)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("staff", KEEP)
def receive(request: StaffRequest) -> HttpResponseBase:
    """Write a person into the register."""
    by, today = request.acting, local_day(request.at)
    near = [one for one in schedule.scheduled(by.office, today - timedelta(days=7), today) if one.state != "cancelled"]

    def write(data: dict[str, Any]) -> Visit:
        key, chosen = f"visit:{data.pop('key')}", data.pop("day")
        found = next((one for one in near if str(one.pk) == chosen), None)
        office = offices.by_id(by.office)
        return visits.write(office, **data, day=found, by=by, at=request.at, key=key)[0]

    def prepare(form: Any) -> None:
        matter_pages.set_choices(form, "day", day_choices(by.office, near))

    title = gettext_lazy("Ghi lượt tiếp công dân")
    return matter_pages.enter(request, VISIT_DESK, VisitForm, write, title=title, prepare=prepare)


@require_safe
@rule("staff", KEEP)
def visit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Show one line of the register."""
    return matter_pages.page(request, VISIT_DESK, visit_id)


@require_POST
@rule("staff", KEEP)
def reveal(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Show who was received; the look is logged."""
    found = matters.find(Visit, visit_id, by=request.acting, at=request.at, to=KEEP)
    access_log.defer(request, request.acting, found.office_id, found.pk, "visitor", request.at)
    facts = visit_facts(found, is_shown=True)
    return matter_pages.page(request, VISIT_DESK, visit_id, facts=facts, reveal_href="")


@require_POST
@rule("staff", KEEP)
def visit_act(request: StaffRequest, visit_id: UUID, slug: str) -> HttpResponseBase:
    """Do one act to the visit."""
    return matter_pages.perform(request, VISIT_DESK, visit_id, slug)


@require_safe
@rule("staff", KEEP)
def refusal(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Send Mẫu 01/TCD as PDF."""
    found = matters.find(Visit, visit_id, by=request.acting, at=request.at, to=KEEP)
    if not found.notice_number:
        raise matters.NoSuchMatter
    return _pdf(request, found, visit_papers.refusal(found, head=""), "01-TCD")


@require_safe
@rule("staff", KEEP)
def receipt(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Send Mẫu 02/TCD as PDF."""
    found = matters.find(Visit, visit_id, by=request.acting, at=request.at, to=KEEP)
    if not found.papers_at:
        raise matters.NoSuchMatter
    member = request.assignment.staff
    data = visit_papers.receipt(found, officer=member.full_name, title=member.title, at=request.at)
    return _pdf(request, found, data, "02-TCD")


def _pdf(request: StaffRequest, found: Visit, data: dict[str, Any], form: str) -> HttpResponse:
    access_log.defer(request, request.acting, found.office_id, found.pk, f"visit_{form[:2]}", request.at)
    headers = {"Content-Disposition": f'inline; filename="{found.code}.{form}.pdf"'}
    return HttpResponse(typesetting.pdf("letter", data), content_type="application/pdf", headers=headers)
