"""The counter: one act opens the dossier, numbers every document, takes the fee and hands the copies over."""

from datetime import timedelta

import pytest
from tests.certification import stage
from tests.certification.stage import BIRTH, CONTRACT, COPY, DIPLOMA, SIGNATURE, TRANSLATION, at, come

from motcua.certification import matters, translators
from motcua.certification.appointments import AgreementMissing, AppointmentMissing, CannotProlong
from motcua.certification.authority import NoRightToCertify
from motcua.certification.certifying import (
    Document,
    DocumentUnclear,
    NothingAsked,
    NothingWaiting,
    StatementsMissing,
)
from motcua.certification.exclusions import ExclusionUnknown
from motcua.certification.lines import BookLine, State
from motcua.desk import certify_refuse, certify_waiting
from motcua.dossiers import invariants, promises, results, slips
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.gates import GateClosed
from motcua.dossiers.prolonging import NotLonger
from motcua.dossiers.status import Status
from motcua.fees.charges import ChargeState
from motcua.fees.payments import Payment
from motcua.journal import entries, verification
from motcua.kernel.localtime import local
from motcua.office.rights import NotAllowed
from motcua.procedures.channels import ChannelTerm

pytestmark = pytest.mark.django_db


def numbers(book: str = "copies") -> list[str]:
    rows = BookLine.objects.filter(book=book, number__isnull=False).order_by("year", "number")
    return list(rows.values_list("number_words", flat=True))


def sound(house) -> bool:
    return verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_a_visit_with_two_documents_is_one_act_from_the_code_to_the_returned_result(house):
    done = come(house, BIRTH, DIPLOMA)
    assert done.dossier.status == Status.RETURNED and done.dossier.outcome == "granted"
    assert numbers() == ["01, quyển số 01/2026-SCT/BS", "02, quyển số 01/2026-SCT/BS"]
    assert done.charge.amount_to_pay == 3 * 2000 + 2 * 4000 and done.charge.state == ChargeState.PAID
    assert [line.fee for line in done.lines] == [6000, 8000]
    assert Payment.objects.get().receipt_number == 1
    said = [entry.name.split(".")[1] for entry in entries.of(done.dossier.pk, house.office.pk)]
    assert said == [
        "Submitted",
        "Accepted",
        "Transferred",
        "CertificationAsked",
        "Certified",
        "Charged",
        "CashTaken",
        "SignedAtCounter",
        "ResultIssued",
        "ResultReturned",
    ]
    assert len({entry.act_id for entry in entries.of(done.dossier.pk, house.office.pk)}) == 1
    result = results.find(done.dossier)
    assert result.title == "Chứng thực: Giấy khai sinh (3 bản), Bằng tốt nghiệp (2 bản)"
    assert (result.file, result.is_electronic) == (None, False)
    assert sound(house)


def test_the_wording_is_written_as_it_was_on_that_day_with_who_certified(house):
    line = come(house, BIRTH).lines[0]
    assert line.words.splitlines() == [
        "Chứng thực bản sao đúng với bản chính",
        "Số chứng thực: 01, quyển số 01/2026-SCT/BS",
        "Thôn 1, xã Hoa Sen, ngày 20 tháng 11 năm 2026",
    ]
    assert (line.certifier_name, line.certifier_title) == ("Đinh Thị Thu Hằng", "Phó Chủ tịch UBND xã")
    assert "23/2015" in line.legal_ref


def test_the_same_form_sent_twice_is_one_dossier_with_its_numbers(house):
    first, again = come(house, BIRTH, key="k"), come(house, BIRTH, key="k")
    assert first.dossier.pk == again.dossier.pk and not again.is_new
    assert len(numbers()) == 1 and Dossier.objects.count() == 1


