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
from motcua.feedback import confidants, denouncers, denunciation_pauses, denunciation_steps, denunciations
from motcua.feedback.denunciations import Denunciation, DenunciationState, HaltGround, StopGround
from motcua.office import matters, staff
from motcua.office.rights import Capability

KEEP = Capability.KEEP_DENUNCIATIONS
SECRET = gettext_lazy("được giữ bí mật")
SILENT = gettext_lazy("Không ghi điều gì làm lộ người tố cáo.")
RECEIVED = frozenset({DenunciationState.RECEIVED.value})
ACCEPTED = frozenset({DenunciationState.ACCEPTED.value})
SUSPENDED = frozenset({DenunciationState.SUSPENDED.value})
STOPPED = frozenset({DenunciationState.STOPPED.value})


class EntryForm(forms.Form):
    """A denunciation; who denounces is sealed at once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    accused = line(gettext_lazy("Người bị tố cáo"))
    content = words(gettext_lazy("Nội dung tố cáo"), rows=5, hint=SILENT)
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


class SuspendForm(forms.Form):
    """By which decision, on what ground."""

    number = line(gettext_lazy("Số quyết định tạm đình chỉ"), most=60)
    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ (Luật Tố cáo Điều 34 khoản 1)"), choices=HaltGround.choices)
    reason = words(gettext_lazy("Lý do, cơ quan, vụ việc phải đợi"), most=500, rows=2, hint=SILENT)


class ResumeForm(forms.Form):
    """By which decision it goes on."""

    number = line(gettext_lazy("Số quyết định tiếp tục giải quyết"), most=60)


class StopForm(forms.Form):
    """By which decision, on what ground."""

    number = line(gettext_lazy("Số quyết định đình chỉ"), most=60)
    ground = forms.ChoiceField(
        label=gettext_lazy("Căn cứ (Luật Tố cáo Điều 34 khoản 3)"),
        choices=StopGround.choices,
        help_text=gettext_lazy(
            "Rút tố cáo mà hành vi có dấu hiệu vi phạm pháp luật, người tố cáo bị đe dọa, mua chuộc hoặc lợi dụng để "
            "vu khống thì phải giải quyết tiếp, không đình chỉ."
        ),
    )
    reason = words(gettext_lazy("Lý do đình chỉ"), most=500, rows=2, hint=SILENT)


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
        (_("Quyết định đình chỉ"), denunciation.stop_number),
        (_("Căn cứ đình chỉ"), denunciation.get_stop_ground_display()),
        (_("Gửi quyết định đình chỉ"), when(denunciation.stop_sent_at)),
    ):
        if value:
            lines.append((label, value))
    for row in denunciations.halts_of(denunciation):
        until = when(row.to_at) if row.to_at else _("chưa tiếp tục")
        lines.append((_("Tạm đình chỉ"), f"{row.number}: {when(row.from_at)} – {until}; {row.get_ground_display()}"))
    return lines


def _texts(denunciation: Any) -> Lines:
    return [
        (_("Nội dung tố cáo"), denunciation.content),
        (_("Căn cứ gia hạn"), denunciation.extension_basis),
        *((_("Lý do tạm đình chỉ"), row.reason) for row in denunciations.halts_of(denunciation)),
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
            RECEIVED,
        ),
        Act(
            "tam-dinh-chi",
            gettext_lazy("Tạm đình chỉ giải quyết"),
            lambda r, pk, d: denunciation_pauses.suspend(pk, **d, by=r.acting, at=r.at),
            gettext_lazy("Đã tạm đình chỉ; thời hạn giải quyết dừng lại. Gửi quyết định trong 05 ngày làm việc."),
            SuspendForm,
            ACCEPTED,
        ),
        Act(
            "tiep-tuc",
            gettext_lazy("Tiếp tục giải quyết"),
            lambda r, pk, d: denunciation_pauses.resume(pk, **d, by=r.acting, at=r.at),
            gettext_lazy("Đã tiếp tục; phần thời hạn còn lại tính từ hôm nay. Hạn gửi quyết định ghi ở trang này."),
            ResumeForm,
            SUSPENDED,
            is_main=True,
        ),
        Act(
            "dinh-chi",
            gettext_lazy("Đình chỉ giải quyết (rút toàn bộ tố cáo, căn cứ khác)"),
            lambda r, pk, d: denunciation_pauses.stop(pk, **d, by=r.acting, at=r.at),
            gettext_lazy("Đã đình chỉ. Gửi quyết định trong 05 ngày làm việc, gửi xong thì kết thúc."),
            StopForm,
            ACCEPTED | SUSPENDED,
            is_danger=True,
        ),
        Act(
            "da-gui-dinh-chi",
            gettext_lazy("Đã gửi quyết định tạm đình chỉ, tiếp tục, đình chỉ"),
            lambda r, pk, d: denunciation_pauses.note_sent(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc gửi quyết định."),
            states=ACCEPTED | SUSPENDED | STOPPED,
        ),
        Act(
            "giao",
            gettext_lazy("Giao vị trí khác giữ việc"),
            lambda r, pk, d: matters.hand_over(Denunciation, pk, post_id=d["post"], by=r.acting, at=r.at, to=KEEP),
            gettext_lazy("Đã giao việc; các thời hạn giữ nguyên."),
            HandOverForm,
            RECEIVED | ACCEPTED | SUSPENDED | STOPPED,
            prepare=choose_post,
        ),
    ),
)
