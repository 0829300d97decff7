"""An office, and folders of its own for files and keys, for every test about papers."""

from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture
def office(db):
    from motcua.office import offices  # conftest is read before Django is set up

    return offices.found("H99.01", "Trung tâm Phục vụ hành chính công xã Hoa Sen")


@pytest.fixture
def at():
    return datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
