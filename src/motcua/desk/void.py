"""Void (hủy do tiếp nhận nhầm): the mistaken intake and its money together; the code stays, out of every total."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.dossiers import voids
from motcua.dossiers.dossier import Dossier
from motcua.fees import payments
from motcua.fees.payments import Payment
from motcua.journal import entries
from motcua.journal.acting import Acting


@dataclass(frozen=True, slots=True)
class Voided:
    """The void dossier and the payment that must be given back, None when nothing had been paid."""

    dossier: Dossier
    give_back: Payment | None


@transaction.atomic
def void(dossier_id: UUID, *, reason: str, by: Acting, at: datetime) -> Voided:
    """Declare a mistaken intake void and reverse its money; raises TooLate, ResultExists, ReasonMissing, NotAllowed."""
    with entries.one_act():
        dossier = voids.void(dossier_id, reason=reason, by=by, at=at)
        given_back = payments.give_back(dossier, reason=reason.strip(), by=by, at=at)
    return Voided(dossier, given_back)
