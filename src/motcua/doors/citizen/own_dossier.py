"""The holder's own view of a dossier: its story, its promised date day by day, slips, fee, result; and stopping it.

Opened by token and four digits, by the resume code, or right after filing. Every look is written to the access log.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.certification import electronic
from motcua.desk import hand_over
from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import certified_copies, pace, story, visit
from motcua.doors.citizen.forms import RESULT_CHANNELS, WithdrawForm
from motcua.doors.citizen.visit import Proven
from motcua.doors.request import Request
from motcua.dossiers import (
    access,
    components,
    corrections,
    deliveries,
    losses,
    obligations,
    promises,
    results,
    slips,
    status,
    supplements,
    watched_limits,
    withdrawals,
)
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.results import Way
from motcua.dossiers.status import Status
from motcua.dossiers.supplements import Supplement
from motcua.feedback import ratings
from motcua.fees import charges, payments, refunds, standing
from motcua.fees.charges import Charge, ChargeState
from motcua.journal import access_log
from motcua.journal.refusals import Refused
from motcua.papers import qr, storage

INTERNAL_SLIPS = {"06"}


class NotReturnedYet(Refused):
    """The result is opened after it was taken by the button, so that its return is on record."""

    def __init__(self) -> None:
        super().__init__(_("Hãy bấm “Tải kết quả” ở trang hồ sơ; hệ thống ghi nhận đã trả kết quả rồi mở tệp."))


def find_own(request: Request, proven: Proven, what: str) -> Dossier:
    """Return the dossier of this visit, the look remembered for the access log."""
    dossier = access.find(proven.dossier_id, by=proven.by, at=request.at)
    access_log.defer(request, proven.by, dossier.office_id, dossier.pk, what, request.at)
    return dossier


def _page(request: Request, proven: Proven) -> HttpResponse:
    dossier = find_own(request, proven, "citizen_detail")
    asked = supplements.of_dossier(dossier)
    given = promises.all_of(dossier)
    result = results.find(dossier)
    context = {
        "dossier": dossier,
        "timeline": story.timeline(dossier, asked),
        "holder": story.holder_words(dossier),
        "promise": promises.as_it_stands(dossier) or story.ledger_of(given[-1] if given else None),
        "earlier": given[:-1],
        "watched": watched_limits.told_applicant(dossier),
        "pending_start": promises.pending_words(dossier) if dossier.is_open else "",
        "supplement": _awaited(dossier, asked),
        "obligation": obligations.find_open(dossier) if dossier.status == Status.OBLIGATION else None,
        "denied": withdrawals.find_denied(dossier),
        "slips": [slip for slip in slips.of_dossier(dossier) if _is_theirs(slip, dossier)],
        "components": components.of_dossier(dossier),
        "result": result,
        "correction": corrections.find_open(dossier) if dossier.status == Status.PROCESSED else None,
        "delivery": deliveries.delivery_of(dossier, result),
        "losses": losses.of_dossier(dossier),
        "result_channel": dict(RESULT_CHANNELS)[dossier.result_channel],
        "may_withdraw": dossier.status in status.MOVES["ask_withdrawal"].sources,
        "is_waiting": dossier.status == Status.PROCESSED,
        **certified_copies.shown(dossier, result),
        **_money(dossier),
    }
    return render(request, "citizen/dossier.html", context)


def _is_theirs(slip: slips.Slip, dossier: Dossier) -> bool:
    """Say whether the dossier's holder may have the slip.

    Not what stays in the house; nor, when another filed for them, what tells of the further people that one filed for.
    """
    return slip.form not in INTERNAL_SLIPS and (dossier.submitter_id is None or not slips.names_others(slip))


def _awaited(dossier: Dossier, asked: list[Supplement]) -> Supplement | None:
    """Return the request that may be answered now; of a stopped or void dossier none is awaited any more."""
    if dossier.status != Status.SUPPLEMENT or dossier.void_at is not None:
        return None
    return next((row for row in asked if row.ended_at is None), None)


def _money(dossier: Dossier) -> dict[str, object]:
    charge = charges.find_last(dossier)
    found: dict[str, object] = {"charge": charge, "owes": False, "transfer_qr": "", "may_transfer": False}
    if charge is None:
        return found
    live = payments.find_live(charge)
    found["standing"] = standing.standing_of(dossier, charge, live)
    found["refunds"] = refunds.of_dossier(dossier) if live and refunds.rule_of(dossier) else []
    if charge.state != ChargeState.WAITING:
        return found
    text = payments.qr_text(live, dossier) if live else ""
    found |= {
        "owes": True,
        "may_transfer": payments.may_transfer(dossier.office),
        "transfer_qr": qr.svg(text) if text else "",
        "transfer_purpose": payments.purpose_of(dossier.code),
    }
    return found


@require_safe
@rule("token")
@visit.owning
def detail(request: Request, proven: Proven) -> HttpResponseBase:
    """Show the dossier whole to its holder."""
    return _page(request, proven)


@require_safe
@rule("token")
@visit.owning
def slip(request: Request, proven: Proven, slip_id: UUID) -> HttpResponseBase:
    """Send one slip of the dossier as PDF."""
    dossier = find_own(request, proven, "citizen_slip")
    found = slips.find(dossier, slip_id)
    if found is None or not _is_theirs(found, dossier):
        raise access.NoSuchDossier
    return storage.response(slips.opened(found, by=proven.by, at=request.at), inline=True)


@require_safe
@rule("token")
@visit.owning
def paper(request: Request, proven: Proven, file_id: UUID) -> HttpResponseBase:
    """Send one paper that was handed in with the dossier back to its holder."""
    dossier = find_own(request, proven, "citizen_paper")
    found = components.find_file(dossier, file_id)
    if found is None:
        raise access.NoSuchDossier
    return storage.response(found.file, inline=True)


@require_POST
@rule("token")
@visit.owning
@act(again=_page)
def transfer(request: Request, proven: Proven) -> HttpResponseBase:
    """Ask to pay by transfer: the VietQR stands on the page from now on."""
    dossier = find_own(request, proven, "citizen_fee")
    charge: Charge | None = charges.find(dossier)
    if charge is None:
        raise charges.NoCharge
    payments.expect_transfer(charge.pk, by=proven.by, at=request.at)
    return redirect(f"{reverse('citizen_detail')}#phi")


@require_POST
@rule("token")
@visit.owning
@act(again=_page)
def take_result(request: Request, proven: Proven) -> HttpResponseBase:
    """Take the electronic result by downloading it: from now on it counts as returned."""
    dossier = find_own(request, proven, "citizen_result")
    certified_copies.refuse_struck(dossier)
    if dossier.status != Status.RETURNED:
        hand_over.hand_over(dossier.pk, way=Way.DOWNLOAD, by=proven.by, at=request.at)
    return redirect("citizen_result_file")


@require_safe
@rule("token")
@visit.owning
def result_file(request: Request, proven: Proven) -> HttpResponseBase:
    """Send the returned result; the scan of a paper result is sent as a scan."""
    dossier = find_own(request, proven, "citizen_result")
    found = results.find(dossier)
    if found is None:
        raise results.NoResult
    if found.returned_at is None:
        raise NotReturnedYet
    if found.file is None:
        raise results.NoScanKept
    left = certified_copies.refuse_struck(dossier)
    file = left[0].signature.file if left and left[0].signature is not None else found.file
    return storage.response(file, inline=True)


@require_safe
@rule("token")
@visit.owning
def certified_copy(request: Request, proven: Proven, line_id: UUID) -> HttpResponseBase:
    """Send one of several electronic certified copies, after the result was taken."""
    dossier = find_own(request, proven, "citizen_result")
    found = results.find(dossier)
    file = electronic.find_file(dossier, line_id)
    if found is None or file is None:
        raise results.NoResult
    if found.returned_at is None:
        raise NotReturnedYet
    return storage.response(file, inline=True)


def _withdraw_page(request: Request, proven: Proven) -> HttpResponse:
    dossier = find_own(request, proven, "citizen_withdraw")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    may = dossier.status in status.MOVES["ask_withdrawal"].sources
    context = {"dossier": dossier, "form": form, "may_withdraw": may}
    return render(request, "citizen/withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@visit.owning
@act(again=_withdraw_page)
def withdraw(request: Request, proven: Proven) -> HttpResponseBase:
    """Ask to stop, with the reason; the page itself is the confirmation."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _withdraw_page(request, proven)
    withdrawals.ask(proven.dossier_id, reason=form.cleaned_data["reason"], by=proven.by, at=request.at)
    messages.success(request, _("Đã gửi yêu cầu rút hồ sơ. Trung tâm sẽ trả lời ông/bà."))
    return redirect("citizen_detail")


@require_POST
@rule("token")
@visit.owning
@act(again=_page)
def begin_rating(request: Request, proven: Proven) -> HttpResponseBase:
    """Open the rating of this dossier under a token of its own, which says nothing of the holder."""
    pace.RATE.step(request)
    dossier = find_own(request, proven, "citizen_rating")
    if ratings.is_rated(dossier):
        raise ratings.AlreadyRated
    return redirect("citizen_rating", ratings.invite(dossier, at=request.at))
