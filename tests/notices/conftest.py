"""An office, folders of its own for what goes out, and a procedure that costs 8.000 đ."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from motcua.procedures.versions import Version
    from motcua.site.demo.builders import House


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.SMS_FILE_PATH = tmp_path / "sms"
    settings.BASE_URL = "https://motcua.hoasen.example.vn"


@pytest.fixture
def house(db: None) -> "House":
    """Return an office with a post of every kind."""
    from motcua.site.demo import builders

    return builders.found_office(phone="+842603812345", bank_bin="970403", bank_account="0011012345678")


@pytest.fixture
def version(house: "House") -> "Version":
    """Return a procedure of 8.000 đ that the office takes in."""
    from motcua.site.demo import builders

    copy = builders.procedure("2.000635", name="Cấp bản sao Trích lục hộ tịch", fee=8000)
    return builders.open_for_filing(house, copy)


@pytest.fixture
def sms_box(settings):
    """Return a function that reads every SMS that went out: {number: [text]}."""

    def read() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(settings.SMS_FILE_PATH.glob("*.txt"), key=lambda one: one.stat().st_mtime_ns):
            head, _blank, body = path.read_text(encoding="utf-8").partition("\n\n")
            found.setdefault(head.splitlines()[0].removeprefix("To: "), []).append(body.strip())
        return found

    return read