def test_each_document_has_its_number_and_each_book_its_own(house):
    translator = translators.enlist(
        house.office,
        full_name="Siu Lan",
        languages="tiếng Anh",
        basis="QĐ 5/QĐ-STP (minh họa)",
        from_on=stage.SINCE,
        by=house.acting("leader"),
        at=at(),
    )
    come(house, Document("Sơ yếu lý lịch", manner="signature"), Document("Giấy ủy quyền"), code=SIGNATURE)
    come(house, Document("Bản dịch hộ chiếu", translator=translator), code=TRANSLATION)
    come(house, Document("Hợp đồng tặng cho đất", copies=3, pages=4), code=CONTRACT)
    come(house, BIRTH)
    assert numbers("signatures") == ["01, quyển số 01/2026-SCT/CK,ĐC", "02, quyển số 01/2026-SCT/CK,ĐC"]
    assert numbers("translators") == ["01, quyển số 01/2026-SCT/CKND"]
    assert numbers("contracts") == ["01, quyển số 01/2026-SCT/HĐ,GD"]
    assert numbers("copies") == ["01, quyển số 01/2026-SCT/BS"]
    fees = dict(BookLine.objects.values_list("document_type", "fee"))
    assert fees["Giấy ủy quyền"] == 10_000 and fees["Hợp đồng tặng cho đất"] == 50_000
    assert "Siu Lan" in BookLine.objects.get(book="translators").words


@pytest.mark.parametrize(
    ("manner", "heading"),
    [
        ("signature", "Chứng thực chữ ký"),
        ("signature_many", "Chứng thực chữ ký"),
        ("thumb_print", "Chứng thực điểm chỉ"),
        ("unable", "Chứng thực trường hợp không thể ký, không thể điểm chỉ"),
    ],
)
def test_how_a_person_signs_decides_the_wording(house, manner, heading):
    line = come(house, Document("Sơ yếu lý lịch", manner=manner), code=SIGNATURE).lines[0]
    assert line.words.splitlines()[0] == heading
    assert "A Thút" in line.words and "Y Hlui" in line.words


@pytest.mark.parametrize(
    ("pages", "copies", "fee"),
    [(1, 1, 2000), (2, 1, 4000), (5, 1, 7000), (198, 1, 200_000), (199, 1, 200_000), (3, 10, 50_000)],
)
def test_the_fee_is_that_of_the_circular(house, pages, copies, fee):
    """domain.md 10.1: 2.000 a page, 1.000 from the third, at most 200.000 a copy; the original's pages count."""
    done = come(house, Document("Sổ", copies=copies, pages=pages))
    assert (done.charge.amount_to_pay, done.lines[0].fee) == (fee, fee)


def test_an_unknown_fee_is_unknown_and_no_money_is_taken(house):
    ChannelTerm.objects.filter(version__procedure__code=COPY).update(fee_amount=None)
    done = come(house, BIRTH)
    assert done.charge is None and done.lines[0].fee is None and not Payment.objects.exists()
    assert done.dossier.status == Status.RETURNED


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("20/11 14:59", "20/11 17:00"),  # Friday, before the cut-off: the same day
        ("20/11 15:00", "20/11 17:00"),  # "sau 15 giờ" leaves 15:00 itself in time
        ("20/11 15:01", "23/11 17:00"),  # after it: Monday
        ("23/11 10:00", "23/11 17:00"),  # domain.md 3.6
        ("23/11 15:30", "25/11 17:00"),  # domain.md 3.6: 24/11 is a holiday
    ],
)
def test_before_three_it_is_due_the_same_day_after_three_on_the_next_working_day(house, moment, due):
    from motcua.office.calendar import CalendarDay

    CalendarDay.objects.create(on=at("24/11 08:00").date(), kind="holiday", note="Ngày Văn hóa", is_confirmed=True)
    done = come(house, BIRTH, moment=at(moment), when="today")
    assert done.dossier.status == Status.IN_PROCESS and done.lines[0].number is None
    assert local(done.dossier.due_at_original).strftime("%d/%m %H:%M") == due
    assert "01" in [slip.form for slip in slips.of_dossier(done.dossier)], "the slip that names day and hour"


