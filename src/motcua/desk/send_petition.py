"""Sending a petition from the public page: the files laid ready before and the petition in one transaction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.desk.attach_file import FileGone
from motcua.feedback import petitions
from motcua.feedback.petitions import Means, Petition
from motcua.journal.acting import Acting
from motcua.office.offices import Office
from motcua.papers.storage import StoredFile


@transaction.atomic
def send(office: Office, *, file_ids: Collection[UUID], at: datetime, key: str, **told: Any) -> Petition:
    """Return the petition that a citizen sends; twice the same form gives one. Raises FileGone, else as `receive`."""
    files = list(StoredFile.objects.filter(office_id=office.pk, pk__in=file_ids).order_by("pk"))
    if len(files) < len(set(file_ids)):
        raise FileGone
    petition, _is_new = petitions.receive(
        office,
        means=Means.PORTAL,
        files=files,
        by=Acting.citizen(office.pk, None),
        at=at,
        key=f"public-petition:{key}",
        **told,
    )
    return petition
