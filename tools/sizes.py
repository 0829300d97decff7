"""Counts the code: lines by room, the 95th percentile and the longest files: `make figures`."""

import sys
from collections import Counter
from pathlib import Path

from tools import project_files

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "motcua"


def lines(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def percentile_95(lengths: list[int]) -> int:
    """Return the length that 19 of 20 do not exceed."""
    ordered = sorted(lengths)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)] if ordered else 0


def tracked(*suffixes: str) -> list[Path]:
    """Return the project's own files with one of the suffixes; migrations are Django's."""
    return [path for path in project_files.own(*suffixes) if "migrations" not in path.parts]


def main() -> int:
    """Print the figures as a Markdown table."""
    counted = {path: lines(path) for path in tracked(".py")}
    ours = {path: length for path, length in counted.items() if path.is_relative_to(SRC)}
    rooms = Counter[str]()
    for path, length in ours.items():
        rooms[path.relative_to(SRC).parts[0].removesuffix(".py")] += length
    print("| Phần | Dòng |\n|---|---:|")
    for room, length in rooms.most_common():
        print(f"| {room} | {length:,} |")
    print(f"| **src/motcua (Python)** | **{sum(ours.values()):,}** |")
    for name, folder in (("tests", ROOT / "tests"), ("tools", ROOT / "tools"), ("benchmarks", ROOT / "benchmarks")):
        print(f"| {name} | {sum(n for path, n in counted.items() if path.is_relative_to(folder)):,} |")
    for suffix in (".html", ".css", ".js", ".typ"):
        print(f"| {suffix} | {sum(map(lines, tracked(suffix))):,} |")
    print(f"\nTệp Python trong src: {len(ours)}; p95 = {percentile_95(list(ours.values()))} dòng. Dài nhất:")
    for path, length in sorted(ours.items(), key=lambda pair: -pair[1])[:5]:
        print(f"- {path.relative_to(ROOT).as_posix()}: {length}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
