"""Events (sự kiện nghiệp vụ): what may stand in the journal. No personal data and no free text in it.

An event is a frozen dataclass of ids, short codes, moments, whole numbers, yes or no, and lists of those. Personal
values go beside it as `private` (a commitment in the chain, the value in an erasable row). Luật BVDLCN 91/2025/QH15.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

CODE = re.compile(r"[A-Za-z0-9._:/-]{0,64}")
# Nine digits and more without a mark are a phone, an identity card, a personal number or an account.
PERSONAL_DIGITS = re.compile(r"[0-9]{9,}")

_registry: dict[str, type["Event"]] = {}


class NotForTheJournal(TypeError):
    """A value may not stand in the journal: free text, a personal number, a float or something unknown."""


def check(value: object, where: str) -> None:
    """Raise NotForTheJournal unless the value is an id, code, moment, number, yes or no, or a list or map of those."""
    if value is None or isinstance(value, bool | int | UUID | date):
        if isinstance(value, datetime) and value.tzinfo is None:
            raise NotForTheJournal(f"{where}: a moment without a time zone")
        return
    if isinstance(value, str):
        if not CODE.fullmatch(value):
            raise NotForTheJournal(f"{where}: only codes of up to 64 letters, digits and . _ : / - may stand here")
        if PERSONAL_DIGITS.fullmatch(value):
            raise NotForTheJournal(f"{where}: looks like a personal number; give it as `private`")
    elif isinstance(value, list | tuple):
        for item in value:
            check(item, where)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            check(key if isinstance(key, str) else object(), f"{where} key")
            check(item, f"{where}.{key}")
    else:
        raise NotForTheJournal(f"{where}: {type(value).__name__} may not stand in the journal")


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense; its NAME is "<package>.<Class>" ("dossiers.Submitted")."""

    NAME: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        parts = cls.__module__.split(".")
        is_ours = parts[0] == "motcua" and len(parts) > 1
        cls.NAME = f"{parts[1] if is_ours else parts[0]}.{cls.__name__}"
        if is_ours:
            known = _registry.setdefault(cls.NAME, cls)
            if known.__module__ != cls.__module__:
                raise TypeError(f"two events are named {cls.NAME}")
            _registry[cls.NAME] = cls  # slots=True makes the class a second time

    def __post_init__(self) -> None:
        for field in fields(self):
            check(getattr(self, field.name), f"{self.NAME}.{field.name}")

    def values(self) -> dict[str, object]:
        """Return the fields by name, as they are written into the chain."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def registered() -> dict[str, type[Event]]:
    """Return every event class of the product by its name; a package's are known once its events.py is imported."""
    return dict(_registry)


@dataclass(frozen=True)
class DetailsErased(Event):
    """Personal values of past entries were erased lawfully: entry id → names of the values."""

    erased: dict[str, list[str]]
    basis: str


@dataclass(frozen=True)
class JobRetried(Event):
    """A job that had stopped was started again by hand."""

    job_id: str
    job_name: str


@dataclass(frozen=True)
class ClockConfirmed(Event):
    """A person at the console said that the machine's clock is right, although the newest entry made it doubtful."""

    newest_at: str
    clock_at: str


@dataclass(frozen=True)
class DaySealed(Event):
    """A local day of the office was sealed; the fingerprint is the seal's SHA-256."""

    seal_id: str
    day: date
    number: int
    fingerprint: str


@dataclass(frozen=True)
class SealStamped(Event):
    """A seal got the time stamp of an authority of its own."""

    seal_id: str
    number: int
    stamped_at: datetime
