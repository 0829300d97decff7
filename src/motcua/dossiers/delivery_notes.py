"""The delivery note of a result (phiếu giao trả kết quả): who collected it, by which paper, with a line to sign.

Who collects brings Mẫu 01, else an identity paper; a proxy brings an authorisation. The note is what "Ký nhận" of the
logbook points to. Legal source: NĐ 118/2025/NĐ-CP Điều 6; TT 03/2025/TT-VPCP Mẫu 07.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from motcua.dossiers import access, results, slip_contents, slips
from motcua.dossiers.events import DeliveryNoteMade
from motcua.dossiers.record import note
from motcua.dossiers.results import NoResult, Way
from motcua.dossiers.slips import Slip
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.localtime import form_moment
from motcua.office import staff
from motcua.office.rights import Capability


def symbols_of(office_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return number and sign of the newest note of each of these dossiers, one query."""
    notes = Slip.objects.filter(office_id=office_id, dossier__in=ids, form="ret").order_by("made_at", "id")
    return dict(notes.values_list("dossier_id", "symbol"))


@entries.atomic()
def make(dossier_id: UUID, *, receiver_paper: str = "", returned: str = "", by: Acting, at: datetime) -> Slip:
    """Return the note of the result that was just handed over.

    `receiver_paper` says by what the collector was known (receipt, identity paper, authorisation); each line of
    `returned` is an original given back. Raises NoResult.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.HAND_OVER)
    result = results.find(dossier)
    if result is None or result.returned_at is None:
        raise NoResult
    originals = [line.strip()[:300] for line in returned.splitlines() if line.strip()][:20]
    kind = "Bản điện tử ký số, in từ hệ thống" if result.is_electronic else "Bản giấy"
    content = {
        **slip_contents.common(dossier, at),
        "receiver": result.received_by or dossier.applicant.full_name,
        "receiver_paper": receiver_paper.strip()[:300],
        "way_words": slip_contents.in_vietnamese(Way(result.way).label),
        "at_words": form_moment(result.returned_at),
        "items": [{"name": result.title, "count": "01", "note": kind}]
        + [{"name": line, "count": "01", "note": "Trả lại bản chính"} for line in originals],
        "officer": staff.names({by.person}).get(by.person, "") if by.person else "",
    }
    slip = slips.issue(dossier, "ret", content, by=by, at=at)
    note(dossier, DeliveryNoteMade(slip_id=str(slip.pk)), by=by, at=at, facts=(slip,))
    return slip
