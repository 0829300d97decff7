"""What the register of complaints asks for at each of its steps."""

from django import forms
from django.utils.translation import gettext_lazy

from motcua.doors.officer.matter_pages import ReasonForm, day, line, words
from motcua.feedback.complaints import SuspensionGround


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


class SuspendForm(forms.Form):
    """By which decision, on what ground."""

    number = line(gettext_lazy("Số quyết định tạm đình chỉ (Mẫu 14a)"), most=60)
    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ"), choices=SuspensionGround.choices)
    reason = words(gettext_lazy("Căn cứ, tài liệu chứng minh"), most=500, rows=2)


class ResumeForm(forms.Form):
    """By which decision it goes on."""

    number = line(gettext_lazy("Số quyết định tiếp tục giải quyết (Mẫu 14b)"), most=60)


class StopForm(forms.Form):
    """By which decision, on what ground."""

    number = line(gettext_lazy("Số quyết định đình chỉ (Mẫu 14a)"), most=60)
    reason = words(
        gettext_lazy("Căn cứ đình chỉ"),
        most=500,
        rows=2,
        hint=gettext_lazy("Người khiếu nại rút đơn (toàn bộ, nếu nhiều người), chết, tổ chức giải thể …"),
    )
