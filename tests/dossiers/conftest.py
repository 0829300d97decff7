"""One office with its posts and one small procedure, for every test of the dossier floor.

The builders are imported inside: pytest reads this file before Django is ready.
"""

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
def drafted(house: "House") -> "Version":
    """Return a procedure of five working days that no office has opened yet."""
    from motcua.site.demo import builders

    return builders.procedure()


@pytest.fixture
def version(house: "House", drafted: "Version") -> "Version":
    """Return that procedure, which the office takes in."""
    from motcua.site.demo import builders

    return builders.open_for_filing(house, drafted)
