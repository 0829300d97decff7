"""The map (docs/map.md) names what is there: every `module.name` of a room's chapter can be called today."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest
from tests.house.source import ROOT

# A module and a name in it at the beginning of a piece of code: `jobs.put(name, …)`, `chain.Entry`.
NAME = re.compile(r"`([a-z]\w*)\.([A-Za-z]\w*)(?!\w|/)")


def named(page: str) -> list[tuple[str, str, str]]:
    """Return (package, module, name) of every name in the chapters of a page."""
    found = []
    for chapter in page.split("\n## ")[1:]:
        package, _, text = chapter.partition("\n")
        found += [(package.strip(), module, name) for module, name in NAME.findall(text) if name not in {"py", "md"}]
    return found


def is_there(package: str, module: str, name: str) -> bool:
    place = f"motcua.{package}.{module}"
    return find_spec(place) is not None and hasattr(import_module(place), name)


def test_every_name_of_the_map_is_there():
    names = named((ROOT / "docs" / "map.md").read_text(encoding="utf-8"))
    assert len(names) > 150, "the chapters are read"
    assert [".".join(each) for each in names if not is_there(*each)] == []


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("# Map\n\n## journal\n- `jobs.put(name)`, `chain.Entry`", []),
        ("# Map\n\n## journal\n- `jobs.claim(at)`", [("journal", "jobs", "claim")]),
        ("# Map\n\n## journal\n- `nowhere.put`", [("journal", "nowhere", "put")]),
    ],
)
def test_a_name_that_moved_is_seen(page, wrong):
    assert [each for each in named(page) if not is_there(*each)] == wrong
