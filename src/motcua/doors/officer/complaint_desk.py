"""The register of complaints as a desk: the forms of its steps, what its page shows, masked, and what may be done."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.officer.matter_pages import Act, Desk, HandOverForm, Lines, ReasonForm, choose_post, day, line, words
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import day as day_words
from motcua.doors.templatetags.words import when
from motcua.feedback import complaint_steps, complaints
from motcua.feedback.complaints import Complaint, ComplaintState
from motcua.kernel.masking import mask_name, mask_number
from motcua.office import matters
from motcua.office.rights import Capability

KEEP = Capability.KEEP_COMPLAINTS
RECEIVED = frozenset({ComplaintState.RECEIVED.value})
ACCEPTED = frozenset({ComplaintState.ACCEPTED.value})


class EntryForm(forms.Form):
    """A complaint that was handed in or came by post."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    full_name = line(gettext_lazy("Họ và tên người khiếu nại"), most=150)
    number = line(gettext_lazy("Số căn cước, định danh, hộ chiếu"), most=20, may_be_empty=True)
    address = line(gettext_lazy("Địa chỉ"), most=300)
    phone = line(gettext_lazy("Số điện thoại"), most=20, may_be_empty=True)
    against = line(gettext_lazy("Người, cơ quan bị khiếu nại"))
    content = words(gettext_lazy("Nội dung khiếu nại"), rows=5)
    known_on = day(
        gettext_lazy("Ngày nhận hoặc biết quyết định, hành vi"),
        hint=gettext_lazy("Thời hiệu 90 ngày tính từ ngày này; lần hai: ngày nhận quyết định lần đầu."),
        is_needed=False,
    )
    round = forms.TypedChoiceField(
        label=gettext_lazy("Lần khiếu nại"),
        choices=[("1", gettext_lazy("Lần đầu")), ("2", gettext_lazy("Lần hai"))],
        coerce=int,
    )
    is_remote = forms.BooleanField(label=gettext_lazy("Vùng sâu, vùng xa, đi lại khó khăn"), required=False)


class AcceptForm(forms.Form):
    """An obstacle, when it came late."""

    obstacle = line(
        gettext_lazy("Trở ngại khách quan (chỉ khi quá thời hiệu)"),
        most=500,
        may_be_empty=True,
        hint=gettext_lazy("Ốm đau, thiên tai, đi công tác, học tập ở xa …"),
    )


class TransferForm(ReasonForm):
    """To whom and why."""

    agency = line(gettext_lazy("Nơi có thẩm quyền"))
    field_order = ["agency", "reason"]


class ExtendForm(forms.Form):
    """Why it is complex."""

    basis = words(gettext_lazy("Căn cứ xác định vụ việc phức tạp"), most=500, rows=2)


class DialogueForm(forms.Form):
    """When."""

    on = day(gettext_lazy("Ngày đối thoại"))


class NumberForm(forms.Form):
    """The number of the decision."""

    number = line(gettext_lazy("Số quyết định"), most=60)


class AppealForm(forms.Form):
    """Where the second complaint went."""

    agency = line(gettext_lazy("Nơi nhận khiếu nại lần hai, khởi kiện"))


def _facts(_request: StaffRequest, complaint: Any) -> Lines:
    who = complaint.complainant
    last_on = complaints.last_day_to_file(complaint)
    statute = _("còn") if complaints.is_in_time(complaint) else _("đã quá")
    lines: Lines = [
        (_("Nhận lúc"), when(complaint.received_at)),
        (_("Lần khiếu nại"), complaint.round),
        (_("Người khiếu nại"), mask_name(who.full_name)),
        (_("Giấy tờ"), mask_number(who.identity_number)),
        (_("Bị khiếu nại"), complaint.against),
        (_("Biết quyết định, hành vi"), day_words(complaint.known_on)),
        (_("Thời hiệu"), f"{day_words(last_on)} ({statute})"),
        (_("Vùng sâu, vùng xa"), _("có") if complaint.is_remote else _("không")),
    ]
    for label, value in (
        (_("Thụ lý"), when(complaint.accepted_at)),
        (_("Ngày đối thoại"), day_words(complaint.dialogue_on)),
        (_("Quyết định"), complaint.decision_number),
        (_("Gửi quyết định"), when(complaint.sent_at)),
        (_("Có hiệu lực"), when(complaint.in_effect_at)),
        (_("Chuyển đến"), complaint.passed_to),
    ):
        if value:
            lines.append((label, value))
    return lines


