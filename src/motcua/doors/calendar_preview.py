"""What a declaration of the calendar would move, as a page shows it: for the steward and for the leader."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.doors.request import StaffRequest
from motcua.dossiers import replay_preview
from motcua.dossiers.recounts import Move, Recount
from motcua.dossiers.replay_preview import Tally
from motcua.dossiers.worklist import TaskKind
from motcua.kernel.localtime import local_day
from motcua.office import calendar_changes
from motcua.office.calendar_changes import Change
from motcua.office.declarations import Declaration, State

WHAT_WORDS: dict[str, str | Promise] = {
    "due": _("Hẹn trả kết quả"),
    "apology": _("Hẹn trả (đã xin lỗi, hẹn lại)"),
    "law": _("Hẹn trả theo luật (ngày đã hẹn lại giữ nguyên)"),
    "check": _("Hạn kiểm tra hồ sơ"),
    "supplement": _("Hạn người dân bổ sung"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One date that would move."""

    what: str
    old: datetime
    new: datetime | None
    is_later: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier that would move."""

    id: UUID
    code: str
    lines: list[Line]
    why: list[str]  # what of the change its count meets
    is_settled: bool  # the date stays and is no longer provisional


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One page of what would move; the numbers stand on the first page."""

    rows: list[Row]
    following: UUID | None
    tally: Tally | None
    is_first: bool


def preview_of(request: StaffRequest, declaration: Declaration) -> PreviewPage | None:
    """Return the page of the preview that the address asks for, None for a declaration that took effect already."""
    if declaration.state not in (State.DRAFT, State.SENT):
        return None
    after = _place(request.GET.get("sau", ""))
    change = calendar_changes.change_of(declaration)
    found = replay_preview.preview(change, at=request.at, after=after)
    rows = [
        Row(
            recount.facts.dossier.pk,
            recount.facts.dossier.code,
            [_line(move) for move in recount.moves],
            _why(change, recount),
            recount.is_settled,
        )
        for recount in found.rows
    ]
    return PreviewPage(rows, found.following, found.tally, after is None)


def _line(move: Move) -> Line:
    words = WHAT_WORDS.get(move.what) or TaskKind(move.what).label
    return Line(str(words), move.old, move.new, move.new is None or move.new > move.old)


def _why(change: Change, recount: Recount) -> list[str]:
    dossier = recount.facts.dossier
    ends = [moment for move in recount.moves for moment in (move.old, move.new) if moment is not None]
    ends += [moment for moment in (dossier.due_at_current, recount.due_at_current) if moment is not None]
    asked = recount.facts.supplement
    ends += [asked.expires_at] if asked is not None else []
    return change.reasons(local_day(dossier.submitted_at), local_day(max(ends, default=dossier.check_due_at)))


def _place(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
