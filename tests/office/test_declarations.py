"""Declarations of the calendar: who may do what, what is refused by name, what is journalled; proposals of a year."""

from datetime import date, datetime, time

import pytest
from django.core.management import call_command
from tests.dossiers import calendar_changes
from tests.dossiers.calendar_changes import ORDER, STORM, changed, confirm, day, declared, replay
from tests.dossiers.moments import at

from motcua.dossiers import promises, reissues
from motcua.dossiers.promises import PromiseKind
from motcua.journal import entries, verification
from motcua.kernel.calendar import DayKind
from motcua.office import (
    calendar,
    calendar_pack,
    calendar_proposal,
    confirming,
    declarations,
    declared_lines,
    declaring,
    packs,
    rights,
)
from motcua.office.calendar import CalendarDay
from motcua.office.calendar_proposal import NoProposal, proposed
from motcua.office.declarations import Declaration, NoSuchDeclaration, State
from motcua.packs import all_folders
from motcua.site.demo import builders, lives

MOMENT = "03/11 10:00"

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return builders.found_office()


@pytest.fixture
def version(house):
    return builders.open_for_filing(house, builders.procedure(limit="20:working_day"))


def load_calendar() -> None:
    """Load the built-in calendar: 2025 and 2026 official, 2027 proposals."""
    folder = next(folder for folder in all_folders() if folder.name == "calendar")
    calendar_pack.load(packs.read(folder), at=at("02/01 08:00"))


def draft(house, **further) -> Declaration:
    by = house.acting("steward")
    return declaring.begin(**{"title": STORM, "legal_ref": ORDER, "by": by, "at": at(MOMENT), **further})


def names(declaration) -> list[str]:
    return [entry.name for entry in entries.of(declaration.pk, declaration.office_id)]


def test_a_draft_has_no_effect_and_every_act_is_journalled(house):
    by = house.acting("steward")
    declaration = draft(house)
    declared_lines.put_day(declaration.pk, on=day("05/11"), kind="local_off", by=by, at=at(MOMENT))
    declared_lines.put_hours(
        declaration.pk,
        valid_from=day("01/12"),
        weekdays="01234",
        spans=(time(8), time(12), time(13), time(16)),
        by=by,
        at=at(MOMENT),
    )
    declared_lines.take_out_hours(declaration.pk, by=by, at=at(MOMENT))
    declaring.send(declaration.pk, by=by, at=at(MOMENT))
    assert calendar.calendar_of(house.office.pk).is_working(day("05/11"))
    confirm(house, declaration, moment=at(MOMENT))
    assert not calendar.calendar_of(house.office.pk).is_working(day("05/11"))
    assert names(declaration) == [
        "office.CalendarDeclared",
        "office.CalendarDeclared",
        "office.CalendarDeclared",
        "office.CalendarDeclared",
        "office.DeclarationSent",
        "office.CalendarConfirmed",
    ]
    assert verification.verify() == []


def test_every_day_of_the_calendar_stands_on_a_document(house):
    by, declaration = house.acting("steward"), draft(house, legal_ref="")
    declared_lines.put_day(declaration.pk, on=day("05/11"), kind="local_off", by=by, at=at(MOMENT))
    own = {"kind": "local_off", "legal_ref": "CĐ 7/CĐ-TTg", "by": by, "at": at(MOMENT)}
    declared_lines.put_day(declaration.pk, on=day("06/11"), **own)
    confirm(house, declaring.send(declaration.pk, legal_ref=ORDER, by=by, at=at(MOMENT)), moment=at(MOMENT))
    rows = CalendarDay.objects.filter(office=house.office).order_by("on")
    assert [row.legal_ref for row in rows] == [ORDER, "CĐ 7/CĐ-TTg"]
    assert verification.verify() == []


