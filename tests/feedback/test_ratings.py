"""Ratings: one per token, anonymous, summed without officers."""

from datetime import date

import pytest
from tests.feedback.moments import at

from motcua.dossiers import tracking
from motcua.dossiers.tracking import Purpose, Unknown
from motcua.feedback import ratings
from motcua.feedback.questions import QUESTIONS
from motcua.feedback.ratings import AlreadyRated, Rating, ScoreMissing
from motcua.journal import entries, verification
from motcua.journal.chain import Entry
from motcua.site.demo import lives


@pytest.fixture
def dossier(house, version):
    return lives.file(house, version, at=at())


def test_a_token_rates_once_and_the_second_time_is_refused_politely(dossier):
    secret = ratings.invite(dossier, at=at())
    assert ratings.may_rate(secret)
    rating = ratings.rate(secret, score=4, answers={"a": 5, "dd": 3}, comment=" Tốt ", at=at())
    assert (rating.score, rating.answers, rating.comment) == (4, {"a": 5, "dd": 3}, "Tốt")
    assert not ratings.may_rate(secret)
    with pytest.raises(AlreadyRated, match="Xin cảm ơn"):
        ratings.rate(secret, score=1, at=at("03/11 09:00"))
    assert Rating.objects.get().score == 4


def test_another_slip_of_the_dossier_rates_again(dossier):
    for _slip in range(2):
        ratings.rate(ratings.invite(dossier, at=at()), score=5, at=at())
    assert Rating.objects.count() == 2


def test_a_tracking_token_or_a_made_up_one_rates_nothing(dossier):
    for secret in (tracking.grant(dossier, Purpose.TRACK, at=at()), "bịa"):
        with pytest.raises(Unknown):
            ratings.rate(secret, score=5, at=at())


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_outside_1_to_5_is_refused_and_the_token_stays_good(dossier, score):
    secret = ratings.invite(dossier, at=at())
    with pytest.raises(ScoreMissing):
        ratings.rate(secret, score=score, at=at())
    assert ratings.may_rate(secret)


def test_answers_outside_the_scale_or_the_nine_questions_are_left_out(dossier):
    secret = ratings.invite(dossier, at=at())
    rating = ratings.rate(secret, score=5, answers={"a": 9, "z": 3, "h": 1}, at=at())
    assert rating.answers == {"h": 1}
    assert [question.key for question in QUESTIONS] == ["a", "b", "c", "d", "dd", "e", "g", "h", "i"]


def test_the_journal_ties_a_rating_to_nobody(house, dossier):
    rating = ratings.rate(ratings.invite(dossier, at=at()), score=2, comment="Chờ lâu", at=at())
    assert "feedback.Rated" not in [entry.name for entry in entries.of(dossier.pk, house.office.pk)]
    written = Entry.objects.get(name="feedback.Rated")
    assert written.subject_id == rating.pk and written.by["person"] is None
    assert str(dossier.pk) not in written.text and "Chờ" not in written.text
    assert verification.verify(house.office.pk) == []
    Rating.objects.update(score=5)
    assert [finding.row.split()[0] for finding in verification.verify(house.office.pk)] == ["feedback.Rating"]


def test_the_centre_is_rated_without_a_dossier_once_per_form(house):
    ratings.rate_generally(house.office, key="form-1", score=3, at=at())
    with pytest.raises(AlreadyRated):
        ratings.rate_generally(house.office, key="form-1", score=5, at=at())
    assert Rating.objects.get().subject_type == "general"


def test_the_sums_of_a_period_are_those_of_its_local_days(house, dossier, django_assert_num_queries):
    for score, answers, moment in (
        (5, {"a": 5}, at("01/11 00:00")),
        (4, {"a": 2, "b": 4}, at("15/11 12:00")),
        (1, {}, at("30/11 23:59")),
        (1, {}, at("01/12 00:00")),
        (1, {}, at("31/10 23:59")),
    ):
        ratings.rate(ratings.invite(dossier, at=at()), score=score, answers=answers, comment="ý kiến", at=moment)
    with django_assert_num_queries(1):
        found = ratings.of_office(house.office, date(2026, 11, 1), date(2026, 11, 30))
    assert (found.count, found.satisfied, found.satisfied_share) == (3, 2, "66,7%")
    assert found.by_score == {5: 1, 4: 1, 3: 0, 2: 0, 1: 1}
    assert (found.by_question["a"], found.by_question["b"], found.by_question["i"]) == ((2, 1), (1, 1), (0, 0))
    days = [day for day, _score, _words in ratings.comments_of(house.office, date(2026, 11, 1), date(2026, 11, 30))]
    assert days == [date(2026, 11, 30), date(2026, 11, 15), date(2026, 11, 1)]
    assert ratings.of_office(house.office, date(2026, 1, 1), date(2026, 1, 2)).satisfied_share == "—"
