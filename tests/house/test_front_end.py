"""What pages are made of: no inline script or style, every word translatable, style and script old enough.

The floor is Chrome/Edge/Cốc Cốc 109 and Safari 15.4; a feature that came later stands in the lists below.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.house.source import ROOT, SRC

TOO_NEW_CSS = {
    r"&\s*[:.#\[>+~{ ]": "nesting (Chrome 112, Safari 16.5)",
    r"@container\b": "container queries (Safari 16.0)",
    r"@scope\b": "@scope (Chrome 118)",
    r"@property\b": "@property (Safari 16.4)",
    r"@starting-style\b": "@starting-style (Chrome 117)",
    r"@view-transition\b": "view transitions (Chrome 126)",
    r"@position-try\b|\banchor-name\b|\bposition-anchor\b": "anchors (Chrome 125)",
    r"\bcolor-mix\(": "color-mix (Chrome 111, Safari 16.2)",
    r"\b(oklch|oklab|lch|lab)\(": "lab colours (Chrome 111)",
    r"\blight-dark\(": "light-dark (Chrome 123)",
    r"\bsubgrid\b": "subgrid (Chrome 117)",
    r":(popover-open|user-valid|user-invalid|dir\()": "selector after Chrome 109",
    r"@media[^{]*[<>]=?": "range media queries (Safari 16.4)",
    r"\btext-wrap\s*:": "text-wrap (Chrome 114)",
    r"\b(field-sizing|interpolate-size|animation-timeline|scrollbar-gutter)\s*:": "property after Safari 15.4",
    r"\boverflow\s*:\s*clip\b": "overflow: clip (Safari 16)",
    r"\b(round|mod|rem|sin|cos|abs|sign)\(": "maths functions (Chrome 125)",
}
TOO_NEW_SCRIPT = {
    r"\.(toSorted|toReversed|toSpliced)\(": "copying array methods (Chrome 110)",
    r"\b(Object|Map)\.groupBy\(|\bArray\.fromAsync\(": "grouping (Chrome 117)",
    r"\bPromise\.(withResolvers|try)\(": "Promise additions (Chrome 119)",
    r"\bURL\.(canParse|parse)\(": "URL.canParse (Chrome 120)",
    r"\bAbortSignal\.(timeout|any)\(": "AbortSignal.timeout (Safari 16)",
    r"\b(showPopover|hidePopover|togglePopover|startViewTransition)\(": "popover, transitions (Chrome 111)",
    r"\(\?<[=!]": "look-behind in patterns (Safari 16.4)",
    r"\bstatic\s*\{": "static blocks (Safari 16.4)",
    r"\bwith\s*\{\s*type\s*:": "import attributes (Chrome 123)",
    r"\.(requestIdleCallback|scrollend)\b|\bCompressionStream\b": "not in Safari 15.4",
    r"\beval\(|\bnew Function\(|\bdocument\.write\(|\.innerHTML\s*=": "not safe under our content policy",
}
TOO_NEW_MARKUP = {"popover", "popovertarget", "inert", "fetchpriority"}
OUTSIDE = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""")
VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
TRANSLATED = re.compile(
    r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}|<!--.*?-->"
    r"|\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)


def templates() -> list[Path]:
    """Return every page template; the papers that Typst sets are legal forms and stay Vietnamese."""
    return sorted(path for path in SRC.rglob("templates/**/*") if path.suffix in {".html", ".txt"})


