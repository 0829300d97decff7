"""The list of work (việc cần làm): one row per open task, kept by the acts; lists of work read nothing else.

A row goes when its task is done; what was done stands in the journal and in the steps. Legal source of each due
moment: domain brief 1.3(2), 1.4 and the internal route.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.dossier import Dossier
from motcua.kernel import page_cursor
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office
from motcua.office.posts import Post


class TaskKind(models.TextChoices):
    """What a post has to do."""

    CHECK = "check", _("Kiểm tra, tiếp nhận")
    TRANSFER = "transfer", _("Chuyển xử lý")
    STEP = "step", _("Thực hiện bước")
    SIGN = "sign", _("Xem, ký duyệt")
    ISSUE = "issue", _("Phát hành kết quả")
    HAND_OVER = "hand_over", _("Trả kết quả")
    REVIEW_SUPPLEMENT = "review_supplement", _("Xem phần bổ sung")
    WITHDRAWAL = "withdrawal", _("Trả lời yêu cầu rút")
    CORRECTION = "correction", _("Xem, ký đính chính kết quả")
    OBLIGATION = "obligation", _("Xác nhận nghĩa vụ tài chính")
    OPINION = "opinion", _("Theo dõi ý kiến, xác minh")


class Task(models.Model):
    """One open task: `office` is the holder's, `dossier_office` the receiving one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="tasks")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=TaskKind.choices)
    step_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "post", "due_at", "id"], name="task_by_post_and_due")]
        constraints = [
            models.UniqueConstraint(fields=["office", "dossier", "post", "kind"], name="task_once_per_post_and_kind")
        ]


def open_task(
    dossier: Dossier, post_id: UUID, kind: TaskKind, *, due_at: datetime, at: datetime, step_id: UUID | None = None
) -> Task:
    """Return a new open task of a post of the receiving office; it becomes the dossier's accountable holder."""
    dossier.holder_post_id = post_id
    dossier.is_held_by_applicant = False
    return Task.objects.create(
        office_id=dossier.office_id,
        dossier_office_id=dossier.office_id,
        dossier=dossier,
        post_id=post_id,
        kind=kind,
        step_id=step_id,
        opened_at=at,
        due_at=due_at,
    )


def clear(dossier: Dossier, *kinds: TaskKind) -> int:
    """Return how many open tasks of these kinds (all, when none is named) were taken off the list."""
    tasks = Task.objects.filter(dossier_office_id=dossier.office_id, dossier=dossier)
    if kinds:
        tasks = tasks.filter(kind__in=kinds)
    return tasks.delete()[0]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of the list begins: after this due moment and row."""

    due_at: datetime
    id: UUID


def of_post(
    office_id: UUID, post_id: UUID, *, kind: str = "", after: Cursor | None = None, limit: int = 50
) -> list[Task]:
    """Return the next tasks of the post, the most urgent first, with what a row of the list shows; one query."""
    tasks = Task.objects.filter(office_id=office_id, post_id=post_id)
    if kind:
        tasks = tasks.filter(kind=kind)
    if after is not None:
        tasks = tasks.filter(models.Q(due_at__gt=after.due_at) | models.Q(due_at=after.due_at, id__gt=after.id))
    return list(
        tasks.select_related("dossier", "dossier__applicant", "dossier__version__procedure").order_by("due_at", "id")[
            :limit
        ]
    )


def write_cursor(last: Task) -> str:
    """Return where the page after this task begins, as text for an address."""
    return page_cursor.write(last.due_at, last.pk)


def read_cursor(text: str) -> Cursor | None:
    """Return the place that an address names; one that was tampered with means the first page."""
    place = page_cursor.read(text)
    return Cursor(*place) if place else None


def counts(office_id: UUID, post_id: UUID, at: datetime) -> dict[str, int]:
    """Return how many open tasks the post has of each kind, and how many are past their moment ("late"); one query."""
    rows = (
        Task.objects.filter(office_id=office_id, post_id=post_id)
        .values("kind")
        .annotate(n=models.Count("id"), late=models.Count("id", filter=models.Q(due_at__lt=at)))
    )
    found: dict[str, int] = {"late": 0}
    for row in rows:
        found[row["kind"]] = row["n"]
        found["late"] += row["late"]
    return found
