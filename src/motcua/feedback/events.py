"""What happens in feedback; a rating's entry names the rating, never the dossier: it is anonymous."""

from dataclasses import dataclass

from motcua.journal.events import Event


@dataclass(frozen=True)
class Rated(Event):
    """Somebody rated the service."""

    rating_id: str
    subject_type: str
    score: int


@dataclass(frozen=True)
class PetitionReceived(Event):
    """A petition was taken in, by whichever means."""

    code: str
    means: str
    about: str
    state: str = "received"


@dataclass(frozen=True)
class PetitionClassified(Event):
    """The office answers it itself: what it is about and which post holds it."""

    about: str
    is_complex: bool
    post_id: str
    state: str


@dataclass(frozen=True)
class PetitionForwarded(Event):
    """It was forwarded to the competent agency by a numbered letter."""

    number: int  # of the letter, in its year
    state: str


@dataclass(frozen=True)
class PetitionExplained(Event):
    """The agency's explanation was passed on to the sender."""

    state: str


@dataclass(frozen=True)
class PetitionReplied(Event):
    """The sender was answered."""

    state: str


@dataclass(frozen=True)
class PetitionPublished(Event):
    """What was asked and answered was published, without the sender."""

    state: str


@dataclass(frozen=True)
class PetitionClosed(Event):
    """It ended without publishing, with a reason."""

    state: str


@dataclass(frozen=True)
class PetitionDeclined(Event):
    """It was not considered, with a reason."""

    state: str
