"""What is written down is Vietnamese, whatever language the one at the screen reads: facts, journal, slips, money."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from tests.certification import stage
from tests.desk.moments import at
from tests.dossiers import situations
from tests.dossiers.situations import ACTED_AT, ACTS, Act
from tests.stored_words import english_kept, is_english, texts_of

from motcua.certification.lines import BookLine
from motcua.dossiers import supplements
from motcua.fees import charges, payments, receipts, waivers
from motcua.fees.payments import Payment
from motcua.procedures.openings import Opening
from motcua.site.demo import lives


@pytest.fixture
def english() -> Iterator[None]:
    """Let whoever acts read English."""
    with translation.override("en"):
        yield


def sign_in(house: Any, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_the_search_tells_english_of_our_screens_from_vietnamese():
    with translation.override("en"):
        words = translation.gettext("Khoản phí này chưa thu xong nên chưa có biên nhận.")
    assert is_english(words) and is_english(f"Lý do: {words}")
    assert not is_english("Khoản phí này chưa thu xong nên chưa có biên nhận.")


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.move)
def test_every_act_on_a_dossier_writes_vietnamese(house, version, english, act: Act):
    dossier = act.made(house, version)
    act.do(house, dossier, at(ACTED_AT), house.acting(act.role))
    assert english_kept() == []


def test_money_taken_waived_and_receipted_is_written_in_vietnamese(house, version, english):
    by = house.acting("reception")
    cash, waived = (charges.charge(lives.file(house, version, at=at()), by=by, at=at()) for _number in range(2))
    for charge in (cash, waived):
        payments.expect_transfer(charge.pk, by=by, at=at())
    payments.take_cash(cash.pk, by=by, at=at())
    waivers.waive(waived.pk, rule_code="cong-dan-so", by=by, at=at())
    assert set(Payment.objects.filter(state="reversed").values_list("reversal_reason", flat=True)) == {
        "Người nộp trả tiền mặt",
        "Mức phí đã thay đổi",
    }
    paid = Payment.objects.select_related("charge__dossier__version__procedure", "office", "by").get(means="cash")
    said = receipts.content(paid)
    assert said["method"] == "Tiền mặt" and [text for text in texts_of(said) if is_english(text)] == []
    assert english_kept() == []


def test_a_paper_brought_to_the_counter_is_written_in_vietnamese(house, version):
    dossier = situations.asked_at_intake(house, version)
    client = sign_in(house, "reception")
    items = [str(item.pk) for item in supplements.items_of(supplements.find_open(dossier))]
    told = client.post(f"/can-bo/ho-so/{dossier.pk}/nhan-bo-sung/", {"item": items})
    assert told.status_code == 302
    (asked,) = supplements.of_dossier(dossier)
    assert {item.answer for item in asked.items.all()} == {"Nộp bản giấy tại quầy"}
    assert english_kept() == []


def test_a_procedure_closed_without_a_reason_is_closed_in_vietnamese(house, version):
    assert sign_in(house, "steward").post(f"/quan-tri/thu-tuc/{version.procedure.code}/dong/").status_code == 302
    assert Opening.objects.get(closed_at__isnull=False).close_reason == "Người quản trị đóng tiếp nhận"
    assert english_kept() == []


def test_what_is_certified_is_written_in_vietnamese(db, english):
    house = stage.found(bank_bin="970403", bank_account="0011012345678")
    stage.grant(house)
    stage.come(house, stage.BIRTH, stage.DIPLOMA)
    assert BookLine.objects.count() == 2
    assert english_kept() == []
