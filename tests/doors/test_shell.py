"""The shell of every page: access rules, who acts, preferences, signing in, errors that keep what was typed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.core.management import call_command
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.test import Client
from django.urls import path
from django.utils import timezone
from tests.doors.conftest import PASSWORD

import motcua.doors
from motcua.doors import errors
from motcua.doors import urls as doors_urls
from motcua.doors.access_rules import act, rule
from motcua.doors.navigation import Entry
from motcua.doors.officer import urls as officer_urls
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.office import posts, sign_in_links
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.site import settings as installed
from motcua.site import urls as site_urls

pytestmark = pytest.mark.django_db


class TooLate(Refused):
    """A refusal for these tests."""

    status = 422


def _form(request):
    return render(request, "refused.html", {"refusal": request.refusal, "typed": [("seen", request.POST.get("name"))]})


@rule("staff", Capability.CHECK)
def checkers(request):
    """A page for those who check."""
    return HttpResponse(str(request.acting.role))


@rule("public")
@act(again=_form)
def refuses(request):
    """A view whose act is refused, with its own page."""
    raise TooLate("Đã quá giờ nhận hồ sơ hôm nay. Hãy nộp lại vào sáng mai.")


@rule("public")
def refuses_bare(request):
    """A view whose act is refused, without a page of its own."""
    raise Refused("Hồ sơ này đã trả kết quả.")


urlpatterns = [
    path("_/kiem/", checkers),
    path("_/tu-choi/", refuses),
    path("_/tu-choi-tran/", refuses_bare),
    *site_urls.urlpatterns,
]
handler400, handler403 = site_urls.handler400, site_urls.handler403
handler404, handler429, handler500 = site_urls.handler404, site_urls.handler429, site_urls.handler500


@pytest.fixture(autouse=True)
def _routes(settings):
    settings.ROOT_URLCONF = __name__


# --- access rules


def test_a_rule_of_an_unknown_kind_is_a_mistake():
    with pytest.raises(ValueError, match="unknown"):
        rule("everyone")
    with pytest.raises(ValueError, match="staff"):
        rule("public", Capability.CHECK)


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    response = client.get("/_/kiem/?a=1")
    assert response.status_code == 302
    assert response["Location"] == "/dang-nhap/?next=%2F_%2Fkiem%2F%3Fa%3D1"


def test_what_a_signed_out_person_typed_is_kept(client, page):
    found = page(client.post("/_/kiem/", {"note": "ghi chú dài", "password": "bi mat"}))
    assert found.status == 401
    assert found.select("//form[@data-repost]//input[@name='note']/@value") == ["ghi chú dài"]
    assert "bi mat" not in found.html


def test_the_right_post_may_and_the_wrong_post_may_not(signed_in, page):
    assert signed_in("reception").get("/_/kiem/").content == b"reception"
    refused = page(signed_in("specialist").get("/_/kiem/"))
    assert refused.status == 403
    assert "“kiểm tra, tiếp nhận hồ sơ”" in refused.main
    assert "Người quản trị hệ thống" in refused.main


def test_someone_without_a_post_is_told_who_can_give_one(signed_in, page):
    found = page(signed_in(None, "khong-vi-tri").get("/_/kiem/"))
    assert found.status == 403
    assert "không giữ vị trí" in found.main


# --- refusals


def test_a_refusal_renders_the_page_again_with_its_words_and_status(client, page):
    found = page(client.post("/_/tu-choi/", {"name": "Đặng Thị Ánh"}))
    assert found.status == 422
    assert "Đã quá giờ nhận hồ sơ hôm nay" in found.main
    assert found.select("//input[@name='seen']/@value") == ["Đặng Thị Ánh"]


def test_a_refusal_without_a_page_of_its_own_keeps_what_was_typed(client, page):
    found = page(client.post("/_/tu-choi-tran/", {"name": "Đặng Thị Ánh"}))
    assert found.status == 409
    assert found.select("//form[@data-repost]//input[@name='name']/@value") == ["Đặng Thị Ánh"]


@pytest.mark.parametrize("address", ["/_/tu-choi/", "/_/tu-choi-tran/"])
def test_htmx_gets_only_the_notice(client, address):
    response = client.post(address, {}, headers={"HX-Request": "true"})
    assert response.status_code in {409, 422}
    assert response["HX-Retarget"] == "#thong-bao"
    assert b"<html" not in response.content
    assert "Chưa thực hiện được" in response.content.decode()


# --- who acts


def test_someone_with_two_posts_may_switch(signed_in, employ):
    client = signed_in("reception", "hai-viec")
    lan = Staff.objects.get(account__username="hai-viec")
    cashier = posts.establish(lan.office, "cashier", "Thủ quỹ")
    posts.assign(lan, cashier, date(2025, 7, 1))
    assert client.get("/_/kiem/").content == b"reception"
    assert client.post("/vi-tri/", {"post": str(cashier.pk)}).status_code == 302
    assert client.get("/_/kiem/").status_code == 403
    assert client.post("/vi-tri/", {"post": "x"}).status_code == 302


def test_navigation_shows_only_what_one_may_open(monkeypatch, rf):
    entries = [
        Entry("Kiểm tra", "account_change_password", (Capability.CHECK,)),
        Entry("Ký", "mfa_index", (Capability.SIGN,)),
    ]
    monkeypatch.setattr(officer_urls, "NAVIGATION", entries)
    request = rf.get("/dang-nhap/doi-mat-khau/")
    request.at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    request.acting = Acting(person=None, post=None, office=uuid7(), role="reception")
    shown = engines["django"].from_string('{% load parts %}{% navigation "officer" %}').render({}, request)
    assert "Kiểm tra" in shown and "Ký" not in shown and 'aria-current="page"' in shown


# --- preferences


def test_preferences_are_remembered_and_return_to_the_page(client, page):
    response = client.post("/tuy-chon/", {"size": "l", "next": "/dang-nhap/?next=/can-bo/"})
    assert response["Location"] == "/dang-nhap/?next=/can-bo/"
    client.post("/tuy-chon/", {"contrast": "high"})
    found = page(client.get("/dang-nhap/"))
    assert found.tree.get("data-size") == "l"
    assert found.tree.get("data-contrast") == "high"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_preferences_never_lead_elsewhere(client, away):
    assert client.post("/tuy-chon/", {"size": "l", "next": away})["Location"] == "/"


def test_nonsense_preferences_are_left_out(client, page):
    client.post("/tuy-chon/", {"size": "'><script>", "contrast": "x", "language": "xx"})
    assert "mc_size" not in client.cookies
    assert page(client.get("/dang-nhap/")).tree.get("data-size") is None


def test_a_foreign_browser_still_reads_vietnamese(client, page):
    found = page(client.get("/dang-nhap/", headers={"Accept-Language": "en-US,en"}))
    assert found.tree.get("lang") == "vi"
    assert "Tên đăng nhập" in found.text


# --- signing in


def test_an_officer_signs_in_by_user_name_and_reaches_the_own_area(client, employ, page, settings):
    settings.PASSWORD_HASHERS = installed.PASSWORD_HASHERS  # slow on purpose; other tests hash fast
    assert employ("leader", "chu-tich").account.password.startswith("scrypt$")
    assert page(client.get("/dang-nhap/")).status == 200
    response = client.post("/dang-nhap/", {"login": "chu-tich", "password": PASSWORD})
    assert response["Location"] == "/dang-nhap/xong/"
    assert client.get("/dang-nhap/xong/")["Location"] == "/lanh-dao/"


def test_a_wrong_password_is_said_in_vietnamese(client, employ, page):
    employ("leader", "chu-tich")
    found = page(client.post("/dang-nhap/", {"login": "chu-tich", "password": "sai"}))
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in found.main


def test_guessing_is_stopped(client, employ, settings, page):
    call_command("createcachetable", verbosity=0)
    cache.clear()
    employ("leader", "chu-tich")
    for _try in range(6):
        found = page(client.post("/dang-nhap/", {"login": "chu-tich", "password": "sai"}))
    cache.clear()
    assert "quá nhiều lần" in found.main


@pytest.mark.parametrize("address", ["/dang-nhap/signup/", "/accounts/signup/", "/signup/", "/dang-ky/"])
def test_nobody_can_sign_up(client, address):
    assert client.get(address).status_code == 404


def test_a_slip_signs_in_once_and_forces_a_new_password(client, employ, page, office):
    lan = employ("reception", "lan")
    steward = employ("steward", "quan-tri")
    by = Acting(person=steward.pk, post=None, office=office.pk, role="steward")
    token = sign_in_links.make(lan, by=by, at=timezone.now())
    address = f"/dang-nhap/mot-lan/{token}/"
    assert page(client.get(address)).status == 200
    assert page(client.get(address)).status == 200, "looking does not spend the slip"
    assert client.post(address)["Location"] == "/dang-nhap/mat-khau-moi/"
    assert client.get("/_/kiem/")["Location"] == "/dang-nhap/mat-khau-moi/", "nothing else before the new password"

    assert page(client.get("/dang-nhap/mat-khau-moi/")).status == 200
    short = page(client.post("/dang-nhap/mat-khau-moi/", {"password": "ngan", "password_again": "ngan"}))
    assert short.status == 422 and "quá ngắn" in short.main.lower()
    new = {"password": "mat khau moi rat dai", "password_again": "mat khau moi rat dai"}
    assert client.post("/dang-nhap/mat-khau-moi/", new).status_code == 302
    assert client.get("/_/kiem/").content == b"reception", "still signed in after the change"

    again = page(Client().post(address))
    assert again.status == 403 and "đã dùng hoặc đã hết hạn" in again.main


def test_a_password_is_changed_only_with_the_present_one(signed_in, page):
    client = signed_in("reception")
    new = {"current": "sai", "password": "mat khau moi rat dai", "password_again": "khac"}
    found = page(client.post("/dang-nhap/doi-mat-khau/", new))
    assert found.status == 422
    assert "Mật khẩu hiện tại chưa đúng" in found.main and "chưa giống nhau" in found.main
    good = {"current": PASSWORD, "password": "mat khau moi rat dai", "password_again": "mat khau moi rat dai"}
    assert client.post("/dang-nhap/doi-mat-khau/", good).status_code == 302


def test_the_pages_of_the_second_factor_are_whole(signed_in, page):
    client = signed_in("reception")
    assert page(client.get("/bao-mat/")).status == 200
    asked = client.get("/bao-mat/ung-dung/bat/")
    assert asked["Location"].startswith("/dang-nhap/xac-nhan/")
    assert page(client.get(asked["Location"])).status == 200
    assert client.post(asked["Location"], {"password": PASSWORD}).status_code == 302
    activate = page(client.get("/bao-mat/ung-dung/bat/"))
    secret = activate.select("//code")[0].text

    code = format_hotp_value(hotp_value(secret, max(yield_hotp_counters_from_time())))
    wrong = page(client.post("/bao-mat/ung-dung/bat/", {"code": "000000"}))
    assert "Mã chưa đúng" in wrong.main
    assert client.post("/bao-mat/ung-dung/bat/", {"code": code}).status_code == 302
    for address in ["/bao-mat/", "/bao-mat/ung-dung/tat/", "/bao-mat/ma-du-phong/", "/bao-mat/ma-du-phong/tao/"]:
        assert page(client.get(address)).status == 200
    for address in ["/bao-mat/khoa/", "/bao-mat/khoa/them/", "/dang-xuat/"]:
        assert page(client.get(address)).status == 200
    assert client.get("/bao-mat/ma-du-phong/tai/")["Content-Type"].startswith("text/plain")

    other = Client()
    first = other.post("/dang-nhap/", {"login": "reception", "password": PASSWORD})
    assert first["Location"] == "/bao-mat/nhap-ma/"
    assert page(other.get("/bao-mat/nhap-ma/")).status == 200
    assert client.get("/bao-mat/khoa/99999999999999999999/bo/").status_code == 404


# --- errors


def test_a_missing_page_says_what_to_do(client, page, office):
    found = page(client.get("/khong-co/"))
    assert found.status == 404 and "quét lại mã QR" in found.main


def test_a_form_address_opened_by_hand_is_a_page(client, page):
    found = page(client.get("/tuy-chon/"))
    assert found.status == 405 and found.response["Allow"] == "POST"


def test_broken_input_is_400(client, page):
    assert page(client.get("/?q=%00")).status == 400
    assert page(client.post("/vi-tri/", {"post": "a\x00"})).status in {400, 401}


def test_too_many_fields_is_400_and_too_much_is_413(client, page, settings, rf):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    assert page(client.post("/_/tu-choi/", {str(n): "x" for n in range(5)})).status == 400
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    strict = Client(enforce_csrf_checks=True)
    body = "a=" + "x" * 500
    sent = strict.post("/_/tu-choi/", body, content_type="application/x-www-form-urlencoded")
    assert page(sent).status == 413
    assert errors.bad_request(rf.get("/"), RequestDataTooBig()).status_code == 413


def test_a_stale_form_is_kept_and_can_be_sent_again(page, office):
    strict = Client(enforce_csrf_checks=True)
    found = page(strict.post("/_/tu-choi-tran/", {"name": "Đặng Thị Ánh", "password": "bi mat"}))
    assert found.status == 403
    assert found.select("//form[@data-repost]/@action") == ["/_/tu-choi-tran/"]
    assert "bi mat" not in found.html
    token = found.select("//form[@data-repost]//input[@name='csrfmiddlewaretoken']/@value")[0]
    again = strict.post("/_/tu-choi-tran/", {"name": "Đặng Thị Ánh", "csrfmiddlewaretoken": token})
    assert again.status_code == 409


def test_a_form_from_elsewhere_is_not_offered_again(page, office):
    strict = Client(enforce_csrf_checks=True)
    found = page(strict.post("/_/tu-choi-tran/", {"name": "x"}, headers={"Origin": "https://evil.example"}))
    assert found.status == 403 and found.select("//form[@data-repost]") == []


def test_a_broken_server_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 500 and "Hệ thống gặp sự cố" in response.content.decode()


def test_the_content_policy_stands_on_every_page(client):
    policy = client.get("/dang-nhap/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy


def test_a_public_page_asks_little(client, office, queries):
    with queries(1):
        client.get("/khong-co/")


def test_own_styles_and_script_stay_small():
    folder = Path(motcua.doors.__file__).parent / "static" / "motcua"
    assert sum(sheet.stat().st_size for sheet in folder.glob("*.css")) < 40_000
    assert sum(len(script.read_text().splitlines()) for script in folder.glob("*.js")) < 600


def test_a_page_of_staff_asks_for_session_account_and_posts_only(signed_in, queries):
    client = signed_in("reception")
    with queries(3):
        client.get("/_/kiem/")
    with queries(5):  # and twice the keys of the second factor; the whole shell adds nothing
        client.get("/bao-mat/")


JUNK = {
    "login": "\u202ex" * 400,
    "password": "x" * 5000,
    "credential": "{",
    "code": "9" * 400,
    "next": "http://[",
    "pk": "x",
}


@pytest.mark.parametrize("who", [None, "reception"])
def test_junk_never_breaks_the_server(who, client, signed_in, office):
    visitor = signed_in(who) if who else client
    addresses = [
        "/" + str(route).replace("<str:token>", "x" * 3000)
        for route in [pattern.pattern for pattern in doors_urls.urlpatterns]
    ] + [f"/bao-mat/{pattern.pattern}" for pattern in doors_urls.second_factor if "^" not in str(pattern.pattern)]
    for address in addresses:
        for answer in [visitor.get(address, JUNK), visitor.post(address, JUNK)]:
            assert answer.status_code < 500, address
        if who:
            visitor.force_login(Staff.objects.get(account__username=who).account)
