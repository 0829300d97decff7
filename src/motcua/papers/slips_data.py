"""The data that each template takes (dữ liệu của từng mẫu): the contract between who fills a paper and who draws it.

Every value is a text ready for print ("…_words"), already in Vietnamese; `NotRequired` fields may be missing, empty or
None and are left out or printed as a dotted line. Fields: domain brief 1.7 (TT 03/2025/TT-VPCP Phụ lục I).
"""

from typing import NotRequired, TypedDict


class OfficeHead(TypedDict):
    """The left half of the national header; `name` is printed bold in capitals."""

    parent_name: str
    name: str
    address: NotRequired[str]
    phone: NotRequired[str]


class PersonLines(TypedDict):
    """An applicant, or the one who files for them (then with `authorisation`)."""

    full_name: str
    identity_number: NotRequired[str]
    address: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str]
    authorisation: NotRequired[str]


class Head(TypedDict):
    """What stands at the head of every paper; `number` is printed behind "Số:"."""

    office: OfficeHead
    place_date: str
    number: NotRequired[str]


class DossierSlip(Head):
    """What all slips of a dossier share; the codes are SVG texts of `qr.svg` and `barcode.svg`."""

    dossier_code: str
    applicant: PersonLines
    proxy: NotRequired[PersonLines | None]
    procedure_name: str
    qr_svg: NotRequired[str]
    rating_qr_svg: NotRequired[str]
    barcode_svg: NotRequired[str]
    is_signed_digitally: NotRequired[bool]


class LedgerRow(TypedDict):
    """One day of the count behind the appointment; `on` is an ISO date, `minutes` None where days are counted."""

    on: str
    counted: bool
    minutes: NotRequired[int | None]
    why: str


class Receipt(DossierSlip):
    """`mau01`: receipt with appointment; the ledger and the rating code are printed on the back page."""

    components: list[str]
    sets: str
    limit_words: str
    received_at_words: str
    due_at_words: str
    is_provisional: NotRequired[bool]
    result_channel_words: str
    book: NotRequired[str]
    book_number: NotRequired[str]
    officer: str
    ledger: NotRequired[list[LedgerRow]]
    replaces_words: NotRequired[str]


class SupplementRequest(DossierSlip):
    """`mau02`: everything that is missing, once; `has_begun` when the limit was running and starts anew."""

    items: list[str]
    reason: str
    answer_by_words: NotRequired[str]
    has_begun: NotRequired[bool]
    officer: str
    contact_phone: NotRequired[str]


class Refusal(DossierSlip):
    """`mau03`: refusal of intake, also of the matter; lines of `reason` become paragraphs."""

    reason: str
    officer: str


class Apology(DossierSlip):
    """`mau04`: apology and the one new date; `handler` is the apologising body, by default the office."""

    received_on_words: str
    due_at_words: str
    new_due_at_words: str
    is_provisional: NotRequired[bool]
    reason: str
    handler: NotRequired[str]
    signer: str
    signer_post: NotRequired[str]


class Stop(DossierSlip):
    """`mau05`: stop; `because` says at whose wish or why, and nobody asked when `asked_on_words` is missing."""

    received_on_words: str
    because: str
    asked_on_words: NotRequired[str]
    asked_how: NotRequired[str]
    state_words: str
    content: str
    returned_papers: NotRequired[str]
    refund_words: NotRequired[str]
    signer: str
    signer_post: NotRequired[str]


class HandOverRow(TypedDict):
    """One hand-over inside the office; `outcome` is "early", "on_time", "late" or empty (nobody took it over yet)."""

    giver_unit: str
    receiver_unit: str
    given_at_words: str
    received_at_words: NotRequired[str]
    giver: str
    receiver: str
    outcome: str
    note: NotRequired[str]


