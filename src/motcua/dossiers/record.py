"""One journal entry per dossier touched: who, when, what, with the digests of the facts that the act wrote."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import models

from motcua.dossiers.dossier import Dossier
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.events import Event


def note(
    dossier: Dossier,
    event: Event,
    *,
    by: Acting,
    at: datetime,
    facts: Sequence[models.Model] = (),
    files: Sequence[str] = (),
    private: dict[str, str] | None = None,
    act: UUID | None = None,
) -> None:
    """Write the entry of an act upon the dossier; call it last, after every fact is saved."""
    entries.record(
        event,
        office=dossier.office_id,
        subject=dossier.pk,
        by=by,
        at=at,
        act=act,
        private=private,
        facts=(dossier, *facts),
        files=files,
    )
