"""Editions of the forms (phiên bản mẫu phiếu): a new circular is a new folder of templates, with its dates.

`typst/<edition>/edition.json` names the legal source, from when to when it holds and the titles. Beside it lies all
that a slip of the edition is drawn from: the circular's forms, the house's own two slips, and the frame they share, so
that nothing done for a later circular changes how an older slip looks. Legal source of the present one: TT
03/2025/TT-VPCP Phụ lục I.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from motcua.papers import typesetting

FILES = {"01c": "mau01_chung", "ack": "acknowledgement", "ret": "hand_over"}


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its folder is its code; `valid_to` is the last day on which a new dossier takes it."""

    code: str
    legal_ref: str
    valid_from: date
    valid_to: date | None
    titles: dict[str, str]

    def title(self, form: str) -> str:
        """Return the title of a form: "01" … "07", "01c" (joint receipt), "ack" or "ret" (the house's own)."""
        return self.titles[form]

    def template(self, form: str) -> str:
        """Return the template that draws the form in this edition."""
        return f"{self.code}/{FILES.get(form, f'mau{form}')}"


@cache
def _read(folder: Path) -> tuple[Edition, ...]:
    found = []
    for path in folder.glob("*/edition.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        found.append(
            Edition(
                code=path.parent.name,
                legal_ref=told["legal_ref"],
                valid_from=date.fromisoformat(told["valid_from"]),
                valid_to=date.fromisoformat(told["valid_to"]) if told["valid_to"] else None,
                titles=told["titles"],
            )
        )
    return tuple(sorted(found, key=lambda edition: edition.valid_from))


def editions() -> tuple[Edition, ...]:
    """Return every edition, the oldest first."""
    return _read(typesetting.FOLDER)


def in_force(on: date) -> Edition:
    """Return the edition that a dossier of that day takes; before the first one, the first."""
    known = editions()
    begun = [edition for edition in known if edition.valid_from <= on]
    holding = [edition for edition in begun if edition.valid_to is None or on <= edition.valid_to]
    return (holding or begun or list(known[:1]))[-1]


def by_code(code: str) -> Edition:
    """Return the edition under which a paper was made; raises KeyError when its folder is gone."""
    for edition in editions():
        if edition.code == code:
            return edition
    raise KeyError(code)
