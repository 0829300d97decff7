"""From filing to rating with the worker: the citizen is told each time, the result is signed in between."""

import re

import pytest
from tests.dossiers import situations
from tests.notices.moments import at

from motcua.desk import accept, hand_over
from motcua.dossiers import results, tracking, transfers
from motcua.dossiers.tracking import Purpose
from motcua.feedback import ratings
from motcua.fees import payments
from motcua.journal import verification
from motcua.notices import outbox
from motcua.papers import verification as paper_verification
from motcua.site import worker
from motcua.site.demo import lives

PHONE = "+84900000123"


@pytest.fixture
def dossier(house, version):
    return lives.file(house, version, at=at(), email="thut@example.vn")


def link_in(text):
    return re.search(r"https://motcua\.hoasen\.example\.vn/(t|danh-gia)/([\w-]{22})/", text)


@pytest.mark.django_db(transaction=True)
def test_a_citizen_hears_of_every_step_and_gets_a_signed_result(house, dossier, sms_box, mailoutbox):
    worker.run_once(at("02/11 09:01"))
    assert sms_box() == {PHONE: [sms_box()[PHONE][0]]}
    first = sms_box()[PHONE][0]
    assert first.startswith("Da nhan ho so H99.01-261102-0001, tra loi truoc 09:00 03/11 (lich tam tinh). Xem https://")
    assert len(first) <= 160 and first.isascii()
    secret = link_in(first).group(2)
    assert tracking.exchange(secret, Purpose.TRACK).dossier == dossier
    assert secret not in "".join(message.body for message in outbox.of_dossier(dossier))
    assert mailoutbox[0].subject == "Đã nhận hồ sơ H99.01-261102-0001"
    assert "Kính gửi ông/bà A Thút," in mailoutbox[0].body and link_in(mailoutbox[0].body)

    got = accept.accept(dossier.pk, by=house.acting("reception"), at=at("02/11 10:00"))
    transfers.transfer(dossier.pk, by=house.acting("reception"), at=at("02/11 10:05"))
    lives.propose(house, dossier, at=at("03/11 10:00"))
    lives.approve(house, dossier, at=at("03/11 11:00"))
    assert results.find(dossier) is None
    worker.run_once(at("03/11 11:00"))
    assert lives.status_of(dossier) == 9
    result = results.find(dossier)
    report = paper_verification.check(result.file.read())[0]
    assert report.intact and result.is_electronic and result.signature.signer == house.staff["leader"]
    assert [text.split(". Xem")[0] for text in sms_box()[PHONE][1:]] == [
        "Ho so H99.01-261102-0001 da tiep nhan, hen tra 17:00 09/11 (lich tam tinh)",
        "Ho so H99.01-261102-0001 da co ket qua, moi nhan",
    ]
    assert mailoutbox[-1].subject == "Hồ sơ H99.01-261102-0001 đã có kết quả"

    payments.take_cash(got.charge.pk, by=house.acting("cashier"), at=at("04/11 08:00"))
    hand_over.hand_over(dossier.pk, way="counter", by=house.acting("reception"), at=at("04/11 08:05"))
    worker.run_once(at("04/11 08:06"))
    last = link_in(sms_box()[PHONE][-1])
    assert last.group(1) == "danh-gia"
    assert ratings.rate(last.group(2), score=5, at=at("04/11 09:00")).dossier == dossier
    assert verification.verify(house.office.pk) == []
    assert {message.state for message in outbox.of_dossier(dossier)} == {"sent"}
    assert outbox.for_dossiers([dossier.pk])[dossier.pk].sent == len(outbox.of_dossier(dossier)) == 8


@pytest.mark.django_db(transaction=True)
def test_running_the_worker_again_sends_nothing_twice(house, dossier, sms_box, mailoutbox):
    worker.run_once(at("02/11 09:01"))
    assert worker.run_once(at("02/11 09:01")) == 0
    assert len(sms_box()[PHONE]) == len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_dossier_refused_at_intake_owes_nothing_any_more(house, dossier, sms_box):
    from motcua.dossiers import intake
    from motcua.fees import charges

    charges.charge(dossier, by=house.acting("reception"), at=at())
    intake.refuse(dossier.pk, reason="Không thuộc thẩm quyền", by=house.acting("reception"), at=at("02/11 09:30"))
    worker.run_once(at("02/11 09:31"))
    assert charges.find(dossier) is None
    assert [row.state for row in charges.of_dossier(dossier)] == ["cancelled"]
    assert "khong duoc tiep nhan" in sms_box()[PHONE][-1]


@pytest.mark.django_db(transaction=True)
def test_a_moment_that_passes_is_told_to_the_director_once(house, dossier, mailoutbox):
    house.staff["director"].email = "giamdoc@hoasen.example.vn"
    house.staff["director"].save()
    mailoutbox.clear()
    worker.run_once(at("03/11 09:01"))
    worker.run_once(at("04/11 08:00"))
    told = [letter for letter in mailoutbox if letter.to == ["giamdoc@hoasen.example.vn"]]
    assert [letter.subject for letter in told] == ["Hồ sơ H99.01-261102-0001 đã qua mốc xử lý"]
    assert "Công chức tiếp nhận" in told[0].body and "A Thút" not in told[0].body


@pytest.mark.django_db(transaction=True)
def test_an_approved_result_that_the_machine_does_not_sign_is_told_to_the_director(
    house, version, mailoutbox, monkeypatch
):
    house.staff["director"].email = "giamdoc@hoasen.example.vn"
    house.staff["director"].save()
    dossier = situations.approved(house, version)
    monkeypatch.setattr("motcua.dossiers.signing.sign", _no_key)
    mailoutbox.clear()
    worker.run_once(at("04/11 09:01"))
    told = [letter for letter in mailoutbox if letter.to == ["giamdoc@hoasen.example.vn"]]
    assert [letter.subject for letter in told] == [f"Hồ sơ {dossier.code} đã qua mốc xử lý"]
    assert "Lãnh đạo" in told[0].body


def _no_key(*_args, **_named):
    raise RuntimeError("the key is on a disk that is not mounted")
