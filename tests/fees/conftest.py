"""An office with a bank account, folders of its own, and a procedure that costs 8.000 đ."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from motcua.procedures.versions import Version
    from motcua.site.demo.builders import House


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def house(db: None) -> "House":
    """Return an office with a post of every kind and the account of domain.md, appendix B."""
    from motcua.site.demo import builders

    return builders.found_office(bank_bin="970403", bank_account="0011012345678", bank_holder="UBND XA HOA SEN")


@pytest.fixture
def version(house: "House") -> "Version":
    """Return a procedure of 8.000 đ that the office takes in."""
    from motcua.site.demo import builders

    return builders.open_for_filing(
        house, builders.procedure("2.000635", name="Cấp bản sao Trích lục hộ tịch", fee=8000)
    )
