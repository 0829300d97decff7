"""The logbook (Mẫu 07): numbered from 01 per sector and year, printed for a period, closed by the head."""

from datetime import date

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.dossiers import situations
from tests.dossiers.moments import at
from tests.papers.test_typesetting import words_of

from motcua.desk import hand_over
from motcua.dossiers import deliveries, logbook, logbook_print, logbook_volumes
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.results import Result
from motcua.journal import verification
from motcua.office.rights import NotAllowed
from motcua.office.series import SeriesClosed
from motcua.papers import verification as signatures_check
from motcua.site import worker
from motcua.site.demo import builders, lives

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NEW_YEARS_EVE = at("31/12 16:00")


@pytest.fixture
def land(house):
    """A procedure of another sector."""
    return builders.open_for_filing(house, builders.procedure("1.000009", sector="Đất đai", name="Thủ tục đất đai"))


def accept(house, version, moment, number="999095000123"):
    return lives.accept(house, lives.file(house, version, at=at(moment), number=number), at=at(moment))


def close(house, book, moment=NEW_YEARS_EVE, kind="director"):
    return logbook.close(house.office.pk, book.id, by=house.acting(kind), at=moment)


def test_each_sector_has_its_book_numbered_from_one_in_each_year(house, version, land):
    told = [(version, "02/11 09:00"), (land, "02/11 09:10"), (version, "03/11 09:00")]
    numbers = [accept(house, one, moment).book_number for one, moment in told]
    next_year = lives.file(house, version, at=at("04/01 09:00", year=2027))
    lives.accept(house, next_year, at=at("04/01 09:10", year=2027))
    assert numbers == [1, 1, 2] and Dossier.objects.get(pk=next_year.pk).book_number == 1
    assert logbook.years(house.office.pk) == [2027, 2026]
    assert [(book.sector, book.place, book.last) for book in logbook.of_year(house.office.pk, 2026)] == [
        ("Hộ tịch", 1, 2),
        ("Đất đai", 2, 1),
    ]


def test_a_line_says_every_column_of_the_form(house, version):
    situations.returned(house, version)
    situations.stopped(house, version)
    (book,) = logbook.of_year(house.office.pk, 2026)
    words = words_of(logbook_print.pdf(house.office, book, YEAR, at=at("05/11 10:00")))
    heads = [
        ("STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Tên tổ chức, cá nhân", "Địa chỉ, số điện thoại"),
        ("Cơ quan chủ trì giải quyết", "Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", "Phương thức nhận kết quả"),
        ("Nhận và trả kết quả", "Ký nhận"),
    ]
    for row in heads:
        places = [words.find(head) for head in row]
        assert -1 not in places and places == sorted(places), "the columns stand in the order of the form"
    for told in ("01/STD", "Lĩnh vực: Hộ tịch · Năm 2026 · Quyển số 01", "A Thút", "Làng Kon Rlong, xã Hoa Sen"):
        assert told in words
    for told in (
        "08 giờ 00, ngày 05/11/2026",
        "A Thút (ký nhận tại quầy)",
        "Dừng giải quyết 04/11/2026",
    ):
        assert told in words


def test_a_period_holds_the_dossiers_accepted_within_it(house, version):
    for moment in ("02/11 09:00", "03/11 09:00", "04/11 16:59"):
        accept(house, version, moment)
    (book,) = logbook.of_year(house.office.pk, 2026)
    period = (date(2026, 11, 3), date(2026, 11, 4))
    assert [line.dossier.book_number for line in logbook.lines(book, period=period)] == [2, 3]
    assert logbook.count(book, period) == 2


def test_a_long_book_goes_over_pages_with_its_heads_and_numbers(house, version, monkeypatch):
    accept(house, version, "02/11 09:00")
    (book,) = logbook.of_year(house.office.pk, 2026)
    real = logbook.lines(book)
    monkeypatch.setattr(logbook, "lines", lambda *a, **k: real * 60)
    made = logbook_print.pdf(house.office, book, YEAR, at=at("02/11 10:00"))
    opened = pypdfium2.PdfDocument(made)
    for place in range(len(opened)):
        words = " ".join(opened[place].get_textpage().get_text_bounded().split())
        assert f"Trang {place + 1}/{len(opened)}" in words
        assert "Cơ quan chủ trì" in words or place == len(opened) - 1
    assert len(opened) >= 4


def test_a_period_too_long_for_one_print_is_refused_with_what_to_do(house, version, monkeypatch):
    accept(house, version, "02/11 09:00")
    monkeypatch.setattr(logbook_print, "MOST", 0)
    (book,) = logbook.of_year(house.office.pk, 2026)
    with pytest.raises(logbook_print.TooLongToPrint, match="từng tháng"):
        logbook_print.pdf(house.office, book, YEAR, at=at("02/11 10:00"))


