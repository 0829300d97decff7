"""Delivery (giao kết quả): where a result is on its way to its owner, apart from the business status; worked out.

Only the hand-over to the post is a fact of its own: from then on there is a number by which anyone can follow it.
Legal source: NĐ 118/2025 with QĐ 45/2016 on public postal services (domain brief 1.2, 1.6).
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access, gates, results, status, watch
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import ResultPosted
from motcua.dossiers.record import note
from motcua.dossiers.results import NoResult, Result, Way
from motcua.dossiers.worklist import Task, TaskKind
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability

ONLINE, POSTAL = 2, 3


class Delivery(models.TextChoices):
    """Where the result is."""

    AT_COUNTER = "at_counter", gettext_lazy("Chờ nhận tại quầy")
    TO_DOWNLOAD = "to_download", gettext_lazy("Chờ tải về")
    TO_POST = "to_post", gettext_lazy("Chờ gửi bưu chính")
    AT_POST = "at_post", gettext_lazy("Bưu chính đang phát")
    HANDED_OVER = "handed_over", gettext_lazy("Đã nhận tại quầy")
    DOWNLOADED = "downloaded", gettext_lazy("Đã tải về")
    DELIVERED = "delivered", gettext_lazy("Bưu chính đã phát")


class TrackingNumberMissing(Refused):
    """What goes by post is followed by its number."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy nhập mã vận đơn trên phiếu gửi của bưu chính."))


class PostedAlready(Refused):
    """The post has it already."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("Kết quả đã giao bưu chính, mã vận đơn %(number)s. Khi bưu chính báo đã phát, hãy ghi trả kết quả.")
            % {"number": number}
        )


@transaction.atomic
def post(dossier_id: UUID, *, tracking_number: str, by: Acting, at: datetime) -> Result:
    """Give the result to the post under its tracking number; it counts as returned when the post has delivered it.

    Raises IllegalMove, GateClosed, NoResult, TrackingNumberMissing or PostedAlready.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.HAND_OVER)
    status.check("return", dossier.status)
    gates.check(dossier)
    result = results.find(dossier)
    if result is None:
        raise NoResult
    number = tracking_number.strip()[:40]
    if not number:
        raise TrackingNumberMissing
    if result.posted_at is not None:
        raise PostedAlready(result.tracking_number)
    result.posted_at, result.tracking_number = at, number
    result.save(update_fields=["posted_at", "tracking_number"])
    limit = clock.Limit.parse(settings_dated.value(dossier.office_id, "post_wait", dossier.rules_on))
    due_at = clock.promise(limit, at, calendar_of(dossier.office_id)).due_at or at
    Task.objects.filter(dossier_office_id=dossier.office_id, dossier=dossier, kind=TaskKind.HAND_OVER).update(
        due_at=due_at
    )
    watch.look_ahead(dossier, at=at, kind="posted", moment=due_at)
    dossier.save()
    note(dossier, ResultPosted(result_id=str(result.pk)), by=by, at=at, facts=(result,), private={"number": number})
    return result


def delivery_of(dossier: Dossier, result: Result | None) -> Delivery | None:
    """Return where the result is, None before there is one; reads nothing."""
    if result is None:
        return None
    if result.returned_at is not None:
        done = {Way.DOWNLOAD.value: Delivery.DOWNLOADED, Way.POST.value: Delivery.DELIVERED}
        return done.get(result.way, Delivery.HANDED_OVER)
    if result.posted_at is not None:
        return Delivery.AT_POST
    if dossier.result_channel == POSTAL:
        return Delivery.TO_POST
    is_download = dossier.result_channel == ONLINE and result.is_electronic
    return Delivery.TO_DOWNLOAD if is_download else Delivery.AT_COUNTER
