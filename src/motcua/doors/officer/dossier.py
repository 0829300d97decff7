"""One dossier whole: who holds it, why, until when and how that date was counted; what this post may do now."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.certification import matters
from motcua.doors.access_rules import may_open, rule
from motcua.doors.officer import turns
from motcua.doors.officer.history import lines_of
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import when
from motcua.dossiers import (
    access,
    apologies,
    clock_starts,
    components,
    decisions,
    handovers,
    joint_receipts,
    obligations,
    opinions,
    pads,
    promises,
    reissues,
    results,
    slips,
    steps,
    supplements,
    withdrawals,
)
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import CLOCK_RUNS, Status
from motcua.fees import charges, payments, refunds, standing, waivers
from motcua.journal import access_log
from motcua.kernel import clock, masking
from motcua.kernel.localtime import local_day
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability
from motcua.papers import qr, storage
from motcua.procedures import eforms


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def one(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Show the dossier; the look is logged."""
    return page(request, dossier_id)


def page(request: StaffRequest, dossier_id: UUID, **more: Any) -> HttpResponse:
    """Render the dossier's page, also after a refused act: what was typed then stands in `typed`."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "dossier", request.at)
    step = steps.find_current(dossier)
    charge = charges.find_last(dossier)
    payment = payments.find_live(charge) if charge else None
    made = slips.of_dossier(dossier)
    given, result = promises.all_of(dossier), results.find(dossier)
    walked = steps.of_dossier(dossier)
    history = lines_of(dossier)
    asked = opinions.of_dossier(dossier)
    awaited = next((row for row in asked if row.ended_at is None), None)
    context = {
        "dossier": dossier,
        "punctuality": _punctuality(dossier, request),
        "components": _as_typed(request, components.of_dossier(dossier)),
        "check_states": components.CheckState.choices,
        "answers": _readable(dossier, is_revealed=bool(more.get("is_revealed"))),
        "promises": given,
        "steps": walked,
        "walk": [_walked(row, dossier, request) for row in walked],
        "supplements": supplements.of_dossier(dossier),
        "withdrawals": withdrawals.of_dossier(dossier),
        "denials": withdrawals.Denial.choices,
        "decisions": decisions.of_dossier(dossier),
        "apology": apologies.find(dossier),
        "obligation": obligations.find_open(dossier),
        "result": result,
        **turns.shown(dossier, result, request),
        "opinions": asked,
        "pending_start": promises.pending_words(dossier) if dossier.is_open else "",
        **slips.shown(made),
        "appointment": next((row for row in reversed(made) if row.form == "01"), None),
        "outdated": reissues.find_outdated(dossier, made, given[-1] if given else None),
        "together": joint_receipts.others_of_the_day(dossier)
        if dossier.is_open and may_open(request, Capability.CHECK)
        else [],
        **_handover(dossier, walked, step, request),
        "charge": charge,
        "payment": payment,
        "standing": standing.standing_of(dossier, charge, payment) if charge else None,
        "refunds": refunds.of_dossier(dossier) if payment else [],
        "vietqr": _vietqr(payment, dossier),
        "may_transfer_money": payments.may_transfer(dossier.office),
        "possible_waivers": waivers.possible(dossier) if charge and charge.state == "waiting" else [],
        "history": history,
        "late": next((line for line in reversed(history) if line.recorded_at), None),
        "paper": pads.find_of_dossier(dossier) if dossier.entered_at else None,
        "can": _can(request, dossier, step, awaited) | turns.can(request, dossier),
        "in_books": matters.is_certification(dossier.version.procedure.code)
        and may_open(request, Capability.KEEP_BOOKS),
        "needs_pages": charges.needs_pages(dossier) and charge is None,
        "default_title": next((row["name"] for row in dossier.version.results if row.get("name")), ""),
        "typed": request.POST if request.refusal else {},
        "at": request.at,
        **more,
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/dossier.html", context, status=status)


def _handover(
    dossier: Dossier, walked: list[steps.Step], step: steps.Step | None, request: StaffRequest
) -> dict[str, Any]:
    """Return the hand-over that this post has still to take, with how the giver kept its time by the clock."""
    waiting = handovers.find_waiting(dossier, step, request.acting.post)
    if waiting is None or waiting.started_at is None or not may_open(request, Capability.PROCESS):
        return {"handover": None}
    given = next((row for row in reversed(walked) if row.position < waiting.position), None)
    kept = handovers.kept_of(dossier, given, waiting.started_at)
    return {"handover": waiting, "kept": kept, "kept_choices": handovers.Kept.choices}


def _readable(dossier: Dossier, *, is_revealed: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the e-form in words by section; numbers of persons and phones masked until they are asked for."""
    answers, definition = getattr(dossier, "answers", None), eforms.definition(dossier.version)
    if not definition or not answers:
        return []
    told = eforms.readable(definition, answers.values, local_day(dossier.submitted_at))
    if is_revealed:
        return told
    return [(section, [(label, _masked(str(value))) for label, value in lines]) for section, lines in told]


