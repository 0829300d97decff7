"""How a date was counted (bảng tính ngày hẹn): one page behind every date that staff see, day by day with its law."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import rule
from motcua.doors.request import StaffRequest
from motcua.dossiers import access, holds, promises, watched_limits
from motcua.journal import access_log
from motcua.office.rights import Capability


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def one(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Show every promise of the dossier with its days, the one that holds now first."""
    dossier = access.find(dossier_id, by=request.acting, at=request.at)
    access_log.defer(request, request.acting, dossier.office_id, dossier.pk, "ledger", request.at)
    given = [(promise, promises.limit_words(promise)) for promise in reversed(promises.all_of(dossier))]
    pending = promises.pending_words(dossier) if dossier.is_open else ""
    context = {"dossier": dossier, "given": given, "pending": pending, "standing": promises.as_it_stands(dossier)}
    context["watched"] = watched_limits.of_dossier(dossier)
    context["holds"] = holds.rows_of(dossier)
    return render(request, "officer/ledger.html", context)
