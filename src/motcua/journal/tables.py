"""What the tables are to the journal (bảng dữ kiện): facts that entries vouch for, or something else with a reason.

`wiring.TABLES` names every table of the product; `docs/rules/facts.md` is generated from it.
"""

from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """What a table is to the journal."""

    FACT = "fact"  # every row is told of by an entry; a row that none tells of was put in behind its back
    BOUND = "bound"  # a row is a fact from the entry on that tells of it; before, it may come and go
    CHAIN = "chain"  # the journal itself, proven by its links and seals
    CACHE = "cache"  # made of facts, and can be made again
    WORK = "work"  # what the machine needs to do its work
    REFERENCE = "reference"  # the law and the map of the country, the same for every office


class Table(NamedTuple):
    """The standing of one table and why it is so.

    `check` is a dotted path to `(rows) → {key: words}`, which compares rows told of with what lies elsewhere (files).
    """

    standing: Standing
    why: str
    check: str = ""
