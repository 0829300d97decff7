"""Handing over the result (trả kết quả): what is still owed is taken, then the result goes to its owner, in one act.

Legal source: NĐ 118/2025/NĐ-CP Điều 6: who collects brings Mẫu 01, a proxy an authorisation (domain brief 1.3).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.dossiers import access, delivery_notes, results
from motcua.dossiers.results import Result, Way
from motcua.fees import charges, payments
from motcua.fees.payments import Payment
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.office.rights import Capability


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The returned result and the cash that was taken for it, if any."""

    result: Result
    payment: Payment | None


@entries.atomic()
def hand_over(
    dossier_id: UUID,
    *,
    way: str,
    by: Acting,
    at: datetime,
    received_by: str = "",
    receiver_paper: str = "",
    returned: str = "",
    take_cash: bool = False,
) -> HandedOver:
    """Hand the result over (`results.Way`), first taking what is owed in cash when `take_cash` says so.

    At the counter a delivery note is made, to be signed by who collects (`delivery_notes.make` says of what).
    Raises GateClosed while a fee is unpaid, NoResult or IllegalMove.
    """
    payment = None
    with entries.one_act():
        dossier = access.lock(dossier_id, by=by, at=at, to=Capability.HAND_OVER, citizen_may=True)
        charge = charges.find(dossier)
        if take_cash and charge is not None and charge.state == charges.ChargeState.WAITING:
            payment = payments.take_cash(charge.pk, by=by, at=at)
        result = results.return_to_applicant(dossier_id, way=way, by=by, at=at, received_by=received_by)
        if way == Way.COUNTER:
            delivery_notes.make(dossier_id, receiver_paper=receiver_paper, returned=returned, by=by, at=at)
    return HandedOver(result, payment)
