"""Receiving a person at the counter (tiếp nhận trực tiếp): dossier, check, Mẫu 01, fee and receipt in one act.

One transaction, one act id, idempotent by the form's key. Legal source: NĐ 118/2025/NĐ-CP Điều 17; domain brief 1.3.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.desk import paid_clock
from motcua.desk.file_online import CaseMissing
from motcua.dossiers import access, intake, promises, slips
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.intake import Filing
from motcua.dossiers.promises import Promise
from motcua.dossiers.slips import Slip
from motcua.fees import charges, payments
from motcua.fees.charges import Charge, ChargeState
from motcua.fees.payments import Payment
from motcua.journal import entries, idempotency
from motcua.journal.acting import Acting
from motcua.journal.kernel_words import in_readers_language
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import normalise_phone
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent
from motcua.office import people, rights
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile
from motcua.procedures.channels import Channel
from motcua.procedures.components import Case
from motcua.procedures.versions import Version

PURPOSE = "desk.receive"
Pay = Literal["cash", "transfer", "later"]
APPLICANT_FIELDS = ("born_on", "gender", "email", "address", "commune_code")


class NameMissing(Refused):
    """Nobody was named as the applicant."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy nhập họ tên người nộp hồ sơ."))


class PhoneWrong(Refused):
    """The phone number can't be one."""

    status = 422

    def __init__(self, words: str) -> None:
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Received:
    """What came of it; `promise` and `slip` are None when the dossier waits for its check."""

    dossier: Dossier
    promise: Promise | None
    slip: Slip | None
    charge: Charge | None
    payment: Payment | None
    qr: str  # text of the VietQR of an expected transfer, else ""
    is_new: bool


@entries.atomic()
def receive(
    office: Office,
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
    answers: Mapping[str, object] | None = None,
    submitter: Mapping[str, str] | None = None,
    summary: str = "",
    channel: int = Channel.COUNTER,
    result_channel: int = 1,
    set_count: int = 1,
) -> Received:
    """Receive a dossier at the counter; the same key again returns what the first time made.

    `applicant` and `submitter` (a proxy, with `authorisation`) take full_name, number, kind, phone, email, born_on,
    gender, address, commune_code. `on_paper` and `files` go by component. A refusal of any part leaves nothing behind.
    """
    rights.require(by, Capability.RECEIVE, local_day(at))
    if case is None and version.cases.exists():
        raise CaseMissing

    new: list[Received] = []

    def make() -> UUID:
        filing = Filing(
            version=version,
            case=case,
            channel=channel,
            applicant=person_of(office, applicant, at),
            submitter=person_of(office, submitter, at) if submitter else None,
            authorisation=(submitter or {}).get("authorisation", ""),
            summary=summary.strip()[:300],
            answers=dict(answers or {}),
            files=dict(files or {}),
            on_paper=frozenset(on_paper),
            result_channel=result_channel,
            set_count=set_count,
        )
        new.append(_file(filing, office, accept=accept, pay=pay, pages=pages, copies=copies, by=by, at=at))
        return new[0].dossier.pk

    dossier_id, _is_new = idempotency.once(office.pk, key, PURPOSE, make)
    return new[0] if new else _made_before(dossier_id, by=by, at=at)


def _file(
    filing: Filing,
    office: Office,
    *,
    accept: bool,
    pay: Pay,
    pages: int | None,
    copies: int,
    by: Acting,
    at: datetime,
) -> Received:
    promise, slip, payment, qr = None, None, None, ""
    waits_for_fee = filing.version.start_event == StartEvent.ACCEPTED_AND_PAID
    with entries.one_act():
        dossier = intake.submit(filing, office=office, by=by, at=at)
        if accept and not waits_for_fee:
            dossier, promise, slip = intake.accept(dossier.pk, by=by, at=at)
        charge = charges.charge(dossier, by=by, at=at, pages=pages, copies=copies)
        if charge is not None and charge.state == ChargeState.WAITING:
            payment, qr = pay_charge(charge, pay, by=by, at=at)
        if accept and waits_for_fee:
            settled_at = paid_clock.settled_at(dossier.pk, by=by, at=at)
            dossier, promise, slip = intake.accept(dossier.pk, by=by, at=at, fee_settled_at=settled_at)
    return Received(dossier, promise, slip, payment.charge if payment else charge, payment, qr, is_new=True)


def pay_charge(charge: Charge, pay: Pay, *, by: Acting, at: datetime) -> tuple[Payment | None, str]:
    """Take the money as the payer wants, in cash now, by an expected transfer (with its VietQR) or later."""
    if pay == "transfer":
        return payments.expect_transfer(charge.pk, by=by, at=at)
    return (payments.take_cash(charge.pk, by=by, at=at) if pay == "cash" else None), ""


def _made_before(dossier_id: UUID, *, by: Acting, at: datetime) -> Received:
    dossier = access.find(dossier_id, by=by, at=at)
    charge = charges.find(dossier)
    payment = payments.find_live(charge) if charge else None
    waits = payment is not None and payment.state == payments.PaymentState.PENDING
    return Received(
        dossier=dossier,
        promise=promises.latest_of(dossier),
        slip=next((slip for slip in slips.of_dossier(dossier) if slip.form == "01"), None),
        charge=charge,
        payment=payment,
        qr=payments.qr_text(payment, dossier) if payment is not None and waits else "",
        is_new=False,
    )


def person_of(office: Office, told: Mapping[str, str], at: datetime) -> Person:
    """Return the record of a person as told at the counter; raises NameMissing or PhoneWrong."""
    if not told.get("full_name", "").strip():
        raise NameMissing
    phone = told.get("phone", "").strip()
    if phone:
        try:
            phone = normalise_phone(phone)
        except ValueError as problem:
            raise PhoneWrong(in_readers_language(problem)) from problem
    details = {name: told[name].strip() for name in APPLICANT_FIELDS if told.get(name)}
    number = (told.get("number") or told.get("personal_number") or "").strip()
    return people.record(
        office.pk, told["full_name"], at=at, number=number, kind=told.get("kind", ""), phone=phone, **details
    )
