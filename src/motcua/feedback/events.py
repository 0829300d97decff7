"""What happens in feedback; a rating's entry names the rating, never the dossier: it is anonymous."""

from dataclasses import dataclass

from motcua.journal.events import Event


@dataclass(frozen=True)
class Rated(Event):
    """Somebody rated the service."""

    rating_id: str
    subject_type: str
    score: int
