"""Suspending, going on with and stopping a complaint (tạm đình chỉ, tiếp tục, đình chỉ giải quyết khiếu nại).

What lies between a suspension and the decision to go on does not count; each decision is sent in three working days.
Legal source: Luật Khiếu nại Điều 10, 11a (Luật 136/2025/QH15); NĐ 124/2020 Điều 28a, 28b (NĐ 155/2026).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.feedback.complaint_steps import ComplaintNotNow, locked, moved
from motcua.feedback.complaints import (
    Complaint,
    ComplaintState,
    Suspension,
    SuspensionGround,
    begin,
    resolve_rule,
)
from motcua.journal.acting import Acting
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, terms
from motcua.office.matters import need

S = ComplaintState
# A decision that was not sent yet is still to be sent after the next one.
SENDING = ("complaint.send_suspension", "complaint.send_resumption", "complaint.send_stop")


@transaction.atomic
def suspend(complaint_id: UUID, *, number: str, ground: str, reason: str, by: Acting, at: datetime) -> Complaint:
    """Suspend the resolution by a decision (Mẫu 14a): its limit stands still, the ground is looked at again in time."""
    complaint = locked(complaint_id, by, at, S.ACCEPTED)
    holder = matters.holder_of(complaint)
    row = Suspension.objects.create(
        office_id=complaint.office_id,
        complaint=complaint,
        ground=SuspensionGround(ground),
        reason=need(nfc(reason), _("căn cứ, tài liệu chứng minh"), 500),
        number=need(nfc(number), _("số quyết định tạm đình chỉ"), 60),
        from_at=at,
    )
    terms.end(complaint.subject, besides=SENDING, at=at, is_met=False)
    for name in ("complaint.suspended", "complaint.send_suspension"):
        begin(complaint, name, post_id=holder, start=at, at=at)
    complaint.state, complaint.dialogue_on = S.SUSPENDED, None
    return moved(complaint, by=by, at=at, facts=(row,))


@transaction.atomic
def resume(complaint_id: UUID, *, number: str, by: Acting, at: datetime) -> Complaint:
    """Go on by a decision (Mẫu 14b) as soon as the ground is gone: the rest of the limit counts from now."""
    complaint = locked(complaint_id, by, at, S.SUSPENDED)
    holder = matters.holder_of(complaint)
    row = Suspension.objects.select_for_update().get(office_id=complaint.office_id, complaint=complaint, to_at=None)
    row.end_number, row.to_at = need(nfc(number), _("số quyết định tiếp tục giải quyết"), 60), at
    row.save(update_fields=["end_number", "to_at"])
    terms.end(complaint.subject, "complaint.suspended", at=at)
    begin(complaint, resolve_rule(complaint), post_id=holder, start=complaint.accepted_at or at, at=at)
    begin(complaint, "complaint.send_resumption", post_id=holder, start=at, at=at)
    complaint.state = S.ACCEPTED
    return moved(complaint, by=by, at=at, facts=(row,))


@transaction.atomic
def stop(complaint_id: UUID, *, number: str, reason: str, by: Acting, at: datetime) -> Complaint:
    """Stop the resolution by a decision (Mẫu 14a): withdrawn, died, dissolved; it is sent."""
    complaint = locked(complaint_id, by, at, S.ACCEPTED, S.SUSPENDED)
    holder = matters.holder_of(complaint)
    complaint.decision_number = need(nfc(number), _("số quyết định đình chỉ"), 60)
    complaint.closing_reason = need(nfc(reason), _("căn cứ đình chỉ"), 500)
    terms.end(complaint.subject, besides=SENDING, at=at, is_met=False)
    begin(complaint, "complaint.send_stop", post_id=holder, start=at, at=at)
    complaint.state, complaint.decided_at = S.STOPPED, at
    return moved(complaint, by=by, at=at)


@transaction.atomic
def note_sent(complaint_id: UUID, *, by: Acting, at: datetime) -> Complaint:
    """Write down that the decision to suspend, go on or stop was sent; a stopped complaint is closed by it."""
    complaint = locked(complaint_id, by, at, S.ACCEPTED, S.SUSPENDED, S.STOPPED)
    if not terms.end(complaint.subject, *SENDING, at=at):
        raise ComplaintNotNow(complaint)
    if complaint.state == S.STOPPED:
        complaint.sent_at = complaint.closed_at = at
    return moved(complaint, by=by, at=at)
