"""What a slip says when the product itself fills it: every field of the form, true for this dossier."""

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at
from tests.papers.test_typesetting import words_of

from motcua.desk import moments, receive
from motcua.desk.confirm_stop import confirm_stop
from motcua.dossiers import apologies, slips, supplements, withdrawals
from motcua.fees import charges, payments
from motcua.office.settings_dated import OfficeSetting
from motcua.office.staff import Staff
from motcua.site.demo import builders, lives


def words_on(house, dossier, form):
    slip = next(slip for slip in slips.of_dossier(dossier) if slip.form == form)
    return words_of(slips.opened(slip, by=house.acting("reception"), at=at("20/11 10:00")).read())


def on_paper(dossier):
    dossier.components.update(has_paper=False)
    row = dossier.components.first()
    row.has_paper = True
    row.save()
    return row.name


def pay(house, dossier):
    by, moment = house.acting("reception"), at("02/11 15:00")
    charge = charges.charge(dossier, by=by, at=moment)
    return payments.take_cash(charge.pk, by=by, at=moment)


def ask_and_stop(house, dossier, by):
    withdrawals.ask(dossier.pk, reason="Xin rút", by=by, at=at("04/11 10:00"))
    confirm_stop(dossier.pk, by=house.acting("reception"), at=at("04/11 14:00"))
    return words_on(house, dossier, "05")


def test_the_stop_notice_says_when_and_how_it_was_asked_what_goes_back_and_who_signs(house, version):
    dossier = situations.in_process(house, version)
    name = on_paper(dossier)
    words = ask_and_stop(house, dossier, house.citizen(dossier.applicant_id))
    for said in (
        "Ngày tiếp nhận hồ sơ: 02 tháng 11 năm 2026",
        "Ngày đề nghị dừng giải quyết: 04 tháng 11 năm 2026",
        "Hình thức đề nghị: Trực tuyến, trên trang tra cứu hồ sơ",
        "Tình trạng hồ sơ khi nhận đề nghị: Đang xử lý",
        "Theo đề nghị của ông/bà",
        f"Giấy tờ trả lại: 1 giấy tờ bản giấy: {name}",
        "Phí, lệ phí hoàn lại (nếu có): Không có khoản phí, lệ phí nào đã nộp",
        "CÔNG CHỨC TIẾP NHẬN",
        "Y Hlui",
    ):
        assert said in words, said


def test_a_stop_told_at_the_centre_says_so_and_papers_that_never_came_are_not_given_back(house, version):
    dossier = situations.in_process(house, version)
    dossier.components.update(has_paper=False)
    words = ask_and_stop(house, dossier, house.acting("reception"))
    assert "Hình thức đề nghị: Trực tiếp hoặc bằng văn bản gửi Trung tâm" in words
    assert "Giấy tờ trả lại: Không có (hồ sơ không nộp bản giấy)" in words


REFUNDS = [
    ("100", "8.000 đ (Tám nghìn đồng), trong tổng số 8.000 đ đã nộp"),
    ("50", "4.000 đ (Bốn nghìn đồng), trong tổng số 8.000 đ đã nộp"),
    ("0", "Không hoàn 8.000 đ đã nộp (QĐ 7)"),
]


@pytest.mark.parametrize(("percent", "said"), REFUNDS)
def test_the_stop_notice_says_how_much_of_the_fee_goes_back(house, version, percent, said):
    OfficeSetting.objects.create(
        office=house.office, name="refund_withdrawn", value=percent, valid_from=at().date(), legal_ref="QĐ 7"
    )
    costly = builders.procedure("2.000635", name="Cấp bản sao Trích lục hộ tịch", fee=8000)
    dossier = situations.in_process(house, builders.open_for_filing(house, costly))
    pay(house, dossier)
    words = ask_and_stop(house, dossier, house.citizen(dossier.applicant_id))
    assert f"Phí, lệ phí hoàn lại (nếu có): {said}" in words


def test_the_notice_of_an_expired_supplement_does_not_say_that_the_applicant_asked(house, version):
    dossier = situations.asked_in_process(house, version)
    moments.came(supplements.find_open(dossier).expires_at)
    words = words_on(house, dossier, "05")
    assert "Ngày đề nghị dừng" not in words and "Theo đề nghị của ông/bà" not in words
    assert "Trung tâm đã yêu cầu bổ sung, hoàn thiện hồ sơ" in words and "chưa nhận đủ giấy tờ" in words
    assert "Còn thiếu:" in words and house.office.name in words


def test_the_supplement_slip_says_until_when_and_how_the_limit_counts(house, version):
    early, later = situations.asked_at_intake(house, version), situations.asked_in_process(house, version)
    for dossier, counts in ((early, "tính từ khi hồ sơ đã đủ và được tiếp nhận"), (later, "tính lại từ đầu")):
        words = words_on(house, dossier, "02")
        until = supplements.find_open(dossier).expires_at
        assert f"{until.astimezone(at().tzinfo):%Y}" in words and "Thời hạn bổ sung, hoàn thiện: chậm nhất" in words
        assert counts in words


@pytest.mark.parametrize(
    ("kind", "who"), [("leader", "Ủy ban nhân dân xã Hoa Sen"), ("director", "Trung tâm Phục vụ hành chính công xã")]
)
def test_the_apology_is_of_the_body_whose_head_signs(house, version, kind, who):
    house.office.parent_name = "Ủy ban nhân dân xã Hoa Sen"
    house.office.save()
    dossier = situations.in_process(house, version)
    by = house.acting(kind)
    apologies.extend(dossier.pk, new_due_at=at("12/11 17:00"), reason="Chờ xác minh", by=by, at=at("03/11 09:30"))
    words = words_on(house, dossier, "04")
    assert f"Ngày 02 tháng 11 năm 2026, {who}" in words and "sẽ trả kết quả" in words
    title = Staff.objects.get(pk=by.person).title
    assert title.upper() in words and "17 giờ 00 phút, ngày 12 tháng 11 năm 2026" in words


def test_the_receipt_names_the_proxy_with_every_field_of_the_form(house, version):
    received = receive.receive(
        house.office,
        version=version,
        case=version.cases.first(),
        applicant={"full_name": "Tôn Thất Minh Khôi", "phone": "0912345678"},
        submitter={
            "full_name": "Đặng Hoàng Phúc",
            "number": "999090054321",
            "phone": "0987654321",
            "email": "phuc@thu.example",
            "address": "Thôn Đông Hải",
            "authorisation": "Giấy ủy quyền số 125/2026",
        },
        set_count=2,
        on_paper=[row.pk for row in version.components.all()],
        by=house.acting("reception"),
        at=at("02/11 09:00"),
        key="k1",
    )
    words = words_on(house, received.dossier, "01")
    said = [
        "Người nộp thay (được ủy quyền): Đặng Hoàng Phúc",
        "Địa chỉ: Thôn Đông Hải",
        "Số định danh: 999090054321",
        "Số điện thoại: 0987 654 321",
        "Email: phuc@thu.example",
        "Giấy tờ ủy quyền: Giấy ủy quyền số 125/2026",
        "Số lượng hồ sơ: 2 (bộ)",
        "Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 02 tháng 11 năm 2026",
    ]
    places = [words.find(one) for one in said]
    assert -1 not in places and places == sorted(places), dict(zip(said, places, strict=True))


def test_no_paper_is_for_another_when_nobody_files_for_another(house, version):
    dossier = lives.file(house, version, at=at("02/11 09:00"))
    assert dossier.authorisation == "" and "Người nộp thay" not in words_on(house, dossier, "ack")
