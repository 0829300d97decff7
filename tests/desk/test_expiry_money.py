"""The notice of an expired supplement (Mẫu 05) says what goes back of the money; so does the cashier's list."""

import pytest
from tests.desk.moments import at
from tests.dossiers import situations
from tests.papers.test_typesetting import words_of

from motcua.dossiers import slips, supplements
from motcua.fees import charges, payments, refunds, waivers
from motcua.journal import verification
from motcua.office.settings_dated import OfficeSetting
from motcua.site import worker
from motcua.site.demo import lives

pytestmark = pytest.mark.django_db(transaction=True)


def nothing_asked(house, dossier):
    """No fee was charged."""


def unpaid(house, dossier):
    return charges.charge(dossier, by=house.acting("reception"), at=at("03/11 15:00"))


def paid(house, dossier):
    return payments.take_cash(unpaid(house, dossier).pk, by=house.acting("reception"), at=at("03/11 15:05"))


def exempt(house, dossier):
    charge = unpaid(house, dossier)
    return waivers.waive(charge.pk, rule_code="cong-dan-so", by=house.acting("reception"), at=at("03/11 15:05"))


def on_its_way(house, dossier):
    return payments.expect_transfer(unpaid(house, dossier).pk, by=house.acting("reception"), at=at("03/11 15:05"))


NOTHING = "Không có khoản phí, lệ phí nào đã nộp"
KEPT = "Không hoàn 8.000 đ đã nộp (QĐ 7)"
ALL = "8.000 đ (Tám nghìn đồng), trong tổng số 8.000 đ đã nộp"
HALF = "4.000 đ (Bốn nghìn đồng), trong tổng số 8.000 đ đã nộp"
AWAITED = "Chưa nhận được khoản chuyển 8.000 đ; nếu đã chuyển, xin báo Trung tâm để đối soát"
# What stood of the money, when the supplement was asked, the setting for the work already done in per cent; what the
# notice says and what stands on the cashier's list.
CASES = [
    (nothing_asked, situations.asked_in_process, "0", NOTHING, []),
    (unpaid, situations.asked_in_process, "100", NOTHING, []),
    (exempt, situations.asked_in_process, "100", NOTHING, []),
    (on_its_way, situations.asked_in_process, "100", AWAITED, []),
    (paid, situations.asked_in_process, "0", KEPT, []),
    (paid, situations.asked_in_process, "50", HALF, [4000]),
    (paid, situations.asked_in_process, "100", ALL, [8000]),
    (paid, situations.asked_at_intake, "0", ALL, [8000]),  # never accepted: no work was done for the money
]


@pytest.mark.parametrize(("money", "make", "percent", "said", "owed"), CASES)
def test_the_notice_and_the_cashier_say_the_same_of_the_money(house, version, money, make, percent, said, owed):
    OfficeSetting.objects.create(
        office=house.office, name="refund_expired", value=percent, valid_from=at().date(), legal_ref="QĐ 7"
    )
    dossier = make(house, version)
    money(house, dossier)
    worker.run_once(supplements.find_open(dossier).expires_at)
    assert lives.status_of(dossier) == 8
    slip = next(slip for slip in slips.of_dossier(dossier) if slip.form == "05")
    words = words_of(slips.opened(slip, by=house.acting("reception"), at=at("30/11 10:00")).read())
    assert f"Phí, lệ phí hoàn lại (nếu có): {said} NGƯỜI NHẬN" in words
    assert [refund.amount for refund in refunds.owed(house.office.pk)] == owed
    assert refunds.unaccounted(house.office.pk) == [] and verification.verify(house.office.pk) == []