def test_what_waited_is_numbered_when_it_is_certified_and_handed_over_after_payment(house):
    done = come(house, BIRTH, DIPLOMA, when="today", pay="later")
    with pytest.raises(GateClosed):
        certify_waiting.certify(
            done.dossier.pk,
            certifier_id=house.staff["leader"].pk,
            hand_over=True,
            by=house.acting("reception"),
            at=at("20/11 11:00"),
        )
    assert numbers() == [], "a refusal gives the numbers back"
    certify_waiting.certify(
        done.dossier.pk, certifier_id=house.staff["leader"].pk, by=house.acting("specialist"), at=at("20/11 11:00")
    )
    assert len(numbers()) == 2 and Dossier.objects.get().status == Status.PROCESSED
    with pytest.raises(NothingWaiting):
        certify_waiting.certify(
            done.dossier.pk, certifier_id=house.staff["leader"].pk, by=house.acting("reception"), at=at("20/11 11:05")
        )
    assert sound(house)


def test_an_awaited_transfer_keeps_the_copies_at_the_counter(house):
    done = come(house, BIRTH, pay="transfer")
    assert done.dossier.status == Status.PROCESSED and done.qr
    assert numbers() == ["01, quyển số 01/2026-SCT/BS"]


class TestLonger:
    """Not in time only with a slip, and only as far as the article allows (NĐ 23/2015 Điều 21, 33, 37)."""

    def test_copies_take_up_to_two_working_days_more_with_a_slip(self, house):
        done = come(house, BIRTH, when="later", days=2, reason="120 bản")
        assert local(done.dossier.due_at_original).strftime("%d/%m") == "24/11"
        assert promises.latest_of(done.dossier).kind == "longer"
        made = [slip for slip in slips.of_dossier(done.dossier) if slip.form == "01"]
        assert len(made) == 2 and "24 tháng 11 năm 2026" in made[-1].content["due_at_words"]
        assert sound(house)

    @pytest.mark.parametrize("told", [{}, {"days": 2}, {"days": 0, "reason": "nhiều"}, {"reason": "nhiều"}])
    def test_without_days_and_reason_it_is_refused(self, house, told):
        with pytest.raises(AppointmentMissing, match="phiếu hẹn"):
            come(house, BIRTH, when="later", **told)
        assert not Dossier.objects.exists()

    def test_more_days_need_an_agreement_in_writing(self, house):
        with pytest.raises(AgreementMissing, match="thỏa thuận bằng văn bản"):
            come(house, BIRTH, when="later", days=3, reason="1.000 trang")
        done = come(house, BIRTH, when="later", days=3, reason="1.000 trang", agreement="Thỏa thuận 01/2026")
        assert local(done.dossier.due_at_original).strftime("%d/%m") == "25/11"

    def test_a_signature_is_never_prolonged(self, house):
        with pytest.raises(CannotProlong, match="không được kéo dài"):
            come(house, Document("Sơ yếu lý lịch"), code=SIGNATURE, when="later", days=1, reason="đông")

    def test_a_contract_is_due_in_two_working_days_and_longer_only_as_agreed(self, house):
        deal = Document("Hợp đồng tặng cho", pages=4)
        done = come(house, deal, code=CONTRACT, when="today")
        assert local(done.dossier.due_at_original).strftime("%d/%m") == "24/11"
        act = {"reason": "chờ xác minh", "by": house.acting("reception"), "at": at("20/11 10:00")}
        with pytest.raises(AgreementMissing):
            certify_waiting.appoint(done.dossier.pk, days=5, **act)
        with pytest.raises(NotLonger):
            certify_waiting.appoint(done.dossier.pk, days=2, agreement="TT 2", **act)
        later = certify_waiting.appoint(done.dossier.pk, days=5, agreement="TT 2", **act)
        assert local(later.due_at_original).strftime("%d/%m") == "27/11"
        assert sound(house)


