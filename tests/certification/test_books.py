"""The books: numbers without gap, each year from 01, a struck line stays, months are printed, a year is closed."""

import threading
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from tests.certification import stage
from tests.certification.stage import BIRTH, DIPLOMA, SIGNATURE, at, come

from motcua.certification import books, finding, lines, printing, striking, translators, wordings
from motcua.certification.books import ClosedAlready, TooEarly, YearClosed, YearClosing
from motcua.certification.certifying import Document
from motcua.certification.lines import BookLine, NoSuchLine, State
from motcua.certification.printing import BookPrint, MonthNotOver, NothingToPrint
from motcua.certification.striking import NotNumbered
from motcua.certification.wordings import WordingUnclear
from motcua.desk import void
from motcua.dossiers.access import NoSuchDossier
from motcua.dossiers.intake import ReasonMissing
from motcua.journal import entries, jobs, verification
from motcua.journal.jobs import Job
from motcua.office.rights import NotAllowed
from motcua.office.settings_dated import OfficeSetting
from motcua.site.demo import builders


def told(book: str = "copies") -> list[tuple[int, int]]:
    rows = BookLine.objects.filter(book=book, number__isnull=False).order_by("year", "number")
    return list(rows.values_list("year", "number"))


def words_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in opened)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_thirty_two_counters_at_once_leave_no_gap_and_no_number_twice(house):
    start, raised = threading.Barrier(32), []

    def serve(n: int) -> None:
        try:
            start.wait()
            come(house, *([BIRTH, DIPLOMA] if n % 2 else [BIRTH]), key=f"visit-{n}")
        except Exception as trouble:
            raised.append(trouble)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=serve, args=(n,)) for n in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []
    assert told() == [(2026, number) for number in range(1, 49)]
    assert verification.verify(house.office.pk) == []


@pytest.mark.django_db
class TestYear:
    """The local year rules: 31/12 23:59 is the old one, 01/01 00:00 the new one."""

    def test_the_first_number_of_the_new_year_is_01(self, house):
        come(house, BIRTH, DIPLOMA, moment=at("31/12 23:59"))
        come(house, BIRTH, moment=at("01/01 00:00", year=2027))
        assert told() == [(2026, 1), (2026, 2), (2027, 1)]
        assert BookLine.objects.get(year=2027).number_words == "01, quyển số 01/2027-SCT/BS"

    def test_a_year_is_closed_by_the_head_at_its_end_and_takes_no_more(self, house):
        line = come(house, BIRTH, moment=at("30/12 09:00")).lines[0]
        with pytest.raises(NotAllowed):
            books.close(house.office, "copies", 2026, by=house.acting("reception"), at=at("31/12 16:00"))
        with pytest.raises(TooEarly):
            books.close(house.office, "copies", 2026, by=house.acting("leader"), at=at("30/12 16:00"))
        closing = books.close(house.office, "copies", 2026, by=house.acting("leader"), at=at("31/12 16:00"))
        assert (closing.last_number, closing.certified, closing.struck) == (1, 1, 0)
        with pytest.raises(YearClosed, match="số 01"):
            come(house, BIRTH, moment=at("31/12 16:30"))
        with pytest.raises(YearClosed):
            striking.strike(line.pk, reason="sai tên", by=house.acting("reception"), at=at("31/12 16:40"))
        with pytest.raises(ClosedAlready):
            books.close(house.office, "copies", 2026, by=house.acting("leader"), at=at("31/12 17:00"))
        assert come(house, Document("Giấy ủy quyền"), code=SIGNATURE, moment=at("31/12 16:30"))
        come(house, BIRTH, moment=at("04/01 08:00", year=2027))
        assert told() == [(2026, 1), (2027, 1)]

    def test_the_closed_year_is_bound_once_with_the_heads_words(self, house):
        come(house, BIRTH, moment=at("30/12 09:00"))
        closing = books.close(house.office, "copies", 2026, by=house.acting("leader"), at=at("31/12 16:00"))
        entry = entries.of(closing.pk, house.office.pk)[0]
        job = jobs.new("certification.bind", office=house.office.pk, payload={}, key="b", entry=entry)
        printing.bind(job, at("31/12 16:01"))
        printing.bind(job, at("31/12 16:02"))
        bound = YearClosing.objects.get().file
        assert "Năm 2027 bắt đầu từ số 01" in words_of(bound.read())
        assert verification.verify(house.office.pk) == []


