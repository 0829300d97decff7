"""The last steps: how the result comes, a look at the whole, and sending it; then the page that says the code.

The draft's id is the idempotency key, so a double click, a reload or going back gives one dossier.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desk import attach_file, file_online
from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace, procedure_words, visit
from motcua.doors.citizen.draft_papers import NoSuchFile, NothingChosen
from motcua.doors.citizen.drafting import shell
from motcua.doors.citizen.eform_parts import part_of, shown_sections
from motcua.doors.citizen.forms import RESULT_CHANNELS, ContactForm
from motcua.doors.proxy_fields import PARTS, as_typed
from motcua.doors.request import Request
from motcua.dossiers import access, drafts, proxies, slips, watched_limits
from motcua.dossiers.drafts import Draft
from motcua.fees import charges
from motcua.journal import access_log
from motcua.journal.acting import Acting
from motcua.kernel.localtime import local_day
from motcua.procedures import eforms
from motcua.procedures.channels import Channel


def _contact_of(draft: Draft) -> dict[str, Any]:
    """Return what the draft keeps, by the names of the form."""
    kept = {name: draft.proxy.get(part, "") for name, part in PARTS.items()}
    kept["proxy_basis"] = kept["proxy_basis"] or proxies.Basis.AUTHORISED.value
    return {**kept, "result_channel": draft.result_channel, "phone": draft.phone}


def _keep_contact(request: Request, draft: Draft) -> ContactForm:
    """Keep what was typed: of the proxy right or wrong, the rest as far as it can be used."""
    drafts.name_proxy(draft, as_typed(request.POST), at=request.at)
    form = ContactForm(request.POST)
    form.is_valid()
    kept = form.cleaned_data  # what is right, also when something else is not
    way, phone = kept.get("result_channel") or draft.result_channel, kept.get("phone") or draft.phone
    drafts.choose_return(draft, way, phone=phone, at=request.at)
    return form


def _contact_page(
    request: Request, draft: Draft, form: ContactForm | None = None, bad: list[str] | None = None
) -> HttpResponse:
    form = form or ContactForm(request.POST or None, initial=_contact_of(draft))
    files = [row for row in drafts.files_of(draft) if row.component_id is None]
    context = shell(request, draft, 3) | {
        "form": form,
        "files": files,
        "bad": bad or [],
        "has_proxy": bool(files or bad) or proxies.is_told(draft.proxy),
        "asks_paper": proxies.asks_paper(draft.office_id, proxies.Basis.AUTHORISED, local_day(request.at)),
    }
    return render(request, "citizen/contact.html", context, status=422 if form.errors or bad else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@visit.drafting
@act(again=_contact_page)
def contact(request: Request, draft: Draft) -> HttpResponseBase:
    """Choose how the result comes, the phone, and say who files for another; what is typed is kept, right or wrong."""
    if request.method != "POST":
        return _contact_page(request, draft, ContactForm(initial=_contact_of(draft)))
    form = _keep_contact(request, draft)
    if request.headers.get("X-Motcua-Autosave"):
        return HttpResponse(status=204)
    incoming = visit.uploads_of(request, "proxy_paper")
    if incoming:
        pace.UPLOAD.step(request)
    told = attach_file.to_draft(draft, None, incoming, at=request.at)
    bad = [f"{one.name}: {words}" for one in told if one.file is None for words in one.words]
    if bad or form.errors:
        return _contact_page(request, draft, form, bad)
    if "tai-len" in request.POST:
        if not incoming:
            raise NothingChosen
        messages.success(request, _("Đã nhận %(count)s tệp, mở đọc được.") % {"count": len(told)})
        return redirect(f"{reverse('citizen_contact')}#nop-thay")
    return redirect("citizen_review")


def _paper_page(request: Request, draft: Draft, file_id: UUID) -> HttpResponse:
    return _contact_page(request, draft)


@require_POST
@rule("token")
@visit.drafting
@act(again=_paper_page)
def remove_proxy_paper(request: Request, draft: Draft, file_id: UUID) -> HttpResponseBase:
    """Keep what was typed and take one file of the proxy out of the draft."""
    _keep_contact(request, draft)
    if not drafts.detach(draft, file_id, at=request.at):
        raise NoSuchFile
    messages.success(request, _("Đã bỏ tệp khỏi hồ sơ."))
    return redirect(f"{reverse('citizen_contact')}#nop-thay")


def _lacking(draft: Draft, request: Request) -> list[tuple[str, str]]:
    """Return what still keeps the draft from being sent, as (words, address where it is mended)."""
    day, found = local_day(request.at), []
    definition = eforms.definition(draft.version)
    if definition and definition["sections"]:
        form = file_online.recheck(definition, draft.values, day)
        form.full_clean()
        for section in shown_sections(form):
            count = len(part_of(form, section).problems)
            if count:
                words = _("%(section)s: %(count)s mục cần khai hoặc sửa") % {"section": section.title, "count": count}
                query = urlencode({"phan": section.key, "kiem-tra": "1"})
                found.append((words, f"{reverse('citizen_form')}?{query}"))
    kept = drafts.files_of(draft)
    handed_in = {row.component_id for row in kept if row.component_id}
    papers = reverse("citizen_papers")
    found += [
        (_("Còn thiếu: %(name)s") % {"name": name}, papers) for name in file_online.lacking_papers(draft, handed_in)
    ]
    proxy = f"{reverse('citizen_contact')}#nop-thay"
    found += [(words, proxy) for words in file_online.proxy_problems(draft, kept).values()]
    if file_online.lacks_proxy_paper(draft, kept, day):
        found.append((_("Còn thiếu: giấy tờ ủy quyền, đại diện của người nộp thay"), proxy))
    if not draft.phone:
        found.append((_("Chưa có số điện thoại liên hệ"), reverse("citizen_contact")))
    return found


def _asked(definition: dict[str, Any], values: dict[str, Any], day: date) -> dict[str, Any]:
    """Return the kept answers without those to questions that do not apply now; they are not sent either."""
    form = eforms.build(definition, on=day, initial=values)
    hidden = {item.name for item in form.items if not item.is_shown}
    return {key: value for key, value in values.items() if key not in hidden}


def _review_page(request: Request, draft: Draft) -> HttpResponse:
    definition = eforms.definition(draft.version)
    day = local_day(request.at)
    term = draft.version.term_for(Channel.ONLINE, draft.case)
    context = shell(request, draft, 4) | {
        "answers": eforms.readable(definition, _asked(definition, draft.values, day), day) if definition else [],
        "files": drafts.files_of(draft),
        "result_channel": dict(RESULT_CHANNELS)[draft.result_channel],
        "proxy": proxies.cleaned(draft.proxy) if proxies.is_told(draft.proxy) else None,
        "proxy_basis": dict(proxies.Basis.choices).get(draft.proxy.get("basis", ""), ""),
        "lacking": _lacking(draft, request),
        "limit": procedure_words.limit_words(term),
        "fee": procedure_words.fee_words(term),
    }
    return render(request, "citizen/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@visit.drafting
@act(again=_review_page)
def review(request: Request, draft: Draft) -> HttpResponseBase:
    """Show the whole; a POST files it and leads to the page with the code."""
    if request.method != "POST":
        return _review_page(request, draft)
    dossier = file_online.file(draft, by=Acting.citizen(draft.office_id, None), at=request.at)
    visit.prove(request, dossier)
    return redirect("citizen_submitted")


@require_safe
@rule("token")
@visit.owning
def submitted(request: Request, proven: visit.Proven) -> HttpResponseBase:
    """Say the code of the dossier, give the acknowledgement and what happens next."""
    dossier = access.find(proven.dossier_id, by=proven.by, at=request.at)
    access_log.defer(request, proven.by, dossier.office_id, dossier.pk, "citizen_submitted", request.at)
    context = {
        "dossier": dossier,
        "slip": next((slip for slip in slips.of_dossier(dossier) if slip.form == "ack"), None),
        "charge": charges.find(dossier),
        "code": visit.resume_code(request),
        "watched": watched_limits.told_applicant(dossier),
    }
    return render(request, "citizen/submitted.html", context)
