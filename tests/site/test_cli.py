"""The console command: good names, Vietnamese errors, exit codes, from every folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from motcua.journal.refusals import Refused
from motcua.site import cli


def run(*words: str, home: Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MOTCUA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "motcua.site.settings"}
    environment.pop("MOTCUA_DATABASE_URL", None)
    command = [sys.executable, "-m", "motcua.site.cli", *words]
    return subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_help_lists_every_good_name_in_vietnamese(capsys):
    assert cli.main(["help"]) == 0
    page = capsys.readouterr().out
    for name in ("init", "demo", "serve", "worker", "import-pack", "offices", "invariants", "verify-journal"):
        assert f"  {name} " in page
    assert "reset-access" in page and "Lập một hệ thống mới" in page


def test_no_words_at_all_is_help(capsys):
    assert cli.main([]) == 0
    assert "motcua: hệ thống một cửa cấp xã" in capsys.readouterr().out


def test_an_unknown_command_is_named_with_the_nearest_one(capsys):
    assert cli.main(["ofices"]) == 2
    words = capsys.readouterr().err
    assert "Không có lệnh «ofices»" in words and "Có phải «offices»?" in words


def test_dashes_are_underscores(monkeypatch, capsys):
    called = []
    monkeypatch.setattr(cli.ManagementUtility, "execute", lambda self: called.append(self.argv))
    assert cli.main(["reset-access", "an"]) == 0
    assert called == [["motcua", "reset_access", "--traceback", "an"]]


def test_a_refusal_is_said_in_its_own_words(monkeypatch, capsys):
    def refuse(_self):
        raise Refused("Hồ sơ đã trả kết quả.")

    monkeypatch.setattr(cli.ManagementUtility, "execute", refuse)
    assert cli.main(["offices"]) == 1
    assert capsys.readouterr().err == "Không thực hiện được: Hồ sơ đã trả kết quả.\n"


def test_a_command_without_its_words_says_where_to_look(capsys):
    assert cli.main(["reset-access"]) == 2
    assert "motcua help reset-access" in capsys.readouterr().err


def test_help_of_one_command_is_its_own(capsys):
    assert cli.main(["help", "reset-access"]) == 0
    assert "tên đăng nhập" in capsys.readouterr().out


def test_every_listed_command_exists():
    known = set(get_commands())
    assert [name for name in cli.COMMANDS if name.replace("-", "_") not in known] == []


@pytest.mark.sqlite
def test_commands_of_django_keep_working_from_any_folder(tmp_path):
    done = run("diffsettings", home=tmp_path / "home", cwd=tmp_path)
    assert done.returncode == 0 and "ROOT_URLCONF" in done.stdout


@pytest.mark.sqlite
def test_an_installation_that_was_never_set_up_is_told_so(tmp_path):
    done = run("offices", "--json", home=tmp_path / "home", cwd=tmp_path)
    assert done.returncode == 1
    assert "motcua init" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.sqlite
def test_serve_refuses_an_installation_that_was_never_set_up(tmp_path):
    done = run("serve", "--port", "0", home=tmp_path / "home")
    assert done.returncode == 1 and "motcua init" in done.stderr


@pytest.mark.django_db
def test_offices_in_json_are_code_and_name(capsys):
    from motcua.office import offices

    offices.found("H99.07", "Trung tâm Phục vụ hành chính công xã Bằng Lăng")
    assert cli.main(["offices", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"code": "H99.07", "name": "Trung tâm Phục vụ hành chính công xã Bằng Lăng"}
    ]
