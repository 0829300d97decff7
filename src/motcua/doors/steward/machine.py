"""How the machine fares: jobs that stopped, what is a local stand-in, what the calendar lacks."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.request import StaffRequest
from motcua.journal import clock_sanity, jobs, seals
from motcua.journal.seals import Seal
from motcua.kernel.localtime import local_day
from motcua.office import calendar_proposal, roster
from motcua.office.rights import Capability
from motcua.papers import timestamps
from motcua.procedures import openings


@require_safe
@rule("staff", Capability.KEEP_MACHINE)
def overview(request: StaffRequest) -> HttpResponse:
    """Show what needs the steward: stopped jobs, next year's calendar, what is not connected."""
    newest = next(iter(seals.latest(request.acting.office)), None)
    context = {
        "counts": jobs.counts(request.acting.office),
        "clock": clock_sanity.look(request.acting.office),
        "vacant": roster.vacant(request.acting.office, local_day(request.at)),
        "open_count": len(openings.open_versions(request.acting.office, local_day(request.at))),
        "unconfirmed_years": calendar_proposal.years_to_confirm(request.acting.office, local_day(request.at)),
        "seal": newest,
        "seal_is_late": _is_late(request.acting.office, newest, local_day(request.at)),
        "stamps_seals": timestamps.is_configured(),
        "sends_mail": bool(settings.EMAIL_HOST),
        "mail_folder": _within_home(settings.EMAIL_FILE_PATH),
        "sms_folder": _within_home(settings.SMS_FILE_PATH),
    }
    return render(request, "steward/overview.html", context)


def _is_late(office: UUID, newest: Seal | None, today: date) -> bool:
    """Return whether a day that ended before yesterday is not sealed, as after a worker that stood still."""
    sealed_until = newest.day if newest else seals.begins_on(office)
    return sealed_until is not None and sealed_until < today - timedelta(days=2 if newest else 1)


def _within_home(folder: Path) -> str:
    """Return the folder as seen from the installation; where that stands on the machine is nobody's business here."""
    return folder.relative_to(settings.HOME).as_posix() if folder.is_relative_to(settings.HOME) else folder.name


@require_safe
@rule("staff", Capability.KEEP_MACHINE)
def jobs_page(request: StaffRequest) -> HttpResponse:
    """Show the jobs that stopped, which only a person starts again, and those that wait."""
    return _jobs(request)


def _jobs(request: StaffRequest, job_id: UUID | None = None) -> HttpResponse:
    context = {
        "stopped": jobs.stopped(request.acting.office),
        "waiting": jobs.waiting(request.acting.office, limit=20),
        "counts": jobs.counts(request.acting.office),
    }
    return render(request, "steward/jobs.html", context)


@require_POST
@rule("staff", Capability.KEEP_MACHINE)
@act(again=_jobs)
def retry(request: StaffRequest, job_id: UUID) -> HttpResponseBase:
    """Start a stopped job again."""
    jobs.retry(job_id, by=request.acting, at=request.at)
    messages.success(request, _("Đã cho chạy lại. Kết quả hiện ở đây trong ít phút."))
    return redirect("steward_jobs")
