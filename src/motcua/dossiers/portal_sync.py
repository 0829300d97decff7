"""Sync with the National Portal (đồng bộ với Cổng Dịch vụ công quốc gia), apart from the business status; worked out.

A bridge, when an office has one, is a reader of the journal under the name BRIDGE; its jobs say what went out. Without
it a dossier stands here alone, and the screen says so. Legal source: domain brief 1.6, 11.
"""

from django.db import models
from django.utils.translation import gettext_lazy

from motcua.dossiers.dossier import Dossier
from motcua.journal import cursors, jobs

BRIDGE = "portal.send"


class Sync(models.TextChoices):
    """What the portal knows of the dossier."""

    NOT_CONNECTED = "not_connected", gettext_lazy("Chưa kết nối, chỉ có tại hệ thống này")
    PENDING = "pending", gettext_lazy("Chờ gửi")
    SENT = "sent", gettext_lazy("Đã gửi")
    FAILED = "failed", gettext_lazy("Gửi không được, người quản trị xem")


def sync_of(dossier: Dossier) -> Sync:
    """Return what the portal knows of the dossier, by the jobs of the bridge; one statement when there is no bridge."""
    if not cursors.is_reading(dossier.office_id, BRIDGE):
        return Sync.NOT_CONNECTED
    states = jobs.states_of(BRIDGE, office=dossier.office_id, subject=dossier.pk)
    if states & {jobs.State.DEAD.value, jobs.State.MAYBE_SENT.value}:
        return Sync.FAILED
    is_waiting = not states or states & {jobs.State.WAITING.value, jobs.State.RUNNING.value}
    return Sync.PENDING if is_waiting else Sync.SENT
