"""Erasure (xóa dữ liệu cá nhân hợp pháp): personal values of past entries go, the chain stays whole.

The act itself is recorded in the chain.

Legal source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (right to erasure, end of the storage period). Verification then
says "đã xóa hợp pháp", not "bị sửa".
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.chain import Detail, Entry
from motcua.journal.events import DetailsErased
from motcua.journal.refusals import Refused
from motcua.journal.roles import ERASE


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
    found = Detail.objects.select_related("entry").filter(chosen, office_id=office)
    details = list(found.order_by("entry__seq", "name"))
    if not details:
        raise NothingToErase
    erased: dict[str, list[str]] = {}
    for detail in details:
        erased.setdefault(str(detail.entry_id), []).append(detail.name)
    about = subject or details[0].entry.subject_id
    event = DetailsErased(erased=erased, basis=basis)
    written = entries.record(event, office=office, subject=about, by=by, at=at, facts=facts)
    _remove(written, details)
    return written


def _remove(written: Entry, details: list[Detail]) -> None:
    """Remove what the entry names; where the application may not delete, the owner's function does it (`roles`)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'DELETE')", [Detail._meta.db_table])
            if not cursor.fetchone()[0]:
                cursor.execute(f"SELECT {ERASE}(%s)", [written.pk])
                return
    Detail.objects.filter(office_id=written.office_id, pk__in=[detail.pk for detail in details]).delete()
