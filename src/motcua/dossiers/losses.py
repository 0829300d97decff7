"""Losses (mất hồ sơ, giấy tờ): what was lost, in whose hands, and how it was made good at the agency's cost.

A loss is watched apart from the dossier's status until it is settled, also when the dossier has long ended. Legal
source: NĐ 61/2018 Điều 21 as carried on by NĐ 118/2025: find who is responsible, pay, apologise (domain brief 1.5).
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.dossiers import access, components
from motcua.dossiers.components import DossierComponent
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import LossOverdue, LossReported, LossSettled
from motcua.dossiers.record import note
from motcua.dossiers.watch import next_opening
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.office import rights, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.office.staff import Staff

# Whoever may check, decide about losses or correct may say that something was lost.
REPORTERS = (Capability.CHECK, Capability.SETTLE_LOSS, Capability.CORRECT)


class LossUnclear(Refused):
    """A loss says what was lost and in whose hands."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi rõ giấy tờ nào bị mất và chọn vị trí đang giữ khi mất."))


class RemedyMissing(Refused):
    """A loss is settled by an apology and a remedy at the agency's cost."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Hãy ghi đã xin lỗi thế nào, đã khắc phục thế nào và cơ quan đã chi bao nhiêu (0 nếu không tốn).")
        )


class NoSuchLoss(Refused):
    """There is no such open loss."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không có vụ mất giấy tờ này đang chờ xử lý. Hãy tải lại danh sách."))


class Loss(models.Model):
    """One loss and how it was made good."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="losses")
    component = models.ForeignKey(DossierComponent, on_delete=models.PROTECT, related_name="+", null=True)
    what = models.CharField(max_length=300)
    responsible = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")  # who held it when it was lost
    reported_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_moment_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)
    apology = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)
    cost = models.PositiveBigIntegerField(null=True)  # đồng, borne by the agency

    class Meta:
        ordering = ["reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False, next_moment_at=None)
                | Q(settled_at=None, next_moment_at__isnull=False),
                name="open_loss_is_watched",
            )
        ]
        indexes = [
            models.Index(fields=["office", "due_at"], condition=Q(settled_at=None), name="loss_open"),
            models.Index(fields=["next_moment_at"], condition=Q(next_moment_at__isnull=False), name="loss_by_moment"),
        ]


@transaction.atomic
def report(
    dossier_id: UUID, *, what: str, responsible: UUID | None, component: UUID | None = None, by: Acting, at: datetime
) -> Loss:
    """Write down that a paper or the whole dossier was lost, and which post held it; from now on it is watched."""
    day = local_day(at)
    to = next((one for one in REPORTERS if rights.may(by, one, day)), Capability.CHECK)
    dossier = access.lock(dossier_id, by=by, at=at, to=to)
    post = Post.objects.filter(office_id=dossier.office_id, pk=responsible).first() if responsible else None
    if post is None or by.person is None or not what.strip():
        raise LossUnclear
    limit = clock.Limit.parse(settings_dated.value(dossier.office_id, "loss_limit", day))
    due_at = clock.promise(limit, at, calendar_of(dossier.office_id)).due_at or at
    loss = Loss.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        component=components.find(dossier, component) if component else None,
        what=what.strip()[:300],
        responsible=post,
        reported_by_id=by.person,
        reported_at=at,
        due_at=due_at,
        next_moment_at=due_at,
    )
    event = LossReported(loss_id=str(loss.pk), post_id=str(post.pk))
    note(dossier, event, by=by, at=at, facts=(loss,), private={"what": loss.what})
    return loss


@transaction.atomic
def settle(loss_id: UUID, *, apology: str, remedy: str, cost: int | None, by: Acting, at: datetime) -> Loss:
    """Say how the agency apologised, what it did and what that cost it; the applicant is told."""
    dossier_id = Loss.objects.filter(office_id=by.office, pk=loss_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NoSuchLoss
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.SETTLE_LOSS)
    loss = Loss.objects.get(office_id=dossier.office_id, pk=loss_id)
    if loss.settled_at is not None:
        raise NoSuchLoss
    if not apology.strip() or not remedy.strip() or cost is None or cost < 0:
        raise RemedyMissing
    loss.settled_at, loss.settled_by_id, loss.next_moment_at = at, by.person, None
    loss.apology, loss.remedy, loss.cost = apology.strip()[:500], remedy.strip()[:500], cost
    loss.save()
    told = {"apology": loss.apology, "remedy": loss.remedy}
    note(dossier, LossSettled(loss_id=str(loss.pk), cost=cost), by=by, at=at, facts=(loss,), private=told)
    return loss


def watch(at: datetime) -> int:
    """Return how many losses passed their watched moment unsettled; each is journalled and watched again."""
    due = Loss.objects.filter(next_moment_at__lte=at).order_by("next_moment_at").values_list("pk", "office_id")
    return sum(_pass_by(loss_id, office_id, at) for loss_id, office_id in list(due))


@transaction.atomic
def _pass_by(loss_id: UUID, office_id: UUID, at: datetime) -> bool:
    loss = Loss.objects.select_for_update().filter(pk=loss_id, office_id=office_id).first()
    if loss is None or loss.next_moment_at is None or loss.next_moment_at > at:
        return False
    loss.next_moment_at = next_opening(calendar_of(office_id), at)
    loss.save(update_fields=["next_moment_at"])
    event = LossOverdue(loss_id=str(loss.pk))
    note(loss.dossier, event, by=Acting.system(office_id), at=at, facts=(loss,))
    return True


def open_ones(office_id: UUID, limit: int = 200) -> list[Loss]:
    """Return the losses that nobody has made good yet, the most urgent first, with dossier and post; one query."""
    rows = Loss.objects.filter(office_id=office_id, settled_at=None)
    return list(rows.select_related("dossier", "responsible", "reported_by").order_by("due_at", "id")[:limit])


def of_dossier(dossier: Dossier) -> list[Loss]:
    """Return every loss of the dossier, in order."""
    rows = Loss.objects.filter(office_id=dossier.office_id, dossier=dossier)
    return list(rows.select_related("responsible", "settled_by"))
