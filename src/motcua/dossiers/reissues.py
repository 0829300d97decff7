"""A new receipt (cấp lại giấy hẹn) when the promised date has moved: the old Mẫu 01 stays and the new one names it.

The limit began anew, a hold was lifted, the office apologised, or the calendar changed or became certain. A lost
receipt needs none: its own PDF is printed again.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import access, components, promises, slip_contents, slips
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import ReceiptReissued
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.record import note
from motcua.dossiers.slips import Slip
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import form_moment, iso
from motcua.office import staff
from motcua.office.rights import Capability


class NothingMoved(Refused):
    """The last receipt says the date that holds."""

    def __init__(self) -> None:
        super().__init__(
            _("Giấy hẹn đang có đã ghi đúng ngày hẹn hiện nay. Nếu người dân làm mất, hãy in lại giấy đó.")
        )


class NoDateNow(Refused):
    """Nothing is promised at present: before acceptance, or while the clock stands."""

    def __init__(self) -> None:
        super().__init__(
            _("Hồ sơ hiện chưa có ngày hẹn (chưa tiếp nhận hoặc đang tạm dừng) nên chưa cấp lại giấy hẹn.")
        )


def find_outdated(dossier: Dossier, made: list[Slip], promise: Promise | None) -> Slip | None:
    """Return the last receipt when it no longer says the date that holds, None when it does or none was given."""
    receipts = [slip for slip in made if slip.form == "01"]
    if not receipts or promise is None or dossier.due_at_current is None or not dossier.is_open:
        return None
    last = receipts[-1]
    is_moved = last.content.get("due_at_words") != form_moment(dossier.due_at_current)
    is_certain_now = bool(last.content.get("is_provisional")) and not dossier.is_provisional
    return last if is_moved or is_certain_now else None


@transaction.atomic
def reissue(dossier_id: UUID, *, by: Acting, at: datetime) -> Slip:
    """Give a new Mẫu 01 with the date that holds now, its own number and the number of the one it replaces.

    Raises NoDateNow or NothingMoved.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    promise = promises.latest_of(dossier)
    if promise is None or dossier.due_at_current is None or not dossier.is_open:
        raise NoDateNow
    replaced = find_outdated(dossier, slips.of_dossier(dossier), promise)
    if replaced is None:
        raise NothingMoved
    officer = staff.names({by.person}).get(by.person, "") if by.person else ""
    content = slip_contents.receipt(dossier, promise, components.of_dossier(dossier), officer, at)
    content |= {
        "due_at_words": form_moment(dossier.due_at_current),
        "is_provisional": dossier.is_provisional,
        "replaces_words": f"{replaced.symbol} ({slip_contents.in_vietnamese(PromiseKind(promise.kind).label).lower()})",
    }
    slip = slips.issue(dossier, "01", content, by=by, at=at, replaces=replaced)
    event = ReceiptReissued(slip_id=str(slip.pk), replaced_id=str(replaced.pk), due_at=iso(dossier.due_at_current))
    note(dossier, event, by=by, at=at, facts=(slip,))
    return slip
