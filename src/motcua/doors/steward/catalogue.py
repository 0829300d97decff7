"""The steward's catalogue: what is known and unknown of each procedure, completing it, opening it for filing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.request import StaffRequest
from motcua.doors.steward.settings import in_words
from motcua.kernel.clock import Cutoff
from motcua.kernel.holds import HoldKind
from motcua.kernel.limits import Limit, Unit
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent
from motcua.office import offices
from motcua.office.posts import PostKind
from motcua.office.rights import Capability
from motcua.procedures import catalogue, completion, components, openings, routes, search, versions
from motcua.procedures.channels import Channel, FeeKind
from motcua.procedures.versions import Level, Version

UNIT_WORDS = {
    Unit.WORKING_DAY: gettext_lazy("ngày làm việc"),
    Unit.HALF_DAY: gettext_lazy("nửa ngày làm việc"),
    Unit.WORKING_HOUR: gettext_lazy("giờ làm việc"),
    Unit.DAY: gettext_lazy("ngày"),
    Unit.MONTH: gettext_lazy("tháng"),
    Unit.HOUR: gettext_lazy("giờ"),
}


START_WORDS = {
    StartEvent.ACCEPTED.value: gettext_lazy("khi nhận đủ hồ sơ hợp lệ"),
    StartEvent.RECEIVED_BY_COMPETENT.value: gettext_lazy("khi cơ quan có thẩm quyền nhận được hồ sơ"),
    StartEvent.ACCEPTED_AND_PAID.value: gettext_lazy("khi nhận đủ hồ sơ và thu đủ phí, lệ phí"),
}
HOLD_CHOICES = [
    ("", gettext_lazy("Giữ nguyên")),
    ("none", gettext_lazy("vẫn tính vào thời hạn")),
    ("exclude", gettext_lazy("không tính vào thời hạn")),
    ("pause", gettext_lazy("tạm dừng, tính tiếp sau đó")),
]


class CompletionForm(forms.Form):
    """What a province sets: the level, the limit and the fees by channel, with the decision that sets them."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ngày của quyết định hoặc nghị quyết quy định các giá trị dưới đây."),
        error_messages={"required": gettext_lazy("Hãy ghi căn cứ: số, ngày của văn bản quy định.")},
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Mức độ dịch vụ công trực tuyến"),
        required=False,
        choices=[("", gettext_lazy("Giữ nguyên")), *Level.choices],
    )
    limit_value = forms.IntegerField(
        label=gettext_lazy("Thời hạn giải quyết"), required=False, min_value=0, max_value=1000
    )
    limit_unit = forms.ChoiceField(
        label=gettext_lazy("Đơn vị thời hạn"), choices=[(unit.value, words) for unit, words in UNIT_WORDS.items()]
    )
    case = forms.ChoiceField(label=gettext_lazy("Thời hạn, phí này cho"), required=False)
    cutoff = forms.ChoiceField(
        label=gettext_lazy("Giờ chốt nhận hồ sơ"),
        required=False,
        choices=[
            ("", gettext_lazy("Giữ nguyên")),
            (Cutoff.NONE, gettext_lazy("Không có giờ chốt")),
            (Cutoff.AFTER_15H, gettext_lazy("Nhận sau 15 giờ tính từ ngày làm việc tiếp theo")),
            (Cutoff.LAST_HOUR, gettext_lazy("Nhận trong giờ cuối trước khi đóng cửa tính từ ngày làm việc tiếp theo")),
        ],
    )
    start_event = forms.ChoiceField(
        label=gettext_lazy("Thời hạn bắt đầu từ"),
        required=False,
        choices=[("", gettext_lazy("Giữ nguyên")), *START_WORDS.items()],
    )
    hold_verification = forms.ChoiceField(
        label=gettext_lazy("Thời gian xác minh"), required=False, choices=HOLD_CHOICES
    )
    hold_opinion = forms.ChoiceField(label=gettext_lazy("Thời gian lấy ý kiến"), required=False, choices=HOLD_CHOICES)
    fee_counter = forms.IntegerField(
        label=gettext_lazy("Phí, lệ phí khi nộp trực tiếp (đồng)"), required=False, min_value=0, max_value=10**9
    )
    fee_online = forms.IntegerField(
        label=gettext_lazy("Phí, lệ phí khi nộp trực tuyến (đồng)"), required=False, min_value=0, max_value=10**9
    )
    fee_kind = forms.ChoiceField(label=gettext_lazy("Cách tính phí"), choices=FeeKind.choices)

    def __init__(self, version: Version | None, *args: Any, **kwargs: Any) -> None:
        """List the cases of the version that is completed."""
        super().__init__(*args, **kwargs)
        self.cases = {case.slug: case for case in version.cases.all()} if version else {}
        named = [(slug, case.name) for slug, case in self.cases.items()]
        self.fields["case"].choices = [("", _("mọi trường hợp")), *named]  # type: ignore[attr-defined]  # a ChoiceField

    def holds(self) -> dict[str, str]:
        """Return what was chosen of the two kinds of waiting that a sector's law speaks of."""
        found = {kind: self.cleaned_data[f"hold_{kind}"] for kind in (HoldKind.VERIFICATION, HoldKind.OPINION)}
        return {kind.value: mode for kind, mode in found.items() if mode}

    def limits(self) -> dict[int, Limit]:
        """Return the limit for every channel when one was given."""
        value = self.cleaned_data["limit_value"]
        if value is None:
            return {}
        limit = Limit(value, Unit(self.cleaned_data["limit_unit"]))
        return {channel.value: limit for channel in Channel}

    def fees(self) -> dict[int, int]:
        """Return the fees that were given; post costs what the counter costs."""
        counter, online = self.cleaned_data["fee_counter"], self.cleaned_data["fee_online"]
        found = {Channel.COUNTER.value: counter, Channel.POSTAL.value: counter, Channel.ONLINE.value: online}
        return {channel: fee for channel, fee in found.items() if fee is not None}


