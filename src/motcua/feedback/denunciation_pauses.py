"""Suspending, going on with and stopping a denunciation (tạm đình chỉ, tiếp tục, đình chỉ giải quyết tố cáo).

What lies between a suspension and the decision to go on does not count; each decision is sent to the denouncer and the
accused, the denouncer's by sealed letter outside this system. Legal source: Luật Tố cáo 2018 Điều 33(3), 34; NĐ
31/2019 Điều 4 (NĐ 156/2026). How soon the decision to go on is sent, the law leaves open: a dated setting.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.feedback import denouncers
from motcua.feedback.denunciation_steps import DenunciationNotNow, begin, locked, moved
from motcua.feedback.denunciations import (
    RESOLVES,
    Denunciation,
    DenunciationHalt,
    DenunciationState,
    HaltGround,
    StopGround,
)
from motcua.journal.acting import Acting
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, terms
from motcua.office.matters import need

S = DenunciationState
# A decision that was not sent yet is still to be sent after the next one.
SENDING = ("denunciation.send_suspension", "denunciation.send_resumption", "denunciation.send_stop")


@transaction.atomic
def suspend(denunciation_id: UUID, *, number: str, ground: str, reason: str, by: Acting, at: datetime) -> Denunciation:
    """Suspend the resolution by a decision: its limit stands still, the ground is looked at again in time."""
    denunciation = locked(denunciation_id, by, at, S.ACCEPTED)
    holder = matters.holder_of(denunciation)
    row = DenunciationHalt(
        office_id=denunciation.office_id,
        denunciation=denunciation,
        ground=HaltGround(ground),
        reason=need(nfc(reason), _("lý do tạm đình chỉ"), 500),
        number=need(nfc(number), _("số quyết định tạm đình chỉ"), 60),
        from_at=at,
    )
    denouncers.check_silent(denunciation, row.reason, row.number)
    row.save(force_insert=True)
    terms.end(denunciation.subject, besides=SENDING, at=at, is_met=False)
    for name in ("denunciation.suspended", "denunciation.send_suspension"):
        begin(denunciation, name, post_id=holder, start=at, at=at)
    denunciation.state = S.SUSPENDED
    return moved(denunciation, by=by, at=at, facts=(row,))


@transaction.atomic
def resume(denunciation_id: UUID, *, number: str, by: Acting, at: datetime) -> Denunciation:
    """Go on by a decision as soon as the ground is gone: the rest of the limit counts from now."""
    denunciation = locked(denunciation_id, by, at, S.SUSPENDED)
    holder = matters.holder_of(denunciation)
    rows = DenunciationHalt.objects.select_for_update()
    row = rows.get(office_id=denunciation.office_id, denunciation=denunciation, to_at=None)
    row.end_number, row.to_at = need(nfc(number), _("số quyết định tiếp tục giải quyết"), 60), at
    denouncers.check_silent(denunciation, row.end_number)
    row.save(update_fields=["end_number", "to_at"])
    terms.end(denunciation.subject, "denunciation.suspended", at=at)
    start = denunciation.accepted_at or at
    begin(denunciation, RESOLVES[denunciation.extensions], post_id=holder, start=start, at=at)
    begin(denunciation, "denunciation.send_resumption", post_id=holder, start=at, at=at)
    denunciation.state = S.ACCEPTED
    return moved(denunciation, by=by, at=at, facts=(row,))


@transaction.atomic
def stop(denunciation_id: UUID, *, number: str, ground: str, reason: str, by: Acting, at: datetime) -> Denunciation:
    """Stop the resolution by a decision on a ground of the law; it is sent, and closed when it was."""
    denunciation = locked(denunciation_id, by, at, S.ACCEPTED, S.SUSPENDED)
    holder = matters.holder_of(denunciation)
    denunciation.stop_ground = StopGround(ground)
    denunciation.stop_number = need(nfc(number), _("số quyết định đình chỉ"), 60)
    denunciation.closing_reason = need(nfc(reason), _("lý do đình chỉ"), 500)
    denouncers.check_silent(denunciation, denunciation.stop_number, denunciation.closing_reason)
    terms.end(denunciation.subject, besides=SENDING, at=at, is_met=False)
    begin(denunciation, "denunciation.send_stop", post_id=holder, start=at, at=at)
    denunciation.state, denunciation.stopped_at = S.STOPPED, at
    return moved(denunciation, by=by, at=at)


@transaction.atomic
def note_sent(denunciation_id: UUID, *, by: Acting, at: datetime) -> Denunciation:
    """Write down that the decision to suspend, go on or stop was sent; a stopped denunciation is closed by it."""
    denunciation = locked(denunciation_id, by, at, S.ACCEPTED, S.SUSPENDED, S.STOPPED)
    if not terms.end(denunciation.subject, *SENDING, at=at):
        raise DenunciationNotNow(denunciation)
    if denunciation.state == S.STOPPED:
        denunciation.stop_sent_at = denunciation.closed_at = at
    return moved(denunciation, by=by, at=at)
