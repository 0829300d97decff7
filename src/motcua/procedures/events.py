"""What happens to procedures: opened, closed, completed; a pack was loaded."""

from dataclasses import dataclass
from uuid import UUID

from motcua.journal.events import Event


@dataclass(frozen=True)
class ProcedureOpened(Event):
    """An office began to take in dossiers under a version."""

    procedure_code: str
    version_id: UUID


@dataclass(frozen=True)
class VersionFollowed(Event):
    """A version that the office has taken in dossiers under ends, because another follows it."""

    procedure_code: str
    version_id: UUID
    next_version_id: UUID


@dataclass(frozen=True)
class ProcedureClosed(Event):
    """An office stopped taking in dossiers under a version."""

    procedure_code: str
    version_id: UUID


@dataclass(frozen=True)
class ProcedureCompleted(Event):
    """A steward filled what the national row leaves unknown; a version carries it."""

    procedure_code: str
    version_id: UUID
    fields: list[str]
