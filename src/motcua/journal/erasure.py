"""Erasure (xóa dữ liệu cá nhân hợp pháp): personal values of past entries go, the chain stays whole.

The act itself is recorded in the chain.

Legal source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (right to erasure, end of the storage period). Verification then
says "đã xóa hợp pháp", not "bị sửa".
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal import facts as fact_rows
from motcua.journal.acting import Acting
from motcua.journal.chain import FACTS, Detail, Entry
from motcua.journal.events import DetailsErased
from motcua.journal.facts import Told
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
    empty: Callable[[], Iterable[models.Model]] | None = None,
) -> Entry:
    """Delete the personal values of a subject's entries, or of one entry, and return the entry that tells of it.

    `basis` is a code of the legal ground; `empty` takes what is personal out of the rows themselves and returns them.
    The entries' fact digests lose their salts too: the new entry tells of every row that they told of, as it is now. A
    row that was altered before is not vouched for: its salt stays, and verification goes on naming it. Not inside
    `one_act`. Raises NothingToErase; ValueError unless exactly one of `subject` and `entry` is given.
    """
    if (subject is None) == (entry is None):
        raise ValueError("name a subject or an entry")
    chosen = models.Q(entry__subject_id=subject) if entry is None else models.Q(entry_id=entry)
    found = Detail.objects.select_related("entry").filter(chosen, office_id=office)
    details = list(found.order_by("entry__seq", "name"))
    if not details:
        raise NothingToErase
    told = _told_by(list({detail.entry_id: detail.entry for detail in details}.values()))
    altered = fact_rows.wrong_rows(office, told)
    suspect = {told[one].entry for one in altered}
    details = [one for one in details if one.name != FACTS or one.entry_id not in suspect]
    emptied = [*facts, *(empty() if empty else ())]
    erased: dict[str, list[str]] = {}
    for detail in details:
        erased.setdefault(str(detail.entry_id), []).append(detail.name)
    about = subject or details[0].entry.subject_id
    event = DetailsErased(erased=erased, basis=basis)
    rows = [*emptied, *_as_they_are(told.keys() - altered.keys())]
    written = entries.record(event, office=office, subject=about, by=by, at=at, facts=rows)
    _remove(written, details)
    return written


def _told_by(chosen: list[Entry]) -> dict[tuple[str, str], Told]:
    """Return the newest telling of every row that the entries tell of, with the columns of its day."""
    told: dict[tuple[str, str], Told] = {}
    columns: dict[str, tuple[str, ...] | None] = {}
    for entry in sorted(chosen, key=lambda one: one.seq):
        body = entry.body
        for label, key, digest in body.get("facts", []):
            shape = body.get("shapes", {}).get(label, "")
            if shape not in columns:
                columns[shape] = _columns(entry.office_id, shape)
            told[label, key] = Told(digest, entry.pk, entry.seq, columns[shape])
    return told


def _columns(office: UUID, shape: str) -> tuple[str, ...] | None:
    telling = Entry.objects.filter(office_id=office, text__contains=f'"{shape}":[').order_by("seq").first()
    return tuple(telling.body["columns"][shape]) if telling and shape else None


def _as_they_are(keys: Collection[tuple[str, str]]) -> list[models.Model]:
    by_label: dict[str, list[str]] = {}
    for label, key in sorted(keys):
        by_label.setdefault(label, []).append(key)
    return [row for label, some in by_label.items() for row in fact_rows.rows_of(label, some).values()]


def _remove(written: Entry, details: list[Detail]) -> None:
    """Remove what the entry names; where the application may not delete, the owner's function does it (`roles`)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'DELETE')", [Detail._meta.db_table])
            if not cursor.fetchone()[0]:
                cursor.execute(f"SELECT {ERASE}(%s)", [written.pk])
                return
    Detail.objects.filter(office_id=written.office_id, pk__in=[detail.pk for detail in details]).delete()
