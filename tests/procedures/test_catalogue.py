"""The national catalogue is read honestly: nothing unknown becomes zero, nothing to read becomes a paper."""

import json
from pathlib import Path

import pytest
from tests.procedures.days import TODAY

from motcua import packs as built_in
from motcua.kernel.clock import Cutoff
from motcua.kernel.limits import Limit, Unit
from motcua.office.packs import Item
from motcua.procedures import catalogue, versions
from motcua.procedures.catalogue import NoSuchProcedure, Procedure, Status
from motcua.procedures.catalogue_reading import fee_of, is_guidance, limit_of, read
from motcua.procedures.channels import Channel, ChannelTerm
from motcua.procedures.codes import find_code
from motcua.procedures.components import Component, Guidance


def raw(code: str) -> dict:
    path = Path(built_in.__file__).parent / "catalogue" / "procedures.json"
    return next(row for row in json.loads(path.read_text(encoding="utf-8")) if row["code"] == code)


def reading(**changes: object):
    return read(Item("procedures.json", 1, raw("1.004873") | changes))


def test_the_public_list_has_the_446_active_procedures_of_the_commune(loaded: None) -> None:
    assert catalogue.public().count() == 446
    assert Procedure.objects.count() == 609


def test_every_row_keeps_its_source_and_quality(loaded: None) -> None:
    assert not Procedure.objects.filter(source="").exists()
    assert dict(Procedure.objects.order_by().values_list("quality").distinct().values_list("quality", "quality")) == {
        quality: quality for quality in ("full", "partial", "name_only")
    }


def test_twenty_six_rows_without_a_code_get_a_local_one(loaded: None) -> None:
    local = Procedure.objects.filter(is_local_code=True)
    assert local.count() == 26
    assert all(procedure.code.startswith("DP.") and len(procedure.code) == 8 for procedure in local)


def test_of_the_32_raw_rows_of_the_marital_status_certificate_most_are_guidance() -> None:
    found = reading()
    assert len(raw("1.004873")["documents"]) == len(found.components) + len(found.guidances) == 32
    assert len(found.components) == 6
    assert all(part["originals"] for part in found.components)


@pytest.mark.parametrize(
    ("originals", "copies", "group", "expected"),
    [
        (0, 0, "* Giấy tờ phải nộp", True),
        (1, 0, "* Lưu ý", True),
        (1, 0, "Lưu ý", True),
        (1, 0, "* Giấy tờ phải nộp", False),
        (0, 1, "", False),
        (None, None, "", False),  # unknown quantities are not zero
    ],
)
def test_a_row_without_copies_or_under_a_note_is_guidance(
    originals: int | None, copies: int | None, group: str, expected: bool
) -> None:
    assert is_guidance(originals, copies, group) is expected


def test_unknown_quantities_stay_unknown(loaded: None) -> None:
    assert Component.objects.filter(originals=None, copies=None).exists()


def test_names_that_the_source_cut_are_marked(loaded: None) -> None:
    for model, column in ((Component, "name"), (Guidance, "text")):
        for row in model.objects.filter(version__is_reviewed=False):
            assert row.is_cut == getattr(row, column).endswith("…")
    assert Component.objects.filter(is_cut=True).count() + Guidance.objects.filter(is_cut=True).count() > 585


@pytest.mark.parametrize(
    ("is_free", "amounts", "note", "expected"),
    [
        (True, [], "", 0),
        (True, [], "(Không quy định.)", 0),
        (True, [], "(Miễn lệ phí. Phí cấp bản sao thực hiện theo Thông tư số 281/2016/TT-BTC)", 0),
        (True, [], "(Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định. Miễn lệ phí cho người có công…", None),
        (True, [], "Theo nghị quyết của HĐND tỉnh", None),
        (True, [], "(Theo quy định của Luật phí và lệ phí)", None),
        (True, [], "(Thông tư số 60/2023/TT-BTC quy định mức thu…", None),
        (True, [], "(Chưa quy định.)", None),
        (False, [], "", None),
        (False, [0], "Không quy định", 0),
        (False, [50_000], "50,000 Việt Nam Đồng(/văn bản)", 50_000),
        (False, [150_000], "150,000 Việt Nam Đồng(- Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định", None),
        (False, [40], "40 Việt Nam Đồng(4.000 đ/giấy thông hành", None),
        (False, [5_000, 10_000], "", None),
    ],
)
def test_a_fee_that_is_left_open_is_unknown_and_never_zero(
    is_free: bool, amounts: list[int], note: str, expected: int | None
) -> None:
    assert fee_of(is_free, amounts, note) == expected


