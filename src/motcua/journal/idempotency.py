"""Idempotency keys (khóa chống gửi trùng): the same request twice gives the first result, not a second dossier.

Every write from outside carries one (a form's token, an API header); a double click, a reload, a retry after a cut
line or a failover then finds what the first one made.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal import recording
from motcua.journal.refusals import Refused
from motcua.kernel.chain import digest
from motcua.kernel.identifiers import uuid7


class KeyUsedElsewhere(Refused):
    """The key was used for something else: a form was changed by hand or sent from a stale page."""

    def __init__(self) -> None:
        super().__init__(_("Biểu mẫu này đã được dùng cho một việc khác. Hãy mở lại trang từ đầu rồi làm lại."))


class IdempotencyKey(models.Model):
    """A key once used in an office, and what it made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField()
    key = models.CharField(max_length=64)  # its SHA-256: whatever a client sends fits
    purpose = models.CharField(max_length=40)
    result_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office_id", "key"], name="journal_key_once_per_office")]


@transaction.atomic
def once(office: UUID, key: str, purpose: str, make: Callable[[], UUID]) -> tuple[UUID, bool]:
    """Return (id of the result, whether it is new), calling `make` only for the first use of the key.

    A second caller at the same time waits for the first. When `make` refuses, the key stays unused.
    Raises KeyUsedElsewhere when the key made something of another purpose.
    """
    stored = digest(key)
    mine = IdempotencyKey(office_id=office, key=stored, purpose=purpose, created_at=recording.now())
    IdempotencyKey.objects.bulk_create([mine], ignore_conflicts=True)
    kept = IdempotencyKey.objects.get(office_id=office, key=stored)
    if kept.pk == mine.pk:
        kept.result_id = make()
        kept.save(update_fields=["result_id"])
        return kept.result_id, True
    if kept.purpose != purpose or kept.result_id is None:
        raise KeyUsedElsewhere
    return kept.result_id, False


def find(office: UUID, key: str) -> UUID | None:
    """Return what the key made in the office, None when it is unused."""
    return IdempotencyKey.objects.filter(office_id=office, key=digest(key)).values_list("result_id", flat=True).first()
