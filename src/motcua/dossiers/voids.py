"""Void (hủy do tiếp nhận nhầm): a mistaken intake is declared void, never deleted; its code stays, out of every total.

Who wrote it down at the counter may do it on the same day, a leader or the director later and for what a citizen filed
online, all with a reason (DESIGN section 5).
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.dossiers import access, decisions, holds, opinions, status, watch, worklist
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import Voided
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.dossiers.status import Status
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office import rights
from motcua.office.rights import Capability


class TooLate(Refused):
    """The day of intake is over; a leader must do it."""

    def __init__(self) -> None:
        super().__init__(_("Chỉ được tự hủy trong ngày tiếp nhận. Hãy đề nghị Giám đốc Trung tâm hoặc lãnh đạo hủy."))


class NotYours(Refused):
    """Somebody else took the dossier in, or the applicant filed it."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chỉ người đã nhập hồ sơ này mới tự hủy được. Hồ sơ do người dân nộp thì từ chối hoặc yêu cầu bổ "
                "sung; nếu phải hủy, hãy đề nghị Giám đốc Trung tâm hoặc lãnh đạo."
            )
        )


class ResultExists(Refused):
    """A dossier with an issued result can't be void."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã có kết quả nên không hủy được; nếu kết quả sai, hãy làm thủ tục đính chính."))


@entries.atomic()
def void(dossier_id: UUID, *, reason: str, by: Acting, at: datetime) -> Dossier:
    """Declare a mistaken intake void, with the reason; money is given back by `fees` through the desk."""
    may_any = rights.may(by, Capability.VOID_ANY, local_day(at))
    capability = Capability.VOID_ANY if may_any else Capability.VOID_OWN
    dossier = access.lock(dossier_id, by=by, at=at, to=capability)
    if dossier.status in (Status.PROCESSED, Status.RETURNED) or decisions.find_approved(dossier) is not None:
        raise ResultExists
    status.check("void", dossier.status)
    if not may_any and local_day(at) != local_day(dossier.submitted_at):
        raise TooLate
    if not may_any and entries.of(dossier.pk, dossier.office_id)[0].by["person"] != str(by.person):
        raise NotYours
    if not reason.strip():
        raise ReasonMissing
    lifted = [*opinions.give_up(dossier, words="Hồ sơ được hủy", at=at), *holds.lift(dossier, at=at)]
    dossier.void_at = dossier.closed_at = at
    worklist.clear(dossier)
    watch.look_ahead(dossier, at=at)
    dossier.save()
    note(dossier, Voided(status=dossier.status), by=by, at=at, facts=lifted, private={"reason": reason.strip()})
    return dossier
