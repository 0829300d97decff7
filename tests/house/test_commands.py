"""What a newcomer types: two commands in the README, targets that exist, scripts that can be run."""

import os
import re

from tests.house.source import ROOT


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", _text("Makefile"), flags=re.MULTILINE))


def test_every_make_command_of_the_pages_exists():
    pages = ["README.md", "CONTRIBUTING.md", ".ci/run", *(f"docs/{name}.md" for name in ("operators", "stewards"))]
    # Commands stand in `code` or at the start of a line of a block.
    named = {name for page in pages for name in re.findall(r"(?:`|^|&& )make ([a-z-]+)", _text(page), re.MULTILINE)}
    assert {"demo", "test", "setup"} <= named
    assert named - _targets() == set()


def test_every_motcua_command_of_the_pages_exists():
    from django.core.management import get_commands

    pages = ["README.md", "CHANGELOG.md", *(f"docs/{name}.md" for name in ("operators", "officers", "stewards"))]
    named = {
        name
        for page in pages
        for name in re.findall(r"(?:`|^|bin/)motcua ([a-z][a-z-]+)", _text(page), re.MULTILINE)
        if name != "help"
    }
    known = {name.replace("_", "-") for name in get_commands()}
    assert {"init", "serve"} <= named
    assert named - known == set()


def test_scripts_can_be_run():
    scripts = [".ci/run", *(f"tools/{name}" for name in ("install", "lock", "chromium", "run-tests", "run-check"))]
    assert [name for name in scripts if not os.access(ROOT / name, os.X_OK)] == []
    assert [name for name in scripts if "set -" not in _text(name)] == []


def test_environment_variables_of_the_settings_are_documented():
    sources = _text("src/motcua/site/settings.py") + _text("src/motcua/site/home.py")
    named = set(re.findall(r'"(MOTCUA_[A-Z_]+)"', sources))
    internal = {"MOTCUA_DEBUG", "MOTCUA_ROLE", "MOTCUA_TEST_SQLITE"}
    page = _text("docs/operators.md")
    short = {name for name in named if name.startswith("MOTCUA_SMTP_") and f"`_{name.rsplit('_', 1)[1]}`" in page}
    assert sorted(name for name in named - internal - short if f"`{name}`" not in page) == []


def test_relative_links_of_the_pages_lead_somewhere():
    lost = []
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / link).exists():
                lost.append(f"{page.relative_to(ROOT)}: {link}")
    assert lost == []
