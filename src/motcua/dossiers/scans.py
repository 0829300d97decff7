"""Scans added later (số hóa bổ sung): the copy of a paper that was handed in, laid to its component while all is open.

At a busy counter a dossier is often taken in first and scanned afterwards; nothing is replaced, a newer file stands
beside the older. Legal source: TT 03/2025/TT-VPCP Điều 5(2) (paper dossiers are scanned; domain brief 1.3(9)).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import access, components
from motcua.dossiers.components import ComponentFile
from motcua.dossiers.events import ScanAdded
from motcua.dossiers.record import note
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile


class DossierEnded(Refused):
    """Nothing is laid to a dossier that has ended."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã kết thúc nên không thêm bản quét được nữa."))


class NothingScanned(Refused):
    """A scan is a file of one of the dossier's components."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn thành phần hồ sơ và tệp bản quét."))


@transaction.atomic
def add(
    dossier_id: UUID, *, component_id: UUID | None, files: list[StoredFile], by: Acting, at: datetime
) -> list[ComponentFile]:
    """Lay these stored files to one component of the open dossier; raises DossierEnded or NothingScanned."""
    to = Capability.PROCESS if by.role == "specialist" else Capability.CHECK
    dossier = access.lock(dossier_id, by=by, at=at, to=to)
    if not dossier.is_open:
        raise DossierEnded
    component = components.find(dossier, component_id) if component_id else None
    if component is None or not files:
        raise NothingScanned
    links = components.attach({component: files}, at=at)
    event = ScanAdded(component_id=str(component.pk), count=len(links))
    note(dossier, event, by=by, at=at, facts=links, files=[file.sha256 for file in files])
    return links
