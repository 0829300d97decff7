"""One dossier whole: who holds it, why, until when and how that date was counted; what this post may do now."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import may_open, rule
from motcua.doors.officer.history import lines_of
from motcua.doors.request import Request
from motcua.dossiers import (
    access,
    apologies,
    components,
    decisions,
    obligations,
    promises,
    results,
    slips,
    steps,
    supplements,
    withdrawals,
)
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import CLOCK_RUNS, Status
from motcua.fees import charges, payments, waivers
from motcua.journal import access_log
from motcua.kernel import clock
from motcua.kernel.localtime import local_day
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability
from motcua.papers import storage
from motcua.procedures import eforms


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def one(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show the dossier; the look is logged."""
    return page(request, dossier_id)


def page(request: Request, dossier_id: UUID, **more: Any) -> HttpResponse:
    """Render the dossier's page, also after a refused act: what was typed then stands in `typed`."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "dossier", request.at)
    step = steps.find_current(dossier)
    charge = charges.find(dossier)
    answers = getattr(dossier, "answers", None)
    definition = eforms.definition(dossier.version)
    context = {
        "dossier": dossier,
        "punctuality": _punctuality(dossier, request),
        "components": components.of_dossier(dossier),
        "answers": eforms.readable(definition, answers.values, local_day(dossier.submitted_at))
        if definition and answers
        else [],
        "promises": promises.all_of(dossier),
        "steps": steps.of_dossier(dossier),
        "supplements": supplements.of_dossier(dossier),
        "withdrawals": withdrawals.of_dossier(dossier),
        "decisions": decisions.of_dossier(dossier),
        "apology": apologies.find(dossier),
        "obligation": obligations.find_open(dossier),
        "result": results.find(dossier),
        "slips": slips.of_dossier(dossier),
        "charge": charge,
        "payment": payments.find_live(charge) if charge else None,
        "may_transfer_money": payments.may_transfer(dossier.office),
        "possible_waivers": waivers.possible(dossier) if charge and charge.state == "waiting" else [],
        "history": lines_of(dossier),
        "can": _can(request, dossier, step),
        "needs_pages": charges.needs_pages(dossier) and charge is None,
        "default_title": next((row["name"] for row in dossier.version.results if row.get("name")), ""),
        "typed": request.POST if request.refusal else {},
        "at": request.at,
        **more,
    }
    status = request.refusal.status if request.refusal else 200
    return render(request, "officer/dossier.html", context, status=status)


def _punctuality(dossier: Dossier, request: Request) -> str:
    if dossier.punctuality:
        return dossier.punctuality
    if dossier.status not in CLOCK_RUNS:
        return "paused"
    calendar = calendar_of(dossier.office_id)
    return clock.classify(None, dossier.due_at_original, request.at, calendar=calendar).value


def _can(request: Request, dossier: Dossier, step: steps.Step | None) -> dict[str, bool]:
    """Return which acts the post may do in the dossier's present status."""
    status = Status(dossier.status)
    live = dossier.void_at is None

    def right(*capabilities: Capability) -> bool:
        return live and may_open(request, *capabilities)

    checks = right(Capability.CHECK)
    mine = step is not None and step.post_id == request.acting.post and status is Status.IN_PROCESS
    unfinished = status in (Status.REGISTERED, Status.ACCEPTED, Status.IN_PROCESS, Status.SUPPLEMENT, Status.OBLIGATION)
    return {
        "check": checks and status is Status.REGISTERED,
        "transfer": checks and status is Status.ACCEPTED,
        "answer": checks and status is Status.SUPPLEMENT,
        "supplement_in_process": right(Capability.PROCESS) and mine,
        "step": right(Capability.PROCESS) and mine,
        "obligation_met": right(Capability.CHECK, Capability.PROCESS) and status is Status.OBLIGATION,
        "withdraw": checks and unfinished,
        "withdrawal": checks and status is Status.WITHDRAWAL,
        "extend": right(Capability.EXTEND) and status is Status.IN_PROCESS,
        "hand_over": right(Capability.HAND_OVER) and status is Status.PROCESSED,
        "money": right(Capability.TAKE_FEE),
        "sign": right(Capability.SIGN) and status is Status.IN_PROCESS,
        "void": right(Capability.VOID_ANY, Capability.VOID_OWN) and unfinished,
    }


@require_POST
@rule("staff", Capability.SEE_DOSSIER)
def reveal(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show the full numbers of the people of this dossier, once; this look is logged by itself."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "contact", request.at)
    return page(request, dossier_id, is_revealed=True)


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def component_file(request: Request, dossier_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Send one file that was handed in with this dossier."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    found = components.find_file(dossier, file_id)
    if found is None:
        raise access.NoSuchDossier
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "file", request.at)
    return storage.response(found.file, inline=True)


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def slip(request: Request, dossier_id: UUID, slip_id: UUID) -> HttpResponseBase:
    """Send a slip as PDF, typeset at its first opening."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    found = slips.find(dossier, slip_id)
    if found is None:
        raise access.NoSuchDossier
    return storage.response(slips.opened(found, by=request.acting, at=request.at), inline=True)


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def result_file(request: Request, dossier_id: UUID) -> HttpResponseBase:
    """Send the result as PDF."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    result = results.find(dossier)
    if result is None:
        raise results.NoResult
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "result", request.at)
    return storage.response(result.file, inline=True)
