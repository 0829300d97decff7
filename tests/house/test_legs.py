"""PostgreSQL repeats every test that may reach a database; what it leaves out could not reach one."""

import ast
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from tests import legs

TESTS = Path(legs.__file__).parent


def item(module: ModuleType | None = None, fixtures: tuple[str, ...] = (), marks: tuple[str, ...] = ()) -> Any:
    """Return what stands for a collected test."""
    found = {name: getattr(pytest.mark, name).mark for name in marks}
    return SimpleNamespace(
        fixturenames=fixtures, module=module or ModuleType("test_x"), get_closest_marker=lambda name: found.get(name)
    )


def test_a_test_without_a_database_is_left_out_on_postgresql_and_can_not_reach_one(request):
    from motcua.office.offices import Office

    assert legs.left_out(request.node, "postgresql")
    assert not legs.left_out(request.node, "sqlite")
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Office.objects.count()


def test_a_test_with_a_database_runs_on_both(request, db):
    assert not legs.left_out(request.node, "postgresql")
    assert not legs.left_out(request.node, "sqlite")


@pytest.mark.django_db
def test_a_test_marked_for_a_database_runs_on_both(request):
    assert "db" not in request.fixturenames
    assert not legs.left_out(request.node, "postgresql")


@pytest.mark.parametrize("fixture", sorted(legs.OPENING))
def test_every_fixture_that_leads_to_a_database_keeps_the_test_on_both(fixture):
    assert not legs.left_out(item(fixtures=("tmp_path", fixture)), "postgresql")


def test_a_test_that_starts_processes_runs_on_both():
    module = ModuleType("test_x")
    module.subprocess = object()  # type: ignore[attr-defined] - as `import subprocess` does
    assert not legs.left_out(item(module), "postgresql")


@pytest.mark.parametrize(("mark", "vendor"), [("sqlite", "postgresql"), ("postgres", "sqlite")])
def test_what_is_about_the_other_database_is_left_out(mark, vendor):
    assert legs.left_out(item(marks=(mark, "django_db")), vendor)
    assert not legs.left_out(item(marks=(mark, "django_db")), "sqlite" if mark == "sqlite" else "postgresql")


def test_no_fixture_opens_the_database_unseen():
    """Whoever takes the blocker away names `django_db_setup`, which the rule knows."""
    unseen = []
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                names = {argument.arg for argument in node.args.args}
                if "django_db_blocker" in names and "django_db_setup" not in names:
                    unseen.append(f"{path.name}:{node.lineno} {node.name}")
    assert unseen == []
