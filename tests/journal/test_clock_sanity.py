"""The machine's clock: behind or far ahead it writes nothing; the worker waits; a person at the console may confirm."""

import json
import logging
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from tests.journal.acts_of_test import BY, OFFICE, write

from motcua.journal import clock_confirmation, clock_sanity, jobs, recording, rounds, verification
from motcua.journal.chain import Entry, Head
from motcua.journal.clock_sanity import ClockAhead, ClockBehind, ClockState, span_words
from motcua.site import worker

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
OTHER = UUID("01990000-0000-7000-8000-000000000002")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("shows", "refused"),
    [
        (MOMENT, None),
        (MOMENT - timedelta(seconds=2), None),
        (MOMENT - timedelta(seconds=3), ClockBehind),
        (MOMENT - timedelta(hours=5), ClockBehind),
        (MOMENT - 400 * DAY, ClockBehind),
        (datetime(1970, 1, 1, tzinfo=UTC), ClockBehind),
        (MOMENT + 15 * DAY, None),
        (MOMENT + 16 * DAY, ClockAhead),
        (MOMENT + 400 * DAY, ClockAhead),
    ],
)
def test_what_the_clock_may_show_after_an_entry(machine_clock, shows, refused):
    machine_clock(MOMENT)
    write()
    machine_clock(shows)
    if refused is None:
        assert clock_sanity.look(OFFICE).is_right
        assert write(at=shows).seq == 2
        return
    state = clock_sanity.look(OFFICE)
    assert (state.is_behind, state.is_ahead) == (refused is ClockBehind, refused is ClockAhead)
    with pytest.raises(refused) as caught:
        write(at=shows)
    assert caught.value.status == 503
    assert "tạm dừng ghi" in str(caught.value)
    assert Entry.objects.count() == 1


def test_a_clock_before_there_were_centres_writes_not_even_the_first_entry(machine_clock):
    machine_clock(datetime(2015, 1, 1, tzinfo=UTC))
    with pytest.raises(ClockBehind):
        write()
    assert not Entry.objects.exists()


def test_an_office_may_be_quiet_for_long_while_the_machine_works(machine_clock):
    machine_clock(MOMENT)
    write()
    machine_clock(MOMENT + 12 * DAY)
    write(office=OTHER)
    machine_clock(MOMENT + 24 * DAY)
    assert write().seq == 2


def test_the_rounds_of_the_worker_also_show_that_the_machine_was_awake(machine_clock):
    machine_clock(MOMENT)
    write()
    rounds.put_due("test.round", rounds.MINUTE, MOMENT + 20 * DAY)
    machine_clock(MOMENT + 24 * DAY)
    assert clock_sanity.look().is_right
    assert write().seq == 2


def test_how_long_an_installation_may_sleep_is_a_setting(machine_clock, settings):
    settings.CLOCK_LEAP_DAYS = 40
    machine_clock(MOMENT)
    write()
    machine_clock(MOMENT + 39 * DAY)
    assert write().seq == 2


def test_after_a_long_sleep_a_person_confirms_and_the_chain_says_so(machine_clock):
    machine_clock(MOMENT)
    write()
    late = MOMENT + 90 * DAY
    machine_clock(late)
    assert clock_confirmation.confirm(at=late) == 1
    entry = Entry.objects.get(seq=2)
    assert entry.name == "journal.ClockConfirmed"
    assert entry.by["role"] == "system"
    assert write(at=late).seq == 3
    assert verification.verify() == []


def test_a_clock_that_ran_ahead_is_set_back_only_by_a_confirmation(machine_clock):
    machine_clock(MOMENT + 10 * DAY)  # ten days too early, still plausible
    write()
    rounds.put_due("test.round", rounds.DAY, MOMENT + 10 * DAY)
    jobs.Job.objects.update(state=jobs.State.DONE)
    machine_clock(MOMENT)
    with pytest.raises(ClockBehind):
        write(at=MOMENT)
    assert clock_confirmation.confirm(at=MOMENT) == 1
    assert write(at=MOMENT).seq == 3
    assert rounds.put_due("test.round", rounds.DAY, MOMENT), "rounds do not wait for the false future"
    assert verification.verify() == []


