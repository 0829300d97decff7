"""Provinces and communes of a day, with the change of Đồng Nai on 30/4/2026."""

from datetime import date
from pathlib import Path

import pytest
from tests.procedures.days import AT, TODAY

from motcua import packs as built_in
from motcua.office import areas, packs
from motcua.office.areas import Area

BEFORE, AFTER = date(2026, 4, 29), date(2026, 4, 30)


@pytest.fixture
def units(db: None) -> None:
    areas.load(packs.read(Path(built_in.__file__).parent / "areas"), at=AT)


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (BEFORE, {"tỉnh": 28, "thành phố": 6, "xã": 2621, "phường": 687, "đặc khu": 13}),
        (AFTER, {"tỉnh": 27, "thành phố": 7, "xã": 2611, "phường": 697, "đặc khu": 13}),
    ],
)
def test_the_units_of_a_day_are_counted_as_published(units: None, on: date, kinds: dict[str, int]) -> None:
    found = [area.kind for province in areas.provinces(on) for area in areas.communes(province.code, on)]
    found += [province.kind for province in areas.provinces(on)]
    assert {kind: found.count(kind) for kind in kinds} == kinds
    assert len(found) == 34 + 3321


def test_dong_nai_is_a_city_from_its_day_on(units: None) -> None:
    assert areas.find("75", BEFORE).full_name == "Tỉnh Đồng Nai"
    assert areas.find("75", AFTER).full_name == "Thành phố Đồng Nai"
    changed = Area.objects.filter(level="commune", valid_to=BEFORE)
    assert changed.count() == 10
    assert all(areas.find(old.code, AFTER).kind == "phường" and old.kind == "xã" for old in changed)


def test_nothing_is_found_before_the_reform(units: None) -> None:
    assert areas.provinces(date(2025, 6, 30)) == []


def test_places_stand_in_the_order_of_the_alphabet(units: None) -> None:
    names = [province.name for province in areas.provinces(TODAY)]
    assert names.index("An Giang") < names.index("Bắc Ninh") < names.index("Cà Mau") < names.index("Đà Nẵng")
    assert names.index("Điện Biên") < names.index("Đồng Nai") < names.index("Gia Lai")


def test_an_address_names_commune_and_province(units: None) -> None:
    assert areas.address_of("25159", TODAY) == "Xã Cát Tiên, Tỉnh Lâm Đồng"
    assert areas.address_of("99999", TODAY) == ""


def test_the_seed_communes_keep_their_codes(units: None) -> None:
    expected = {"23485": "51", "23401": "51", "25159": "68", "29926": "82", "15763": "38"}
    assert {code: areas.find(code, TODAY).parent_code for code in expected} == expected
