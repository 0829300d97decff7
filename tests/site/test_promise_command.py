"""`motcua promise`: the vectors of domain brief 3.6 and of the design through the command, and its refusals."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from motcua import packs
from motcua.office import calendar, calendar_pack, offices
from motcua.office.offices import Office
from motcua.office.packs import read
from motcua.procedures.catalogue import Procedure
from motcua.procedures.channels import ChannelTerm
from motcua.procedures.components import Case
from motcua.procedures.versions import Version
from motcua.site import cli

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office():
    """An office with the hours and days of a fresh installation."""
    folder = next(folder for folder in packs.all_folders() if folder.name == "calendar")
    calendar_pack.load(read(folder), at=timezone.now())
    found = offices.found("H99.01", name="Trung tâm")
    calendar.set_hours(found, date(2025, 7, 1))
    return found


def promise(*words: str) -> dict[str, object]:
    out = StringIO()
    call_command("promise", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("promise", *words, stdout=StringIO())
    assert caught.value.returncode == 2
    return str(caught.value)


@pytest.mark.parametrize(
    ("accepted", "limit", "more", "due"),
    [
        ("2025-08-28T09:00+07:00", "3:working_day", (), "2025-09-04T17:00:00+07:00"),
        ("2026-02-10T09:00+07:00", "5:working_day", (), "2026-02-24T17:00:00+07:00"),
        ("2026-04-23T09:00+07:00", "2:working_day", (), "2026-04-28T17:00:00+07:00"),
        ("2026-08-19T09:00+07:00", "3:working_day", (), "2026-08-22T17:00:00+07:00"),
        ("2026-08-28T09:00+07:00", "1:working_day", (), "2026-09-03T17:00:00+07:00"),
        ("2026-11-23T10:00+07:00", "0:working_day", ("--cutoff", "after_15h"), "2026-11-23T17:00:00+07:00"),
        ("2026-11-23T15:30+07:00", "0:working_day", ("--cutoff", "after_15h"), "2026-11-25T17:00:00+07:00"),
        ("2026-11-02T09:00+07:00", "5:working_day", (), "2026-11-09T17:00:00+07:00"),
        (
            "2026-11-02T09:00+07:00",
            "5:working_day",
            ("--hold", "pause,2026-11-04T10:00+07:00,2026-11-06T10:00+07:00"),
            "2026-11-11T17:00:00+07:00",
        ),
        ("2026-11-02 02:00:00Z", "5:working_day", ("--hold", "pause,2026-11-04 10:00 +07:00,"), None),
    ],
)
def test_vectors_of_the_domain_brief_and_the_design(accepted, limit, more, due):
    found = promise("--limit", limit, "--accepted", accepted, *more)
    assert found["due_at"] == due
    assert list(found) == ["starts_at", "due_at", "ledger"]


def test_ledger_has_minutes_only_for_hours():
    days = promise("--limit", "1:working_day", "--accepted", "2026-11-23T09:00+07:00")
    assert days["starts_at"] == "2026-11-23T09:00:00+07:00"
    assert days["ledger"] == [
        {"on": "2026-11-23", "counted": False, "why": "Ngày nhận hồ sơ, không tính"},
        {"on": "2026-11-24", "counted": False, "why": "Nghỉ: Ngày Văn hóa Việt Nam"},
        {"on": "2026-11-25", "counted": True, "why": "Ngày làm việc"},
    ]
    hours = promise("--limit", "8:working_hour", "--accepted", "2026-11-23T16:00+07:00")
    assert [line["minutes"] for line in hours["ledger"]] == [60, 0, 420]


def test_a_procedure_brings_its_limit_and_cutoff():
    procedure = Procedure.objects.create(code="2.000815", name="Chứng thực bản sao")
    version = Version.objects.create(
        procedure=procedure, number=1, valid_from=date(2026, 1, 1), name=procedure.name, cutoff="after_15h"
    )
    case = Case.objects.create(version=version, name="Số lượng lớn", slug="so-luong-lon", position=1)
    ChannelTerm.objects.create(version=version, channel=1, limit_value=0, limit_unit="working_day")
    ChannelTerm.objects.create(version=version, channel=1, case=case, limit_value=2, limit_unit="working_day")
    words = ("--procedure", "2.000815", "--channel", "counter", "--accepted", "2026-11-23T15:30+07:00")
    assert promise(*words)["due_at"] == "2026-11-25T17:00:00+07:00"
    assert promise(*words, "--case", "số lượng lớn")["due_at"] == "2026-11-27T17:00:00+07:00"
    early = (*words[:-1], "2025-04-25T09:00+07:00")
    assert promise(*early)["due_at"] == "2025-04-25T17:00:00+07:00"
    assert "chưa có thời hạn" in refused("--procedure", "2.000815", "--channel", "online", "--accepted", words[-1])
    assert "không có trường hợp" in refused(*words, "--case", "khác")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--limit", "3:working_day"), "Thiếu --accepted"),
        (("--limit", "3:working_day", "--accepted", "hôm qua"), "không phải thời điểm"),
        (("--limit", "3:working_day", "--accepted", "2026-11-23T09:00"), "thiếu múi giờ"),
        (("--limit", "3:working_day", "--accepted", "0001-01-01T00:00+07:00"), "năm phải từ"),
        (("--limit", "3:days", "--accepted", "2026-11-23T09:00Z"), "không phải thời hạn"),
        (("--limit", "0:month", "--accepted", "2026-11-23T09:00Z"), "Thời hạn phải lớn hơn 0"),
        (("--limit", f"{'1' * 5000}:day", "--accepted", "2026-11-23T09:00Z"), "Thời hạn quá dài"),
        (("--limit", "99999999:month", "--accepted", "2026-11-23T09:00Z"), "Thời hạn quá dài"),
        (("--limit", "1:day", "--cutoff", "noon", "--accepted", "2026-11-23T09:00Z"), "Giờ chốt «noon» không có"),
        (("--accepted", "2026-11-23T09:00Z"), "hoặc --limit"),
        (("--procedure", "9.999999", "--channel", "online", "--accepted", "2026-11-23T09:00Z"), "9.999999"),
        (("--procedure", "9.999999", "--channel", "fax", "--accepted", "2026-11-23T09:00Z"), "cần --channel"),
        (("--limit", "1:day", "--channel", "online", "--accepted", "2026-11-23T09:00Z"), "chỉ đi cùng --procedure"),
        (("--limit", "1:day", "--accepted", "2026-11-23T09:00Z", "--hold", "stop,2026-11-23T09:00Z,"), "--hold"),
        (
            (
                "--limit",
                "1:day",
                "--accepted",
                "2026-11-23T09:00Z",
                "--hold",
                "pause,2026-11-24T09:00Z,2026-11-23T09:00Z",
            ),
            "kết thúc trước khi bắt đầu",
        ),
        (("--limit",), "--limit thiếu giá trị"),
        (("--limit", "1:day", "--accepted", "2026-11-23T09:00Z", "--office", "H00"), "Không có cơ quan"),
        (("--limit", "1:day", "--accepted", "2026-11-23T09:00Z", "--fax"), "không hiểu «--fax»"),
    ],
)
def test_what_cannot_be_read_is_refused_in_vietnamese(words, said):
    assert said in refused(*words)


def test_people_read_a_table(capsys):
    assert cli.main(["promise", "--limit", "1:half_day", "--accepted", "2027-02-03T14:00+07:00"]) == 0
    words = capsys.readouterr().out
    assert "Hẹn trả:  11 giờ 30, ngày 11/02/2027 (lịch tạm tính" in words
    assert "Thời hạn: 0,5 ngày làm việc" in words


def test_an_installation_without_an_office_says_what_to_do():
    Office.objects.update(is_active=False)
    assert "motcua init" in refused("--limit", "1:day", "--accepted", "2026-11-23T09:00Z")


def test_the_command_loads_no_more_than_it_needs():
    code = (
        "import sys, django; django.setup(); from motcua.site.management.commands import promise;"
        "print([m for m in ('motcua.doors.urls', 'motcua.dossiers.models', 'pyhanko') if m in sys.modules])"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "motcua.site.settings_calculation"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert Path(cli.__file__).with_name("settings_calculation.py").exists()
    assert datetime.fromisoformat(promise("--limit", "1:hour", "--accepted", "2026-11-23T09:00Z")["due_at"])
