"""A denunciation suspended, gone on with, stopped (Luật TC Điều 34): the limit stands still, no word names anybody."""

from typing import Any

import pytest
from tests.desk.test_recount_terms import storm
from tests.feedback import test_denunciations as letters
from tests.feedback.moments import at
from tests.feedback.test_denunciations import NEEDLES, WHO, running

from motcua.feedback import denunciation_pauses, denunciation_steps, invariants
from motcua.feedback.denouncers import NamesTheDenouncer
from motcua.feedback.denunciation_steps import DenunciationNotNow, ResolvingLate
from motcua.feedback.denunciations import Denunciation, DenunciationHalt
from motcua.journal import entries, verification
from motcua.kernel.holds import HoldMode
from motcua.office import terms
from motcua.office.matters import AlreadyClosed, NoSuchMatter, TextMissing
from motcua.office.rights import NotAllowed
from motcua.office.settings_dated import OfficeSetting

pytestmark = pytest.mark.django_db
own_keys = letters.own_keys
WHY = {"ground": "other_case", "reason": "Đợi kết luận thanh tra của tỉnh."}


@pytest.fixture
def accepted(house: Any) -> Denunciation:
    """Accepted on 03/11: thirty days end on 03/12."""
    return letters.accepted(house)


def suspend(house: Any, one: Denunciation, when: str = "05/11 10:00", **more: Any) -> Denunciation:
    told = {"number": "05/QĐ-UBND", **WHY, **more}
    return denunciation_pauses.suspend(one.pk, **told, by=house.acting("director"), at=at(when))


def resume(house: Any, one: Denunciation, when: str, number: str = "06/QĐ-UBND") -> Denunciation:
    return denunciation_pauses.resume(one.pk, number=number, by=house.acting("director"), at=at(when))


def stop(house: Any, one: Denunciation, when: str, **more: Any) -> Denunciation:
    told = {"number": "07/QĐ-UBND", "ground": "withdrawn", "reason": "Rút toàn bộ nội dung.", **more}
    return denunciation_pauses.stop(one.pk, **told, by=house.acting("director"), at=at(when))


def sound(house: Any) -> bool:
    return list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_a_suspension_stops_the_limit_and_is_sent_in_five_working_days(house, accepted):
    assert running(accepted) == {"denunciation.resolve": "03/12/2026"}
    one = suspend(house, accepted)
    assert one.state == "suspended"
    assert running(one) == {"denunciation.suspended": "07/12/2026", "denunciation.send_suspension": "12/11/2026"}
    assert sound(house)


@pytest.mark.parametrize(
    ("stretches", "due"),
    [
        # 30 ngày từ 03/11 là 03/12; mười một ngày 05–15/11 không tính: 14/12.
        ((("05/11 10:00", "16/11 09:00"),), "14/12/2026"),
        ((("05/11 10:00", "06/11 09:00"),), "04/12/2026"),
        ((("05/11 10:00", "05/11 16:00"),), "03/12/2026"),
        ((("05/11 10:00", "06/11 09:00"), ("09/11 09:00", "12/11 09:00")), "07/12/2026"),
    ],
)
def test_what_lies_between_suspending_and_going_on_does_not_count(house, accepted, stretches, due):
    one = accepted
    for number, (from_at, to_at) in enumerate(stretches):
        one = resume(house, suspend(house, one, from_at), to_at, f"{number}/QĐ-UBND")
    assert one.state == "accepted" and running(one)["denunciation.resolve"] == due
    assert "denunciation.send_resumption" in running(one) and "denunciation.suspended" not in running(one)
    assert DenunciationHalt.objects.filter(to_at=None).count() == 0 and sound(house)
    assert {row.hold.mode for row in DenunciationHalt.objects.all()} == {HoldMode.PAUSE}


def test_an_extension_keeps_what_did_not_count_and_a_storm_day_too(house, accepted):
    resume(house, suspend(house, accepted), "16/11 09:00")
    by = house.acting("director")
    denunciation_steps.extend(accepted.pk, basis="Phức tạp.", by=by, at=at("17/11 09:00"))
    # 60 ngày từ 03/11 là 02/01/2027, thêm mười một ngày: 13/01/2027.
    assert running(accepted)["denunciation.extended"] == "13/01/2027"


def test_a_changed_calendar_still_leaves_the_suspended_days_out(house, accepted):
    resume(house, suspend(house, accepted), "16/11 09:00")
    storm(house, {"14/12": "local_off"}, when="17/11 09:00")
    assert running(accepted)["denunciation.resolve"] == "15/12/2026"


def test_a_suspension_never_cures_lateness(house, accepted):
    one = resume(house, suspend(house, accepted, "10/12 09:00"), "20/12 09:00")
    (term,) = [
        term for term in terms.of_subject(one.subject) if term.name == "denunciation.resolve" and not term.ended_at
    ]
    assert term.is_late(at("20/12 09:00"))
    with pytest.raises(ResolvingLate):
        denunciation_steps.extend(one.pk, basis="nhiều nơi", by=house.acting("director"), at=at("21/12 09:00"))


