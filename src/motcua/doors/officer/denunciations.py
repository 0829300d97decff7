"""The register of denunciations: list, entry, steps; the denouncer only for named posts, each look shown."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.doors.access_rules import act as acting_view
from motcua.doors.access_rules import may_open, rule
from motcua.doors.officer import matter_pages
from motcua.doors.officer.denunciation_desk import DESK, KEEP, SECRET, EntryForm
from motcua.doors.officer.matter_pages import day, line, post_choices
from motcua.doors.request import StaffRequest
from motcua.feedback import confidants, denouncers, denunciation_steps, denunciations
from motcua.feedback.denouncers import Identity
from motcua.feedback.denunciations import Denunciation
from motcua.kernel.localtime import local_day
from motcua.office import offices
from motcua.office.rights import Capability

HEAD = Capability.NAME_CONFIDANTS


@require_safe
@rule("staff", KEEP)
def listing(request: StaffRequest) -> HttpResponse:
    """Show the register of denunciations; the denouncer is never in it."""
    found = denunciations.listed(request.acting, request.at, **matter_pages.wanted(request))
    lines = [(row, SECRET, row.accused) for row in found.rows]
    return matter_pages.listing(
        request,
        DESK,
        lines,
        title=_("Sổ tố cáo"),
        entry="officer_denunciation_new",
        following=found.following,
        also=(_("Vị trí được xem danh tính"), reverse("officer_confidants")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@rule("staff", KEEP)
def enter(request: StaffRequest) -> HttpResponseBase:
    """Write down a denunciation; who denounces is encrypted at once and never shown again on this page."""

    def write(data: dict[str, Any]) -> Denunciation:
        key = f"denunciation:{data.pop('key')}"
        who = Identity(**{name: data.pop(name).strip() for name in ("full_name", "address", "phone", "number")})
        office = offices.by_id(request.acting.office)
        return denunciation_steps.enter(office, identity=who, **data, by=request.acting, at=request.at, key=key)[0]

    response = matter_pages.enter(request, DESK, EntryForm, write, title=gettext_lazy("Ghi đơn tố cáo"))
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@rule("staff", KEEP)
def one(request: StaffRequest, denunciation_id: UUID) -> HttpResponse:
    """Show one denunciation and who looked at its denouncer."""
    return matter_pages.page(request, DESK, denunciation_id)


def _again(request: StaffRequest, denunciation_id: UUID) -> HttpResponse:
    return matter_pages.page(request, DESK, denunciation_id)


@require_POST
@rule("staff", KEEP)
@acting_view(again=_again)
def denouncer(request: StaffRequest, denunciation_id: UUID) -> HttpResponse:
    """Show the denouncer to a named post, once, on a page that no browser keeps; the look is written down first."""
    identity = denouncers.opened(denunciation_id, by=request.acting, at=request.at)
    facts = [
        (_("Họ và tên người tố cáo"), identity.full_name),
        (_("Địa chỉ"), identity.address),
        (_("Số điện thoại"), identity.phone),
        (_("Số căn cước, định danh, hộ chiếu"), identity.number),
    ]
    response = matter_pages.page(request, DESK, denunciation_id, identity=facts)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@rule("staff", KEEP)
def act(request: StaffRequest, denunciation_id: UUID, slug: str) -> HttpResponseBase:
    """Do one step of the denunciation."""
    return matter_pages.perform(request, DESK, denunciation_id, slug)


class ConfidantForm(forms.Form):
    """Which post, from when to when, on what basis."""

    post = forms.ChoiceField(label=gettext_lazy("Vị trí"))
    from_on = day(gettext_lazy("Từ ngày"))
    to_on = day(gettext_lazy("Đến hết ngày"))
    basis = line(gettext_lazy("Căn cứ (số quyết định)"), most=300)


def _confidants(request: StaffRequest, form: ConfidantForm | None = None) -> HttpResponse:
    form = form or _confidant_form(request, is_bound=request.refusal is not None and "basis" in request.POST)
    context = {
        "form": form,
        "rows": confidants.of_office(request.acting.office),
        "today": local_day(request.at),
        "may_name": may_open(request, HEAD),
    }
    return render(request, "officer/confidants.html", context, status=422 if form.errors else 200)


def _confidant_form(request: StaffRequest, *, is_bound: bool) -> ConfidantForm:
    form = ConfidantForm(request.POST if is_bound else None)
    matter_pages.set_choices(form, "post", post_choices(request.acting.office)[1:])
    return form


@require_safe
@rule("staff", KEEP, HEAD)
def confidants_page(request: StaffRequest) -> HttpResponse:
    """Show which posts may see denouncers, and when: to everyone who keeps the register."""
    return _confidants(request)


@require_POST
@rule("staff", HEAD)
@acting_view(again=_confidants)
def name_confidant(request: StaffRequest) -> HttpResponseBase:
    """Name a post for some days; only the head may."""
    form = _confidant_form(request, is_bound=True)
    if not form.is_valid():
        return _confidants(request, form)
    data = form.cleaned_data
    confidants.name(
        UUID(data["post"]),
        from_on=data["from_on"],
        to_on=data["to_on"],
        basis=data["basis"],
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã cho phép vị trí xem danh tính người tố cáo trong thời gian đó."))
    return redirect("officer_confidants")


def _again_confidants(request: StaffRequest, confidant_id: UUID) -> HttpResponse:
    return _confidants(request)


@require_POST
@rule("staff", HEAD)
@acting_view(again=_again_confidants)
def end_confidant(request: StaffRequest, confidant_id: UUID) -> HttpResponseBase:
    """End such a grant at once."""
    confidants.end(confidant_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã thôi cho phép từ hôm nay."))
    return redirect("officer_confidants")
