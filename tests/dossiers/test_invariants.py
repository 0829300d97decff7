"""`motcua invariants` names every offender: each rule is broken by hand behind the product's back."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from tests.dossiers import situations
from tests.dossiers.moments import at
from tests.dossiers.situations import IN_STATUS

from motcua.dossiers import invariants, obligations
from motcua.dossiers.gates import Gate
from motcua.dossiers.status import Status
from motcua.site.demo import lives


@pytest.fixture
def without_constraints(db):
    """Let a test break what the database itself forbids; the transaction of the test puts it back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("ALTER TABLE dossiers_dossier DROP CONSTRAINT open_dossier_has_holder_and_moment")
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def run(*arguments: str) -> tuple[int, str]:
    """Return the command's exit code and what it printed."""
    out, code = StringIO(), 0
    try:
        call_command("invariants", *arguments, stdout=out, stderr=out)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, out.getvalue()


def test_a_sound_office_is_said_to_be_sound(house, version):
    for make in IN_STATUS.values():
        make(house, version)
    code, said = run()
    assert code == 0
    assert "H99.01" in said and f"{len(IN_STATUS)} hồ sơ, {len(IN_STATUS) - 3} đang mở" in said


def test_a_dossier_that_was_late_before_its_pause_is_sound_and_stays_late(house, version):
    dossier = IN_STATUS[Status.IN_PROCESS](house, version)
    due_at = lives.fresh(dossier.pk).due_at_original
    by = house.acting("specialist")
    obligations.ask(dossier.pk, notice="Thuế", amount=None, by=by, at=at("16/11 09:00"))
    assert lives.fresh(dossier.pk).due_at_original == due_at
    assert list(invariants.check(house.office.pk)) == []


BROKEN = [
    (Status.REGISTERED, "status = 2", "trạng thái 2 khác nhật ký (1)"),
    (Status.REGISTERED, "next_moment_at = NULL", "không có mốc thời gian theo dõi"),
    (Status.REGISTERED, "holder_post_id = NULL", "không có đúng một người chịu trách nhiệm"),
    (Status.IN_PROCESS, "is_held_by_applicant = TRUE", "không có đúng một người chịu trách nhiệm"),
    (Status.IN_PROCESS, "reason = ''", "không có lý do để người dân đọc"),
    (Status.IN_PROCESS, "due_at_original = NULL", "đồng hồ đang chạy nhưng không có ngày hẹn"),
    (Status.ACCEPTED, "due_at_original = submitted_at", "ngày hẹn khác với lần hẹn sau cùng đã ghi"),
    (Status.OBLIGATION, "due_at_original = submitted_at", "đang tạm dừng nhưng vẫn còn ngày hẹn"),
    (Status.RETURNED, "next_moment_at = submitted_at", "đã kết thúc nhưng còn mốc chờ"),
    (Status.REGISTERED, "accepted_at = submitted_at", "mới đăng ký nhưng đã có giờ tiếp nhận"),
]


@pytest.mark.parametrize(("status", "change", "words"), BROKEN, ids=[change for _s, change, _w in BROKEN])
def test_a_row_changed_behind_the_product_is_named(house, version, without_constraints, status, change, words):
    sound = lives.file(house, version, at=at("02/11 08:00"))
    dossier = IN_STATUS[status](house, version)
    with connection.cursor() as cursor:
        key = dossier.pk.hex if connection.vendor == "sqlite" else str(dossier.pk)
        cursor.execute(f"UPDATE dossiers_dossier SET {change} WHERE id = %s", [key])  # noqa: S608 - a fixed list
        assert cursor.rowcount == 1
    code, said = run("--office", house.office.code)
    assert code == 1
    assert f"{dossier.code}: {words}" in said
    assert sound.code not in said


def tables(change: str, dossier) -> None:
    key = dossier.pk.hex if connection.vendor == "sqlite" else str(dossier.pk)
    with connection.cursor() as cursor:
        cursor.execute(change, [key])
        assert cursor.rowcount >= 1


