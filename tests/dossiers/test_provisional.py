"""A date in a year whose calendar is not confirmed says so whatever limit it ends, and is certain once the year is."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.dossiers import calendar_changes, situations
from tests.dossiers.calendar_changes import confirm, previewed, replay
from tests.dossiers.moments import at

from motcua.dossiers import apologies, invariants, reissues, replay_preview
from motcua.dossiers import supplements as asking
from motcua.dossiers.promises import PromiseKind, latest_of
from motcua.journal import entries, verification
from motcua.office import calendar_changes as changes
from motcua.office import calendar_pack, calendar_proposal, declarations, declared_lines, declaring
from motcua.office.declarations import Declaration
from motcua.office.packs import read
from motcua.packs import all_folders
from motcua.site.demo import builders, lives


@pytest.fixture
def known(house: Any) -> None:
    """The built-in calendar: 2026 is official, 2027 a proposal."""
    calendar_pack.load(read(next(one for one in all_folders() if one.name == "calendar")), at=at("02/01 08:00"))


def year_sent(house: Any, moment: datetime, swapped_off: date | None = None) -> Declaration:
    """Return the reviewed calendar of 2027, sent to the leader; the announcement may know one more swapped day."""
    by = house.acting("steward")
    draft = calendar_proposal.propose(2027, by=by, at=moment)
    for line in declarations.days_in(draft):
        declared_lines.put_day(draft.pk, on=line.on, kind=line.kind, note_words=line.note, by=by, at=moment)
    if swapped_off is not None:
        declared_lines.put_day(draft.pk, on=swapped_off, kind="swap_off", by=by, at=moment)
    return declaring.send(draft.pk, legal_ref="TB 9999/TB-BNV", by=by, at=moment)


def under_way(house: Any, version: Any) -> Any:
    dossier = lives.accept(house, lives.file(house, version, at=at("21/12 08:00")), at=at("21/12 09:00"))
    return lives.hand_on(house, dossier, at=at("21/12 09:30"))


def apologised(house: Any, version: Any) -> Any:
    """Due on 28/12/2026, apologised for until 06/01/2027."""
    dossier = under_way(house, version)
    by, until = house.acting("director"), at("06/01 17:00", 2027)
    apologies.extend(dossier.pk, new_due_at=until, reason="Chờ", by=by, at=at("23/12 09:00"))
    return lives.fresh(dossier.pk)


def test_an_apology_into_next_year_is_provisional_on_screen_slip_and_row(house, version, known):
    assert not under_way(house, version).is_provisional
    dossier = apologised(house, version)
    assert dossier.is_provisional
    assert dossier.slips.get(form="04").content["is_provisional"] is True
    assert latest_of(dossier).kind == PromiseKind.APOLOGY and latest_of(dossier).is_provisional


def test_the_apology_s_date_becomes_certain_with_its_year(house, version, known):
    dossier = apologised(house, version)
    assert dossier.due_at_current == at("06/01 17:00", 2027)
    replay(confirm(house, year_sent(house, at("24/12 08:00")), moment=at("24/12 09:00")), moment=at("24/12 09:00"))
    fresh = lives.fresh(dossier.pk)
    assert (fresh.is_provisional, fresh.due_at_current) == (False, at("06/01 17:00", 2027))
    assert entries.of(dossier.pk, house.office.pk)[-1].name == "dossiers.Replayed"
    again = reissues.reissue(dossier.pk, by=house.acting("reception"), at=at("24/12 10:00"))
    assert again.content["is_provisional"] is False
    assert list(invariants.check(house.office.pk)) == [] and verification.verify() == []


def test_a_swapped_day_off_moves_the_apology_s_date(house, version, known):
    dossier = apologised(house, version)
    sent = year_sent(house, at("24/12 08:00"), swapped_off=date(2027, 1, 6))
    assert [(what, new) for _code, what, _old, new in previewed(sent, moment=at("24/12 08:30"))] == [
        ("apology", at("07/01 17:00", 2027))
    ]
    replay(confirm(house, sent, moment=at("24/12 09:00")), moment=at("24/12 09:00"))
    fresh = lives.fresh(dossier.pk)
    assert (fresh.is_provisional, fresh.due_at_current) == (False, at("07/01 17:00", 2027))


def asked(house: Any, version: Any) -> Any:
    """Asked on 21/12/2026: fifteen working days end on 12/01/2027 (01/01 is off)."""
    dossier = lives.file(house, version, at=at("21/12 08:00"), lacking={2})
    situations.ask(house, dossier, at("21/12 09:00"))
    return lives.fresh(dossier.pk)


def test_a_supplement_that_expires_next_year_is_provisional_until_the_year_is_confirmed(house, version, known):
    dossier = asked(house, version)
    assert dossier.is_provisional and asking.find_open(dossier).expires_at == at("12/01 17:00", 2027)
    sent = year_sent(house, at("24/12 08:00"), swapped_off=date(2027, 1, 4))
    replay(confirm(house, sent, moment=at("24/12 09:00")), moment=at("24/12 09:00"))
    fresh = lives.fresh(dossier.pk)
    assert not fresh.is_provisional and asking.find_open(fresh).expires_at == at("13/01 17:00", 2027)
    assert entries.of(dossier.pk, house.office.pk)[-1].event["what"] == "supplement"


def test_what_was_counted_before_anything_was_known_of_the_year_gets_all_its_days(house, version):
    """No day of 2027 was in the calendar when it was asked, so 01/01 counted; the proposal came later."""
    dossier = asked(house, version)
    before = asking.find_open(dossier).expires_at
    assert before == at("11/01 17:00", 2027)
    sent = year_sent(house, at("24/12 08:00"))
    replay(confirm(house, sent, moment=at("24/12 09:00")), moment=at("24/12 09:00"))
    assert asking.find_open(dossier).expires_at == at("12/01 17:00", 2027)


def test_a_year_taken_back_is_told_as_provisional_again_and_not_as_settled(house, version, known):
    dossier = apologised(house, version)
    moment = at("24/12 09:00")
    done = replay(confirm(house, year_sent(house, moment), moment=moment), moment=moment)
    by = house.acting("steward")
    back = declaring.reverse(done.pk, by=by, at=at("24/12 10:00"))
    change = changes.change_of(declarations.find(back.pk, house.office.pk))
    page = replay_preview.preview(change, at=at("24/12 10:00"))
    assert [(row.facts.dossier.pk, row.is_settled, row.is_provisional) for row in page.rows] == [
        (dossier.pk, False, True)
    ]
    assert page.tally.settled == 0


def test_a_storm_moves_the_wait_and_not_the_check_that_is_over_of_a_dossier_asked_to_supplement(house, version):
    dossier = situations.asked_at_intake(house, version)  # checked on 02/11; its check was due on 03/11
    calendar_changes.changed(house, {"03/11": "local_off"}, moment=at("02/11 16:00"))
    fresh = lives.fresh(dossier.pk)
    assert fresh.check_due_at == dossier.check_due_at
    assert entries.of(dossier.pk, house.office.pk)[-1].event["what"] == "supplement"


def test_two_dossiers_of_one_day_keep_their_own_hour_and_their_own_end(house):
    """A same-day matter received after closing is due the next day, and counting together moves no start."""
    same_day = builders.open_for_filing(house, builders.procedure("1.000011", limit="0:working_day"))
    long = builders.open_for_filing(house, builders.procedure("1.000012"))
    made = {}
    for name, version, moment in (
        ("sáng", same_day, "05/11 08:00"),
        ("tối", same_day, "05/11 18:00"),
        ("dài", long, "02/11 09:00"),
        ("dài, chiều", long, "02/11 15:00"),
    ):
        made[name] = lives.accept(house, lives.file(house, version, at=at(moment)), at=at(moment))
    calendar_changes.changed(house, {"06/11": "local_off"}, moment=at("05/11 18:30"))
    due = {name: lives.fresh(dossier.pk).due_at_original for name, dossier in made.items()}
    assert due["sáng"] == at("05/11 17:00") and due["tối"] == at("09/11 17:00")
    starts = {name: latest_of(made[name]).starts_at for name in ("dài", "dài, chiều")}
    assert starts == {"dài": at("02/11 09:00"), "dài, chiều": at("02/11 15:00")}
