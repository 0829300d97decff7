"""The officer's list of work: one row per open task of the post, the most urgent first; and the search."""

from datetime import datetime

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import may_open, rule
from motcua.doors.request import StaffRequest
from motcua.dossiers import access, steps, worklist
from motcua.dossiers.search import found_by
from motcua.dossiers.worklist import TaskKind
from motcua.fees import charges
from motcua.journal import access_log
from motcua.kernel import clock
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability
from motcua.reports import listing

PAGE = 40


@require_safe
@rule("staff")
def home(request: StaffRequest) -> HttpResponseBase:
    """Show the open tasks of the post, by kind when one is chosen."""
    if not may_open(request, Capability.CHECK, Capability.PROCESS):
        return redirect("officer_cashier" if may_open(request, Capability.CONFIRM_TRANSFER) else "after_sign_in")
    by = request.acting
    kind = request.GET.get("viec", "")
    kind = kind if kind in TaskKind.values else ""
    after = worklist.read_cursor(request.GET.get("sau", ""))
    tasks = worklist.of_post(by.office, request.assignment.post_id, kind=kind, after=after, limit=PAGE + 1)
    # Full names: one line for the whole list; which dossiers the post held then stands in the journal.
    access_log.defer(request, by, by.office, request.assignment.post_id, "list", request.at)
    counts = worklist.counts(by.office, request.assignment.post_id, request.at)
    calendar = calendar_of(by.office)
    soon = clock.soon_until(request.at, calendar)
    rows = [(task, _state(task, request, soon)) for task in tasks[:PAGE]]
    total = sum(count for name, count in counts.items() if name != "late")
    tabs = [(_("Tất cả"), "?", not kind, total)] + [
        (str(TaskKind(name).label), f"?viec={name}", kind == name, counts[name])
        for name in TaskKind.values
        if name in counts
    ]
    context = {
        "rows": rows,
        "step_names": steps.names_of(by.office, [task.step_id for task, _s in rows if task.step_id]),
        "fees": charges.for_dossiers([task.dossier_id for task, _s in rows]),
        "tabs": tabs,
        "late": counts["late"],
        "following": worklist.write_cursor(tasks[PAGE - 1]) if len(tasks) > PAGE else "",
        "kind": kind,
    }
    return render(request, "officer/worklist.html", context)


def _state(task: worklist.Task, request: StaffRequest, soon: datetime) -> str:
    if task.due_at < request.at:
        return "overdue"
    return "due_soon" if task.due_at < soon else "within"


@require_safe
@rule("staff", Capability.SEE_DOSSIER)
def search(request: StaffRequest) -> HttpResponseBase:
    """Find dossiers that the post may see by code, name, or last digits of a phone or personal number."""
    text = request.GET.get("q", "").strip()[:100]
    page = None
    scanned = access.find_exactly(text, by=request.acting, at=request.at)
    if scanned is not None:
        return redirect("officer_dossier", dossier_id=scanned)  # the bar code of a cover or a slip
    if text:
        found = found_by(text, by=request.acting, at=request.at)
        page = listing.page(found, request.GET.get("sau", ""))
    return render(request, "officer/search.html", {"q": text, "page": page})
