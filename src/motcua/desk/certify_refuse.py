"""Refusing at the counter (từ chối chứng thực): the document, the case of the law, and Mẫu 03 with the reason.

Legal source: NĐ 23/2015/NĐ-CP Điều 9(4, 7), 22, 25, 32; TT 01/2020/TT-BTP Điều 11(2).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.certification import certifying, exclusions, matters
from motcua.certification.certifying import Document, NothingAsked
from motcua.desk.certify_copy import open_dossier
from motcua.dossiers import access, intake
from motcua.dossiers.dossier import Dossier
from motcua.journal import entries, idempotency
from motcua.journal.acting import Acting
from motcua.kernel.localtime import local_day
from motcua.office import at_hand, rights
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.procedures import versions

PURPOSE = "desk.certify_refuse"


@transaction.atomic
@at_hand.kept()
def refuse(
    office: Office,
    *,
    procedure_code: str,
    applicant: Mapping[str, str],
    documents: Sequence[Document],
    cases: Collection[str],
    by: Acting,
    at: datetime,
    key: str,
) -> Dossier:
    """Refuse what the law excludes, by name; the same key again returns the same dossier.

    `cases` are codes of the list in force. Raises ExclusionUnknown or NothingAsked.
    """
    day = local_day(at)
    rights.require(by, Capability.RECEIVE, day)
    matter = matters.of(procedure_code)
    named = exclusions.named(matter.exclusions, cases, day)
    brought = [one for one in documents if one.document_type.strip()]
    if not brought:
        raise NothingAsked
    version = versions.whole(versions.current(procedure_code, day).pk)
    words = exclusions.reason(named, ", ".join(one.document_type.strip() for one in brought))

    def make() -> UUID:
        with entries.one_act():
            dossier = open_dossier(office, version, applicant, None, brought, by=by, at=at)
            locked = access.lock(dossier.pk, by=by, at=at, to=Capability.CHECK)
            certifying.refuse(locked, matter, brought, named, by=by, at=at)
            intake.refuse(dossier.pk, reason=words, by=by, at=at)
        return dossier.pk

    dossier_id, _is_new = idempotency.once(office.pk, key, PURPOSE, make)
    return access.find(dossier_id, by=by, at=at)
