"""The register of petitions as a desk: the forms of its acts, what its page shows, masked, and what may be done."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.officer.matter_pages import (
    Act,
    Desk,
    HandOverForm,
    Lines,
    ReasonForm,
    choose_post,
    line,
    post_of,
    words,
)
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import when
from motcua.feedback import petition_handling, petitions
from motcua.feedback.petitions import About, Means, Petition, PetitionState
from motcua.kernel.identifiers import phone_display
from motcua.kernel.masking import mask_name, mask_phone
from motcua.office import matters
from motcua.office.rights import Capability

KEEP = Capability.KEEP_PETITIONS
SECRET = gettext_lazy("được giữ bí mật")
OPEN = frozenset({PetitionState.RECEIVED.value, PetitionState.HANDLING.value})


class EntryForm(forms.Form):
    """A petition that came by telephone, letter, box …"""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    means = forms.ChoiceField(
        label=gettext_lazy("Nhận qua"), choices=[choice for choice in Means.choices if choice[0] != Means.PORTAL]
    )
    about = forms.ChoiceField(label=gettext_lazy("Nội dung về"), choices=About.choices, initial=About.UNSORTED)
    content = words(gettext_lazy("Nội dung phản ánh, kiến nghị"), rows=5)
    full_name = line(gettext_lazy("Họ và tên người gửi"), most=150)
    address = line(gettext_lazy("Địa chỉ"), most=300)
    phone = line(gettext_lazy("Số điện thoại"), most=20)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    is_secret = forms.BooleanField(label=gettext_lazy("Người gửi yêu cầu giữ bí mật"), required=False)
    scan = forms.FileField(label=gettext_lazy("Bản quét đơn, thư (PDF hoặc ảnh)"), required=False)


class ClassifyForm(forms.Form):
    """What it is about and who answers."""

    about = forms.ChoiceField(
        label=gettext_lazy("Nội dung về"), choices=[choice for choice in About.choices if choice[0] != About.UNSORTED]
    )
    is_complex = forms.BooleanField(label=gettext_lazy("Nội dung phức tạp, phải xác minh"), required=False)
    post = forms.ChoiceField(label=gettext_lazy("Giao vị trí trả lời"), required=False)


class ForwardForm(forms.Form):
    """To whom."""

    agency = line(
        gettext_lazy("Cơ quan có thẩm quyền"), hint=gettext_lazy("Ghi đúng tên cơ quan, ví dụ Sở Nội vụ tỉnh.")
    )


class ReplyForm(forms.Form):
    """The words of the answer."""

    words = words(gettext_lazy("Nội dung trả lời người gửi"), rows=5)


class ExplanationForm(forms.Form):
    """What the agency explained."""

    explanation = words(gettext_lazy("Giải trình của cơ quan, chuyển nguyên văn đến người gửi"), rows=5)


class PublishForm(forms.Form):
    """What everyone reads."""

    subject = line(gettext_lazy("Tóm tắt nội dung, không nêu người gửi"), most=300)
    words = words(gettext_lazy("Trả lời công khai"), rows=5)


def _prefill(form: forms.Form, matter: Any) -> None:
    form.fields["words"].initial = matter.reply


def _facts(_request: StaffRequest, petition: Any) -> Lines:
    return facts_of(petition, is_shown=False)


def facts_of(petition: Petition, *, is_shown: bool) -> Lines:
    """Return the facts of a petition; who sent it only masked, or not at all, until it is asked for."""
    sender = petition.sender
    name, phone = mask_name(sender.full_name), mask_phone(sender.phone)
    if is_shown:
        name, phone = sender.full_name, phone_display(sender.phone)
    elif petition.is_secret:
        name = phone = str(SECRET)
    lines: Lines = [
        (_("Nhận lúc"), when(petition.received_at)),
        (_("Nhận qua"), petition.get_means_display()),
        (_("Nội dung về"), petition.get_about_display()),
        (_("Người gửi"), name),
        (_("Số điện thoại"), phone),
    ]
    if is_shown:
        lines += [(_("Địa chỉ"), sender.address), (_("Thư điện tử"), sender.email or "–")]
    if petition.agency:
        lines.append((_("Đã chuyển"), f"{petition.agency} ({petition.letter_number})"))
    return lines


def _texts(petition: Any) -> Lines:
    return [
        (_("Nội dung phản ánh, kiến nghị"), petition.content),
        (_("Trả lời người gửi"), petition.reply),
        (_("Công khai"), petition.public_subject and f"{petition.public_subject}\n{petition.public_reply}"),
        (_("Lý do kết thúc"), petition.closing_reason),
    ]


def _links(petition: Any) -> Lines:
    found: Lines = [
        (file.name, reverse("officer_petition_file", args=[petition.pk, file.pk]))
        for file in petitions.files_of(petition)
    ]
    if petition.forwarded_at:
        found.append((_("Phiếu chuyển (PDF)"), reverse("officer_petition_letter", args=[petition.pk])))
    return found


def _more(request: StaffRequest, petition: Any) -> dict[str, Any]:
    return {"reveal_href": reverse("officer_petition_sender", args=[petition.pk])}


DESK = Desk(
    model=Petition,
    to=KEEP,
    title=gettext_lazy("Phản ánh, kiến nghị"),
    list_route="officer_petitions",
    route="officer_petition",
    act_route="officer_petition_act",
    facts=_facts,
    texts=_texts,
    links=_links,
    more=_more,
    acts=(
        Act(
            "phan-loai",
            gettext_lazy("Phân loại, giao trả lời"),
            lambda r, pk, d: petition_handling.classify(
                pk, about=d["about"], is_complex=d["is_complex"], post_id=post_of(d), by=r.acting, at=r.at
            ),
            gettext_lazy("Đã phân loại; thời hạn trả lời tính từ lúc nhận."),
            ClassifyForm,
            OPEN,
            is_main=True,
            prepare=choose_post,
        ),
        Act(
            "tra-loi",
            gettext_lazy("Trả lời người gửi"),
            lambda r, pk, d: petition_handling.reply(pk, words=d["words"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi nội dung trả lời. Người gửi đọc bằng mã và bốn số cuối điện thoại."),
            ReplyForm,
            OPEN,
            is_main=True,
        ),
        Act(
            "chuyen",
            gettext_lazy("Không thuộc thẩm quyền: chuyển cơ quan khác"),
            lambda r, pk, d: petition_handling.forward(pk, agency=d["agency"], by=r.acting, at=r.at),
            gettext_lazy("Đã lập phiếu chuyển. Hãy in, gửi cơ quan và chờ giải trình."),
            ForwardForm,
            OPEN,
        ),
        Act(
            "giai-trinh",
            gettext_lazy("Chuyển giải trình của cơ quan đến người gửi"),
            lambda r, pk, d: petition_handling.pass_on(pk, explanation=d["explanation"], by=r.acting, at=r.at),
            gettext_lazy("Đã chuyển giải trình đến người gửi."),
            ExplanationForm,
            frozenset({PetitionState.FORWARDED.value}),
            is_main=True,
        ),
        Act(
            "cong-khai",
            gettext_lazy("Công khai kết quả"),
            lambda r, pk, d: petition_handling.publish(
                pk, subject=d["subject"], words=d["words"], by=r.acting, at=r.at
            ),
            gettext_lazy("Đã công khai kết quả, không nêu người gửi."),
            PublishForm,
            frozenset({PetitionState.REPLIED.value}),
            is_main=True,
            prepare=_prefill,
        ),
        Act(
            "khong-cong-khai",
            gettext_lazy("Kết thúc, không công khai"),
            lambda r, pk, d: petition_handling.close_unpublished(pk, reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã kết thúc, không công khai."),
            ReasonForm,
            frozenset({PetitionState.REPLIED.value}),
        ),
        Act(
            "khong-xem-xet",
            gettext_lazy("Không xem xét, nêu lý do"),
            lambda r, pk, d: petition_handling.decline(pk, reason=d["reason"], by=r.acting, at=r.at),
            gettext_lazy("Đã ghi lý do không xem xét."),
            ReasonForm,
            OPEN,
            is_danger=True,
        ),
        Act(
            "giao",
            gettext_lazy("Giao vị trí khác giữ việc"),
            lambda r, pk, d: matters.hand_over(Petition, pk, post_id=d["post"], by=r.acting, at=r.at, to=KEEP),
            gettext_lazy("Đã giao việc; các thời hạn giữ nguyên."),
            HandOverForm,
            OPEN | {PetitionState.FORWARDED.value, PetitionState.REPLIED.value},
            prepare=choose_post,
        ),
    ),
)
