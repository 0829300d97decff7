"""A changed calendar and the open dossiers: what moves, what is left alone, and that undoing gives the dates back."""

import pytest
from tests.dossiers import calendar_changes, situations
from tests.dossiers.calendar_changes import changed, confirm, declared, previewed, replay
from tests.dossiers.moments import at

from motcua.desk import moments
from motcua.dossiers import (
    apologies,
    facts_of_clock,
    holds,
    invariants,
    obligations,
    promises,
    replays,
    steps,
    supplement_completion,
)
from motcua.dossiers import supplements as asking
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.status import FINAL, Status
from motcua.journal import entries, verification
from motcua.office import calendar, confirming, declarations
from motcua.office.offices import Office
from motcua.site.demo import builders, lives

STORM_DAY = {"05/11": "local_off"}
DECLARED_AT = "03/11 10:00"


def due(dossier) -> tuple[object, object]:
    fresh = lives.fresh(dossier.pk)
    return fresh.due_at_original, fresh.due_at_current


def names(dossier) -> list[str]:
    return [entry.name for entry in entries.of(dossier.pk, dossier.office_id)]


def sound(house) -> None:
    assert list(invariants.check(house.office.pk)) == []
    assert verification.verify() == []


def test_a_storm_day_moves_the_date_by_a_working_day_and_leaves_the_old_promise(house, version):
    dossier = situations.in_process(house, version)
    changed(house, STORM_DAY, moment=at(DECLARED_AT))
    assert due(dossier) == (at("10/11 17:00"), at("10/11 17:00"))
    rows = promises.all_of(dossier)
    assert [(row.kind, row.due_at) for row in rows] == [
        (PromiseKind.ACCEPTANCE, at("09/11 17:00")),
        (PromiseKind.REPLAY, at("10/11 17:00")),
    ]
    line = next(line for line in rows[-1].ledger if line["on"] == "2026-11-05")
    assert not line["counted"] and calendar_changes.STORM in line["why"]
    assert names(dossier)[-1] == "dossiers.Replayed"
    sound(house)


def test_the_preview_says_what_the_replay_then_does_and_writes_nothing(house, version):
    made = [make(house, version) for make in situations.IN_STATUS.values()]
    declaration = declared(house, STORM_DAY, moment=at(DECLARED_AT))
    before = list(Dossier.objects.order_by("pk").values())
    told = previewed(declaration, moment=at(DECLARED_AT))
    assert list(Dossier.objects.order_by("pk").values()) == before
    assert Promise.objects.filter(kind=PromiseKind.REPLAY).count() == 0
    replay(confirm(house, declaration, moment=at(DECLARED_AT)), moment=at(DECLARED_AT))
    for code, what, _old, new in told:
        fresh = Dossier.objects.get(code=code)
        if what == "due":
            assert fresh.due_at_current == new
        elif what == "check":
            assert fresh.check_due_at == new
        elif what == "supplement":
            assert asking.find_open(fresh).expires_at == new
        else:
            assert fresh.tasks.get(kind=what).due_at == new
    assert {row.code for row in made if row.status not in FINAL} >= {code for code, *_rest in told}
    sound(house)


def test_closed_dossiers_and_fixed_classes_are_never_touched(house, version):
    made = [situations.IN_STATUS[status](house, version) for status in (*FINAL, Status.PROCESSED)]
    before = [(lives.fresh(row.pk).due_at_original, lives.fresh(row.pk).punctuality, len(names(row))) for row in made]
    changed(house, {"03/11": "local_off"}, moment=at("05/11 10:00"))
    after = [(lives.fresh(row.pk).due_at_original, lives.fresh(row.pk).punctuality, len(names(row))) for row in made]
    assert after[:3] == before[:3]
    assert after[3][:2] == before[3][:2]  # resolved: date and class stay, only the wait for its owner may move
    sound(house)


def test_another_office_is_not_touched(house, version):
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    builders.open_for_filing(other, version)
    mine, theirs = situations.in_process(house, version), situations.in_process(other, version)
    changed(house, STORM_DAY, moment=at(DECLARED_AT))
    assert due(mine)[0] == at("10/11 17:00")
    assert due(theirs)[0] == at("09/11 17:00")
    assert calendar.calendar_of(other.office.pk).is_working(calendar_changes.day("05/11"))
    assert "dossiers.Replayed" not in names(theirs)


def test_undoing_is_another_declaration_and_gives_every_date_back(house, version):
    made = [make(house, version) for status, make in situations.IN_STATUS.items() if status not in FINAL]
    columns = ("pk", "due_at_original", "due_at_current", "check_due_at")
    before = list(Dossier.objects.order_by("pk").values(*columns))
    tasks = [(task.pk, task.due_at) for row in made for task in row.tasks.all()]
    ahead = Dossier.objects.filter(next_moment_at__gt=at(DECLARED_AT)).order_by("pk")
    watched = list(ahead.values("pk", "next_moment_at"))
    declaration = changed(house, STORM_DAY, moment=at(DECLARED_AT))
    assert list(Dossier.objects.order_by("pk").values(*columns)) != before
    calendar_changes.reversed_again(house, declaration, moment=at(DECLARED_AT))
    assert list(Dossier.objects.order_by("pk").values(*columns)) == before
    assert [(task.pk, task.due_at) for row in made for task in row.tasks.all()] == tasks
    assert list(ahead.filter(pk__in=[row["pk"] for row in watched]).values("pk", "next_moment_at")) == watched
    assert calendar.calendar_of(house.office.pk).is_working(calendar_changes.day("05/11"))
    sound(house)


