"""A longer limit (kéo dài thời hạn): where the procedure's own law allows one, told to the applicant by a dated slip.

It is no apology: the new date is one that the law itself gives, so figures count from it. The slip is Mẫu 01 with day
and hour. Legal source of the first user: NĐ 23/2015/NĐ-CP Điều 21, 33, 37; TT 01/2020/TT-BTP Điều 2.
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.dossiers import access, components, promises, slip_contents, slips, status
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import Prolonged
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.record import note
from motcua.dossiers.slips import Slip
from motcua.dossiers.status import CLOCK_RUNS
from motcua.dossiers.watch import look_ahead
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.localtime import iso
from motcua.office import staff
from motcua.office.rights import Capability


class NotLonger(Refused):
    """The new date would not be later than the one that was promised."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Ngày hẹn mới không muộn hơn ngày đã hẹn. Hãy chọn số ngày lớn hơn, hoặc trả đúng hẹn."))


class AlreadyDue(Refused):
    """The promised date has passed: a longer limit must be told before."""

    def __init__(self) -> None:
        super().__init__(_("Đã quá giờ hẹn trả nên không kéo dài được nữa. Hãy trả kết quả ngay và xin lỗi người dân."))


@entries.atomic()
def prolong(
    dossier_id: UUID, *, limit: clock.Limit, reason: str, to: Capability, by: Acting, at: datetime
) -> tuple[Promise, Slip]:
    """Return the longer promise and its slip; whether the law allows `limit` is the caller's question, asked before.

    Raises NotLonger, AlreadyDue or IllegalMove.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=to)
    if dossier.status not in CLOCK_RUNS:
        raise status.IllegalMove(status.MOVES["extend"], dossier.status)
    before = dossier.due_at_original
    if before is not None and before < at:
        raise AlreadyDue
    promise = promises.give(dossier, PromiseKind.LONGER, start=promises.start_of(dossier), at=at, limit=limit)
    if before is not None and promise.due_at is not None and promise.due_at <= before:
        raise NotLonger
    slip = _slip(dossier, promise, by, at)
    look_ahead(dossier, at=at)
    dossier.save()
    event = Prolonged(
        promise_id=str(promise.pk), due_at=iso(promise.due_at) if promise.due_at else "", slip_id=str(slip.pk)
    )
    note(dossier, event, by=by, at=at, facts=(promise, slip), private={"reason": reason.strip()})
    return promise, slip


def _slip(dossier: Dossier, promise: Promise, by: Acting, at: datetime) -> Slip:
    officer = staff.names({by.person}).get(by.person, "") if by.person else ""
    rows = components.of_dossier(dossier)
    return slips.issue(dossier, "01", slip_contents.receipt(dossier, promise, rows, officer, at), by=by, at=at)
