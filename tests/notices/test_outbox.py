"""Who is told what, by which way, and what happens when it does not get out."""

import pytest
from django.db import transaction
from tests.notices.moments import at

from motcua.connectors.email_smtp import fake as fake_mail
from motcua.connectors.sms_file import failing, fake
from motcua.dossiers import tracking
from motcua.journal import entries, jobs, leases, recording
from motcua.journal.jobs import Job
from motcua.kernel.vietnamese import plain
from motcua.notices import outbox
from motcua.notices.outbox import Message
from motcua.notices.wording import MOVED_TERMS, WORDING, Wording
from motcua.office.people import Person
from motcua.site import worker
from motcua.site.demo import lives

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ports(settings, monkeypatch):
    settings.MOTCUA_SMS = "motcua.connectors.sms_file.fake.Adapter"
    settings.MOTCUA_MAIL = "motcua.connectors.email_smtp.fake.Adapter"
    monkeypatch.setattr(fake.Adapter, "sent", {})
    monkeypatch.setattr(fake_mail.Adapter, "sent", {})
    monkeypatch.setattr(failing.Adapter, "bad", frozenset())


SAID = {
    "code": "H15.50.05.13-261008-0975",
    "until": "17:00 23/11 (lich tam tinh)",
    "what": "hạn trả lời",
    "before": "17:00 22/11",
    "why": "Nghỉ do bão số 10",
    "phone": "0260 3812 345",
    "link": "https://motcua.hoasen.example.vn/danh-gia/" + "x" * 22 + "/",
}


PETITION_LINK = "https://motcua.hoasen.example.vn/phan-anh/tra-cuu/?ma=PA-2026-0001"


def every_wording() -> dict[str, Wording]:
    told = {name: words for name, words in WORDING.items() if words}
    return told | {f"moved {kind}": words for kind, words in MOVED_TERMS.items()}


@pytest.mark.parametrize("name", sorted(every_wording()))
def test_every_sms_fits_into_160_letters_without_marks(name):
    words = every_wording()[name]
    text = plain(words.sms)
    link = SAID["link"] if words.purpose == "rate" else SAID["link"].replace("danh-gia", "t")
    if words.purpose == "petition":
        text, link = text.replace("{code}", "PA-2026-0001"), PETITION_LINK
    for field, value in {**SAID, "link": link}.items():
        text = text.replace("{" + field + "}", plain(value))
    assert len(text) <= 160, len(text)
    assert text.isascii() and "{" not in text


@pytest.mark.parametrize("name", sorted(every_wording()))
def test_no_wording_carries_personal_data_or_an_unknown_field(name):
    words = every_wording()[name]
    for text in (words.subject, words.sms, words.email):
        for field in ("{code}", "{until}", "{office}", "{phone}", "{link}", "{what}", "{before}", "{why}"):
            text = text.replace(field, "")
        assert "{" not in text


def test_who_left_nothing_is_told_nothing_and_a_landline_gets_no_sms(house, version):
    lives.file(house, version, at=at(), phone="")
    lives.file(house, version, at=at(), phone="+842603812345")
    worker.run_once(at())
    assert not Message.objects.exists()


def test_a_dossier_received_at_the_counter_is_not_told_that_it_was_filed(house, version):
    lives.file(house, version, at=at(), channel=1)
    worker.run_once(at())
    assert not Message.objects.exists()


def test_the_proxy_is_told_when_the_applicant_left_no_address(house, version):
    from motcua.office import people

    proxy = people.record(house.office.pk, "Nguyễn Văn Đi Thay", at=at(), phone="+84987654321")
    lives.file(house, version, at=at(), phone="", submitter=proxy)
    worker.run_once(at())
    assert Message.objects.get().to == "+84987654321"


def test_demo_history_tells_nobody(house, version):
    with recording.marked("demo-history"):
        lives.file(house, version, at=at(), source="demo-history")
    worker.run_once(at("02/11 09:01"))
    assert not Message.objects.exists() and not fake.Adapter.sent


def test_what_is_done_today_to_a_dossier_of_the_demo_is_told(house, version):
    with recording.marked("demo-history"):
        dossier = lives.file(house, version, at=at(), source="demo-history")
    lives.accept(house, dossier, at=at("02/11 10:00"))
    worker.run_once(at("02/11 10:01"))
    assert [message.event for message in outbox.of_dossier(dossier)] == ["dossiers.Accepted"]


