"""Access log (nhật ký truy cập): who looked at whose personal data, append-only, written after the response.

Legal source: Luật BVDLCN 91/2025/QH15 and NĐ 356/2025/NĐ-CP (traces of access). It is not chained: a look changes
nothing, and a page must not wait for the chain; the digest of each day stands in its seal (`seals`).
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models

from motcua.journal.acting import Acting
from motcua.journal.events import check
from motcua.kernel.chain import canonical, digest
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import day_start

_COLLECTED = "_motcua_looks"


class Look(models.Model):
    """One look at the personal data of a subject."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField()
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    role = models.CharField(max_length=20)
    what = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["office_id", "subject_id", "at"], name="journal_look_subject"),
            models.Index(fields=["office_id", "at"], name="journal_look_at"),
        ]


def looked(by: Acting, office: UUID, subject: UUID, what: str, at: datetime) -> None:
    """Write down at once that the actor looked at `what` (a code: "phone", "dossier") of the subject."""
    _look(by, office, subject, what, at).save(force_insert=True)


def defer(request: object, by: Acting, office: UUID, subject: UUID, what: str, at: datetime) -> None:
    """Remember a look on the request; `flush` writes all of them when the response is out."""
    collected: list[Look] = request.__dict__.setdefault(_COLLECTED, [])
    look = _look(by, office, subject, what, at)
    seen = {(one.person_id, one.subject_id, one.what) for one in collected}
    if (look.person_id, look.subject_id, look.what) not in seen:
        collected.append(look)


def flush(request: object) -> int:
    """Write the looks remembered on the request in one statement and return how many there were."""
    holder: dict[str, Any] = request.__dict__
    looks: list[Look] = holder.pop(_COLLECTED, [])
    if looks:
        Look.objects.bulk_create(looks)
    return len(looks)


def of(subject: UUID, office: UUID, limit: int = 100) -> list[Look]:
    """Return the newest looks at the subject's data in the office."""
    return list(Look.objects.filter(office_id=office, subject_id=subject).order_by("-at", "-pk")[:limit])


def day_digest(office: UUID, day: date) -> tuple[int, str]:
    """Return how many looks the office's local day has and the SHA-256 of all of them, for the seal of the day."""
    begin, end = day_start(day), day_start(day + timedelta(days=1))
    columns = ("id", "subject_id", "person_id", "post_id", "role", "what", "at")
    found = Look.objects.filter(office_id=office, at__gte=begin, at__lt=end).order_by("pk").values(*columns)
    lines = [canonical(look) for look in found.iterator(1000)]
    return len(lines), digest("\n".join(lines))


def _look(by: Acting, office: UUID, subject: UUID, what: str, at: datetime) -> Look:
    check(what, "what")
    return Look(
        office_id=office, subject_id=subject, person_id=by.person, post_id=by.post, role=by.role, what=what, at=at
    )
