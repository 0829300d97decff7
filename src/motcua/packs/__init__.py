"""The built-in packs: national data and illustrations that every installation begins with (docs/packs.md)."""

from pathlib import Path

# Load order: later packs refer to rows of earlier ones.
_ORDER = (
    "areas",
    "ethnic-groups",
    "calendar",
    "catalogue",
    "reviewed",
    "certification-reviewed",
    "eforms",
    "certification-eforms",
    "workflows",
    "certification",
)


def all_folders() -> list[Path]:
    """Return the folders of the built-in packs in the order in which they are to be loaded."""
    here = Path(__file__).resolve().parent
    return [here / name for name in _ORDER]
