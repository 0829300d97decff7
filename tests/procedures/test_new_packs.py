"""A newer pack makes new versions, never changes what was opened, and never opens or closes by itself."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.procedures.days import AT, TODAY

from motcua import packs as built_in
from motcua.journal.acting import Acting
from motcua.office import packs
from motcua.office.offices import Office
from motcua.office.packs import Item, LoadReport, Pack
from motcua.procedures import catalogue, catalogue_pack, eforms_pack, openings, reviewed_pack, search, versions
from motcua.procedures.catalogue import Procedure, Status
from motcua.procedures.eforms import EForm

LATER, LATER_DAY = AT + timedelta(days=8), TODAY + timedelta(days=8)


class Edited(Pack):
    """A built-in pack some of whose rows say something else."""

    changes: dict
    dropped: tuple

    def items(self, file: str) -> list[Item]:
        rows = []
        for row in Pack.items(self, file):
            name = row.values.get("code") or row.values.get("slug")
            if name not in self.dropped:
                rows.append(Item(row.file, row.number, {**row.values, **self.changes.get(name, {})}))
        return rows


def edited(kind: str, changes: dict, dropped: tuple = ()) -> Edited:
    pack = packs.read(Path(built_in.__file__).parent / kind)
    copy = Edited(**{name: getattr(pack, name) for name in Pack.__slots__})
    object.__setattr__(copy, "changes", changes)
    object.__setattr__(copy, "dropped", dropped)
    return copy


def load_catalogue(changes: dict, dropped: tuple = ()) -> LoadReport:
    return catalogue_pack.load(edited("catalogue", changes, dropped), at=LATER)


def test_an_unopened_version_is_changed_in_place(loaded: None) -> None:
    report = load_catalogue({"1.004944": {"name": "Chấm dứt chăm sóc thay thế"}})
    assert (report.changed, report.unchanged, report.added) == (1, 608, 0)
    version = versions.current("1.004944", TODAY)
    assert (version.number, version.name) == (1, "Chấm dứt chăm sóc thay thế")
    assert search.find("cham dut cham soc thay the")[0].code == "1.004944"
    assert version.steps.exists(), "the approved route stays"


def test_a_reviewed_version_is_not_overwritten_but_marked(loaded: None) -> None:
    report = load_catalogue({"1.004873": {"documents": [], "time_value_normalised": "9"}})
    procedure = catalogue.by_code("1.004873")
    assert procedure.needs_review
    assert "cần rà soát lại" in report.notes[0]
    assert versions.current("1.004873", TODAY).limit_for(1).value == 3
    assert load_catalogue({"1.004873": {"documents": [], "time_value_normalised": "9"}}).changed == 0


def test_a_procedure_that_left_the_catalogue_ends(loaded: None) -> None:
    report = load_catalogue({}, dropped=("1.004944",))
    gone = catalogue.by_code("1.004944")
    assert (report.ended, gone.status) == (1, Status.REPEALED)
    assert catalogue.public().count() == 445
    load_catalogue({})
    assert Procedure.objects.get(code="1.004944").status == Status.ACTIVE


def test_a_newer_review_leaves_the_opened_version_and_opens_its_own(office: Office, steward: Acting) -> None:
    old = versions.current("1.001653", TODAY)
    openings.open_for_filing(office, old, by=steward, at=AT)
    components = [{"name": "Đơn đề nghị", "form": True, "originals": 1, "copies": 0, "source": "NĐ mới"}]
    pack = edited("reviewed", {"1.001653": {"components": components, "cases": []}})
    report = reviewed_pack.load(pack, at=LATER)
    assert (report.changed, report.unchanged) == (1, 17)
    assert versions.current("1.001653", LATER_DAY - timedelta(days=1)).pk == old.pk
    new = versions.current("1.001653", LATER_DAY)
    assert (new.number, new.valid_from, new.eform_id) == (2, LATER_DAY, old.eform_id)
    assert [part.name for part in new.components.all()] == ["Đơn đề nghị"]
    assert old.components.count() == 3
    assert openings.is_open(office, new) and openings.is_open(office, old)
    assert [one.pk for one in openings.open_versions(office, LATER_DAY)] == [new.pk]


def test_a_newer_version_with_an_unknown_fee_is_not_opened_and_says_so(office: Office, steward: Acting) -> None:
    old = versions.current("1.014028", TODAY)
    openings.open_for_filing(office, old, by=steward, at=AT)
    terms = [{"channels": [1, 2, 3], "limit": "3:working_day", "limit_source": "NĐ mới", "fee_kind": "fixed"}]
    report = reviewed_pack.load(edited("reviewed", {"1.014028": {"terms": terms}}), at=LATER)
    assert "chưa rõ phí" in report.notes[0]
    assert not openings.is_open(office, versions.current("1.014028", LATER_DAY))


def test_a_changed_form_is_a_new_number(loaded: None) -> None:
    report = eforms_pack.load(edited("eforms", {"khai-sinh": {"title": "Tờ khai mới"}}), at=LATER)
    assert (report.changed, report.unchanged) == (1, 16)
    assert [(form.number, form.title) for form in EForm.objects.filter(slug="khai-sinh")][-1] == (2, "Tờ khai mới")
    assert versions.current("1.001193", TODAY).eform.number == 2


@pytest.mark.parametrize("kind", ["catalogue", "reviewed", "eforms"])
def test_the_same_pack_again_changes_nothing(loaded: None, kind: str) -> None:
    load = {"catalogue": catalogue_pack.load, "reviewed": reviewed_pack.load, "eforms": eforms_pack.load}[kind]
    report = load(edited(kind, {}), at=LATER)
    assert (report.added, report.changed, report.ended) == (0, 0, 0)
