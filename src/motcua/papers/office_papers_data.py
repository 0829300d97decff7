"""Papers that the office gives out beside the slips (giấy tờ khác của cơ quan): results, letters, receipts for money,
posters, blank pads, one-time passwords, seals, and the picture of a signature; values as in `heads_data`.
"""

from typing import NotRequired, TypedDict

from motcua.papers.heads_data import Head, OfficeHead


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


class BlankSlip(TypedDict):
    """One number of a pad with its QR."""

    code: str
    qr_svg: str


class DowntimeSlips(Head):
    """`downtime_slip`: a pad of pre-numbered blank receipts, each number twice beside itself on A4."""

    issued_words: str
    slips: list[BlankSlip]


class PasswordSlip(Head):
    """`password_slip`: a one-time sign-in, on paper only."""

    full_name: str
    post_name: str
    username: str
    expires_at_words: str
    url: str
    qr_svg: str
    issuer: str


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


class Stamp(TypedDict):
    """`stamp`: the picture of a signature, filled by `signing` alone."""

    signer_name: str
    post_name: str
    office_name: str
    signed_at: str
    qr_svg: str
    trial: str