@pytest.mark.parametrize("kind", ["reception", "specialist", "leader", "director", "cashier"])
def test_only_a_steward_declares(house, kind):
    by, declaration = house.acting(kind), draft(house)
    for act in (
        lambda: declaring.begin(title=STORM, by=by, at=at(MOMENT)),
        lambda: declared_lines.put_day(declaration.pk, on=day("05/11"), kind="local_off", by=by, at=at(MOMENT)),
        lambda: declaring.send(declaration.pk, by=by, at=at(MOMENT)),
        lambda: declaring.drop(declaration.pk, by=by, at=at(MOMENT)),
        lambda: calendar_proposal.propose(2028, by=by, at=at(MOMENT)),
    ):
        with pytest.raises(rights.NotAllowed):
            act()
    assert names(declaration) == ["office.CalendarDeclared"]


@pytest.mark.parametrize("kind", ["reception", "specialist", "director", "cashier", "steward"])
def test_only_a_leader_confirms_or_gives_back(house, kind):
    declaration = declared(house, {"05/11": "local_off"}, moment=at(MOMENT))
    with pytest.raises(rights.NotAllowed):
        confirming.confirm(declaration.pk, by=house.acting(kind), at=at(MOMENT))
    with pytest.raises(rights.NotAllowed):
        confirming.send_back(declaration.pk, why="Sai", by=house.acting(kind), at=at(MOMENT))
    assert declarations.find(declaration.pk, house.office.pk).state == State.SENT


def test_whoever_declared_it_does_not_confirm_it(house):
    declaration = declared(house, {"05/11": "local_off"}, moment=at(MOMENT))
    both = house.acting("leader")
    Declaration.objects.filter(pk=declaration.pk).update(made_by=both.person)
    with pytest.raises(confirming.SameHands):
        confirming.confirm(declaration.pk, by=both, at=at(MOMENT))


def test_another_office_neither_sees_nor_confirms_it(house):
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    declaration = declared(house, {"05/11": "local_off"}, moment=at(MOMENT))
    with pytest.raises(NoSuchDeclaration):
        declarations.find(declaration.pk, other.office.pk)
    with pytest.raises(NoSuchDeclaration):
        confirming.confirm(declaration.pk, by=other.acting("leader"), at=at(MOMENT))


def test_what_was_sent_is_no_longer_altered_until_it_comes_back(house):
    declaration, by = declared(house, {"05/11": "local_off"}, moment=at(MOMENT)), house.acting("steward")
    with pytest.raises(declaring.NotADraft):
        declared_lines.put_day(declaration.pk, on=day("06/11"), kind="local_off", by=by, at=at(MOMENT))
    with pytest.raises(confirming.WhyMissing):
        confirming.send_back(declaration.pk, why=" ", by=house.acting("leader"), at=at(MOMENT))
    confirming.send_back(declaration.pk, why="Thiếu ngày 06/11", by=house.acting("leader"), at=at(MOMENT))
    declared_lines.put_day(declaration.pk, on=day("06/11"), kind="local_off", by=by, at=at(MOMENT))
    with pytest.raises(confirming.NotSent):
        confirming.confirm(declaration.pk, by=house.acting("leader"), at=at(MOMENT))
    declaring.drop(declaration.pk, by=by, at=at(MOMENT))
    with pytest.raises(declaring.NotADraft):
        declaring.drop(declaration.pk, by=by, at=at(MOMENT))
    assert names(declaration)[-1] == "office.DeclarationDropped"
    assert verification.verify() == []


def test_what_makes_no_declaration_is_refused_by_name(house):
    by, declaration = house.acting("steward"), draft(house, legal_ref="")
    with pytest.raises(declaring.NothingDeclared):
        draft(house, title="  ")
    with pytest.raises(declaring.NothingDeclared):
        declaring.send(declaration.pk, by=by, at=at(MOMENT))  # no line
    declared_lines.put_day(declaration.pk, on=day("05/11"), kind="local_off", by=by, at=at(MOMENT))
    with pytest.raises(declaring.NothingDeclared):
        declaring.send(declaration.pk, by=by, at=at(MOMENT))  # no legal reference
    for on, kind in ((day("05/11"), "swap_work"), (day("05/11"), "party"), (date(2030, 5, 1), "holiday")):
        with pytest.raises(declared_lines.DayRefused):
            declared_lines.put_day(declaration.pk, on=on, kind=kind, by=by, at=at(MOMENT))
    hours = (time(13), time(11), time(14), time(17))
    with pytest.raises(declared_lines.HoursRefused):
        declared_lines.put_hours(
            declaration.pk, valid_from=day("01/12"), weekdays="01234", spans=hours, by=by, at=at(MOMENT)
        )
    with pytest.raises(declaring.NotApplied):
        declaring.reverse(declaration.pk, by=by, at=at(MOMENT))


