"""What tells of many dossiers, or holds one on paper (sổ, biểu, biên bản, bìa hồ sơ); values as in `heads_data`."""

from typing import NotRequired, TypedDict

from motcua.papers.heads_data import DossierSlip, Head


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
