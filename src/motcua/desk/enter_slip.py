"""Entering a downtime slip (nhập phiếu dự phòng): what was received on paper becomes a dossier as of the written time.

One transaction and one act: the number of the pad is used up, the dossier gets its code in the series of the day on
which it was received, its promise counts from the written time, the fee taken then is entered as taken then. Entries
carry source `downtime-slip`; `recorded_at` tells when it was typed in. See `dossiers.late_entries`.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.desk import receive as receiving
from motcua.desk.receive import Pay, Received
from motcua.dossiers import late_entries
from motcua.dossiers.late_entries import WrittenSlip
from motcua.journal import entries, idempotency, recording
from motcua.journal.acting import Acting
from motcua.kernel.localtime import local_day
from motcua.office import rights
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile
from motcua.procedures.components import Case
from motcua.procedures.versions import Version


@transaction.atomic
def enter_slip(
    office: Office,
    slip: WrittenSlip,
    *,
    version: Version,
    case: Case | None,
    applicant: Mapping[str, str],
    by: Acting,
    at: datetime,
    key: str,
    on_paper: Collection[UUID] = (),
    files: Mapping[UUID, list[StoredFile]] | None = None,
    pages: int | None = None,
    copies: int = 1,
    pay: Pay = "later",
    accept: bool = True,
    submitter: Mapping[str, str] | None = None,
    summary: str = "",
    result_channel: int = 1,
    set_count: int = 1,
) -> Received:
    """Receive the dossier of a slip as of its written time; the same key again returns what the first time made.

    `version` is the one of the written day. Raises the refusals of `late_entries.check` and of `receive`; then the
    number stays open and nothing was written.
    """
    rights.require(by, Capability.RECEIVE, local_day(at))
    is_new = idempotency.find(office.pk, key) is None
    with recording.marked(late_entries.SOURCE), entries.one_act():
        pad = None
        if is_new:
            pad = late_entries.check(office.pk, slip, at=at)
        received = receiving.receive(
            office,
            version=version,
            case=case,
            applicant=applicant,
            by=by,
            at=slip.written_at,
            key=key,
            on_paper=on_paper,
            files=files,
            pages=pages,
            copies=copies,
            pay=pay,
            accept=accept,
            submitter=submitter,
            summary=summary,
            result_channel=result_channel,
            set_count=set_count,
        )
        if pad is not None and received.is_new:
            late_entries.use(received.dossier, pad, slip, by=by, at=at)
    return received
