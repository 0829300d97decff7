"""The register of complaints as a desk: the forms of its steps, what its page shows, masked, and what may be done."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.officer.complaint_forms import (
    AcceptForm,
    AppealForm,
    DialogueForm,
    ExtendForm,
    NumberForm,
    ResumeForm,
    StopForm,
    SuspendForm,
    TransferForm,
)
from motcua.doors.officer.matter_pages import Act, Desk, HandOverForm, Lines, ReasonForm, choose_post
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import day as day_words
from motcua.doors.templatetags.words import when
from motcua.feedback import complaint_pauses, complaint_steps, complaints
from motcua.feedback.complaints import Complaint, ComplaintState
from motcua.kernel.masking import mask_name, mask_number
from motcua.office import matters
from motcua.office.rights import Capability

KEEP = Capability.KEEP_COMPLAINTS
RECEIVED = frozenset({ComplaintState.RECEIVED.value})
ACCEPTED = frozenset({ComplaintState.ACCEPTED.value})
SUSPENDED = frozenset({ComplaintState.SUSPENDED.value})
STOPPED = frozenset({ComplaintState.STOPPED.value})


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
    for row in complaints.suspensions_of(complaint):
        until = when(row.to_at) if row.to_at else _("chưa tiếp tục")
        lines.append((_("Tạm đình chỉ"), f"{row.number}: {when(row.from_at)} – {until}; {row.get_ground_display()}"))
    return lines


def _texts(complaint: Any) -> Lines:
    return [
        (_("Nội dung khiếu nại"), complaint.content),
        (_("Căn cứ xác định phức tạp"), complaint.complexity_basis),
        (_("Trở ngại khách quan"), complaint.obstacle),
        *((_("Căn cứ tạm đình chỉ"), row.reason) for row in complaints.suspensions_of(complaint)),
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
            RECEIVED,
        ),
        Act(
            "tam-dinh-chi",
            gettext_lazy("Tạm đình chỉ giải quyết"),
            lambda r, pk, d: complaint_pauses.suspend(pk, **d, by=r.acting, at=r.at),
            gettext_lazy("Đã tạm đình chỉ; thời hạn giải quyết dừng lại. Gửi quyết định trong 03 ngày làm việc."),
            SuspendForm,
            ACCEPTED,
        ),
        Act(
            "tiep-tuc",
            gettext_lazy("Tiếp tục giải quyết"),
            lambda r, pk, d: complaint_pauses.resume(pk, **d, by=r.acting, at=r.at),
            gettext_lazy("Đã tiếp tục; phần thời hạn còn lại tính từ hôm nay. Gửi quyết định trong 03 ngày làm việc."),
            ResumeForm,
            SUSPENDED,
            is_main=True,
        ),
        Act(
            "dinh-chi",
            gettext_lazy("Đình chỉ giải quyết (rút khiếu nại, căn cứ khác)"),
            lambda r, pk, d: complaint_pauses.stop(pk, **d, by=r.acting, at=r.at),
            gettext_lazy("Đã đình chỉ. Gửi quyết định trong 03 ngày làm việc, gửi xong thì kết thúc."),
            StopForm,
            ACCEPTED | SUSPENDED,
            is_danger=True,
        ),
        Act(
            "da-gui-dinh-chi",
            gettext_lazy("Đã gửi quyết định tạm đình chỉ, tiếp tục, đình chỉ"),
            lambda r, pk, d: complaint_pauses.note_sent(pk, by=r.acting, at=r.at),
            gettext_lazy("Đã ghi việc gửi quyết định."),
            states=ACCEPTED | SUSPENDED | STOPPED,
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
