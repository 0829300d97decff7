"""The data packs that come with the project (`src/motcua/packs`), loaded in the order in which they need each other."""

import json
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command

from motcua.office.packs import KINDS

FOLDER = Path(__file__).resolve().parent.parent / "packs"


def folders() -> list[Path]:
    """Return the built-in packs, those that others refer to first."""
    described = [(json.loads(path.read_text(encoding="utf-8")), path.parent) for path in FOLDER.glob("*/pack.json")]
    return [folder for about, folder in sorted(described, key=lambda pair: (KINDS.index(pair[0]["kind"]), pair[1]))]


def load_all(say: Callable[[str], None]) -> None:
    """Load every built-in pack, saying which; a pack that is loaded already changes nothing."""
    for folder in folders():
        say(f"Nạp gói dữ liệu {folder.name}…")
        call_command("import_pack", str(folder), verbosity=0)