class Page(HTMLParser):
    """Collects what a template may not hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.html_without_language = False
        self.feed(re.sub(r"\{%.*?%\}|\{#.*?#\}", " ", text, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        line = self.getpos()[0]
        if tag == "script" and "src" not in names and dict(attrs).get("type") != "application/json":
            self.found.append(f"{line}: inline script")
        if tag == "style":
            self.found.append(f"{line}: inline style sheet")
        if "style" in names:
            self.found.append(f"{line}: style attribute")
        self.found += [f"{line}: {name} attribute" for name in names if re.match(r"on[a-z]+$|hx-on", name)]
        self.found += [f"{line}: {name} is too new" for name in names & TOO_NEW_MARKUP]
        if tag == "img" and "alt" not in names:
            self.found.append(f"{line}: picture without alt")
        if tag == "html" and "lang" not in names:
            self.found.append(f"{line}: page without lang")


def bare_words(text: str) -> list[str]:
    """Return Vietnamese words of a template that stand outside translate tags."""
    rest = TRANSLATED.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [
        f"{number}: {line.strip()[:80]}" for number, line in enumerate(rest.splitlines(), 1) if VIETNAMESE.search(line)
    ]


def too_new(text: str, table: dict[str, str]) -> list[str]:
    """Return the features of a style sheet or script that the oldest supported browser lacks."""
    rest = re.sub(r"/\*.*?\*/", lambda match: "\n" * match[0].count("\n"), text, flags=re.DOTALL)
    if table is TOO_NEW_SCRIPT:
        rest = re.sub(r"(^|\s)//[^\n]*", r"\1", rest)
    return [
        f"{number}: {why}"
        for number, line in enumerate(rest.splitlines(), 1)
        for pattern, why in table.items()
        if re.search(pattern, line)
    ]


def nested_rules(css: str) -> list[str]:
    """Return style rules that stand inside a style rule (nesting without `&`)."""
    found: list[str] = []
    stack: list[bool] = []
    rest = re.sub(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'", "", css, flags=re.DOTALL)
    for head, mark in re.findall(r"([^{};]*)([{};])", rest):
        if mark == "{":
            is_style = not head.strip().startswith("@")
            if is_style and any(stack):
                found.append(head.strip())
            stack.append(is_style and not re.fullmatch(r"(from|to|[\d.]+%)(\s*,\s*(from|to|[\d.]+%))*", head.strip()))
        elif mark == "}" and stack:
            stack.pop()
    return found


def _each(paths: list[Path], check) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{line}" for path in paths for line in check(path.read_text(encoding="utf-8"))]


def test_pages_hold_no_inline_script_or_style():
    assert _each([path for path in templates() if path.suffix == ".html"], lambda text: Page(text).found) == []


def test_every_word_of_a_page_can_be_translated():
    assert _each(templates(), bare_words) == []


def test_nothing_is_loaded_from_elsewhere():
    files = [*templates(), *SRC.rglob("static/**/*.css"), *SRC.rglob("static/**/*.js")]
    assert _each(files, lambda text: [match[0] for match in OUTSIDE.finditer(text)]) == []


def test_style_sheets_are_old_enough():
    sheets = sorted(SRC.rglob("*.css"))
    assert _each(sheets, lambda text: [*too_new(text, TOO_NEW_CSS), *nested_rules(text)]) == []


def test_scripts_are_old_enough():
    assert _each(sorted(SRC.rglob("*.js")), lambda text: too_new(text, TOO_NEW_SCRIPT)) == []


def test_ids_in_a_template_are_unique():
    twice = []
    for path in templates():
        text = re.sub(r"\{%\s*if.*?\{%\s*endif\s*%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        ids = re.findall(r'\sid="([^"{}]+)"', text)
        twice += [f"{path.relative_to(ROOT)}: {name}" for name in {name for name in ids if ids.count(name) > 1}]
    assert twice == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        "<p style='color:red'>x</p>",
        "<style>p{}</style>",
        "<a onclick='go()'>x</a>",
        "<html><body></body></html>",
        "<img src='/x.png'>",
        "<div popover>x</div>",
    ],
)
def test_the_page_detector_sees_a_bad_sample(text):
    assert Page(text).found


def test_the_page_detector_lets_good_markup_pass():
    page = '<html lang="vi"><script src="/static/x.js" defer></script><img src="x" alt=""><p class="a">x</p></html>'
    assert Page(page).found == []


def test_the_word_detector_tells_wrapped_from_bare():
    assert bare_words("<p>Hồ sơ</p>") == ["1: <p>Hồ sơ</p>"]
    assert bare_words('<p>{% translate "Hồ sơ" %}</p>{# ghi chú #}') == []
    assert bare_words("{% blocktranslate with n=x %}Có {{ n }} hồ sơ{% endblocktranslate %}") == []


@pytest.mark.parametrize(
    "css",
    [
        ".a { &:hover { color: red } }",
        ".a { .b { color: red } }",
        "@container (min-width: 1px) {}",
        ".a { color: color-mix(in srgb, red, blue) }",
        "@media (width >= 600px) {}",
    ],
)
def test_the_style_detector_sees_a_new_feature(css):
    assert too_new(css, TOO_NEW_CSS) or nested_rules(css)


def test_the_style_detector_lets_old_features_pass():
    css = "@media (min-width: 600px) { .a:has(> b) { gap: 1rem } } @keyframes x { from { top: 0 } 50% { top: 1px } }"
    assert too_new(css, TOO_NEW_CSS) == nested_rules(css) == []


def test_the_script_detector_sees_a_new_feature():
    assert too_new("a.toSorted()", TOO_NEW_SCRIPT) and too_new("x.innerHTML = y", TOO_NEW_SCRIPT)
    assert too_new("/(?<=a)b/", TOO_NEW_SCRIPT) and too_new("// a.toSorted()", TOO_NEW_SCRIPT) == []
