"""The status of a dossier (trạng thái hồ sơ): the ten codes of the national portal, and every lawful move between them.

Late is never a status, it is computed. MOVES is the whole life of a dossier: the acts ask it, the tests walk it, and
`tools/lifecycle.py` draws docs/rules/lifecycle.svg from it. Legal source: NĐ 118/2025/NĐ-CP with TT 03/2025/TT-VPCP;
domain brief 1.6.
"""

from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from motcua.journal.acting import CITIZEN, SYSTEM
from motcua.journal.refusals import Refused
from motcua.office.rights import Capability


class Status(models.IntegerChoices):
    """The ten national codes with their official names."""

    REGISTERED = 1, _("Mới đăng ký")
    ACCEPTED = 2, _("Được tiếp nhận")
    REJECTED = 3, _("Không được tiếp nhận")
    IN_PROCESS = 4, _("Đang xử lý")
    SUPPLEMENT = 5, _("Yêu cầu bổ sung giấy tờ")
    OBLIGATION = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWAL = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    PROCESSED = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")


FINAL = frozenset({Status.REJECTED, Status.STOPPED, Status.RETURNED})
OPEN = frozenset(Status) - FINAL
CLOCK_RUNS = frozenset({Status.ACCEPTED, Status.IN_PROCESS})


class Outcome(models.TextChoices):
    """How a dossier ended; of a stopped one (8) it is the reason: withdrawn, or not supplemented in time."""

    NONE = "", _("Chưa có")
    GRANTED = "granted", _("Có kết quả")
    REFUSED = "refused", _("Không đủ điều kiện giải quyết")
    REJECTED = "rejected", _("Không tiếp nhận")
    WITHDRAWN = "withdrawn", _("Rút hồ sơ")
    EXPIRED = "expired", _("Quá hạn bổ sung")


class Elsewhere(Enum):
    """Where a move leads when not to one named status."""

    BACK = "trạng thái trước đó"
    VOID = "hủy, ngoài mọi số liệu"


@dataclass(frozen=True, slots=True)
class Move:
    """One lawful move: from where, by which act and event, to where, under which form and guard, and who may do it."""

    name: str
    sources: frozenset[Status]  # empty: there was no dossier before
    words: str
    act: str  # module.function of this package
    event: str
    target: Status | Elsewhere
    form: str  # number of the official form (Mẫu) that tells of it, "" when none
    who: tuple[str, ...]  # rights of which one is needed; "citizen": the applicant; "system": the machine by itself
    guard: str  # what must be true besides, in words; the act refuses by name


