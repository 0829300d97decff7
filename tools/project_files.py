"""The project's own files: by git where there is one, else by walking the tree without what .gitignore names."""

import shutil
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def own(*suffixes: str) -> tuple[Path, ...]:
    """Return the files of the project (tracked or about to be), by suffix; none given means all."""
    names = _by_git() if shutil.which("git") and (ROOT / ".git").exists() else _by_walking()
    return tuple(
        ROOT / name for name in sorted(names) if (not suffixes or name.endswith(suffixes)) and (ROOT / name).is_file()
    )


def _by_git() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [name for name in listed.stdout.decode().split("\0") if name]


def _by_walking() -> list[str]:
    """A fresh machine has no git: leave out what .gitignore names, and .git itself."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [line.strip().strip("/") for line in lines if line.strip() and not line.startswith("#")] + [".git"]
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not any(fnmatch(part, pattern) for part in parts for pattern in ignored):
            found.append("/".join(parts))
    return found
