"""What the dossier's page shows of rarer turns: corrections, losses, delivery, and what the portal knows."""

from typing import Any

from motcua.doors.access_rules import may_open
from motcua.doors.request import StaffRequest
from motcua.dossiers import corrections, deliveries, losses, portal_sync
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.results import Result
from motcua.dossiers.status import Status
from motcua.office import posts
from motcua.office.rights import Capability


def shown(dossier: Dossier, result: Result | None, request: StaffRequest) -> dict[str, Any]:
    """Return the facts of the dossier's rarer turns for its page."""
    corrected = corrections.of_dossier(dossier) if result is not None else []
    may_report = dossier.void_at is None and may_open(request, *losses.REPORTERS)
    return {
        "corrections": corrected,
        "correction": next((row for row in corrected if row.ended_at is None), None),
        "delivery": deliveries.delivery_of(dossier, result),
        "sync": portal_sync.sync_of(dossier),
        "losses": losses.of_dossier(dossier),
        "posts": posts.of_office(dossier.office_id) if may_report else [],
        "may_report_loss": may_report,
    }


def can(request: StaffRequest, dossier: Dossier) -> dict[str, bool]:
    """Return which of the rarer acts the post may do in the dossier's present status."""
    live = dossier.void_at is None
    is_resolved = dossier.status in (Status.PROCESSED, Status.RETURNED)
    return {
        "correct": live and is_resolved and may_open(request, Capability.CORRECT),
        "decide_correction": live and dossier.status == Status.PROCESSED and may_open(request, Capability.SIGN),
        "add_scan": dossier.is_open and may_open(request, Capability.CHECK, Capability.PROCESS),
        "settle_loss": live and may_open(request, Capability.SETTLE_LOSS),
    }
