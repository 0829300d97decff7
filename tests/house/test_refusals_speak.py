"""A refusal speaks the language of whoever is refused: its words go through gettext when it is raised, never bare."""

import ast
from collections.abc import Iterator

import pytest
from tests.house.source import Module, written

# Their NotSent is the outbox's, kept beside the message in Vietnamese, and no refusal.
NO_REFUSALS = {"connectors"}
# Read at the command line, which speaks Vietnamese.
AT_THE_COMMAND_LINE = {"PackRefused"}
GETTEXT = {"_", "gettext", "ngettext", "pgettext"}


def refusals(modules: list[Module]) -> frozenset[str]:
    """Return the names of the classes that come from Refused, at whatever remove."""
    bases = [
        (node.name, {ast.unparse(base).split(".")[-1] for base in node.bases})
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    ]
    found = {"Refused"}
    while more := {name for name, above in bases if above & found} - found:
        found |= more
    return frozenset(found - AT_THE_COMMAND_LINE)


def bare_words(module: Module, names: frozenset[str]) -> list[str]:
    """Return every text in a refusal's __init__, or handed to one that is raised, that gettext does not see whole."""
    spoken_in = [
        line
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name in names
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name == "__init__"
        for line in part.body
    ]
    raised = [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in names
    ]
    return [f"{module.at(text)}: {text.value}" for node in [*spoken_in, *raised] for text in _bare(node)]


def _bare(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) in GETTEXT and not _is_put_together(node):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sentence(node.value):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _bare(child)


def _is_put_together(call: ast.Call) -> bool:
    """Tell whether the text is made before gettext sees it, so that no catalogue can hold it."""
    return any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in call.args)


def _is_sentence(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and (not text.isascii() or " " in text)


def test_no_refusal_speaks_only_vietnamese():
    modules = written()
    names = refusals(modules)
    assert [
        found for module in modules if module.package not in NO_REFUSALS for found in bare_words(module, names)
    ] == []


BAD = [
    'super().__init__("Hãy tải lại trang.")',
    'super().__init__(f"Số {number} đã dùng.")',
    'super().__init__(_(f"Số {number} đã dùng."))',
    'super().__init__("Còn thiếu: " + "; ".join(names))',
    'super().__init__("Chưa %s." % number)',
]
GOOD = [
    'super().__init__(_("Hãy tải lại trang."))',
    'super().__init__(_("Số %(number)s đã dùng.") % {"number": number})',
    'super().__init__(_("Chưa làm được: %(gate)s.") % {"gate": _(WORDS.get(name, name))})',
    'super().__init__(gettext("Còn thiếu: %(names)s.") % {"names": "; ".join(names)})',
]


@pytest.mark.parametrize(("line", "is_bare"), [(line, True) for line in BAD] + [(line, False) for line in GOOD])
def test_bare_words_are_found_in_a_refusal_and_in_one_that_comes_from_it(line, is_bare):
    code = f"class Late(Refused):\n    pass\n\nclass TooLate(Late):\n    def __init__(self, number):\n        {line}\n"
    module = Module.of("motcua.dossiers.sample", code)
    assert bool(bare_words(module, refusals([module]))) is is_bare


def test_bare_words_are_found_where_a_refusal_is_raised():
    module = Module.of(
        "motcua.fees.sample", 'class Late(Refused):\n    pass\n\nraise Late(name or "Người được chọn")\n'
    )
    assert bare_words(module, refusals([module])) == ["motcua/fees/sample.py:4: Người được chọn"]
