"""Invariants: what must be true of every dossier, proved row by row, naming the offender otherwise.

Every open dossier has exactly one accountable holder, a watched next moment and a reason; a post that holds it has an
open task; every status equals what the journal says; an open dossier with a running clock has a due date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import CLOCK_RUNS, FINAL, Status
from motcua.dossiers.worklist import Task
from motcua.journal.entries import Entry

BATCH = 500


@dataclass(frozen=True, slots=True)
class Broken:
    """One offender: which dossier, which rule, in Vietnamese."""

    code: str
    words: str


def check(office_id: UUID) -> Iterator[Broken]:
    """Yield every broken invariant of the office, in batches; nothing is changed."""
    after: UUID | None = None
    while True:
        rows = Dossier.objects.filter(office_id=office_id).order_by("pk")
        batch = list(rows.filter(pk__gt=after)[:BATCH] if after else rows[:BATCH])
        if not batch:
            return
        after = batch[-1].pk
        yield from _batch(office_id, batch)


def _batch(office_id: UUID, batch: list[Dossier]) -> Iterator[Broken]:
    ids = [row.pk for row in batch]
    journalled = _statuses(office_id, ids)
    holders: dict[UUID, set[UUID]] = {}
    for dossier_id, post_id in Task.objects.filter(dossier_office_id=office_id, dossier_id__in=ids).values_list(
        "dossier_id", "post_id"
    ):
        holders.setdefault(dossier_id, set()).add(post_id)
    for row in batch:
        for words in _of_one(row, journalled.get(row.pk), holders.get(row.pk, set())):
            yield Broken(row.code, words)


def _statuses(office_id: UUID, ids: list[UUID]) -> dict[UUID, int]:
    """Fold the entries: the last one that says a status wins."""
    found: dict[UUID, int] = {}
    for entry in Entry.objects.filter(office_id=office_id, subject_id__in=ids, name__startswith="dossiers.").order_by(
        "seq"
    ):
        status = entry.event.get("status")
        if status is not None:
            found[entry.subject_id] = status
    return found


def _of_one(row: Dossier, journalled: int | None, task_posts: set[UUID]) -> Iterator[str]:
    if journalled is None:
        yield "không có bản ghi nhật ký nào nói trạng thái"
    elif journalled != row.status:
        yield f"trạng thái {row.status} khác nhật ký ({journalled})"
    if row.void_at is not None or row.status in FINAL:
        if task_posts:
            yield "đã kết thúc nhưng còn việc trong danh sách"
        if row.next_moment_at is not None:
            yield "đã kết thúc nhưng còn mốc chờ"
        return
    if row.is_held_by_applicant == (row.holder_post_id is not None):
        yield "không có đúng một người chịu trách nhiệm"
    if row.next_moment_at is None:
        yield "không có mốc thời gian theo dõi"
    if not row.reason:
        yield "không có lý do để người dân đọc"
    if row.holder_post_id and row.holder_post_id not in task_posts:
        yield "vị trí chịu trách nhiệm không có việc trong danh sách"
    if row.status in CLOCK_RUNS and row.due_at_original is None:
        yield "đồng hồ đang chạy nhưng không có ngày hẹn"
    if row.status == Status.REGISTERED and row.accepted_at is not None:
        yield "mới đăng ký nhưng đã có giờ tiếp nhận"
