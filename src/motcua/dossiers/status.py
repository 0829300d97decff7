"""The status of a dossier (trạng thái hồ sơ): the ten codes of the national portal, and every lawful move between them.

Late is never a status, it is computed. Legal source: NĐ 118/2025/NĐ-CP with TT 03/2025/TT-VPCP; domain brief 1.6.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.journal.refusals import Refused


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
    """How a dossier ended."""

    NONE = "", _("Chưa có")
    GRANTED = "granted", _("Có kết quả")
    REFUSED = "refused", _("Không đủ điều kiện giải quyết")
    REJECTED = "rejected", _("Không tiếp nhận")
    WITHDRAWN = "withdrawn", _("Rút hồ sơ")
    EXPIRED = "expired", _("Quá hạn bổ sung")


@dataclass(frozen=True, slots=True)
class Move:
    """One lawful move: what happens, from where, to where, and which official form tells of it."""

    name: str
    sources: frozenset[Status]
    target: Status | None  # None: back to where the dossier was before
    form: str
    words: str


def _move(name: str, sources: set[Status], target: Status | None, form: str, words: str) -> Move:
    return Move(name, frozenset(sources), target, form, words)


S = Status
MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        _move("accept", {S.REGISTERED}, S.ACCEPTED, "01", "Tiếp nhận"),
        _move("refuse_intake", {S.REGISTERED}, S.REJECTED, "03", "Từ chối tiếp nhận"),
        _move("ask_supplement", {S.REGISTERED, S.ACCEPTED, S.IN_PROCESS}, S.SUPPLEMENT, "02", "Yêu cầu bổ sung"),
        _move("complete_at_intake", {S.SUPPLEMENT}, S.ACCEPTED, "01", "Bổ sung đủ, tiếp nhận"),
        _move("complete_in_process", {S.SUPPLEMENT}, S.IN_PROCESS, "", "Bổ sung đủ, tính lại thời hạn"),
        _move("expire_supplement", {S.SUPPLEMENT}, S.STOPPED, "05", "Hết hạn bổ sung, đóng hồ sơ"),
        _move("transfer", {S.ACCEPTED}, S.IN_PROCESS, "06", "Chuyển xử lý"),
        _move("ask_payment", {S.IN_PROCESS}, S.OBLIGATION, "", "Thông báo nghĩa vụ tài chính"),
        _move("confirm_payment", {S.OBLIGATION}, S.IN_PROCESS, "", "Đã thực hiện nghĩa vụ tài chính"),
        _move(
            "ask_withdrawal",
            {S.REGISTERED, S.ACCEPTED, S.IN_PROCESS, S.SUPPLEMENT, S.OBLIGATION},
            S.WITHDRAWAL,
            "",
            "Yêu cầu rút hồ sơ",
        ),
        _move("confirm_withdrawal", {S.WITHDRAWAL}, S.STOPPED, "05", "Đồng ý dừng giải quyết"),
        _move("deny_withdrawal", {S.WITHDRAWAL}, None, "", "Đã có quyết định, không dừng được"),
        _move("extend", {S.IN_PROCESS}, S.IN_PROCESS, "04", "Xin lỗi và gia hạn"),
        _move("refuse_on_merits", {S.IN_PROCESS}, S.PROCESSED, "03", "Không đủ điều kiện giải quyết"),
        _move("issue", {S.IN_PROCESS}, S.PROCESSED, "", "Có kết quả"),
        _move("return", {S.PROCESSED}, S.RETURNED, "07", "Trả kết quả"),
    )
}


class IllegalMove(Refused):
    """The dossier is not in a status from which this may be done; nothing was changed."""

    def __init__(self, move: Move, status: int) -> None:
        now = Status(status).label
        super().__init__(
            f"Không thể “{move.words}”: hồ sơ đang ở trạng thái “{now}”. Hãy tải lại trang để xem việc cần làm."
        )
        self.move = move


def check(name: str, status: int) -> Move:
    """Return the named move when it is lawful from the status; raises IllegalMove."""
    move = MOVES[name]
    if status not in move.sources:
        raise IllegalMove(move, status)
    return move
