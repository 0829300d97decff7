"""The certification counter: one screen, one press from the person to the returned copies; and what waits."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.certification import authority, exclusions, matters
from motcua.certification.matters import Longer
from motcua.desk import certify_copy, certify_refuse
from motcua.doors.access_rules import may_open, rule
from motcua.doors.officer import certification_form as sent
from motcua.doors.officer.certification_form import CertifyForm
from motcua.doors.request import StaffRequest
from motcua.fees import payments
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token
from motcua.kernel.localtime import local_day
from motcua.office import offices
from motcua.office.rights import Capability
from motcua.procedures import openings, versions

FIRST = "2.000815"


def tabs(request: StaffRequest, current: str) -> list[tuple[str, str, bool]]:
    """Return the pages of certification that this post may open."""
    pages = [
        ("counter", _("Quầy chứng thực"), "/can-bo/chung-thuc/quay/", (Capability.RECEIVE,)),
        ("waiting", _("Chờ chứng thực"), "/can-bo/chung-thuc/cho/", (Capability.KEEP_BOOKS,)),
        ("books", _("Sổ chứng thực"), "/can-bo/chung-thuc/so/", (Capability.KEEP_BOOKS,)),
        ("rights", _("Quyền chứng thực"), "/can-bo/chung-thuc/quyen/", (Capability.KEEP_BOOKS,)),
        ("translators", _("Người dịch"), "/can-bo/chung-thuc/nguoi-dich/", (Capability.KEEP_BOOKS,)),
        ("wordings", _("Lời chứng"), "/can-bo/chung-thuc/loi-chung/", (Capability.KEEP_BOOKS,)),
    ]
    return [(words, href, name == current) for name, words, href, needed in pages if may_open(request, *needed)]


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def home(request: StaffRequest) -> HttpResponseBase:
    """Go to the counter, or to what waits for one who does not serve it."""
    return redirect("officer_certify" if may_open(request, Capability.RECEIVE) else "officer_certify_waiting")


@require_http_methods(["GET", "HEAD", "POST"])
@rule("staff", Capability.RECEIVE)
def counter(request: StaffRequest, code: str = FIRST) -> HttpResponseBase:
    """Certify what a person brought, refuse it by name, or only work the fee out; nothing typed is lost."""
    day, matter = local_day(request.at), matters.of(code)
    version = versions.current(code, day)
    sheet = sent.sheet(request, matter, day)
    data = request.POST if request.method == "POST" else None
    form = CertifyForm(version, matter, sheet.certifiers, data, initial={"key": token()})
    context: dict[str, Any] = {"status": 200, "fee": None}
    if data is not None and "more" not in data:
        try:
            done = _press(request, form, sheet, context)
        except Refused as refused:
            request.refusal, context["status"] = refused, refused.status
        else:
            if done is not None:
                return done
    return _counter_page(request, form, sheet, version, context)


def _press(
    request: StaffRequest, form: CertifyForm, sheet: sent.Sheet, context: dict[str, Any]
) -> HttpResponseBase | None:
    """Do what the pressed button says; None draws the page again."""
    day, data = local_day(request.at), request.POST
    wanted = sent.documents(request, sheet, day)
    if "fee" in data:
        if not wanted:  # Enter after a scanned card, without script: only the person is filled in
            return None
        found = certify_copy.fees_of(sheet.matter, wanted, day)
        context["fee"] = {"total": sum(found) if found is not None else None}
        return None
    if any(row.problem for row in sheet.rows) or not form.is_valid():
        context["status"] = 422
        return None
    told = {name: form.cleaned_data.get(name) or "" for name in ("full_name", "number", "phone", "email")}
    office = offices.by_id(request.acting.office)
    key = f"certify:{form.cleaned_data['key']}"
    if "refuse" in data:
        dossier = certify_refuse.refuse(
            office,
            procedure_code=sheet.matter.procedure_code,
            applicant=told,
            documents=wanted,
            cases=data.getlist("case"),
            by=request.acting,
            at=request.at,
            key=key,
        )
        messages.success(request, _("Đã từ chối chứng thực; in phiếu Mẫu 03 ở mục Phiếu."))
        return redirect("officer_dossier", dossier_id=dossier.pk)
    if data.getlist("case"):
        raise exclusions.ExclusionTicked
    proxy = form.cleaned_data["proxy_name"].strip()
    done = certify_copy.certify(
        office,
        procedure_code=sheet.matter.procedure_code,
        applicant=told,
        submitter={"full_name": proxy} if proxy else None,
        documents=wanted,
        statements=form.cleaned_data["statements"],
        certifier_id=sent.certifier_of(form),
        when=form.cleaned_data["when"],
        pay=form.cleaned_data["pay"],
        days=form.cleaned_data.get("days"),
        reason=form.cleaned_data.get("reason", ""),
        agreement=form.cleaned_data.get("agreement", ""),
        by=request.acting,
        at=request.at,
        key=key,
    )
    numbers = ", ".join(line.number_words.split(",")[0] for line in done.lines if line.number)
    if numbers:
        messages.success(request, _("Đã vào sổ số %(numbers)s.") % {"numbers": numbers})
    return redirect("officer_certification", dossier_id=done.dossier.pk)


def _counter_page(
    request: StaffRequest, form: CertifyForm, sheet: sent.Sheet, version: versions.Version, more: dict[str, Any]
) -> HttpResponse:
    day, office_id = local_day(request.at), request.acting.office
    opened = {
        one.procedure.code
        for one in openings.open_versions(office_id, day)
        if matters.is_certification(one.procedure.code)
    }
    context = {
        "form": form,
        "sheet": sheet,
        "matter": sheet.matter,
        "version": version,
        "choices": [matter for code, matter in matters.MATTERS.items() if code in opened],
        "is_open": sheet.matter.procedure_code in opened,
        "manners": list(matters.MANNERS.items()),
        "suggestions": matters.OFTEN[sheet.matter.book],
        "exclusions": exclusions.current(sheet.matter.exclusions, day),
        "ticked": request.POST.getlist("case"),
        "may_transfer": payments.may_transfer(offices.by_id(office_id)),
        "may_be_longer": sheet.matter.longer is not Longer.NEVER,
        "who_grants": authority.WHO_GRANTS,
        "tabs": tabs(request, "counter"),
        **more,
    }
    return render(request, "officer/certification/counter.html", context, status=more["status"])
