"""The first page, what is real and what is a stand-in, and the end of a visit."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import rule
from motcua.doors.citizen import procedure_words, visit
from motcua.doors.request import Request
from motcua.kernel.localtime import local_day
from motcua.procedures import catalogue, openings
from motcua.procedures.channels import Channel

MOST_SECTORS = 12


@require_safe
@rule("public")
def home(request: Request) -> HttpResponse:
    """Show the search, what can be done here, the sectors, and when and where the centre is open."""
    office = visit.centre()
    day = local_day(request.at)
    sectors = catalogue.sectors()
    context = {
        "office": office,
        "sectors": sectors[:MOST_SECTORS],
        "sector_count": len(sectors),
        "procedure_count": sum(count for _sector, count in sectors),
        "open": openings.open_versions(office, day, Channel.ONLINE),
        "hours": procedure_words.hours_words(office, day),
        "draft": visit.find_draft(request),
        "proven": visit.find_proven(request),
    }
    return render(request, "citizen/home.html", context)


@require_safe
@rule("public")
def about(request: Request) -> HttpResponse:
    """Say honestly what is real here and what is a local stand-in."""
    return render(request, "citizen/about.html", {"has_mail": bool(settings.EMAIL_HOST), "base_url": settings.BASE_URL})


@require_POST
@rule("public")
def leave(request: Request) -> HttpResponseBase:
    """Forget the draft and the dossier on this machine."""
    visit.forget(request)
    messages.success(request, _("Đã kết thúc: máy này không còn giữ hồ sơ của ông/bà."))
    return redirect("citizen_home")
