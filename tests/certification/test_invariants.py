"""`motcua invariants` names a book with a gap, a certification outside the books, a late copy, a line after closing."""

from typing import Any

import pytest
from django.db.models import Max
from tests.certification import stage
from tests.certification.stage import BIRTH, CONTRACT, DIPLOMA, SIGNATURE, at, come
from tests.certification.test_electronic import scanned

from motcua.certification import books, electronic, invariants, striking
from motcua.certification.certifying import Document
from motcua.certification.lines import BookLine, State
from motcua.desk import certified_fees, certify_electronic
from motcua.dossiers.dossier import Dossier
from motcua.fees.charges import Charge
from motcua.fees.payments import Payment
from motcua.office.series import Series
from motcua.site.management.commands import invariants as command

pytestmark = pytest.mark.django_db
COPIES = "Sổ SCT/BS năm 2026"


@pytest.fixture
def entered(house: Any) -> list[BookLine]:
    """Three lines in the book of copies, one in that of signatures, one in that of contracts."""
    first = come(house, BIRTH, DIPLOMA)
    second = come(house, BIRTH, moment=at("20/11 10:00"))
    come(house, Document("Giấy ủy quyền"), code=SIGNATURE)
    come(house, Document("Hợp đồng tặng cho"), code=CONTRACT)
    return [*first.lines, *second.lines]


def said(house: Any, when: str = "20/11 11:00") -> list[tuple[str, str]]:
    office_id = house.office.pk
    found = [*invariants.check(office_id, at=at(when)), *certified_fees.check(office_id)]
    return [(one.code, one.words) for one in found]


def remove(line: BookLine) -> None:
    BookLine.objects.filter(pk=line.pk).delete()


def test_sound_books_are_said_to_be_sound(house, entered):
    assert said(house) == [] and list(command.broken(house.office.pk, at=at("20/11 11:00"))) == []
    assert invariants.count(house.office.pk) == 5
    act = {"by": house.acting("reception"), "at": at("20/11 10:30")}
    striking.strike(entered[0].pk, reason="Sai", instead=Document("Trích lục", copies=1, pages=1), **act)
    striking.strike(entered[1].pk, reason="Sai", **act)
    come(house, BIRTH, moment=at("04/01 08:00", year=2027))
    assert said(house) == [], "struck lines keep their numbers, a new year begins at 01"


def test_each_missing_number_is_named(house, entered):
    remove(entered[1])
    assert said(house) == [(COPIES, "số không liên tục: thiếu số 02")]


def test_a_line_cut_off_the_end_is_named_too(house, entered):
    remove(entered[2])
    assert (COPIES, "số không liên tục: thiếu số 03") in said(house)
    assert (entered[2].dossier.code, "đã trả kết quả chứng thực nhưng không có dòng nào trong sổ") in said(house)


def test_a_whole_book_that_vanished_is_named(house, entered):
    BookLine.objects.filter(book="copies").delete()
    assert (COPIES, "số không liên tục: thiếu số 01, 02, 03") in said(house)


def test_many_missing_numbers_are_five_names_and_a_count(house, entered):
    Series.objects.filter(name=books.series_of("copies")).update(last=30)
    assert said(house) == [(COPIES, "số không liên tục: thiếu số 04, 05, 06, 07, 08 và 22 số khác")]


def test_a_number_that_nobody_gave_is_named(house, entered):
    BookLine.objects.filter(pk=entered[2].pk).update(number=9)
    assert said(house) == [
        (COPIES, "số không liên tục: thiếu số 03, 04, 05, 06, 07 và 1 số khác"),
        (COPIES, "có số 09 mà sổ mới cấp đến số 03"),
    ]


@pytest.mark.parametrize("gone", [{"certifier": None}, {"certified_at": None}, {"words": ""}, {"volume": None}])
def test_a_number_without_what_belongs_to_it_is_named(house, entered, gone):
    BookLine.objects.filter(pk=entered[0].pk).update(**gone)
    words = f"dòng “{entered[0]}” có số nhưng thiếu ngày, người chứng thực hoặc lời chứng"
    assert said(house) == [(entered[0].dossier.code, words)]


def test_a_line_in_the_book_of_another_year_is_named(house, entered):
    BookLine.objects.filter(pk=entered[0].pk).update(certified_at=at("31/12 09:00", year=2025))
    assert said(house) == [(entered[0].number_words, "chứng thực năm 2025, ghi vào sổ năm 2026")]


