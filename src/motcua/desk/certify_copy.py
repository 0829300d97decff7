"""Certifying at the counter (chứng thực tại quầy): dossier, numbers, fee, receipt and, on the same day, the result.

One transaction and one act, idempotent by the form's key: most of a commune's day is copies, but signatures,
translations and contracts go the same way. Legal source: NĐ 23/2015/NĐ-CP Điều 7, 13, 20, 24; TT 01/2020/TT-BTP.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from motcua.certification import appointments, authority, certifying, lines, matters
from motcua.certification.authority import Way
from motcua.certification.certifying import Document
from motcua.certification.lines import BookLine
from motcua.certification.matters import Matter
from motcua.desk.certify_result import issue_when_done
from motcua.desk.receive import Pay, pay_charge, person_of
from motcua.dossiers import access, at_counter, intake, prolonging, results, transfers
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.intake import Filing
from motcua.fees import charges, payments
from motcua.fees.charges import Charge, ChargeState, Part
from motcua.fees.payments import Payment
from motcua.journal import entries, idempotency
from motcua.journal.acting import Acting
from motcua.kernel.limits import Limit
from motcua.kernel.localtime import local_day
from motcua.office import at_hand, rights
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers.storage import StoredFile
from motcua.procedures import components, versions
from motcua.procedures.channels import Channel
from motcua.procedures.versions import Version

PURPOSE = "desk.certify_copy"
When = Literal["now", "today", "later"]


@dataclass(frozen=True, slots=True)
class CertifiedAtCounter:
    """The dossier with its lines and money as they now stand; `qr` is the VietQR text of an awaited transfer."""

    dossier: Dossier
    lines: list[BookLine]
    charge: Charge | None
    payment: Payment | None
    qr: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Visit:
    """What one visit asks for, checked."""

    matter: Matter
    version: Version
    documents: Sequence[Document]
    statements: Collection[str]
    when: When
    certifier: Staff | None
    signer: Staff | None  # of electronic copies
    limit: Limit | None
    reason: str


@entries.atomic()
@at_hand.kept()
def certify(
    office: Office,
    *,
    procedure_code: str,
    applicant: Mapping[str, str],
    documents: Sequence[Document],
    statements: Collection[str],
    certifier_id: UUID | None,
    by: Acting,
    at: datetime,
    key: str,
    when: When = "now",
    pay: Pay = "cash",
    days: int | None = None,
    reason: str = "",
    agreement: str = "",
    submitter: Mapping[str, str] | None = None,
) -> CertifiedAtCounter:
    """Certify what a person brought; the same key again returns what the first time made.

    `when`: "now" the certifier has signed and it is handed over; "today" it waits within the legal day; "later" with a
    slip of `days` working days, the reason, and the written agreement where the law asks for one. Electronic copies
    wait for the approval of an officer with that right. Refusals name what to do and leave nothing behind.
    """
    day = local_day(at)
    rights.require(by, Capability.RECEIVE, day)
    visit = _check(
        office, procedure_code, documents, statements, certifier_id, when, (days, reason, agreement), by=by, at=at
    )

    new: list[CertifiedAtCounter] = []

    def make() -> UUID:
        with entries.one_act():
            new.append(_certify(office, visit, applicant, submitter, pay, by=by, at=at))
        return new[0].dossier.pk

    dossier_id, _is_new = idempotency.once(office.pk, key, PURPOSE, make)
    return new[0] if new else _made_before(dossier_id, by=by, at=at)


def _check(
    office: Office,
    procedure_code: str,
    documents: Sequence[Document],
    statements: Collection[str],
    certifier_id: UUID | None,
    when: When,
    told: tuple[int | None, str, str],
    *,
    by: Acting,
    at: datetime,
) -> _Visit:
    day, matter = local_day(at), matters.of(procedure_code)
    certifying.check(matter, documents, statements)
    certifier = signer = limit = None
    if when == "now" and not all(one.is_electronic for one in documents):
        certifier = authority.require(certifier_id, office.pk, matter.book, day, Way.PAPER)
    if any(one.is_electronic for one in documents):
        signers = authority.certifiers(office.pk, matter.book, day, Way.ELECTRONIC)
        if not signers:
            authority.require(certifier_id, office.pk, matter.book, day, Way.ELECTRONIC)
        signer = next((one for one in signers if one.pk == certifier_id), signers[0])
    if when == "later":
        days, reason, agreement = told
        limit = appointments.limit_of(matter, days, reason=reason, agreement=agreement, office_id=office.pk, on=day)
    why = " · ".join(part.strip() for part in told[1:] if part.strip())
    version = versions.current_whole(procedure_code, day)
    return _Visit(matter, version, documents, set(statements), when, certifier, signer, limit, why)


def _certify(
    office: Office,
    visit: _Visit,
    applicant: Mapping[str, str],
    submitter: Mapping[str, str] | None,
    pay: Pay,
    *,
    by: Acting,
    at: datetime,
) -> CertifiedAtCounter:
    dossier = open_dossier(office, visit.version, applicant, submitter, visit.documents, by=by, at=at)
    intake.accept(dossier.pk, by=by, at=at)
    transfers.transfer(dossier.pk, by=by, at=at)
    asked = _enter(dossier, visit, by=by, at=at)
    charge, payment, qr = _charge(dossier, visit, pay, by=by, at=at)
    is_owed = charge is not None and charge.state == ChargeState.WAITING
    _end(dossier, visit, asked, is_owed=is_owed, by=by, at=at)
    return CertifiedAtCounter(dossier, asked, charge, payment, qr, is_new=True)


def _parts(visit: _Visit) -> list[Part]:
    return [Part(one.document_type.strip()[:100], one.pages, one.copies) for one in visit.documents]


def _enter(dossier: Dossier, visit: _Visit, *, by: Acting, at: datetime) -> list[BookLine]:
    """Return the lines of the documents, those on paper numbered that the certifier has signed."""
    fees = charges.amounts_of(visit.version.term_for(Channel.COUNTER), _parts(visit))
    asked = certifying.ask(dossier, visit.matter, visit.documents, statements=visit.statements, fees=fees, by=by, at=at)
    if visit.certifier is not None:
        certifying.certify(dossier, [line for line in asked if not line.is_electronic], visit.certifier, by=by, at=at)
    return asked


def _charge(
    dossier: Dossier, visit: _Visit, pay: Pay, *, by: Acting, at: datetime
) -> tuple[Charge | None, Payment | None, str]:
    """Return the charge, the payment as the payer wants it, and the VietQR text of one that is awaited."""
    charge = charges.charge(dossier, by=by, at=at, parts=_parts(visit))
    if charge is None or charge.state != ChargeState.WAITING:
        return charge, None, ""
    payment, qr = pay_charge(charge, pay, by=by, at=at)
    return payment.charge if payment else charge, payment, qr


def _end(dossier: Dossier, visit: _Visit, asked: list[BookLine], *, is_owed: bool, by: Acting, at: datetime) -> None:
    """Give the longer date, hand to who signs electronically, or issue and, unless money is owed, hand over."""
    if visit.limit is not None:
        prolonging.prolong(dossier.pk, limit=visit.limit, reason=visit.reason, to=Capability.KEEP_BOOKS, by=by, at=at)
    if visit.signer is not None:
        post = authority.post_of(visit.signer, local_day(at))
        at_counter.hand_to_signer(dossier.pk, post=post, to=Capability.KEEP_BOOKS, by=by, at=at)
    elif visit.when == "now" and issue_when_done(dossier.pk, by=by, at=at, known=asked) and not is_owed:
        results.return_to_applicant(dossier.pk, way=results.Way.COUNTER, by=by, at=at)


def open_dossier(
    office: Office,
    version: Version,
    applicant: Mapping[str, str],
    submitter: Mapping[str, str] | None,
    documents: Sequence[Document],
    *,
    by: Acting,
    at: datetime,
) -> Dossier:
    """Return the dossier of a visit, every paper that the procedure asks for shown; part of an act."""
    filing = Filing(
        version=version,
        channel=Channel.COUNTER,
        applicant=person_of(office, applicant, at),
        submitter=person_of(office, submitter, at) if submitter else None,
        summary=", ".join(one.document_type.strip() for one in documents)[:300],
        on_paper=frozenset(row.pk for row in components.required(version, None)),
    )
    return intake.submit(filing, office=office, by=by, at=at)


def _made_before(dossier_id: UUID, *, by: Acting, at: datetime) -> CertifiedAtCounter:
    dossier = access.find(dossier_id, by=by, at=at)
    charge = charges.find(dossier)
    payment = payments.find_live(charge) if charge else None
    waits = payment is not None and payment.state == payments.PaymentState.PENDING
    return CertifiedAtCounter(
        dossier=dossier,
        lines=lines.of_dossier(dossier),
        charge=charge,
        payment=payment,
        qr=payments.qr_text(payment, dossier) if payment is not None and waits else "",
        is_new=False,
    )


def fees_of(matter: Matter, documents: Sequence[Document], on: date) -> list[int] | None:
    """Return what each document would cost today in đồng, None when the fee is unknown; writes nothing."""
    version = versions.current(matter.procedure_code, on)
    parts = [Part(one.document_type, one.pages, one.copies) for one in documents]
    return charges.amounts_of(version.term_for(Channel.COUNTER), parts)


def kept_scan(office_id: UUID, file_id: str) -> StoredFile | None:
    """Return a scan that was laid ready in an earlier try, None when the office keeps none under this id."""
    try:
        wanted = UUID(file_id)
    except ValueError:
        return None
    return StoredFile.objects.filter(office_id=office_id, pk=wanted).first()
