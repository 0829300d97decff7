"""The certification counter: one screen, one press from the person to the returned copies; and what waits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.certification import authority, electronic, exclusions, lines, matters
from motcua.certification import papers as printed
from motcua.certification.authority import Way
from motcua.certification.lines import State
from motcua.certification.matters import Longer
from motcua.desk import certify_copy, certify_refuse
from motcua.doors.access_rules import act, may_open, rule
from motcua.doors.officer import certification_form as sent
from motcua.doors.officer.certification_form import CertifyForm
from motcua.doors.request import StaffRequest
from motcua.doors.typed import number_of
from motcua.dossiers import access, promises
from motcua.dossiers.status import Status
from motcua.fees import charges, payments
from motcua.journal import access_log
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token
from motcua.kernel.localtime import local_day
from motcua.office import offices
from motcua.office.rights import Capability
from motcua.papers import storage
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


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def waiting(request: StaffRequest) -> HttpResponse:
    """Show what was asked for and is not certified yet, the oldest first; looks at the list are logged."""
    by = request.acting
    found = lines.open_in(by.office)
    access_log.defer(request, by, by.office, request.assignment.post_id, "list", request.at)
    context = {"lines": found, "tabs": tabs(request, "waiting"), "at": request.at}
    return render(request, "officer/certification/waiting.html", context)


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def one(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Show the documents of one dossier with their numbers and what is to be done; the look is logged."""
    return _one(request, dossier_id)


def _one(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    by, day = request.acting, local_day(request.at)
    dossier = access.find(dossier_id, by=by, at=request.at, to=Capability.KEEP_BOOKS)
    matter = matters.of(dossier.version.procedure.code)
    access_log.defer(request, by, dossier.office_id, dossier.pk, "certification", request.at)
    found = lines.of_dossier(dossier)
    charge = charges.find(dossier)
    payment = payments.find_live(charge) if charge else None
    signers = authority.certifiers(dossier.office_id, matter.book, day, Way.ELECTRONIC)
    context = {
        "dossier": dossier,
        "matter": matter,
        "lines": found,
        "numbered": [line for line in found if line.number and not line.is_electronic],
        "paper_waits": any(line.state == State.WAITING and not line.is_electronic for line in found),
        "copies_wait": any(line.state == State.WAITING and line.is_electronic for line in found),
        "copies_being_signed": any(line.state == State.SIGNING for line in found),
        "certifiers": authority.certifiers(dossier.office_id, matter.book, day, Way.PAPER),
        "signers": signers,
        "is_signer": any(one.pk == by.person for one in signers),
        "who_grants": authority.WHO_GRANTS,
        "may_be_longer": matter.longer is not Longer.NEVER and dossier.status in (Status.ACCEPTED, Status.IN_PROCESS),
        "promise": promises.latest_of(dossier),
        "charge": charge,
        "payment": payment,
        "is_owed": charge is not None and charge.state == charges.ChargeState.WAITING,
        "may_hand_over": dossier.status == Status.PROCESSED and may_open(request, Capability.HAND_OVER),
        "may_receive": may_open(request, Capability.RECEIVE),
        "may_see": may_open(request, Capability.SEE_DOSSIER),
        "typed": request.POST if request.refusal else {},
        "tabs": tabs(request, ""),
        "at": request.at,
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/certification/one.html", context, status=status)


@require_POST
@rule("staff", Capability.KEEP_BOOKS)
@act(again=_one)
def certify(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Enter what waited on paper: the certifier has signed and sealed it."""
    chosen = request.POST.get("certifier", "")
    done = certify_copy.certify_waiting(
        dossier_id, certifier_id=_uuid(chosen), by=request.acting, at=request.at, hand_over="hand_over" in request.POST
    )
    numbers = ", ".join(line.number_words.split(",")[0] for line in done)
    messages.success(request, _("Đã vào sổ số %(numbers)s.") % {"numbers": numbers})
    return redirect("officer_certification", dossier_id=dossier_id)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
@rule("staff", Capability.KEEP_BOOKS)
@act(again=_one)
def approve(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Approve the electronic copies; the machine signs them a moment later."""
    electronic.approve(dossier_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã duyệt. Hệ thống đang ký hai chữ ký số và phát hành bản sao điện tử."))
    return redirect("officer_certification", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.KEEP_BOOKS)
@act(again=_one)
def appoint(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Tell the person by a slip that it takes longer."""
    told = {name: request.POST.get(name, "")[:200] for name in ("reason", "agreement")}
    certify_copy.appoint(dossier_id, days=number_of(request, "days", 60), by=request.acting, at=request.at, **told)
    messages.success(request, _("Đã lập phiếu hẹn; in ở hồ sơ và giao cho người dân."))
    return redirect("officer_certification", dossier_id=dossier_id)


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def words(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Send the wordings of a dossier's papers as PDF, a page for each document, to print on the copies."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.KEEP_BOOKS)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "certification", request.at)
    found = [line for line in lines.of_dossier(dossier) if line.number and not line.is_electronic]
    if not found:
        raise lines.NoSuchLine
    data = printed.wording_pages(dossier.office, found, at=found[0].certified_at or request.at)
    headers = {"Content-Disposition": f'inline; filename="{dossier.code}.loi-chung.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def copy_file(request: StaffRequest, dossier_id: UUID, line_id: UUID) -> HttpResponseBase:
    """Send one signed electronic copy."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.KEEP_BOOKS)
    found = electronic.find_file(dossier, line_id)
    if found is None:
        raise lines.NoSuchLine
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "result", request.at)
    return storage.response(found, inline=True)