def test_a_step_back_without_a_confirmation_is_found(machine_clock):
    machine_clock(MOMENT + DAY)
    write()
    machine_clock(MOMENT)
    with clock_sanity.trusted():
        write(at=MOMENT)
    assert [finding.code for finding in verification.verify()] == ["clock"]


def test_a_right_clock_needs_no_confirmation_and_an_impossible_one_gets_none(machine_clock):
    machine_clock(MOMENT)
    write()
    with pytest.raises(clock_confirmation.NothingToConfirm):
        clock_confirmation.confirm(at=MOMENT)
    machine_clock(datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(clock_confirmation.ClockImpossible):
        clock_confirmation.confirm(at=recording.now())
    assert Entry.objects.count() == 1


def test_an_act_that_is_refused_leaves_nothing_of_itself(machine_clock):
    machine_clock(MOMENT)
    write()
    machine_clock(MOMENT - timedelta(minutes=5))
    with pytest.raises(ClockBehind), transaction.atomic():
        rounds.Round.objects.create(name="written.by.the.act", period_at=MOMENT)
        write(at=MOMENT - timedelta(minutes=5), by=BY)
    assert not rounds.Round.objects.exists()
    assert Head.objects.get(office_id=OFFICE).seq == 1


def test_the_worker_waits_and_says_so_once(machine_clock, caplog):
    machine_clock(MOMENT)
    write()
    watch = worker.ClockWatch()
    assert watch.allows()
    machine_clock(MOMENT - timedelta(hours=3))
    with caplog.at_level(logging.INFO, "motcua.worker"):
        assert not watch.allows()
        assert not watch.allows()
        machine_clock(MOMENT + timedelta(minutes=1))
        assert watch.allows()
    # A database server keeps its own time: it rightly says that this test's clock differs from it.
    told = [record.message for record in caplog.records if "cơ sở dữ liệu lệch" not in record.message]
    assert len(told) == 2, told
    assert "chậm hơn bản ghi mới nhất" in told[0] and "3 giờ" in told[0]
    assert "làm việc tiếp" in told[1]


def test_the_two_machines_of_a_larger_office_are_compared(machine_clock):
    machine_clock(MOMENT)
    here = ClockState(MOMENT, None, None, MOMENT + timedelta(seconds=4))
    apart = ClockState(MOMENT, None, None, MOMENT - timedelta(minutes=2, seconds=5))
    assert (here.is_skewed, here.skew_words) == (False, "")
    assert apart.is_skewed and apart.is_right
    assert "2 phút 5 giây" in apart.skew_words
    asked = clock_sanity.database_now()
    assert (asked is not None) == (connection.vendor == "postgresql")


def test_the_console_shows_the_clock_and_asks_before_it_confirms(machine_clock, monkeypatch):
    machine_clock(MOMENT)
    write()
    out = StringIO()
    call_command("clock", stdout=out)
    words = "cơ sở dữ liệu lệch" if connection.vendor == "postgresql" else "Đồng hồ bình thường."
    assert words in out.getvalue()
    machine_clock(MOMENT + 90 * DAY)
    with pytest.raises(CommandError, match="tạm dừng ghi"):
        call_command("clock", stdout=StringIO())
    monkeypatch.setattr("builtins.input", lambda: "không")
    with pytest.raises(CommandError, match="chưa xác nhận"):
        call_command("clock", "--confirm", stdout=StringIO())
    monkeypatch.setattr("builtins.input", lambda: "đúng")
    call_command("clock", "--confirm", stdout=StringIO())
    out = StringIO()
    call_command("clock", "--json", stdout=out)
    assert json.loads(out.getvalue())["state"] == "right"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "chưa tới một giây"),
        (timedelta(seconds=59), "59 giây"),
        (timedelta(hours=-3, seconds=-5), "3 giờ 5 giây"),
        (timedelta(days=90, hours=2, minutes=7), "90 ngày 2 giờ"),
    ],
)
def test_differences_are_said_in_two_units(span, words):
    assert span_words(span) == words
