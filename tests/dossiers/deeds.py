"""Every act upon a dossier and its money, each with who rightly does it: drawn by the test of any order."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.desk import void as voiding
from motcua.dossiers import (
    access,
    components,
    corrections,
    decisions,
    deliveries,
    erasures,
    intake,
    losses,
    opinions,
    scans,
    transfers,
)
from motcua.dossiers.components import CheckState
from motcua.dossiers.status import Outcome
from motcua.fees import charges, payments, refunds
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import at_local
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability
from motcua.papers import storage
from motcua.site.demo import lives

NOTHING = UUID(int=0)
Deed = Callable[..., Any]


class NothingToDo(Refused):
    """The drawn act has nothing to act upon."""

    def __init__(self) -> None:
        super().__init__("Không có gì để làm.")


def extend(house, dossier, moment, by) -> Any:
    day = calendar_of(house.office.pk).next_working_day((moment + timedelta(days=9)).date())
    until = at_local(day, at("02/11 17:00").time())
    return situations.apologies.extend(dossier.pk, new_due_at=until, reason="Chờ xác minh", by=by, at=moment)


def check(house, dossier, moment, by) -> Any:
    states = {row.pk: (str(CheckState.OK), "") for row in components.of_dossier(dossier)}
    return intake.check(dossier.pk, states, by=by, at=moment)


def propose(house, dossier, moment, by) -> Any:
    outcome = Outcome.GRANTED if moment.minute % 3 else Outcome.REFUSED
    return decisions.propose(dossier.pk, outcome=outcome, title="Kết quả", body="Nội dung", by=by, at=moment)


def scan(house, dossier, moment, by) -> Any:
    file = storage.keep(house.office, lives.PAGE, "quet.pdf", at=moment, media_type="application/pdf")
    row = components.of_dossier(dossier)[0]
    return scans.add(dossier.pk, component_id=row.pk, files=[file], by=by, at=moment)


def lose(house, dossier, moment, by) -> Any:
    return losses.report(dossier.pk, what="Bản chính", responsible=house.posts["reception"].pk, by=by, at=moment)


def settle_loss(house, dossier, moment, by) -> Any:
    found = next((row for row in losses.of_dossier(dossier) if row.settled_at is None), None)
    loss_id = found.pk if found else NOTHING
    return losses.settle(loss_id, apology="Xin lỗi", remedy="Làm lại", cost=0, by=by, at=moment)


def charge(house, dossier, moment, by) -> Any:
    if charges.find(dossier) is not None:
        raise NothingToDo
    return charges.charge(dossier, by=by, at=moment)


def _charge_id(dossier) -> UUID:
    found = charges.find(dossier)
    return found.pk if found else NOTHING


def _payment_id(dossier, state: str) -> UUID:
    last = charges.find_last(dossier)
    found = next((row for row in payments.of_charge(last) if row.state == state), None) if last else None
    return found.pk if found else NOTHING


def confirm(house, dossier, moment, by) -> Any:
    payment_id = _payment_id(dossier, "pending")
    return payments.confirm_transfer(payment_id, bank_ref=f"FT{payment_id.hex[-12:]}", by=by, at=moment)


def give_refund(house, dossier, moment, by) -> Any:
    owed = next((row for row in refunds.of_dossier(dossier) if row.state == "owed"), None)
    return refunds.give(owed.pk if owed else NOTHING, means="cash", by=by, at=moment)


def settle(house, dossier_id: UUID, moment: datetime) -> Any:
    """Settle an ended dossier's money as the worker does."""
    locked = access.lock(dossier_id, by=house.system, at=moment, to=Capability.CHECK, may_be_void=True)
    return refunds.settle_one(locked, by=house.system, at=moment)


def ask_opinion(house, dossier, moment, by) -> Any:
    kind = "verification" if moment.minute % 2 else "consultation"
    return opinions.ask(dossier.pk, kind=kind, asked_of="Công an xã", question="Nơi ở", by=by, at=moment)


FURTHER: dict[str, tuple[Deed, str]] = {
    "extend": (extend, "director"),
    "check": (check, "reception"),
    "propose": (propose, "specialist"),
    "approve": (lambda h, d, t, by: decisions.approve(d.pk, by=by, at=t), "leader"),
    "send_back": (lambda h, d, t, by: decisions.send_back(d.pk, reason="Sửa", by=by, at=t), "leader"),
    "finish_step": (lambda h, d, t, by: transfers.finish_step(d.pk, by=by, at=t), "specialist"),
    "void": (lambda h, d, t, by: voiding.void(d.pk, reason="Nhầm", by=by, at=t), "director"),
    "ask_opinion": (ask_opinion, "specialist"),
    "answer_opinion": (lambda h, d, t, by: opinions.answer(d.pk, words="Đúng", by=by, at=t), "specialist"),
    "erase": (lambda h, d, t, by: erasures.erase(d.pk, ground="subject-request", by=by, at=t), "steward"),
    "answer": (lambda h, d, t, by: situations.answer(h, d, t, by), "applicant"),
    "ask_again": (lambda h, d, t, by: situations.ask(h, d, t, by, again_reason="Sai tên"), "reception"),
    "approve_correction": (lambda h, d, t, by: corrections.approve(d.pk, by=by, at=t), "leader"),
    "post": (lambda h, d, t, by: deliveries.post(d.pk, tracking_number="EV9", by=by, at=t), "reception"),
    "scan": (scan, "reception"),
    "report_loss": (lose, "reception"),
    "settle_loss": (settle_loss, "director"),
    "charge": (charge, "reception"),
    "cash": (lambda h, d, t, by: payments.take_cash(_charge_id(d), by=by, at=t), "reception"),
    "expect": (lambda h, d, t, by: payments.expect_transfer(_charge_id(d), by=by, at=t), "applicant"),
    "confirm": (confirm, "cashier"),
    "reverse": (
        lambda h, d, t, by: payments.reverse(_payment_id(d, "confirmed"), reason="Ghi nhầm", by=by, at=t),
        "cashier",
    ),
    "give_refund": (give_refund, "cashier"),
}
DEEDS = {act.move: (act.do, act.role) for act in situations.ACTS} | FURTHER

# What may well come next, so that many dossiers get far; a status that is not named is left to the other rules.
NEXT = {
    1: ["accept", "accept", "accept", "charge", "cash", "ask_supplement", "ask_withdrawal", "refuse_intake"],
    2: ["transfer", "transfer", "charge", "cash", "ask_again", "ask_withdrawal", "scan"],
    4: [
        *["propose", "propose", "propose", "approve", "approve", "issue", "issue", "cash", "charge"],
        *["send_back", "ask_payment", "extend", "ask_again", "report_loss", "ask_opinion", "answer_opinion"],
    ],
    5: ["answer", "complete_at_intake", "complete_in_process", "ask_withdrawal"],
    6: ["confirm_payment", "confirm_payment", "ask_withdrawal"],
    7: ["deny_withdrawal", "deny_withdrawal", "confirm_withdrawal"],
    9: [
        *["return", "return", "cash", "post", "open_correction", "approve_correction", "issue_correction"],
        *["issue_correction", "deny_correction"],
    ],
    10: ["open_correction", "settle_loss"],
}
