"""Invented people of the demo: names as they are given in the Central Highlands, numbers that belong to nobody.

Personal numbers begin with 999 (no province has that code); phones are 0900 0xx xxx, valid in form.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
KINH = 45  # of a hundred people of the demo commune; the others are of the peoples of data/names.json
AGES = {"any": (18, 78), "young": (19, 38), "old": (75, 92)}


@dataclass(frozen=True)
class Invented:
    """One person who does not exist."""

    full_name: str
    number: str
    born_on: str
    gender: str
    phone: str
    address: str

    @property
    def told(self) -> dict[str, str]:
        """The person as the counter takes down an applicant."""
        return {
            "full_name": self.full_name,
            "number": self.number,
            "born_on": self.born_on,
            "gender": self.gender,
            "phone": self.phone,
            "address": self.address,
        }


@cache
def data(name: str) -> dict[str, Any]:
    """Return one of the demo's lists."""
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


def invent(chance: Random, *, ages: str, year: int, commune: str) -> Invented:
    """Return an invented person of that age group in that year."""
    is_male = chance.random() < 0.5
    low, high = AGES[ages]
    born = year - chance.randint(low, high)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    century = (0 if born < 2000 else 2) + (0 if is_male else 1)
    number = f"999{century}{born % 100:02d}{chance.randrange(1_000_000):06d}"
    # Some elders know only the year.
    born_on = str(born) if born < 1955 and chance.random() < 0.4 else f"{born:04d}-{month:02d}-{day:02d}"
    return Invented(
        full_name=full_name(chance, is_male=is_male),
        number=number,
        born_on=born_on,
        gender="Nam" if is_male else "Nữ",
        phone=f"+849000{chance.randrange(100_000):05d}",
        address=f"{chance.choice(data('names')['villages'])}, {commune}",
    )


def full_name(chance: Random, *, is_male: bool) -> str:
    """Return a full name; many have no family name, and that is normal."""
    names = data("names")
    sex = "male" if is_male else "female"
    if chance.randrange(100) < KINH:
        families = names["family"]
        family = chance.choices([name for name, _ in families], [share for _, share in families])[0]
        return f"{family} {chance.choice(names[f'middle_{sex}'])} {chance.choice(names[f'given_{sex}'])}"
    peoples = names["highland"]
    one = chance.choices(peoples, [people["share"] for people in peoples])[0]
    pattern: str = chance.choice(one[sex])
    return pattern.format(given=chance.choice(one[f"{sex}_given"]), family=chance.choice(one.get("families", [""])))
