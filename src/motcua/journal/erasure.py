"""Erasure (xóa dữ liệu cá nhân hợp pháp): personal values of past entries go, the chain stays whole.

The act itself is recorded in the chain.

Legal source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (right to erasure, end of the storage period). Verification then
says "đã xóa hợp pháp", not "bị sửa".
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.chain import Detail, Entry
from motcua.journal.events import DetailsErased
from motcua.journal.refusals import Refused


class NothingToErase(Refused):
    """No personal value is left in those entries."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không còn dữ liệu cá nhân nào để xóa trong các bản ghi này. Hãy kiểm tra lại."))


@transaction.atomic
def erase(
    *,
    office: UUID,
    by: Acting,
    at: datetime,
    basis: str,
    subject: UUID | None = None,
    entry: UUID | None = None,
    facts: Iterable[models.Model] = (),
) -> Entry:
    """Delete the personal values of a subject's entries, or of one entry, and return the entry that tells of it.

    `basis` is a code of the legal ground; `facts` the rows emptied in the same act, with what is left in them. The
    entries' fact digests lose their salt too: rows that are to stay verifiable are named in `facts`.
    Raises NothingToErase; ValueError unless exactly one of `subject` and `entry` is given.
    """
    if (subject is None) == (entry is None):
        raise ValueError("name a subject or an entry")
    chosen = models.Q(entry__subject_id=subject) if entry is None else models.Q(entry_id=entry)
    details = list(
        Detail.objects.select_for_update(of=("self",)).filter(chosen, office_id=office).order_by("entry__seq", "name")
    )
    if not details:
        raise NothingToErase
    erased: dict[str, list[str]] = {}
    for detail in details:
        erased.setdefault(str(detail.entry_id), []).append(detail.name)
    about = subject or details[0].entry.subject_id
    Detail.objects.filter(office_id=office, pk__in=[detail.pk for detail in details]).delete()
    return entries.record(
        DetailsErased(erased=erased, basis=basis), office=office, subject=about, by=by, at=at, facts=facts
    )
