"""The officer's register of petitions: list, entry for every means, one petition with its acts, letter and figures."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.doors.access_rules import rule
from motcua.doors.officer import matter_pages
from motcua.doors.officer.petition_desk import DESK, KEEP, EntryForm, facts_of
from motcua.doors.request import StaffRequest
from motcua.feedback import petition_letters, petition_registers, petitions
from motcua.feedback.petitions import Petition
from motcua.journal import access_log
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token
from motcua.office import matters, offices, terms
from motcua.office.rights import Capability
from motcua.papers import storage, typesetting, uploads
from motcua.papers.storage import StoredFile


@require_safe
@rule("staff", KEEP)
def listing(request: StaffRequest) -> HttpResponse:
    """Show the petitions that the post may see: those that are open, the questions, or all."""
    shows = {"": "open", "hoi-dap": "question", "tat-ca": "all"}
    chosen = request.GET.get("xem", "")
    after = request.GET.get("sau", "")[:200]
    found = petition_registers.listed(request.acting, request.at, show=shows.get(chosen, "open"), after=after)
    tabs = [
        (_("Đang mở"), "?", chosen not in shows or not chosen),
        (_("Hỏi đáp"), "?xem=hoi-dap", chosen == "hoi-dap"),
        (_("Tất cả"), "?xem=tat-ca", chosen == "tat-ca"),
    ]
    more = {"tabs": tabs, "following": found.following, "xem": chosen if chosen in shows else ""}
    return render(request, "officer/petitions.html", {**_rows(request, found.rows), **more})


def _rows(request: StaffRequest, rows: list[Petition]) -> dict[str, Any]:
    by = request.acting
    access_log.defer(request, by, by.office, by.post or by.office, "list", request.at)
    return {"rows": rows, "running": terms.running(by.office, [row.pk for row in rows]), "at": request.at}


@require_safe
@rule("staff", Capability.SEE_FIGURES)
def figures(request: StaffRequest) -> HttpResponse:
    """Show the year's figures of petitions, each with the way to what it counts, or the rows behind one."""
    period = petition_registers.year_of(request.at)
    key = request.GET.get("o", "")
    found = petition_registers.figures(request.acting.office, *period, at=request.at)
    chosen = next((figure for figure in found if figure.key == key), None)
    rows = petition_registers.behind(request.acting.office, key, *period, at=request.at) if chosen else []
    context = {**_rows(request, rows), "figures": found, "chosen": chosen, "year": period[0].year}
    return render(request, "officer/petition_figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("staff", KEEP)
def enter(request: StaffRequest) -> HttpResponseBase:
    """Write down a petition that came by telephone, letter, box or e-mail; the same form twice gives one."""
    form = EntryForm(request.POST or None, request.FILES or None, initial={"key": token()})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                petition, _is_new = _enter(request, form)
            except Refused as refused:
                request.refusal, status = refused, refused.status
            else:
                messages.success(request, _("Đã ghi nhận %(code)s.") % {"code": petition.code})
                return redirect("officer_petition", petition.pk)
    return render(request, "officer/petition_entry.html", {"form": form}, status=status)


def _enter(request: StaffRequest, form: EntryForm) -> tuple[Petition, bool]:
    data = form.cleaned_data
    office = offices.by_id(request.acting.office)
    files: list[StoredFile] = []
    if data["scan"]:
        stored, _told = uploads.take(office, cast(BinaryIO, data["scan"]), data["scan"].name, at=request.at)
        files.append(stored)
    names = ("means", "about", "content", "full_name", "address", "phone", "email", "is_secret")
    told = {name: data[name] for name in names}
    return petitions.receive(
        office, **told, files=files, by=request.acting, at=request.at, key=f"petition:{data['key']}"
    )


@require_safe
@rule("staff", KEEP)
def one(request: StaffRequest, petition_id: UUID) -> HttpResponse:
    """Show one petition."""
    return matter_pages.page(request, DESK, petition_id)


@require_POST
@rule("staff", KEEP)
def reveal(request: StaffRequest, petition_id: UUID) -> HttpResponse:
    """Show who sent it; the look is logged."""
    petition = matters.find(Petition, petition_id, by=request.acting, at=request.at, to=KEEP)
    access_log.defer(request, request.acting, petition.office_id, petition.pk, "sender", request.at)
    return matter_pages.page(request, DESK, petition_id, facts=facts_of(petition, is_shown=True), reveal_href="")


@require_POST
@rule("staff", KEEP)
def act(request: StaffRequest, petition_id: UUID, slug: str) -> HttpResponseBase:
    """Do one act to the petition."""
    return matter_pages.perform(request, DESK, petition_id, slug)


@require_safe
@rule("staff", KEEP)
def file(request: StaffRequest, petition_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Send a file that came with the petition; the look is logged."""
    petition = matters.find(Petition, petition_id, by=request.acting, at=request.at, to=KEEP)
    found = next((row for row in petitions.files_of(petition) if row.pk == file_id), None)
    if found is None:
        raise matters.NoSuchMatter
    access_log.defer(request, request.acting, petition.office_id, petition.pk, "petition_file", request.at)
    return storage.response(found, inline=True)


@require_safe
@rule("staff", KEEP)
def letter(request: StaffRequest, petition_id: UUID) -> HttpResponse:
    """Send the forwarding letter as PDF, without the sender when secrecy was asked for."""
    petition = matters.find(Petition, petition_id, by=request.acting, at=request.at, to=KEEP)
    if petition.forwarded_at is None:
        raise matters.NoSuchMatter
    access_log.defer(request, request.acting, petition.office_id, petition.pk, "petition_letter", request.at)
    signer = request.assignment.staff.full_name
    data = typesetting.pdf("letter", petition_letters.forwarding(petition, signer=signer))
    headers = {"Content-Disposition": f'inline; filename="{petition.code}.phieu-chuyen.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
