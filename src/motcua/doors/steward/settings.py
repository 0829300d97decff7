"""The steward's dated settings: what holds today and from when, what is dated ahead, and dating a new value."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.doors.access_rules import rule
from motcua.doors.limit_words import limit_words
from motcua.doors.request import StaffRequest
from motcua.doors.templatetags.words import HOLD_WORDS
from motcua.kernel.limits import Limit
from motcua.kernel.localtime import local_day
from motcua.office import offices, settings_dated
from motcua.office.rights import Capability
from motcua.office.setting_kinds import LONGEST, BadValue, Kind, Setting
from motcua.office.settings_dated import SETTINGS, UnknownSetting

VALUE_WORDS = {
    "end_of_day": gettext_lazy("cuối giờ làm việc của ngày hẹn"),
    "same_time": gettext_lazy("đúng giờ đã tiếp nhận"),
    "day_before": gettext_lazy("xong trước ngày hẹn ít nhất một ngày"),
    "moment_before": gettext_lazy("xong trước giờ hẹn"),
    "authorised": gettext_lazy("người được ủy quyền bằng văn bản"),
    "both": gettext_lazy("người được ủy quyền và người đại diện theo pháp luật"),
    "nobody": gettext_lazy("không bắt buộc"),
    "year": gettext_lazy("theo năm"),
    "month": gettext_lazy("theo tháng"),
    **HOLD_WORDS,
}
UNIT_WORDS = [
    ("working_day", gettext_lazy("ngày làm việc")),
    ("half_day", gettext_lazy("nửa ngày làm việc")),
    ("working_hour", gettext_lazy("giờ làm việc")),
    ("day", gettext_lazy("ngày")),
    ("month", gettext_lazy("tháng")),
    ("hour", gettext_lazy("giờ")),
]


class DatingForm(forms.Form):
    """A new value, from which day, by which paper; the fields of the value follow the kind of setting."""

    valid_from = forms.DateField(
        label=gettext_lazy("Áp dụng từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Sau hôm nay. Hồ sơ đã tiếp nhận trước ngày này giữ quy định cũ."),
        error_messages={"required": gettext_lazy("Hãy chọn ngày áp dụng.")},
    )
    legal_ref = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=200,
        help_text=gettext_lazy("Số, ngày của văn bản quy định."),
        error_messages={"required": gettext_lazy("Hãy ghi căn cứ: số, ngày của văn bản quy định.")},
    )

    def __init__(self, setting: Setting, *args: Any, **kwargs: Any) -> None:
        """Draw the fields of the value: a choice, a time of day, or a number and its unit."""
        super().__init__(*args, **kwargs)
        self.value_names = ["value"]
        label = _("Giá trị mới")
        if setting.kind is Kind.CHOICE:
            choices = [(value, VALUE_WORDS.get(value, value)) for value in setting.choices]
            self.fields["value"] = forms.ChoiceField(label=label, choices=choices)
        elif setting.kind is Kind.HOUR:
            self.fields["value"] = forms.TimeField(
                label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            )
        elif setting.kind is Kind.LIMIT:
            self.value_names.append("unit")
            self.fields["value"] = forms.IntegerField(label=label, min_value=0, max_value=1000)
            self.fields["unit"] = forms.ChoiceField(label=_("Đơn vị"), choices=UNIT_WORDS)
        else:
            self.fields["value"] = forms.CharField(label=label, max_length=LONGEST, initial=setting.default)

    @property
    def value_fields(self) -> list[Any]:
        """The fields that make the value."""
        return [self[name] for name in self.value_names]

    def text(self) -> str:
        """Return the value as it is stored."""
        value = self.cleaned_data["value"]
        if "unit" in self.value_names:
            return f"{value}:{self.cleaned_data['unit']}"
        return value if isinstance(value, str) else f"{value:%H:%M}"


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """Show every setting: its value today, since when, by what, and what is dated ahead."""
    today = local_day(request.at)
    now = settings_dated.in_force(request.acting.office, today)
    ahead: dict[str, list[tuple[settings_dated.OfficeSetting, str]]] = {}
    for row in settings_dated.dated(request.acting.office):
        if row.valid_from > today:
            ahead.setdefault(row.name, []).append((row, in_words(row.value)))
    rows = [(setting, now[name], in_words(now[name].value), ahead.get(name, [])) for name, setting in SETTINGS.items()]
    return render(request, "steward/settings.html", {"rows": rows, "today": today})


@require_http_methods(["GET", "POST"])
@rule("staff", Capability.KEEP_OFFICE)
def date_one(request: StaffRequest, name: str) -> HttpResponseBase:
    """Give one setting a value from a later day on; what was refused stands in the form as typed."""
    setting = SETTINGS.get(name)
    if setting is None:
        raise UnknownSetting
    form = DatingForm(setting, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _date(request, setting, form):
            messages.success(request, _("Đã ghi, kèm căn cứ; áp dụng cho hồ sơ tiếp nhận từ ngày đó."))
            return redirect("steward_settings")
        status = request.refusal.status if request.refusal else status
    now = settings_dated.in_force(request.acting.office, local_day(request.at))[name]
    context = {"form": form, "setting": setting, "now": now, "now_words": in_words(now.value)}
    return render(request, "steward/setting.html", context, status=status)


def _date(request: StaffRequest, setting: Setting, form: DatingForm) -> bool:
    try:
        settings_dated.date_value(
            offices.by_id(request.acting.office),
            setting.name,
            form.text(),
            valid_from=form.cleaned_data["valid_from"],
            legal_ref=form.cleaned_data["legal_ref"],
            by=request.acting,
            at=request.at,
        )
    except (BadValue, settings_dated.NotAfterToday, settings_dated.DatedAlready) as refused:
        request.refusal = refused
        return False
    return True


def in_words(value: str) -> str:
    """Return the value of a dated setting as an official reads it."""
    if value in VALUE_WORDS:
        return str(VALUE_WORDS[value])
    try:
        return limit_words(Limit.parse(value))
    except ValueError:
        return value