def test_the_head_closes_the_book_and_the_year_takes_no_further_dossier(house, version, land):
    accept(house, version, "02/11 09:00")
    accept(house, version, "03/11 09:00")
    (book,) = logbook.of_year(house.office.pk, 2026)
    closing = close(house, book)
    assert (closing.last, closing.digest) == (
        2,
        logbook.digest_of([(1, "H99.01-261102-0001"), (2, "H99.01-261103-0001")]),
    )
    late = lives.file(house, version, at=at("31/12 16:10"))
    with pytest.raises(SeriesClosed, match="khóa"):
        lives.accept(house, late, at=at("31/12 16:20"))
    assert Dossier.objects.get(pk=late.pk).book_number is None
    assert accept(house, land, "31/12 16:30").book_number == 1, "the book of another sector is open"
    lives.accept(house, late, at=at("04/01 08:00", year=2027))
    assert Dossier.objects.get(pk=late.pk).book_number == 1
    book = logbook.find(house.office.pk, book.id)
    words = words_of(logbook_print.pdf(house.office, book, YEAR, at=NEW_YEARS_EVE))
    assert "Khóa sổ ngày 31/12/2026: 2 hồ sơ, từ số 01 đến số 02" in words and "A Brưu" in words
    assert not verification.verify(house.office.pk)


def test_a_book_is_closed_once_by_the_head_and_not_before_the_last_day(house, version):
    accept(house, version, "02/11 09:00")
    (book,) = logbook.of_year(house.office.pk, 2026)
    with pytest.raises(logbook.YearNotOver, match="31/12/2026"):
        close(house, book, at("30/12 17:00"))
    for kind in ("reception", "specialist", "cashier", "steward"):
        with pytest.raises(NotAllowed):
            close(house, book, kind=kind)
    close(house, book)
    with pytest.raises(logbook.ClosedAlready):
        close(house, book)
    with pytest.raises(logbook.NoSuchBook):
        logbook.close(house.office.pk, house.office.pk, by=house.acting("director"), at=NEW_YEARS_EVE)


def test_a_page_of_the_book_costs_the_same_for_one_line_and_for_three(house, version):
    costs = []
    for moment in ("02/11 09:00", "02/11 09:10", "02/11 09:20"):
        accept(house, version, moment)
        (book,) = logbook.of_year(house.office.pk, 2026)
        with CaptureQueriesContext(connection) as captured:
            logbook.lines(book, size=logbook.PAGE)
        costs.append(len(captured))
    assert costs == [4, 4, 4]


TAKEN = [
    ({"way": "counter"}, "A Thút (ký phiếu giao trả số 01/PGT-TTPVHCC)"),
    ({"way": "counter", "received_by": "A THÚT"}, "A THÚT (ký phiếu giao trả số 01/PGT-TTPVHCC)"),
    ({"way": "counter", "received_by": "Y Bleo"}, "Y Bleo, nhận thay (ký phiếu giao trả số 01/PGT-TTPVHCC)"),
    ({"way": "download"}, "A Thút (tải bản điện tử trên hệ thống)"),
    ({"way": "post"}, "Bưu chính phát, mã vận đơn EB999VN"),
]


@pytest.mark.parametrize(("act", "said"), TAKEN)
def test_who_took_the_result_stands_in_the_last_column_as_it_was(house, version, act, said):
    dossier = situations.processed(house, version)
    if act["way"] == "post":
        deliveries.post(dossier.pk, tracking_number="EB999VN", by=house.acting("reception"), at=at("05/11 07:50"))
    by = house.citizen(dossier.applicant_id) if act["way"] == "download" else house.acting("reception")
    if act["way"] == "download":
        Result.objects.filter(dossier=dossier).update(is_electronic=True)
    hand_over.hand_over(dossier.pk, **act, by=by, at=at("05/11 08:00"))
    (book,) = logbook.of_year(house.office.pk, 2026)
    assert [line.signed for line in logbook.lines(book)] == [said]


def test_a_closed_book_is_signed_by_its_head_in_volumes_that_hold_every_line(house, version, monkeypatch):
    for moment in ("02/11 09:00", "03/11 09:00", "04/11 09:00"):
        accept(house, version, moment)
    (book,) = logbook.of_year(house.office.pk, 2026)
    assert logbook_volumes.of_book(book) == []
    monkeypatch.setattr(logbook_volumes, "MOST", 2)
    close(house, book)
    worker.run_once(at("31/12 16:05"))
    book = logbook.find(house.office.pk, book.id)
    volumes = logbook_volumes.of_book(book)
    assert [(one.part, one.first, one.last) for one in volumes] == [(1, 1, 2), (2, 3, 3)]
    for one in volumes:
        made = one.signature.file.read()
        (report,) = signatures_check.check(made).reports
        assert report.is_sound and report.is_own and report.signer.startswith("A Brưu") and report.covers_whole
        words = words_of(made)
        assert f"Tập {one.part:02d}, từ số {one.first:02d} đến số {one.last:02d}" in words and "Khóa sổ ngày" in words
        assert logbook_volumes.find_signed(one.signature) == (book, one)
    assert logbook_volumes.sign_waiting(book.id, house.office.pk, at=at("31/12 16:10")) == []
    assert not verification.verify(house.office.pk)
