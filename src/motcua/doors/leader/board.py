"""Today's board: every figure is a link to the dossiers that it counts."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import may_open, rule
from motcua.doors.request import StaffRequest
from motcua.kernel.localtime import local_day
from motcua.office import at_hand, calendar_proposal, declarations
from motcua.office.rights import Capability
from motcua.reports import board, listing


@require_safe
@rule("staff", Capability.SEE_FIGURES)
@at_hand.kept()
def today(request: StaffRequest) -> HttpResponse:
    """Show the board of the office as it stands now."""
    groups: dict[str, list[board.Tile]] = {}
    for tile_of in board.today(request.acting.office, request.at):
        groups.setdefault(_(tile_of.group), []).append(replace(tile_of, words=_(tile_of.words)))
    context = {
        "groups": groups,
        "at": request.at,
        "unconfirmed_years": calendar_proposal.years_to_confirm(request.acting.office, local_day(request.at)),
        "waiting": declarations.waiting_for_leader(request.acting.office),
        "may_confirm": may_open(request, Capability.CONFIRM_CALENDAR),
    }
    return render(request, "leader/board.html", context)


@require_safe
@rule("staff", Capability.SEE_FIGURES)
def tile(request: StaffRequest, key: str) -> HttpResponse:
    """Show exactly the dossiers behind one figure of the board, masked."""
    found = board.dossiers_of(request.acting.office, key, request.at)
    page = listing.page(found, request.GET.get("sau", ""))
    context = {
        "page": page,
        "title": f"{_(board.TILES[key].group)}: {_(board.TILES[key].words)}",
        "back": "leader_board",
    }
    return render(request, "leader/list.html", context)