S, C = Status, Capability
_UNDER_WAY = {S.ACCEPTED, S.IN_PROCESS, S.SUPPLEMENT, S.OBLIGATION}
# fmt: off
_ROWS: tuple[tuple[str, set[Status], str, str, str, Status | Elsewhere, str, tuple[str, ...], str], ...] = (
    # name, from, words, act, event, to, form, who, guard
    ("submit", set(), gettext_noop("Nộp hồ sơ"), "intake.submit", "Submitted", S.REGISTERED, "",
     (C.RECEIVE, CITIZEN), "thủ tục đang mở nhận ở kênh này"),
    ("accept", {S.REGISTERED}, gettext_noop("Tiếp nhận"), "intake.accept", "Accepted", S.ACCEPTED, "01",
     (C.CHECK,), "đủ thành phần bắt buộc; biết thời hạn"),
    ("refuse_intake", {S.REGISTERED}, gettext_noop("Từ chối tiếp nhận"),
     "intake.refuse", "RefusedAtIntake", S.REJECTED, "03",
     (C.CHECK,), "có lý do"),
    ("ask_supplement", {S.REGISTERED, S.ACCEPTED, S.IN_PROCESS}, gettext_noop("Yêu cầu bổ sung"), "supplements.request",
     "SupplementRequested", S.SUPPLEMENT, "02",
     (C.CHECK, C.PROCESS), "một lần, đầy đủ; lần nữa phải có lý do; từ 1 là giai đoạn tiếp nhận, sau đó là thẩm định"),
    ("complete_at_intake", {S.SUPPLEMENT}, gettext_noop("Bổ sung đủ, tiếp nhận"), "supplement_completion.complete",
     "SupplementCompleted", S.ACCEPTED, "01", (C.CHECK,), "giai đoạn tiếp nhận; mọi mục đã trả lời"),
    ("complete_in_process", {S.SUPPLEMENT}, gettext_noop("Bổ sung đủ, tính lại thời hạn"),
     "supplement_completion.complete",
     "SupplementCompleted", S.IN_PROCESS, "", (C.CHECK,), "giai đoạn thẩm định; mọi mục đã trả lời"),
    ("expire_supplement", {S.SUPPLEMENT}, gettext_noop("Hết hạn bổ sung, đóng hồ sơ"), "supplement_expiry.expire",
     "SupplementExpired", S.STOPPED, "05", (SYSTEM,), "quá hạn mà còn mục chưa trả lời"),
    ("transfer", {S.ACCEPTED}, gettext_noop("Chuyển xử lý"), "transfers.transfer", "Transferred", S.IN_PROCESS, "06",
     (C.CHECK,), "trong ngày; nhận sau 15 giờ thì đầu giờ hôm sau"),
    ("ask_payment", {S.IN_PROCESS}, gettext_noop("Thông báo nghĩa vụ tài chính"),
     "obligations.ask", "PaymentAsked", S.OBLIGATION, "", (C.PROCESS,), "chưa có quyết định; ghi rõ thông báo"),
    ("confirm_payment", {S.OBLIGATION}, gettext_noop("Đã thực hiện nghĩa vụ tài chính"),
     "obligations.confirm", "PaymentConfirmed", S.IN_PROCESS, "", (C.CHECK, C.PROCESS), ""),
    ("ask_withdrawal", {S.REGISTERED} | _UNDER_WAY, gettext_noop("Yêu cầu rút hồ sơ"),
     "withdrawals.ask", "WithdrawalAsked", S.WITHDRAWAL, "", (C.CHECK, CITIZEN), "chưa có quyết định; có lý do"),
    ("confirm_withdrawal", {S.WITHDRAWAL}, gettext_noop("Đồng ý dừng giải quyết"),
     "withdrawals.confirm", "WithdrawalConfirmed", S.STOPPED, "05", (C.CHECK,), "chưa có quyết định"),
    ("deny_withdrawal", {S.WITHDRAWAL}, gettext_noop("Không dừng, trả lời người nộp"),
     "withdrawals.deny", "WithdrawalDenied",
     Elsewhere.BACK, "", (C.CHECK,), "đã có quyết định, hoặc người nộp rút lại yêu cầu; có lời trả lời"),
    ("extend", {S.IN_PROCESS}, gettext_noop("Xin lỗi và hẹn lại"), "apologies.extend", "Extended", S.IN_PROCESS, "04",
     (C.EXTEND,), "một lần; ngày mới sau ngày cũ"),
    ("refuse_on_merits", {S.IN_PROCESS}, gettext_noop("Không đủ điều kiện giải quyết"), "results.issue", "ResultIssued",
     S.PROCESSED, "03", (C.SIGN, SYSTEM), "đã phê duyệt đề xuất từ chối"),
    ("issue", {S.IN_PROCESS}, gettext_noop("Có kết quả"), "results.issue", "ResultIssued", S.PROCESSED, "",
     (C.SIGN, SYSTEM), "đã phê duyệt; hai người khác nhau"),
    ("return", {S.PROCESSED}, gettext_noop("Trả kết quả"),
     "results.return_to_applicant", "ResultReturned", S.RETURNED, "07",
     (C.HAND_OVER, CITIZEN), "đã nộp phí; không đang đính chính"),
    ("open_correction", {S.PROCESSED, S.RETURNED}, gettext_noop("Kết quả sai: mở đính chính"), "corrections.open_one",
     "CorrectionOpened", S.PROCESSED, "", (C.CORRECT,), "có lý do và dự thảo đúng; không thu phí; tạm ngừng trả"),
    ("issue_correction", {S.PROCESSED}, gettext_noop("Ban hành kết quả thay thế"),
     "corrections.issue", "CorrectionIssued",
     S.PROCESSED, "", (C.SIGN, SYSTEM), "lãnh đạo đã duyệt, khác người lập; kết quả cũ giữ lại, ghi đã thay thế"),
    ("deny_correction", {S.PROCESSED}, gettext_noop("Kết quả đúng, bỏ đính chính"),
     "corrections.deny", "CorrectionDenied", Elsewhere.BACK, "", (C.SIGN,), "có lý do; chưa duyệt"),
    ("void", set(S) - {S.PROCESSED, S.RETURNED}, gettext_noop("Hủy do tiếp nhận nhầm"),
     "voids.void", "Voided", Elsewhere.VOID, "",
     (C.VOID_OWN, C.VOID_ANY), "người nhập: trong ngày; sau đó: lãnh đạo, Giám đốc; chưa có quyết định"),
)
# fmt: on
MOVES: dict[str, Move] = {row[0]: Move(row[0], frozenset(row[1]), *row[2:]) for row in _ROWS}


class IllegalMove(Refused):
    """The dossier is not in a status from which this may be done; nothing was changed."""

    def __init__(self, move: Move, status: int) -> None:
        now = Status(status).label
        super().__init__(
            gettext(
                "Không thể “%(move)s”: hồ sơ đang ở trạng thái “%(status)s”. Hãy tải lại trang để xem việc cần làm."
            )
            % {"move": gettext(move.words), "status": now}
        )
        self.move = move


def check(name: str, status: int) -> Move:
    """Return the named move when it is lawful from the status; raises IllegalMove."""
    move = MOVES[name]
    if status not in move.sources:
        raise IllegalMove(move, status)
    return move
