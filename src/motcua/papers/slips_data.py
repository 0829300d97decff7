"""The slips of a dossier (phiếu của hồ sơ): what each form of an edition is filled with, whoever draws it.

Fields: domain brief 1.7 (TT 03/2025/TT-VPCP Phụ lục I); how values are written: `heads_data`.
"""

from typing import NotRequired, TypedDict

from motcua.papers.heads_data import DossierSlip


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


class Acknowledgement(DossierSlip):
    """`acknowledgement`: an online filing was received and is checked until then."""

    components: list[str]
    submitted_at_words: str
    check_due_at_words: str
    is_provisional: NotRequired[bool]


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
