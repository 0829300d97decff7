"""II.06a and the board: literal counts, identities, and every figure equal to the dossiers behind it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import apologies, promises
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.reports import board, cells, form_06a, periods
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
NOVEMBER = periods.period(date(2026, 11, 1), date(2026, 11, 30))
LATER = at("01/12 08:00")


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def version(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure())


def total(house: builders.House, period: periods.Period = NOVEMBER, moment: datetime = LATER) -> dict[str, int]:
    report = form_06a.report(house.office.pk, period, at=moment)
    assert form_06a.identities(report.total) == []
    return report.total.figures


def test_one_dossier_of_every_status_is_counted_by_the_book(house: Any, version: Any) -> None:
    for make in situations.IN_STATUS.values():
        make(house, version)
    f = total(house)
    # Waiting (1), refused at intake (3) and asked at intake (5) were never accepted and are outside.
    assert (f["3"], f["4"] + f["5"], f["6"]) == (7, 7, 0)
    assert (f["7"], f["8"]) == (2, 2)
    assert f["stopped"] == 1
    assert f["11"] == 4


def test_every_cell_opens_to_exactly_its_dossiers(house: Any, version: Any) -> None:
    for make in situations.IN_STATUS.values():
        make(house, version)
    report = form_06a.report(house.office.pk, NOVEMBER, at=LATER)
    shown = {(row.sector, column): row.figures[column] for row in report.rows for column in form_06a.COLUMNS}
    behind = {
        (sector, column): cells.dossiers_of(house.office.pk, column, NOVEMBER, at=LATER, sector=sector).count()
        for sector, column in shown
    }
    assert shown and behind == shown


def test_the_snapshot_of_a_past_period_does_not_change_with_what_came_after(house: Any, version: Any) -> None:
    dossier = situations.in_process(house, version)
    early = periods.period(date(2026, 11, 1), date(2026, 11, 3))
    before = total(house, early)
    assert (before["11"], before["12"], before["7"]) == (1, 1, 0)
    lives.propose(house, dossier, at=at("10/11 09:00"))
    lives.approve(house, dossier, at=at("10/11 10:00"))
    lives.issue_on_paper(house, dossier, at=at("10/11 11:00"))
    assert total(house, early) == before
    whole = total(house)
    assert (whole["10"], whole["8"] + whole["9"]) == (1, 0)
    after = total(house, periods.period(date(2026, 11, 4), date(2026, 11, 30)))
    assert (after["6"], after["7"], after["11"]) == (1, 1, 0)


def test_an_apology_never_cures_lateness(house: Any, version: Any) -> None:
    dossier = situations.in_process(house, version)
    apologies.extend(
        dossier.pk, new_due_at=at("20/11 17:00"), reason="Chờ xác minh", by=house.acting("leader"), at=at("05/11 09:00")
    )
    assert lives.fresh(dossier.pk).due_at_current == at("20/11 17:00")
    lives.propose(house, dossier, at=at("12/11 09:00"))
    lives.approve(house, dossier, at=at("12/11 10:00"))
    lives.issue_on_paper(house, dossier, at=at("12/11 11:00"))
    assert lives.fresh(dossier.pk).punctuality == "late"
    assert total(house)["10"] == 1


def test_a_pause_after_the_date_hides_no_lateness(house: Any, version: Any) -> None:
    from motcua.dossiers import obligations

    dossier = situations.in_process(house, version)
    by = house.acting("specialist")
    obligations.ask(dossier.pk, notice="Thuế", amount=None, by=by, at=at("16/11 09:00"))
    assert lives.fresh(dossier.pk).due_at_original is not None
    assert total(house)["13"] == 1


def test_a_pause_before_the_date_keeps_the_dossier_within(house: Any, version: Any) -> None:
    situations.obliged(house, version)
    f = total(house)
    assert (f["12"], f["13"]) == (1, 0)


def test_another_office_is_in_no_figure(house: Any, version: Any) -> None:
    other = builders.found_office("H99.02", "Trung tâm khác", prefix="x")
    situations.in_process(house, version)
    assert total(other)["3"] == 0
    assert {tile.count for tile in board.today(other.office.pk, LATER)} == {0}


def test_a_void_dossier_is_in_no_total(house: Any, version: Any) -> None:
    from motcua.dossiers import voids

    dossier = situations.in_process(house, version)
    voids.void(dossier.pk, reason="Nhập nhầm", by=house.acting("leader"), at=at("03/11 09:00"))
    assert total(house)["3"] == 0


def test_every_tile_counts_its_list(house: Any, version: Any) -> None:
    for make in situations.IN_STATUS.values():
        make(house, version)
    for moment in (at("05/11 09:00"), LATER):
        for tile in board.today(house.office.pk, moment):
            assert board.dossiers_of(house.office.pk, tile.key, moment).count() == tile.count


def test_the_form_costs_one_query_and_the_board_three(house: Any, version: Any, django_assert_num_queries: Any) -> None:
    for make in situations.IN_STATUS.values():
        make(house, version)
    board.today(house.office.pk, LATER)
    with django_assert_num_queries(1):
        form_06a.report(house.office.pk, NOVEMBER, at=LATER)
    with django_assert_num_queries(3):
        board.today(house.office.pk, LATER)


def test_the_seed_figures_of_tho_pho_come_out_to_the_unit(house: Any, version: Any) -> None:
    """Seed 4 (Thọ Phú, 01/7–27/9/2025): 2.145 received, 2.004 resolved (1.520 early, 447 on time, 37 late)."""
    person = builders_person(house)
    rows = []
    for index in range(2145):
        moment = at("02/07 09:00", 2025) + timedelta(minutes=index)
        done = index < 2004
        rows.append(
            Dossier(
                office=house.office,
                code=f"H99.01-250702-{index:04d}",
                version=version,
                channel=2 if index < 2034 else 1,
                applicant=person,
                status=Status.RETURNED if done else Status.IN_PROCESS,
                outcome="granted" if done else "",
                punctuality=("early" if index < 1520 else "on_time" if index < 1967 else "late") if done else "",
                submitted_at=moment,
                check_due_at=moment,
                accepted_at=moment,
                processed_at=moment + timedelta(days=3) if done else None,
                returned_at=moment + timedelta(days=4) if done else None,
                due_at_original=at("30/09 17:00", 2025),
                holder_post=None if done else house.posts["specialist"],
                next_moment_at=None if done else at("30/09 17:00", 2025),
                reason="" if done else "đang giải quyết",
            )
        )
    made = Dossier.objects.bulk_create(rows)
    promises.Promise.objects.bulk_create(
        [
            promises.Promise(
                office=house.office, dossier=row, kind="acceptance", given_at=row.accepted_at,
                starts_at=row.accepted_at, due_at=row.due_at_original, limit="5:working_day",
            )
            for row in made
        ]
    )  # fmt: skip
    report = form_06a.report(
        house.office.pk, periods.period(date(2025, 7, 1), date(2025, 9, 27)), at=at("28/09 08:00", 2025)
    )
    f = report.total.figures
    expected = {"3": 2145, "4": 2034, "5": 111, "6": 0, "7": 2004, "8": 1520, "9": 447, "10": 37, "11": 141, "12": 141}
    assert {name: f[name] for name in expected} == expected
    assert (f["13"], f["stopped"]) == (0, 0)
    rates = {rate.name: rate.words for rate in report.rates}
    assert rates["R1"] == "98,2%"
    assert rates["Trực tuyến"] == "94,8%"


def builders_person(house: builders.House) -> Any:
    from motcua.office import people

    return people.record(house.office.pk, "Lê Văn Minh", at=at("01/07 08:00", 2025))


def test_text_in_the_workbook_never_becomes_a_formula(house: Any) -> None:
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    from motcua.reports import xlsx

    evil = builders.open_for_filing(house, builders.procedure("1.000009", sector="=1+1"))
    situations.in_process(house, evil)
    report = form_06a.report(house.office.pk, NOVEMBER, at=LATER)
    sheet = CalamineWorkbook.from_filelike(BytesIO(xlsx.form_06a(report, house.office))).get_sheet_by_index(0)
    cells_of = [cell for row in sheet.to_python() for cell in row]
    assert "=1+1" in cells_of
