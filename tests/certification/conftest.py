"""An office that certifies, with folders and keys of its own; the leader may certify on paper."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from motcua.site.demo.builders import House


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.SMS_FILE_PATH = tmp_path / "sms"
    settings.BASE_URL = "https://motcua.hoasen.example.vn"


@pytest.fixture
def house(db: None) -> "House":
    """Return the office; its leader has the right to certify on paper, and nobody electronically."""
    from tests.certification import stage

    made = stage.found(bank_bin="970403", bank_account="0011012345678")
    stage.grant(made)
    return made
