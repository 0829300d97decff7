"""Routes of the shell: preferences, signing in, second factor. Of allauth only what has a finished page is routed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path, re_path

from motcua.doors import acting, preferences, sign_in

second_factor: list[URLPattern | URLResolver] = [
    path("", mfa.index, name="mfa_index"),
    path("nhap-ma/", mfa.authenticate, name="mfa_authenticate"),
    path("xac-nhan-ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("ung-dung/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ma-du-phong/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ma-du-phong/tao/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ma-du-phong/tai/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("khoa/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("khoa/them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("khoa/xac-nhan/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("khoa/dang-nhap/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    # A bounded number: a longer one would not fit the database and break the page.
    re_path(r"^khoa/(?P<pk>[0-9]{1,9})/bo/$", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    re_path(r"^khoa/(?P<pk>[0-9]{1,9})/sua/$", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("tuy-chon/", preferences.save, name="preferences"),
    path("vi-tri/", acting.switch_post, name="switch_post"),
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-nhap/xong/", sign_in.after_sign_in, name="after_sign_in"),
    path("dang-nhap/mot-lan/<str:token>/", sign_in.sign_in_once, name="sign_in_once"),
    path("dang-nhap/mat-khau-moi/", sign_in.choose_password, name="choose_password"),
    path("dang-nhap/doi-mat-khau/", sign_in.choose_password, name="account_change_password"),
    path("dang-nhap/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("dang-nhap/da-khoa/", account.account_inactive, name="account_inactive"),
    path("dang-nhap/dong-dang-ky/", sign_in.closed, name="account_signup"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("bao-mat/", include(second_factor)),
]
