"""The chain: numbers, links, what may stand in it, and what is refused."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.journal.acts_of_test import BY, OFFICE, Carried, Happened, long_ago, write

from motcua.journal import clock_sanity, entries, events, recording, verification
from motcua.journal.acting import Acting
from motcua.journal.acts import new_act
from motcua.journal.chain import Detail, Entry, Head
from motcua.journal.entries import Record
from motcua.journal.events import NotForTheJournal
from motcua.journal.facts import NotAFact
from motcua.office.offices import Office

pytestmark = pytest.mark.django_db


def test_entries_of_an_office_are_numbered_and_linked():
    first, second = write(), write()
    other = write(office=uuid4())
    assert (first.seq, second.seq, other.seq) == (1, 2, 1)
    assert first.previous_hash == other.previous_hash == ""
    assert second.previous_hash == first.hash


def test_the_hash_is_of_the_previous_hash_and_the_text_as_stored():
    write()
    entry = Entry.objects.get(pk=write().pk)
    assert entry.hash == hashlib.sha256(f"{entry.previous_hash}\n{entry.text}".encode()).hexdigest()
    head = Head.objects.get(office_id=OFFICE)
    assert (head.seq, head.hash) == (entry.seq, entry.hash)


def test_the_text_says_who_acted_for_whom_and_when():
    at = recording.now()
    boss = uuid4()
    by = Acting(
        person=BY.person, post=BY.post, office=OFFICE, role="leader", on_behalf_of=boss, delegation=BY.delegation
    )
    entry = write(by=by, at=at)
    body = json.loads(entry.text)
    assert body["by"] == {
        "person": str(BY.person),
        "post": str(BY.post),
        "office": str(OFFICE),
        "role": "leader",
        "on_behalf_of": str(boss),
        "delegation": str(BY.delegation),
    }
    assert body["occurred_at"] == at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert body["seq"] == 1 and body["name"] == "tests.Happened"
    assert entry.by["role"] == "leader" and entry.event == {"code": "H99.01-261122-0001", "count": 1}


def test_entries_of_one_act_share_its_id_and_others_do_not():
    act = new_act()
    assert write(act=act).act_id == write(act=act).act_id == act != write().act_id


def test_entries_of_a_subject_come_in_order_and_only_of_its_office():
    subject = uuid4()
    mine = [write(subject), write(subject)]
    write(subject, office=uuid4())
    write()
    assert entries.of(subject, OFFICE) == mine


def test_a_private_value_enters_the_text_only_as_a_commitment():
    entry = write(private={"full_name": "Nguyễn Thị Ánh", "phone": "0912345678"})
    assert "Nguyễn" not in entry.text and "0912345678" not in entry.text
    kept = Detail.objects.get(entry=entry, name="full_name")
    assert kept.value == "Nguyễn Thị Ánh"
    promised = hashlib.sha256(bytes.fromhex(kept.salt) + kept.value.encode()).hexdigest()
    assert entry.body["private"]["full_name"] == promised
    again = write(private={"full_name": "Nguyễn Thị Ánh"})
    assert again.body["private"]["full_name"] != promised, "the same name must not be recognised by its commitment"


@pytest.mark.parametrize(
    "value",
    [
        "Nguyễn Văn A",
        "hai từ",
        "a b",
        "x" * 65,
        "0912345678",
        "099012345678",
        "123456789",
        1.5,
        Decimal("1.5"),
        b"x",
        datetime(2026, 11, 2, 9),  # noqa: DTZ001 - a moment without a zone is what is refused here
        ["fine", "not fine"],
        {"a b": 1},
        {"a": {"b": ["xin chào"]}},
        {1: "a"},
        object(),
    ],
)
def test_free_text_personal_numbers_and_floats_may_not_stand_in_an_event(value):
    with pytest.raises(NotForTheJournal):
        Carried(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        150_000,
        10**12,
        "",
        "1.004873",
        "H99.01-261122-0001",
        "a" * 64,
        uuid4(),
        datetime(2026, 11, 2, 9, tzinfo=UTC),
        datetime(2026, 11, 2, tzinfo=UTC).date(),
        [1, "a", [uuid4()]],
        (1, 2),
        {"a.b": [1]},
    ],
)
def test_ids_codes_moments_and_numbers_may_stand_in_an_event(value):
    assert write(event=Carried(value)).seq == 1


def test_an_actors_role_and_a_source_are_codes_too():
    with pytest.raises(NotForTheJournal):
        write(by=Acting(person=None, post=None, office=OFFICE, role="Công chức"))
    with pytest.raises(NotForTheJournal):
        write(source="nhập tay")


def test_what_occurred_over_ten_minutes_ago_names_its_source():
    with pytest.raises(entries.SourceMissing):
        write(at=long_ago())
    assert write(at=long_ago(), source="downtime-slip").source == "downtime-slip"
    with recording.marked("demo-history"):
        assert write(at=long_ago()).source == "demo-history"
    with pytest.raises(entries.SourceMissing):
        write(at=long_ago())
    assert write(at=recording.now() - timedelta(minutes=9)).source == ""
    assert Head.objects.get(office_id=OFFICE).seq == 3


def test_recorded_at_is_the_machines_moment_whatever_the_source(machine_clock):
    moment = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    machine_clock(moment)
    entry = write(at=moment - timedelta(days=90), source="demo-history")
    assert (entry.recorded_at, entry.occurred_at) == (moment, moment - timedelta(days=90))


def test_nothing_is_written_while_the_clock_is_behind_the_newest_entry(machine_clock):
    moment = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    machine_clock(moment)
    write()
    machine_clock(moment - timedelta(seconds=1))
    assert write().seq == 2
    machine_clock(moment - timedelta(minutes=5))
    with pytest.raises(clock_sanity.ClockBehind):
        write()


def test_many_entries_are_one_chain_under_one_lock(django_assert_num_queries):
    write()
    records = [
        Record(event=Happened(count=n), subject=uuid4(), by=BY, at=recording.now(), private={"name": str(n)})
        for n in range(20)
    ]
    with transaction.atomic(), django_assert_num_queries(4):
        written = entries.record_many(records, office=OFFICE)
    assert [entry.seq for entry in written] == list(range(2, 22))
    assert all(later.previous_hash == earlier.hash for earlier, later in pairwise(written))


def test_one_entry_costs_four_statements(django_assert_num_queries):
    write()
    with transaction.atomic(), django_assert_num_queries(4):
        entries.record(Happened(), office=OFFICE, subject=uuid4(), by=BY, at=recording.now(), private={"phone": "1"})


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(entries.OutsideTransaction):
        entries.record(Happened(), office=OFFICE, subject=uuid4(), by=BY, at=recording.now())
    assert not Entry.objects.exists()


def test_a_rolled_back_act_leaves_no_gap():
    write()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert write().seq == 2


def test_two_entries_of_an_office_cannot_have_one_number():
    entry = write()
    entry.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_a_facts_digest_is_the_same_in_memory_and_read_back():
    from motcua.journal import facts

    salt = bytes(16)
    office = Office.objects.create(code="H99.01", name="Trung tâm")
    entry = write(facts=[office])
    label, key, digest = entry.body["facts"][0]
    kept = Detail.objects.get(entry=entry, name="facts")
    assert (label, key) == ("office.Office", str(office.pk)) and kept.value == ""
    assert digest == facts.digest(Office.objects.get(pk=office.pk), bytes.fromhex(kept.salt))
    assert facts.digest(office, salt) == facts.digest(Office.objects.get(pk=office.pk), salt)
    office.name = "Khác"
    assert facts.digest(office, salt) != facts.digest(Office.objects.get(pk=office.pk), salt)


def test_an_unsaved_row_is_no_fact():
    with pytest.raises(NotAFact):
        write(facts=[Office(code="H99.01")])


def test_events_are_named_by_package_and_class_and_registered():
    assert Happened.NAME == "tests.Happened"
    known = events.registered()
    assert known["journal.DetailsErased"] is events.DetailsErased
    assert "tests.Happened" not in known
    assert all(name == event.NAME for name, event in known.items())


def test_a_composed_act_appends_its_entries_together_at_its_end():
    other = uuid4()
    with transaction.atomic(), entries.one_act() as act:
        first, second, third = write(), write(office=other), write()
        assert not Entry.objects.exists(), "the head is locked last"
    assert {entry.act_id for entry in (first, second, third)} == {act}
    assert (first.seq, second.seq, third.seq) == (1, 1, 2)
    with pytest.raises(ZeroDivisionError), transaction.atomic(), entries.one_act():
        write()
        raise ZeroDivisionError
    assert Entry.objects.count() == 3


def test_a_made_up_history_is_recorded_as_it_was_lived_in_order_and_never_after_now(machine_clock):
    now = datetime(2026, 11, 23, 3, tzinfo=UTC)
    machine_clock(now)
    ago = [now - timedelta(days=days) for days in (90, 91, 2)]  # the second is told out of order
    with transaction.atomic(), recording.lived("demo-history"):
        lived = [write(at=moment) for moment in (*ago, now + timedelta(minutes=1))]
    plain = write(at=now)
    assert [one.recorded_at for one in lived] == [ago[0], ago[0], ago[2], now]
    assert {one.source for one in lived} == {"demo-history"}
    assert (plain.recorded_at, plain.source) == (now, "")
    assert verification.verify() == []
