"""A procedure is opened for filing only when nothing about it is unknown; an opened version never changes again."""

import json
from datetime import timedelta

import pytest
from tests.procedures.days import AT, TODAY

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.limits import Limit, Unit
from motcua.office.offices import Office
from motcua.office.packs import Item
from motcua.office.rights import NotAllowed
from motcua.procedures import completion, components, openings, reviewed_pack, routes, versions
from motcua.procedures.channels import Channel
from motcua.procedures.completion import BadCompletion, Overtaken
from motcua.procedures.openings import CannotOpen, NotOpen
from motcua.procedures.versions import Version

OPEN = [
    "1.000656",
    "1.000894",
    "1.001193",
    "1.001653",
    "1.001699",
    "1.001731",
    "1.001776",
    "1.004859",
    "1.004873",
    "1.014027",
    "1.014028",
    "1.116214",
    "2.000635",
    "2.000815",
    "2.000884",
    "2.000913",
    "2.000942",
    "2.000992",
    "2.001008",
    "2.001016",
    "2.001019",
    "2.001035",
    "2.001406",
    "3.000722",
]


def test_twenty_four_procedures_can_be_opened_and_no_other(loaded: None) -> None:
    ready = [
        version.procedure.code
        for version in Version.objects.select_related("procedure")
        if not openings.obstacles(version, TODAY)
    ]
    assert sorted(ready) == OPEN


def test_opening_freezes_the_version_and_is_journalled(office: Office, steward: Acting) -> None:
    version = versions.current("1.004873", TODAY)
    assert openings.why_closed(office, version, TODAY) == ["cơ quan chưa mở tiếp nhận thủ tục này"]
    openings.open_for_filing(office, version, by=steward, at=AT)
    assert openings.is_open(office, version)
    assert openings.why_closed(office, version, TODAY) == []
    assert [one.procedure.code for one in openings.open_versions(office, TODAY)] == ["1.004873"]
    assert versions.current("1.004873", TODAY).frozen_at == AT
    entry = entries.of(version.procedure_id, office.pk)[-1]
    assert entry.event["procedure_code"] == "1.004873"


def test_opening_twice_is_one_opening(office: Office, steward: Acting) -> None:
    version = versions.current("1.004873", TODAY)
    first = openings.open_for_filing(office, version, by=steward, at=AT)
    assert openings.open_for_filing(office, version, by=steward, at=AT).pk == first.pk
    assert len(entries.of(version.procedure_id, office.pk)) == 1


def test_a_procedure_of_the_counter_is_not_filed_online(office: Office, steward: Acting) -> None:
    version = versions.current("2.000815", TODAY)
    openings.open_for_filing(office, version, by=steward, at=AT)
    assert openings.why_closed(office, version, TODAY, Channel.COUNTER) == []
    reasons = openings.why_closed(office, version, TODAY, Channel.ONLINE)
    assert reasons == ["thủ tục này không nhận hồ sơ trực tuyến, chỉ nhận trực tiếp tại quầy"]
    assert openings.open_versions(office, TODAY, Channel.ONLINE) == []
    assert openings.open_versions(office, TODAY, Channel.COUNTER) == [version]


def test_closing_keeps_the_row_and_can_be_undone(office: Office, steward: Acting) -> None:
    version = versions.current("1.004873", TODAY)
    openings.open_for_filing(office, version, by=steward, at=AT)
    openings.close(office, version, by=steward, at=AT, reason="chờ nghị quyết mới")
    assert not openings.is_open(office, version)
    with pytest.raises(NotOpen, match=r"1\.004873"):
        openings.close(office, version, by=steward, at=AT, reason="lần hai")
    openings.open_for_filing(office, version, by=steward, at=AT)
    assert openings.is_open(office, version)


def test_only_a_steward_opens(office: Office) -> None:
    officer = Acting(person=None, post=None, office=office.pk, role="reception")
    with pytest.raises(NotAllowed):
        openings.open_for_filing(office, versions.current("1.004873", TODAY), by=officer, at=AT)


