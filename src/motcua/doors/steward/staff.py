"""Staff of the office: employ, give and end posts, lock, print a one-time sign-in slip."""

from typing import cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.request import StaffRequest
from motcua.kernel.localtime import local_day, vn_moment
from motcua.office import offices, posts, roster, second_factor, sign_in_links
from motcua.office import staff as people
from motcua.office.rights import Capability
from motcua.papers import qr, typesetting


class EmployForm(forms.Form):
    """A new member of staff."""

    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=100,
        error_messages={"required": gettext_lazy("Hãy nhập họ và tên.")},
    )
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9._-]{3,60}$", gettext_lazy("Chỉ dùng chữ không dấu, số, dấu chấm; ít nhất 3 ký tự.")
            )
        ],
        error_messages={"required": gettext_lazy("Hãy nhập tên đăng nhập.")},
    )
    title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=120, required=False)
    post = forms.ChoiceField(label=gettext_lazy("Vị trí công tác"))

    def __init__(self, office_id: UUID, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choose = cast(forms.ChoiceField, self.fields["post"])
        choose.choices = [(str(post.pk), f"{post.name}") for post in posts.of_office(office_id)]


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """Show the office's staff with today's posts."""
    return _list(request)


def _list(request: StaffRequest) -> HttpResponse:
    on = local_day(request.at)
    held = roster.holders(request.acting.office, on)
    context = {
        "rows": [(member, held.get(member.pk, [])) for member in people.of_office(request.acting.office)],
        "vacant": roster.vacant(request.acting.office, on),
        "kinds": posts.PostKind.choices,
        "typed": request.POST if request.refusal else {},
    }
    return render(request, "steward/staff.html", context)


@require_http_methods(["GET", "POST"])
@rule("staff", Capability.KEEP_OFFICE)
def employ(request: StaffRequest) -> HttpResponseBase:
    """Add a member of staff; the slip that opens the account is printed from their page."""
    form = EmployForm(request.acting.office, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                member = _employ(request, form)
            except roster.NameTaken as refused:
                form.add_error("username", str(refused))
            else:
                messages.success(request, _("Đã thêm cán bộ. Hãy in phiếu đăng nhập một lần để giao tận tay."))
                return redirect("steward_member", staff_id=member.pk)
    return render(request, "steward/employ.html", {"form": form}, status=status)


def _employ(request: StaffRequest, form: EmployForm) -> people.Staff:
    post = next(p for p in posts.of_office(request.acting.office) if str(p.pk) == form.cleaned_data["post"])
    return roster.employ(
        offices.by_id(request.acting.office),
        username=form.cleaned_data["username"],
        full_name=form.cleaned_data["full_name"],
        title=form.cleaned_data["title"],
        post=post,
        by=request.acting,
        at=request.at,
    )


@require_safe
@rule("staff", Capability.KEEP_OFFICE)
def one(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Show one member of staff, their posts, and what can be done."""
    return _page(request, staff_id)


def _page(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    member = roster.find(staff_id, by=request.acting)
    held = roster.holders(request.acting.office, local_day(request.at)).get(member.pk, [])
    context = {"member": member, "held": held, "posts": posts.of_office(request.acting.office)}
    context["has_second_factor"] = second_factor.is_set(member)
    return render(request, "steward/member.html", context)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_list)
def new_post(request: StaffRequest) -> HttpResponseBase:
    """Add a post, as when a second specialist joins."""
    office = offices.by_id(request.acting.office)
    kind, name = request.POST.get("kind", ""), request.POST.get("name", "")
    roster.establish(office, kind=kind, name=name, by=request.acting, at=request.at)
    messages.success(request, _("Đã thêm vị trí. Hãy phân công người giữ."))
    return redirect("steward_staff")


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def give_post(request: StaffRequest, staff_id: UUID) -> HttpResponseBase:
    """Give the member of staff a post from today on."""
    member = roster.find(staff_id, by=request.acting)
    chosen = request.POST.get("post", "")
    post = next((p for p in posts.of_office(request.acting.office) if str(p.pk) == chosen), None)
    if post is None:
        raise roster.NotYourStaff
    roster.give_post(member, post, by=request.acting, at=request.at, basis=request.POST.get("basis", "")[:200])
    messages.success(request, _("Đã phân công vị trí từ hôm nay."))
    return redirect("steward_member", staff_id=staff_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def end_post(request: StaffRequest, staff_id: UUID) -> HttpResponseBase:
    """End one of the member's posts."""
    held = roster.holders(request.acting.office, local_day(request.at)).get(staff_id, [])
    chosen = next((a for a in held if str(a.pk) == request.POST.get("assignment", "")), None)
    if chosen is None:
        raise roster.NotYourStaff
    roster.end_post(chosen.pk, by=request.acting, at=request.at)
    messages.success(request, _("Đã thôi phân công vị trí; việc của vị trí vẫn còn nguyên cho người kế tiếp."))
    return redirect("steward_member", staff_id=staff_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def lock(request: StaffRequest, staff_id: UUID) -> HttpResponseBase:
    """Lock the account of somebody who left."""
    roster.lock(roster.find(staff_id, by=request.acting), by=request.acting, at=request.at)
    messages.success(request, _("Đã khóa tài khoản."))
    return redirect("steward_member", staff_id=staff_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def unlock(request: StaffRequest, staff_id: UUID) -> HttpResponseBase:
    """Open a locked account again."""
    roster.unlock(roster.find(staff_id, by=request.acting), by=request.acting, at=request.at)
    messages.success(request, _("Đã mở khóa tài khoản."))
    return redirect("steward_member", staff_id=staff_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def remove_second_factor(request: StaffRequest, staff_id: UUID) -> HttpResponseBase:
    """Take the second factor from an account whose holder lost it; the password stays."""
    member = roster.find(staff_id, by=request.acting)
    count = second_factor.remove(member, by=request.acting, at=request.at)
    messages.success(request, _("Đã gỡ %(n)d lớp xác thực; cán bộ nên đặt lại sau khi đăng nhập.") % {"n": count})
    return redirect("steward_member", staff_id=staff_id)


@require_POST
@rule("staff", Capability.KEEP_OFFICE)
@act(again=_page)
def slip(request: StaffRequest, staff_id: UUID) -> HttpResponseBase:
    """Print a one-time sign-in slip; older slips stop working. Only the person who gets it sees the link."""
    member = roster.find(staff_id, by=request.acting)
    office = offices.by_id(member.office_id)
    secret = sign_in_links.make(member, by=request.acting, at=request.at)
    address = f"{settings.BASE_URL}/dang-nhap/mot-lan/{secret}/"
    held = roster.holders(member.office_id, local_day(request.at)).get(member.pk, [])
    data = typesetting.pdf(
        "password_slip",
        {
            "office": {"parent_name": office.parent_name, "name": office.name},
            "full_name": member.full_name,
            "post_name": ", ".join(assignment.post.name for assignment in held),
            "username": member.account.username,
            "expires_at_words": vn_moment(request.at + sign_in_links.LASTS),
            "url": address,
            "qr_svg": qr.svg(address),
            "issuer": request.assignment.staff.full_name if request.assignment else "",
        },
    )
    headers = {"Content-Disposition": 'inline; filename="phieu-dang-nhap.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