class TestRefusals:
    """Every refusal says what to do, and leaves nothing behind."""

    def test_nobody_certifies_without_a_right_of_the_day(self, house):
        with pytest.raises(NoRightToCertify, match=r"A Brưu chưa được giao quyền chứng thực.*lãnh đạo UBND"):
            come(house, BIRTH, certifier_id=house.staff["director"].pk)
        stage.grant(house, "director", to_on=at().date() - timedelta(days=1))
        with pytest.raises(NoRightToCertify):
            come(house, BIRTH, certifier_id=house.staff["director"].pk)
        stage.grant(house, "director", books=("signatures",))
        with pytest.raises(NoRightToCertify):
            come(house, BIRTH, certifier_id=house.staff["director"].pk)
        assert come(house, Document("Giấy ủy quyền"), code=SIGNATURE, certifier_id=house.staff["director"].pk)

    @pytest.mark.parametrize("lacking", ["original_shown", "all_pages"])
    def test_what_was_not_seen_is_named(self, house, lacking):
        said = [name for name in stage.SAID[COPY] if name != lacking]
        with pytest.raises(StatementsMissing, match="chưa xác nhận"):
            come(house, BIRTH, statements=said)

    @pytest.mark.parametrize(
        "document", [Document(""), Document("Sổ"), Document("Sổ", pages=0), Document("Sổ", copies=0, pages=1)]
    )
    def test_a_document_without_name_pages_or_copies_is_named_by_its_row(self, house, document):
        with pytest.raises(DocumentUnclear, match="Dòng 2"):
            come(house, BIRTH, document)

    def test_nothing_asked_is_nothing_done(self, house):
        with pytest.raises(NothingAsked):
            come(house)

    def test_a_translator_off_the_list_is_refused(self, house):
        with pytest.raises(translators.NoSuchTranslator, match=r"2\.001008"):
            translators.find("nobody", house.office.pk, at().date())

    def test_only_reception_serves_the_counter(self, house):
        with pytest.raises(NotAllowed):
            come(house, BIRTH, by=house.acting("cashier"))

    def test_excluded_originals_are_refused_by_name_with_mau_03(self, house):
        act = {"applicant": stage.PERSON, "documents": [BIRTH], "by": house.acting("reception"), "at": at(), "key": "r"}
        with pytest.raises(ExclusionUnknown):
            certify_refuse.refuse(house.office, procedure_code=COPY, cases=[], **act)
        with pytest.raises(ExclusionUnknown):
            certify_refuse.refuse(house.office, procedure_code=COPY, cases=["is_contract"], **act)
        dossier = certify_refuse.refuse(house.office, procedure_code=COPY, cases=["altered", "secret"], **act)
        assert dossier.status == Status.REJECTED
        assert BookLine.objects.get().state == State.REFUSED and numbers() == []
        told = next(slip for slip in slips.of_dossier(dossier) if slip.form == "03").content["reason"]
        assert "Giấy khai sinh" in told and "tẩy xóa" in told and "Điều 22 khoản 3" in told
        assert sound(house)


def test_a_visit_with_two_documents_asks_the_database_little(house, django_assert_num_queries):
    """Most of a commune's day: nothing of the dossier is read twice, each book gives its numbers in one piece."""
    come(house, BIRTH, key="warm")
    with django_assert_num_queries(VISIT):
        come(house, BIRTH, DIPLOMA)


def test_further_documents_cost_no_statement(house, django_assert_num_queries):
    come(house, BIRTH, key="warm")
    with django_assert_num_queries(VISIT):
        come(house, *[BIRTH] * 10)


VISIT = 67


def test_a_contract_has_one_number_for_its_case(house):
    stage.grant(house)
    two = (Document("Hợp đồng tặng cho", copies=3, pages=5), Document("Hợp đồng thuê", pages=2))
    with pytest.raises(matters.OneContractOneNumber, match="một số cho mỗi việc"):
        come(house, *two, code=CONTRACT)
    assert numbers("contracts") == []
    come(house, two[0], code=CONTRACT)
    assert numbers("contracts") == ["01, quyển số 01/2026-SCT/HĐ,GD"]
