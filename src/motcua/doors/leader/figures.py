"""II.06a on screen, as XLSX and as PDF; every cell opens the list of its dossiers."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import rule
from motcua.doors.request import StaffRequest
from motcua.kernel.localtime import local_day, vn_date
from motcua.office import offices
from motcua.office.rights import Capability
from motcua.reports import cells, listing, pdf, periods, xlsx
from motcua.reports import form_06a as figures

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PeriodForm(forms.Form):
    """Any range of days."""

    tu = forms.DateField(label=gettext_lazy("Từ ngày"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    den = forms.DateField(label=gettext_lazy("Đến ngày"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class BadDays(periods.BadPeriod):
    """A day of the address can't be read."""


def _period(request: StaffRequest) -> tuple[periods.Period, PeriodForm]:
    """Return the asked period, or this month's; raises BadPeriod for days that make none."""
    if "tu" not in request.GET and "den" not in request.GET:
        chosen = periods.month_of(local_day(request.at))
        return chosen, PeriodForm(initial={"tu": chosen.from_on, "den": chosen.to_on})
    form = PeriodForm(request.GET)
    if not form.is_valid():
        raise BadDays
    return periods.period(form.cleaned_data["tu"], form.cleaned_data["den"]), form


def _query(period: periods.Period, **more: str) -> str:
    return urlencode({"tu": period.from_on.isoformat(), "den": period.to_on.isoformat(), **more})


@require_safe
@rule("staff", Capability.SEE_FIGURES)
def form_06a(request: StaffRequest) -> HttpResponse:
    """Show the form for the period; a bad period says so and keeps the typed days."""
    try:
        period, form = _period(request)
    except periods.BadPeriod as refused:
        request.refusal = refused
        context = {"form": PeriodForm(request.GET), "usual": _usual(request)}
        return render(request, "leader/form_06a.html", context, status=refused.status)
    report = figures.report(request.acting.office, period, at=request.at)
    cell_at = reverse("leader_06a_cell")
    lines = [
        {
            "sector": _("Tổng cộng") if row is report.total else row.sector,
            "is_total": row is report.total,
            "cells": [
                (row.figures[name], f"{cell_at}?{_query(period, o=name, **_sector(row, report))}")
                for name in figures.COLUMNS
            ],
        }
        for row in [*report.rows, report.total]
    ]
    context = {
        "form": form,
        "report": report,
        "days": _days(period),
        "heads": [(_(figures.HEADERS[name]), name if name.isdigit() else "") for name in figures.COLUMNS],
        "lines": lines,
        "broken": figures.identities(report.total),
        "query": _query(period),
        "usual": _usual(request),
    }
    return render(request, "leader/form_06a.html", context)


def _days(period: periods.Period) -> str:
    words = _("từ ngày %(first)s đến ngày %(last)s")
    return words % {"first": vn_date(period.from_on), "last": vn_date(period.to_on)}


def _sector(row: figures.Row, report: figures.Report) -> dict[str, str]:
    return {} if row is report.total else {"linh-vuc": row.sector}


def _usual(request: StaffRequest) -> list[tuple[str, str]]:
    return [(words, f"?{_query(period)}") for words, period in periods.usual(local_day(request.at))]


@require_safe
@rule("staff", Capability.SEE_FIGURES)
def cell(request: StaffRequest) -> HttpResponse:
    """Show exactly the dossiers that one cell counts."""
    period, _form = _period(request)
    name, sector = request.GET.get("o", ""), request.GET.get("linh-vuc", "")
    found = cells.dossiers_of(request.acting.office, name, period, at=request.at, sector=sector)
    page = listing.page(found, request.GET.get("sau", ""))
    words = f"II.06a ({name}) {_(figures.HEADERS[name])}" + (f", {sector}" if sector else "") + f", {_days(period)}"
    more = {"o": name, **({"linh-vuc": sector} if sector else {})}
    context = {
        "page": page,
        "title": words,
        "back": "leader_06a",
        "back_query": _query(period),
        "query": _query(period, **more),
    }
    return render(request, "leader/list.html", context)


@require_safe
@rule("staff", Capability.SEE_FIGURES)
def form_06a_xlsx(request: StaffRequest) -> HttpResponse:
    """Send the form as a workbook."""
    period, _form = _period(request)
    office = offices.by_id(request.acting.office)
    data = xlsx.form_06a(figures.report(office.pk, period, at=request.at), office)
    return _attachment(data, XLSX_TYPE, f"II.06a_{period.from_on}_{period.to_on}.xlsx")


@require_safe
@rule("staff", Capability.SEE_FIGURES)
def form_06a_pdf(request: StaffRequest) -> HttpResponse:
    """Send the form as a PDF."""
    period, _form = _period(request)
    office = offices.by_id(request.acting.office)
    data = pdf.form_06a(figures.report(office.pk, period, at=request.at), office, at=request.at)
    return _attachment(data, "application/pdf", f"II.06a_{period.from_on}_{period.to_on}.pdf")


def _attachment(data: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
