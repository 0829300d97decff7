"""Electronic certified copies (chứng thực bản sao điện tử từ bản chính): approved by an officer who may, signed twice.

The original was shown and scanned at the counter; an officer with the electronic right approves and the number is
taken; the machine puts wording and number on the pages and signs for the officer and for the office. Legal source:
NĐ 45/2020/NĐ-CP Điều 10, NĐ 23/2025/NĐ-CP, NĐ 30/2020/NĐ-CP Phụ lục I.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from motcua.certification import certifying, papers
from motcua.certification.authority import Way, officer
from motcua.certification.certifying import NothingWaiting
from motcua.certification.events import CopiesApproved, CopySigned
from motcua.certification.lines import BookLine, State
from motcua.dossiers import access, at_counter
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.record import note
from motcua.journal.acting import Acting
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers import composing, signatures, signing
from motcua.papers.signatures import Signature
from motcua.papers.signing import Signed
from motcua.papers.storage import StoredFile

REASON = "Chứng thực bản sao điện tử từ bản chính"
OFFICE_POST = "Chữ ký số của cơ quan"


@transaction.atomic
def approve(dossier_id: UUID, *, by: Acting, at: datetime) -> list[BookLine]:
    """Approve the electronic copies of a dossier that wait: they get their numbers, the machine signs a moment later.

    Only an officer whose electronic right is in force: raises NoRightToCertify, which names who grants it.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.KEEP_BOOKS)
    lines = waiting(dossier)
    signer = Staff.objects.filter(office_id=by.office, pk=officer(by)).first()
    if not lines or signer is None:
        raise NothingWaiting
    certifying.number(dossier, lines, signer, way=Way.ELECTRONIC, by=by, at=at)
    at_counter.sign_soon(dossier, at=at)
    event = CopiesApproved(
        line_ids=[str(line.pk) for line in lines],
        year=lines[0].year or 0,
        numbers=[line.number or 0 for line in lines],
        certifier_id=str(signer.pk),
    )
    note(dossier, event, by=by, at=at, facts=lines)
    return lines


def waiting(dossier: Dossier) -> list[BookLine]:
    """Return the electronic copies of a dossier that wait for an officer's approval."""
    rows = BookLine.objects.filter(
        office_id=dossier.office_id, dossier=dossier, state=State.WAITING, is_electronic=True
    )
    return list(rows.select_related("translator").order_by("position"))


def to_sign(office_id: UUID, dossier_id: UUID) -> list[BookLine]:
    """Return the approved copies of a dossier that the machine has not signed yet."""
    rows = BookLine.objects.filter(office_id=office_id, dossier_id=dossier_id, state=State.SIGNING)
    return list(rows.select_related("dossier__office", "dossier__applicant", "scan", "certifier").order_by("position"))


def make(line: BookLine, *, at: datetime) -> tuple[tuple[Signed, str], tuple[Signed, str]]:
    """Return the copy signed by the certifier, then by the office, each with its code: slow, outside any transaction.

    The second holds both: it is what is kept.
    """
    office = line.dossier.office
    if line.scan is None or line.certifier is None:
        raise certifying.ScanMissing(line.position)
    officer = {"signer_name": line.certifier_name, "post_name": line.certifier_title, "office_name": office.name}
    body = {"signer_name": organisation_of(line), "post_name": OFFICE_POST, "office_name": office.name}
    trial = signing.is_trial(at=at, **officer) or signing.is_trial(at=at, **body)
    whole = composing.compose(
        line.scan,
        band=papers.copy_band(office, line, trial=trial, at=at),
        closing=papers.copy_closing(office, line, trial=trial, at=at),
    )
    first_code, second_code = signatures.new_code(office.pk), signatures.new_code(office.pk)
    first = signing.make(whole, **officer, reason=REASON, at=at, verify_url=_address(first_code))
    second = signing.make(first.pdf, **body, reason=REASON, at=at, verify_url=_address(second_code))
    return (first, first_code), (second, second_code)


def organisation_of(line: BookLine) -> str:
    """Return who signs for the office: the people's committee whose seal it is."""
    office = line.dossier.office
    return office.parent_name or office.name


def _address(code: str) -> str:
    return f"{settings.BASE_URL}/kiem-tra/{code}/"


def keep(
    dossier: Dossier, line_id: UUID, made: tuple[tuple[Signed, str], tuple[Signed, str]], *, at: datetime
) -> BookLine | None:
    """Keep the twice signed copy and write its line; None when it was kept already. Under the dossier's lock."""
    line = BookLine.objects.select_related("certifier").get(office_id=dossier.office_id, pk=line_id)
    if line.state != State.SIGNING or line.certifier is None:
        return None
    name = f"{dossier.code}.CT.{line.position:02d}.pdf"
    kept = signatures.keep_all(made, office=dossier.office, subject=dossier.pk, signer=line.certifier, name=name, at=at)
    line.signature, line.office_signature = kept
    line.state = State.CERTIFIED
    line.save()
    event = CopySigned(line_id=str(line.pk), signature_id=str(kept[0].pk), office_signature_id=str(kept[1].pk))
    note(
        dossier,
        event,
        by=Acting.system(dossier.office_id),
        at=at,
        facts=(line, *kept),
        files=(kept[0].file.sha256,),
    )
    return line


def copies_of(dossier: Dossier) -> list[BookLine]:
    """Return the signed electronic copies of a dossier with their files, in order."""
    rows = BookLine.objects.filter(
        office_id=dossier.office_id, dossier=dossier, state=State.CERTIFIED, is_electronic=True
    )
    return list(rows.select_related("signature__file", "office_signature").order_by("position"))


def struck_of(dossier: Dossier) -> list[BookLine]:
    """Return the electronic copies of a dossier that were signed and then struck: they hold no longer."""
    rows = BookLine.objects.filter(
        office_id=dossier.office_id, dossier=dossier, state=State.STRUCK, signature__isnull=False
    )
    return list(rows.select_related("signature").order_by("position"))


def find_struck(signature: Signature) -> BookLine | None:
    """Return the struck line whose electronic copy bears this signature, None while the copy holds."""
    rows = BookLine.objects.filter(office_id=signature.office_id, state=State.STRUCK)
    return rows.filter(Q(signature=signature) | Q(office_signature=signature)).first()


def find_file(dossier: Dossier, line_id: UUID) -> StoredFile | None:
    """Return the file of one signed copy of this dossier, None when it has no such."""
    found = next((line for line in copies_of(dossier) if line.pk == line_id), None)
    return found.signature.file if found is not None and found.signature is not None else None
