"""The project's own source as data: modules with their trees, and the order in which packages may import."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools import project_files

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "motcua"

# The layers of docs/map.md, lowest first; packages of one layer are siblings and never import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("packs",),
    ("kernel",),
    ("journal",),
    ("office",),
    ("procedures",),
    ("papers",),
    ("dossiers",),
    ("certification", "fees", "reception", "notices", "feedback"),
    ("desk",),
    ("reports",),
    ("connectors",),
    ("wiring",),
    ("doors",),
    ("site",),
)
RANK = {package: rank for rank, layer in enumerate(LAYERS) for package in layer}


@dataclass(frozen=True)
class Module:
    """One Python file: where it is, how it is imported, the room it belongs to, its text and its tree."""

    path: Path
    name: str
    package: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, name: str, text: str) -> "Module":
        """Return a made-up module, for trying a detector on a bad sample."""
        parts = name.split(".")
        package = parts[1] if len(parts) > 1 else ""
        return cls(Path(*parts).with_suffix(".py"), name, package, text, ast.parse(text))

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote it."""
        return ".migrations" in self.name

    def at(self, node: ast.AST) -> str:
        """Return the place of a node as a reader would write it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@cache
def modules() -> tuple[Module, ...]:
    """Return every Python module of the package, migrations included."""
    found = []
    for path in sorted(SRC.rglob("*.py")):
        parts = ("motcua", *path.relative_to(SRC).with_suffix("").parts)
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        package = parts[1] if len(parts) > 1 and parts[1] != "__init__" else ""
        found.append(Module(path.relative_to(ROOT), name, package, text, ast.parse(text)))
    return tuple(found)


def written() -> list[Module]:
    """Return the modules that people wrote: everything but migrations."""
    return [module for module in modules() if not module.is_migration]


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for a chain of attributes on a name, else an empty text."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def tracked(*suffixes: str) -> tuple[Path, ...]:
    """Return the files of the project (tracked or about to be), by suffix; none given means all."""
    return project_files.own(*suffixes)
