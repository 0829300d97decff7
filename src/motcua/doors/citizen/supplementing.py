"""Answering a supplement request item by item: words, files that are checked at once, and one sending for all.

Files wait in the visit until they are sent, so that a bad one or a long pause loses nothing. What is brought to the
counter on paper is noted there by the officer.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desk import attach_file
from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace, visit
from motcua.doors.citizen.own_dossier import find_own
from motcua.doors.citizen.visit import Proven
from motcua.doors.request import Request
from motcua.dossiers import supplements
from motcua.dossiers.supplement_completion import ItemsUnanswered
from motcua.dossiers.supplements import NoOpenSupplement, SupplementItem
from motcua.office import offices


def _items(request: Request, proven: Proven) -> tuple[object, list[SupplementItem]]:
    dossier = find_own(request, proven, "citizen_supplement")
    supplement = supplements.find_open(dossier)
    if supplement is None:
        raise NoOpenSupplement
    return supplement, supplements.items_of(supplement)


def _page(request: Request, proven: Proven, **kwargs: object) -> HttpResponse:
    return _draw(request, proven, {})


def _draw(request: Request, proven: Proven, told: dict[str, list[str]]) -> HttpResponse:
    supplement, items = _items(request, proven)
    waiting = visit.staged(request)
    rows = [
        {
            "item": item,
            "files": waiting.get(str(item.pk), []),
            "problems": told.get(str(item.pk), []),
            "words": request.POST.get(f"words-{item.pk}", item.answer),
        }
        for item in items
    ]
    context = {"supplement": supplement, "rows": rows}
    return render(request, "citizen/supplement.html", context, status=422 if told else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@visit.owning
@act(again=_page)
def answer(request: Request, proven: Proven) -> HttpResponseBase:
    """Show what is asked; a POST takes in the files that came with it, and sends everything when told to."""
    if request.method != "POST":
        return _page(request, proven)
    _supplement, items = _items(request, proven)
    told = _take_files(request, proven, items)
    if told or "gui" not in request.POST:
        return _draw(request, proven, told)
    waiting = visit.staged(request)
    answers = {}
    for item in items:
        words = request.POST.get(f"words-{item.pk}", "").strip()
        files = [UUID(row["id"]) for row in waiting.get(str(item.pk), [])]
        if words or files:
            answers[item.pk] = (words, files)
    missing = [item.component.name for item in items if item.pk not in answers and item.answered_at is None]
    if not answers:
        raise ItemsUnanswered(missing or [item.component.name for item in items])
    attach_file.answer_supplement(proven.dossier_id, answers=answers, by=proven.by, at=request.at)
    visit.stage(request, {})
    if missing:
        messages.warning(request, _("Đã gửi phần vừa bổ sung. Còn thiếu: %(names)s.") % {"names": "; ".join(missing)})
        return redirect("citizen_supplement")
    messages.success(request, _("Đã gửi đủ phần bổ sung. Trung tâm xem và trả lời ông/bà."))
    return redirect("citizen_detail")


def _take_files(request: Request, proven: Proven, items: list[SupplementItem]) -> dict[str, list[str]]:
    """Keep the good files in the visit and return what is wrong with the others, by item."""
    office, waiting = offices.by_id(proven.by.office), dict(visit.staged(request))
    told: dict[str, list[str]] = {}
    for item in items:
        incoming = visit.uploads_of(request, f"files-{item.pk}")
        if not incoming:
            continue
        pace.UPLOAD.step(request)
        for one in attach_file.lay_ready(office, incoming, at=request.at):
            if one.file is None:
                told.setdefault(str(item.pk), []).extend(one.words)
            else:
                row = {"id": str(one.file.pk), "name": one.file.name, "size": one.file.size, "pages": one.file.pages}
                waiting[str(item.pk)] = [*waiting.get(str(item.pk), []), row]
    visit.stage(request, waiting)
    return told


@require_POST
@rule("token")
@visit.owning
@act(again=_page)
def remove(request: Request, proven: Proven, item_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Take back one file that has not been sent yet; what was typed stays on the page."""
    waiting = dict(visit.staged(request))
    waiting[str(item_id)] = [row for row in waiting.get(str(item_id), []) if row["id"] != str(file_id)]
    visit.stage(request, waiting)
    return _page(request, proven)
