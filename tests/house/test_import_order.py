"""Walk down, never up, never sideways (docs/map.md): imports inside functions and names in texts count."""

import ast
import re

import pytest
from tests.house.source import LAYERS, RANK, ROOT, Module, dotted, modules, written

PACKAGE_IN_TEXT = re.compile(r"motcua\.([a-z_]+)(\.|:|$)")


def imported(module: Module) -> list[tuple[ast.AST, str]]:
    """Return every `motcua.…` name that the module imports, loads by name or asks from the app registry."""
    found: list[tuple[ast.AST, str]] = []
    is_init = module.path.name == "__init__.py"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = module.name.split(".")
                up = parents[: len(parents) - node.level + (1 if is_init else 0)]
                base = ".".join([*up, *([base] if base else [])])
            found += [(node, f"{base}.{alias.name}") for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and PACKAGE_IN_TEXT.match(node.value):
            found.append((node, node.value))
        elif isinstance(node, ast.Call) and dotted(node.func).endswith("get_model") and node.args:
            label = node.args[0]
            if isinstance(label, ast.Constant) and isinstance(label.value, str):
                found.append((node, f"motcua.{label.value}"))
    return [(node, name) for node, name in found if name.startswith("motcua.")]


def wrong_ways(module: Module) -> list[str]:
    """Return each import of the module that goes up or sideways."""
    if module.package not in RANK:
        return []
    wrong = []
    for node, name in imported(module):
        other = name.split(".")[1].split(":")[0]
        if other == module.package or other not in RANK:
            continue
        if RANK[other] > RANK[module.package]:
            wrong.append(f"{module.at(node)}: {module.package} goes up to {name}")
        elif RANK[other] == RANK[module.package]:
            wrong.append(f"{module.at(node)}: {module.package} opens onto its sibling {name}")
    return wrong


def test_imports_point_down_only():
    assert [line for module in modules() for line in wrong_ways(module)] == []


def test_every_package_has_its_place_in_the_order():
    known = {*RANK, "", "locale"}
    assert {module.package for module in written()} - known == set(), "name it in docs/map.md and tests/house/source.py"


def test_the_kernel_knows_nothing_but_python():
    outside = {"django", "allauth", "psycopg", "sqlite3", "socket", "subprocess", "pathlib"}
    found = [
        f"{module.at(node)}: {name}"
        for module in written()
        if module.package == "kernel"
        for node in ast.walk(module.tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.split(".")[0] in outside
    ]
    assert found == []


def test_connectors_are_loaded_by_name():
    importers = {
        module.name
        for module in written()
        for node, name in imported(module)
        if name.startswith("motcua.connectors.")
        and not isinstance(node, ast.Constant)
        and module.package not in {"connectors", "site"}
    }
    assert importers == set()


def test_the_map_names_every_layer():
    page = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    built = {module.package for module in written()} - {"", "locale", "packs"}
    assert [package for layer in LAYERS for package in layer if package in built and f"`{package}`" not in page] == []


@pytest.mark.parametrize(
    ("name", "text", "is_wrong"),
    [
        ("motcua.office.staff", "from motcua.dossiers import intake", True),
        ("motcua.office.staff", "def f():\n    from motcua.dossiers.intake import submit", True),
        ("motcua.office.staff", "from ..dossiers import intake", True),
        ("motcua.fees.charges", "import motcua.notices.outbox", True),
        ("motcua.journal.jobs", "import_string('motcua.office.staff.Staff')", True),
        ("motcua.office.staff", "apps.get_model('dossiers', 'Dossier')", True),
        ("motcua.office.staff", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import motcua.doors", True),
        ("motcua.dossiers.intake", "from motcua.office import staff", False),
        ("motcua.office.staff", "from . import posts", False),
        ("motcua.office.staff", "'motcua.invalid.example'", False),
    ],
)
def test_the_detector_sees_a_wrong_way(name, text, is_wrong):
    assert bool(wrong_ways(Module.of(name, text))) is is_wrong