@pytest.mark.parametrize(
    ("code", "reasons"),
    [
        ("1.001612", ["chưa rõ phí, lệ phí"]),
        ("1.013978", ["chưa rõ phí, lệ phí"]),
        ("2.001009", ["thủ tục đã hết hiệu lực"]),
        ("1.011607", ["thủ tục đã có mã thay thế 1.116214, 1.116215"]),
    ],
)
def test_what_is_missing_is_said_in_words(office: Office, steward: Acting, code: str, reasons: list[str]) -> None:
    with pytest.raises(CannotOpen) as caught:
        openings.open_for_filing(office, versions.current(code, TODAY), by=steward, at=AT)
    assert set(reasons) <= set(caught.value.reasons)
    assert all(reason in str(caught.value) for reason in reasons)


def test_a_procedure_under_a_local_code_is_never_opened(office: Office, steward: Acting) -> None:
    version = Version.objects.filter(procedure__is_local_code=True)[0]
    assert "nguồn chưa có mã thủ tục quốc gia" in openings.obstacles(version, TODAY)
    with pytest.raises(CannotOpen):
        openings.open_for_filing(office, version, by=steward, at=AT)


def test_a_completed_fee_opens_the_procedure(office: Office, steward: Acting) -> None:
    version = versions.current("1.001612", TODAY)
    fees = dict.fromkeys(version.channels(), 100_000)
    done = completion.complete(version, by=steward, at=AT, basis="NQ 12/2026/NQ-HĐND", fees=fees)
    assert done.fee_for(Channel.ONLINE) == 100_000
    assert done.term_for(Channel.ONLINE).fee_source == "NQ 12/2026/NQ-HĐND"
    openings.open_for_filing(office, done, by=steward, at=AT)
    assert openings.is_open(office, done)


def test_completing_an_opened_version_makes_a_new_one_and_leaves_the_old(office: Office, steward: Acting) -> None:
    old = versions.current("1.004873", TODAY)
    openings.open_for_filing(office, old, by=steward, at=AT)
    later = AT + timedelta(days=10)
    new = completion.complete(
        versions.current("1.004873", TODAY),
        by=steward,
        at=later,
        basis="NQ 12/2026/NQ-HĐND",
        fees={1: 15_000},
        limits={1: Limit(2, Unit.WORKING_DAY)},
        level="partial",
    )
    assert (new.number, new.valid_from) == (2, TODAY + timedelta(days=10))
    assert old.fee_for(1) == 0
    assert (new.fee_for(1), new.fee_for(2)) == (15_000, 0)
    assert versions.current("1.004873", TODAY).pk == old.pk
    assert versions.current("1.004873", TODAY + timedelta(days=10)).pk == new.pk
    assert openings.is_open(office, new), "what was open stays open under the new version"
    assert len(components.for_case(new)) == len(components.for_case(old))
    assert [case.slug for case in new.cases.all()] == [case.slug for case in old.cases.all()]
    assert {part.case.version_id for part in new.components.exclude(case=None)} == {new.pk}
    assert routes.minutes_of(new) == routes.minutes_of(old) == 3 * 480


def test_a_version_that_was_followed_by_another_is_not_completed_again(office: Office, steward: Acting) -> None:
    old = versions.current("1.004873", TODAY)
    openings.open_for_filing(office, old, by=steward, at=AT)
    stale = versions.current("1.004873", TODAY)
    completion.complete(stale, by=steward, at=AT, basis="NQ 1", fees={1: 15_000})
    with pytest.raises(Overtaken, match="tải lại trang"):
        completion.complete(stale, by=steward, at=AT, basis="NQ 1", fees={1: 20_000})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"basis": "", "level": "full"}, "căn cứ"),
        ({"basis": "NQ 1", "level": "highest"}, "Mức độ"),
        ({"basis": "NQ 1", "fees": {1: -5}}, "không âm"),
        ({"basis": "NQ 1", "fees": {9: 5}}, "Kênh"),
        ({"basis": "NQ 1"}, "Chưa có nội dung"),
        ({"basis": "NQ 1", "cutoff": "noon"}, "Giờ chốt"),
    ],
)
def test_a_bad_completion_is_refused(steward: Acting, values: dict, words: str) -> None:
    with pytest.raises(BadCompletion, match=words):
        completion.complete(versions.current("1.001612", TODAY), by=steward, at=AT, **values)


def test_every_reviewed_line_has_a_source(loaded: None) -> None:
    for version in Version.objects.filter(is_reviewed=True).prefetch_related("components", "terms", "steps"):
        assert 3 <= len(version.components.all()) <= 8
        assert version.level_source
        assert all(line.source for line in version.components.all())
        assert all(line.source for line in version.steps.all())
        assert all(term.limit_source for term in version.terms.all() if term.limit is not None)
        assert all(term.fee_source for term in version.terms.all() if term.fee_amount is not None)
        assert version.results
        assert version.legal_bases.exists()