def test_a_day_outside_the_count_moves_nothing(house, version):
    dossier = situations.in_process(house, version)
    changed(house, {"10/11": "local_off"}, moment=at(DECLARED_AT))
    assert due(dossier)[0] == at("09/11 17:00")
    assert "dossiers.Replayed" not in names(dossier)


def test_a_worked_saturday_brings_the_date_forward(house, version):
    dossier = situations.in_process(house, version)
    changed(house, {"07/11": "swap_work"}, moment=at(DECLARED_AT))
    assert due(dossier)[0] == at("07/11 17:00")
    sound(house)


def test_while_a_hold_keeps_the_clock_there_is_no_date_and_the_storm_counts_when_it_goes_on(house, version):
    dossier = situations.obliged(house, version)  # from 04/11 10:00
    changed(house, STORM_DAY, moment=at("04/11 15:00"))
    assert due(dossier) == (None, None)
    obligations.confirm(dossier.pk, by=house.acting("specialist"), at=at("06/11 10:00"))
    assert due(dossier)[0] == at("11/11 17:00")  # 04/11 is held, 05/11 both, neither counts twice
    sound(house)


def test_a_hold_that_ended_is_counted_again_with_the_new_calendar(house, version):
    dossier = situations.obliged(house, version)
    obligations.confirm(dossier.pk, by=house.acting("specialist"), at=at("06/11 10:00"))
    assert due(dossier)[0] == at("11/11 17:00")
    changed(house, {"09/11": "local_off"}, moment=at("06/11 11:00"))
    assert due(dossier)[0] == at("12/11 17:00")
    sound(house)


def test_after_a_restart_the_full_limit_meets_the_new_day(house, version):
    dossier = situations.answered_in_process(house, version)
    supplement_completion.complete(dossier.pk, by=house.acting("reception"), at=at("06/11 08:00"))
    assert due(dossier)[0] == at("13/11 17:00")
    changed(house, {"10/11": "local_off"}, moment=at("09/11 08:00"))
    assert due(dossier)[0] == at("16/11 17:00")
    changed(house, {"05/11": "local_off"}, moment=at("09/11 09:00"))  # before the restart: nothing of it counts
    assert due(dossier)[0] == at("16/11 17:00")
    sound(house)


def test_a_date_that_had_passed_before_a_pause_moves_with_its_calendar(house, version):
    dossier = situations.in_process(house, version)
    obligations.ask(dossier.pk, notice="Thuế", amount=1, by=house.acting("specialist"), at=at("10/11 08:00"))
    assert due(dossier)[0] == at("09/11 17:00")
    changed(house, STORM_DAY, moment=at("11/11 08:00"))
    # With the storm it was due on the 10th, when the pause had begun: it was not late.
    assert due(dossier) == (None, None)
    assert holds.find_open(dossier) is not None
    sound(house)


def test_an_apology_keeps_its_date_unless_its_own_day_is_closed(house, version):
    dossier = situations.in_process(house, version)
    by = house.acting("director")
    apologies.extend(dossier.pk, new_due_at=at("12/11 17:00"), reason="Chờ", by=by, at=at("06/11 09:00"))
    storm = changed(house, {"06/11": "local_off"}, moment=at("06/11 10:00"))
    assert due(dossier) == (at("10/11 17:00"), at("12/11 17:00"))
    closed = changed(house, {"12/11": "local_off"}, moment=at("06/11 11:00"))
    assert due(dossier) == (at("10/11 17:00"), at("13/11 17:00"))
    calendar_changes.reversed_again(house, closed, moment=at("06/11 12:00"))
    calendar_changes.reversed_again(house, storm, moment=at("06/11 13:00"))
    assert due(dossier) == (at("09/11 17:00"), at("12/11 17:00"))
    sound(house)


def test_new_hours_move_the_time_of_the_last_day(house, version):
    dossier = situations.in_process(house, version)
    declaration = calendar_changes.declared_hours(
        house, "05/11", ("08:00", "12:00", "13:30", "16:30"), moment=at(DECLARED_AT)
    )
    replay(confirm(house, declaration, moment=at(DECLARED_AT)), moment=at(DECLARED_AT))
    assert due(dossier)[0] == at("09/11 16:30")
    calendar_changes.reversed_again(house, declaration, moment=at("03/11 11:00"))
    assert due(dossier)[0] == at("09/11 17:00")
    sound(house)


