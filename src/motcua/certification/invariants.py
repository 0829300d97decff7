"""Invariants of the books of certification (điều luôn phải đúng về sổ chứng thực): no gap, nothing outside, none late.

Numbers of a book and year run from 1 to the last one given; every numbered line says when and by whom; a dossier that
was certified stands in its book; a closed year takes nothing more; an approved electronic copy is signed and issued by
its promise. Legal source: NĐ 23/2015/NĐ-CP Điều 13, 14; NĐ 45/2020/NĐ-CP Điều 10.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from motcua.certification import books, matters
from motcua.certification.books import YearClosing
from motcua.certification.lines import NUMBERED, BookLine, State
from motcua.certification.matters import MARKS, Book
from motcua.dossiers.invariants import Broken
from motcua.dossiers.results import Result
from motcua.dossiers.status import Outcome
from motcua.kernel.localtime import local_day
from motcua.office import series

MOST_NAMED = 5  # of missing numbers, in one sentence


def check(office_id: UUID, *, at: datetime) -> Iterator[Broken]:
    """Yield every broken invariant of the office's books; nothing is changed."""
    yield from _numbers(office_id)
    yield from _lines(office_id)
    yield from _outside(office_id)
    yield from _closed(office_id)
    yield from _electronic(office_id, at)


def count(office_id: UUID) -> int:
    """Return how many numbers the office's books hold."""
    return BookLine.objects.filter(office_id=office_id, number__isnull=False).count()


def _named(book: str, year: int | None) -> str:
    return f"Sổ {MARKS[Book(book)]} năm {year}"


def _numbers(office_id: UUID) -> Iterator[Broken]:
    """Compare each book's year with the numbers that were given in it."""
    lines = BookLine.objects.filter(office_id=office_id, number__isnull=False)
    grouped = lines.filter(year__isnull=False).order_by().values_list("book", "year")
    counts = grouped.annotate(Count("id"), Min("number"), Max("number"))
    found = {(book, year): (count, low, high) for book, year, count, low, high in counts}
    for book in Book.values:
        given = {row.on.year: row.last for row in series.of_name(office_id, books.series_of(book)) if row.last}
        for year in sorted({*given, *(year for one, year in found if one == book and year)}):
            last = given.get(year, 0)
            if found.get((book, year), (0, 1, 0)) != (last, 1, last):
                yield from _gaps(office_id, book, year, last)


def _gaps(office_id: UUID, book: str, year: int, last: int) -> Iterator[Broken]:
    rows = BookLine.objects.filter(office_id=office_id, book=book, year=year, number__isnull=False)
    have = sorted(number for number in rows.values_list("number", flat=True) if number is not None)
    missing = sorted(set(range(1, max([last, *have]) + 1)) - set(have))
    if missing:
        more = f" và {len(missing) - MOST_NAMED} số khác" if len(missing) > MOST_NAMED else ""
        said = ", ".join(f"{number:02d}" for number in missing[:MOST_NAMED])
        yield Broken(_named(book, year), f"số không liên tục: thiếu số {said}{more}")
    if have and have[-1] > last:
        yield Broken(_named(book, year), f"có số {have[-1]:02d} mà sổ mới cấp đến số {last:02d}")


def _lines(office_id: UUID) -> Iterator[Broken]:
    """Look at each line: what a number needs beside it, and whose year it is."""
    rows = BookLine.objects.filter(office_id=office_id)
    nameless = Q(number__isnull=False) & (
        Q(year=None) | Q(volume=None) | Q(certified_at=None) | Q(certifier=None) | Q(number_words="") | Q(words="")
    )
    wrong = rows.filter(nameless | Q(number=None, state__in=NUMBERED))
    for line in wrong.select_related("dossier"):
        words = (
            "có số nhưng thiếu ngày, người chứng thực hoặc lời chứng"
            if line.number
            else "đã chứng thực nhưng chưa có số"
        )
        yield Broken(line.dossier.code, f"dòng “{line}” {words}")
    unsigned = rows.filter(state=State.CERTIFIED, is_electronic=True)
    unsigned = unsigned.filter(Q(signature=None) | Q(office_signature=None))
    for line in unsigned.select_related("dossier"):
        yield Broken(line.dossier.code, f"bản sao điện tử “{line}” ghi đã chứng thực nhưng thiếu chữ ký số")
    for line in rows.filter(number__isnull=False, certified_at__isnull=False).only(
        "number_words", "year", "certified_at"
    ):
        if line.certified_at and local_day(line.certified_at).year != line.year:
            yield Broken(
                line.number_words, f"chứng thực năm {local_day(line.certified_at).year}, ghi vào sổ năm {line.year}"
            )


def _outside(office_id: UUID) -> Iterator[Broken]:
    """Look for certifications that were issued and stand in no book."""
    entered = BookLine.objects.filter(office_id=office_id, dossier_id=OuterRef("dossier_id"), number__isnull=False)
    issued = Result.objects.filter(
        office_id=office_id,
        replaced_at=None,
        dossier__void_at=None,
        dossier__version__procedure__code__in=list(matters.MATTERS),
        decision__outcome=Outcome.GRANTED,
    )
    for code in issued.filter(~Exists(entered)).order_by("issued_at").values_list("dossier__code", flat=True):
        yield Broken(code, "đã trả kết quả chứng thực nhưng không có dòng nào trong sổ")


def _closed(office_id: UUID) -> Iterator[Broken]:
    """Compare each closed year with what its closing says."""
    for closing in YearClosing.objects.filter(office_id=office_id).order_by("year", "book"):
        rows = BookLine.objects.filter(office_id=office_id, book=closing.book, year=closing.year, number__isnull=False)
        later = rows.filter(Q(number__gt=closing.last_number) | Q(certified_at__gt=closing.closed_at))
        number = later.order_by("number").values_list("number", flat=True).first()
        if number is not None:
            yield Broken(_named(closing.book, closing.year), f"đã khóa mà còn dòng số {number:02d} ghi sau đó")
        number = rows.filter(struck_at__gt=closing.closed_at).values_list("number", flat=True).first()
        if number is not None:
            yield Broken(_named(closing.book, closing.year), f"đã khóa mà dòng số {number:02d} bị gạch bỏ sau đó")
        if rows.count() != closing.certified + closing.struck:
            yield Broken(_named(closing.book, closing.year), "số dòng khác với số đã ghi khi khóa sổ")


def _electronic(office_id: UUID, at: datetime) -> Iterator[Broken]:
    """Look for approved copies that the machine has not signed, or not issued, by the dossier's promise."""
    rows = BookLine.objects.filter(office_id=office_id, is_electronic=True, dossier__void_at=None)
    late = rows.filter(dossier__due_at_current__lt=at, dossier__processed_at=None)
    for line in late.filter(state__in=(State.SIGNING, State.CERTIFIED)).select_related("dossier"):
        what = "đã duyệt nhưng chưa ký số xong" if line.state == State.SIGNING else "đã ký số nhưng chưa phát hành"
        yield Broken(line.dossier.code, f"bản sao điện tử “{line}” {what}, quá hẹn trả")
