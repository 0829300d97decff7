"""What certification prints: the wordings for the copies, the pages of a book, the closing of a year.

Layout: NĐ 23/2015/NĐ-CP annex (books and wordings), TT 01/2020/TT-BTP; data for `papers.typesetting`.
"""

from collections.abc import Sequence
from datetime import datetime

from motcua.certification.books import YearClosing
from motcua.certification.lines import BookLine, State
from motcua.certification.matters import MARKS, Book
from motcua.dossiers import slip_contents
from motcua.kernel.localtime import local_day, vn_date
from motcua.kernel.money import vnd
from motcua.kernel.vietnamese import number
from motcua.office.offices import Office
from motcua.papers import typesetting

# By book, the columns of its page (NĐ 23/2015, annex): heading and share of the width.
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    Book.COPIES: (
        ("Họ tên, số giấy tờ của người yêu cầu", "requester"),
        ("Tên bản chính giấy tờ, văn bản", "document"),
        ("Số bản sao", "copies"),
        ("Số trang", "pages"),
    ),
    Book.SIGNATURES: (
        ("Họ tên, số giấy tờ của người yêu cầu", "requester"),
        ("Tên giấy tờ, văn bản được chứng thực chữ ký, điểm chỉ", "document"),
        ("Số bản", "copies"),
        ("Số trang", "pages"),
    ),
    Book.TRANSLATORS: (
        ("Họ tên người yêu cầu; người dịch", "requester"),
        ("Tên giấy tờ, văn bản; ngôn ngữ dịch", "document"),
        ("Số bản dịch", "copies"),
        ("Số trang", "pages"),
    ),
    Book.CONTRACTS: (
        ("Họ tên, số giấy tờ của người yêu cầu", "requester"),
        ("Tên hợp đồng, giao dịch", "document"),
        ("Số bản", "copies"),
        ("Số trang", "pages"),
    ),
}


def wording_pages(office: Office, lines: Sequence[BookLine], *, at: datetime) -> bytes:
    """Return a page for each line, with its wording where the last page of a copy or its back takes it."""
    made = [_wording(office, line) for line in lines]
    return typesetting.pdf("certification_words", {"office": {"name": office.name}, "lines": made}, at=at)


def _wording(office: Office, line: BookLine) -> dict[str, object]:
    return {
        "paragraphs": [part.strip() for part in line.words.splitlines() if part.strip()],
        "number": line.number_words,
        "document": line.document_type,
        "copies": str(line.copies),
        "certifier_title": line.certifier_title,
        "certifier_name": line.certifier_name,
        "organisation": office.parent_name or office.name,
        "legal_ref": line.legal_ref,
        "is_struck": line.state == State.STRUCK,
        "struck_words": line.struck_reason,
    }


def copy_band(office: Office, line: BookLine, *, trial: bool, at: datetime) -> bytes:
    """Return the band that stands at the head of every page of an electronic copy: number and day."""
    day = local_day(line.certified_at or line.asked_at)
    data = {
        "number": line.number_words,
        "day": vn_date(day),
        "organisation": office.parent_name or office.name,
        "trial": trial,
    }
    return typesetting.pdf("certification_band", data, at=at)


def copy_closing(office: Office, line: BookLine, *, trial: bool, at: datetime) -> bytes:
    """Return the last page of an electronic copy: the wording, and the places of the two signatures."""
    data = {
        **slip_contents.header(office, line.certified_at or at),
        **_wording(office, line),
        "pages": str(line.pages or ""),
        "trial": trial,
        "office_seal": office.parent_name or office.name,
    }
    return typesetting.pdf("certification_copy", data, at=at)


def book_pages(
    office: Office,
    book: str,
    year: int,
    lines: Sequence[BookLine],
    *,
    at: datetime,
    month: int = 0,
    closing: YearClosing | None = None,
) -> bytes:
    """Return the pages of a book for a month, or for the whole closed year with the head's closing words."""
    fees = [line.fee for line in lines if line.state != State.STRUCK]
    data = {
        **slip_contents.header(office, at),
        "title": f"Sổ {slip_contents.in_vietnamese(Book(book).label).lower()}",
        "mark": MARKS[Book(book)],
        "year": str(year),
        "month": f"{month:02d}" if month else "",
        "columns": [heading for heading, _name in COLUMNS[book]],
        "rows": [_row(line, book) for line in lines],
        "struck": [line.state == State.STRUCK for line in lines],
        "total_words": _total(lines, fees),
        "closing_words": _closing(closing) if closing else [],
        "closing_name": closing.closed_by.full_name if closing else "",
        "closing_title": closing.closed_by.title if closing else "",
    }
    return typesetting.pdf("certification_book", data, at=at)


def _row(line: BookLine, book: str) -> list[str]:
    """Return the cells of a line in the order of the columns."""
    person = line.dossier.applicant
    requester = person.full_name + (f"; {person.identity_number}" if person.identity_number else "")
    document = line.document_type
    if line.translator is not None:
        requester += f"; {line.translator.full_name}"
        document += f"; {line.translator.languages}"
    is_struck = line.state == State.STRUCK
    notes = [line.dossier.code.rsplit("-", 2)[-2] + "-" + line.dossier.code.rsplit("-", 1)[-1]]
    notes += ["bản điện tử, ký số"] if line.is_electronic else []
    notes += [f"gạch bỏ: {line.struck_reason}"] if is_struck else []
    told = {
        "requester": requester,
        "document": document,
        "copies": str(line.copies),
        "pages": str(line.pages or ""),
    }
    return [
        f"{line.number:02d}" if line.number else "",
        vn_date(local_day(line.certified_at)) if line.certified_at else "",
        *(told[name] for _heading, name in COLUMNS[book]),
        f"{line.certifier_name}, {line.certifier_title}",
        vnd(line.fee) if line.fee is not None else "chưa rõ",
        "; ".join(notes),
    ]


def _total(lines: Sequence[BookLine], fees: Sequence[int | None]) -> str:
    live = [line for line in lines if line.state != State.STRUCK]
    known = sum(fee for fee in fees if fee is not None)
    unknown = sum(fee is None for fee in fees)
    words = (
        f"Cộng: {number(len(live))} việc chứng thực, {number(sum(line.copies for line in live))} bản, "
        f"{vnd(known)} lệ phí"
    )
    words += f" ({number(unknown)} việc chưa rõ mức thu)" if unknown else ""
    struck = len(lines) - len(live)
    return words + (f"; {number(struck)} số đã gạch bỏ, giữ nguyên số" if struck else "") + "."


def _closing(closing: YearClosing) -> list[str]:
    last = f"{closing.last_number:02d}"
    return [
        f"Khóa sổ năm {closing.year} ngày {vn_date(local_day(closing.closed_at))}.",
        f"Sổ ghi từ số 01 đến số {last}, tổng số việc chứng thực: {number(closing.certified)}; số đã gạch bỏ: "
        f"{number(closing.struck)}."
        if closing.last_number
        else "Trong năm không có việc chứng thực nào.",
        f"Năm {closing.year + 1} bắt đầu từ số 01.",
    ]
