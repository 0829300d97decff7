"""What no rule may do: read the clock, listen to signals, hide logic in save(), swallow errors, silence a checker."""

import ast
import re

import pytest
from tests.house.source import ROOT, Module, dotted, tracked, written

# Who may ask what time it is. Everyone else gets the moment as an argument (docs/map.md, DESIGN section 4).
CLOCK_PACKAGES = {"doors", "site", "connectors"}
CLOCK_MODULES = {
    "motcua.kernel.identifiers",  # a version 7 UUID carries the moment it was made
    "motcua.journal.recording",  # recorded_at: when the machine wrote it down
}
CLOCKS = re.compile(
    r"(^|\.)(timezone\.now|datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns)|functions\.Now)$|^now$|^utcnow$"
)
LOCAL_WITHOUT_ARGUMENT = {"timezone.localtime", "timezone.localdate", "localdate"}


def clock_reads(module: Module) -> list[str]:
    """Return every place of the module that reads the clock, also as a column's default."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
            name = dotted(node)
            is_bare_variable = name in {"now", "utcnow"} and not _is_called(module, node)
            if CLOCKS.search(name) and not is_bare_variable:
                found.append(f"{module.at(node)}: {name}")
        elif isinstance(node, ast.Call) and dotted(node.func) in LOCAL_WITHOUT_ARGUMENT and not node.args:
            found.append(f"{module.at(node)}: {dotted(node.func)}()")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db"):
            found += [f"{module.at(node)}: {alias.name}" for alias in node.names if alias.name == "Now"]
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            found.append(f"{module.at(node.value)}: {node.arg}")
    return found


def _is_called(module: Module, name: ast.AST) -> bool:
    return any(isinstance(node, ast.Call) and node.func is name for node in ast.walk(module.tree))


SIGNAL_SOURCES = re.compile(r"^(django\.dispatch|blinker)|\.signals$")
SIGNAL_CONNECT = re.compile(r"(signals?\.|_signal\.|post_|pre_).*connect$")


def signals(module: Module) -> list[str]:
    """Return every signal that the module declares or listens to."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and SIGNAL_SOURCES.search(node.module or ""):
            found.append(f"{module.at(node)}: {node.module}")
        elif isinstance(node, ast.Call) and SIGNAL_CONNECT.search(dotted(node.func)):
            found.append(f"{module.at(node)}: {dotted(node.func)}")
    return found


def hidden_logic(module: Module) -> list[str]:
    """Return models' save, delete and clean that do more than the columns say."""
    return [
        f"{module.at(item)}: {node.name}.{item.name}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and any(dotted(base).endswith("Model") for base in node.bases)
        for item in node.body
        if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete", "refresh_from_db"}
    ]


def swallowed(module: Module) -> list[str]:
    """Return handlers that catch everything and let it go no further."""
    return [
        f"{module.at(node)}: except {ast.unparse(node.type) if node.type else ''}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or dotted(node.type) in {"Exception", "BaseException"})
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


SILENCED = re.compile(
    r"#\s*(noqa|type:\s*ignore|pragma: no cover)"
    r"(?P<codes>\[[\w\-, ]*\]|:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?(?P<rest>.*)$"
)
UNFINISHED = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")


def silenced(text: str) -> list[str]:
    """Return lines that silence a checker without saying why, or that say they are unfinished."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        match = SILENCED.search(line)
        if (match and len(re.sub(r"[^\w]", "", match["rest"])) < 5) or UNFINISHED.search(line):
            found.append(f"{number}: {line.strip()}")
    return found


def test_rules_never_read_the_clock():
    assert [
        line
        for module in written()
        if module.package not in CLOCK_PACKAGES and module.name not in CLOCK_MODULES
        for line in clock_reads(module)
    ] == []


def test_there_are_no_signals_of_our_own():
    assert [line for module in written() for line in signals(module)] == []


def test_models_hide_no_logic_in_save():
    assert [line for module in written() for line in hidden_logic(module)] == []


def test_no_error_is_swallowed():
    assert [line for module in written() for line in swallowed(module)] == []


def test_every_silenced_checker_says_why_and_nothing_is_left_unfinished():
    places = [path for path in tracked(".py") if "/house/" not in path.as_posix()]
    assert [
        f"{path.relative_to(ROOT)}:{line}" for path in places for line in silenced(path.read_text(encoding="utf-8"))
    ] == []


def test_every_skip_says_why():
    found = []
    for path in tracked(".py"):
        if not path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not re.search(r"\.(skip|skipif|xfail)$", dotted(node.func)):
                continue
            is_told = any(word.arg == "reason" for word in node.keywords) or (
                dotted(node.func) == "pytest.skip" and node.args
            )
            if not is_told or dotted(node.func).endswith("xfail"):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def queries(module: Module) -> list[str]:
    """Return the places that reach for a table of ours; a table of a package belongs to nobody below."""
    foreign = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("motcua")
        for alias in node.names
    }
    return [
        module.at(node)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager"}
        and dotted(node.value) not in foreign
    ]


def test_doors_do_not_query_tables():
    found = [line for module in written() if module.package == "doors" for line in queries(module)]
    assert found == [], "a door asks a reading function of the package"


@pytest.mark.parametrize(
    "text",
    [
        "from django.utils import timezone\nx = timezone.now()",
        "x = models.DateTimeField(default=timezone.now)",
        "x = models.DateTimeField(auto_now_add=True)",
        "import datetime\nx = datetime.datetime.now(tz=UTC)",
        "from datetime import date\nx = date.today()",
        "import time\nx = time.time()",
        "from django.utils.timezone import now\nx = now()",
        "x = timezone.localdate()",
        "from django.db.models.functions import Now",
    ],
)
def test_the_clock_detector_sees_a_reading(text):
    assert clock_reads(Module.of("motcua.dossiers.sample", text))


@pytest.mark.parametrize("text", ["x = timezone.localtime(at)", "def f(now):\n    return now", "x = time.monotonic()"])
def test_the_clock_detector_lets_arguments_pass(text):
    assert clock_reads(Module.of("motcua.dossiers.sample", text)) == []


def test_the_other_detectors_see_bad_samples():
    assert signals(Module.of("motcua.office.x", "from django.dispatch import receiver"))
    assert signals(Module.of("motcua.office.x", "from django.db.models import signals\nsignals.post_save.connect(f)"))
    assert hidden_logic(Module.of("motcua.office.x", "class A(models.Model):\n    def save(self): ..."))
    assert swallowed(Module.of("motcua.office.x", "try: ...\nexcept Exception: ..."))
    assert swallowed(Module.of("motcua.office.x", "try: ...\nexcept: ..."))
    assert not swallowed(Module.of("motcua.office.x", "try: ...\nexcept BaseException:\n    undo()\n    raise"))
    assert silenced("x = 1  # noqa: E501") and silenced("x = 1  # type: ignore[arg-type]") and silenced("# TODO: later")
    assert silenced("x = 1  # noqa: S603 - the command is built here") == []
    assert queries(Module.of("motcua.doors.x", "from motcua.office.staff import Staff\nStaff.objects.all()"))
    assert not queries(Module.of("motcua.doors.x", "from allauth.mfa.models import A\nA.objects.all()"))
