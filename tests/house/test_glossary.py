"""docs/glossary.md is complete both ways: every noun of the code stands in it, everything in it stands in the code."""

import ast
import re
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from tests.house.source import ROOT, written

ROW = re.compile(r"^\|(?P<words>[^|]+)\|\s*(?P<names>`[^|]+)\|(?P<meaning>[^|]+)\|$", re.MULTILINE)


def listed(page: str) -> set[str]:
    """Return the identifiers of the glossary's second column."""
    return {name for row in ROW.finditer(page) for name in re.findall(r"`([^`]+)`", row["names"])}


def nouns() -> set[str]:
    """Return the names of all models and of the statuses of a dossier."""
    found = {model.__name__ for model in apps.get_models() if model.__module__.startswith("motcua.")}
    if find_spec("motcua.dossiers.status"):
        status = import_module("motcua.dossiers.status").Status
        found |= {f"Status.{member.name}" for member in status}
    return found


def names_of(tree: ast.AST) -> set[str]:
    """Return every name that a module gives to something."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
            if isinstance(node, ast.ClassDef):
                targets = [item for item in node.body if isinstance(item, ast.Assign | ast.AnnAssign)]
                found |= {f"{node.name}.{name}" for item in targets for name in _assigned(item)}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            found |= set(_assigned(node))
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return found


def _assigned(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _page() -> str:
    return (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_noun_of_the_code_stands_in_the_glossary():
    assert sorted(nouns() - listed(_page())) == [], "add a row to docs/glossary.md"


def test_everything_in_the_glossary_stands_in_the_code():
    named = {module.path.stem for module in written()} | {name for m in written() for name in names_of(m.tree)}
    assert sorted(listed(_page()) - named) == []


def test_no_identifier_stands_twice():
    found = [name for row in ROW.finditer(_page()) for name in re.findall(r"`([^`]+)`", row["names"])]
    assert sorted({name for name in found if found.count(name) > 1}) == []


def test_every_row_has_vietnamese_words_and_a_meaning():
    rows = [row for row in ROW.finditer(_page()) if set(row["words"]) - set("-: ")]
    assert [row[0] for row in rows if not row["words"].strip() or not row["meaning"].strip()] == []


def test_the_detector_reads_rows_and_names():
    page = "| Tiếng Việt | Tên | Nghĩa |\n|---|---|---|\n| hồ sơ | `Dossier`, `dossier` | the file |\n"
    assert listed(page) == {"Dossier", "dossier"}
    tree = ast.parse("class A:\n    B = 1\n    c: int = 2\ndef d(e): ...")
    assert {"A", "A.B", "A.c", "d", "e"} <= names_of(tree)