@pytest.mark.django_db
class TestStrike:
    """A wrong line is struck and keeps its number; the right one is entered anew."""

    def test_the_number_stays_and_the_right_line_gets_the_next(self, house):
        wrong = come(house, BIRTH, DIPLOMA).lines[0]
        act = {"by": house.acting("reception"), "at": at("20/11 10:00")}
        struck, right = striking.strike(
            wrong.pk, reason="Ghi nhầm loại giấy", instead=Document("Trích lục khai sinh", copies=3, pages=1), **act
        )
        assert told() == [(2026, 1), (2026, 2), (2026, 3)]
        assert (struck.state, struck.number, struck.document_type) == (State.STRUCK, 1, "Giấy khai sinh")
        assert (right.number, right.replaces_id, right.fee) == (3, wrong.pk, 6000)
        with pytest.raises(NotNumbered):
            striking.strike(wrong.pk, reason="nữa", **act)
        assert verification.verify(house.office.pk) == []

    def test_without_a_reason_nothing_is_struck(self, house):
        line = come(house, BIRTH).lines[0]
        with pytest.raises(ReasonMissing):
            striking.strike(line.pk, reason=" ", by=house.acting("reception"), at=at("20/11 10:00"))

    def test_another_office_finds_no_line(self, house):
        line = come(house, BIRTH).lines[0]
        other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
        with pytest.raises(NoSuchDossier):
            striking.strike(line.pk, reason="sai", by=other.acting("reception"), at=at("20/11 10:00"))
        with pytest.raises(NoSuchLine):
            lines.find(line.pk, other.office.pk)
        assert finding.page(other.office.pk, year=2026).rows == []

    def test_what_waits_falls_away_with_its_void_dossier(self, house):
        done = come(house, BIRTH, when="today")
        void.void(done.dossier.pk, reason="nhầm", by=house.acting("reception"), at=at("20/11 10:00"))
        entry = next(e for e in entries.of(done.dossier.pk, house.office.pk) if e.name == "dossiers.Voided")
        striking.drop(Job(name="certification.drop", office_id=house.office.pk, entry=entry), at("20/11 10:01"))
        assert BookLine.objects.get().state == State.DROPPED and told() == []


@pytest.mark.django_db
class TestPrint:
    """Each month is printed for binding when it is over; the print is kept and journalled."""

    def test_a_month_is_printed_when_it_is_over(self, house):
        come(house, BIRTH, DIPLOMA)
        act = {"by": house.acting("specialist")}
        with pytest.raises(MonthNotOver):
            printing.print_month(house.office, "copies", 2026, 11, at=at("30/11 16:00"), **act)
        with pytest.raises(NothingToPrint):
            printing.print_month(house.office, "copies", 2026, 10, at=at("30/11 16:00"), **act)
        assert printing.unprinted(house.office.pk, at("01/12 08:00")) == [("copies", 2026, 11)]
        made = printing.print_month(house.office, "copies", 2026, 11, at=at("01/12 08:00"), **act)
        assert (made.first_number, made.last_number, made.line_count, made.edition) == (1, 2, 2, 1)
        said = words_of(made.file.read())
        assert "SCT/BS" in said and "Giấy khai sinh" in said and "2 việc chứng thực, 5 bản" in said
        assert printing.unprinted(house.office.pk, at("01/12 08:00")) == []
        again = printing.print_month(house.office, "copies", 2026, 11, at=at("02/12 08:00"), **act)
        assert again.edition == 2 and BookPrint.objects.count() == 2

    def test_only_who_keeps_the_books_prints(self, house):
        with pytest.raises(NotAllowed):
            printing.print_month(house.office, "copies", 2026, 10, by=house.acting("cashier"), at=at())