def test_a_holder_without_a_task_is_named(house, version):
    dossier = IN_STATUS[Status.IN_PROCESS](house, version)
    tables("DELETE FROM dossiers_task WHERE dossier_id = %s", dossier)
    assert [one.words for one in invariants.check(house.office.pk)] == [
        "vị trí chịu trách nhiệm không có việc trong danh sách"
    ]


def test_a_task_left_on_an_ended_dossier_is_named(house, version):
    ended, going = IN_STATUS[Status.RETURNED](house, version), IN_STATUS[Status.IN_PROCESS](house, version)
    task = going.tasks.get()
    task.pk, task.dossier = None, ended
    task.id = type(task)._meta.pk.get_default()
    task.save(force_insert=True)
    assert [one.words for one in invariants.check(house.office.pk)] == ["đã kết thúc nhưng còn việc trong danh sách"]


def test_a_hold_that_was_never_lifted_is_named(house, version):
    dossier = IN_STATUS[Status.OBLIGATION](house, version)
    tables("UPDATE dossiers_dossier SET status = 4, due_at_original = submitted_at WHERE id = %s", dossier)
    said = [one.words for one in invariants.check(house.office.pk)]
    assert "đồng hồ đang chạy nhưng còn khoảng tạm dừng chưa kết thúc" in said


def test_a_hold_left_on_an_ended_dossier_is_named(house, version):
    dossier = IN_STATUS[Status.STOPPED](house, version)
    tables("UPDATE dossiers_hold SET to_at = NULL WHERE dossier_id = %s", dossier)
    assert [one.words for one in invariants.check(house.office.pk)] == ["đã kết thúc nhưng đồng hồ còn tạm dừng"]


def test_a_dossier_that_the_journal_does_not_know_is_named(house, version):
    dossier = IN_STATUS[Status.REGISTERED](house, version)
    tables("UPDATE journal_entry SET name = 'other.Thing' WHERE subject_id = %s", dossier)
    assert [(one.code, one.words) for one in invariants.check(house.office.pk)] == [
        (dossier.code, "không có bản ghi nhật ký nào nói trạng thái")
    ]


def test_every_batch_is_read(house, version, monkeypatch):
    monkeypatch.setattr(invariants, "BATCH", 2)
    made = [lives.file(house, version, at=at(f"02/11 08:0{n}")) for n in range(5)]
    for dossier in made:
        tables("UPDATE dossiers_dossier SET reason = '' WHERE id = %s", dossier)
    assert sorted(one.code for one in invariants.check(house.office.pk)) == sorted(one.code for one in made)


# Status, table, what is changed behind the product's back, what is said.
BESIDE = [
    (Status.SUPPLEMENT, "supplement", "ended_at = requested_at", "chờ bổ sung nhưng không có yêu cầu nào đang mở"),
    (
        Status.OBLIGATION,
        "obligation",
        "met_at = asked_at",
        "chờ nghĩa vụ tài chính nhưng không có thông báo nào đang mở",
    ),
    (Status.WITHDRAWAL, "withdrawal", "answered_at = asked_at", "yêu cầu rút và trạng thái không khớp nhau"),
    (Status.RETURNED, "result", "returned_at = issued_at", "lúc trả kết quả khác với hồ sơ"),
    (Status.RETURNED, "result", "replaced_at = issued_at", "kết quả và trạng thái không khớp nhau"),
]


@pytest.mark.parametrize(("status", "table", "change", "words"), BESIDE, ids=[row[2] for row in BESIDE])
def test_what_must_stand_beside_a_status_is_named_when_it_does_not(house, version, status, table, change, words):
    IN_STATUS[status](house, version)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE dossiers_{table} SET {change}")  # noqa: S608 - a fixed list
        assert cursor.rowcount == 1
    assert words in [one.words for one in invariants.check(house.office.pk)]


def test_a_correction_without_its_gate_is_named(house, version):
    situations.wrong(house, version)
    Gate.objects.filter(name="correction").update(lifted_at=at("05/11 09:30"))
    said = [one.words for one in invariants.check(house.office.pk)]
    assert said == ["đính chính và việc tạm ngừng trả kết quả không khớp nhau"]
