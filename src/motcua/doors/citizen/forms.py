"""The small forms of the citizen's door: text becomes values, and every refusal says how to write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.doors.proxy_fields import ProxyFields
from motcua.dossiers import proxies
from motcua.feedback.questions import QUESTIONS, SCORES
from motcua.journal.kernel_words import in_readers_language
from motcua.kernel.identifiers import normalise_phone, normalise_resume_code, phone_display
from motcua.procedures.components import Case

TEL = {"inputmode": "tel", "autocomplete": "tel", "maxlength": 20}
RESULT_CHANNELS = [
    (2, _("Trực tuyến: tải về từ trang tra cứu, không phải đi lại")),
    (1, _("Đến nhận tại Trung tâm")),
    (3, _("Qua bưu chính công ích (trả cước khi nhận)")),
]


class PhoneField(forms.CharField):
    """A Vietnamese phone number, kept as +84…"""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Số điện thoại"))
        options.setdefault("error_messages", {"required": _("Hãy nhập số điện thoại.")})
        super().__init__(max_length=20, widget=forms.TextInput(TEL), **options)

    def clean(self, value: Any) -> str:
        """Return the number as +84…; refuses with how to write it."""
        text = super().clean(value)
        try:
            return normalise_phone(text)
        except ValueError as problem:
            raise ValidationError(in_readers_language(problem)) from problem

    def prepare_value(self, value: Any) -> Any:
        """Write a kept number the way people say it."""
        return phone_display(value) if isinstance(value, str) else value


class StartForm(forms.Form):
    """The case, where there are several, and the phone by which the draft is found again."""

    phone = PhoneField(help_text=_("Để tìm lại hồ sơ đang soạn và để Trung tâm liên hệ. Không dùng vào việc khác."))

    def __init__(self, cases: list[Case], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cases:
            self.fields["case"] = forms.ChoiceField(
                label=_("Trường hợp của ông/bà"),
                choices=[(case.slug, case.name) for case in cases],
                widget=forms.RadioSelect,
                error_messages={"required": _("Hãy chọn trường hợp của ông/bà.")},
            )
            self.order_fields(["case", "phone"])


class ContactForm(ProxyFields):
    """How the result is to come, the phone, and who files for another."""

    result_channel = forms.TypedChoiceField(
        label=_("Nhận kết quả"),
        choices=RESULT_CHANNELS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn cách nhận kết quả.")},
    )
    phone = PhoneField(help_text=_("Trung tâm báo tin và xác nhận qua số này."))
    proxy_basis = forms.ChoiceField(
        label=_("Nộp thay vì"),
        choices=proxies.Basis.choices,
        initial=proxies.Basis.AUTHORISED,
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Check what was said of the proxy by the counter's rules."""
        self.check_proxy()
        return self.cleaned_data


class ResumeForm(forms.Form):
    """The code of ten consonants and the phone."""

    code = forms.CharField(
        label=_("Mã tiếp tục"),
        help_text=_("Mười chữ cái, ví dụ BCDFG-HJKLM. Viết hoa hay thường đều được."),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Hãy nhập mã tiếp tục.")},
    )
    phone = PhoneField()

    def clean_code(self) -> str:
        """Return the code as it is stored; refuses what can't be one."""
        try:
            return normalise_resume_code(self.cleaned_data["code"])
        except ValueError as problem:
            raise ValidationError(in_readers_language(problem)) from problem


class TrackForm(forms.Form):
    """The code of a dossier."""

    ma = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("In trên giấy tiếp nhận và trong tin nhắn, ví dụ H99.01-261122-0001."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Hãy nhập mã hồ sơ.")},
    )


class DigitsForm(forms.Form):
    """The last four digits of phone or personal number."""

    digits = forms.RegexField(
        r"^\s*[0-9]{4}\s*$",
        label=_("Bốn số cuối"),
        help_text=_("Của số điện thoại hoặc số định danh cá nhân đã khai trong hồ sơ."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
        error_messages={"required": _("Hãy nhập bốn chữ số."), "invalid": _("Hãy nhập đúng bốn chữ số.")},
    )


class WithdrawForm(forms.Form):
    """Why the applicant asks to stop."""

    reason = forms.CharField(
        label=_("Lý do rút hồ sơ"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Hãy ghi lý do để Trung tâm giải quyết."),
            "max_length": _("Lý do dài quá 500 ký tự. Hãy viết ngắn hơn."),
        },
    )


class RatingForm(forms.Form):
    """The overall score, nine questions that may stay empty, and words."""

    score = forms.TypedChoiceField(
        label=_("Ông/bà có hài lòng với việc giải quyết hồ sơ này không?"),
        choices=[(str(score), words) for score, words in SCORES.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một mức hài lòng.")},
    )
    comment = forms.CharField(
        label=_("Góp ý thêm"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": _("Góp ý dài quá 2.000 ký tự. Hãy viết ngắn hơn.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Không trả lời")), *[(str(score), words) for score, words in SCORES.items()]]
        for question in QUESTIONS:
            self.fields[f"q_{question.key}"] = forms.TypedChoiceField(
                label=_(question.words), choices=choices, coerce=int, empty_value=None, required=False
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """The nine questions of the law."""
        return [self[f"q_{question.key}"] for question in QUESTIONS]

    def answers(self) -> dict[str, int]:
        """Return what was answered: {letter: 1–5}."""
        found = {question.key: self.cleaned_data.get(f"q_{question.key}") for question in QUESTIONS}
        return {key: value for key, value in found.items() if value}