def test_every_reviewed_route_takes_its_limit_and_returns_without_time(loaded: None) -> None:
    for version in Version.objects.filter(is_reviewed=True):
        steps, limit = routes.steps(version), version.terms.all()[0].limit
        assert (steps[-1].action, steps[-1].minutes) == ("tra_ket_qua", None)
        if limit.unit is Unit.WORKING_DAY and limit.value:
            assert routes.minutes_of(version) == limit.value * 480
        elif limit.value == 0:
            assert routes.minutes_of(version) <= 480
            assert version.cutoff == "after_15h"


def test_papers_depend_on_the_case(loaded: None) -> None:
    version = versions.current("1.001193", TODAY)
    cases = {case.slug: case for case in version.cases.all()}
    names = {slug: [part.name for part in components.required(version, case)] for slug, case in cases.items()}
    assert "Giấy chứng sinh" in names["thong-thuong"]
    assert "Biên bản về việc trẻ bị bỏ rơi" in names["bo-roi"]
    assert "Giấy chứng sinh" not in names["bo-roi"]
    assert all("Văn bản ủy quyền" not in found for found in names.values())


def test_twelve_approved_workflows_are_the_routes_of_their_procedures(loaded: None) -> None:
    found = list(Version.objects.exclude(layers__workflows=None))
    assert len(found) == 12
    shared = versions.current("2.001661", TODAY)
    kinds = [step.post_kind for step in routes.steps(shared)]
    assert routes.OUTSIDE in kinds and "leader" in kinds
    assert routes.minutes_of(shared) == 8 * 480
    urgent = routes.steps(versions.current("1.004946", TODAY))
    assert sum(step.minutes or 0 for step in urgent) == 12 * 60
    assert all(step.is_clock_time for step in urgent)


def reviewed_row(**changes: object) -> Item:
    step = {"action": "tham_dinh", "name": "Thẩm định", "post_kind": "specialist", "minutes": 1440, "source": "thử"}
    term = {"channels": [1], "limit": "3:working_day", "limit_source": "thử", "fee": 0, "fee_kind": "fixed"}
    row = {
        "code": "1.004873",
        "level": "full",
        "level_source": "thử",
        "cutoff": "none",
        "components": [{"name": "Tờ khai", "originals": 1, "copies": 0, "source": "thử"}],
        "terms": [term | {"fee_source": "thử"}],
        "steps": [step],
    }
    return Item("reviewed.json", 1, json.loads(json.dumps(row | changes)))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"level_source": ""}, "level_source"),
        ({"components": []}, "chưa có thành phần"),
        ({"components": [{"name": "Tờ khai"}]}, "source"),
        ({"components": [{"name": "Giấy ủy quyền", "required": False, "source": "thử"}]}, "khi nào cần"),
        ({"components": [{"name": "Tờ khai", "case": "lạ", "source": "thử"}]}, "không có trường hợp"),
        ({"terms": [{"channels": [7], "fee_kind": "fixed"}]}, "không có kênh"),
        ({"terms": [{"channels": [1], "limit": "3 ngày", "fee_kind": "fixed"}]}, "không phải thời hạn"),
        ({"terms": [{"channels": [1], "fee": 5000, "fee_kind": "fixed"}]}, "fee_source"),
        ({"steps": [{"action": "x", "name": "X", "post_kind": "leader", "minutes": 60, "source": "thử"}]}, "cộng lại"),
        ({"steps": [{"action": "x", "name": "X", "post_kind": "boss", "minutes": 1440, "source": "thử"}]}, "một trong"),
    ],
)
def test_a_reviewed_line_without_ground_is_refused(loaded: None, changes: dict, reason: str) -> None:
    from motcua.office.packs import PackRefused

    with pytest.raises(PackRefused, match=reason):
        reviewed_pack._write(reviewed_row(**changes), versions.current("1.004873", TODAY))


def test_a_frozen_version_is_never_cleared(office: Office, steward: Acting) -> None:
    version = versions.current("1.004873", TODAY)
    openings.open_for_filing(office, version, by=steward, at=AT)
    with pytest.raises(ValueError, match="frozen"):
        versions.clear(version, "components")
