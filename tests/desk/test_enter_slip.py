"""A receipt written by hand in a downtime becomes a dossier as of its written time; every number is accounted for."""

from datetime import datetime
from typing import Any

import pytest
from tests.dossiers.moments import at

from motcua.desk import enter_slip as entering
from motcua.desk import receive as receiving
from motcua.dossiers import late_entries, pads, voids
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.late_entries import LatePermit, WrittenSlip
from motcua.dossiers.pads import PadNumber
from motcua.fees.payments import Payment
from motcua.journal import entries, verification
from motcua.journal.chain import Entry
from motcua.kernel.identifiers import parse_dossier_code
from motcua.office import downtime, rights, series
from motcua.office.settings_dated import OfficeSetting
from motcua.procedures import components
from motcua.reports import board, cells, form_06a, periods

pytestmark = pytest.mark.django_db

# Monday 2/11/2026: power fails 09:00–15:30; office hours 07:30–11:30 and 13:00–17:00.
ISSUED, FAILS, BACK = at("02/11 07:40"), at("02/11 09:00"), at("02/11 15:30")
WRITTEN, NOW = at("02/11 10:20"), at("03/11 08:05")


@pytest.fixture
def pad(house: Any) -> pads.Pad:
    return pads.issue(house.office, count=10, by=house.acting("steward"), at=ISSUED)


@pytest.fixture
def outage(house: Any) -> downtime.Downtime:
    by = house.acting("steward")
    return downtime.declare(house.office, from_at=FAILS, to_at=BACK, reason="Mất điện lưới", by=by, at=BACK)


def enter(house: Any, version: Any, number: int = 1, *, written_at: datetime = WRITTEN, **more: Any) -> Any:
    """Enter a slip as the counter does."""
    moment = more.pop("now", NOW)
    papers = {row.pk for row in components.for_case(version) if row.is_required}
    slip = WrittenSlip(number=number, written_at=written_at, reason=more.pop("reason", ""))
    details = {"case": None, "applicant": {"full_name": "Y Hoa"}, "on_paper": papers, "key": f"slip:{number}", **more}
    by = details.pop("by", None) or house.acting("reception")
    return entering.enter_slip(house.office, slip, version=version, by=by, at=moment, **details)


def test_the_written_time_rules_code_book_promise_and_money(house, version, pad, outage):
    early = receiving.receive(
        house.office,
        version=version,
        case=None,
        applicant={"full_name": "Lò Văn Xá"},
        on_paper={row.pk for row in components.for_case(version) if row.is_required},
        by=house.acting("reception"),
        at=at("02/11 08:00"),
        key="typed in before the power failed",
    ).dossier
    done = enter(house, version, pay="cash")
    dossier, promise = done.dossier, done.promise
    code = parse_dossier_code(dossier.code)
    assert (code.on, code.number) == (WRITTEN.date(), parse_dossier_code(early.code).number + 1)
    assert (dossier.submitted_at, dossier.accepted_at, dossier.entered_at) == (WRITTEN, WRITTEN, NOW)
    assert dossier.book_number == early.book_number + 1
    # Five working days after Monday the 2nd, not after Tuesday the 3rd.
    assert (promise.starts_at, promise.due_at) == (WRITTEN, at("09/11 17:00"))
    assert Payment.objects.get().received_at == WRITTEN
    used = pads.find_of_dossier(dossier)
    assert (used.code, used.written_at, used.entered_at) == ("DP-000001", WRITTEN, NOW)


def test_every_entry_says_when_it_happened_and_where_it_comes_from(house, version, pad, outage):
    dossier = enter(house, version, pay="cash").dossier
    told = {entry.name: entry for entry in entries.of(dossier.pk, house.office.pk)}
    assert {"dossiers.Submitted", "dossiers.Accepted", "fees.CashTaken", "dossiers.SlipEntered"} <= set(told)
    assert {entry.source for entry in told.values()} == {"downtime-slip"}
    assert len({entry.act_id for entry in told.values()}) == 1
    assert told["dossiers.Accepted"].occurred_at == WRITTEN
    assert told["dossiers.Accepted"].recorded_at > WRITTEN
    assert told["dossiers.SlipEntered"].event["number"] == 1
    assert verification.verify() == []


def test_the_same_form_sent_twice_is_one_dossier_and_one_number(house, version, pad, outage):
    first, second = enter(house, version), enter(house, version)
    assert first.dossier.pk == second.dossier.pk
    assert (first.is_new, second.is_new) == (True, False)
    assert (Dossier.objects.count(), PadNumber.objects.count()) == (1, 1)


