"""A confirmed change of the calendar by the worker: told to citizens, killed in the middle, raced by an acceptance."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.dossiers import calendar_changes, situations
from tests.dossiers.moments import at, later

from motcua.desk import confirm_calendar
from motcua.dossiers import intake, invariants, replays
from motcua.dossiers.dossier import Dossier
from motcua.journal import entries, jobs, leases, verification
from motcua.journal.jobs import Job, State
from motcua.notices.outbox import Message
from motcua.office import declarations
from motcua.site import worker
from motcua.site.demo import builders, lives

DECLARED_AT = "03/11 10:00"
STORM_DAY = {"05/11": "local_off"}


@pytest.fixture
def house(db):
    return builders.found_office()


@pytest.fixture
def version(house):
    return builders.open_for_filing(house, builders.procedure())


def confirmed(house):
    declaration = calendar_changes.declared(house, STORM_DAY, moment=at(DECLARED_AT))
    return calendar_changes.confirm(house, declaration, moment=at(DECLARED_AT))


def test_the_worker_replays_and_tells_the_old_date_the_new_one_and_why(house, version):
    dossier = lives.accept(
        house, lives.file(house, version, at=at("02/11 09:00"), email="a.thut@example.vn"), at=at("02/11 10:00")
    )
    declaration = confirmed(house)
    worker.run_once(at("03/11 10:01"))
    assert declarations.find(declaration.pk, house.office.pk).state == declarations.State.DONE
    assert lives.fresh(dossier.pk).due_at_current == at("10/11 17:00")
    told = {message.channel: message.body for message in Message.objects.filter(event="dossiers.Replayed")}
    assert "17:00 09/11" in told["sms"] and "17:00 10/11" in told["sms"]
    assert "17:00 09/11" in told["email"] and "17:00 10/11" in told["email"]
    assert calendar_changes.STORM in told["email"]
    worker.run_once(at("03/11 10:02"))
    assert Message.objects.filter(event="dossiers.Replayed").count() == 2


def test_a_worker_cut_in_the_middle_goes_on_and_counts_nothing_twice(house, version):
    made = [situations.in_process(house, version) for _ in range(5)]
    declaration = confirmed(house)
    replays.go_on(declaration.pk, house.office.pk, at=at("03/11 10:01"), size=2)
    worker.read_on()
    # The machine goes down with the next batch in hand: its lease runs out, its transaction never was.
    taken = leases.claim(at("03/11 10:01"), "cut", many=50)
    assert confirm_calendar.REPLAY in [job.name for job in taken]
    Job.objects.filter(state=State.RUNNING).update(lease_until=at("01/11 00:00"))
    worker.run_once(at("03/11 10:05"))
    mark = replays.of_declaration(declaration)
    assert (mark.looked_at, mark.moved) == (5, 5)
    for dossier in made:
        names = [entry.name for entry in entries.of(dossier.pk, house.office.pk)]
        assert names.count("dossiers.Replayed") == 1
        assert lives.fresh(dossier.pk).due_at_current == at("10/11 17:00")
    assert jobs.counts(house.office.pk)[State.DEAD.value] == 0
    assert verification.verify() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_acceptances_during_the_confirmation_and_the_replay_all_count_by_the_new_calendar():
    house = builders.found_office()
    version = builders.open_for_filing(house, builders.procedure())
    waiting = [lives.file(house, version, at=later(at("02/11 08:00"), minutes=n)) for n in range(16)]
    declaration = calendar_changes.declared(house, STORM_DAY, moment=at("02/11 09:00"))
    start = Barrier(5)

    def accept(number: int) -> None:
        try:
            start.wait()
            for dossier in waiting[number::4]:
                intake.accept(dossier.pk, by=house.acting("reception"), at=at("02/11 10:00"))
        finally:
            connection.close()

    def change(_number: int) -> None:
        try:
            start.wait()
            calendar_changes.replay(
                calendar_changes.confirm(house, declaration, moment=at("02/11 10:00")), moment=at("02/11 10:01"), size=3
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        running = [pool.submit(accept, number) for number in range(4)] + [pool.submit(change, 4)]
        for one in running:
            one.result()
    assert set(Dossier.objects.values_list("due_at_original", flat=True)) == {at("10/11 17:00")}
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []
