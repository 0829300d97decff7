"""What waits to be certified, and the documents of one dossier: enter, approve, appoint, print the wording."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.certification import authority, electronic, finding, lines, matters
from motcua.certification import papers as printed
from motcua.certification.authority import Way
from motcua.certification.lines import BookLine, State
from motcua.certification.matters import Longer, Matter
from motcua.desk import certify_entered, certify_waiting
from motcua.doors.access_rules import act, may_open, rule
from motcua.doors.officer import certification_form as sent
from motcua.doors.officer.certification import tabs
from motcua.doors.request import StaffRequest
from motcua.doors.typed import number_of
from motcua.dossiers import access, promises
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.fees import charges, payments
from motcua.journal import access_log
from motcua.kernel.localtime import local_day
from motcua.office.rights import Capability
from motcua.papers import storage


@require_safe
@rule("staff", Capability.KEEP_BOOKS)
def waiting(request: StaffRequest) -> HttpResponse:
    """Show what was asked for and is not certified yet, the oldest first; looks at the list are logged."""
    by = request.acting
    page = finding.waiting(by.office, after=request.GET.get("sau", "")[:200])
    access_log.defer(request, by, by.office, request.assignment.post_id, "list", request.at)
    context = {"page": page, "tabs": tabs(request, "waiting"), "at": request.at}
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
        **_entry(request, dossier, matter, found),
        "promise": promises.latest_of(dossier),
        "charge": charge,
        "payment": payment,
        "is_owed": charge is not None and charge.state == charges.ChargeState.WAITING,
        "may_hand_over": dossier.status == Status.PROCESSED and may_open(request, Capability.HAND_OVER),
        "may_receive": may_open(request, Capability.RECEIVE),
        "may_see": may_open(request, Capability.SEE_DOSSIER),
        "may_print_receipt": may_open(request, Capability.TAKE_FEE, Capability.CONFIRM_TRANSFER),
        "typed": request.POST if request.refusal else {},
        "tabs": tabs(request, ""),
        "at": request.at,
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/certification/one.html", context, status=status)


def _entry(request: StaffRequest, dossier: Dossier, matter: Matter, found: list[BookLine]) -> dict[str, object]:
    """Return what the form needs by which the documents of a dossier without lines are written down."""
    if found or dossier.void_at is not None or dossier.status not in (Status.ACCEPTED, Status.IN_PROCESS):
        return {"may_enter": False}
    return {
        "may_enter": True,
        "sheet": sent.sheet(request, matter, local_day(request.at), is_paper_only=True),
        "stated": [(name, matters.STATEMENTS[name]) for name in matter.statements],
        "said_before": request.POST.getlist("statements"),
        "manners": list(matters.MANNERS.items()),
        "suggestions": matters.OFTEN[matter.book],
    }


@require_POST
@rule("staff", Capability.KEEP_BOOKS)
@act(again=_one)
def enter(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Write the documents of a received dossier into the book: the certifier has signed and sealed them."""
    day = local_day(request.at)
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.KEEP_BOOKS)
    sheet = sent.sheet(request, matters.of(dossier.version.procedure.code), day, is_paper_only=True)
    done = certify_entered.enter(
        dossier_id,
        documents=sent.documents(request, sheet, day),
        statements=request.POST.getlist("statements"),
        certifier_id=_uuid(request.POST.get("certifier", "")),
        by=request.acting,
        at=request.at,
    )
    _say(request, done)
    return redirect("officer_certification", dossier_id=dossier_id)


def _say(request: StaffRequest, done: list[BookLine]) -> None:
    numbers = ", ".join(line.number_words.split(",")[0] for line in done)
    messages.success(request, _("Đã vào sổ số %(numbers)s.") % {"numbers": numbers})


@require_POST
@rule("staff", Capability.KEEP_BOOKS)
@act(again=_one)
def certify(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Enter what waited on paper: the certifier has signed and sealed it."""
    chosen = request.POST.get("certifier", "")
    done = certify_waiting.certify(
        dossier_id, certifier_id=_uuid(chosen), by=request.acting, at=request.at, hand_over="hand_over" in request.POST
    )
    _say(request, done)
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
    certify_waiting.appoint(dossier_id, days=number_of(request, "days", 60), by=request.acting, at=request.at, **told)
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
