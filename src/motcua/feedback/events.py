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


@dataclass(frozen=True)
class ComplaintEntered(Event):
    """A complaint was handed in."""

    code: str
    round: int
    is_remote: bool
    state: str = "received"


@dataclass(frozen=True)
class ComplaintMoved(Event):
    """A step was written into the register of complaints."""

    state: str


@dataclass(frozen=True)
class ComplaintTookEffect(Event):
    """The decision took effect by itself: its limit ended without a second complaint."""

    state: str


@dataclass(frozen=True)
class DenunciationEntered(Event):
    """A denunciation was handed in; its denouncer is sealed."""

    code: str
    is_wide: bool
    state: str = "received"


@dataclass(frozen=True)
class DenunciationMoved(Event):
    """A step was written into the register of denunciations."""

    state: str
    extensions: int


@dataclass(frozen=True)
class ConfidantNamed(Event):
    """The head let a post see denouncers, from a day to a day."""

    post_id: str
    from_on: str
    to_on: str


@dataclass(frozen=True)
class ConfidantEnded(Event):
    """The head ended such a grant."""

    post_id: str
    to_on: str


@dataclass(frozen=True)
class DenouncersSealedAnew(Event):
    """Every denouncer of the office was sealed anew with a new key."""

    count: int
