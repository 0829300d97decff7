"""What a declaration of the calendar would move, as a page shows it: for the steward and for the leader.

Dossiers, and beside them the limits of petitions, reception, complaints and denunciations; each list has its own pages.
A denunciation shows its number only to who keeps their register; nothing of any sender is read here.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.desk import recount_terms
from motcua.doors.officer.letters import KINDS
from motcua.doors.request import StaffRequest
from motcua.dossiers import replay_preview
from motcua.dossiers.recounts import Move, Recount
from motcua.dossiers.replay_preview import Tally
from motcua.dossiers.worklist import TaskKind
from motcua.kernel.localtime import local_day
from motcua.office import calendar_changes, rights
from motcua.office.calendar_changes import Change
from motcua.office.declarations import Declaration, State
from motcua.office.rights import Capability, Scope
from motcua.office.term_previews import TermMove, TermTally

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
class TermRow:
    """One running limit of a petition, visit, complaint or denunciation that would move."""

    kind: str  # in words
    code: str  # "" for who may not know the number
    href: str  # "" for who may not open the matter
    reason: str
    old: datetime
    new: datetime
    is_moved: bool
    is_provisional: bool
    why: list[str]


@dataclass(frozen=True, slots=True)
class TermPage:
    """One page of the limits that would move; the numbers stand on the first page."""

    rows: list[TermRow]
    following: UUID | None
    tally: TermTally | None
    by_kind: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One page of what would move; the numbers stand on the first page, which alone has both lists."""

    rows: list[Row]
    following: UUID | None
    tally: Tally | None
    has_dossiers: bool
    letters: TermPage | None


def preview_of(request: StaffRequest, declaration: Declaration) -> PreviewPage | None:
    """Return the page of the preview that the address asks for, None for a declaration that took effect already."""
    if declaration.state not in (State.DRAFT, State.SENT):
        return None
    after, after_term = _place(request.GET.get("sau", "")), _place(request.GET.get("don-thu", ""))
    change = calendar_changes.change_of(declaration)
    letters = None if after is not None else _letters(request, change, after_term)
    if after is None and after_term is not None:
        return PreviewPage([], None, None, has_dossiers=False, letters=letters)
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
    return PreviewPage(rows, found.following, found.tally, has_dossiers=True, letters=letters)


def _letters(request: StaffRequest, change: Change, after: UUID | None) -> TermPage:
    found = recount_terms.preview(change, at=request.at, after=after)
    rows = [_term_row(request, change, move) for move in found.rows]
    moved = found.tally.by_kind if found.tally else {}
    by_kind = [(str(kind.title), moved[name]) for name, kind in KINDS.items() if moved.get(name)]
    return TermPage(rows, found.following, found.tally, by_kind)


def _term_row(request: StaffRequest, change: Change, move: TermMove) -> TermRow:
    term, kind = move.term, KINDS[move.term.kind]
    scope = rights.scope_of(request.acting, kind.to, local_day(request.at))
    is_known = kind.to != Capability.KEEP_DENUNCIATIONS or scope is Scope.OFFICE
    is_open = scope is Scope.OFFICE or (scope is Scope.POST and term.post_id == request.acting.post)
    return TermRow(
        kind=str(kind.title),
        code=term.code if is_known or is_open else "",
        href=reverse(kind.route, args=[term.subject_id]) if is_open else "",
        reason=term.reason,
        old=term.due_at,
        new=move.due_at,
        is_moved=move.is_moved,
        is_provisional=move.is_provisional,
        why=change.reasons(local_day(term.starts_at), local_day(max(term.due_at, move.due_at))),
    )


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
