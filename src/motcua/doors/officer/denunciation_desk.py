"""The register of denunciations as a desk: the forms of its steps and what its page shows, never the denouncer."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.officer.complaint_forms import TransferForm
from motcua.doors.officer.matter_pages import Act, Desk, HandOverForm, Lines, ReasonForm, choose_post, line, words
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import when
from motcua.feedback import confidants, denouncers, denunciation_steps
from motcua.feedback.denunciations import Denunciation, DenunciationState
from motcua.office import matters, staff
from motcua.office.rights import Capability

KEEP = Capability.KEEP_DENUNCIATIONS
SECRET = gettext_lazy("được giữ bí mật")
RECEIVED = frozenset({DenunciationState.RECEIVED.value})
ACCEPTED = frozenset({DenunciationState.ACCEPTED.value})


class EntryForm(forms.Form):
    """A denunciation; who denounces is sealed at once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    accused = line(gettext_lazy("Người bị tố cáo"))
    content = words(
        gettext_lazy("Nội dung tố cáo"), rows=5, hint=gettext_lazy("Không ghi điều gì làm lộ người tố cáo.")
    )
    is_wide = forms.BooleanField(label=gettext_lazy("Phải kiểm tra, xác minh ở nhiều nơi"), required=False)
    full_name = line(gettext_lazy("Họ và tên người tố cáo"), most=150)
    address = line(gettext_lazy("Địa chỉ"), most=300)
    phone = line(gettext_lazy("Số điện thoại"), most=20, may_be_empty=True)
    number = line(gettext_lazy("Số căn cước, định danh, hộ chiếu"), most=20, may_be_empty=True)


class ExtendForm(forms.Form):
    """Why, and whether it is very complex."""

    basis = words(gettext_lazy("Căn cứ gia hạn"), most=500, rows=2)
    is_very_complex = forms.BooleanField(label=gettext_lazy("Vụ việc đặc biệt phức tạp"), required=False)


class ConcludeForm(forms.Form):
    """The number of the conclusion."""

    number = line(gettext_lazy("Số kết luận nội dung tố cáo"), most=60)


def _facts(_request: StaffRequest, denunciation: Any) -> Lines:
    lines: Lines = [
        (_("Nhận lúc"), when(denunciation.received_at)),
        (_("Người tố cáo"), SECRET),
        (_("Người bị tố cáo"), denunciation.accused),
        (_("Xác minh ở nhiều nơi"), _("có") if denunciation.is_wide else _("không")),
        (_("Số lần gia hạn"), str(denunciation.extensions)),
    ]
    for label, value in (
        (_("Thụ lý"), when(denunciation.accepted_at)),
        (_("Kết luận"), denunciation.conclusion_number),
        (_("Chuyển đến"), denunciation.passed_to),
    ):
        if value:
            lines.append((label, value))
    return lines


def _texts(denunciation: Any) -> Lines:
    return [
        (_("Nội dung tố cáo"), denunciation.content),
        (_("Căn cứ gia hạn"), denunciation.extension_basis),
        (_("Lý do kết thúc"), denunciation.closing_reason),
    ]


def _more(request: StaffRequest, denunciation: Any) -> dict[str, Any]:
    looks = denouncers.looks(denunciation)
    names = staff.names({look.person_id for look in looks if look.person_id})
    return {
        "looks": [(names.get(look.person_id, ""), look.at) for look in looks if look.person_id],
        "shows_looks": True,
        "denouncer_href": reverse("officer_denouncer", args=[denunciation.pk]),
        "may_see": confidants.is_named(request.acting, request.at),
    }


DESK = Desk(
    model=Denunciation,
    to=KEEP,
    title=gettext_lazy("Tố cáo"),
    list_route="officer_denunciations",
    route="officer_denunciation",
    act_route="officer_denunciation_act",
    facts=_facts,
    texts=_texts,
    more=_more,
    acts=(
        Act(
            "thu-ly",
            gettext_lazy("Thụ lý"),
            lambda r, pk, d: denunciation_steps.accept(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã thụ lý; thời hạn giải quyết 30 ngày bắt đầu."),
            states=RECEIVED,
            is_main=True,
        ),
        Act(
            "ket-luan",
            gettext_lazy("Ghi kết luận nội dung tố cáo"),
            lambda r, pk, d: denunciation_steps.conclude(pk, number=d["number"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi kết luận."),
            ConcludeForm,
            ACCEPTED,
            is_main=True,
        ),
        Act(
            "gia-han",
            gettext_lazy("Gia hạn giải quyết"),
            lambda r, pk, d: denunciation_steps.extend(
                pk, basis=d["basis"], is_very_complex=d["is_very_complex"], by=r.acting, at=r.at
            ),
            gettext_lazy("Đã gia hạn, tính từ ngày thụ lý."),
            ExtendForm,
            ACCEPTED,
        ),
        Act(
            "khong-thu-ly",
            gettext_lazy("Không thụ lý, nêu lý do"),
            lambda r, pk, d: denunciation_steps.refuse(pk, reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi không thụ lý."),
            ReasonForm,
            RECEIVED,
            is_danger=True,
        ),
        Act(
            "chuyen",
            gettext_lazy("Chuyển nơi có thẩm quyền"),
            lambda r, pk, d: denunciation_steps.transfer(
                pk, agency=d["agency"], reason=d["reason"], by=r.acting, at=r.at
            ),
            gettext_lazy("Đã chuyển nơi có thẩm quyền."),
            TransferForm,
            RECEIVED,
        ),
        Act(
            "rut",
            gettext_lazy("Người tố cáo rút tố cáo"),
            lambda r, pk, d: denunciation_steps.withdraw(pk, reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc rút tố cáo."),
            ReasonForm,
            RECEIVED | ACCEPTED,
        ),
        Act(
            "giao",
            gettext_lazy("Giao vị trí khác giữ việc"),
            lambda r, pk, d: matters.hand_over(Denunciation, pk, post_id=d["post"], by=r.acting, at=r.at, to=KEEP),
            gettext_lazy("Đã giao việc; các thời hạn giữ nguyên."),
            HandOverForm,
            RECEIVED | ACCEPTED,
            prepare=choose_post,
        ),
    ),
)