def test_check_step_and_supplement_follow_and_the_watch_with_them(house, version):
    waiting = situations.registered(house, version)  # online, 8 working hours from 02/11 09:00: 03/11 09:00
    asked = situations.asked_at_intake(house, version)
    walking = situations.in_process(house, version)
    expires_at = asking.find_open(asked).expires_at
    changed(house, {"03/11": "local_off"}, moment=at("02/11 16:00"))
    assert lives.fresh(waiting.pk).check_due_at == lives.fresh(waiting.pk).next_moment_at == at("04/11 09:00")
    fresh = lives.fresh(asked.pk)
    after = asking.find_open(fresh).expires_at
    assert (expires_at, after) == (at("23/11 17:00"), at("24/11 17:00"))
    assert fresh.next_moment_at == after
    task = lives.fresh(walking.pk).tasks.get()
    assert task.due_at == steps.find_current(walking).due_at == at("05/11 10:30")
    sound(house)


def test_an_applicant_is_never_left_with_an_expiry_in_the_past(house, version):
    asked = situations.asked_at_intake(house, version)
    storm = changed(house, {"23/11": "local_off", "24/11": "local_off"}, moment=at("03/11 10:00"))
    assert asking.find_open(asked).expires_at == at("25/11 17:00")
    calendar_changes.reversed_again(house, storm, moment=at("25/11 08:00"))
    assert asking.find_open(asked).expires_at == at("26/11 17:00")


def test_between_confirmation_and_replay_no_moment_is_acted_upon(house, version):
    asked = situations.asked_at_intake(house, version)
    expires_at = asking.find_open(asked).expires_at
    declaration = confirm(
        house, declared(house, {"23/11": "local_off"}, moment=at("23/11 16:00")), moment=at("23/11 16:50")
    )
    assert Office.objects.get(pk=house.office.pk).replay_began_at == at("23/11 16:50")
    assert moments.came(expires_at) == 0
    with pytest.raises(confirming.StillReplaying):
        moments.deal({"office": str(house.office.pk), "dossier": str(asked.pk)}, at=expires_at)
    replay(declaration, moment=expires_at)
    assert Office.objects.get(pk=house.office.pk).replay_began_at is None
    assert moments.came(expires_at) == 0
    assert lives.fresh(asked.pk).status == Status.SUPPLEMENT
    assert moments.came(at("24/11 17:00")) == 1
    assert lives.fresh(asked.pk).status == Status.STOPPED


def test_what_is_accepted_between_confirmation_and_replay_counts_by_the_new_calendar_once(house, version):
    registered = situations.registered(house, version)
    declaration = confirm(house, declared(house, STORM_DAY, moment=at("02/11 09:10")), moment=at("02/11 09:20"))
    dossier = lives.accept(house, registered, at=at("02/11 09:30"))
    assert dossier.due_at_original == at("10/11 17:00")
    replay(declaration, moment=at("02/11 09:40"))
    assert [row.kind for row in promises.all_of(dossier)] == [PromiseKind.ACCEPTANCE]
    sound(house)


def test_a_replay_in_small_batches_goes_on_where_it_was_and_journals_each_dossier_once(house, version):
    made = [situations.in_process(house, version) for _ in range(5)]
    declaration = confirm(house, declared(house, STORM_DAY, moment=at(DECLARED_AT)), moment=at(DECLARED_AT))
    through = replays.go_on(declaration.pk, house.office.pk, at=at(DECLARED_AT), size=2)
    assert through == made[1].pk
    mark = replays.of_declaration(declaration)
    assert (mark.looked_at, mark.moved, mark.open_at_start, mark.percent) == (2, 2, 5, 40)
    replay(declaration, moment=at(DECLARED_AT), size=2)
    assert replays.go_on(declaration.pk, house.office.pk, at=at(DECLARED_AT)) is None
    for dossier in made:
        assert names(dossier).count("dossiers.Replayed") == 1
        assert due(dossier)[0] == at("10/11 17:00")
    done = declarations.find(declaration.pk, house.office.pk)
    assert done.state == declarations.State.DONE
    assert [entry.name for entry in entries.of(declaration.pk, house.office.pk)][-2:] == [
        "office.CalendarConfirmed",
        "office.CalendarReplayed",
    ]
    sound(house)


def test_a_batch_asks_the_same_number_of_queries_for_one_and_three_dossiers(house, version, django_assert_num_queries):
    situations.in_process(house, version)
    first = confirm(house, declared(house, STORM_DAY, moment=at(DECLARED_AT)), moment=at(DECLARED_AT))
    with django_assert_num_queries(25):
        replays.go_on(first.pk, house.office.pk, at=at(DECLARED_AT))
    replay(first, moment=at(DECLARED_AT))
    for _ in range(2):
        situations.in_process(house, version)
    second = confirm(house, declared(house, {"06/11": "local_off"}, moment=at(DECLARED_AT)), moment=at(DECLARED_AT))
    with django_assert_num_queries(25):
        replays.go_on(second.pk, house.office.pk, at=at(DECLARED_AT))


def test_the_facts_of_a_batch_cost_the_same_number_of_queries(house, version, django_assert_num_queries):
    for make in (situations.in_process, situations.obliged, situations.asked_in_process):
        make(house, version)
    dossiers = list(Dossier.objects.select_related("version"))
    with django_assert_num_queries(6):
        assert len(facts_of_clock.gather(house.office.pk, dossiers, since=None)) == 3