@require_safe
@rule("staff", Capability.KEEP_CATALOGUE)
def listing(request: StaffRequest) -> HttpResponse:
    """Show the procedures that match, with whether each is open here."""
    text = request.GET.get("q", "")[:200]
    open_ids = {
        version.procedure_id for version in openings.open_versions(request.acting.office, local_day(request.at))
    }
    only_open = request.GET.get("mo") == "1"
    found = search.find(text, office=request.acting.office if only_open else None, limit=60, all_rows=True)
    context = {"found": found, "open_ids": open_ids, "q": text, "only_open": only_open}
    return render(request, "steward/catalogue.html", context)


@require_safe
@rule("staff", Capability.KEEP_CATALOGUE)
def one(request: StaffRequest, code: str) -> HttpResponse:
    """Show one procedure with the source of every value and what still stands in the way of opening it."""
    return _page(request, code)


def _page(request: StaffRequest, code: str, form: CompletionForm | None = None) -> HttpResponse:
    procedure = catalogue.by_code(code)
    on = local_day(request.at)
    version = versions.find_current(procedure.code, on)
    context = {
        "procedure": procedure,
        "version": version,
        "terms": list(version.terms.select_related("case")) if version else [],
        "components": components.for_case(version) if version else [],
        "route": routes.steps(version) if version else [],
        "post_kinds": dict(PostKind.choices),
        "is_open": version is not None and openings.is_open(request.acting.office, version),
        "obstacles": openings.obstacles(version, on) if version else [_("chưa có quy định áp dụng")],
        "form": form or CompletionForm(version),
        "start_words": START_WORDS.get(version.start_event, "") if version else "",
        "hold_words": _hold_words(version) if version else [],
    }
    status = request.refusal.status if request.refusal else (422 if form else 200)
    return render(request, "steward/procedure.html", context, status=status)


def _hold_words(version: Version) -> list[tuple[str, str, str]]:
    """Return what this procedure's own law says of waiting: for what, what it does, where it stands."""
    kinds = {
        HoldKind.SUPPLEMENT: _("Chờ bổ sung"),
        HoldKind.OBLIGATION: _("Chờ nghĩa vụ tài chính"),
        HoldKind.VERIFICATION: _("Thời gian xác minh"),
        HoldKind.OPINION: _("Thời gian lấy ý kiến"),
    }
    rules = [(words, version.hold_rule(kind)) for kind, words in kinds.items()]
    return [(words, in_words(rule.mode.value), rule.legal_basis) for words, rule in rules if rule]


@require_POST
@rule("staff", Capability.KEEP_CATALOGUE)
def complete(request: StaffRequest, code: str) -> HttpResponseBase:
    """Fill in what the national row leaves open; a bad value keeps the form as typed."""
    version = versions.current(catalogue.by_code(code).code, local_day(request.at))
    form = CompletionForm(version, request.POST)
    if not form.is_valid():
        return _page(request, code, form)
    try:
        completion.complete(
            version,
            by=request.acting,
            at=request.at,
            basis=form.cleaned_data["basis"],
            level=form.cleaned_data["level"] or None,
            limits=form.limits(),
            fees=form.fees(),
            fee_kind=form.cleaned_data["fee_kind"],
            cutoff=form.cleaned_data["cutoff"] or None,
            start_event=form.cleaned_data["start_event"] or None,
            holds=form.holds(),
            case=form.cases.get(form.cleaned_data["case"]),
        )
    except completion.BadCompletion as refused:
        request.refusal = refused
        return _page(request, code, form)
    messages.success(request, _("Đã ghi, kèm căn cứ. Hồ sơ đã nhận trước đây vẫn theo quy định cũ."))
    return redirect("steward_procedure", code=code)


@require_POST
@rule("staff", Capability.KEEP_CATALOGUE)
@act(again=_page)
def open_procedure(request: StaffRequest, code: str) -> HttpResponseBase:
    """Open the procedure for filing; refused with every missing piece."""
    version = versions.current(catalogue.by_code(code).code, local_day(request.at))
    openings.open_for_filing(offices.by_id(request.acting.office), version, by=request.acting, at=request.at)
    messages.success(request, _("Đã mở tiếp nhận thủ tục này."))
    return redirect("steward_procedure", code=code)


@require_POST
@rule("staff", Capability.KEEP_CATALOGUE)
@act(again=_page)
def close_procedure(request: StaffRequest, code: str) -> HttpResponseBase:
    """Close the procedure for filing, with the reason."""
    version = versions.current(catalogue.by_code(code).code, local_day(request.at))
    reason = request.POST.get("reason", "").strip()[:300] or openings.CLOSED_BY_STEWARD
    office = offices.by_id(request.acting.office)
    openings.close(office, version, by=request.acting, at=request.at, reason=reason)
    messages.success(request, _("Đã đóng tiếp nhận; hồ sơ đã nhận vẫn được giải quyết."))
    return redirect("steward_procedure", code=code)
