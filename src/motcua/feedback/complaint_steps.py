"""What is written into the register of complaints (các bước của khiếu nại): each leaves a watched moment, or closes it.

A limit is extended once, for a complex matter and before it has run out; what the law lets happen by itself (a
decision takes effect) happens when its moment comes.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.feedback.complaints import (
    Complaint,
    ComplaintState,
    OutOfTime,
    begin,
    is_in_time,
    last_day_to_file,
    resolve_rule,
)
from motcua.feedback.events import ComplaintMoved, ComplaintTookEffect
from motcua.feedback.letter_rules import COMPLAINT_RULES
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day, vn_date
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, term_rules, terms
from motcua.office.calendar import calendar_of
from motcua.office.matters import need
from motcua.office.rights import Capability
from motcua.office.terms import Term

KEEP = Capability.KEEP_COMPLAINTS
S = ComplaintState


class ComplaintNotNow(Refused):
    """The complaint does not stand where this step begins."""

    def __init__(self, complaint: Complaint) -> None:
        state = str(ComplaintState(complaint.state).label)
        super().__init__(
            _("Khiếu nại %(code)s đang ở trạng thái “%(state)s” nên chưa làm được bước này.")
            % {"code": complaint.code, "state": state}
        )


class AlreadyExtended(Refused):
    """The matter was found complex once; there is no second extension."""

    def __init__(self) -> None:
        super().__init__(_("Vụ việc đã được xác định là phức tạp; thời hạn chỉ kéo dài một lần."))


class LimitPassed(Refused):
    """The limit has run out: an extension afterwards would cure lateness."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__(
            _(
                "Thời hạn đã hết ngày %(day)s nên không gia hạn được nữa. "
                "Hãy giải quyết ngay; việc quá hạn vẫn được ghi nhận."
            )
            % {"day": vn_date(local_day(due_at))}
        )


class DialogueTooSoon(Refused):
    """The notice of the dialogue could no longer go out in time."""

    status = 422

    def __init__(self, last_on: date) -> None:
        super().__init__(
            _(
                "Thông báo đối thoại phải gửi trước ít nhất 05 ngày; với ngày này hạn gửi là %(day)s, đã qua. "
                "Hãy chọn ngày đối thoại muộn hơn."
            )
            % {"day": vn_date(last_on)}
        )


def locked(complaint_id: UUID, by: Acting, at: datetime, *states: ComplaintState) -> Complaint:
    """Return the complaint under its lock, if it stands in one of these states; raises ComplaintNotNow."""
    complaint = matters.lock(Complaint, complaint_id, by=by, at=at, to=KEEP)
    if complaint.state not in states:
        raise ComplaintNotNow(complaint)
    return complaint


def moved(complaint: Complaint, *, by: Acting, at: datetime, facts: tuple[models.Model, ...] = ()) -> Complaint:
    """Save the step and write its entry; the last part of an act."""
    complaint.save()
    matters.note(complaint, ComplaintMoved(state=complaint.state), by=by, at=at, facts=facts)
    return complaint


@transaction.atomic
def accept(complaint_id: UUID, *, obstacle: str = "", by: Acting, at: datetime) -> Complaint:
    """Accept the complaint; the limit of its resolution begins. Raises OutOfTime when late without an obstacle."""
    complaint = locked(complaint_id, by, at, S.RECEIVED)
    complaint.obstacle = nfc(obstacle).strip()[:500]
    if not is_in_time(complaint) and not complaint.obstacle:
        raise OutOfTime(last_day_to_file(complaint))
    holder = matters.holder_of(complaint)
    complaint.state, complaint.accepted_at = S.ACCEPTED, at
    terms.end(complaint.subject, "complaint.accept", at=at)
    begin(complaint, resolve_rule(complaint), post_id=holder, start=at, at=at)
    return moved(complaint, by=by, at=at)


@transaction.atomic
def refuse(complaint_id: UUID, *, reason: str, by: Acting, at: datetime) -> Complaint:
    """Do not accept it, with the reason that the written notice gives (Luật KN Điều 11)."""
    complaint = locked(complaint_id, by, at, S.RECEIVED)
    return _close(complaint, S.NOT_ACCEPTED, reason, by=by, at=at)


@transaction.atomic
def transfer(complaint_id: UUID, *, agency: str, reason: str, by: Acting, at: datetime) -> Complaint:
    """Pass it to who is competent, with the reason."""
    complaint = locked(complaint_id, by, at, S.RECEIVED)
    complaint.passed_to = need(nfc(agency), _("nơi có thẩm quyền"), 200)
    return _close(complaint, S.TRANSFERRED, reason, by=by, at=at)


@transaction.atomic
def withdraw(complaint_id: UUID, *, reason: str, by: Acting, at: datetime) -> Complaint:
    """End it on the complainant's wish before it was accepted (Luật KN Điều 10); later see `complaint_pauses.stop`."""
    complaint = locked(complaint_id, by, at, S.RECEIVED)
    return _close(complaint, S.WITHDRAWN, reason, by=by, at=at)


