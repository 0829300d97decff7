"""A preview reads lean rows of the dossiers that a change can meet: it says what counting every open one whole says."""

from datetime import time
from random import Random
from typing import Any

import pytest
from tests.dossiers import situations
from tests.dossiers.calendar_changes import ORDER, STORM, day
from tests.dossiers.moments import at

from motcua.dossiers import apologies, facts_of_clock, replay_preview
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.recounts import Counting, Recount
from motcua.dossiers.replay_preview import Tally
from motcua.dossiers.status import OPEN, Status
from motcua.office import calendar, calendar_changes, declared_lines, declaring
from motcua.office.calendar_changes import Change
from motcua.office.declarations import Declaration
from motcua.site.demo import builders, lives

NOW = at("06/11 10:00")


@pytest.fixture
def everything(house: Any, version: Any) -> list[Dossier]:
    """One dossier in every status, and those with an apology, a same-day limit, hours, a cut-off, a late pause."""
    made = [make(house, version) for make in situations.IN_STATUS.values()]
    apologised = situations.in_process(house, version)
    by = house.acting("director")
    apologies.extend(apologised.pk, new_due_at=at("12/11 17:00"), reason="Chờ", by=by, at=at("05/11 09:00"))
    made.append(apologised)
    for number, limit in enumerate(("0:working_day", "8:working_hour", "3:half_day", "10:day", "1:month", "48:hour")):
        other = builders.procedure(f"1.00002{number}", limit=limit, cutoff="after_15h" if number % 2 else "none")
        other = builders.open_for_filing(house, other)
        for moment in ("02/11 08:10", "02/11 18:20", "04/11 15:30"):
            made.append(lives.accept(house, lives.file(house, other, at=at(moment)), at=at(moment)))
    made.append(lives.file(house, version, at=at("05/11 16:00"), channel=1))
    return made


def draft(house: Any) -> Declaration:
    return declaring.begin(title=STORM, legal_ref=ORDER, by=house.acting("steward"), at=NOW)


def counted_whole(change: Change) -> list[Recount]:
    """Return what the replay's own reading and counting finds of every open dossier of the office."""
    office_id = change.declaration.office_id
    rows = Dossier.objects.filter(office_id=office_id, void_at=None, status__in=OPEN).order_by("pk")
    with calendar.supposing(office_id, change.after):
        counting = Counting(change, at=NOW)
        every = facts_of_clock.gather(office_id, list(rows.select_related("version")), since=None)
        return [counting.of(facts) for facts in every]


def told(recount: Recount) -> tuple[Any, ...]:
    return recount.facts.dossier.pk, recount.moves, recount.tasks, recount.expires_at, recount.is_provisional


def same(declaration: Declaration) -> int:
    """Compare both ways and return how many dossiers move."""
    change = calendar_changes.change_of(declaration)
    whole = counted_whole(change)
    moved = [told(recount) for recount in whole if recount.is_changed]
    page = replay_preview.preview(change, at=NOW, limit=1000)
    assert [told(recount) for recount in page.rows] == moved
    tally = Tally(len(whole))
    for recount in whole:
        tally.enter(recount, NOW)
    assert page.tally == tally
    return len(moved)


def test_random_days_are_previewed_as_every_dossier_counted_whole(house, everything):
    random, by, moved = Random(20261106), house.acting("steward"), 0
    for _ in range(40):
        declaration = draft(house)
        for number in random.sample(range(1, 31), random.randint(1, 4)):
            on = day(f"{number:02d}/11")
            kind = "swap_work" if on.weekday() > 4 else random.choice(("local_off", "swap_off"))
            declared_lines.put_day(declaration.pk, on=on, kind=kind, by=by, at=NOW)
        moved += same(declaration)
    assert moved > 200


@pytest.mark.parametrize("from_on", ["01/10", "04/11", "09/11", "01/12"])
def test_new_hours_are_previewed_as_every_dossier_counted_whole(house, everything, from_on):
    declaration, by = draft(house), house.acting("steward")
    spans = (time(8), time(12), time(13, 30), time(16, 30))
    declared_lines.put_hours(declaration.pk, valid_from=day(from_on), weekdays="01234", spans=spans, by=by, at=NOW)
    moved = same(declaration)
    assert moved > 5 if from_on != "01/12" else moved >= 0


def test_a_declaration_that_changes_nothing_moves_nothing(house, everything):
    declaration = draft(house)
    declared_lines.put_day(declaration.pk, on=day("08/11"), kind="ordinary", by=house.acting("steward"), at=NOW)
    assert same(declaration) == 0


def test_what_lies_before_or_after_the_change_is_not_even_read(house, everything, django_assert_num_queries):
    declaration = draft(house)
    declared_lines.put_day(declaration.pk, on=day("30/12"), kind="local_off", by=house.acting("steward"), at=NOW)
    change = calendar_changes.change_of(declaration)
    with django_assert_num_queries(2):  # how many are open, and which of them it meets
        page = replay_preview.preview(change, at=NOW)
    assert page.rows == []
    assert page.tally.looked_at == Dossier.objects.filter(void_at=None, status__in=OPEN).count() > 20


def test_a_preview_asks_the_settings_once_however_many_wait_for_their_check(house, version, django_assert_num_queries):
    declaration = draft(house)
    declared_lines.put_day(declaration.pk, on=day("03/11"), kind="local_off", by=house.acting("steward"), at=NOW)
    change = calendar_changes.change_of(declaration)
    for count in (1, 3):
        for _ in range(count):
            assert situations.registered(house, version).status == Status.REGISTERED
        with django_assert_num_queries(9):
            replay_preview.preview(change, at=at("02/11 10:00"))