def test_a_certification_without_fee_or_a_fee_that_the_book_does_not_say_is_named(house, entered):
    dossier = entered[2].dossier
    BookLine.objects.filter(pk=entered[2].pk).update(fee=None)
    assert said(house) == [(dossier.code, "đã chứng thực, có khoản thu nhưng sổ không ghi phí")]
    BookLine.objects.filter(pk=entered[2].pk).update(fee=6000)
    Payment.objects.filter(charge__dossier=dossier).delete()
    Charge.objects.filter(dossier=dossier).delete()
    assert said(house) == [(dossier.code, "đã chứng thực, sổ ghi phí nhưng không có khoản thu nào")]


@pytest.fixture
def approved(house: Any) -> Dossier:
    """An electronic copy approved and not signed; due on the day at its closing."""
    stage.grant(house, way="electronic")
    dossier = come(house, scanned(house)).dossier
    electronic.approve(dossier.pk, by=house.acting("leader"), at=at("20/11 09:10"))
    return Dossier.objects.get(pk=dossier.pk)


def test_an_approved_copy_is_named_only_beyond_its_promise_and_until_it_is_signed(house, approved):
    line = BookLine.objects.get()
    assert said(house, "20/11 16:59") == []
    assert approved.due_at_current == at("20/11 17:00")
    late = (approved.code, f"bản sao điện tử “{line}” đã duyệt nhưng chưa ký số xong, quá hẹn trả")
    assert said(house, "20/11 17:01") == [late]
    certify_electronic.sign(approved.pk, house.office.pk, at=at("21/11 09:00"))
    assert said(house, "21/11 09:01") == []


def test_a_signed_copy_that_was_never_issued_or_lost_a_signature_is_named(house, approved):
    certify_electronic.sign(approved.pk, house.office.pk, at=at("20/11 09:11"))
    line = BookLine.objects.get()
    Dossier.objects.filter(pk=approved.pk).update(processed_at=None)
    words = f"bản sao điện tử “{line}” đã ký số nhưng chưa phát hành, quá hẹn trả"
    assert said(house, "23/11 09:00") == [(approved.code, words)]
    BookLine.objects.update(office_signature=None)
    assert (approved.code, f"bản sao điện tử “{line}” ghi đã chứng thực nhưng thiếu chữ ký số") in said(house)


@pytest.fixture
def closed(house: Any) -> BookLine:
    """The book of copies of 2026, closed with one line."""
    line = come(house, BIRTH, moment=at("30/12 09:00")).lines[0]
    books.close(house.office, "copies", 2026, by=house.acting("leader"), at=at("31/12 16:00"))
    return line


def test_a_line_after_the_closing_is_named(house, closed):
    assert said(house) == []
    BookLine.objects.filter(pk=closed.pk).update(certified_at=at("31/12 16:30"))
    assert said(house) == [(COPIES, "đã khóa mà còn dòng số 01 ghi sau đó")]


def test_one_more_line_in_a_closed_book_is_named_by_number_and_by_count(house, closed):
    closed.pk, closed.number, closed.position = None, 2, 2
    closed._state.adding = True
    closed.id = BookLine._meta.get_field("id").get_default()
    closed.save(force_insert=True)
    Series.objects.filter(name=books.series_of("copies")).update(last=2)
    assert said(house) == [
        (COPIES, "đã khóa mà còn dòng số 02 ghi sau đó"),
        (COPIES, "số dòng khác với số đã ghi khi khóa sổ"),
    ]
    assert BookLine.objects.aggregate(Max("number"))["number__max"] == 2


def test_a_line_struck_after_the_closing_is_named(house, closed):
    BookLine.objects.filter(pk=closed.pk).update(state=State.STRUCK, struck_at=at("02/01 09:00", year=2027))
    assert said(house) == [(COPIES, "đã khóa mà dòng số 01 bị gạch bỏ sau đó")]


def test_the_checks_cost_the_same_for_one_and_three_lines(house, django_assert_num_queries):
    for count in (1, 3):
        for number in range(count):
            come(house, BIRTH, moment=at(f"20/11 1{count}:{number}0"))
        with django_assert_num_queries(13):
            said(house)
