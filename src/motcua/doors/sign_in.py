"""Signing in (đăng nhập): staff only, by user name and password, a second factor, a passkey, or a one-time slip.

Nobody signs up. A password is reset only by a slip of the steward or by the console (office/sign_in_links.py), and
whoever came in by a slip chooses a new password before anything else.
"""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import perform_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation, update_session_auth_hash
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.doors.access_rules import rule
from motcua.doors.navigation import home_of
from motcua.doors.request import Request
from motcua.office import offices, sign_in_links, staff


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """How allauth behaves here: closed to newcomers, Vietnamese in its words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Tài khoản này đã bị khóa. Hãy liên hệ người quản trị hệ thống."),
        "enter_current_password": gettext_lazy("Mật khẩu hiện tại chưa đúng."),
        "incorrect_code": gettext_lazy("Mã chưa đúng hoặc đã hết hạn. Hãy nhập mã mới nhất."),
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng."),
        "invalid_login": gettext_lazy("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "too_many_login_attempts": gettext_lazy("Đăng nhập sai quá nhiều lần. Hãy đợi 5 phút rồi thử lại."),
        "username_password_mismatch": gettext_lazy(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Quên mật khẩu thì xin người quản trị in phiếu đăng nhập một lần."
        ),
        "same_as_current": gettext_lazy("Giá trị mới phải khác giá trị hiện tại."),
        "rate_limited": gettext_lazy("Bạn thao tác quá nhanh. Hãy đợi ít phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are made by the steward."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Return whether the address stays on this installation; a broken one does not."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the address of the area where the person works."""
        return "/dang-nhap/xong/"

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Return allauth's ways of confirming who one is, in Vietnamese."""
        words = {
            "reauthenticate": _("Dùng mật khẩu"),
            "mfa_reauthenticate": _("Dùng mã của ứng dụng xác thực hoặc mã dự phòng"),
            "mfa_reauthenticate:webauthn": _("Dùng khóa bảo mật hoặc passkey"),
        }
        return [{**method, "description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: accounts carry no address; the journal keeps what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """The second factor in Vietnamese, under the centre's name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy("Không thể tắt bảo mật hai lớp của tài khoản này."),
        "cannot_generate_recovery_codes": gettext_lazy("Hãy bật bảo mật hai lớp trước khi tạo mã dự phòng."),
        "incorrect_code": gettext_lazy("Mã chưa đúng hoặc đã hết hạn. Hãy nhập mã mới nhất."),
    }

    def get_totp_issuer(self) -> str:
        """Return the centre's name, as the authenticator app shows it."""
        office = offices.find_first()
        return office.name if office else "motcua"

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Return a name for the next key."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Khóa số %(number)d") % {"number": count + 1}


class NewPasswordForm(forms.Form):
    """A new password typed twice; the present one is asked for unless a slip brought the person here."""

    current = forms.CharField(
        label=gettext_lazy("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        help_text=gettext_lazy("Ít nhất 10 ký tự. Một câu dài dễ nhớ tốt hơn một từ khó nhớ."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: staff.Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        if account.must_change_password:
            del self.fields["current"]

    def clean_current(self) -> str:
        """Refuse a wrong present password."""
        if not self.account.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError(_("Mật khẩu hiện tại chưa đúng."))
        return str(self.cleaned_data["current"])

    def clean_password(self) -> str:
        """Refuse a password that is short or known to everyone."""
        try:
            password_validation.validate_password(self.cleaned_data["password"], self.account)
        except forms.ValidationError as problem:
            words = {
                "password_too_short": _("Mật khẩu quá ngắn, cần ít nhất 10 ký tự."),
                "password_too_common": _("Mật khẩu này quá phổ biến, ai cũng đoán được. Hãy chọn câu khác."),
            }
            said = [words.get(error.code or "", " ".join(error.messages)) for error in problem.error_list]
            raise forms.ValidationError(said) from None
        return str(self.cleaned_data["password"])

    def clean(self) -> dict[str, Any]:
        """Refuse two different new passwords."""
        found = self.cleaned_data
        if "password" in found and found.get("password_again") != found["password"]:
            self.add_error("password_again", _("Hai lần nhập mật khẩu mới chưa giống nhau."))
        return found


@never_cache
@require_http_methods(["GET", "POST"])
@rule("public")
def sign_in_once(request: Request, token: str) -> HttpResponseBase:
    """Ask before using the slip (a preview must not spend it), then sign in; a second factor is still asked for."""
    if request.method == "GET":
        return render(request, "account/sign_in_once.html", {"token": token})
    account = sign_in_links.use(token, at=request.at)
    response: HttpResponseBase = perform_login(
        request, account, email_verification="none", redirect_url="/dang-nhap/mat-khau-moi/"
    )
    return response


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@rule("account")
def choose_password(request: Request) -> HttpResponseBase:
    """Let the signed-in person choose a new password; other sessions of the account end."""
    account = cast(staff.Account, request.user)  # the rule lets nobody else in
    form = NewPasswordForm(request.POST if request.method == "POST" else None, account=account)
    if form.is_valid():
        staff.choose_password(account, form.cleaned_data["password"])
        update_session_auth_hash(request, account)
        messages.success(request, _("Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc."))
        return redirect("after_sign_in")
    status = 422 if form.is_bound else 200
    return render(request, "account/choose_password.html", {"form": form}, status=status)


@rule("account")
def after_sign_in(request: Request) -> HttpResponseBase:
    """Send the signed-in person to the area of the post."""
    return HttpResponseRedirect(home_of(request.acting.role if request.acting else ""))


@rule("public")
def closed(request: Request) -> HttpResponseBase:
    """Say that nobody signs up here; allauth's pages name this route."""
    return redirect("account_login")
