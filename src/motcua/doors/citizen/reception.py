"""The public schedule of citizen reception (lịch tiếp công dân), Luật Tiếp công dân Điều 24."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import rule
from motcua.doors.citizen import visit
from motcua.doors.request import Request
from motcua.kernel.localtime import local_day
from motcua.reception import schedule


@require_safe
@rule("public")
def upcoming(request: Request) -> HttpResponse:
    """Show when and where the chair and the office receive, sixty days ahead, cancelled days with their reason."""
    office, today = visit.centre(), local_day(request.at)
    found = schedule.scheduled(office.pk, today, today + timedelta(days=60))
    return render(request, "citizen/reception.html", {"schedule": found, "office": office})
