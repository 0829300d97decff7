"""Reception as two desks, the schedule and the register: the forms of their acts and what their pages show, masked."""

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.officer.matter_pages import Act, Desk, HandOverForm, Lines, ReasonForm, choose_post, day, line, words
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import clock, weekday, when
from motcua.doors.templatetags.words import day as day_words
from motcua.kernel.masking import mask_name, mask_number
from motcua.office import matters
from motcua.office.rights import Capability
from motcua.reception import days, reception_rules, visits
from motcua.reception.days import DayState, ReceptionDay
from motcua.reception.visits import Visit, VisitAbout, VisitState

KEEP = Capability.RECEIVE_CITIZENS
SECRET = gettext_lazy("được giữ bí mật")
PLANNED = frozenset({DayState.PLANNED.value})
WAITING = frozenset({VisitState.WAITING.value})
GROUNDS = [(ground.code, f"{ground.article}: {ground.words}") for ground in reception_rules.GROUNDS]


class DayForm(forms.Form):
    """A day of the schedule."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    on = day(gettext_lazy("Ngày tiếp"))
    starts = forms.TimeField(label=gettext_lazy("Từ giờ"), widget=forms.TimeInput({"type": "time"}), initial="08:00")
    ends = forms.TimeField(label=gettext_lazy("Đến giờ"), widget=forms.TimeInput({"type": "time"}), initial="11:00")
    place = line(gettext_lazy("Nơi tiếp"), hint=gettext_lazy("Phòng tiếp công dân; trực tuyến: các điểm cầu."))
    is_chair = forms.BooleanField(
        label=gettext_lazy("Người đứng đầu trực tiếp tiếp (định kỳ)"), required=False, initial=True
    )
    is_online = forms.BooleanField(
        label=gettext_lazy("Tiếp trực tuyến"),
        required=False,
        help_text=gettext_lazy("Thông báo trước ít nhất 05 ngày làm việc, kết nối thử trước ít nhất 01 ngày làm việc."),
    )


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
    number = line(gettext_lazy("Số căn cước, định danh, hộ chiếu"), most=20)
    group_size = forms.IntegerField(
        label=gettext_lazy("Số người cùng nội dung"), min_value=1, max_value=9999, initial=1
    )
    content = words(gettext_lazy("Nội dung trình bày"), rows=4)
    request = words(gettext_lazy("Yêu cầu, đề nghị"), rows=2)
    handled_by = line(gettext_lazy("Cơ quan đã giải quyết (nếu có)"))


class PapersForm(forms.Form):
    """The papers, one a line."""

    papers = words(gettext_lazy("Giấy tờ đã nhận, mỗi dòng một loại: tên, số trang, bản chính hay bản sao"), rows=4)


class ResultForm(forms.Form):
    """The result."""

    result = words(gettext_lazy("Kết quả trả lời"), rows=4)


class GuideForm(forms.Form):
    """To whom."""

    guided_to = line(gettext_lazy("Hướng dẫn đến cơ quan có thẩm quyền"))
    result = words(gettext_lazy("Nội dung hướng dẫn, số văn bản"), rows=2)


class RefuseForm(forms.Form):
    """On which ground, and what was explained."""

    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ"), choices=GROUNDS)
    explanation = words(gettext_lazy("Giải thích cho công dân"), rows=3)


def _day_facts(_request: StaffRequest, one: Any) -> Lines:
    lines: Lines = [
        (_("Ngày tiếp"), f"{weekday(one.on)} {day_words(one.on)}"),
        (_("Giờ"), f"{clock(one.starts_at)}–{clock(one.ends_at)}"),
        (_("Nơi tiếp"), one.place),
        (_("Người tiếp"), _("Người đứng đầu, trực tiếp") if one.is_chair else one.host_post.name),
        (_("Hình thức"), _("Trực tuyến") if one.is_online else _("Trực tiếp")),
    ]
    if one.is_online:
        lines += [(_("Đã thông báo"), when(one.noticed_at)), (_("Đã kết nối thử"), when(one.tested_at))]
    return lines


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


def _give(model: Any) -> Act:
    states = PLANNED if model is ReceptionDay else WAITING | {VisitState.REFUSING.value}
    return Act(
        "giao",
        gettext_lazy("Giao vị trí khác giữ việc"),
        lambda r, pk, d: matters.hand_over(model, pk, post_id=d["post"], by=r.acting, at=r.at, to=KEEP),
        gettext_lazy("Đã giao việc; các thời hạn giữ nguyên."),
        HandOverForm,
        states,
        prepare=choose_post,
    )


DAY_DESK = Desk(
    model=ReceptionDay,
    to=KEEP,
    title=gettext_lazy("Lịch tiếp công dân"),
    list_route="officer_reception",
    route="officer_reception_day",
    act_route="officer_reception_day_act",
    facts=_day_facts,
    texts=lambda one: [(_("Lý do hủy"), one.closing_reason)],
    acts=(
        Act(
            "da-tiep",
            gettext_lazy("Xác nhận đã tiếp"),
            lambda r, pk, d: days.hold(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã xác nhận buổi tiếp."),
            states=PLANNED,
            is_main=True,
        ),
        Act(
            "da-thong-bao",
            gettext_lazy("Đã thông báo buổi trực tuyến"),
            lambda r, pk, d: days.note_notice(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc thông báo."),
            states=PLANNED,
        ),
        Act(
            "da-thu",
            gettext_lazy("Đã kết nối thử thành công"),
            lambda r, pk, d: days.note_test(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc kết nối thử."),
            states=PLANNED,
        ),
        Act(
            "huy",
            gettext_lazy("Hủy buổi tiếp, nêu lý do"),
            lambda r, pk, d: days.cancel(pk, reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã hủy; hãy xếp buổi khác trong tuần."),
            ReasonForm,
            PLANNED,
            is_danger=True,
        ),
        _give(ReceptionDay),
    ),
)

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
            lambda r, pk, d: visits.reply(pk, result=d["result"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi kết quả trả lời."),
            ResultForm,
            WAITING,
            is_main=True,
        ),
        Act(
            "thong-bao-tu-choi",
            gettext_lazy("Ban hành thông báo từ chối (Mẫu 01/TCD)"),
            lambda r, pk, d: visits.issue_refusal(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ban hành thông báo; hãy in, ký và gửi."),
            states=frozenset({VisitState.REFUSING.value}),
            is_main=True,
        ),
        Act(
            "nhan-giay-to",
            gettext_lazy("Nhận giấy tờ (Mẫu 02/TCD)"),
            lambda r, pk, d: visits.take_papers(pk, papers=d["papers"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi giấy tờ; hãy in giấy biên nhận."),
            PapersForm,
            WAITING,
        ),
        Act(
            "huong-dan",
            gettext_lazy("Không thuộc thẩm quyền: hướng dẫn"),
            lambda r, pk, d: visits.guide(pk, guided_to=d["guided_to"], result=d["result"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc hướng dẫn."),
            GuideForm,
            WAITING,
        ),
        Act(
            "tu-choi",
            gettext_lazy("Từ chối tiếp theo căn cứ của luật"),
            lambda r, pk, d: visits.refuse(pk, ground=d["ground"], explanation=d["explanation"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi từ chối tiếp."),
            RefuseForm,
            WAITING,
            is_danger=True,
        ),
        _give(Visit),
    ),
)


def day_choices(office_id: UUID, found: list[ReceptionDay]) -> list[tuple[str, str]]:
    """Return the sessions that a visit may belong to, an ordinary reception first."""
    told = [(str(one.pk), f"{one.code} · {day_words(one.on)} {clock(one.starts_at)}") for one in found]
    return [("", _("Tiếp thường xuyên")), *told]
