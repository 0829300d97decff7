"""The register of reception as a desk: the forms of its acts and what its page shows, masked."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.officer.matter_pages import Act, Desk, Lines, line, words
from motcua.doors.officer.schedule_desk import hand_over
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import when
from motcua.kernel.masking import mask_name, mask_number
from motcua.office.rights import Capability
from motcua.reception import reception_rules, visit_steps
from motcua.reception.visits import Visit, VisitAbout, VisitState

KEEP = Capability.RECEIVE_CITIZENS
SECRET = gettext_lazy("được giữ bí mật")
WAITING = frozenset({VisitState.WAITING.value})
GROUNDS = [
    (ground.code, format_lazy("{}: {}", ground.article, gettext_lazy(ground.words)))
    for ground in reception_rules.GROUNDS
]


class VisitForm(forms.Form):
    """A person received."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    day = forms.ChoiceField(label=gettext_lazy("Buổi tiếp"), required=False)
    about = forms.ChoiceField(
        label=gettext_lazy("Loại việc"),
        choices=VisitAbout.choices,
        help_text=gettext_lazy("Tố cáo: để trống họ tên, địa chỉ, giấy tờ; ghi người tố cáo vào Sổ tố cáo."),
    )
    full_name = line(gettext_lazy("Họ và tên"), most=150)
    address = line(gettext_lazy("Địa chỉ"), most=300)
    number = line(gettext_lazy("Số căn cước, định danh, hộ chiếu"), most=20, may_be_empty=True)
    group_size = forms.IntegerField(
        label=gettext_lazy("Số người cùng nội dung"), min_value=1, max_value=9999, initial=1
    )
    content = words(gettext_lazy("Nội dung trình bày"), rows=4)
    request = words(gettext_lazy("Yêu cầu, đề nghị"), rows=2, may_be_empty=True)
    handled_by = line(gettext_lazy("Cơ quan đã giải quyết (nếu có)"), may_be_empty=True)


class PapersForm(forms.Form):
    """The papers, one a line."""

    papers = words(gettext_lazy("Giấy tờ đã nhận, mỗi dòng một loại: tên, số trang, bản chính hay bản sao"), rows=4)


class ResultForm(forms.Form):
    """The result."""

    result = words(gettext_lazy("Kết quả trả lời"), rows=4)


class GuideForm(forms.Form):
    """To whom."""

    guided_to = line(gettext_lazy("Hướng dẫn đến cơ quan có thẩm quyền"))
    result = words(gettext_lazy("Nội dung hướng dẫn, số văn bản"), rows=2, may_be_empty=True)


class RefuseForm(forms.Form):
    """On which ground, and what was explained."""

    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ"), choices=GROUNDS)
    explanation = words(gettext_lazy("Giải thích cho công dân"), rows=3)


def _visit_facts(_request: StaffRequest, visit: Any) -> Lines:
    return visit_facts(visit, is_shown=False)


def visit_facts(visit: Visit, *, is_shown: bool) -> Lines:
    """Return the facts of a visit; who came masked until it is asked for, one who denounces never."""
    name: Any = SECRET
    address = number = ""
    if visit.person is not None:
        name, number = visit.person.full_name, visit.person.identity_number
        address = visit.person.address if is_shown else ""
        if not is_shown:
            name, number = mask_name(name), mask_number(number)
    lines: Lines = [
        (_("Ngày tiếp"), when(visit.received_at)),
        (_("Loại việc"), visit.get_about_display()),
        (_("Người được tiếp"), name),
        (_("Giấy tờ"), number),
        (_("Số người cùng nội dung"), visit.group_size),
    ]
    ground = next((words_ for code, words_ in GROUNDS if code == visit.ground), "")
    for label, value in (
        (_("Địa chỉ"), address),
        (_("Cơ quan đã giải quyết"), visit.handled_by),
        (_("Hướng dẫn đến"), visit.guided_to),
        (_("Căn cứ từ chối"), ground),
        (_("Thông báo từ chối"), visit.notice_number),
    ):
        if value:
            lines.append((label, value))
    return lines


def _visit_links(visit: Any) -> Lines:
    found: Lines = []
    if visit.papers_at:
        found.append((_("Giấy biên nhận, Mẫu 02/TCD (PDF)"), reverse("officer_visit_receipt", args=[visit.pk])))
    if visit.notice_number:
        found.append((_("Thông báo từ chối, Mẫu 01/TCD (PDF)"), reverse("officer_visit_refusal", args=[visit.pk])))
    return found


def _visit_more(_request: StaffRequest, visit: Any) -> dict[str, Any]:
    return {"reveal_href": reverse("officer_visitor", args=[visit.pk]) if visit.person_id else ""}


VISIT_DESK = Desk(
    model=Visit,
    to=KEEP,
    title=gettext_lazy("Sổ tiếp công dân"),
    list_route="officer_reception",
    route="officer_visit",
    act_route="officer_visit_act",
    facts=_visit_facts,
    texts=lambda visit: [
        (_("Nội dung trình bày"), visit.content),
        (_("Yêu cầu, đề nghị"), visit.request),
        (_("Giấy tờ đã nhận"), visit.papers),
        (_("Kết quả"), visit.result),
        (_("Giải thích cho công dân"), visit.explanation),
    ],
    links=_visit_links,
    more=_visit_more,
    acts=(
        Act(
            "tra-loi",
            gettext_lazy("Trả lời kết quả"),
            lambda r, pk, d: visit_steps.reply(pk, result=d["result"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi kết quả trả lời."),
            ResultForm,
            WAITING,
            is_main=True,
        ),
        Act(
            "thong-bao-tu-choi",
            gettext_lazy("Ban hành thông báo từ chối (Mẫu 01/TCD)"),
            lambda r, pk, d: visit_steps.issue_refusal(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ban hành thông báo; hãy in, ký và gửi."),
            states=frozenset({VisitState.REFUSING.value}),
            is_main=True,
        ),
        Act(
            "nhan-giay-to",
            gettext_lazy("Nhận giấy tờ (Mẫu 02/TCD)"),
            lambda r, pk, d: visit_steps.take_papers(pk, papers=d["papers"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi giấy tờ; hãy in giấy biên nhận."),
            PapersForm,
            WAITING,
        ),
        Act(
            "huong-dan",
            gettext_lazy("Không thuộc thẩm quyền: hướng dẫn"),
            lambda r, pk, d: visit_steps.guide(pk, guided_to=d["guided_to"], result=d["result"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc hướng dẫn."),
            GuideForm,
            WAITING,
        ),
        Act(
            "tu-choi",
            gettext_lazy("Từ chối tiếp theo căn cứ của luật"),
            lambda r, pk, d: visit_steps.refuse(
                pk, ground=d["ground"], explanation=d["explanation"], by=r.acting, at=r.at
            ),
            gettext_lazy("Đã ghi từ chối tiếp."),
            RefuseForm,
            WAITING,
            is_danger=True,
        ),
        hand_over(Visit, WAITING | {VisitState.REFUSING.value}),
    ),
)
