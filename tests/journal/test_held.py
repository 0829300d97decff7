"""What an act holds: read once under its owner's lock, never outside a composed act, never when it was dropped."""

from uuid import uuid4

import pytest
from django.db import transaction
from tests.journal.acts_of_test import BY, OFFICE, Happened

from motcua.journal import entries, held, recording
from motcua.journal.chain import Entry
from motcua.journal.refusals import Refused

OWNER = uuid4()


class Asked:
    """A look that counts how often it was asked."""

    def __init__(self, answer: str | None = "row") -> None:
        self.times, self.answer = 0, answer

    def __call__(self) -> str | None:
        self.times += 1
        return self.answer


def test_outside_an_act_every_question_is_asked():
    look = Asked()
    held.put(OWNER, "locked")
    assert [held.read("charge", OWNER, look) for _ in range(2)] == ["row", "row"] and look.times == 2
    assert held.find(OWNER) is None


def test_under_the_lock_of_its_owner_a_row_is_read_once():
    look = Asked()
    with held.kept():
        held.put(OWNER, "locked")
        assert [held.read("charge", OWNER, look) for _ in range(3)] == ["row"] * 3
    assert look.times == 1
    assert held.read("charge", OWNER, look) == "row" and look.times == 2


def test_what_was_read_before_the_lock_is_not_held():
    look = Asked()
    with held.kept():
        held.read("charge", OWNER, look)
        held.put(OWNER, "locked")
        held.read("charge", OWNER, look)
    assert look.times == 2


def test_a_new_owner_has_only_what_was_put():
    look = Asked()
    with held.kept():
        held.put(OWNER, "filed")
        held.begin(OWNER)
        assert held.read_unless_new("charge", OWNER, look) is None
        held.put(("charge", OWNER), "made")
        assert held.read_unless_new("charge", OWNER, look) == "made" and look.times == 0


def test_what_was_dropped_is_asked_for_also_of_a_new_owner():
    look = Asked("other")
    with held.kept():
        held.put(OWNER, "filed")
        held.begin(OWNER)
        held.put(("charge", OWNER), "made")
        held.drop(("charge", OWNER))
        assert held.read_unless_new("charge", OWNER, look) == "other"


def test_an_act_within_a_history_goes_on_with_its_rows():
    with held.kept():
        with held.kept():
            held.put(OWNER, "locked")
        assert held.find(OWNER) == "locked"


def test_a_long_history_lets_go_between_its_acts(monkeypatch):
    monkeypatch.setattr(held, "MOST", 3)
    with held.kept():
        for number in range(3):
            held.put(number, "row")
        held.trim()
        assert held.find(0) == "row"
        held.put(3, "row")
        held.trim()
        assert held.find(0) is None


@entries.atomic()
def part(*, refuses: bool) -> None:
    entries.record(Happened(), office=OFFICE, subject=uuid4(), by=BY, at=recording.now())
    if refuses:
        raise Refused("Không làm được.")


@pytest.mark.django_db(transaction=True)
def test_a_part_that_refuses_ends_the_whole_act():
    with pytest.raises(Refused), transaction.atomic(), entries.one_act():
        part(refuses=False)
        part(refuses=True)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_inside_cannot_be_passed_over():
    def act() -> None:
        with transaction.atomic(), entries.one_act():
            part(refuses=False)
            with pytest.raises(Refused):
                part(refuses=True)
            part(refuses=False)

    with pytest.raises(transaction.TransactionManagementError):
        act()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_alone_an_act_that_refuses_leaves_the_transaction_around_it_sound():
    with pytest.raises(Refused):
        part(refuses=True)
    part(refuses=False)
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_parts_of_one_act_take_no_savepoint(django_assert_num_queries):
    part(refuses=False)
    with transaction.atomic(), django_assert_num_queries(3), entries.one_act():  # head, entries, head
        part(refuses=False)
        part(refuses=False)
