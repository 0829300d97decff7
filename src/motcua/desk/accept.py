"""Accepting (tiếp nhận hồ sơ): the officer finds the dossier complete; the clock starts and the fee is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.desk import paid_clock
from motcua.dossiers import intake
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.promises import Promise
from motcua.dossiers.slips import Slip
from motcua.fees import charges
from motcua.fees.charges import Charge
from motcua.journal import entries
from motcua.journal.acting import Acting


@dataclass(frozen=True, slots=True)
class Accepted:
    """The accepted dossier, its promise, Mẫu 01, and its charge (None: the fee is unknown, no money is taken)."""

    dossier: Dossier
    promise: Promise
    slip: Slip
    charge: Charge | None


@entries.atomic()
def accept(
    dossier_id: UUID,
    *,
    by: Acting,
    at: datetime,
    pages: int | None = None,
    copies: int = 1,
    states: Mapping[UUID, tuple[str, str]] | None = None,
) -> Accepted:
    """Accept the complete dossier and charge it, in one act; `states` as found by the check of this moment.

    `pages` of the original and `copies` are needed when the fee counts them (`charges.needs_pages`). Raises Incomplete,
    LimitUnknown, IllegalMove, NumberOfPagesMissing.
    """
    with entries.one_act():
        if states:
            intake.check(dossier_id, dict(states), by=by, at=at)
        settled_at = None
        if paid_clock.is_awaited(dossier_id):
            charges.charge(dossier_id, by=by, at=at, pages=pages, copies=copies)
            settled_at = paid_clock.settled_at(dossier_id, by=by, at=at)
        dossier, promise, slip = intake.accept(dossier_id, by=by, at=at, fee_settled_at=settled_at)
        charge = charges.charge(dossier, by=by, at=at, pages=pages, copies=copies)
    return Accepted(dossier, promise, slip, charge)
