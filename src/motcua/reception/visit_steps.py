"""What becomes of a visit (các bước của lượt tiếp): answered, shown the way, papers taken, refused by the law."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, series, term_rules, terms
from motcua.office.matters import need
from motcua.office.offices import Office
from motcua.reception.days import is_head
from motcua.reception.events import PapersTaken, RefusalIssued, VisitGuided, VisitRefused, VisitReplied
from motcua.reception.reception_rules import RULES, find_ground
from motcua.reception.visits import KEEP, Visit, VisitState


class NoSuchGround(Refused):
    """The law knows no such ground on the day."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Chỉ được từ chối tiếp theo căn cứ của luật. Hãy chọn một căn cứ trong danh sách."))


class OnlyTheHead(Refused):
    """The notice of refusal is issued by the head of the office."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Thông báo từ chối tiếp công dân do người đứng đầu ban hành (NĐ 154/2026/NĐ-CP Điều 4)."))


class VisitNotNow(Refused):
    """The visit does not stand where this act begins."""

    def __init__(self, visit: Visit) -> None:
        state = str(VisitState(visit.state).label)
        super().__init__(
            _("Lượt tiếp %(code)s đang ở trạng thái “%(state)s” nên chưa làm được việc này.")
            % {"code": visit.code, "state": state}
        )


def _locked(visit_id: UUID, by: Acting, at: datetime, *states: VisitState) -> Visit:
    visit = matters.lock(Visit, visit_id, by=by, at=at, to=KEEP)
    if visit.state not in states:
        raise VisitNotNow(visit)
    return visit


@transaction.atomic
def take_papers(visit_id: UUID, *, papers: str, by: Acting, at: datetime) -> Visit:
    """Take papers against a receipt (Mẫu 02/TCD), one a line with pages and state."""
    visit = _locked(visit_id, by, at, VisitState.WAITING)
    visit.papers, visit.papers_at = need(nfc(papers), _("tên từng giấy tờ, mỗi dòng một loại")), at
    visit.save(update_fields=["papers", "papers_at"])
    matters.note(visit, PapersTaken(count=len(visit.paper_lines), state=visit.state), by=by, at=at)
    return visit


@transaction.atomic
def reply(visit_id: UUID, *, result: str, by: Acting, at: datetime) -> Visit:
    """Give the person the result."""
    visit = _locked(visit_id, by, at, VisitState.WAITING)
    visit.result = need(nfc(result), _("kết quả trả lời"))
    _close(visit, VisitState.REPLIED, at)
    matters.note(visit, VisitReplied(state=visit.state), by=by, at=at)
    return visit


@transaction.atomic
def guide(visit_id: UUID, *, guided_to: str, result: str = "", by: Acting, at: datetime) -> Visit:
    """Show the person to who is competent."""
    visit = _locked(visit_id, by, at, VisitState.WAITING)
    visit.guided_to, visit.result = need(nfc(guided_to), _("nơi có thẩm quyền"), 200), nfc(result).strip()
    _close(visit, VisitState.GUIDED, at)
    matters.note(visit, VisitGuided(state=visit.state), by=by, at=at)
    return visit


@transaction.atomic
def refuse(visit_id: UUID, *, ground: str, explanation: str, by: Acting, at: datetime) -> Visit:
    """Refuse on a ground of the law: explained face to face, or, for the written ones, by the head's notice."""
    visit = _locked(visit_id, by, at, VisitState.WAITING)
    found = find_ground(ground, local_day(at))
    if found is None:
        raise NoSuchGround
    visit.ground, visit.explanation = found.code, need(nfc(explanation), _("lời giải thích cho công dân"))
    if found.is_written:
        visit.state = VisitState.REFUSING
        holder = matters.holder_of(visit)
        terms.end(visit.subject, at=at, is_met=False)
        rule = term_rules.in_force(RULES, "reception.refusal", local_day(at))
        terms.begin(visit.subject, rule, post_id=holder, start=at, at=at)
    else:
        _close(visit, VisitState.REFUSED, at)
    visit.save()
    matters.note(visit, VisitRefused(ground=found.code, state=visit.state), by=by, at=at)
    return visit


@transaction.atomic
def issue_refusal(visit_id: UUID, *, by: Acting, at: datetime) -> Visit:
    """Issue the numbered notice of refusal (Mẫu 01/TCD); only the head. Raises OnlyTheHead."""
    visit = _locked(visit_id, by, at, VisitState.REFUSING)
    if not is_head(by, local_day(at)):
        raise OnlyTheHead
    number = series.take(visit.office_id, "notice:01/TCD", local_day(at).replace(month=1, day=1))
    suffix = Office.objects.get(pk=visit.office_id).number_suffix
    visit.notice_number, visit.noticed_at = f"{number:02d}/TB-{suffix}", at
    _close(visit, VisitState.REFUSED, at)
    matters.note(visit, RefusalIssued(number=number, state=visit.state), by=by, at=at)
    return visit


def _close(visit: Visit, state: VisitState, at: datetime) -> None:
    visit.state, visit.closed_at = state, at
    visit.save()
    terms.end(visit.subject, at=at)