def test_no_fee_left_to_the_provincial_council_became_zero(loaded: None) -> None:
    left_open = ChannelTerm.objects.filter(version__is_reviewed=False, fee_note__icontains="Hội đồng nhân dân")
    assert left_open.count() > 100
    assert not left_open.exclude(fee_amount=None).exists()


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("3", "working_day", (3, Unit.WORKING_DAY)),
        (3, "working_day", (3, Unit.WORKING_DAY)),
        (15, "calendar_day", (15, Unit.DAY)),
        ("12", "hour", (12, Unit.HOUR)),
        ("", "working_day", (None, None)),
        ("5", "", (None, None)),
        (None, "", (None, None)),
    ],
)
def test_a_limit_is_read_as_number_or_text_and_only_with_a_unit(value: object, unit: str, expected: tuple) -> None:
    row = raw("1.004873") | {"time_value_normalised": value, "time_unit_normalised": unit}
    assert limit_of(Item("procedures.json", 1, row)) == expected


def test_a_time_without_a_unit_is_not_trusted() -> None:
    terms = reading(time_value_normalised="", time_unit_normalised="").terms
    assert [term["limit_value"] for term in terms] == [None, None, None]


def test_zero_working_days_is_the_same_day_with_the_three_o_clock_rule() -> None:
    found = reading(time_value_normalised=0, time_unit_normalised="working_day")
    assert found.version["cutoff"] == Cutoff.AFTER_15H
    assert {(term["limit_value"], term["limit_unit"]) for term in found.terms} == {(0, "working_day")}


def test_three_channels_are_numbered_as_on_the_national_portal() -> None:
    assert [term["channel"] for term in reading().terms] == [Channel.COUNTER, Channel.ONLINE, Channel.POSTAL]


def test_the_level_of_another_province_is_not_taken_for_ours(loaded: None) -> None:
    version = versions.current("1.004944", TODAY)
    assert version.level == ""
    assert Procedure.objects.filter(versions__level_elsewhere="full").count() == 121
    assert Procedure.objects.filter(versions__level_elsewhere="partial").count() == 21


def test_repealed_and_replaced_procedures_carry_day_and_successor(loaded: None) -> None:
    school = catalogue.by_code("1.000280")
    assert (school.status, school.ended_on.isoformat()) == (Status.REPEALED, "2026-09-03")
    assert not school.has_ended(school.ended_on.replace(day=2))
    assert school.has_ended(school.ended_on)
    assert catalogue.by_code("2.001009").status == Status.REPEALED
    assert catalogue.by_code("1.011606").successor_codes == ["1.116214", "1.116215"]
    assert catalogue.by_code("1.010941").successor_codes == ["3.000527"]


@pytest.mark.parametrize(
    "spelling",
    ["1.001193", "1.001193.000.00.00.H34", "1.001.193.H42", "1.001193. H42", "1.001193.01", " 1.00\n1193 "],
)
def test_a_code_is_found_in_all_its_spellings(spelling: str) -> None:
    assert find_code(spelling) == "1.001193"


@pytest.mark.parametrize("text", ["1.01081", "khai sinh", "", "1.0011934", "11.001193"])
def test_what_is_not_a_code_is_not_taken_for_one(text: str) -> None:
    assert find_code(text) is None


def test_an_unknown_code_is_refused_in_words(loaded: None) -> None:
    with pytest.raises(NoSuchProcedure, match=r"9\.999999"):
        catalogue.by_code("9.999999")


def test_limits_and_fees_are_found_by_channel_and_case(loaded: None) -> None:
    version = versions.current("2.000635", TODAY)
    assert version.limit_for(Channel.ONLINE) == Limit(0, Unit.WORKING_DAY)
    assert version.fee_for(Channel.COUNTER) == 8000
    assert versions.current("1.001612", TODAY).fee_for(Channel.COUNTER) is None
    assert versions.current("2.000815", TODAY).fee_for(Channel.ONLINE) is None


def test_no_version_is_in_force_before_the_packs_first_day(loaded: None) -> None:
    with pytest.raises(versions.NoVersion):
        versions.current("1.004873", TODAY.replace(year=2025))