@pytest.mark.django_db
class TestFigures:
    """The figures of a month count lines, copies, fees, paper and electronic; a struck line is apart."""

    def test_each_book_and_the_sum(self, house):
        wrong = come(house, BIRTH, DIPLOMA).lines[1]
        come(house, Document("Giấy ủy quyền"), code=SIGNATURE)
        striking.strike(wrong.pk, reason="sai", by=house.acting("reception"), at=at("20/11 10:00"))
        found = {one.book: one for one in finding.figures(house.office.pk, 2026, 11)}
        copies = found["copies"]
        assert (copies.certified, copies.copies, copies.fee, copies.struck, copies.paper) == (1, 3, 6000, 1, 1)
        assert (found[""].certified, found[""].fee, found[""].fee_unknown) == (2, 16_000, 0)
        assert finding.figures(house.office.pk, 2026, 10)[-1].certified == 0

    @pytest.mark.parametrize(
        ("text", "numbers"), [("a thut", [1, 2]), ("bang", [2]), ("2", [2]), ("thut khai", [1]), ("khong co", [])]
    )
    def test_a_line_is_found_by_name_document_or_number_without_marks(self, house, text, numbers):
        come(house, BIRTH, DIPLOMA)
        assert sorted(row.number for row in finding.page(house.office.pk, year=2026, text=text).rows) == numbers

    def test_a_long_book_goes_on_page_by_page(self, house):
        for minute in range(4):
            come(house, BIRTH, moment=at(f"20/11 09:0{minute}"))
        first = finding.page(house.office.pk, year=2026, limit=3)
        rest = finding.page(house.office.pk, year=2026, limit=3, after=first.following)
        assert [row.number for row in (*first.rows, *rest.rows)] == [4, 3, 2, 1] and rest.following == ""


@pytest.mark.django_db
class TestDatedData:
    """How a number is written, the volume and the wording are dated data."""

    def test_the_office_dates_how_a_number_is_written_and_the_volume(self, house):
        for name, value in (("certify_number", "{so}/{nam}/{ky_hieu} quyển {quyen}"), ("certify_volume", "month")):
            OfficeSetting.objects.create(office=house.office, name=name, value=value, valid_from=at().date())
        assert come(house, BIRTH, moment=at("19/11 09:00")).lines[0].number_words == "01, quyển số 01/2026-SCT/BS"
        assert come(house, BIRTH).lines[0].number_words == "02/2026/SCT/BS quyển 11"

    def test_an_office_dates_its_own_wording(self, house):
        act = {"legal_ref": "NĐ 280/2025", "by": house.acting("leader"), "at": at("19/11 09:00")}
        text = "Bản sao đúng với bản chính\nSố: {so}\n{ngay}"
        wordings.change(house.office, "copy", text, valid_from=at().date(), **act)
        assert come(house, BIRTH, moment=at("19/11 10:00")).lines[0].words.startswith("Chứng thực bản sao")
        assert come(house, BIRTH).lines[0].words == (
            "Bản sao đúng với bản chính\nSố: 02, quyển số 01/2026-SCT/BS\nngày 20 tháng 11 năm 2026"
        )
        for bad in ("Không có số", "Số {so} của {nguoi_la}", "{so} {"):
            with pytest.raises(WordingUnclear):
                wordings.change(house.office, "copy", bad, valid_from=at().date(), **act)
        with pytest.raises(WordingUnclear):
            wordings.change(house.office, "copy", text, valid_from=at("18/11 08:00").date(), **act)

    def test_a_name_that_looks_like_a_field_is_never_filled(self, house):
        person = {**stage.PERSON, "full_name": "A {so} Thút"}
        line = come(house, Document("Giấy {ngay}"), code=SIGNATURE, applicant=person).lines[0]
        assert "A {so} Thút" in line.words and "Giấy {ngay}" in line.words

    def test_a_right_is_ended_and_a_translator_leaves_the_list(self, house):
        act: dict[str, Any] = {"by": house.acting("leader"), "at": at("19/11 09:00")}
        row = translators.enlist(
            house.office, full_name="Siu Lan", languages="Anh", basis="QĐ", from_on=stage.SINCE, **act
        )
        assert translators.find(row.pk, house.office.pk, at().date()) == row
        translators.end(row.pk, **act)
        with pytest.raises(translators.NoSuchTranslator):
            translators.find(row.pk, house.office.pk, at().date())
