"""Printing a logbook (in sổ theo dõi, Mẫu 07): one period of one book on A4, in the edition with which it was begun."""

from datetime import date, datetime

from django.utils.translation import gettext as _

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
            _(
                "Kỳ này có %(count)s hồ sơ, mỗi lần in được tối đa %(most)s dòng. Hãy chọn kỳ ngắn hơn, ví dụ từng "
                "tháng."
            )
            % {"count": count, "most": MOST}
        )


def pdf(office: Office, book: Book, period: tuple[date, date], *, at: datetime) -> bytes:
    """Return the book of a period as PDF on A4, in the edition with which it was begun; raises TooLongToPrint."""
    found = logbook.count(book, period)
    if found > MOST:
        raise TooLongToPrint(found)
    words = f"từ ngày {vn_date(period[0])} đến ngày {vn_date(period[1])}"
    data = _data(office, book, logbook.lines(book, period=period), words, at)
    return _typeset(book, data | _closed(book.closing), at)


def volume(office: Office, book: Book, closing: BookClosing, found: list[Line], *, part: int) -> bytes:
    """Return one volume of a closed book, with the place of the digital signature."""
    numbers = f"từ số {found[0].dossier.book_number:02d} đến số {found[-1].dossier.book_number:02d}"
    data = _data(office, book, found, f"Tập {part:02d}, {numbers}", closing.closed_at)
    return _typeset(book, data | _closed(closing) | {"is_signed_digitally": True}, closing.closed_at)


def _typeset(book: Book, data: dict[str, object], at: datetime) -> bytes:
    return typesetting.pdf(editions.in_force(date(book.year, 1, 1)).template("07"), data, at=at)


def _data(office: Office, book: Book, found: list[Line], words: str, at: datetime) -> dict[str, object]:
    return {
        **slip_contents.header(office, at),
        "number": slips.symbol_of(office, "07", book.place, date(book.year, 1, 1)),
        "sector": book.sector,
        "year": str(book.year),
        "book": f"{book.place:02d}",
        "period_words": words,
        "rows": [_printed_line(line) for line in found],
    }


def _closed(closing: BookClosing | None) -> dict[str, object]:
    if closing is None:
        return {}
    return {
        "is_closed": True,
        "closing_words": _closing_words(closing),
        "signer": closing.closed_by.full_name,
        "signer_post": closing.closed_by.title,
    }


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