def test_one_replay_at_a_time(house):
    first = confirm(house, declared(house, {"05/11": "local_off"}, moment=at(MOMENT)), moment=at(MOMENT))
    second = declared(house, {"06/11": "local_off"}, moment=at(MOMENT))
    with pytest.raises(confirming.StillReplaying):
        confirm(house, second, moment=at(MOMENT))
    replay(first, moment=at(MOMENT))
    assert confirm(house, second, moment=at(MOMENT)).state == State.REPLAYING


def test_a_national_day_is_taken_away_and_given_back_in_one_office(house):
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    load_calendar()
    culture_day = {"24/11": calendar.ORDINARY}
    declaration = changed(house, culture_day, moment=at(MOMENT))
    assert calendar.calendar_of(house.office.pk).is_working(day("24/11"))
    assert not calendar.calendar_of(other.office.pk).is_working(day("24/11"))
    calendar_changes.reversed_again(house, declaration, moment=at(MOMENT))
    held = calendar.find_day(house.office.pk, day("24/11"))
    assert (held.kind, held.is_confirmed) == (DayKind.HOLIDAY, True)
    assert "Văn hóa" in held.note
    assert verification.verify() == []


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2030, 2, 2), "holiday"),  # Tết by the Vietnamese calendar, a day before the Chinese
        (date(2028, 1, 3), "compensatory_off"),
        (date(2027, 11, 24), "holiday"),
        (date(2026, 8, 31), "swap_off"),
        (date(2026, 8, 22), "swap_work"),
    ],
)
def test_the_package_knows_lunar_days_and_what_comes_in_their_stead(on, kind):
    assert {found.on: found.kind for found in proposed(on.year)}[on] == kind


@pytest.mark.parametrize("year", [1990, 2024, 2100])
def test_a_year_out_of_range_is_refused(year):
    with pytest.raises(NoProposal):
        proposed(year)


def test_a_proposal_counts_provisionally_and_confirms_nothing(house, version):
    declaration = calendar_proposal.propose(2026, by=house.acting("steward"), at=at("02/11 08:00"))
    held = calendar.calendar_of(house.office.pk)
    assert not held.is_working(date(2026, 11, 24)) and not held.is_confirmed(2026)
    dossier = lives.accept(house, lives.file(house, version, at=at("02/11 08:00")), at=at("02/11 09:00"))
    assert dossier.is_provisional and dossier.due_at_original == at("01/12 17:00")  # 24/11 is off
    assert declaration.state == State.DRAFT and not any(line.is_reviewed for line in declarations.days_in(declaration))
    assert verification.verify() == []


def reviewed(house, declaration, moment: datetime) -> Declaration:
    """Return the declaration with every day reviewed, sent."""
    by = house.acting("steward")
    for line in declarations.days_in(declaration):
        declared_lines.put_day(declaration.pk, on=line.on, kind=line.kind, note_words=line.note, by=by, at=moment)
    return declaring.send(declaration.pk, legal_ref="TB 9999/TB-BNV", by=by, at=moment)


def test_at_the_confirmation_of_the_year_the_provisional_dates_become_certain(house, version):
    load_calendar()
    dossier = lives.accept(house, lives.file(house, version, at=at("20/12 08:00")), at=at("21/12 09:00"))
    assert dossier.is_provisional and dossier.due_at_original == at("19/01 17:00", 2027)
    declaration = calendar_proposal.propose(2027, by=house.acting("steward"), at=at("22/12 08:00"))
    by = house.acting("steward")
    # The announcement makes Friday 15/01 a swapped day off: the proposal did not know.
    declared_lines.put_day(declaration.pk, on=date(2027, 1, 15), kind="swap_off", by=by, at=at("22/12 08:00"))
    sent = reviewed(house, declaration, at("22/12 09:00"))
    assert calendar_proposal.years_to_confirm(house.office.pk, date(2026, 12, 22)) == [2027]
    replay(confirm(house, sent, moment=at("22/12 10:00")), moment=at("22/12 10:00"))
    fresh = lives.fresh(dossier.pk)
    assert (fresh.is_provisional, fresh.due_at_original) == (False, at("20/01 17:00", 2027))
    last = promises.latest_of(fresh)
    assert (last.kind, last.is_provisional) == (PromiseKind.REPLAY, False)
    assert calendar_proposal.years_to_confirm(house.office.pk, date(2026, 12, 22)) == []
    assert verification.verify() == []


