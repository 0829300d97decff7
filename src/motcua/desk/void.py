"""Void (hủy do tiếp nhận nhầm): the mistaken intake and its money together; the code stays, out of every total."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.dossiers import voids
from motcua.dossiers.dossier import Dossier
from motcua.fees import refunds
from motcua.fees.refunds import Refund
from motcua.journal import entries
from motcua.journal.acting import Acting


@dataclass(frozen=True, slots=True)
class Voided:
    """The void dossier and what must be given back, empty when nothing had been paid."""

    dossier: Dossier
    refunds: list[Refund]


@entries.atomic()
def void(dossier_id: UUID, *, reason: str, by: Acting, at: datetime) -> Voided:
    """Declare a mistaken intake void and list its money to go back; raises as `voids.void` does."""
    with entries.one_act():
        dossier = voids.void(dossier_id, reason=reason, by=by, at=at)
        owed = refunds.settle_one(dossier, by=by, at=at)
    return Voided(dossier, owed)
