"""Who may certify, on paper and electronically; who translates; which words are written: dated, with their basis."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.certification import authority, translators, wordings
from motcua.certification.authority import Way
from motcua.certification.matters import MARKS, Book
from motcua.doors.access_rules import act, may_open, rule
from motcua.doors.officer.certification import tabs
from motcua.doors.request import StaffRequest
from motcua.doors.typed import Unreadable
from motcua.kernel.localtime import local_day
from motcua.office import offices, staff
from motcua.office.rights import Capability


def _day(request: StaffRequest, name: str) -> date | None:
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise Unreadable(
            _("Ngày “%(text)s” không đọc được. Hãy chọn ngày trong lịch.") % {"text": text[:20]}
        ) from problem


def _page(request: StaffRequest, template: str, current: str, **more: object) -> HttpResponse:
    context = {
        "may_grant": may_open(request, Capability.GRANT_CERTIFYING),
        "today": local_day(request.at),
        "typed": request.POST if request.refusal else {},
        "who_grants": authority.WHO_GRANTS,
        "tabs": tabs(request, current),
        **more,
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, f"officer/certification/{template}.html", context, status=status)


def _rights_page(request: StaffRequest) -> HttpResponse:
    office_id, today = request.acting.office, local_day(request.at)
    live = authority.live(office_id, today)
    return _page(
        request,
        "rights",
        "rights",
        rows=authority.of_office(office_id),
        live={row.pk for row in live},
        has_electronic=any(row.way == Way.ELECTRONIC for row in live),
        has_paper=any(row.way == Way.PAPER for row in live),
        members=[one for one in staff.of_office(office_id) if one.is_active],
        ways=Way.choices,
        books=[(one.value, f"{MARKS[one]} – {one.label}") for one in Book],
        chosen=request.POST.getlist("book") if request.refusal else [],
    )


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def rights(request: StaffRequest) -> HttpResponse:
    """Show who may certify since when and on what basis; the leader grants and ends."""
    return _rights_page(request)


@require_POST
@rule("staff", Capability.GRANT_CERTIFYING)
@act(again=_rights_page)
def grant(request: StaffRequest) -> HttpResponseBase:
    """Give an officer the right to certify."""
    try:
        member = UUID(request.POST.get("staff", ""))
    except ValueError as problem:
        raise authority.RightUnclear from problem
    made = authority.grant(
        member,
        way=request.POST.get("way", ""),
        basis=request.POST.get("basis", ""),
        from_on=_day(request, "from_on") or local_day(request.at),
        to_on=_day(request, "to_on"),
        books=tuple(request.POST.getlist("book")),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã giao quyền cho %(name)s.") % {"name": made.staff.full_name})
    return redirect("officer_certify_rights")


@require_POST
@rule("staff", Capability.GRANT_CERTIFYING)
@act(again=lambda request, right_id: _rights_page(request))
def end(request: StaffRequest, right_id: UUID) -> HttpResponseBase:
    """End a right now."""
    authority.end(right_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã chấm dứt quyền chứng thực từ lúc này."))
    return redirect("officer_certify_rights")


def _translators_page(request: StaffRequest) -> HttpResponse:
    office_id = request.acting.office
    return _page(request, "translators", "translators", rows=translators.of_office(office_id))


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def translators_page(request: StaffRequest) -> HttpResponse:
    """Show the list of translators; the leader keeps it."""
    return _translators_page(request)


@require_POST
@rule("staff", Capability.GRANT_CERTIFYING)
@act(again=_translators_page)
def enlist(request: StaffRequest) -> HttpResponseBase:
    """Enter a translator on the list."""
    told = {name: request.POST.get(name, "") for name in ("full_name", "languages", "basis")}
    translators.enlist(
        offices.by_id(request.acting.office),
        **told,
        from_on=_day(request, "from_on") or local_day(request.at),
        to_on=_day(request, "to_on"),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã ghi người dịch vào danh sách."))
    return redirect("officer_translators")


@require_POST
@rule("staff", Capability.GRANT_CERTIFYING)
@act(again=lambda request, translator_id: _translators_page(request))
def end_translator(request: StaffRequest, translator_id: UUID) -> HttpResponseBase:
    """Take a translator off the list."""
    translators.end(translator_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã đưa người dịch ra khỏi danh sách."))
    return redirect("officer_translators")


def _wordings_page(request: StaffRequest) -> HttpResponse:
    found = wordings.all_current(request.acting.office, local_day(request.at))
    fields = list(wordings.FIELDS.items())
    return _page(request, "wordings", "wordings", rows=found, fields=fields, kinds=list(wordings.KINDS.items()))


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def wordings_page(request: StaffRequest) -> HttpResponse:
    """Show the wordings in force; the leader dates the office's own."""
    return _wordings_page(request)


@require_POST
@rule("staff", Capability.GRANT_CERTIFYING)
@act(again=_wordings_page)
def change_wording(request: StaffRequest) -> HttpResponseBase:
    """Give a kind of wording the office's own text from a day on."""
    wordings.change(
        offices.by_id(request.acting.office),
        request.POST.get("kind", ""),
        request.POST.get("text", "")[:4000],
        legal_ref=request.POST.get("legal_ref", ""),
        valid_from=_day(request, "valid_from") or local_day(request.at),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã đặt lời chứng riêng của cơ quan từ ngày đã chọn."))
    return redirect("officer_wordings")
