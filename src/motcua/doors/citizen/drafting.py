"""Filling in the form: one part to a page, kept as typed after every pause, every button and every page.

A part that is not right yet is kept all the same and says what to mend; one may go on and come back. Nothing here
sends anything: that is `sending`.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desk import file_online
from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import visit
from motcua.doors.citizen.eform_parts import Part, part_of, posted_whole, shown_sections
from motcua.doors.request import Request
from motcua.dossiers import drafts
from motcua.dossiers.drafts import Draft
from motcua.kernel.localtime import local_day
from motcua.office import areas
from motcua.procedures import eforms
from motcua.procedures.eform_drawing import EFormForm

STEPS = [
    gettext_lazy("Tờ khai"),
    gettext_lazy("Giấy tờ kèm theo"),
    gettext_lazy("Nhận kết quả"),
    gettext_lazy("Xem lại và nộp"),
]


def shell(request: Request, draft: Draft, step: int) -> dict[str, Any]:
    """Return what every step shows: where one is, the procedure, the code for coming back."""
    return {"draft": draft, "step": step, "step_names": STEPS, "code": visit.resume_code(request)}


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@visit.drafting
@act()
def form_part(request: Request, draft: Draft) -> HttpResponseBase:
    """Show one part of the form; a POST keeps it as typed, then saves, draws again, or goes on."""
    definition = eforms.definition(draft.version)
    if not definition or not definition["sections"]:
        return redirect("citizen_papers")
    if request.method == "POST":
        return _keep(request, draft, definition)
    day = local_day(request.at)
    if request.GET.get("kiem-tra"):
        form = file_online.recheck(definition, draft.values, day)
        form.full_clean()
    else:
        form = eforms.build(definition, on=day, initial=draft.values)
    return _page(request, draft, form)


def _keep(request: Request, draft: Draft, definition: dict[str, Any]) -> HttpResponseBase:
    day, key = local_day(request.at), request.GET.get("phan", "")
    sections = shown_sections(eforms.build(definition, on=day, initial=draft.values))
    key = key if any(section.key == key for section in sections) else sections[0].key
    data = posted_whole(definition, draft.values, request.POST, key, day)
    form = eforms.build(definition, on=day, data=data, partial=True)
    drafts.save(draft, form.cleaned_values(), phone=draft.phone, at=request.at)
    if request.headers.get("X-Motcua-Autosave"):
        return HttpResponse(status=204)
    here = _address(key)
    if form.is_rework:
        province = request.POST.get("_province", "")
        return redirect(f"{here}#id_{province}" if province in form.fields else f"{here}#cac-dong")
    if "tiep" not in request.POST:
        messages.success(request, _("Đã lưu. Có thể đóng trang và quay lại sau bằng mã tiếp tục."))
        return redirect(here)
    checked = file_online.recheck(definition, draft.values, day)
    checked.full_clean()
    part = _chosen(checked, key)
    if part.problems:
        return _page(request, draft, checked, status=422)
    return redirect(_after(checked, key))


def _address(key: str) -> str:
    return reverse("citizen_form") + "?" + urlencode({"phan": key})


def _after(form: EFormForm, key: str) -> str:
    keys = [section.key for section in shown_sections(form)]
    place = keys.index(key) + 1 if key in keys else len(keys)
    return _address(keys[place]) if place < len(keys) else reverse("citizen_papers")


def _chosen(form: EFormForm, key: str) -> Part:
    sections = shown_sections(form)
    return part_of(form, next((section for section in sections if section.key == key), sections[0]))


def _page(request: Request, draft: Draft, form: EFormForm, status: int = 200) -> HttpResponse:
    part = _chosen(form, request.GET.get("phan", ""))
    sections = shown_sections(form)
    keys = [section.key for section in sections]
    place = keys.index(part.key)
    context = shell(request, draft, 1) | {
        "part": part,
        "here": _address(part.key),
        "number": place + 1,
        "parts": [(section.title, _address(section.key), section.key == part.key) for section in sections],
        "previous": _address(keys[place - 1]) if place else "",
        "skip": _after(form, part.key),
    }
    return render(request, "citizen/form_part.html", context, status=status)


@require_safe
@rule("public")
def communes(request: Request) -> JsonResponse:
    """Send the communes of a province as [[code, name]] for the small script of the form."""
    province = request.GET.get("tinh", "")[:5]
    rows = areas.communes(province, local_day(request.at)) if province else []
    response = JsonResponse([[row.code, row.full_name] for row in rows], safe=False)
    response["Cache-Control"] = "public, max-age=3600"
    return response
