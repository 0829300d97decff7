"""What the certification counter sends: the person, the documents row by row, what was seen, how it ends."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.certification import authority, matters, translators
from motcua.certification.authority import Way
from motcua.certification.certifying import MOST_COPIES, MOST_DOCUMENTS, MOST_PAGES, Document
from motcua.certification.matters import Book, Longer, Matter
from motcua.desk import certify_copy
from motcua.doors.officer.counter import CounterForm
from motcua.doors.request import StaffRequest
from motcua.office import offices
from motcua.office.staff import Staff
from motcua.papers import uploads
from motcua.papers.storage import StoredFile
from motcua.procedures.versions import Version

ROWS = 3
WHEN = {
    "now": gettext_lazy("Đã ký, đóng dấu: vào sổ và trả ngay"),
    "today": gettext_lazy("Chờ ký, trả trong hạn luật định"),
    "later": gettext_lazy("Cần lâu hơn: lập phiếu hẹn"),
}
LEFT_OUT = (
    *("case", "pages", "copies", "set_count", "result_channel", "summary", "address", "born_on"),
    *("proxy_phone", "proxy_number", "proxy_email", "proxy_address", "authorisation"),
)


class CertifyForm(CounterForm):
    """Who came, who certifies, and how it ends; the documents stand beside it as rows."""

    certifier = forms.ChoiceField(label=gettext_lazy("Người chứng thực"), required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("Trả kết quả"), choices=list(WHEN.items()), widget=forms.RadioSelect, initial="now"
    )
    days = forms.IntegerField(
        label=gettext_lazy("Số ngày làm việc"),
        min_value=1,
        max_value=60,
        required=False,
        error_messages={
            name: gettext_lazy("Số ngày làm việc là số nguyên từ 1 đến 60.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    reason = forms.CharField(label=gettext_lazy("Lý do hẹn"), max_length=200, required=False)
    agreement = forms.CharField(label=gettext_lazy("Văn bản thỏa thuận (số, ngày)"), max_length=200, required=False)
    statements = forms.MultipleChoiceField(
        label=gettext_lazy("Người tiếp nhận xác nhận"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, version: Version, matter: Matter, certifiers: list[Staff], data: QueryDict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(version, data, **kwargs)
        # Asked for, but what is missing is refused by the act itself, which names what it is and who can help.
        for name in ("statements", "certifier"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined]  # read by components/optional.html
        for name in LEFT_OUT:
            self.fields.pop(name, None)
        choices = [(str(one.pk), f"{one.full_name}, {one.title}" if one.title else one.full_name) for one in certifiers]
        cast(forms.ChoiceField, self.fields["certifier"]).choices = choices or [("", _("Chưa ai được giao quyền"))]
        said = [(name, str(matters.STATEMENTS[name])) for name in matter.statements]
        cast(forms.MultipleChoiceField, self.fields["statements"]).choices = said
        if matter.longer is Longer.NEVER:
            ways = [(name, words) for name, words in WHEN.items() if name != "later"]
            cast(forms.ChoiceField, self.fields["when"]).choices = ways
            for name in ("days", "reason", "agreement"):
                del self.fields[name]


@dataclass
class Row:
    """One row of the documents as typed; `file` is its scan, kept over a refused try."""

    place: int
    document_type: str = ""
    pages: str = ""
    copies: str = "1"
    is_electronic: bool = False
    manner: str = "signature"
    translator: str = ""
    file: StoredFile | None = None
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in the row."""
        return not (self.document_type or self.pages or self.file or self.is_electronic)


@dataclass
class Sheet:
    """All rows, and what else the screen needs to draw them."""

    matter: Matter
    rows: list[Row]
    translators: list[translators.Translator]
    certifiers: list[Staff] = field(default_factory=list)
    signers: list[Staff] = field(default_factory=list)  # who may sign electronic copies today
    is_paper_only: bool = False

    @property
    def has_manners(self) -> bool:
        """Whether the manner of signing is asked for."""
        return self.matter.book == Book.SIGNATURES

    @property
    def may_be_more(self) -> bool:
        """Whether a visit may bring several documents; a contract has one number for its case."""
        return self.matter.book != Book.CONTRACTS

    @property
    def may_be_electronic(self) -> bool:
        """Whether this matter knows electronic copies."""
        return self.matter.counts_pages and not self.is_paper_only

    @property
    def filled(self) -> list[Row]:
        """The rows in which something was typed."""
        return [row for row in self.rows if not row.is_empty]


def sheet(request: StaffRequest, matter: Matter, on: date, *, is_paper_only: bool = False) -> Sheet:
    """Return the rows as sent, or empty ones, with the lists from which the screen chooses."""
    office_id = request.acting.office
    sent = request.POST
    count = _whole(sent.get("rows", ""), ROWS) or ROWS
    if "more" in sent:
        count += 3
    count = min(count, MOST_DOCUMENTS)
    first = 1 if matter.book == Book.CONTRACTS else ROWS  # a contract has one number for its case
    rows = [_row(request, place) for place in range(1, count + 1)] if request.method == "POST" else []
    return Sheet(
        matter,
        rows or [Row(place) for place in range(1, first + 1)],
        translators.on_day(office_id, on) if matter.by_collaborator else [],
        authority.certifiers(office_id, matter.book, on, Way.PAPER),
        authority.certifiers(office_id, matter.book, on, Way.ELECTRONIC)
        if matter.counts_pages and not is_paper_only
        else [],
        is_paper_only,
    )


def _row(request: StaffRequest, place: int) -> Row:
    sent = request.POST
    row = Row(
        place,
        document_type=sent.get(f"type-{place}", "").strip()[:200],
        pages=sent.get(f"pages-{place}", "").strip()[:6],
        copies=sent.get(f"copies-{place}", "1").strip()[:6],
        is_electronic=sent.get(f"electronic-{place}") == "1",
        manner=sent.get(f"manner-{place}", "signature"),
        translator=sent.get(f"translator-{place}", ""),
        file=certify_copy.kept_scan(request.acting.office, sent.get(f"kept-{place}", "")),
    )
    upload = request.FILES.get(f"scan-{place}")
    if upload is not None:
        office = offices.by_id(request.acting.office)
        try:
            row.file, _told = uploads.take(office, cast(BinaryIO, upload), upload.name or "ban-quet.pdf", at=request.at)
        except uploads.UploadRefused as refused:
            row.problem = str(refused)
    return row


def documents(request: StaffRequest, sheet: Sheet, on: date) -> list[Document]:
    """Return the documents of the filled rows; what can't be read becomes a number that `certifying.check` names."""
    return [
        Document(
            row.document_type,
            copies=_whole(row.copies, MOST_COPIES) or 0,
            pages=_whole(row.pages, MOST_PAGES) if row.pages else None,
            is_electronic=row.is_electronic and not sheet.is_paper_only,
            scan=row.file if row.is_electronic else None,
            manner=row.manner,
            translator=translators.find(row.translator, request.acting.office, on)
            if sheet.matter.by_collaborator
            else None,
        )
        for row in sheet.filled
    ]


def _whole(text: str, most: int) -> int | None:
    """Return a whole number up to the most, 0 for one that is none."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and int(text[:7]) <= most else 0


def certifier_of(form: CertifyForm) -> UUID | None:
    """Return who was chosen to certify."""
    chosen = form.cleaned_data.get("certifier")
    return UUID(chosen) if chosen else None
