"""The clock that waits for the fee (tính thời hạn từ khi nộp đủ phí): the desk tells the dossier what the money did.

Only for a procedure whose law says "kể từ khi nhận đủ hồ sơ và thanh toán phí". Called in the acts that accept and
charge, and as a reader of every entry of fees that settles or undoes a charge.
"""

from datetime import datetime
from uuid import UUID

from motcua.dossiers import access, clock_starts
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.promises import Promise
from motcua.fees import charges, payments
from motcua.fees.charges import ChargeState
from motcua.journal import held
from motcua.journal.acting import Acting
from motcua.journal.jobs import Job
from motcua.kernel.starts import StartEvent
from motcua.office.rights import Capability


def follow(job: Job, at: datetime) -> None:
    """Let the clock of the entry's dossier follow what happened to its fee (a reader)."""
    if job.entry is not None:
        settle(job.entry.subject_id, job.entry.office_id, occurred_at=job.entry.occurred_at, at=at)


def is_awaited(dossier_id: UUID) -> bool:
    """Return whether the law lets the clock of this dossier wait for its fee."""
    mine: Dossier | None = held.find(dossier_id)
    if mine is not None:
        return mine.version.start_event == StartEvent.ACCEPTED_AND_PAID
    waiting = Dossier.objects.filter(pk=dossier_id, version__start_event=StartEvent.ACCEPTED_AND_PAID)
    return waiting.exists()


def settled_at(dossier_id: UUID, *, by: Acting, at: datetime) -> datetime | None:
    """Return since when the fee of a dossier about to be accepted is settled, None while it is owed."""
    return _settled_at(access.lock(dossier_id, by=by, at=at, to=Capability.CHECK), at)


def settle(dossier_id: UUID, office_id: UUID, *, occurred_at: datetime, at: datetime) -> Promise | None:
    """Return the new promise when the fee started or stopped the clock, None when nothing changes."""
    try:
        dossier = access.lock(dossier_id, by=Acting.system(office_id), at=at, to=Capability.CHECK)
    except access.Voided:
        return None
    if dossier.version.start_event != StartEvent.ACCEPTED_AND_PAID:
        return None
    return clock_starts.settle_fee(dossier_id, office_id, paid_at=_settled_at(dossier, occurred_at), at=at)


def _settled_at(dossier: Dossier, occurred_at: datetime) -> datetime | None:
    """Say since when nothing is owed: the payment, the waiver, or, for a fee that is unknown, the acceptance."""
    charge = charges.find(dossier)
    if charge is None:
        return None if charges.needs_pages(dossier) else dossier.accepted_at or occurred_at
    if charge.state == ChargeState.FREE:
        return dossier.fee_settled_at or occurred_at
    payment = payments.find_live(charge) if charge.state == ChargeState.PAID else None
    return payment.received_at if payment else None
