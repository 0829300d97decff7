"""Invariants (điều luôn phải đúng): proved dossier by dossier, naming the offender otherwise.

Every open dossier has exactly one accountable holder, a watched next moment and a reason; a post that holds it has an
open task; every status equals what the journal says; a running clock has a due date, the one last promised by law; one
that stands has a hold and no date, and one that has not started has none either. What a status says
stands beside it (`turns`): an open request, obligation or withdrawal, one live result, a closed gate while it is
corrected; and no lost paper is unwatched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.dossiers import turns
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.holds import Hold
from motcua.dossiers.opinions import Opinion
from motcua.dossiers.promises import Promise, PromiseKind
from motcua.dossiers.status import CLOCK_RUNS, FINAL, Status
from motcua.dossiers.turns import Beside
from motcua.dossiers.worklist import Task
from motcua.journal.chain import Entry

BATCH = 500


@dataclass(frozen=True, slots=True)
class Broken:
    """One offender: which dossier, which rule, in Vietnamese."""

    code: str
    words: str


def count(office_id: UUID) -> tuple[int, int]:
    """Return how many dossiers of the office are open, and how many there are."""
    rows = Dossier.objects.filter(office_id=office_id)
    return rows.filter(void_at=None).exclude(status__in=FINAL).count(), rows.count()


def check(office_id: UUID) -> Iterator[Broken]:
    """Yield every broken invariant of the office, in batches; nothing is changed."""
    after: UUID | None = None
    while True:
        rows = Dossier.objects.filter(office_id=office_id).select_related("version").order_by("pk")
        batch = list(rows.filter(pk__gt=after)[:BATCH] if after else rows[:BATCH])
        if not batch:
            return
        after = batch[-1].pk
        yield from _batch(office_id, batch)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What stands beside the dossiers of a batch."""

    journalled: dict[UUID, int]
    task_posts: dict[UUID, set[UUID]]
    held: dict[UUID, datetime]  # since when
    promised: dict[UUID, datetime | None]
    left_out: set[UUID]  # a question to another agency whose time does not count
    beside: Beside


def _batch(office_id: UUID, batch: list[Dossier]) -> Iterator[Broken]:
    ids = [row.pk for row in batch]
    facts = _Facts(_statuses(office_id, ids), {}, {}, {}, set(), turns.read(office_id, ids))
    tasks = Task.objects.filter(dossier_office_id=office_id, dossier_id__in=ids)
    for dossier_id, post_id in tasks.values_list("dossier_id", "post_id"):
        facts.task_posts.setdefault(dossier_id, set()).add(post_id)
    holds = Hold.objects.filter(office_id=office_id, dossier_id__in=ids, to_at=None)
    facts.held.update(holds.values_list("dossier_id", "from_at"))
    waiting = Opinion.objects.filter(office_id=office_id, dossier_id__in=ids, ended_at=None, hold__isnull=False)
    facts.left_out.update(waiting.values_list("dossier_id", flat=True))
    promises = Promise.objects.filter(office_id=office_id, dossier_id__in=ids).exclude(kind=PromiseKind.APOLOGY)
    facts.promised.update(promises.order_by("given_at", "id").values_list("dossier_id", "due_at"))
    for row in batch:
        for words in _of_one(row, facts):
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


def _of_one(row: Dossier, facts: _Facts) -> Iterator[str]:
    journalled = facts.journalled.get(row.pk)
    task_posts = facts.task_posts.get(row.pk, set())
    if journalled is None:
        yield "không có bản ghi nhật ký nào nói trạng thái"
    elif journalled != row.status:
        yield f"trạng thái {row.status} khác nhật ký ({journalled})"
    yield from turns.broken(row, facts.beside)
    if row.void_at is not None or row.status in FINAL:
        if task_posts:
            yield "đã kết thúc nhưng còn việc trong danh sách"
        if row.next_moment_at is not None:
            yield "đã kết thúc nhưng còn mốc chờ"
        if row.pk in facts.held:
            yield "đã kết thúc nhưng đồng hồ còn tạm dừng"
        return
    if row.is_held_by_applicant == (row.holder_post_id is not None):
        yield "không có đúng một người chịu trách nhiệm"
    if row.next_moment_at is None:
        yield "không có mốc thời gian theo dõi"
    if not row.reason:
        yield "không có lý do để người dân đọc"
    if row.holder_post_id and row.holder_post_id not in task_posts:
        yield "vị trí chịu trách nhiệm không có việc trong danh sách"
    yield from _of_its_clock(row, facts)


def _of_its_clock(row: Dossier, facts: _Facts) -> Iterator[str]:
    if row.status == Status.REGISTERED and row.accepted_at is not None:
        yield "mới đăng ký nhưng đã có giờ tiếp nhận"
    if row.pk in facts.left_out:
        if row.status not in CLOCK_RUNS:
            yield "đang chờ ý kiến không tính vào thời hạn nhưng trạng thái không phải đang xử lý"
    elif row.status in CLOCK_RUNS and row.accepted_at is not None and row.clock_start is None:
        if row.due_at_original is not None or row.due_at_current is not None:
            yield "thời hạn chưa bắt đầu nhưng đã có ngày hẹn"
    elif row.status in CLOCK_RUNS:
        if row.due_at_original is None or row.due_at_current is None:
            yield "đồng hồ đang chạy nhưng không có ngày hẹn"
        elif row.due_at_original != facts.promised.get(row.pk):
            yield "ngày hẹn khác với lần hẹn sau cùng đã ghi"
        if row.pk in facts.held:
            yield "đồng hồ đang chạy nhưng còn khoảng tạm dừng chưa kết thúc"
    elif row.pk in facts.held and row.due_at_original is not None:
        # A date that had passed before the pause stays as it was promised: a pause hides no lateness.
        was_late = row.due_at_original == facts.promised.get(row.pk) and row.due_at_original < facts.held[row.pk]
        if not was_late:
            yield "đang tạm dừng nhưng vẫn còn ngày hẹn"