def test_a_slip_with_papers_lacking_waits_for_its_check_from_the_written_time(house, version, pad, outage):
    done = enter(house, version, on_paper=(), accept=False)
    assert done.promise is None
    assert (done.dossier.status, done.dossier.submitted_at) == (1, WRITTEN)
    assert done.dossier.check_due_at == at("03/11 17:00")


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"number": 11}, pads.NoSuchNumber),
        ({"number": 0}, pads.NoSuchNumber),
        ({"written_at": at("03/11 08:06")}, late_entries.WrittenInFuture),
        ({"written_at": at("02/11 07:39")}, late_entries.WrittenBeforeIssue),
        ({"written_at": at("02/11 08:30")}, late_entries.OutsideDowntime),
        ({"written_at": at("02/11 15:31")}, late_entries.OutsideDowntime),
        ({"now": at("03/11 17:01")}, late_entries.TooLate),
        ({"applicant": {"full_name": " "}}, receiving.NameMissing),
    ],
)
def test_what_may_not_be_entered_is_refused_by_name_and_the_number_stays_open(
    house, version, pad, outage, change, refused
):
    before = Entry.objects.count()
    with pytest.raises(refused):
        enter(house, version, **change)
    assert (Dossier.objects.count(), PadNumber.objects.count(), Entry.objects.count()) == (0, 0, before)
    assert enter(house, version, key="corrected").is_new


def test_a_number_is_used_once_or_spoiled_once(house, version, pad, outage):
    code = enter(house, version).dossier.code
    with pytest.raises(pads.NumberTaken, match=code):
        enter(house, version, key="another form")
    by = house.acting("reception")
    with pytest.raises(pads.NumberTaken, match=code):
        pads.spoil(house.office.pk, first=1, last=3, reason="Rách", by=by, at=NOW)
    pads.spoil(house.office.pk, first=2, last=3, reason="Rách", by=by, at=NOW)
    with pytest.raises(pads.NumberTaken, match="khai hỏng"):
        enter(house, version, 3)
    for first, last, reason in ((4, 3, "Rách"), (4, 11, "Rách"), (4, 4, " ")):
        with pytest.raises(pads.SpoilUnclear):
            pads.spoil(house.office.pk, first=first, last=last, reason=reason, by=by, at=NOW)


def test_numbers_passed_over_are_named_until_somebody_says_what_became_of_them(house, version, pad, outage):
    enter(house, version, 2)
    enter(house, version, 5)
    (standing,) = pads.standings(house.office.pk)
    assert (standing.used, standing.spoiled, standing.gaps, standing.blank) == (2, 0, [1, 3, 4], 5)
    assert standing.gap_codes[0] == "DP-000001"
    enter(house, version, 3)
    pads.spoil(house.office.pk, first=1, last=1, reason="Viết sai", by=house.acting("steward"), at=NOW)
    pads.spoil(house.office.pk, first=4, last=4, reason="Mất", by=house.acting("steward"), at=NOW)
    pads.spoil(house.office.pk, first=6, last=10, reason="Trả lại", by=house.acting("steward"), at=NOW)
    (standing,) = pads.standings(house.office.pk)
    assert (standing.used, standing.spoiled, standing.gaps, standing.blank) == (3, 7, [], 0)


def test_numbers_go_on_from_pad_to_pad_and_offices_do_not_mix(house, pad):
    by = house.acting("steward")
    second = pads.issue(house.office, count=25, by=by, at=NOW)
    assert (pad.first, pad.last, second.first, second.last) == (1, 10, 11, 35)
    with pytest.raises(pads.BadPadSize):
        pads.issue(house.office, count=7, by=by, at=NOW)
    with pytest.raises(rights.NotAllowed):
        pads.issue(house.office, count=10, by=house.acting("reception"), at=NOW)
    assert pads.printed(pad) == pads.printed(pad)


@pytest.mark.parametrize(
    ("text", "number"),
    [("DP-000123", 123), (" dp-000123 ", 123), ("123", 123), ("DP-", None), ("١٢٣", None), ("12a", None), ("", None)],
)
def test_a_number_is_read_as_it_is_typed_or_scanned(text, number):
    assert pads.parse(text) == number


def test_outside_a_downtime_a_reason_does(house, version, pad):
    with pytest.raises(late_entries.OutsideDowntime):
        enter(house, version)
    done = enter(house, version, reason="Máy tính ở quầy 2 hỏng")
    assert pads.find_of_dossier(done.dossier).reason == "Máy tính ở quầy 2 hỏng"