class ControlSlip(DossierSlip):
    """`mau06`: the way of the dossier through the office; `is_complete` when the dossier has ended."""

    handler: str
    partners: NotRequired[str]
    received_at_words: str
    due_at_words: str
    rows: list[HandOverRow]
    is_complete: NotRequired[bool]


class LogRow(TypedDict):
    """One line of the logbook."""

    no: str
    code: str
    procedure: str
    applicant: str
    address_phone: str
    handler: str
    received: str
    due: str
    returned: str
    channel: str
    signed: str


class Logbook(Head):
    """`mau07`: the logbook of one sector, A4 landscape; `is_closed` adds the signatures of the year's end."""

    sector: str
    year: str
    book: NotRequired[str]
    period_words: NotRequired[str]
    rows: list[LogRow]
    is_closed: NotRequired[bool]
    is_signed_digitally: NotRequired[bool]
    closing_words: NotRequired[str]
    keeper: NotRequired[str]
    signer: NotRequired[str]
    signer_post: NotRequired[str]


class Acknowledgement(DossierSlip):
    """`acknowledgement`: an online filing was received and is checked until then."""

    components: list[str]
    submitted_at_words: str
    check_due_at_words: str
    is_provisional: NotRequired[bool]


class Poster(TypedDict):
    """`poster_a4`: one procedure for the wall; an unknown value says "Hỏi tại quầy"."""

    office: OfficeHead
    procedure_name: str
    procedure_code: str
    sector: NotRequired[str]
    components: list[str]
    qr_svg: str
    url: str
    limit_words: NotRequired[str]
    fee_words: NotRequired[str]
    channels_words: NotRequired[str]
    result_words: NotRequired[str]
    legal_basis: NotRequired[str]
    hours_words: NotRequired[str]


class ResultPage(Head):
    """`result_page`: a result to be signed; `signing` finds the marked place.

    `trial` (default True) prints the banner "KÝ THỬ"; `is_draft` prints "DỰ THẢO" instead. `facts` are [label, value]
    rows; `places` 2 leaves room for the office's own signature under `office_seal`.
    """

    title: str
    subject: NotRequired[str]
    addressee: NotRequired[str]
    paragraphs: list[str]
    facts: NotRequired[list[tuple[str, str]]]
    decision: NotRequired[str]
    recipients: NotRequired[list[str]]
    on_behalf: NotRequired[str]
    signer_post: str
    signer_name: str
    approved_at_words: NotRequired[str]
    trial: NotRequired[bool]
    is_draft: NotRequired[bool]
    places: NotRequired[int]
    office_seal: NotRequired[str]


class PasswordSlip(Head):
    """`password_slip`: a one-time sign-in, on paper only."""

    full_name: str
    post_name: str
    username: str
    expires_at_words: str
    url: str
    qr_svg: str
    issuer: str


class BlankSlip(TypedDict):
    """One number of a pad with its QR."""

    code: str
    qr_svg: str


class DowntimeSlips(Head):
    """`downtime_slip`: a pad of pre-numbered blank receipts, each number twice beside itself on A4."""

    issued_words: str
    slips: list[BlankSlip]


class FeeRow(TypedDict):
    """One fee; amounts as texts of `kernel.money.vnd`."""

    name: str
    quantity: str
    unit_price: str
    amount: str


class CashReceipt(Head):
    """`receipt_cash`: internal receipt for money; `total_words` of `kernel.money.in_words`."""

    dossier_code: NotRequired[str]
    payer: str
    address: NotRequired[str]
    procedure_name: str
    items: list[FeeRow]
    total: str
    total_words: str
    method: str
    paid_at_words: str
    cashier: str
    qr_svg: NotRequired[str]


class SealSlip(Head):
    """`seal_slip`: a sealed day for the day book; `fingerprint_rows` four groups of four letters each."""

    day_words: str
    entries: str
    numbers: str
    looks: str
    sealed_at_words: str
    signature_words: str
    stamp_words: str
    fingerprint_rows: list[str]
    address: str
    qr_svg: NotRequired[str]


