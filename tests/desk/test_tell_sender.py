"""Who sent a petition is told by SMS and mail of its receipt, forwarding and answer; never what it is about."""

from typing import Any

import pytest
from tests.feedback.moments import at
from tests.feedback.test_petitions import SENDER, WORDS, receive

from motcua.feedback import petition_handling
from motcua.feedback.petitions import Petition
from motcua.journal import recording
from motcua.notices.outbox import Channel, Message
from motcua.notices.wording import GREETING_NOBODY
from motcua.site import worker

pytestmark = pytest.mark.django_db
MAIL = "nguoi.thu@example.vn"


def told(event: str) -> dict[str, Message]:
    worker.run_once(at("02/11 09:30"))
    return {one.channel: one for one in Message.objects.filter(event=f"feedback.{event}", is_for_staff=False)}


def test_the_receipt_names_the_code_the_date_and_the_way_to_the_answer(house: Any) -> None:
    petition = receive(house, email=MAIL)
    found = told("PetitionReceived")
    sms = found[Channel.SMS]
    assert sms.to == "+84900000123" and "17:00 05/11" in sms.body and len(sms.body) <= 160
    assert sms.body.endswith(f"/phan-anh/tra-cuu/?ma={petition.code}") and sms.dossier_id is None
    assert sms.link_purpose == "", "the link is no secret, and the column takes six letters"
    assert found[Channel.EMAIL].to == MAIL and "Nguyễn Thị Thử" in found[Channel.EMAIL].body


@pytest.mark.parametrize(
    ("event", "do"),
    [
        ("PetitionForwarded", lambda pk, **by: petition_handling.forward(pk, agency="Sở Tư pháp", **by)),
        ("PetitionReplied", lambda pk, **by: petition_handling.reply(pk, words="Đã chấn chỉnh.", **by)),
        ("PetitionDeclined", lambda pk, **by: petition_handling.decline(pk, reason="Trùng nội dung", **by)),
    ],
)
def test_each_answer_is_told_without_its_words(house: Any, event: str, do: Any) -> None:
    petition = receive(house, email=MAIL)
    do(petition.pk, by=house.acting("reception"), at=at("02/11 09:10"))
    found = told(event)
    assert set(found) == {Channel.SMS, Channel.EMAIL}
    for message in found.values():
        said = message.subject + message.body
        assert petition.code in said and WORDS not in said
        assert not any(words in said for words in ("Đã chấn chỉnh", "Trùng nội dung", "Sở Tư pháp"))


def test_the_explanation_of_another_agency_is_told(house: Any) -> None:
    petition = receive(house)
    by = house.acting("reception")
    petition_handling.forward(petition.pk, agency="Sở Tư pháp", by=by, at=at("02/11 09:10"))
    petition_handling.pass_on(petition.pk, explanation="Đã xem xét.", by=by, at=at("02/11 09:20"))
    assert set(told("PetitionExplained")) == {Channel.SMS}


def test_the_name_of_who_asked_for_secrecy_stands_in_no_message(house: Any) -> None:
    receive(house, email=MAIL, is_secret=True)
    found = told("PetitionReceived")
    assert found[Channel.EMAIL].body.startswith(GREETING_NOBODY)
    assert not any(SENDER["full_name"] in one.subject + one.body for one in Message.objects.all())


def test_a_landline_gets_no_sms_and_an_invented_past_tells_nobody(house: Any) -> None:
    receive(house, phone="0260 3812 345")
    with recording.marked("demo-history"):
        receive(house, key="k2")
    assert Petition.objects.count() == 2 and told("PetitionReceived") == {}


def test_what_changes_nothing_for_the_sender_is_not_told(house: Any) -> None:
    petition = receive(house)
    petition_handling.classify(petition.pk, about="rules", by=house.acting("reception"), at=at("02/11 09:10"))
    assert told("PetitionClassified") == {}
