"""The rarer turns of the demo: a result being corrected, a lost paper, a result with the post, a refund that waits.

Each is made by its own act at the demo's present moment, on dossiers of the lived-through history.
"""

from datetime import datetime
from uuid import UUID

from motcua.desk import void as voiding
from motcua.dossiers import corrections, deliveries, losses
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.gates import Gate
from motcua.dossiers.status import Status
from motcua.dossiers.steps import Step
from motcua.fees import charges, payments, refunds
from motcua.fees.charges import ChargeState
from motcua.journal import recording
from motcua.site.demo.builders import House
from motcua.site.demo.history import SOURCE, give_back


def add(house: House, *, now: datetime) -> int:
    """Return how many turns were made; one for which no dossier of the demo fits is left out."""
    with recording.marked(SOURCE):
        give_back(house, [row for row in refunds.owed(house.office.pk) if row.due_at < now], now)
        return sum((_correct(house, now), _lose(house, now), _post(house, now), _take_and_void(house, now)))


def _newest(house: House, status: Status) -> Dossier | None:
    found = Dossier.objects.filter(office=house.office, status=status, void_at=None)
    return found.exclude(pk__in=_gated(house)).order_by("-submitted_at").first()


def _gated(house: House) -> list[UUID]:
    return list(Gate.objects.filter(office=house.office, lifted_at=None).values_list("dossier_id", flat=True))


def _correct(house: House, now: datetime) -> bool:
    post = house.posts["specialist"]
    walked = Step.objects.filter(office=house.office, post=post, done_at__isnull=False).values("dossier_id")
    dossier = (
        Dossier.objects.filter(office=house.office, status=Status.RETURNED, void_at=None, pk__in=walked)
        .order_by("-returned_at")
        .first()
    )
    if dossier is None:
        return False
    corrections.open_one(
        dossier.pk,
        reason="Ghi nhầm năm sinh của người được cấp; người dân báo lại tại quầy.",
        title="Kết quả đính chính (minh họa)",
        body="Năm sinh ghi đúng theo giấy khai sinh đã nộp.\nCác nội dung khác giữ nguyên.",
        by=house.acting("specialist"),
        at=now,
    )
    return True


def _lose(house: House, now: datetime) -> bool:
    dossier = _newest(house, Status.IN_PROCESS)
    if dossier is None:
        return False
    what = "Bản chính giấy tờ kèm theo, thất lạc khi chuyển giữa hai phòng."
    responsible = house.posts["specialist"].pk
    losses.report(dossier.pk, what=what, responsible=responsible, by=house.acting("reception"), at=now)
    return True


def _post(house: House, now: datetime) -> bool:
    dossier = _newest(house, Status.PROCESSED)
    if dossier is None:
        return False
    deliveries.post(dossier.pk, tracking_number="EV999000123VN", by=house.acting("reception"), at=now)
    return True


def _take_and_void(house: House, now: datetime) -> bool:
    dossier = _newest(house, Status.REGISTERED)
    by = house.acting("reception")
    charge = charges.charge(dossier, by=by, at=now, may_wait=True) if dossier is not None else None
    if dossier is None or charge is None or charge.state != ChargeState.WAITING:
        return False
    payments.take_cash(charge.pk, by=by, at=now)
    voiding.void(dossier.pk, reason="Nhập trùng hồ sơ của cùng một người", by=house.acting("director"), at=now)
    return True
