"""Who acts, in which post, in whose name: stands on every entry of the journal from the first."""

from dataclasses import dataclass
from uuid import UUID

CITIZEN = "citizen"
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Acting:
    """One actor at one moment: bare ids, because the ground knows no offices and no people.

    `role` is the kind of the post ("reception", "leader" …), "citizen" or "system".
    """

    person: UUID | None
    post: UUID | None
    office: UUID
    role: str
    on_behalf_of: UUID | None = None
    delegation: UUID | None = None

    @classmethod
    def system(cls, office: UUID) -> "Acting":
        """Return the machine itself acting for the office, as when a moment comes."""
        return cls(person=None, post=None, office=office, role=SYSTEM)

    @classmethod
    def citizen(cls, office: UUID, person: UUID | None) -> "Acting":
        """Return a citizen acting on a matter of the office; `person` may be unknown before filing."""
        return cls(person=person, post=None, office=office, role=CITIZEN)