def test_a_year_confirmed_as_it_was_proposed_moves_no_date_and_makes_it_certain(house, version):
    load_calendar()
    dossier = lives.accept(house, lives.file(house, version, at=at("20/12 08:00")), at=at("21/12 09:00"))
    sent = reviewed(
        house, calendar_proposal.propose(2027, by=house.acting("steward"), at=at("22/12 08:00")), at("22/12 09:00")
    )
    replay(confirm(house, sent, moment=at("22/12 10:00")), moment=at("22/12 10:00"))
    fresh = lives.fresh(dossier.pk)
    assert (fresh.is_provisional, fresh.due_at_original) == (False, dossier.due_at_original)
    event = entries.of(dossier.pk, house.office.pk)[-1].event
    assert event["what"] == ""  # nothing to tell: the date stays
    # The paper in the applicant's hand still says “lịch tạm tính”: it may be given anew, once.
    again = reissues.reissue(dossier.pk, by=house.acting("reception"), at=at("22/12 11:00"))
    assert again.content["is_provisional"] is False
    with pytest.raises(reissues.NothingMoved):
        reissues.reissue(dossier.pk, by=house.acting("reception"), at=at("22/12 11:05"))


def test_confirmed_days_stay_before_a_proposal(house):
    load_calendar()
    with pytest.raises(NoProposal):
        calendar_proposal.propose(2026, by=house.acting("steward"), at=at(MOMENT))
    held = calendar.calendar_of(house.office.pk)
    assert not held.is_working(date(2026, 1, 2)) and held.is_working(date(2026, 1, 10))
    declaration = calendar_proposal.propose(2027, by=house.acting("steward"), at=at(MOMENT))
    assert CalendarDay.objects.filter(office=house.office, on__year=2027).count() == 0  # the pack's are in use
    with pytest.raises(NoProposal):
        calendar_proposal.propose(2027, by=house.acting("steward"), at=at(MOMENT))
    declaring.drop(declaration.pk, by=house.acting("steward"), at=at(MOMENT))
    assert calendar_proposal.propose(2027, by=house.acting("steward"), at=at(MOMENT)).state == State.DRAFT


def test_the_warning_begins_on_the_day_of_the_setting(house):
    load_calendar()
    assert calendar_proposal.years_to_confirm(house.office.pk, date(2026, 9, 30)) == []
    assert calendar_proposal.years_to_confirm(house.office.pk, date(2026, 10, 1)) == [2027]


def test_the_command_drafts_and_confirms_nothing(house, capsys):
    call_command("propose_calendar", "2028")
    assert "Chưa xác nhận ngày nào" in capsys.readouterr().out
    declaration = Declaration.objects.get()
    assert (declaration.state, declaration.made_by, declaration.year) == (State.DRAFT, None, 2028)
    assert "holidays" in declaration.source


def test_a_pack_loaded_where_work_has_begun_changes_no_confirmed_day(house, version):
    load_calendar()
    lives.file(house, version, at=at("02/11 08:00"))
    CalendarDay.objects.filter(office=None, on=day("24/11")).delete()  # as if the newer pack alone knew of it
    CalendarDay.objects.filter(office=None, on=day("27/04")).update(kind="holiday")
    folder = next(folder for folder in all_folders() if folder.name == "calendar")
    report = calendar_pack.load(packs.read(folder), at=at("03/11 08:00"))
    assert CalendarDay.objects.get(office=None, on=day("24/11")).is_confirmed is False
    assert CalendarDay.objects.get(office=None, on=day("27/04")).kind == "holiday"
    assert len(report.notes) == 2
