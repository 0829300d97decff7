"""How a dossier comes into each of the ten statuses, and every act upon it: one table for many tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.dossiers.moments import at

from motcua.dossiers import (
    apologies,
    components,
    corrections,
    intake,
    obligations,
    results,
    supplement_answers,
    supplement_completion,
    supplements,
    transfers,
    withdrawals,
)
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Outcome, Status
from motcua.journal.acting import Acting
from motcua.papers import storage
from motcua.procedures.versions import Version
from motcua.site.demo import lives
from motcua.site.demo.builders import House

ACTED_AT = "05/11 10:00"


def registered(house: House, version: Version, **further: Any) -> Dossier:
    return lives.file(house, version, at=at("02/11 09:00"), **further)


def accepted(house: House, version: Version) -> Dossier:
    return lives.accept(house, registered(house, version), at=at("02/11 10:00"))


def rejected(house: House, version: Version) -> Dossier:
    dossier = registered(house, version)
    intake.refuse(dossier.pk, reason="Không thuộc thẩm quyền", by=house.acting("reception"), at=at("02/11 10:00"))
    return dossier


def in_process(house: House, version: Version) -> Dossier:
    return lives.hand_on(house, accepted(house, version), at=at("02/11 10:30"))


def proposed(house: House, version: Version, outcome: str = Outcome.GRANTED) -> Dossier:
    dossier = in_process(house, version)
    lives.propose(house, dossier, at=at("03/11 09:00"), outcome=outcome)
    return dossier


def approved(house: House, version: Version, outcome: str = Outcome.GRANTED) -> Dossier:
    dossier = proposed(house, version, outcome)
    lives.approve(house, dossier, at=at("04/11 08:00"))
    return dossier


def asked_at_intake(house: House, version: Version) -> Dossier:
    dossier = registered(house, version, lacking={2})
    ask(house, dossier, at("02/11 10:00"))
    return dossier


def asked_in_process(house: House, version: Version) -> Dossier:
    dossier = in_process(house, version)
    ask(house, dossier, at("04/11 10:00"))
    return dossier


def answered(house: House, version: Version, make: Callable[[House, Version], Dossier] = asked_at_intake) -> Dossier:
    dossier = make(house, version)
    answer(house, dossier, at("04/11 11:00"))
    return dossier


def answered_in_process(house: House, version: Version) -> Dossier:
    return answered(house, version, asked_in_process)


def obliged(house: House, version: Version) -> Dossier:
    dossier = in_process(house, version)
    by = house.acting("specialist")
    obligations.ask(dossier.pk, notice="Lệ phí trước bạ", amount=250_000, by=by, at=at("04/11 10:00"))
    return dossier


def withdrawing(house: House, version: Version) -> Dossier:
    dossier = in_process(house, version)
    by = house.citizen(dossier.applicant_id)
    withdrawals.ask(dossier.pk, reason="Không còn nhu cầu", by=by, at=at("04/11 10:00"))
    return dossier


def stopped(house: House, version: Version) -> Dossier:
    dossier = withdrawing(house, version)
    withdrawals.confirm(dossier.pk, by=house.acting("reception"), at=at("04/11 14:00"))
    return dossier


def processed(house: House, version: Version) -> Dossier:
    dossier = approved(house, version)
    lives.issue_on_paper(house, dossier, at=at("04/11 09:00"))
    return dossier


def returned(house: House, version: Version) -> Dossier:
    dossier = processed(house, version)
    lives.hand_over(house, dossier, at=at("05/11 08:00"))
    return dossier


def wrong(house: House, version: Version) -> Dossier:
    """A returned result that is being corrected."""
    dossier = returned(house, version)
    correct(house, dossier, at("05/11 09:00"))
    return dossier


def righted(house: House, version: Version) -> Dossier:
    """A correction that the leader has approved and nobody has issued yet."""
    dossier = wrong(house, version)
    corrections.approve(dossier.pk, by=house.acting("leader"), at=at("05/11 09:30"))
    return dossier


def correct(house: House, dossier: Dossier, moment: datetime, by: Acting | None = None) -> Any:
    by = by or house.acting("specialist")
    return corrections.open_one(
        dossier.pk, reason="Sai năm sinh", title="Giấy xác nhận", body="Năm sinh đúng là 1995", by=by, at=moment
    )


def corrected_on_paper(house: House, dossier: Dossier, moment: datetime, by: Acting) -> Any:
    scan = storage.keep(house.office, lives.PAGE, "kq2.pdf", at=moment, media_type="application/pdf")
    return corrections.issue(dossier.pk, file=scan, signature=None, by=by, at=moment)


IN_STATUS: dict[Status, Callable[[House, Version], Dossier]] = {
    Status.REGISTERED: registered,
    Status.ACCEPTED: accepted,
    Status.REJECTED: rejected,
    Status.IN_PROCESS: in_process,
    Status.SUPPLEMENT: asked_at_intake,
    Status.OBLIGATION: obliged,
    Status.WITHDRAWAL: withdrawing,
    Status.STOPPED: stopped,
    Status.PROCESSED: processed,
    Status.RETURNED: returned,
}


def ask(house: House, dossier: Dossier, moment: datetime, by: Acting | None = None, again_reason: str = "") -> Any:
    row = components.of_dossier(dossier)[1]
    return supplements.request(
        dossier.pk,
        items={row.pk: "Bản chụp bị mờ"},
        reason="Thiếu giấy tờ",
        again_reason=again_reason,
        by=by or house.acting("reception"),
        at=moment,
    )


def answer(house: House, dossier: Dossier, moment: datetime, by: Acting | None = None) -> Any:
    supplement = supplements.find_open(dossier)
    items = supplements.items_of(supplement) if supplement else []
    answers: dict[Any, Any] = {item.pk: ("Tôi gửi lại bản rõ", []) for item in items} or {dossier.pk: ("", [])}
    by = by or house.citizen(dossier.applicant_id)
    return supplement_answers.answer(dossier.pk, answers=answers, by=by, at=moment)


def deny(house: House, dossier: Dossier, moment: datetime, by: Acting | None = None) -> Any:
    by = by or house.acting("reception")
    reply = "Ông/bà đã báo tiếp tục."
    return withdrawals.deny(dossier.pk, denial=withdrawals.Denial.TAKEN_BACK, reply=reply, by=by, at=moment)


def paper_result(house: House, dossier: Dossier, moment: datetime, by: Acting) -> Any:
    scan = storage.keep(house.office, lives.PAGE, "kq.pdf", at=moment, media_type="application/pdf")
    return results.issue(dossier.pk, file=scan, signature=None, by=by, at=moment)


@dataclass(frozen=True)
class Act:
    """One act: a dossier on which it is allowed, who does it, how, which event tells of it, who else may."""

    move: str
    made: Callable[[House, Version], Dossier]
    role: str
    do: Callable[[House, Dossier, datetime, Acting], Any]
    event: str
    roles: frozenset[str]  # kinds of post that may do it to a dossier within their reach
    applicant_may: bool = False


def _act(move: str, made: Any, role: str, do: Any, event: str, roles: set[str], **flags: bool) -> Act:
    return Act(move, made, role, do, event, frozenset(roles), **flags)


CHECKERS = {"reception", "director"}

ACTS: list[Act] = [
    _act("accept", registered, "reception", lambda h, d, t, by: intake.accept(d.pk, by=by, at=t), "Accepted", CHECKERS),
    _act(
        "refuse_intake",
        registered,
        "reception",
        lambda h, d, t, by: intake.refuse(d.pk, reason="Sai thẩm quyền", by=by, at=t),
        "RefusedAtIntake",
        CHECKERS,
    ),
    _act(
        "ask_supplement",
        in_process,
        "reception",
        lambda h, d, t, by: ask(h, d, t, by),
        "SupplementRequested",
        {"reception", "director", "specialist"},
    ),
    _act(
        "complete_at_intake",
        answered,
        "reception",
        lambda h, d, t, by: supplement_completion.complete(d.pk, by=by, at=t),
        "SupplementCompleted",
        CHECKERS,
    ),
    _act(
        "complete_in_process",
        answered_in_process,
        "reception",
        lambda h, d, t, by: supplement_completion.complete(d.pk, by=by, at=t),
        "SupplementCompleted",
        CHECKERS,
    ),
    _act(
        "transfer",
        accepted,
        "reception",
        lambda h, d, t, by: transfers.transfer(d.pk, by=by, at=t),
        "Transferred",
        CHECKERS,
    ),
    _act(
        "ask_payment",
        in_process,
        "specialist",
        lambda h, d, t, by: obligations.ask(d.pk, notice="Thuế", amount=None, by=by, at=t),
        "PaymentAsked",
        {"specialist"},
    ),
    _act(
        "confirm_payment",
        obliged,
        "reception",
        lambda h, d, t, by: obligations.confirm(d.pk, by=by, at=t),
        "PaymentConfirmed",
        {"reception", "director", "specialist"},
    ),
    _act(
        "ask_withdrawal",
        in_process,
        "reception",
        lambda h, d, t, by: withdrawals.ask(d.pk, reason="Xin rút", by=by, at=t),
        "WithdrawalAsked",
        CHECKERS,
        applicant_may=True,
    ),
    _act(
        "confirm_withdrawal",
        withdrawing,
        "reception",
        lambda h, d, t, by: withdrawals.confirm(d.pk, by=by, at=t),
        "WithdrawalConfirmed",
        CHECKERS,
    ),
    _act(
        "deny_withdrawal",
        withdrawing,
        "reception",
        lambda h, d, t, by: deny(h, d, t, by),
        "WithdrawalDenied",
        CHECKERS,
    ),
    _act(
        "extend",
        in_process,
        "leader",
        lambda h, d, t, by: apologies.extend(d.pk, new_due_at=at("12/11 17:00"), reason="Chờ xác minh", by=by, at=t),
        "Extended",
        {"leader", "director"},
    ),
    _act(
        "refuse_on_merits",
        lambda h, v: approved(h, v, Outcome.REFUSED),
        "leader",
        lambda h, d, t, by: paper_result(h, d, t, by),
        "ResultIssued",
        {"leader"},
    ),
    _act("issue", approved, "leader", lambda h, d, t, by: paper_result(h, d, t, by), "ResultIssued", {"leader"}),
    _act(
        "return",
        processed,
        "reception",
        lambda h, d, t, by: results.return_to_applicant(d.pk, way="counter", by=by, at=t),
        "ResultReturned",
        {"reception"},
    ),
    _act(
        "open_correction",
        returned,
        "specialist",
        lambda h, d, t, by: correct(h, d, t, by),
        "CorrectionOpened",
        {"specialist", "director"},
    ),
    _act(
        "issue_correction",
        righted,
        "leader",
        lambda h, d, t, by: corrected_on_paper(h, d, t, by),
        "CorrectionIssued",
        {"leader"},
    ),
    _act(
        "deny_correction",
        wrong,
        "leader",
        lambda h, d, t, by: corrections.deny(d.pk, reason="Kết quả đúng", by=by, at=t),
        "CorrectionDenied",
        {"leader"},
    ),
]
BY_MOVE = {act.move: act for act in ACTS}
