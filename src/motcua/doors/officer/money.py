"""Money at the counter: cash with a receipt number, transfers by VietQR that somebody confirms, the day's cash."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.officer.dossier import page
from motcua.doors.request import StaffRequest
from motcua.doors.typed import Unreadable
from motcua.dossiers import access
from motcua.dossiers.access import NoSuchDossier
from motcua.fees import charges, day_cash, payments, receipts, refunds, waivers
from motcua.journal import access_log
from motcua.kernel.localtime import local_day
from motcua.office.rights import Capability
from motcua.papers import storage


def _charge(request: StaffRequest, dossier_id: UUID) -> charges.Charge:
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.TAKE_FEE)
    found = charges.find(dossier)
    if found is None:
        raise charges.NoCharge
    return found


@require_POST
@rule("staff", Capability.TAKE_FEE)
@act(again=page)
def take_cash(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Take the whole amount in cash."""
    payment = payments.take_cash(_charge(request, dossier_id).pk, by=request.acting, at=request.at)
    messages.success(request, _("Đã thu tiền, biên nhận số %(number)s.") % {"number": payment.receipt})
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.TAKE_FEE)
@act(again=page)
def expect_transfer(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Await a transfer: its VietQR stands on the page; the money counts only when somebody confirms it."""
    payments.expect_transfer(_charge(request, dossier_id).pk, by=request.acting, at=request.at)
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_POST
@rule("staff", Capability.TAKE_FEE)
@act(again=page)
def waive(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Waive the fee by a rule whose condition the officer says having seen."""
    if request.POST.get("seen") != "1":
        raise Unreadable(_("Hãy đánh dấu là đã xem điều kiện miễn, giảm rồi bấm lại."))
    found = waivers.waive(
        _charge(request, dossier_id).pk, rule_code=request.POST.get("rule", ""), by=request.acting, at=request.at
    )
    messages.success(request, _("Đã áp dụng miễn, giảm: %(words)s.") % {"words": found.waiver_reason})
    return redirect("officer_dossier", dossier_id=dossier_id)


@require_safe
@rule("staff", Capability.TAKE_FEE, Capability.CONFIRM_TRANSFER)
def receipt(request: StaffRequest, dossier_id: UUID) -> HttpResponseBase:
    """Send the internal receipt of the payment as PDF."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at, to=Capability.TAKE_FEE)
    charge = charges.find_last(dossier)
    live = payments.find_live(charge) if charge is not None else None
    if live is None:
        raise NoSuchDossier
    access_log.defer(request, request.acting, request.acting.office, dossier_id, "receipt", request.at)
    return storage.response(receipts.opened(live.pk, by=request.acting, at=request.at), inline=True)


@require_safe
@rule("staff", Capability.CONFIRM_TRANSFER, Capability.TAKE_FEE)
def cashier(request: StaffRequest) -> HttpResponse:
    """Show the transfers that wait for the bank's statement, what must be given back, and the day's cash."""
    return _cashier(request)


def _cashier(request: StaffRequest, payment_id: UUID | None = None, refund_id: UUID | None = None) -> HttpResponse:
    day = local_day(request.at)
    context = {
        "pending": payments.pending(request.acting.office),
        "owed": refunds.owed(request.acting.office),
        "at": request.at,
        "day": day_cash.of(request.acting.office, day),
        "on": day,
        "typed_for": payment_id or refund_id,
        "typed": request.POST if request.refusal else {},
    }
    return render(request, "officer/cashier.html", context)


@require_POST
@rule("staff", Capability.CONFIRM_TRANSFER)
@act(again=_cashier)
def confirm(request: StaffRequest, payment_id: UUID) -> HttpResponseBase:
    """Confirm that the bank's statement shows the transfer."""
    reference = request.POST.get("bank_ref", "")
    payment = payments.confirm_transfer(payment_id, bank_ref=reference, by=request.acting, at=request.at)
    messages.success(request, _("Đã xác nhận chuyển khoản, biên nhận số %(number)s.") % {"number": payment.receipt})
    return redirect("officer_cashier")


@require_POST
@rule("staff", Capability.CONFIRM_TRANSFER)
@act(again=_cashier)
def reverse(request: StaffRequest, payment_id: UUID) -> HttpResponseBase:
    """Undo a payment that was written down by mistake, with the reason."""
    payments.reverse(payment_id, reason=request.POST.get("reason", ""), by=request.acting, at=request.at)
    messages.success(request, _("Đã hủy khoản thu ghi nhầm."))
    return redirect("officer_cashier")


@require_POST
@rule("staff", Capability.TAKE_FEE, Capability.CONFIRM_TRANSFER)
@act(again=_cashier)
def give_refund(request: StaffRequest, refund_id: UUID) -> HttpResponseBase:
    """Give back what an ended dossier's payer gets back."""
    refund = refunds.give(
        refund_id,
        means=request.POST.get("means", ""),
        bank_ref=request.POST.get("bank_ref", ""),
        received_by=request.POST.get("received_by", ""),
        by=request.acting,
        at=request.at,
    )
    messages.success(request, _("Đã hoàn tiền, phiếu chi số %(number)s.") % {"number": refund.voucher})
    return redirect("officer_cashier")
