"""Printing a logbook (in sổ theo dõi, Mẫu 07): one period of one book on A4, in the edition with which it was begun."""

from datetime import date, datetime

from motcua.dossiers import logbook, slip_contents, slips
from motcua.dossiers.logbook import Book, BookClosing, Line
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import phone_display
from motcua.kernel.localtime import local_day, vn_date, vn_moment
from motcua.office.offices import Office
from motcua.papers import editions, typesetting

MOST = 1000  # lines of one print: some fifty sheets, a few seconds


class TooLongToPrint(Refused):
    """The period holds more lines than one print takes."""

    status = 422

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Kỳ này có {count} hồ sơ, mỗi lần in được tối đa {MOST} dòng. Hãy chọn kỳ ngắn hơn, ví dụ từng tháng."
        )


def pdf(office: Office, book: Book, period: tuple[date, date], *, at: datetime) -> bytes:
    """Return the book of a period as PDF on A4, in the edition with which it was begun; raises TooLongToPrint."""
    found = logbook.count(book, period)
    if found > MOST:
        raise TooLongToPrint(found)
    begun_on = date(book.year, 1, 1)
    closing = book.closing
    data = {
        **slip_contents.header(office, at),
        "number": slips.symbol_of(office, "07", book.place, begun_on),
        "sector": book.sector,
        "year": str(book.year),
        "book": f"{book.place:02d}",
        "period_words": f"từ ngày {vn_date(period[0])} đến ngày {vn_date(period[1])}",
        "rows": [_printed_line(line) for line in logbook.lines(book, period=period)],
        "is_closed": closing is not None,
        "closing_words": _closing_words(closing) if closing else "",
        "signer": closing.closed_by.full_name if closing else "",
        "signer_post": closing.closed_by.title if closing else "",
    }
    return typesetting.pdf(editions.in_force(begun_on).template("07"), data, at=at)


def _closing_words(closing: BookClosing) -> str:
    return (
        f"Khóa sổ ngày {vn_date(local_day(closing.closed_at))}: {closing.last} hồ sơ, "
        f"từ số 01 đến số {closing.last:02d}. Mã kiểm: {closing.digest[:16]}."
    )


def _printed_line(line: Line) -> dict[str, str]:
    dossier, person = line.dossier, line.dossier.applicant
    phone = phone_display(person.phone) if person.phone else ""
    return {
        "no": f"{dossier.book_number:02d}",
        "code": dossier.code,
        "procedure": dossier.version.procedure.name,
        "applicant": person.full_name,
        "address_phone": "; ".join(part for part in (person.address, phone) if part),
        "handler": line.handler,
        "received": vn_moment(dossier.accepted_at) if dossier.accepted_at else "",
        "due": slip_contents.due_words(dossier),
        "returned": line.returned,
        "channel": slip_contents.RESULT_CHANNELS_SHORT[dossier.result_channel],
        "signed": line.signed,
    }
