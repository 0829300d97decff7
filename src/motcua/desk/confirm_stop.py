"""Stopping at the applicant's wish (dừng giải quyết): Mẫu 05 says what goes back of the money, which lies above.

Legal source: NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025/TT-VPCP Mẫu 05.
"""

from datetime import datetime
from uuid import UUID

from motcua.dossiers import access, withdrawals
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.slips import Slip
from motcua.dossiers.status import Outcome
from motcua.fees import refund_words
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.office.rights import Capability


@entries.atomic()
def confirm_stop(dossier_id: UUID, *, by: Acting, at: datetime) -> tuple[Dossier, Slip]:
    """Stop the dossier, with what is refunded written on the notice; raises as `withdrawals.confirm` does."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    back = refund_words.foreseen_words(dossier, Outcome.WITHDRAWN)
    return withdrawals.confirm(dossier_id, refund=back, by=by, at=at)
