"""The story of a dossier in words (tiến trình hồ sơ): what has happened, what happens now, who holds it till when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.promises import Promise
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.supplements import Supplement
from motcua.kernel import clock

_DONE, _NOW, _TODO = "done", "now", "todo"
AFTER_ACCEPTANCE = {Status.ACCEPTED, Status.IN_PROCESS, Status.OBLIGATION, Status.PROCESSED, Status.RETURNED}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    title: str
    state: str
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A stored promise as the ledger part draws it."""

    due_at: datetime | None
    ledger: list[clock.LedgerDay]


def timeline(dossier: Dossier, supplements: list[Supplement]) -> list[Step]:
    """Return the steps of the dossier in order, the present one marked."""
    status = Status(dossier.status)
    steps = [Step(_("Đã nộp hồ sơ"), _DONE, at=dossier.submitted_at)]
    asked = [row for row in supplements if row.stage == "intake"]
    steps += _check(dossier, status, asked)
    if dossier.accepted_at:
        steps.append(Step(_("Đã tiếp nhận, hẹn ngày trả kết quả"), _DONE, at=dossier.accepted_at))
        steps += [_supplement(row, dossier) for row in supplements if row.stage == "processing"]
    if status in (Status.WITHDRAWAL, Status.STOPPED):
        return [*steps, *_stopped(dossier, status)]
    if status == Status.REJECTED:
        return [*steps, Step(_("Không được tiếp nhận"), _DONE, _("Lý do ghi trong phiếu bên dưới."), dossier.closed_at)]
    steps += _processing(dossier, status)
    return steps


def _check(dossier: Dossier, status: Status, asked: list[Supplement]) -> list[Step]:
    until = _("Trung tâm kiểm tra và trả lời trước thời điểm ghi ở đây.")
    steps = []
    if status == Status.REGISTERED and not asked:
        return [Step(_("Trung tâm kiểm tra hồ sơ"), _NOW, until, dossier.check_due_at)]
    steps += [_supplement(row, dossier) for row in asked]
    if status == Status.REGISTERED:
        steps.append(Step(_("Trung tâm kiểm tra hồ sơ"), _NOW, until, dossier.check_due_at))
    return steps


def _supplement(row: Supplement, dossier: Dossier) -> Step:
    if row.ended_at is None and (dossier.status != Status.SUPPLEMENT or dossier.void_at is not None):
        return Step(_("Trung tâm đã yêu cầu bổ sung giấy tờ"), _DONE, at=row.requested_at)
    if row.ended_at is None and not dossier.is_held_by_applicant:
        return Step(_("Đã gửi phần bổ sung"), _NOW, _("Trung tâm đang xem; đủ thì thời hạn được tính lại từ đầu."))
    if row.ended_at is None:
        note = _("Hãy bổ sung trước thời điểm này; khi đủ, thời hạn giải quyết được tính lại từ đầu.")
        return Step(_("Cần bổ sung giấy tờ"), _NOW, note, row.expires_at)
    title = _("Đã bổ sung đủ giấy tờ") if row.is_complete else _("Hết hạn bổ sung giấy tờ")
    return Step(title, _DONE, at=row.ended_at)


def _stopped(dossier: Dossier, status: Status) -> list[Step]:
    if status == Status.WITHDRAWAL:
        return [
            Step(
                _("Đã yêu cầu rút hồ sơ"),
                _NOW,
                _("Trung tâm trả lời trước thời điểm ghi ở đây."),
                dossier.next_moment_at,
            )
        ]
    words = {Outcome.WITHDRAWN: _("Theo yêu cầu của ông/bà."), Outcome.EXPIRED: _("Quá thời hạn bổ sung giấy tờ.")}
    return [Step(_("Đã dừng giải quyết"), _DONE, words.get(Outcome(dossier.outcome), ""), dossier.closed_at)]


def _processing(dossier: Dossier, status: Status) -> list[Step]:
    is_under_way = status in (Status.ACCEPTED, Status.IN_PROCESS, Status.OBLIGATION)
    if not dossier.accepted_at:
        return [Step(_("Tiếp nhận, hẹn ngày trả kết quả"), _TODO), Step(_("Trả kết quả"), _TODO)]
    steps = []
    if status == Status.OBLIGATION:
        steps.append(Step(_("Chờ thực hiện nghĩa vụ tài chính"), _NOW, _("Xong việc này, hồ sơ được giải quyết tiếp.")))
    elif is_under_way:
        note = _("Hẹn trả kết quả vào thời điểm này.") if dossier.due_at_current else ""
        steps.append(Step(_("Đang giải quyết"), _NOW, note, dossier.due_at_current))
    elif status == Status.SUPPLEMENT:
        steps.append(Step(_("Giải quyết tiếp sau khi bổ sung đủ"), _TODO))
    if not dossier.processed_at:
        return [*steps, Step(_("Trả kết quả"), _TODO)]
    refused = dossier.outcome == Outcome.REFUSED
    title = _("Đã trả lời: không đủ điều kiện giải quyết") if refused else _("Đã có kết quả")
    steps.append(Step(title, _DONE, at=dossier.processed_at))
    if dossier.returned_at:
        return [*steps, Step(_("Đã trả kết quả"), _DONE, at=dossier.returned_at)]
    return [*steps, Step(_("Chờ ông/bà nhận kết quả"), _NOW)]


def ledger_of(promise: Promise | None) -> Ledger | None:
    """Return the promise's ledger with its days as dates, None before acceptance."""
    if promise is None:
        return None
    days = [
        clock.LedgerDay(date.fromisoformat(row["on"]), row["counted"], row["minutes"], row["why"])
        for row in promise.ledger
    ]
    return Ledger(promise.due_at, days)


def holder_words(dossier: Dossier) -> str:
    """Say who has to do the next thing."""
    if not dossier.is_open:
        return _("Hồ sơ đã kết thúc")
    if dossier.is_held_by_applicant:
        return _("Ông/bà (người nộp hồ sơ)")
    return dossier.holder_post.name if dossier.holder_post else _("Trung tâm")
