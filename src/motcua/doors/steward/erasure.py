"""Erasing the personal data of an ended dossier: the steward names it and the ground, and reads what goes and stays."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk import erase_dossier
from motcua.doors.access_rules import act, rule
from motcua.doors.request import StaffRequest
from motcua.dossiers import erasures
from motcua.kernel.localtime import local_day
from motcua.office.rights import Capability


def _page(request: StaffRequest) -> HttpResponse:
    grounds = [(one.code, _(one.words)) for one in erasures.grounds(local_day(request.at))]
    kept = [(_(words), legal_ref) for words, legal_ref in erasures.KEPT]
    context = {"grounds": grounds, "kept": kept, "typed": request.POST}
    return render(request, "steward/erasure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def erase(request: StaffRequest) -> HttpResponseBase:
    """Erase on confirmation."""
    if request.method != "POST":
        return _page(request)
    dossier_id = erasures.find(request.POST.get("code", ""), by=request.acting, at=request.at)
    if request.POST.get("sure") != "1":
        raise erasures.NotSure
    ground = request.POST.get("ground", "")
    done = erase_dossier.erase(dossier_id, ground=ground, by=request.acting, at=request.at)
    words = _("Đã xóa theo luật dữ liệu cá nhân của hồ sơ {code}: {people} người, {files} tệp, {comments} lời góp ý.")
    told = {"people": done.people, "files": done.files, "comments": done.comments}
    messages.success(request, words.format(code=done.dossier.code, **told))
    return redirect("steward_erasure")