@pytest.mark.parametrize("ground", ["withdrawn", "death", "decided"])
def test_it_is_stopped_by_a_decision_on_each_ground_and_closed_when_it_was_sent(house, accepted, ground):
    by = house.acting("director")
    with pytest.raises(DenunciationNotNow):
        denunciation_steps.withdraw(accepted.pk, reason="Rút.", by=by, at=at("05/11 09:00"))
    one = stop(house, accepted, "05/11 09:00", ground=ground)
    assert (one.state, one.stop_ground, one.closed_at) == ("stopped", ground, None)
    assert running(one) == {"denunciation.send_stop": "12/11/2026"} and sound(house)
    one = denunciation_pauses.note_sent(one.pk, by=by, at=at("06/11 09:00"))
    assert one.closed_at and one.stop_sent_at and running(one) == {} and sound(house)
    with pytest.raises(AlreadyClosed):
        resume(house, one, "09/11 09:00")


def test_a_suspended_one_is_stopped_or_gone_on_with_and_nothing_else(house, accepted):
    one, by = suspend(house, accepted), house.acting("director")
    for step in (
        lambda: denunciation_steps.conclude(one.pk, number="1", by=by, at=at("06/11 09:00")),
        lambda: suspend(house, one, "06/11 09:00"),
        lambda: denunciation_steps.extend(one.pk, basis="x", by=by, at=at("06/11 09:00")),
    ):
        with pytest.raises(DenunciationNotNow):
            step()
    assert stop(house, one, "09/11 09:00", ground="death").state == "stopped" and sound(house)


def test_before_a_decision_there_is_nothing_to_send_and_it_is_written_once(house, accepted):
    by = house.acting("director")
    with pytest.raises(DenunciationNotNow):
        denunciation_pauses.note_sent(accepted.pk, by=by, at=at("04/11 09:00"))
    one = suspend(house, accepted)
    denunciation_pauses.note_sent(one.pk, by=by, at=at("06/11 09:00"))
    assert running(one) == {"denunciation.suspended": "07/12/2026"}
    with pytest.raises(DenunciationNotNow):
        denunciation_pauses.note_sent(one.pk, by=by, at=at("06/11 10:00"))


def test_a_decision_that_was_not_sent_is_watched_beyond_the_next_ones(house, accepted):
    one = resume(house, suspend(house, accepted), "06/11 09:00")
    assert {"denunciation.send_suspension", "denunciation.send_resumption"} <= set(running(one))
    one = stop(house, one, "09/11 09:00")
    sending = {f"denunciation.send_{name}" for name in ("suspension", "resumption", "stop")}
    assert set(running(one)) == sending and sound(house)
    denunciation_pauses.note_sent(one.pk, by=house.acting("director"), at=at("10/11 09:00"))
    assert running(one) == {} and sound(house)


def test_a_conclusion_does_not_say_that_an_unsent_decision_was_sent(house, accepted):
    one = resume(house, suspend(house, accepted), "16/11 09:00")
    denunciation_steps.conclude(one.pk, number="9/KL", by=house.acting("director"), at=at("17/11 09:00"))
    met = {term.name: term.is_met for term in terms.of_subject(one.subject)}
    assert met["denunciation.resolve"] and not met["denunciation.send_resumption"]


@pytest.mark.parametrize("words", [f"Theo bà {WHO.full_name}.", f"Gọi {WHO.phone}.", f"Số {WHO.number}."])
def test_no_decision_takes_words_that_name_the_denouncer(house, accepted, words):
    for act in (
        lambda: suspend(house, accepted, reason=words),
        lambda: suspend(house, accepted, number=words[:60]),
        lambda: stop(house, accepted, "05/11 10:00", reason=words),
        lambda: stop(house, accepted, "05/11 10:00", number=words[:60]),
    ):
        with pytest.raises(NamesTheDenouncer):
            act()
    assert not DenunciationHalt.objects.exists() and running(accepted) == {"denunciation.resolve": "03/12/2026"}
    one = suspend(house, accepted)
    with pytest.raises(NamesTheDenouncer):
        resume(house, one, "06/11 10:00", words[:60])


@pytest.mark.parametrize("more", [{"number": " "}, {"reason": ""}])
def test_without_number_or_reason_nothing_is_suspended(house, accepted, more):
    with pytest.raises(TextMissing):
        suspend(house, accepted, **more)
    assert not DenunciationHalt.objects.exists()


def test_who_does_not_keep_the_register_can_not_suspend_and_the_reason_stands_in_no_entry(house, accepted):
    for kind, refusal in (("reception", NotAllowed), ("specialist", NoSuchMatter)):
        with pytest.raises(refusal):
            denunciation_pauses.suspend(accepted.pk, number="1", **WHY, by=house.acting(kind), at=at("05/11 10:00"))
    suspend(house, accepted)
    told = [entry.text for entry in entries.of(accepted.pk, house.office.pk)]
    assert not any(word in text for text in told for word in ("thanh tra", *NEEDLES))


def test_the_office_dates_how_often_the_ground_is_looked_at(house, accepted):
    OfficeSetting.objects.create(
        office=house.office, name="denunciation_review", value="15:day", valid_from=at("01/11 00:00").date()
    )
    assert running(suspend(house, accepted))["denunciation.suspended"] == "20/11/2026"
