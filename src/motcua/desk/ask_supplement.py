"""Asking for a supplement at intake (yêu cầu bổ sung): the check's marks and the one complete request, in one act.

Legal source: NĐ 118/2025/NĐ-CP (one request, complete, Mẫu 02); domain brief 1.3(2).
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.dossiers import intake, supplements
from motcua.dossiers.components import CheckState
from motcua.dossiers.supplements import Supplement
from motcua.journal import entries
from motcua.journal.acting import Acting


@transaction.atomic
def ask_supplement(
    dossier_id: UUID,
    *,
    states: Mapping[UUID, tuple[str, str]],
    reason: str,
    again_reason: str = "",
    by: Acting,
    at: datetime,
) -> Supplement:
    """Write the marks of the check and ask for every component that it found missing, its remark as what is wrong."""
    items = {pk: remark for pk, (state, remark) in states.items() if state == CheckState.MISSING}
    with entries.one_act():
        intake.check(dossier_id, dict(states), by=by, at=at)
        supplement, _slip = supplements.request(
            dossier_id, items=items, reason=reason, again_reason=again_reason, by=by, at=at
        )
    return supplement
