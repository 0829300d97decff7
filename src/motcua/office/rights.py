"""Rights: one table of post × capability × scope, dated, each line with its basis (docs/rules/rights.md shows it).

A right belongs to a kind of post. Scope OFFICE means every dossier of the office, POST only those whose open task the
post holds. The table is law and office rules as data: a line ends by its date, it is never edited.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused


class Capability(StrEnum):
    """What a post may do."""

    SEE_LIST = "see_list"  # masked lists and boards of the office
    SEE_DOSSIER = "see_dossier"  # one dossier whole
    CHECK = "check"  # check components, ask for a supplement, accept, refuse at intake
    RECEIVE = "receive"  # receive a person at the counter
    TAKE_FEE = "take_fee"
    CONFIRM_TRANSFER = "confirm_transfer"
    PROCESS = "process"  # do a step, propose a decision
    SIGN = "sign"  # approve, sign, send back
    HAND_OVER = "hand_over"  # return the result
    EXTEND = "extend"  # the one apology (Mẫu 04)
    CORRECT = "correct"  # say what is wrong with an issued result and draft the right one
    SETTLE_LOSS = "settle_loss"  # say what was done about a lost paper
    VOID_OWN = "void_own"
    VOID_ANY = "void_any"
    SEE_LOGBOOK = "see_logbook"  # Mẫu 07 whole, on screen and in print
    CLOSE_LOGBOOK = "close_logbook"  # at the end of the year, by the head
    SEE_FIGURES = "see_figures"
    CONFIRM_CALENDAR = "confirm_calendar"  # what a steward declares of the calendar, and what it moves
    KEEP_BOOKS = "keep_books"  # the four books of certification: enter, strike, print
    CLOSE_BOOKS = "close_books"  # close a book at the end of the year
    GRANT_CERTIFYING = "grant_certifying"  # say who may certify, on paper and electronically, and translate
    KEEP_CATALOGUE = "keep_catalogue"
    KEEP_OFFICE = "keep_office"  # staff, posts, calendar, settings, password slips
    KEEP_MACHINE = "keep_machine"  # jobs, journal checks, imports
    KEEP_PETITIONS = "keep_petitions"  # take in, classify, forward, answer and publish petitions (PAKN)
    RECEIVE_CITIZENS = "receive_citizens"  # the schedule and the register of citizen reception
    KEEP_COMPLAINTS = "keep_complaints"  # the register of complaints
    KEEP_DENUNCIATIONS = "keep_denunciations"  # the register of denunciations, without the denouncer
    NAME_CONFIDANTS = "name_confidants"  # name the posts that may see denouncers, each from a day to a day
    DECLARE_DOWNTIME = "declare_downtime"  # power or network was down: officers wrote by hand
    PERMIT_LATE_ENTRY = "permit_late_entry"  # a hand-written receipt may be entered after the limit


class Scope(StrEnum):
    """How far a right reaches."""

    OFFICE = "office"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Grant:
    """One line of the table."""

    post_kind: str
    capability: Capability
    scope: Scope
    basis: str
    valid_from: date = date(2025, 7, 1)
    valid_to: date | None = None


_ONE_DOOR = "NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP (nhiệm vụ của Trung tâm)"
_SIGNER = "Luật Tổ chức chính quyền địa phương 2025 (thẩm quyền ký của UBND cấp xã)"
_PETITIONS = "NĐ 20/2008/NĐ-CP; NĐ 309/2026/NĐ-CP Điều 4 (phản ánh, kiến nghị tại Trung tâm)"
_RECEPTION = "Luật Tiếp công dân 2013; NĐ 154/2026/NĐ-CP Điều 26, 27"
_LETTERS = "Luật Khiếu nại 2011; Luật Tố cáo 2018; Luật 136/2025/QH15; phân công nội bộ (cơ quan sửa được)"
_BOOKS = "TT 01/2018/TT-VPCP Điều 10(2), TT 03/2025/TT-VPCP Mẫu 07 (thủ trưởng khóa sổ cuối năm)"
_WORKING_TIME = (
    "BLLĐ 2019 Điều 111–112; Luật Tổ chức chính quyền địa phương 2025 (người đứng đầu quyết định giờ làm việc)"
)
_CERTIFICATION = "NĐ 23/2015/NĐ-CP Điều 5, 13 (NĐ 280/2025/NĐ-CP); TT 01/2020/TT-BTP Điều 4, 8"
_BOOK_KEEPERS = ("reception", "specialist", "leader", "director")
_HOUSE = "Quy chế nội bộ (minh họa, cơ quan sửa được)"

GRANTS: tuple[Grant, ...] = (
    *(
        Grant("reception", capability, Scope.OFFICE, _ONE_DOOR)
        for capability in (
            Capability.SEE_LIST,
            Capability.SEE_DOSSIER,
            Capability.CHECK,
            Capability.RECEIVE,
            Capability.TAKE_FEE,
            Capability.HAND_OVER,
            Capability.VOID_OWN,
            Capability.SEE_LOGBOOK,
        )
    ),
    # A route may lead through any post (phân công, duyệt, văn thư): whoever has the step may finish it.
    *(Grant(kind, Capability.PROCESS, Scope.POST, _ONE_DOOR) for kind in ("reception", "leader", "director")),
    *(Grant(kind, Capability.KEEP_BOOKS, Scope.OFFICE, _CERTIFICATION) for kind in _BOOK_KEEPERS),
    *(
        Grant("leader", capability, Scope.OFFICE, _CERTIFICATION)
        for capability in (Capability.CLOSE_BOOKS, Capability.GRANT_CERTIFYING)
    ),
    Grant("specialist", Capability.SEE_LIST, Scope.OFFICE, _ONE_DOOR),
    Grant("specialist", Capability.SEE_DOSSIER, Scope.POST, _ONE_DOOR),
    Grant("specialist", Capability.PROCESS, Scope.POST, _ONE_DOOR),
    Grant("specialist", Capability.CORRECT, Scope.POST, _ONE_DOOR),
    *(
        Grant("leader", capability, Scope.OFFICE, _SIGNER)
        for capability in (
            Capability.SEE_LIST,
            Capability.SEE_DOSSIER,
            Capability.SIGN,
            Capability.EXTEND,
            Capability.SETTLE_LOSS,
            Capability.VOID_ANY,
            Capability.SEE_FIGURES,
            Capability.SEE_LOGBOOK,
        )
    ),
    Grant("director", Capability.CLOSE_LOGBOOK, Scope.OFFICE, _BOOKS),
    Grant("leader", Capability.CONFIRM_CALENDAR, Scope.OFFICE, _WORKING_TIME),
    *(
        Grant("director", capability, Scope.OFFICE, _ONE_DOOR)
        for capability in (
            Capability.SEE_LIST,
            Capability.SEE_DOSSIER,
            Capability.CHECK,
            Capability.EXTEND,
            Capability.CORRECT,
            Capability.SETTLE_LOSS,
            Capability.VOID_ANY,
            Capability.SEE_FIGURES,
            Capability.SEE_LOGBOOK,
        )
    ),
    # Who a denouncer is, no kind of post may see: each post needs a dated grant by the head (feedback/confidants.py).
    *(
        Grant(kind, capability, Scope.OFFICE, basis)
        for capability, basis in ((Capability.KEEP_PETITIONS, _PETITIONS), (Capability.RECEIVE_CITIZENS, _RECEPTION))
        for kind in ("reception", "director", "leader")
    ),
    *(Grant(kind, Capability.KEEP_COMPLAINTS, Scope.OFFICE, _LETTERS) for kind in ("reception", "director", "leader")),
    *(Grant(kind, Capability.KEEP_DENUNCIATIONS, Scope.OFFICE, _LETTERS) for kind in ("director", "leader")),
    *(
        Grant("specialist", capability, Scope.POST, basis)
        for capability, basis in (
            (Capability.KEEP_PETITIONS, _PETITIONS),
            (Capability.KEEP_COMPLAINTS, _LETTERS),
            (Capability.KEEP_DENUNCIATIONS, _LETTERS),
        )
    ),
    Grant("leader", Capability.NAME_CONFIDANTS, Scope.OFFICE, _LETTERS),
    Grant("cashier", Capability.SEE_LIST, Scope.OFFICE, _HOUSE),
    Grant("cashier", Capability.TAKE_FEE, Scope.OFFICE, _HOUSE),
    Grant("cashier", Capability.CONFIRM_TRANSFER, Scope.OFFICE, _HOUSE),
    Grant("steward", Capability.KEEP_CATALOGUE, Scope.OFFICE, _HOUSE),
    Grant("steward", Capability.KEEP_OFFICE, Scope.OFFICE, _HOUSE),
    Grant("steward", Capability.KEEP_MACHINE, Scope.OFFICE, _HOUSE),
    *(Grant(kind, Capability.DECLARE_DOWNTIME, Scope.OFFICE, _HOUSE) for kind in ("steward", "director", "leader")),
    *(Grant(kind, Capability.PERMIT_LATE_ENTRY, Scope.OFFICE, _HOUSE) for kind in ("leader", "director")),
)


class NotAllowed(Refused):
    """The actor's post has no such right on the day."""

    status = 403

    def __init__(self, capability: Capability) -> None:
        super().__init__(
            _(
                "Vị trí công tác của bạn chưa được giao việc này. "
                "Người quản trị hệ thống hoặc Giám đốc Trung tâm có thể phân công vị trí phù hợp."
            )
        )
        self.capability = capability


def scope_of(by: Acting, capability: Capability, on: date) -> Scope | None:
    """Return how far the actor's right reaches on the day, None when there is none."""
    for grant in GRANTS:
        if grant.post_kind != by.role or grant.capability != capability or on < grant.valid_from:
            continue
        if grant.valid_to is None or on <= grant.valid_to:
            return grant.scope
    return None


def may(by: Acting, capability: Capability, on: date) -> bool:
    """Return whether the actor's post has the right on the day, in any scope."""
    return scope_of(by, capability, on) is not None


def require(by: Acting, capability: Capability, on: date) -> Scope:
    """Return the scope of the actor's right; raises NotAllowed when there is none."""
    scope = scope_of(by, capability, on)
    if scope is None:
        raise NotAllowed(capability)
    return scope
