"""Dated settings: a value holds from its day on, with its paper; nothing dated is edited, nothing dated back."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from motcua.journal import entries, verification
from motcua.office import settings_dated
from motcua.office.rights import NotAllowed
from motcua.office.setting_kinds import BadValue, Kind
from motcua.office.settings_dated import DatedAlready, NotAfterToday, UnknownSetting
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
LATER = date(2026, 12, 1)


@pytest.fixture
def house():
    return builders.found_office()


def give(house, name="due_time", text="same_time", valid_from=LATER, legal_ref="QĐ 12/QĐ-UBND", by="steward"):
    return settings_dated.date_value(
        house.office, name, text, valid_from=valid_from, legal_ref=legal_ref, by=house.acting(by), at=NOW
    )


def test_a_value_holds_from_its_day_on_and_the_journal_says_so(house):
    give(house)
    before = settings_dated.in_force(house.office.pk, date(2026, 11, 30))["due_time"]
    after = settings_dated.in_force(house.office.pk, LATER)["due_time"]
    assert (before.value, before.since) == ("end_of_day", None)
    assert (after.value, after.since, after.legal_ref) == ("same_time", LATER, "QĐ 12/QĐ-UBND")
    written = entries.of(house.office.pk, house.office.pk)[-1]
    assert (written.name, written.event["setting"], written.event["valid_from"]) == (
        "office.SettingDated",
        "due_time",
        "2026-12-01",
    )
    assert verification.verify() == []


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 1)])
def test_today_and_the_past_are_refused(house, day):
    with pytest.raises(NotAfterToday):
        give(house, valid_from=day)


def test_a_dated_value_is_never_edited(house):
    give(house)
    with pytest.raises(DatedAlready):
        give(house, text="end_of_day")
    give(house, text="end_of_day", valid_from=date(2026, 12, 2))
    assert [row.value for row in settings_dated.dated(house.office.pk)] == ["same_time", "end_of_day"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("due_time", "noon"),
        ("supplement_expiry", "fifteen days"),
        ("supplement_expiry", "0:month"),
        ("transfer_cutoff", "15h"),
        ("hold_supplement", "pause"),
        ("hold_opinion", "restart"),
        ("early_rule", ""),
        ("refund_withdrawn", "101"),
        ("refund_withdrawn", "half"),
        ("calendar_warning", "02-30"),
        ("symbol_01", "x" * 61),
    ],
)
def test_a_value_must_fit_its_setting(house, name, text):
    with pytest.raises(BadValue):
        give(house, name, text)


def test_what_is_unknown_without_paper_or_without_right_is_refused(house):
    with pytest.raises(UnknownSetting):
        give(house, "colour", "red")
    with pytest.raises(BadValue):
        give(house, legal_ref="  ")
    with pytest.raises(NotAllowed):
        give(house, by="reception")
    assert settings_dated.dated(house.office.pk) == []


def test_every_default_is_a_value_of_its_setting():
    for setting in settings_dated.SETTINGS.values():
        setting.refuse(setting.default)
        assert setting.kind in Kind
        assert setting.legal_ref