def test_one_bad_number_delays_nobody_else(house, version, settings, monkeypatch):
    settings.MOTCUA_SMS = "motcua.connectors.sms_file.failing.Adapter"
    monkeypatch.setattr(failing.Adapter, "bad", frozenset({"+84900000123"}))
    bad = lives.file(house, version, at=at())
    good = lives.file(house, version, at=at(), phone="+84911111111")
    Person.objects.filter(pk=good.applicant_id).update(email="tot@example.vn")
    worker.run_once(at())
    assert [message.state for message in outbox.of_dossier(bad)] == ["failed"]
    assert {message.channel: message.state for message in outbox.of_dossier(good)} == {
        "sms": "waiting",
        "email": "sent",
    }
    assert [job.name for job in jobs.stopped(house.office.pk)] == ["notices.send"]
    assert outbox.in_trouble(house.office.pk) == outbox.of_dossier(bad)


def test_a_carrier_that_is_down_is_tried_again_later_with_the_same_key(house, version, settings):
    settings.MOTCUA_SMS = "motcua.connectors.sms_file.failing.Adapter"
    dossier = lives.file(house, version, at=at())
    worker.run_once(at())
    assert Message.objects.get().problem == "Không kết nối được với nơi gửi tin."
    settings.MOTCUA_SMS = "motcua.connectors.sms_file.fake.Adapter"
    assert worker.run_once(at()) == 0, "it waits before it tries again"
    worker.run_once(at("02/11 09:01"))
    message = outbox.of_dossier(dossier)[0]
    assert (message.state, message.reference, list(fake.Adapter.sent)) == ("sent", message.key, [message.key])


def test_after_the_last_attempt_a_message_has_failed(house, version, settings):
    settings.MOTCUA_SMS = "motcua.connectors.sms_file.failing.Adapter"
    lives.file(house, version, at=at())
    worker.run_once(at())
    Job.objects.filter(name="notices.send").update(attempts=leases.MAX_ATTEMPTS - 1)
    worker.run_once(at("02/11 12:00"))
    assert Message.objects.get().state == "failed"


def test_a_send_cut_in_the_middle_is_perhaps_sent_and_not_repeated_by_itself(house, version, monkeypatch):
    class Cut(BaseException):
        """The power goes."""

    def cut(self, to, subject, body, key):
        raise Cut

    dossier = lives.file(house, version, at=at())
    with monkeypatch.context() as patch, pytest.raises(Cut):
        patch.setattr(fake.Adapter, "send", cut)
        worker.run_once(at())
    assert outbox.of_dossier(dossier)[0].state == "maybe_sent"
    later = recording.now() + leases.LEASE * 3
    monkeypatch.setattr(recording, "now", lambda: later)
    worker.run_once(at("02/11 10:00"))
    stopped = jobs.stopped(house.office.pk)
    assert [job.state for job in stopped] == ["maybe_sent"] and not fake.Adapter.sent
    jobs.retry(stopped[0].pk, by=house.acting("steward"), at=at("02/11 10:05"))
    worker.run_once(at("02/11 10:06"))
    assert outbox.of_dossier(dossier)[0].state == "sent" and len(fake.Adapter.sent) == 1


def test_something_unforeseen_while_sending_is_not_repeated_by_itself(house, version, monkeypatch):
    def broken(self, to, subject, body, key):
        raise ConnectionResetError

    lives.file(house, version, at=at())
    with monkeypatch.context() as patch:
        patch.setattr(fake.Adapter, "send", broken)
        worker.run_once(at())
    worker.run_once(at("02/11 10:00"))
    assert Message.objects.get().state == "maybe_sent"
    assert [job.state for job in jobs.stopped(house.office.pk)] == ["dead"]


def test_a_reminder_to_collect_the_result_comes_once(house, version):
    from motcua.dossiers.events import MomentPassed

    dossier = lives.file(house, version, at=at(), channel=1)
    for moment in (at("03/11 08:00"), at("04/11 08:00")):
        with transaction.atomic():
            entries.record(
                MomentPassed(kind="hand_over"), office=house.office.pk, subject=dossier.pk, by=house.system, at=moment
            )
        worker.run_once(at("02/11 09:30"))
    assert [message.event for message in outbox.of_dossier(dossier)] == ["dossiers.MomentPassed"]


def test_the_link_of_a_message_is_made_when_it_goes_out_and_stored_only_hashed(house, version):
    dossier = lives.file(house, version, at=at())
    worker.run_once(at())
    message = outbox.of_dossier(dossier)[0]
    assert "{link}" in message.body and "…" in message.words
    ((_to, _subject, body),) = fake.Adapter.sent.values()
    secret = body.split("/t/")[1].split("/")[0]
    assert tracking.Token.objects.filter(dossier=dossier, hash=tracking.token_hash(secret)).count() == 1
