"""A pack is loaded whole or not at all, and a refusal names file, row and reason."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.procedures.days import AT

from motcua import packs as built_in
from motcua import wiring
from motcua.journal import verification
from motcua.journal.acting import Acting
from motcua.journal.chain import Entry, Head
from motcua.kernel.calendar import DayKind
from motcua.office import areas, calendar, calendar_pack, ethnic_groups, founding, packs
from motcua.office.areas import Area
from motcua.office.calendar import CalendarDay
from motcua.office.ethnic_groups import EthnicGroup
from motcua.office.packs import PackLoad, PackRefused
from motcua.procedures import catalogue_pack, eforms_pack, reviewed_pack, workflows_pack
from motcua.procedures.catalogue import Procedure
from motcua.procedures.eforms import EForm
from motcua.site.demo import builders
from motcua.site.management.commands import import_pack

BUILT_IN = Path(built_in.__file__).parent


@pytest.fixture
def pack_of(tmp_path: Path) -> Callable[..., Path]:
    """Write a small pack: `pack_of(kind, file, rows)`."""

    def write(kind: str, file: str, content: str | bytes | list, /, **about: object) -> Path:
        folder = tmp_path / kind
        folder.mkdir(exist_ok=True)
        if isinstance(content, list):
            content = json.dumps(content, ensure_ascii=False)
        raw = content.encode() if isinstance(content, str) else content
        (folder / file).write_bytes(raw)
        rows = 0
        if file.endswith(".json"):
            rows = len(json.loads(raw))
        else:
            rows = sum(1 for _line in csv.reader(io.StringIO(raw.decode("utf-8", "replace")))) - 1
        description = {
            "name": kind,
            "kind": kind,
            "version": "1",
            "valid_from": "2026-01-01",
            "title": "Gói thử",
            "sources": ["thử"],
            "files": [{"name": file, "rows": rows, "sha256": hashlib.sha256(raw).hexdigest()}],
        }
        (folder / "pack.json").write_text(json.dumps(description | about), encoding="utf-8")
        return folder

    return write


AREAS = "code,level,kind,name,full_name,parent_code,valid_from,valid_to,source\n"
HANOI = "01,province,thành phố,Hà Nội,Thành phố Hà Nội,,2025-07-01,,thử\n"
BA_DINH = "00004,commune,phường,Ba Đình,Phường Ba Đình,01,2025-07-01,,thử\n"


def refused(folder: Path, load: Callable[..., object]) -> PackRefused:
    with pytest.raises(PackRefused) as caught:
        load(packs.read(folder), at=AT)
    return caught.value


def test_every_built_in_pack_can_be_read() -> None:
    folders = built_in.all_folders()
    assert list(dict.fromkeys(packs.read(folder).kind for folder in folders)) == list(packs.KINDS)


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "areas"
    shutil.copytree(BUILT_IN / "areas", folder)
    with (folder / "areas.csv").open("a", encoding="utf-8") as out:
        out.write("\n")
    with pytest.raises(PackRefused, match="SHA-256") as caught:
        packs.read(folder)
    assert caught.value.file == "areas.csv"


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"kind": "weather"}, "không biết loại gói"),
        ({"valid_from": "2026-02-30"}, "không phải ngày"),
        ({"valid_from": "01/01/2026"}, "không phải ngày"),
        ({"title": ""}, "thiếu mục “title”"),
        ({"version": 7}, "phải là chữ"),
        ({"name": "x" * 61}, "tối đa 60"),
        ({"files": [{"name": "areas.csv"}]}, "sha256"),
        ({"files": [{"name": "../secret.csv", "rows": 1, "sha256": "x"}]}, "không hợp lệ"),
        ({"files": [{"name": "missing.csv", "rows": 1, "sha256": "x"}]}, "không thấy tệp"),
    ],
)
def test_a_wrong_description_is_refused(pack_of: Callable[..., Path], about: dict, reason: str) -> None:
    with pytest.raises(PackRefused, match=reason):
        packs.read(pack_of("areas", "areas.csv", AREAS + HANOI, **about))


def test_a_wrong_row_count_is_refused(pack_of: Callable[..., Path]) -> None:
    folder = pack_of("areas", "areas.csv", AREAS + HANOI)
    about = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    about["files"][0]["rows"] = 7
    (folder / "pack.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(PackRefused, match=r"có 1 dòng, pack\.json ghi 7"):
        packs.read(folder)


def test_a_folder_without_a_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match=r"pack\.json"):
        packs.read(tmp_path)


def test_a_file_in_an_old_encoding_is_refused_with_its_line(pack_of: Callable[..., Path]) -> None:
    with pytest.raises(PackRefused, match="UTF-8") as caught:
        packs.read(pack_of("areas", "areas.csv", (AREAS + HANOI).encode() + "05,Đà".encode("utf-16")))
    assert caught.value.row == 2


def test_a_broken_json_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_text('{"name": "x",\n oops', encoding="utf-8")
    with pytest.raises(PackRefused, match="JSON") as caught:
        packs.read(tmp_path)
    assert caught.value.row == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "row", "reason"),
    [
        (HANOI + HANOI, 2, "trùng"),
        (HANOI + BA_DINH.replace(",01,2025", ",99,2025"), 2, "không có tỉnh mang mã 99"),
        (HANOI + BA_DINH.replace("00004", "4"), 2, "5 chữ số"),
        (HANOI.replace("2025-07-01", "2025-13-01"), 1, "không phải ngày"),
        (HANOI.replace("thành phố", "bang"), 1, "phải là một trong"),
        (HANOI.replace("Hà Nội,Thành", ",Thành"), 1, "bị trống"),
        (HANOI.replace("2025-07-01,,", "2025-07-01,2025-06-30,"), 1, "trước ngày có hiệu lực"),
        (HANOI + "04,province\n", 2, "ô"),
        (HANOI.replace("Hà Nội,Thành", "Hà Nội" * 20 + ",Thành"), 1, "dài 120 ký tự"),
        ("", 0, "không có dòng nào"),
    ],
)
def test_a_bad_row_of_areas_loads_nothing(pack_of: Callable[..., Path], rows: str, row: int, reason: str) -> None:
    refusal = refused(pack_of("areas", "areas.csv", AREAS + rows), areas.load)
    assert refusal.row == row
    assert reason in refusal.reason
    assert "chưa có dòng nào được nạp" in str(refusal)
    assert not Area.objects.exists()


@pytest.mark.django_db
def test_a_missing_column_is_named(pack_of: Callable[..., Path]) -> None:
    refusal = refused(pack_of("areas", "areas.csv", "code,name\n01,Hà Nội\n"), areas.load)
    assert "thiếu cột full_name" in refusal.reason


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_a_change_is_counted(pack_of: Callable[..., Path]) -> None:
    first = packs.read(pack_of("areas", "areas.csv", AREAS + HANOI + BA_DINH))
    assert areas.load(first, at=AT).added == 2
    assert areas.load(first, at=AT).unchanged == 2
    later = packs.read(pack_of("areas", "areas.csv", AREAS + HANOI.replace("thử", "khác"), valid_from="2026-06-01"))
    report = areas.load(later, at=AT)
    assert (report.added, report.changed, report.ended) == (0, 1, 1)
    assert Area.objects.get(code="00004").valid_to is not None


@pytest.mark.django_db
def test_a_bad_ethnic_group_is_refused(pack_of: Callable[..., Path]) -> None:
    rows = "code,name,aliases,source\n01,Kinh,,thử\n01,Tày,,thử\n"
    assert "trùng" in refused(pack_of("ethnic-groups", "ethnic_groups.csv", rows), ethnic_groups.load).reason
    assert not EthnicGroup.objects.exists()


@pytest.mark.django_db
def test_official_days_are_confirmed_and_days_of_2027_are_proposals() -> None:
    calendar_pack.load(packs.read(BUILT_IN / "calendar"), at=AT)
    days = {day.on.isoformat(): day for day in CalendarDay.objects.all()}
    assert len(days) == 45
    assert days["2026-08-22"].kind == DayKind.SWAP_WORK
    assert days["2026-11-24"].kind == DayKind.HOLIDAY
    assert days["2026-04-26"].kind == DayKind.HOLIDAY  # a Sunday, kept: it explains the Monday after
    assert all(day.is_confirmed == (day.on.year < 2027) for day in days.values())
    assert all(day.office_id is None and day.legal_ref for day in days.values())


@pytest.mark.django_db
def test_a_new_calendar_pack_renews_the_cached_calendars(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[None] = []
    monkeypatch.setattr(calendar, "changed", lambda: told.append(None))
    pack = packs.read(BUILT_IN / "calendar")
    calendar_pack.load(pack, at=AT)
    assert calendar_pack.load(pack, at=AT).unchanged == 45
    assert len(told) == 1


def procedure(code: str = "1.000001", **changes: object) -> dict:
    return {
        "code": code,
        "is_local_code": False,
        "name": "Thủ tục thử",
        "field": "Hộ tịch",
        "authority_group": "UBND cấp xã",
        "status": "active",
        "data_quality": "full",
        "source": "thử",
        "service_level": "",
        "time_value_normalised": 3,
        "time_unit_normalised": "working_day",
        "methods": [],
        "documents": [],
    } | changes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": "1.01081"}, "không đúng dạng"),
        ({"code": 1.01081}, "phải là chữ"),
        ({"name": ""}, "bị trống"),
        ({"status": "dead"}, "phải là một trong"),
        ({"time_value_normalised": "ba"}, "không phải số nguyên"),
        ({"time_unit_normalised": "week"}, "phải là một trong"),
        ({"ended_on": "03/9/2026"}, "không phải ngày"),
        ({"documents": [{"name": "Tờ khai", "original": -1, "copy": 0, "case": ""}]}, "không phải số nguyên"),
        ({"documents": "không"}, "danh sách"),
        ({"methods": [{"channel": "fax", "free": True}]}, "phải là một trong"),
        ({"methods": [{"channel": "direct", "free": True, "fees_vnd": ["nhiều"]}]}, "fees_vnd"),
        ({"successor_codes": ["mới"]}, "mã thay thế"),
        ({"sector": "", "field": "x" * 201}, "dài 201"),
    ],
)
def test_a_bad_procedure_loads_nothing(pack_of: Callable[..., Path], changes: dict, reason: str) -> None:
    folder = pack_of("catalogue", "procedures.json", [procedure("1.000002"), procedure(**changes)])
    refusal = refused(folder, catalogue_pack.load)
    assert (refusal.file, refusal.row) == ("procedures.json", 2)
    assert reason in refusal.reason
    assert not Procedure.objects.exists()


@pytest.mark.django_db
def test_a_code_twice_is_refused(pack_of: Callable[..., Path]) -> None:
    folder = pack_of("catalogue", "procedures.json", [procedure(), procedure()])
    assert "bị trùng" in refused(folder, catalogue_pack.load).reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "file", "load"),
    [
        ("reviewed", "reviewed.json", reviewed_pack.load),
        ("eforms", "eforms.json", eforms_pack.load),
        ("workflows", "workflows.json", workflows_pack.load),
    ],
)
def test_a_pack_that_needs_the_catalogue_says_so(kind: str, file: str, load: Callable[..., object]) -> None:
    refusal = refused(BUILT_IN / kind, load)
    assert (refusal.file, refusal.row) == (file, 1)
    assert "hãy nạp gói danh mục trước" in refusal.reason
    assert not EForm.objects.exists()


@pytest.mark.django_db
def test_the_command_loads_a_pack_and_writes_the_load_down(
    pack_of: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_pack", str(pack_of("catalogue", "procedures.json", [procedure()])))
    assert "thêm 1" in capsys.readouterr().out
    load = PackLoad.objects.get()
    assert (load.kind, load.added, load.sources) == ("catalogue", 1, ["thử"])


@pytest.mark.django_db
def test_a_load_that_changes_the_law_stands_in_the_chain_of_every_office(pack_of: Callable[..., Path]) -> None:
    office = builders.found_office().office
    before = Head.objects.filter(office_id=office.pk).first()
    folder = str(pack_of("catalogue", "procedures.json", [procedure()]))
    call_command("import_pack", folder)
    call_command("import_pack", folder)  # changes nothing, so says nothing
    written = Entry.objects.filter(office_id=office.pk, name="office.PackLoaded")
    assert [entry.event["digest"] for entry in written] == [PackLoad.objects.first().digest]
    assert before is None or before.seq < written[0].seq


@pytest.mark.django_db
def test_hours_set_by_init_stand_in_the_chain() -> None:
    office = builders.found_office().office
    now = timezone.now()
    by = Acting.system(office.pk)
    calendar.change_hours(office, date(2026, 12, 1), by=by, at=now, afternoon_to=time(16, 30))
    assert Entry.objects.get(office_id=office.pk, name="office.HoursSet").event["valid_from"] == "2026-12-01"
    assert verification.verify(office.pk) == []


@pytest.mark.django_db
def test_the_command_refuses_a_bad_pack_and_writes_nothing(pack_of: Callable[..., Path]) -> None:
    with pytest.raises(CommandError, match="dòng 1"):
        call_command("import_pack", str(pack_of("catalogue", "procedures.json", [procedure(name="")])))
    assert not PackLoad.objects.exists()


@pytest.mark.django_db
def test_a_day_that_a_new_pack_takes_away_is_told_and_may_not_come_back_by_itself(pack_of: Callable[..., Path]) -> None:
    head = "on,kind,note,legal_ref,is_confirmed,source\n"
    first, second = "2026-09-02,holiday,Quốc khánh,,yes,thử\n", "2026-09-03,holiday,Nghỉ thêm,,yes,thử\n"
    import_pack.load(packs.read(pack_of("calendar", "calendar.csv", head + first + second)))
    office = builders.found_office().office
    founding.tell(office, at=timezone.now())
    import_pack.load(packs.read(pack_of("calendar", "calendar.csv", head + first.replace("khánh", "khánh 81"))))
    assert CalendarDay.objects.count() == 1
    assert verification.verify(office.pk, wiring.TABLES) == []
    gone = next(key for entry in Entry.objects.all() for label, key, digest in entry.body["facts"] if not digest)
    CalendarDay.objects.create(pk=gone, office=None, on=date(2026, 9, 3), kind="holiday", note="Nghỉ thêm")
    (finding,) = verification.verify(office.pk, wiring.TABLES)
    assert (finding.code, finding.row) == ("fact", f"office.CalendarDay {gone}")
