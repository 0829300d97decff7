"""The office itself: its details and its table of rights."""

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.doors.access_rules import rule
from motcua.doors.errors import CAPABILITY_WORDS
from motcua.doors.request import StaffRequest
from motcua.office import offices, rights
from motcua.office.posts import PostKind
from motcua.office.rights import Capability


class OfficeForm(forms.Form):
    """The details that stand on papers and pages; the code is given once and never changes here."""

    name = forms.CharField(label=gettext_lazy("Tên Trung tâm"), max_length=200)
    parent_name = forms.CharField(label=gettext_lazy("Cơ quan chủ quản"), max_length=200, required=False)
    place_name = forms.CharField(
        label=gettext_lazy("Địa danh ghi trên văn bản"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Ví dụ: Hoa Sen"),
    )
    address = forms.CharField(label=gettext_lazy("Địa chỉ"), max_length=300, required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    slogan = forms.CharField(label=gettext_lazy("Phương châm phục vụ"), max_length=200, required=False)
    number_suffix = forms.CharField(label=gettext_lazy("Ký hiệu sau số phiếu"), max_length=30)
    bank_bin = forms.CharField(
        label=gettext_lazy("Mã ngân hàng (BIN)"),
        max_length=6,
        required=False,
        validators=[RegexValidator(r"^\d{6}$", gettext_lazy("Mã BIN gồm đúng 6 chữ số."))],
        help_text=gettext_lazy("Có đủ BIN và số tài khoản thì phiếu thu hiện mã VietQR."),
    )
    bank_account = forms.CharField(
        label=gettext_lazy("Số tài khoản"),
        max_length=19,
        required=False,
        validators=[RegexValidator(r"^[0-9A-Za-z]{4,19}$", gettext_lazy("Số tài khoản chỉ gồm chữ và số, tối đa 19."))],
    )
    bank_holder = forms.CharField(label=gettext_lazy("Tên chủ tài khoản"), max_length=100, required=False)
    tax_code = forms.CharField(label=gettext_lazy("Mã số thuế"), max_length=14, required=False)


@require_http_methods(["GET", "POST"])
@rule("staff", Capability.KEEP_OFFICE)
def details(request: StaffRequest) -> HttpResponseBase:
    """Show and change the office's details."""
    office = offices.by_id(request.acting.office)
    initial = {name: getattr(office, name) for name in offices.CHANGEABLE}
    form = OfficeForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            changed = offices.change(office, form.cleaned_data, by=request.acting, at=request.at)
            messages.success(request, _("Đã lưu %(n)d thay đổi.") % {"n": len(changed)})
            return redirect("steward_office")
        status = 422
    return render(request, "steward/office.html", {"form": form, "office": office}, status=status)


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def rights_table(request: StaffRequest) -> HttpResponse:
    """Show the table of posts, rights, scopes, dates and their basis, as it stands in the code."""
    kinds = dict(PostKind.choices)
    rows = [(kinds[grant.post_kind], CAPABILITY_WORDS[grant.capability], grant) for grant in rights.GRANTS]
    return render(request, "steward/rights.html", {"rows": rows})
