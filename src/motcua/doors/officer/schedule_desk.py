"""The schedule of reception as a desk: the form of a day, what its page shows, what may be done."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.officer.matter_pages import Act, Desk, HandOverForm, Lines, ReasonForm, choose_post, day, line
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import clock, weekday, when
from motcua.doors.templatetags.words import day as day_words
from motcua.office import matters
from motcua.office.rights import Capability
from motcua.reception import days
from motcua.reception.days import DayState, ReceptionDay

KEEP = Capability.RECEIVE_CITIZENS
PLANNED = frozenset({DayState.PLANNED.value})


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


def hand_over(model: Any, states: frozenset[str]) -> Act:
    """Return the act that gives a day or a visit to another post."""
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
        hand_over(ReceptionDay, PLANNED),
    ),
)


def day_choices(office_id: UUID, found: list[ReceptionDay]) -> list[tuple[str, str]]:
    """Return the sessions that a visit may belong to, an ordinary reception first."""
    told = [(str(one.pk), f"{one.code} · {day_words(one.on)} {clock(one.starts_at)}") for one in found]
    return [("", _("Tiếp thường xuyên")), *told]
