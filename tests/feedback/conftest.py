"""An office with a post of every kind and an open procedure."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from motcua.procedures.versions import Version
    from motcua.site.demo.builders import House


@pytest.fixture
def house(db: None) -> "House":
    """Return an office with a post of every kind."""
    from motcua.site.demo import builders

    return builders.found_office()


@pytest.fixture
def version(house: "House") -> "Version":
    """Return a procedure that the office takes in."""
    from motcua.site.demo import builders

    return builders.open_for_filing(house, builders.procedure())
