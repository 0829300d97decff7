"""Lists of terms (danh sách thời hạn đang chạy): what a post, or the whole office, has to do, the most urgent first."""

from datetime import datetime
from uuid import UUID

from django.db import models

from motcua.kernel import page_cursor
from motcua.office.terms import Term


def of_post(
    office_id: UUID, post_id: UUID | None = None, *, after: str = "", limit: int = 50
) -> tuple[list[Term], str]:
    """Return a page of the running terms that the post holds (any, when none is named), and where the next goes on.

    The most urgent first; one query.
    """
    rows = Term.objects.filter(office_id=office_id, ended_at=None).select_related("post")
    if post_id is not None:
        rows = rows.filter(post_id=post_id)
    place = page_cursor.read(after)
    if place is not None:
        moment, pk = place
        rows = rows.filter(models.Q(due_at__gt=moment) | models.Q(due_at=moment, id__gt=pk))
    found = list(rows.order_by("due_at", "id")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return found[:limit], page_cursor.write(last.due_at, last.pk) if last else ""


def count_late(office_id: UUID, post_id: UUID | None, at: datetime) -> int:
    """Return how many running terms of the post (of any, when none is named) have passed; one query."""
    rows = Term.objects.filter(office_id=office_id, ended_at=None, due_at__lt=at)
    return (rows.filter(post_id=post_id) if post_id is not None else rows).count()