class HandedItem(TypedDict):
    """One paper handed over."""

    name: str
    count: str
    note: NotRequired[str]


class HandOver(DossierSlip):
    """`hand_over`: delivery note of a result and of returned originals."""

    receiver: str
    receiver_paper: NotRequired[str]
    way_words: str
    at_words: str
    items: list[HandedItem]
    officer: str


class RecordRow(TypedDict):
    """One dossier of a record of handing over."""

    code: str
    procedure: str
    applicant: str
    papers: str
    due: NotRequired[str]


class HandoverRecordPaper(Head):
    """`handover_record`: several dossiers from one post to another, signed by both sides."""

    from_unit: str
    to_unit: str
    given_at_words: str
    received_at_words: NotRequired[str]
    giver: str
    receiver: NotRequired[str]
    note: NotRequired[str]
    rows: list[RecordRow]


class Cover(DossierSlip):
    """`cover`: the cover of the paper dossier (bìa hồ sơ), A4, with the bar code that opens the dossier."""

    sector: str
    received_at_words: str
    due_at_words: NotRequired[str]
    components: list[str]
    book: NotRequired[str]
    book_number: NotRequired[str]


class JointRow(TypedDict):
    """One dossier of a joint receipt, with the fields of Mẫu 01 that are its own and its two codes.

    `whose` names the applicant when the person files for another.
    """

    code: str
    whose: NotRequired[str]
    procedure: str
    components: NotRequired[str]
    sets: NotRequired[str]
    limit_words: str
    received_at_words: str
    due_at_words: str
    result_channel_words: str
    book: NotRequired[str]
    book_number: NotRequired[str]
    qr_svg: NotRequired[str]
    barcode_svg: NotRequired[str]


class JointReceipt(DossierSlip):
    """`mau01_chung`: one receipt for several dossiers that one person handed in on one day."""

    officer: str
    rows: list[JointRow]


class ReportRow(TypedDict):
    """One sector; `cells` are columns (3) to (13), None prints nothing."""

    name: str
    cells: list[int | None]


class Report06a(Head):
    """`report_06a`: Biểu II.06a/VPCP/KSTT, A4 landscape."""

    period_words: str
    receiver: NotRequired[str]
    rows: list[ReportRow]
    total: list[int | None]
    notes: NotRequired[list[str]]
    maker: NotRequired[str]
    signer: NotRequired[str]
    signer_post: NotRequired[str]


class SignPlace(TypedDict):
    """One place to sign by hand."""

    role: str
    how: str
    name: str


class Letter(Head):
    """`letter`: a letter of the office signed by hand: forwarding letter, notice, receipt of papers."""

    title: str
    label: str
    subject: NotRequired[str]
    addressee: NotRequired[str]
    paragraphs: list[str]
    things: NotRequired[list[str]]
    closing: NotRequired[list[str]]
    places: list[SignPlace]


class Stamp(TypedDict):
    """`stamp`: the picture of a signature, filled by `signing` alone."""

    signer_name: str
    post_name: str
    office_name: str
    signed_at: str
    qr_svg: str
    trial: str


CONTRACTS: dict[str, type] = {
    "mau01": Receipt,
    "mau02": SupplementRequest,
    "mau03": Refusal,
    "mau04": Apology,
    "mau05": Stop,
    "mau01_chung": JointReceipt,
    "mau06": ControlSlip,
    "handover_record": HandoverRecordPaper,
    "cover": Cover,
    "mau07": Logbook,
    "acknowledgement": Acknowledgement,
    "poster_a4": Poster,
    "result_page": ResultPage,
    "password_slip": PasswordSlip,
    "downtime_slip": DowntimeSlips,
    "receipt_cash": CashReceipt,
    "seal_slip": SealSlip,
    "hand_over": HandOver,
    "report_06a": Report06a,
    "letter": Letter,
    "stamp": Stamp,
}
