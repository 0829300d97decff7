"""Confidants (vị trí được xem danh tính người tố cáo): posts that the head named, each from day to day."""

from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.feedback.events import ConfidantEnded, ConfidantNamed
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import nfc
from motcua.office import posts, rights
from motcua.office.matters import NoSuchMatter, need
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.rights import Capability


class BadStretch(Refused):
    """The grant ends before it begins, or has begun in the past."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Ngày cho phép phải từ hôm nay trở đi, và ngày hết phải sau ngày bắt đầu."))


class Confidant(models.Model):
    """One post that may see denouncers, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    basis = models.CharField(max_length=300)

    class Meta:
        ordering = ["from_on", "id"]
        indexes = [models.Index(fields=["office", "post"], name="confidant_by_post")]


@transaction.atomic
def name(post_id: UUID, *, from_on: date, to_on: date, basis: str, by: Acting, at: datetime) -> Confidant:
    """Let the post see denouncers in these days; only the head may. Raises NotAllowed, BadStretch, NoSuchMatter."""
    rights.require(by, Capability.NAME_CONFIDANTS, local_day(at))
    if from_on < local_day(at) or to_on < from_on:
        raise BadStretch
    if post_id not in {post.pk for post in posts.of_office(by.office)}:
        raise NoSuchMatter
    row = Confidant.objects.create(
        office_id=by.office, post_id=post_id, from_on=from_on, to_on=to_on, basis=need(nfc(basis), _("căn cứ"), 300)
    )
    event = ConfidantNamed(post_id=str(post_id), from_on=from_on.isoformat(), to_on=to_on.isoformat())
    entries.record(event, office=by.office, subject=row.pk, by=by, at=at, facts=(row,))
    return row


@transaction.atomic
def end(confidant_id: UUID, *, by: Acting, at: datetime) -> Confidant:
    """End the grant before today; raises NotAllowed or NoSuchMatter."""
    rights.require(by, Capability.NAME_CONFIDANTS, local_day(at))
    row = Confidant.objects.select_for_update().filter(office_id=by.office, pk=confidant_id).first()
    if row is None:
        raise NoSuchMatter
    # The day itself still counts as granted in the log of looks, so the last day is yesterday.
    row.to_on = min(row.to_on, date.fromordinal(local_day(at).toordinal() - 1))
    row.save(update_fields=["to_on"])
    event = ConfidantEnded(post_id=str(row.post_id), to_on=row.to_on.isoformat())
    entries.record(event, office=by.office, subject=row.pk, by=by, at=at, facts=(row,))
    return row


def is_named(by: Acting, at: datetime) -> bool:
    """Tell whether the actor's post may see denouncers on the day; one query."""
    day = local_day(at)
    rows = Confidant.objects.filter(office_id=by.office, from_on__lte=day, to_on__gte=day)
    return by.post is not None and rows.filter(post_id=by.post).exists()


def of_office(office_id: UUID) -> list[Confidant]:
    """Return every grant of the office, the newest first, with its post; one query."""
    rows = Confidant.objects.filter(office_id=office_id).select_related("post")
    return list(rows.order_by("-from_on", "-id"))
