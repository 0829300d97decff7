"""A changed calendar moves what a sender of a petition or complaint waits for: told once, by what contact was left."""

from datetime import date
from typing import Any

import pytest
from tests.desk.test_recount_terms import storm
from tests.dossiers import calendar_changes, test_provisional
from tests.dossiers.moments import at
from tests.feedback import test_denunciations as letters
from tests.feedback.test_complaints import CONTENT, WHO, enter
from tests.feedback.test_petitions import SENDER, WORDS, receive

from motcua.desk import tell_sender
from motcua.feedback import complaint_steps, petition_handling
from motcua.journal import recording
from motcua.journal.chain import Entry
from motcua.journal.jobs import Job, State
from motcua.notices.outbox import Channel, Message
from motcua.notices.wording import GREETING_NOBODY
from motcua.office import declared_lines, declaring
from motcua.site import worker
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
own_keys, known = letters.own_keys, test_provisional.known
MAIL = "nguoi.thu@example.vn"


@pytest.fixture
def house(db: None) -> Any:
    return builders.found_office()


def told() -> list[Message]:
    return list(Message.objects.filter(event="office.TermMoved", is_for_staff=False).order_by("channel"))


def test_the_sender_of_a_petition_learns_the_old_date_the_new_one_and_why_and_never_the_words(house):
    petition = receive(house, when=at("02/11 09:00"), email=MAIL)
    storm(house)
    mail, sms = told()
    assert (mail.channel, sms.channel) == (Channel.EMAIL, Channel.SMS)
    assert (mail.to, sms.to) == (MAIL, "+84900000123")
    for one in (mail, sms):
        assert "17:00 05/11" in one.body and "17:00 06/11" in one.body and petition.code in one.body
        assert WORDS not in one.subject + one.body
    assert "17:00 09/11" not in mail.body, "the forwarding is the office's own limit"
    assert calendar_changes.STORM in mail.body and f"?ma={petition.code}" in sms.body and len(sms.body) <= 160


def test_it_is_told_once_however_often_the_worker_looks(house):
    receive(house, when=at("02/11 09:00"))
    storm(house)
    (first,) = told()
    for moment in ("03/11 10:05", "03/11 11:00"):
        worker.run_once(at(moment))
    assert [one.pk for one in told()] == [first.pk]


def test_a_complainant_is_told_of_the_acceptance_and_then_of_the_resolution_by_telephone_alone(house):
    complaint = enter(house, phone="0900000456")
    storm(house)
    (sms,) = told()
    assert sms.to == "+84900000456" and "11/11" in sms.body and "12/11" in sms.body and "han thu ly" in sms.body
    assert not any(word in sms.subject + sms.body for word in (CONTENT, WHO["full_name"], WHO["against"], "http"))
    complaint_steps.accept(complaint.pk, by=house.acting("director"), at=at("04/11 10:00"))
    storm(house, {"04/12": "local_off"}, when="05/11 10:00")
    *_first, second = Message.objects.filter(event="office.TermMoved", is_for_staff=False).order_by("made_at")
    assert "han giai quyet 17:00 04/12 thanh 17:00 07/12" in second.body


def test_who_left_no_contact_or_keeps_a_landline_is_not_told_and_nothing_fails(house):
    enter(house)
    receive(house, when=at("02/11 09:00"), phone="0260 3812 345")
    storm(house)
    assert told() == [] and not Job.objects.exclude(state=State.DONE).filter(name="desk.tell_sender").exists()


def test_the_name_of_who_asked_for_secrecy_stands_in_no_message(house):
    receive(house, when=at("02/11 09:00"), email=MAIL, is_secret=True)
    storm(house)
    mail, _sms = told()
    assert mail.body.startswith(GREETING_NOBODY)
    assert not any(SENDER["full_name"] in one.subject + one.body for one in Message.objects.all())


def test_of_a_denunciation_nobody_is_told_by_these_ways(house):
    denunciation = letters.enter(house)
    storm(house)
    moved = Entry.objects.filter(name="office.TermMoved", subject_id=denunciation.pk)
    assert moved.count() == 1 and not Message.objects.exists()


def test_a_limit_of_the_office_alone_or_one_that_ended_meanwhile_is_not_told(house):
    petition = receive(house, when=at("02/11 09:00"))
    by = house.acting("reception")
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("03/11 10:00"))
    calendar_changes.confirm(house, declaration, moment=at("03/11 10:00"))
    worker.run_once(at("03/11 10:00"))
    Message.objects.all().delete()
    petition_handling.reply(petition.pk, words="Đã xong.", by=by, at=at("03/11 10:10"))
    for entry in Entry.objects.filter(name="office.TermMoved"):
        tell_sender.tell(Job(entry=entry, office_id=entry.office_id), at("03/11 10:20"))
    assert told() == []
    storm(house, {"06/11": "local_off"}, when="04/11 10:00")  # moves the publishing
    assert told() == []


def test_a_date_that_is_provisional_says_so(house, known):
    complaint = enter(house, when=at("02/12 10:00"), known_on=calendar_changes.day("01/12"), phone="0900000456")
    complaint_steps.accept(complaint.pk, by=house.acting("director"), at=at("04/12 10:00"))
    by, moment = house.acting("steward"), at("15/12 10:00")
    draft = declaring.begin(title="Đóng cửa", legal_ref=calendar_changes.ORDER, by=by, at=moment)
    declared_lines.put_day(draft.pk, on=date(2027, 1, 4), kind="local_off", by=by, at=moment)
    calendar_changes.confirm(house, declaring.send(draft.pk, by=by, at=moment), moment=moment)
    worker.run_once(moment)
    (sms,) = told()
    assert "17:00 04/01 thanh 17:00 05/01 (lich tam tinh)" in sms.body and len(sms.body) <= 160


def test_an_invented_past_tells_nobody(house):
    receive(house, when=at("02/11 09:00"))
    with recording.marked("demo-history"):
        storm(house)
    assert told() == []
