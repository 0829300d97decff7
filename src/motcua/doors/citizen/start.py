"""Starting a dossier online, and coming back to one by code and phone, without an account.

The notice on personal data stands before anything is typed: purpose, what is kept, who receives it, on what basis
(public duty, Luật BVDLCN 91/2025/QH15), and what one may ask for.
"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace, procedure_words, visit
from motcua.doors.citizen.forms import ResumeForm, StartForm
from motcua.doors.citizen.procedures import Shown, find_shown
from motcua.doors.request import Request
from motcua.dossiers import drafts
from motcua.dossiers.intake import NotOpenForFiling
from motcua.kernel.localtime import local_day
from motcua.procedures import eforms, openings
from motcua.procedures.channels import Channel
from motcua.procedures.versions import Version


@require_safe
@rule("public")
def open_list(request: Request) -> HttpResponse:
    """Show every procedure that can be filed online here, by sector."""
    office = visit.centre()
    found = openings.open_versions(office, local_day(request.at), Channel.ONLINE)
    context = {"open": found, "draft": visit.find_draft(request)}
    return render(request, "citizen/open_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("public")
@act()
def start(request: Request, code: str) -> HttpResponseBase:
    """Choose the case and begin a draft; its code is said on the next page."""
    office = visit.centre()
    shown = find_shown(request, code)
    version = _open_version(shown, request)
    form = StartForm(
        shown.cases,
        request.POST if request.method == "POST" else None,
        initial={"case": shown.case.slug if shown.case else ""},
    )
    if request.method != "POST" or not form.is_valid():
        return _start_page(request, shown, version, form)
    pace.BEGIN.step(request)
    case = next((one for one in shown.cases if one.slug == form.cleaned_data.get("case")), None)
    draft, resume_code = drafts.begin(office, version, case=case, at=request.at)
    phone = form.cleaned_data["phone"]
    asked = (eforms.definition(version) or {}).get("applicant", {}).get("phone")
    drafts.save(draft, {asked: phone} if asked else {}, phone=phone, at=request.at)
    visit.begin(request, draft, resume_code)
    return redirect("citizen_code")


def _open_version(shown: Shown, request: Request) -> Version:
    office = visit.centre()
    if shown.version is None:
        raise NotOpenForFiling([_("danh mục mới có tên thủ tục")])
    reasons = openings.why_closed(office, shown.version, local_day(request.at), Channel.ONLINE)
    if reasons:
        raise NotOpenForFiling(reasons)
    return shown.version


def _start_page(request: Request, shown: Shown, version: Version, form: StartForm) -> HttpResponse:
    draft = visit.find_draft(request)
    term = version.term_for(Channel.ONLINE, shown.case)
    context = {
        "procedure": shown.procedure,
        "form": form,
        "limit": procedure_words.limit_words(term),
        "fee": procedure_words.fee_words(term),
        "papers": [row for row in procedure_words.papers_of(version, shown.case) if not row.is_form],
        "has_cases": bool(shown.cases),
        "draft": draft if draft and draft.dossier_id is None else None,
    }
    return render(request, "citizen/start.html", context, status=422 if form.is_bound else 200)


@require_safe
@rule("token")
@visit.drafting
def say_code(request: Request, draft: drafts.Draft) -> HttpResponseBase:
    """Say the resume code, big, before the form begins."""
    context = {"draft": draft, "code": visit.resume_code(request), "phone": draft.phone}
    return render(request, "citizen/code.html", context)


def _resume_page(request: Request) -> HttpResponse:
    form = ResumeForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "draft": visit.find_draft(request)}
    return render(request, "citizen/resume.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("public")
@act(again=_resume_page)
def resume(request: Request) -> HttpResponseBase:
    """Open a draft again by its code and phone; a filed one leads to its dossier."""
    if request.method != "POST":
        return _resume_page(request)
    pace.RESUME.step(request)
    form = ResumeForm(request.POST)
    if not form.is_valid():
        return _resume_page(request)
    draft = drafts.resume(form.cleaned_data["code"], form.cleaned_data["phone"], at=request.at)
    visit.begin(request, draft, form.cleaned_data["code"])
    if draft.dossier_id is None:
        messages.success(request, _("Đã mở lại hồ sơ đang soạn. Mọi thứ đã nhập vẫn còn."))
        return redirect("citizen_form")
    filed = drafts.find(draft.pk, at=request.at).dossier
    if filed is not None:
        visit.prove(request, filed)
    return redirect("citizen_detail")
