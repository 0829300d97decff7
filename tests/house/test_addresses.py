"""Nothing in the project belongs to one machine: no registry or index address, no path of a checkout, no secret."""

import re
from pathlib import Path

from tests.house.source import ROOT, tracked

# Written in pieces, so that this page does not hold what it forbids.
REGISTRIES = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("registry", "yarnpkg"),
            ("deb", "debian", "org"),
            ("crates", "io"),
            ("proxy", "golang", "org"),
        ]
    )
)
INDEX_OPTION = re.compile(r"(--(extra-)?index-url|--find-links)[= ]+\S|(EXTRA_)?INDEX_URL\s*=\s*\S")
PRIVATE_KEY = re.compile("-----BEGIN " + r"[A-Z ]*PRIVATE KEY-----")
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z]\w+/|(?<![\w.])/" + r"root/|[A-Z]:\\Users\\")
EVERYBODY_HAS = {
    Path("/"),
    *(Path("/", *parts.split()) for parts in ("tmp", "home", "srv", "opt", "var", "usr", "usr src")),
}


def own(*folders: Path) -> list[str]:
    """Return those of the folders that nobody else has, as they would stand in a text."""
    return [f"{folder}/" for folder in folders if folder not in EVERYBODY_HAS]


HERE = own(ROOT.parent, Path.home())


def wrong(text: str, here: list[str] = HERE) -> list[str]:
    """Return what in a text belongs to one machine or one registry."""
    found = [pattern.search(text) for pattern in (REGISTRIES, INDEX_OPTION, PRIVATE_KEY, MACHINE)]
    return [match[0] for match in found if match] + [path for path in here if path in text]


def test_nothing_belongs_to_one_machine_or_one_registry():
    found = []
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" in raw[:8000]:
            continue
        found += [f"{path.relative_to(ROOT)}: {what}" for what in wrong(raw.decode("utf-8", "replace"))]
    assert found == []


def test_locks_carry_hashes_and_no_addresses():
    for path in (ROOT / "requirements").glob("*.lock"):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\n]*==", text, flags=re.MULTILINE)
        assert "://" not in text
        assert pins and len(re.findall(r"\\\n\s+--hash=sha256:", text)) >= len(pins), path.name


def test_every_listed_package_is_locked():
    for listed in (ROOT / "requirements").glob("*.in"):
        locked = listed.with_suffix(".lock").read_text(encoding="utf-8").lower()
        names = re.findall(r"^([A-Za-z0-9][\w.\-]*)", listed.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert [name for name in names if not re.search(rf"^{re.escape(name.lower())}==", locked, re.MULTILINE)] == []


def test_the_detector_sees_bad_samples():
    assert wrong("https://" + ".".join(("files", "pythonhosted", "org")) + "/x.whl")
    assert wrong("open('/work-of-binh/shared/x')", own(Path("/work-of-binh"), Path("/usr"))) == ["/work-of-binh/"]
    assert wrong("pip install --index-" + "url x")
    assert wrong("/home/" + "binh/x")
    assert wrong("docs/home/page.md and /usr/bin/python3") == []
