"""Receipts (biên nhận thu tiền nội bộ): the paper that a payer takes away; typeset when it is first opened.

It is the office's own and says so: it does not replace the electronic receipt (biên lai điện tử) of NĐ 254/2026.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import slip_contents
from motcua.fees import payments
from motcua.fees.charges import Charge
from motcua.fees.events import ReceiptOpened
from motcua.fees.payments import Means, Payment
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import vn_moment
from motcua.kernel.money import in_words, vnd
from motcua.papers import storage, typesetting
from motcua.papers.storage import StoredFile


class NoReceiptYet(Refused):
    """Nothing was received yet, so there is no receipt."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Khoản phí này chưa thu xong nên chưa có biên nhận."))


def content(payment: Payment) -> dict[str, object]:
    """Return what the receipt says (`papers.office_papers_data.CashReceipt`), in words ready for print."""
    charge, dossier = payment.charge, payment.charge.dossier
    at = payment.received_at or payment.asked_at
    return {
        **slip_contents.header(payment.office, at),
        "number": payment.receipt,
        "dossier_code": dossier.code,
        "payer": dossier.applicant.full_name,
        "address": dossier.applicant.address,
        "procedure_name": dossier.version.procedure.name,
        "items": _rows(charge),
        "total": vnd(payment.amount),
        "total_words": in_words(payment.amount),
        "method": slip_contents.in_vietnamese(Means(payment.means).label)
        + (f" ({payment.bank_ref})" if payment.bank_ref else ""),
        "paid_at_words": vn_moment(at),
        "cashier": payment.by.full_name if payment.by else "",
    }


def _rows(charge: Charge) -> list[dict[str, str]]:
    if charge.parts:
        return _documents(charge)
    count = {"quantity": str(charge.copies), "unit_price": vnd(charge.amount_due // charge.copies)}
    name = "Phí, lệ phí giải quyết hồ sơ"
    if charge.pages is not None:
        name = f"Phí tính theo trang: {charge.pages} trang bản gốc"
    return [{"name": name, **count, "amount": vnd(charge.amount_due)}, *_waived(charge)]


def _documents(charge: Charge) -> list[dict[str, str]]:
    rows = [
        {
            "name": "{name} ({pages} trang)".format(**part) if part["pages"] else str(part["name"]),
            "quantity": str(part["copies"]),
            "unit_price": vnd(part["amount"] // part["copies"]),
            "amount": vnd(part["amount"]),
        }
        for part in charge.parts
    ]
    return [*rows, *_waived(charge)]


def _waived(charge: Charge) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    if charge.amount_waived:
        rows.append(
            {"name": charge.waiver_reason, "quantity": "", "unit_price": "", "amount": f"-{vnd(charge.amount_waived)}"}
        )
    return rows


@transaction.atomic
def opened(payment_id: UUID, *, by: Acting, at: datetime) -> StoredFile:
    """Return the receipt as PDF/A, typeset at the first opening and stored for good; raises NoReceiptYet."""
    payments.find(payment_id, by=by, at=at)
    # Two who open it at once: the second waits and finds the first one's file.
    payment = (
        Payment.objects.select_for_update(of=("self",))
        .select_related(
            "charge__dossier__applicant", "charge__dossier__version__procedure", "office", "by", "receipt_file"
        )
        .get(office_id=by.office, pk=payment_id)
    )
    if payment.receipt_file is not None:
        return payment.receipt_file
    if not payment.receipt_number:
        raise NoReceiptYet
    pdf = typesetting.pdf("receipt_cash", content(payment))
    name = f"{payment.charge.dossier.code}.bien-nhan-{payment.receipt_number:07d}.pdf"
    payment.receipt_file = storage.keep(payment.office, pdf, name, at=at)
    payment.save(update_fields=["receipt_file"])
    entries.record(
        ReceiptOpened(payment_id=str(payment.pk)),
        office=payment.office_id,
        subject=payment.charge.dossier_id,
        by=by,
        at=at,
        facts=(payment,),
        files=(payment.receipt_file.sha256,),
    )
    return payment.receipt_file
