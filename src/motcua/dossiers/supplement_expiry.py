"""The applicant's limit of a supplement (hạn bổ sung): kept whole while the office has the dossier, its end closes it.

The limit itself is a dated setting, given with the request. Not completed in time, the dossier is closed with Mẫu 05,
which says what came and what did not. Legal source: domain brief 1.3, 1.5.
"""

from datetime import datetime
from uuid import UUID

from motcua.dossiers import (
    access,
    components,
    holds,
    slip_contents,
    slips,
    watch,
    worklist,
)
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import (
    SupplementExpired,
)
from motcua.dossiers.record import note
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.supplements import Supplement, SupplementItem, find_open, items_of
from motcua.journal import entries
from motcua.journal.acting import SYSTEM, Acting
from motcua.kernel import clock
from motcua.kernel.localtime import form_date, local_day
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability


def keep_days(supplement: Supplement, dossier: Dossier, *, since: datetime, at: datetime) -> None:
    """Give back the days that the office had the dossier in hand since the moment: they are not the applicant's.

    The applicant has as many again as were left then, at least one. The caller saves the dossier.
    """
    calendar = calendar_of(dossier.office_id)
    left, day, last = 0, local_day(since), local_day(supplement.expires_at)
    while (day := calendar.next_working_day(day)) <= last:
        left += 1
    until = clock.promise(clock.Limit(max(left, 1), clock.Unit.WORKING_DAY), at, calendar).due_at
    supplement.expires_at = max(supplement.expires_at, until or at)
    dossier.is_provisional = not calendar.is_confirmed(local_day(supplement.expires_at).year)
    supplement.save(update_fields=["expires_at"])


@entries.atomic()
def expire(dossier_id: UUID, *, refund: str, by: Acting, at: datetime) -> Dossier | None:
    """Close the dossier whose supplement did not come in time, with a notice; None when nothing has expired.

    `refund` says on the notice what goes back of the money (`desk.moments` knows it).
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    supplement = find_open(dossier)
    is_due = supplement is not None and supplement.expires_at <= at
    if supplement is None or not is_due or by.role != SYSTEM or not dossier.is_held_by_applicant:
        return None
    items = items_of(supplement)
    if dossier.status != Status.SUPPLEMENT or all(item.answered_at for item in items):
        return None  # what was answered in full waits for the office, whose delay closes nothing
    supplement.ended_at = at
    supplement.save(update_fields=["ended_at"])
    lifted = holds.lift(dossier, at=at)
    content = {**_closing_notice(dossier, supplement, items, at), "refund_words": refund}
    slip = slips.issue(dossier, "05", content, by=by, at=at)
    dossier.status, dossier.outcome, dossier.closed_at = Status.STOPPED, Outcome.EXPIRED, at
    worklist.clear(dossier)
    watch.look_ahead(dossier, at=at)
    dossier.save()
    event = SupplementExpired(supplement_id=str(supplement.pk), slip_id=str(slip.pk))
    note(dossier, event, by=by, at=at, facts=(supplement, slip, *lifted))
    return dossier


def _closing_notice(
    dossier: Dossier, supplement: Supplement, items: list[SupplementItem], at: datetime
) -> dict[str, object]:
    """Mẫu 05 of a dossier whose applicant asked for nothing: the limit ran out."""
    asked, until = (form_date(local_day(moment)) for moment in (supplement.requested_at, supplement.expires_at))
    because = (
        f"Ngày {asked}, Trung tâm đã yêu cầu bổ sung, hoàn thiện hồ sơ. Đến hết ngày {until}, Trung tâm chưa nhận đủ "
        f"giấy tờ nên thông báo dừng giải quyết, đóng hồ sơ nêu trên."
    )
    content = slip_contents.stop(
        dossier,
        components.of_dossier(dossier),
        because=because,
        state=slip_contents.in_vietnamese(Status.SUPPLEMENT.label),
        content=_closing_words(items),
        at=at,
    )
    return {**content, "signer": dossier.office.name}


def _closing_words(items: list[SupplementItem]) -> str:
    """What a partly answered request says at its end: what came is named beside what did not."""
    came = [item.component.name for item in items if item.answered_at]
    lacking = [item.component.name for item in items if not item.answered_at]
    words = ""
    if came:
        words += "Đã nhận: " + "; ".join(came) + ". "
    return words + "Còn thiếu: " + "; ".join(lacking) + ". Ông/bà có thể nộp hồ sơ mới và dùng lại giấy tờ đã nộp."
