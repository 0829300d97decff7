"""What waits at the certification counter: entered when it is signed, told by a slip when it takes longer, struck.

Legal source: NĐ 23/2015/NĐ-CP Điều 7, 13, 21, 33, 37; TT 01/2020/TT-BTP Điều 2.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.certification import appointments, authority, certifying, lines, matters, striking
from motcua.certification.authority import Way
from motcua.certification.certifying import Document
from motcua.certification.lines import BookLine, State
from motcua.desk.certify_result import issue_when_done
from motcua.dossiers import access, prolonging, results
from motcua.dossiers.dossier import Dossier
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.localtime import local_day
from motcua.office import at_hand
from motcua.office.rights import Capability


@transaction.atomic
def strike(
    line_id: UUID, *, reason: str, by: Acting, at: datetime, instead: Document | None = None
) -> tuple[BookLine, BookLine | None]:
    """Strike a wrong line and enter the right one; see `striking.strike`."""
    with entries.one_act():
        return striking.strike(line_id, reason=reason, by=by, at=at, instead=instead)


@transaction.atomic
@at_hand.kept()
def certify(
    dossier_id: UUID, *, certifier_id: UUID | None, by: Acting, at: datetime, hand_over: bool = False
) -> list[BookLine]:
    """Certify the papers of a dossier that waited: numbers now, the result issued, and handed over when it is wanted.

    Raises NothingWaiting, NoRightToCertify or YearClosed; GateClosed when it is to be handed over with a fee unpaid.
    """
    with entries.one_act():
        dossier = access.lock(dossier_id, by=by, at=at, to=Capability.KEEP_BOOKS)
        matter = matters.of(dossier.version.procedure.code)
        certifier = authority.require(certifier_id, dossier.office_id, matter.book, local_day(at), Way.PAPER)
        waiting = [line for line in lines.of_dossier(dossier) if line.state == State.WAITING and not line.is_electronic]
        certifying.certify(dossier, waiting, certifier, by=by, at=at)
        if issue_when_done(dossier.pk, by=by, at=at) is not None and hand_over:
            results.return_to_applicant(dossier.pk, way=results.Way.COUNTER, by=by, at=at)
    return waiting


@transaction.atomic
def appoint(
    dossier_id: UUID, *, days: int | None, reason: str, agreement: str = "", by: Acting, at: datetime
) -> Dossier:
    """Tell the applicant by a slip that it takes longer, as far as the law of the matter allows."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.KEEP_BOOKS)
    matter = matters.of(dossier.version.procedure.code)
    limit = appointments.limit_of(
        matter, days, reason=reason, agreement=agreement, office_id=dossier.office_id, on=local_day(at)
    )
    why = " · ".join(part.strip() for part in (reason, agreement) if part.strip())
    prolonging.prolong(dossier.pk, limit=limit, reason=why, to=Capability.KEEP_BOOKS, by=by, at=at)
    return access.find(dossier.pk, by=by, at=at, to=Capability.KEEP_BOOKS)
