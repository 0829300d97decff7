"""A lawful erasure takes the words of a rating too: verification says erased, and still sees every alteration."""

from datetime import timedelta
from typing import Any

import pytest
from tests.dossiers.test_erasures import AT, ended, found, house  # noqa: F401 - fixtures

from motcua.desk import erase_dossier
from motcua.dossiers import erasures
from motcua.dossiers.dossier import Dossier
from motcua.feedback import ratings
from motcua.feedback.ratings import Rating
from motcua.journal.chain import Detail, Entry
from motcua.journal.erasure import NothingToErase
from motcua.office.rights import NotAllowed

pytestmark = pytest.mark.django_db
WORDS = "Tôi là Hoa Sen ở thôn 1, cán bộ hướng dẫn chưa rõ."


def rated(dossier: Dossier, words: str = WORDS) -> Rating:
    return ratings.rate(ratings.invite(dossier, at=AT), score=2, answers={"a": 3}, comment=words, at=AT)


def erase(house: Any, dossier: Dossier, kind: str = "steward") -> erase_dossier.Erased:  # noqa: F811 - a fixture
    return erase_dossier.erase(dossier.pk, ground="subject-request", by=house.acting(kind), at=AT)


def test_the_words_go_the_score_stays_and_verification_calls_it_lawful(house, ended):  # noqa: F811 - fixtures
    one, silent = rated(ended), rated(ended, "")
    before = Detail.objects.filter(entry__subject_id__in=[ended.pk, one.pk]).count()
    assert found(house) == ([], 0)
    done = erase(house, ended)
    assert (done.people, done.comments) == (1, 1)
    one.refresh_from_db()
    assert (one.comment, one.score, one.answers) == ("", 2, {"a": 3})
    assert not any("Hoa Sen" in detail.value for detail in Detail.objects.all())
    assert found(house) == ([], before)
    told = Entry.objects.filter(name="journal.DetailsErased").values_list("subject_id", flat=True)
    assert sorted(told) == sorted([ended.pk, one.pk]) and silent.pk not in told
    day = AT.date()
    assert ratings.comments_of(house.office.pk, day - timedelta(days=1), day + timedelta(days=1)) == []
    assert ratings.of_office(house.office.pk, day - timedelta(days=1), day + timedelta(days=1)).count == 2


@pytest.mark.parametrize("change", [{"score": 5}, {"comment": "Rất tốt."}])
def test_a_rating_altered_after_the_erasure_is_named(house, ended, change):  # noqa: F811 - fixtures
    one = rated(ended)
    erase(house, ended)
    Rating.objects.filter(pk=one.pk).update(**change)
    assert ("fact", f"feedback.Rating {one.pk}") in found(house)[0]


def test_a_rating_emptied_without_an_erasure_is_an_alteration(house, ended):  # noqa: F811 - fixtures
    one = rated(ended)
    Rating.objects.filter(pk=one.pk).update(comment="")
    assert found(house)[0] == [("fact", f"feedback.Rating {one.pk}")]


def test_the_words_of_other_dossiers_and_of_the_hall_stay(house, ended):  # noqa: F811 - fixtures
    rated(ended)
    general = ratings.rate_generally(house.office, key="poster", score=1, comment="Ghế ít.", at=AT)
    erase(house, ended)
    general.refresh_from_db()
    assert general.comment == "Ghế ít."


def test_words_of_a_rating_that_came_after_the_erasure_are_erased_too(house, ended):  # noqa: F811 - fixtures
    erase(house, ended)
    late = rated(ended)
    done = erase(house, ended)
    late.refresh_from_db()
    assert (done.people, done.files, done.comments, late.comment) == (0, 0, 1, "")
    assert found(house)[0] == []
    with pytest.raises(NothingToErase):
        erase(house, ended)


def test_who_may_not_erase_changes_no_rating(house, ended):  # noqa: F811 - fixtures
    one = rated(ended)
    with pytest.raises(NotAllowed):
        erase(house, ended, "reception")
    with pytest.raises(erasures.GroundMissing):
        erase_dossier.erase(ended.pk, ground="because", by=house.acting("steward"), at=AT)
    one.refresh_from_db()
    assert one.comment == WORDS
