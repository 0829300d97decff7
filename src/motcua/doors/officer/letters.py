"""The way in to petitions, reception, complaints and denunciations: every limit that the post holds, by urgency."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import may_open, rule
from motcua.doors.request import StaffRequest
from motcua.office import term_lists
from motcua.office.rights import Capability

RIGHTS = (
    Capability.KEEP_PETITIONS,
    Capability.RECEIVE_CITIZENS,
    Capability.KEEP_COMPLAINTS,
    Capability.KEEP_DENUNCIATIONS,
)


class Kind(NamedTuple):
    """One kind of matter: what it is called, where one is opened, and who keeps its register."""

    title: Any
    route: str
    to: Capability


KINDS = {
    "petition": Kind(gettext_lazy("Phản ánh, kiến nghị"), "officer_petition", Capability.KEEP_PETITIONS),
    "reception_day": Kind(gettext_lazy("Buổi tiếp công dân"), "officer_reception_day", Capability.RECEIVE_CITIZENS),
    "visit": Kind(gettext_lazy("Lượt tiếp công dân"), "officer_visit", Capability.RECEIVE_CITIZENS),
    "complaint": Kind(gettext_lazy("Khiếu nại"), "officer_complaint", Capability.KEEP_COMPLAINTS),
    "denunciation": Kind(gettext_lazy("Tố cáo"), "officer_denunciation", Capability.KEEP_DENUNCIATIONS),
}


@require_safe
@rule("staff", *RIGHTS)
def home(request: StaffRequest) -> HttpResponse:
    """Show the running limits that this post holds, or, for who may see figures, those of the whole office."""
    whole = request.GET.get("xem") == "co-quan" and may_open(request, Capability.SEE_FIGURES)
    office_id, post_id = request.acting.office, None if whole else request.acting.post
    rows, following = term_lists.of_post(office_id, post_id, after=request.GET.get("sau", "")[:200])
    context = {
        "rows": [
            (
                term,
                reverse(KINDS[term.kind].route, args=[term.subject_id]),
                "overdue" if term.due_at < request.at else "within",
            )
            for term in rows
            if term.kind in KINDS
        ],
        "late": term_lists.count_late(office_id, post_id, request.at),
        "following": following,
        "tabs": _tabs(request, is_whole=whole),
        "registers": registers(request),
        "is_whole": whole,
    }
    return render(request, "officer/letters.html", context)


def _tabs(request: StaffRequest, *, is_whole: bool) -> list[tuple[Any, ...]]:
    if not may_open(request, Capability.SEE_FIGURES):
        return []
    return [(_("Vị trí của tôi"), "?", not is_whole), (_("Cả cơ quan"), "?xem=co-quan", is_whole)]


def registers(request: StaffRequest) -> list[tuple[str, str, str, str]]:
    """Return (title, address, note, mark) of each register that the post may open."""
    every = [
        (
            Capability.KEEP_PETITIONS,
            _("Phản ánh, kiến nghị"),
            reverse("officer_petitions"),
            _("Nhận, trả lời, chuyển, công khai"),
            "mail",
        ),
        (
            Capability.RECEIVE_CITIZENS,
            _("Tiếp công dân"),
            reverse("officer_reception"),
            _("Lịch, sổ tiếp, từ chối, biên nhận"),
            "people",
        ),
        (
            Capability.KEEP_COMPLAINTS,
            _("Khiếu nại"),
            reverse("officer_complaints"),
            _("Thụ lý, giải quyết, hiệu lực"),
            "book",
        ),
        (
            Capability.KEEP_DENUNCIATIONS,
            _("Tố cáo"),
            reverse("officer_denunciations"),
            _("Người tố cáo được giữ bí mật"),
            "lock",
        ),
    ]
    return [(title, href, note, mark) for right, title, href, note, mark in every if may_open(request, right)]