def _texts(complaint: Any) -> Lines:
    return [
        (_("Nội dung khiếu nại"), complaint.content),
        (_("Căn cứ xác định phức tạp"), complaint.complexity_basis),
        (_("Trở ngại khách quan"), complaint.obstacle),
        (_("Lý do kết thúc"), complaint.closing_reason),
    ]


def _more(_request: StaffRequest, complaint: Any) -> dict[str, Any]:
    return {"reveal_href": reverse("officer_complainant", args=[complaint.pk])}


DESK = Desk(
    model=Complaint,
    to=KEEP,
    title=gettext_lazy("Khiếu nại"),
    list_route="officer_complaints",
    route="officer_complaint",
    act_route="officer_complaint_act",
    facts=_facts,
    texts=_texts,
    more=_more,
    acts=(
        Act(
            "thu-ly",
            gettext_lazy("Thụ lý"),
            lambda r, pk, d: complaint_steps.accept(pk, obstacle=d["obstacle"], by=r.acting, at=r.at),
            gettext_lazy("Đã thụ lý; thời hạn giải quyết bắt đầu."),
            AcceptForm,
            RECEIVED,
            is_main=True,
        ),
        Act(
            "quyet-dinh",
            gettext_lazy("Ghi quyết định giải quyết"),
            lambda r, pk, d: complaint_steps.decide(pk, number=d["number"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi quyết định; gửi trong 03 ngày làm việc."),
            NumberForm,
            ACCEPTED,
            is_main=True,
        ),
        Act(
            "da-gui",
            gettext_lazy("Đã gửi quyết định"),
            lambda r, pk, d: complaint_steps.send(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc gửi quyết định."),
            states=frozenset({ComplaintState.DECIDED.value, ComplaintState.IN_EFFECT.value}),
            is_main=True,
        ),
        Act(
            "phuc-tap",
            gettext_lazy("Xác định phức tạp, kéo dài thời hạn (một lần)"),
            lambda r, pk, d: complaint_steps.extend(pk, basis=d["basis"], by=r.acting, at=r.at),
            gettext_lazy("Đã kéo dài thời hạn, tính từ ngày thụ lý."),
            ExtendForm,
            ACCEPTED,
        ),
        Act(
            "doi-thoai",
            gettext_lazy("Hẹn ngày đối thoại"),
            lambda r, pk, d: complaint_steps.plan_dialogue(pk, on=d["on"], by=r.acting, at=r.at),
            gettext_lazy("Đã hẹn đối thoại; hạn gửi thông báo được theo dõi."),
            DialogueForm,
            ACCEPTED,
        ),
        Act(
            "da-bao-doi-thoai",
            gettext_lazy("Đã gửi thông báo đối thoại"),
            lambda r, pk, d: complaint_steps.note_dialogue_notice(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc gửi thông báo đối thoại."),
            states=ACCEPTED,
        ),
        Act(
            "khieu-nai-tiep",
            gettext_lazy("Ghi có khiếu nại lần hai hoặc khởi kiện"),
            lambda r, pk, d: complaint_steps.appeal(pk, agency=d["agency"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi; quyết định không tự có hiệu lực."),
            AppealForm,
            frozenset({ComplaintState.DECIDED.value, ComplaintState.SENT.value}),
        ),
        Act(
            "khong-thu-ly",
            gettext_lazy("Không thụ lý, nêu lý do"),
            lambda r, pk, d: complaint_steps.refuse(pk, reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi không thụ lý; gửi thông báo cho người khiếu nại."),
            ReasonForm,
            RECEIVED,
            is_danger=True,
        ),
        Act(
            "chuyen",
            gettext_lazy("Chuyển nơi có thẩm quyền"),
            lambda r, pk, d: complaint_steps.transfer(pk, agency=d["agency"], reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã chuyển nơi có thẩm quyền."),
            TransferForm,
            RECEIVED,
        ),
        Act(
            "rut",
            gettext_lazy("Người khiếu nại rút đơn"),
            lambda r, pk, d: complaint_steps.withdraw(pk, reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc rút khiếu nại."),
            ReasonForm,
            RECEIVED | ACCEPTED,
        ),
        Act(
            "giao",
            gettext_lazy("Giao vị trí khác giữ việc"),
            lambda r, pk, d: matters.hand_over(Complaint, pk, post_id=d["post"], by=r.acting, at=r.at, to=KEEP),
            gettext_lazy("Đã giao việc; các thời hạn giữ nguyên."),
            HandOverForm,
            frozenset(ComplaintState.values),
            prepare=choose_post,
        ),
    ),
)