def _close(complaint: Complaint, state: ComplaintState, reason: str, *, by: Acting, at: datetime) -> Complaint:
    complaint.closing_reason = need(nfc(reason), _("lý do"), 500)
    complaint.state, complaint.closed_at = state, at
    is_answer = state != S.WITHDRAWN  # not accepting and transferring answer the limit of acceptance
    terms.end(complaint.subject, at=at, is_met=is_answer)
    return moved(complaint, by=by, at=at)


@transaction.atomic
def extend(complaint_id: UUID, *, basis: str, by: Acting, at: datetime) -> Complaint:
    """Find the matter complex, in writing (NĐ 124/2020 Điều 3a); the longer limit counts from the acceptance, once."""
    complaint = locked(complaint_id, by, at, S.ACCEPTED)
    if complaint.is_complex:
        raise AlreadyExtended
    (running,) = terms.end(complaint.subject, resolve_rule(complaint), at=at, is_met=False)
    if running.due_at < at:
        raise LimitPassed(running.due_at)
    complaint.is_complex, complaint.complexity_basis = True, need(nfc(basis), _("căn cứ xác định phức tạp"), 500)
    start = complaint.accepted_at or at
    begin(complaint, resolve_rule(complaint), post_id=running.post_id, start=start, at=at)
    return moved(complaint, by=by, at=at)


@transaction.atomic
def plan_dialogue(complaint_id: UUID, *, on: date, by: Acting, at: datetime) -> Complaint:
    """Set the day of the dialogue; its notice is then watched, at least five days before. Raises DialogueTooSoon."""
    complaint = locked(complaint_id, by, at, S.ACCEPTED)
    rule = term_rules.in_force(COMPLAINT_RULES, "complaint.dialogue", local_day(at))
    limit = term_rules.limit_of(rule, complaint.office_id, local_day(at))
    last_at = term_rules.latest_before(limit, on, calendar_of(complaint.office_id))
    if last_at < at:
        raise DialogueTooSoon(local_day(last_at))
    complaint.dialogue_on = on
    begin(complaint, "complaint.dialogue", post_id=matters.holder_of(complaint), start=at, at=at)
    return moved(complaint, by=by, at=at)


@transaction.atomic
def note_dialogue_notice(complaint_id: UUID, *, by: Acting, at: datetime) -> Complaint:
    """Write down that the notice of the dialogue was sent."""
    complaint = locked(complaint_id, by, at, S.ACCEPTED)
    if not terms.end(complaint.subject, "complaint.dialogue", at=at):
        raise ComplaintNotNow(complaint)
    return moved(complaint, by=by, at=at)


@transaction.atomic
def decide(complaint_id: UUID, *, number: str, by: Acting, at: datetime) -> Complaint:
    """Write down the decision; sending it and its taking effect are then watched (Luật KN Điều 32, 44)."""
    complaint = locked(complaint_id, by, at, S.ACCEPTED)
    complaint.decision_number = need(nfc(number), _("số quyết định"), 60)
    complaint.state, complaint.decided_at = S.DECIDED, at
    holder = matters.holder_of(complaint)
    terms.end(complaint.subject, "complaint.dialogue", at=at, is_met=False)
    terms.end(complaint.subject, resolve_rule(complaint), at=at)
    effect = "complaint.effect_remote" if complaint.is_remote else "complaint.effect"
    for name in ("complaint.send", effect):
        begin(complaint, name, post_id=holder, start=at, at=at)
    return moved(complaint, by=by, at=at)


@transaction.atomic
def send(complaint_id: UUID, *, by: Acting, at: datetime) -> Complaint:
    """Write down that the decision was sent; a decision in effect that was sent closes the matter."""
    complaint = locked(complaint_id, by, at, S.DECIDED, S.IN_EFFECT)
    terms.end(complaint.subject, "complaint.send", at=at)
    complaint.sent_at = at
    if complaint.state == S.IN_EFFECT:
        complaint.closed_at = at
    else:
        complaint.state = S.SENT
    return moved(complaint, by=by, at=at)


@transaction.atomic
def appeal(complaint_id: UUID, *, agency: str, by: Acting, at: datetime) -> Complaint:
    """Write down that a second complaint was filed, or a suit: the decision does not take effect by itself."""
    complaint = locked(complaint_id, by, at, S.DECIDED, S.SENT)
    complaint.passed_to = need(nfc(agency), _("nơi nhận khiếu nại lần hai"), 200)
    complaint.state, complaint.closed_at = S.APPEALED, at
    terms.end(complaint.subject, at=at, is_met=False)
    return moved(complaint, by=by, at=at)


@transaction.atomic
def take_effect(term: Term, at: datetime) -> bool:
    """Return whether the decision took effect now, by itself, because its limit ended without a second complaint."""
    by = Acting.system(term.office_id)
    complaint = matters.lock(Complaint, term.subject_id, by=by, at=at, to=KEEP)
    if not terms.end(complaint.subject, term.name, at=at):
        return False
    complaint.state, complaint.in_effect_at = S.IN_EFFECT, at
    if complaint.sent_at is not None:
        complaint.closed_at = at
    complaint.save()
    matters.note(complaint, ComplaintTookEffect(state=complaint.state), by=by, at=at)
    return True