def test_the_limit_counts_from_the_end_of_the_downtime_and_is_a_dated_setting(house, version, pad):
    by = house.acting("director")
    lasting = downtime.declare(house.office, from_at=FAILS, to_at=None, reason="Đứt cáp", by=by, at=FAILS)
    assert late_entries.enter_until(house.office.pk, WRITTEN, at("10/11 09:00")) is None, "it lasts: no limit yet"
    downtime.end(lasting.pk, to_at=at("05/11 10:00"), by=by, at=at("05/11 10:00"))
    assert late_entries.enter_until(house.office.pk, WRITTEN, NOW) == at("06/11 17:00")
    OfficeSetting.objects.create(
        office=house.office, name="downtime_entry", value="3:working_day", valid_from=at("05/11 00:00").date()
    )
    assert late_entries.enter_until(house.office.pk, WRITTEN, NOW) == at("10/11 17:00")


def test_later_than_the_limit_only_with_a_leaders_reason(house, version, pad, outage):
    late, by = at("05/11 09:00"), house.acting("leader")
    with pytest.raises(late_entries.TooLate, match="lãnh đạo"):
        enter(house, version, now=late)
    with pytest.raises(rights.NotAllowed):
        late_entries.permit(house.office.pk, number=1, reason="Ốm", by=house.acting("reception"), at=late)
    with pytest.raises(late_entries.PermitUnclear):
        late_entries.permit(house.office.pk, number=1, reason="", by=by, at=late)
    given = late_entries.permit(house.office.pk, number=1, reason="Cán bộ nghỉ ốm", by=by, at=late)
    assert late_entries.permit(house.office.pk, number=1, reason="Lần nữa", by=by, at=late).pk == given.pk
    dossier = enter(house, version, now=late).dossier
    assert dossier.accepted_at == WRITTEN
    assert LatePermit.objects.get().reason == "Cán bộ nghỉ ốm"
    with pytest.raises(pads.NumberTaken):
        late_entries.permit(house.office.pk, number=1, reason="Muộn", by=by, at=late)


@pytest.mark.parametrize(
    ("from_at", "to_at", "reason"),
    [
        (at("02/11 16:00"), None, "Mất điện"),
        (at("02/11 09:00"), at("02/11 09:00"), "Mất điện"),
        (at("02/11 09:00"), at("02/11 15:31"), "Mất điện"),
        (at("02/11 09:00"), None, "  "),
    ],
)
def test_a_downtime_is_declared_with_times_that_can_be_and_a_reason(house, from_at, to_at, reason):
    with pytest.raises(downtime.DowntimeUnclear):
        downtime.declare(house.office, from_at=from_at, to_at=to_at, reason=reason, by=house.acting("steward"), at=BACK)
    assert not downtime.of_office(house.office.pk)


def test_a_downtime_ends_once_and_only_in_its_office(house, outage):
    with pytest.raises(downtime.NoSuchDowntime):
        downtime.end(outage.pk, to_at=NOW, by=house.acting("steward"), at=NOW)
    with pytest.raises(rights.NotAllowed):
        downtime.declare(
            house.office, from_at=FAILS, to_at=None, reason="Mất điện", by=house.acting("reception"), at=BACK
        )


def test_reports_show_late_entries_in_their_own_column_that_opens_down(house, version, pad, outage):
    typed = receiving.receive(
        house.office,
        version=version,
        case=None,
        applicant={"full_name": "Lò Văn Xá"},
        on_paper={row.pk for row in components.for_case(version) if row.is_required},
        by=house.acting("reception"),
        at=at("02/11 08:00"),
        key="typed in",
    ).dossier
    slip = enter(house, version).dossier
    period = periods.period(at("01/11 00:00").date(), at("30/11 00:00").date())
    report = form_06a.report(house.office.pk, period, at=NOW)
    figures = report.total.figures
    assert (figures["3"], figures["5"], figures["entered_later"]) == (2, 2, 1)
    assert form_06a.identities(report.total) == []
    behind = cells.dossiers_of(house.office.pk, "entered_later", period, at=NOW)
    assert [row.pk for row in behind] == [slip.pk]
    tile = next(tile for tile in board.today(house.office.pk, NOW) if tile.key == "entered_today")
    assert tile.count == 1
    assert [row.pk for row in board.dossiers_of(house.office.pk, "entered_today", NOW)] == [slip.pk]
    voids.void(slip.pk, reason="Nhập nhầm", by=house.acting("leader"), at=NOW)
    after = form_06a.report(house.office.pk, period, at=NOW).total.figures
    assert (after["3"], after["entered_later"]) == (1, 0)
    assert pads.find_number(house.office.pk, 1).dossier_id == slip.pk, "the number stays used"
    assert typed.entered_at is None


def test_a_written_time_in_a_closed_book_year_is_refused_and_the_number_stays_open(house, version, pad, outage):
    enter(house, version)
    for book in series.of_year(house.office.pk, "book:", 2026):
        series.close(house.office.pk, book.name, book.on, at=NOW)
    with pytest.raises(series.SeriesClosed):
        enter(house, version, 2)
    assert pads.find_number(house.office.pk, 2) is None
    assert Dossier.objects.count() == 1