def _masked(value: str) -> str:
    digits = value.replace(" ", "").removeprefix("+")
    if not digits.isdigit() or not 9 <= len(digits) <= 12:
        return value
    return masking.mask_number(digits) if len(digits) == 12 else masking.mask_phone(digits)


def _as_typed(request: StaffRequest, rows: list[components.DossierComponent]) -> list[components.DossierComponent]:
    """Return the rows with the marks of a check that was just refused, so that none has to be made again."""
    for row in rows if request.refusal else []:
        state = request.POST.get(f"state-{row.pk}", row.state)
        row.state = state if state in components.CheckState.values else row.state
        row.note = request.POST.get(f"note-{row.pk}", row.note)
    return rows


def _walked(step: steps.Step, dossier: Dossier, request: StaffRequest) -> dict[str, Any]:
    """Return one step as a line of the timeline."""
    state, note = "todo", str(step.post.name)
    if step.done_at:
        state = "done"
        late = _("trễ bước") if step.due_at and step.done_at > step.due_at else ""
        note = " · ".join(part for part in (note, step.done_by.full_name if step.done_by else "", late) if part)
    elif step.started_at:
        # Only work has hours to keep; a result that waits for its owner is nobody's lateness.
        is_timed = step.due_at is not None and dossier.status == Status.IN_PROCESS
        state = "late" if is_timed and step.due_at and step.due_at < request.at else "now"
        note = f"{note} · {_('hạn bước:')} {when(step.due_at)}" if is_timed else note
    return {"title": step.name, "state": state, "note": note, "at": step.done_at}


def _vietqr(payment: payments.Payment | None, dossier: Dossier) -> str:
    """Return the drawing of the VietQR of a transfer that is awaited, "" when none is."""
    is_awaited = payment is not None and payment.state == payments.PaymentState.PENDING
    text = payments.qr_text(payment, dossier) if payment is not None and is_awaited else ""
    return qr.svg(text) if text else ""


def _punctuality(dossier: Dossier, request: StaffRequest) -> str:
    if dossier.punctuality:
        return dossier.punctuality
    if dossier.status not in CLOCK_RUNS:
        return "paused"
    calendar = calendar_of(dossier.office_id)
    return clock.classify(None, dossier.due_at_original, request.at, calendar=calendar).value


def _can(
    request: StaffRequest, dossier: Dossier, step: steps.Step | None, waits: opinions.Opinion | None
) -> dict[str, bool]:
    """Return which acts the post may do in the dossier's present status; an awaited answer stops its step."""
    status = Status(dossier.status)
    live = dossier.void_at is None

    def right(*capabilities: Capability) -> bool:
        return live and may_open(request, *capabilities)

    checks = right(Capability.CHECK)
    mine = step is not None and step.post_id == request.acting.post and status is Status.IN_PROCESS and waits is None
    unfinished = status in (Status.REGISTERED, Status.ACCEPTED, Status.IN_PROCESS, Status.SUPPLEMENT, Status.OBLIGATION)
    return {
        "check": checks and status is Status.REGISTERED,
        "transfer": checks and status is Status.ACCEPTED,
        "answer": checks and status is Status.SUPPLEMENT,
        "supplement_in_process": right(Capability.PROCESS) and mine,
        "step": right(Capability.PROCESS) and mine,
        "opinion": right(Capability.CHECK, Capability.PROCESS) and status is Status.IN_PROCESS,
        "competent": right(Capability.CHECK, Capability.PROCESS) and clock_starts.awaits_competent(dossier),
        "obligation_met": right(Capability.CHECK, Capability.PROCESS) and status is Status.OBLIGATION,
        "withdraw": checks and unfinished,
        "withdrawal": checks and status is Status.WITHDRAWAL,
        "reissue": checks and bool(dossier.accepted_at),
        "extend": right(Capability.EXTEND) and status is Status.IN_PROCESS,
        "hand_over": right(Capability.HAND_OVER) and status is Status.PROCESSED,
        "money": right(Capability.TAKE_FEE),
        "receipt": may_open(request, Capability.TAKE_FEE, Capability.CONFIRM_TRANSFER),
        "sign": right(Capability.SIGN) and status is Status.IN_PROCESS,
        "void": right(Capability.VOID_ANY, Capability.VOID_OWN) and unfinished,
    }


@require_POST
@rule("staff", Capability.SEE_DOSSIER)
def reveal(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Show the full numbers of the people of this dossier, once; this look is logged by itself."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "contact", request.at)
    return page(request, dossier_id, is_revealed=True)


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def component_file(request: StaffRequest, dossier_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Send one file that was handed in with this dossier."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    found = components.find_file(dossier, file_id)
    if found is None:
        raise access.NoSuchDossier
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "file", request.at)
    return storage.response(found.file, inline=True)


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def result_file(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Send the result as PDF."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    result = results.find(dossier)
    if result is None:
        raise results.NoResult
    if result.file is None:
        raise results.NoScanKept
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "result", request.at)
    return storage.response(result.file, inline=True)
