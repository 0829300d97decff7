"""How long files and functions may be, and what nothing may be called (DESIGN section 7)."""

import ast
import re
from pathlib import Path

from tests.house.source import ROOT, SRC, Module, tracked, written
from tools.sizes import lines, percentile_95

LONGEST_FILE = 500
USUAL_FILE = 250  # 19 of 20 files stay below
LONGEST_FUNCTION = 60
JUNK_DRAWERS = {"utils", "helpers", "common", "base", "misc", "manager", "managers", "service", "services"} | {
    "handler",
    "handlers",
    "processor",
    "util",
    "helper",
}


def long_functions(module: Module) -> list[str]:
    """Return the functions that are longer than a screen."""
    return [
        f"{module.at(node)}: {node.name} has {length} lines"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]


def junk_drawer(path: Path) -> bool:
    """Return whether a file or folder is named for nothing in particular."""
    words = {part for name in path.with_suffix("").parts for part in name.split("_")}
    return bool(words & JUNK_DRAWERS) and path.suffix == ".py"


def test_no_file_is_longer_than_one_idea():
    counted = {
        path.relative_to(ROOT).as_posix(): lines(path) for path in tracked(".py") if "migrations" not in path.parts
    }
    assert {name: length for name, length in counted.items() if length > LONGEST_FILE} == {}
    ours = [length for name, length in counted.items() if name.startswith("src/")]
    assert percentile_95(ours) <= USUAL_FILE


def test_no_function_is_longer_than_a_screen():
    assert [line for module in written() for line in long_functions(module)] == []


def test_nothing_is_named_for_nothing_in_particular():
    assert [path.relative_to(ROOT).as_posix() for path in tracked(".py") if junk_drawer(path.relative_to(ROOT))] == []


def test_script_stays_small():
    total = sum(lines(path) for path in SRC.rglob("*.js"))
    assert total < 3000


def test_every_module_says_what_it_is():
    silent = [
        module.path.as_posix()
        for module in written()
        if module.path.name != "__init__.py" and not ast.get_docstring(module.tree)
    ]
    assert silent == []


def test_public_functions_say_what_they_do():
    silent = [
        f"{module.at(node)}: {node.name}"
        for module in written()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_public_functions_are_annotated():
    bare = [
        f"{module.at(node)}: {node.name}"
        for module in written()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_bare(node)
    ]
    assert bare == []


def _is_bare(node: ast.FunctionDef) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return node.returns is None or any(argument.annotation is None for argument in arguments)


def test_nothing_is_wrapped_in_a_service_word():
    loose = re.compile(r"(Manager|Service|Handler|Processor|Helper|Utils?)$")
    found = [
        f"{module.at(node)}: {node.name}"
        for module in written()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and loose.search(node.name) and not _is_django_manager(node)
    ]
    assert found == []


def _is_django_manager(node: ast.ClassDef) -> bool:
    return any("Manager" in ast.unparse(base) for base in node.bases)


def test_the_detectors_see_bad_samples():
    body = "\n".join("    x = 1" for _ in range(LONGEST_FUNCTION + 1))
    assert long_functions(Module.of("motcua.office.x", f"def f():\n{body}"))
    assert junk_drawer(Path("src/motcua/office/fee_utils.py")) and junk_drawer(Path("src/motcua/helpers/x.py"))
    assert not junk_drawer(Path("src/motcua/fees/charges.py"))
    assert percentile_95([1] * 95 + [9] * 5) == 1 and percentile_95([1] * 94 + [9] * 6) == 9
    assert _is_bare(ast.parse("def f(x): ...").body[0])
