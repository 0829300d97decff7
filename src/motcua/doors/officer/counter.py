"""The counter: choose the procedure, write down the person, tick the papers, take the fee: one act, one press."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.certification import matters
from motcua.desk import receive as receiving
from motcua.doors.access_rules import rule
from motcua.doors.proxy_fields import ProxyFields
from motcua.doors.request import StaffRequest
from motcua.fees import payments
from motcua.journal.kernel_words import in_readers_language
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import check_personal_number, normalise_phone, parse_id_card_qr, token
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import nfc
from motcua.office import offices
from motcua.office.rights import Capability
from motcua.papers import uploads
from motcua.papers.storage import StoredFile
from motcua.procedures import components, openings, search, versions
from motcua.procedures.channels import FeeKind
from motcua.procedures.versions import Version

RESULT_WAYS = [
    (1, gettext_lazy("Nhận tại Trung tâm")),
    (2, gettext_lazy("Tải về từ trang tra cứu")),
    (3, gettext_lazy("Qua bưu chính công ích")),
]
PAY = [
    ("cash", gettext_lazy("Thu tiền mặt ngay")),
    ("transfer", gettext_lazy("Chuyển khoản VietQR")),
    ("later", gettext_lazy("Thu khi trả kết quả")),
]


class CounterForm(ProxyFields):
    """Who came, and how they pay."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    card = forms.CharField(
        label=gettext_lazy("Quét mã QR trên thẻ căn cước"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Đặt con trỏ vào đây rồi quét; họ tên, số định danh, ngày sinh được điền giúp."),
    )
    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên người nộp"),
        max_length=150,
        error_messages={"required": gettext_lazy("Hãy nhập họ tên, hoặc quét mã QR trên thẻ căn cước.")},
    )
    number = forms.CharField(label=gettext_lazy("Số định danh cá nhân"), max_length=20, required=False)
    born_on = forms.CharField(label=gettext_lazy("Ngày sinh hoặc năm sinh"), max_length=10, required=False)
    phone = forms.CharField(label=gettext_lazy("Số điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    address = forms.CharField(label=gettext_lazy("Địa chỉ hiện nay"), max_length=300, required=False)
    proxy_phone = forms.CharField(label=gettext_lazy("Điện thoại người nộp thay"), max_length=20, required=False)
    summary = forms.CharField(label=gettext_lazy("Trích yếu (nếu cần)"), max_length=300, required=False)
    case = forms.ChoiceField(
        label=gettext_lazy("Trường hợp"),
        error_messages={"required": gettext_lazy("Thủ tục này có nhiều trường hợp. Hãy chọn một.")},
    )
    pages = forms.IntegerField(
        label=gettext_lazy("Số trang bản chính"),
        min_value=1,
        max_value=5000,
        error_messages={"required": gettext_lazy("Phí tính theo trang. Hãy đếm số trang của bản chính.")},
    )
    copies = forms.IntegerField(label=gettext_lazy("Số bản"), min_value=1, max_value=500, initial=1, required=False)
    set_count = forms.IntegerField(
        label=gettext_lazy("Số bộ hồ sơ"), min_value=1, max_value=50, initial=1, required=False
    )
    result_channel = forms.TypedChoiceField(
        label=gettext_lazy("Nhận kết quả"), choices=RESULT_WAYS, coerce=int, widget=forms.RadioSelect, initial=1
    )
    pay = forms.ChoiceField(label=gettext_lazy("Phí, lệ phí"), choices=PAY, widget=forms.RadioSelect, initial="cash")

    def __init__(self, version: Version, data: QueryDict | None = None, **kwargs: Any) -> None:
        self.card_problem = ""
        super().__init__(self._read_card(data) if data is not None else None, **kwargs)
        cases = list(version.cases.all())
        terms = list(version.terms.all())
        if cases:
            choose = cast(forms.ChoiceField, self.fields["case"])
            choose.choices = [("", _("Chọn trường hợp")), *((str(case.pk), case.name) for case in cases)]
        else:
            del self.fields["case"]
        kinds = {term.fee_kind for term in terms}
        if FeeKind.PER_PAGE not in kinds:
            del self.fields["pages"]
        else:
            self.fields["pages"].required = True
        if kinds <= {FeeKind.FIXED}:
            del self.fields["copies"]

    def _read_card(self, data: QueryDict) -> QueryDict:
        """Return what was sent with the person filled in from the scanned card where nothing was typed."""
        text = data.get("card", "").strip()[:600]
        if not text:
            return data
        data = data.copy()
        try:
            card = parse_id_card_qr(text)
        except ValueError as problem:
            self.card_problem = in_readers_language(problem)
            return data
        born_on = card.born_on.isoformat() if card.born_on else ""
        told = {"full_name": card.full_name, "number": card.number, "born_on": born_on, "address": card.address}
        for name, value in told.items():
            if not data.get(name, "").strip():
                data[name] = value
        return data

    def clean(self) -> dict[str, Any]:
        """Check what can be checked of the card and the numbers."""
        data = dict(self.cleaned_data)
        if self.card_problem:
            self.add_error("card", self.card_problem)
        data["full_name"] = nfc(data.get("full_name", "")).strip()
        for name, check in (
            ("number", check_personal_number),
            ("phone", normalise_phone),
            ("proxy_phone", normalise_phone),
        ):
            if data.get(name):
                try:
                    check(data[name])
                except ValueError as problem:
                    self.add_error(name, in_readers_language(problem))
        self.check_proxy(phone=data.get("proxy_phone") or "")
        return data


@require_safe
@rule("staff", Capability.RECEIVE)
def choose(request: StaffRequest) -> HttpResponse:
    """Choose among the procedures that this office takes in."""
    return render(request, "officer/counter.html", offered(request))


def offered(request: StaffRequest) -> dict[str, Any]:
    """Return the procedures that this office takes in, those first that fit what was typed."""
    text = request.GET.get("q", "").strip()[:200]
    opened = openings.open_versions(request.acting.office, local_day(request.at))
    if text:
        wanted = {
            procedure.pk: place for place, procedure in enumerate(search.find(text, office=request.acting.office))
        }
        opened = sorted((v for v in opened if v.procedure_id in wanted), key=lambda v: wanted[v.procedure_id])
    return {"versions": opened, "q": text}


@require_http_methods(["GET", "POST"])
@rule("staff", Capability.RECEIVE)
def receive(request: StaffRequest, code: str) -> HttpResponseBase:
    """Receive a person: dossier, check, Mẫu 01 and fee in one act; the same form sent twice gives one dossier."""
    if matters.is_certification(code):
        return redirect("officer_certify_matter", code)
    version = versions.current(code, local_day(request.at))
    form = CounterForm(version, request.POST or None, initial={"key": token()})
    status, bad_scans = 200, dict[UUID, str]()
    if request.method == "POST":
        status = 422
        scans, bad_scans = scans_of(request, version) if form.is_valid() else ({}, {})
        if form.is_valid() and not bad_scans:
            try:
                done = receiving.receive(
                    offices.by_id(request.acting.office),
                    **told(request, version, form, scans),
                    by=request.acting,
                    at=request.at,
                    key=f"counter:{form.cleaned_data['key']}",
                )
            except Refused as refused:
                request.refusal, status = refused, refused.status
            else:
                messages.success(
                    request, _("Đã tiếp nhận %(code)s. Bấm “In giấy hẹn” (phím i).") % {"code": done.dossier.code}
                )
                return redirect("officer_dossier", dossier_id=done.dossier.pk)
    return render(request, "officer/receive.html", shown(request, version, form, bad_scans), status=status)


def shown(request: StaffRequest, version: Version, form: CounterForm, bad_scans: dict[UUID, str]) -> dict[str, Any]:
    """Return what the page of the form shows, also again after a refusal."""
    return {
        "form": form,
        "version": version,
        "components": components.for_case(version),
        "cases": {case.pk: case.name for case in version.cases.all()},
        "bad_scans": bad_scans,
        "ticked": set(request.POST.getlist("paper")),
        "may_transfer": payments.may_transfer(offices.by_id(request.acting.office)),
    }


def scans_of(request: StaffRequest, version: Version) -> tuple[dict[UUID, list[StoredFile]], dict[UUID, str]]:
    """Return the scans that are good, kept, by component, and for each component with a bad one what is wrong."""
    office = offices.by_id(request.acting.office)
    kept: dict[UUID, list[StoredFile]] = {}
    bad: dict[UUID, str] = {}
    for row in version.components.all():
        for upload in request.FILES.getlist(f"scan-{row.pk}"):
            name = upload.name or "ban-quet.pdf"
            try:
                stored, _told = uploads.take(office, cast(BinaryIO, upload), name, at=request.at)
            except uploads.UploadRefused as refused:
                bad[row.pk] = f"{name}: {refused}"
            else:
                kept.setdefault(row.pk, []).append(stored)
    return kept, bad


def told(
    request: StaffRequest, version: Version, form: CounterForm, scans: dict[UUID, list[StoredFile]]
) -> dict[str, Any]:
    """Return what the form says of the person, the papers and the fee, as the act of receiving takes it."""
    data = form.cleaned_data
    names = ("full_name", "number", "born_on", "phone", "email", "address")
    ticked = set(request.POST.getlist("paper"))
    chosen = data.get("case")
    proxy = {**form.proxy(), "phone": data["proxy_phone"]}
    return {
        "version": version,
        "case": next((case for case in version.cases.all() if str(case.pk) == chosen), None),
        "applicant": {name: data.get(name) or "" for name in names},
        "submitter": proxy if proxy["full_name"].strip() else None,
        "set_count": data.get("set_count") or 1,
        "summary": data["summary"],
        "files": scans,
        "on_paper": {row.pk for row in version.components.all() if str(row.pk) in ticked},
        "pages": data.get("pages"),
        "copies": data.get("copies") or 1,
        "pay": data["pay"],
        "result_channel": data["result_channel"],
    }
