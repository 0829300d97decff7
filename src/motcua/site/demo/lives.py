"""Acts upon one dossier as its officers do them one after the other: shared by the tests and the demo."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.dossiers import components, decisions, intake, results, transfers
from motcua.dossiers.components import CheckState
from motcua.dossiers.decisions import Decision
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.intake import Filing
from motcua.dossiers.results import Result
from motcua.dossiers.status import Outcome, Status
from motcua.journal.acting import Acting
from motcua.office import people
from motcua.papers import storage
from motcua.procedures import components as definitions
from motcua.procedures.versions import Version
from motcua.site.demo.builders import House

ONLINE, COUNTER = 2, 1
# The smallest thing that is a PDF; the demo replaces it by a typeset page.
PAGE = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def file(
    house: House,
    version: Version,
    *,
    at: datetime,
    name: str = "A Thút",
    number: str = "999095000123",
    phone: str = "+84900000123",
    channel: int = ONLINE,
    lacking: Collection[int] = (),
    **further: Any,
) -> Dossier:
    """Return a filed dossier with every paper handed in but those at the `lacking` positions (from 1)."""
    told = {"address": further.pop("address", "Làng Kon Rlong, xã Hoa Sen"), "email": further.pop("email", "")}
    person = people.record(house.office.pk, name, at=at, number=number, phone=phone, **told)
    on_paper = frozenset(
        row.pk for row in definitions.for_case(version, further.get("case")) if row.position not in lacking
    )
    filing = Filing(version=version, applicant=person, channel=channel, on_paper=on_paper, **further)
    by = house.citizen(person.pk) if channel == ONLINE else house.acting("reception")
    return intake.submit(filing, office=house.office, by=by, at=at)


def accept(house: House, dossier: Dossier, *, at: datetime) -> Dossier:
    """Return the dossier found complete and accepted by the reception post."""
    by = house.acting("reception")
    states = {row.pk: (str(CheckState.OK), "") for row in components.of_dossier(dossier)}
    intake.check(dossier.pk, states, by=by, at=at)
    return intake.accept(dossier.pk, by=by, at=at)[0]


def hand_on(house: House, dossier: Dossier, *, at: datetime) -> Dossier:
    """Return the dossier handed on from reception to the first post of its route."""
    return transfers.transfer(dossier.pk, by=house.acting("reception"), at=at)


def propose(
    house: House, dossier: Dossier, *, at: datetime, outcome: str = Outcome.GRANTED, title: str = "Giấy xác nhận"
) -> Decision:
    """Return the specialist's proposal with a draft in words."""
    body = "Căn cứ hồ sơ đã nộp và sổ hộ tịch,\nxác nhận nội dung yêu cầu là đúng."
    by = house.acting("specialist")
    return decisions.propose(dossier.pk, outcome=outcome, title=title, body=body, by=by, at=at)


def approve(house: House, dossier: Dossier, *, at: datetime) -> Decision:
    """Return the proposal approved by the leader."""
    return decisions.approve(dossier.pk, by=house.acting("leader"), at=at)


def issue_on_paper(house: House, dossier: Dossier, *, at: datetime, page: bytes = PAGE) -> Result:
    """Return the result as a paper signed by hand, kept as a scan."""
    scan = storage.keep(house.office, page, f"{dossier.code}.KQ.01.pdf", at=at, media_type="application/pdf", pages=1)
    return results.issue(dossier.pk, file=scan, signature=None, by=house.acting("leader"), at=at)


def hand_over(house: House, dossier: Dossier, *, at: datetime, received_by: str = "") -> Result:
    """Return the result handed over at the counter."""
    by: Acting = house.acting("reception")
    return results.return_to_applicant(dossier.pk, way="counter", by=by, at=at, received_by=received_by)


def fresh(dossier_id: UUID) -> Dossier:
    """Return the dossier as the database has it now."""
    return Dossier.objects.get(pk=dossier_id)


def status_of(dossier: Dossier) -> Status:
    """Return the dossier's status as the database has it now."""
    return Status(fresh(dossier.pk).status)
