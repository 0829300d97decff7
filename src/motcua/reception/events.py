"""What happens in citizen reception; ids and codes only, nobody's name."""

from dataclasses import dataclass

from motcua.journal.events import Event


@dataclass(frozen=True)
class DayPlanned(Event):
    """A day of reception was put into the schedule."""

    code: str
    on: str
    is_online: bool
    is_chair: bool
    state: str = "planned"


@dataclass(frozen=True)
class DayNoticed(Event):
    """Those concerned were told of an online session."""

    state: str


@dataclass(frozen=True)
class DayTested(Event):
    """The connection of an online session was tried with success."""

    state: str


@dataclass(frozen=True)
class DayHeld(Event):
    """The session took place, received by who had to."""

    state: str


@dataclass(frozen=True)
class DayCancelled(Event):
    """The session was cancelled, with a reason."""

    state: str


@dataclass(frozen=True)
class VisitWritten(Event):
    """A person was received and written into the register (Mẫu 03/TCD)."""

    code: str
    about: str
    state: str = "waiting"


@dataclass(frozen=True)
class PapersTaken(Event):
    """Papers were taken against a receipt (Mẫu 02/TCD)."""

    count: int
    state: str


@dataclass(frozen=True)
class VisitReplied(Event):
    """The result was given to the person."""

    state: str


@dataclass(frozen=True)
class VisitGuided(Event):
    """The person was shown to who is competent."""

    state: str


@dataclass(frozen=True)
class VisitRefused(Event):
    """The person was not received, on a ground of the law."""

    ground: str
    state: str


@dataclass(frozen=True)
class RefusalIssued(Event):
    """The written notice of refusal (Mẫu 01/TCD) was issued by the head."""

    number: int
    state: str
