"""The papers of a draft: files per component, each opened and checked the moment it arrives, each removable."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desk import attach_file, file_online
from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace, procedure_words, visit
from motcua.doors.citizen.drafting import shell
from motcua.doors.request import Request
from motcua.dossiers import drafts
from motcua.dossiers.drafts import Draft, DraftFile
from motcua.journal.refusals import Refused
from motcua.papers import storage
from motcua.procedures import components, eforms
from motcua.procedures.components import Component


class NoSuchFile(Refused):
    """The draft has no such file."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Tệp này không còn trong hồ sơ. Hãy tải lại trang."))


class NothingChosen(Refused):
    """No file was chosen, or for no component of this draft."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy bấm “Chọn tệp”, chọn ảnh chụp hoặc bản quét, rồi bấm “Tải lên”."))


def asked_of(draft: Draft) -> list[Component]:
    """Return the papers that may be uploaded: the form itself is filled in, papers only shown are brought along."""
    has_form = eforms.definition(draft.version) is not None
    rows = components.for_case(draft.version, draft.case)
    return [row for row in rows if not (row.is_form and has_form)]


def _page(request: Request, draft: Draft, problems: list[tuple[UUID, str]] | None = None) -> HttpResponse:
    files: dict[UUID, list[DraftFile]] = {}
    for row in drafts.files_of(draft):
        if row.component_id is not None:
            files.setdefault(row.component_id, []).append(row)
    told: dict[UUID, list[str]] = {}
    for component_id, words in problems or []:
        told.setdefault(component_id, []).append(words)
    asked = asked_of(draft)
    rows = [
        (row, procedure_words.quantity_words(row), files.get(row.pk, []), told.get(row.pk, []))
        for row in asked
        if not row.is_shown_only
    ]
    context = shell(request, draft, 2) | {
        "rows": rows,
        "shown_only": [row for row in asked if row.is_shown_only],
        "lacking": file_online.lacking_papers(draft, set(files)),
        "has_form": bool((eforms.definition(draft.version) or {}).get("sections")),
    }
    return render(request, "citizen/papers.html", context, status=422 if told else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@visit.drafting
@act(again=_page)
def papers(request: Request, draft: Draft) -> HttpResponseBase:
    """Show the papers asked for; a POST attaches the files of one component and tells what is wrong with which."""
    if request.method != "POST":
        return _page(request, draft)
    pace.UPLOAD.step(request)
    wanted = request.POST.get("component", "")
    component = next((row for row in asked_of(draft) if str(row.pk) == wanted), None)
    incoming = visit.uploads_of(request, "files")
    if component is None or not incoming:
        raise NothingChosen
    told = attach_file.to_draft(draft, component, incoming, at=request.at)
    bad = [(component.pk, words) for one in told if one.file is None for words in one.words]
    if bad:
        return _page(request, draft, bad)
    messages.success(request, _("Đã nhận %(count)s tệp, mở đọc được.") % {"count": len(told)})
    return redirect(f"{reverse('citizen_papers')}#giay-to-{component.pk}")


def _paper_page(request: Request, draft: Draft, file_id: UUID) -> HttpResponse:
    return _page(request, draft)


@require_POST
@rule("token")
@visit.drafting
@act(again=_paper_page)
def remove(request: Request, draft: Draft, file_id: UUID) -> HttpResponseBase:
    """Take one file out of the draft."""
    if not drafts.detach(draft, file_id, at=request.at):
        raise NoSuchFile
    messages.success(request, _("Đã bỏ tệp khỏi hồ sơ."))
    return redirect("citizen_papers")


@require_safe
@rule("token")
@visit.drafting
def look(request: Request, draft: Draft, file_id: UUID) -> HttpResponseBase:
    """Send one file of the draft back to the one who attached it."""
    row = next((row for row in drafts.files_of(draft) if row.pk == file_id), None)
    if row is None:
        raise NoSuchFile
    return storage.response(row.file, inline=True)
