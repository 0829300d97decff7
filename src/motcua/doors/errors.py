"""Pages of errors and refusals: in Vietnamese, with what to do next, and with what was typed kept.

A page for a person is whole; htmx gets only a notice, put into #thong-bao. Nothing here asks the database for more than
the header needs; the page of a broken server asks nothing at all.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal.clock_sanity import ClockWrong
from motcua.journal.refusals import Refused
from motcua.office.rights import Capability

CAPABILITY_WORDS = {
    Capability.SEE_LIST: gettext_lazy("xem danh sách hồ sơ"),
    Capability.SEE_DOSSIER: gettext_lazy("xem toàn bộ một hồ sơ"),
    Capability.CHECK: gettext_lazy("kiểm tra, tiếp nhận hồ sơ"),
    Capability.RECEIVE: gettext_lazy("tiếp nhận tại quầy"),
    Capability.TAKE_FEE: gettext_lazy("thu phí, lệ phí"),
    Capability.CONFIRM_TRANSFER: gettext_lazy("xác nhận chuyển khoản"),
    Capability.PROCESS: gettext_lazy("thẩm định, đề xuất kết quả"),
    Capability.SIGN: gettext_lazy("duyệt, ký kết quả"),
    Capability.HAND_OVER: gettext_lazy("trả kết quả"),
    Capability.EXTEND: gettext_lazy("xin lỗi và gia hạn"),
    Capability.CORRECT: gettext_lazy("đề nghị đính chính kết quả"),
    Capability.SETTLE_LOSS: gettext_lazy("ghi cách khắc phục việc mất giấy tờ"),
    Capability.VOID_OWN: gettext_lazy("hủy hồ sơ nhập nhầm của mình"),
    Capability.VOID_ANY: gettext_lazy("hủy hồ sơ nhập nhầm"),
    Capability.SEE_LOGBOOK: gettext_lazy("xem, in sổ theo dõi hồ sơ"),
    Capability.CLOSE_LOGBOOK: gettext_lazy("khóa sổ theo dõi cuối năm"),
    Capability.SEE_FIGURES: gettext_lazy("xem số liệu, báo cáo"),
    Capability.CONFIRM_CALENDAR: gettext_lazy("xác nhận thay đổi lịch làm việc"),
    Capability.KEEP_BOOKS: gettext_lazy("giữ bốn sổ chứng thực"),
    Capability.CLOSE_BOOKS: gettext_lazy("khóa sổ chứng thực cuối năm"),
    Capability.GRANT_CERTIFYING: gettext_lazy("giao quyền chứng thực"),
    Capability.KEEP_CATALOGUE: gettext_lazy("quản lý danh mục thủ tục"),
    Capability.KEEP_OFFICE: gettext_lazy("quản lý cơ quan, nhân sự, lịch làm việc"),
    Capability.KEEP_MACHINE: gettext_lazy("vận hành hệ thống"),
    Capability.KEEP_PETITIONS: gettext_lazy("tiếp nhận, xử lý phản ánh, kiến nghị"),
    Capability.RECEIVE_CITIZENS: gettext_lazy("tiếp công dân"),
    Capability.KEEP_COMPLAINTS: gettext_lazy("giữ sổ khiếu nại"),
    Capability.KEEP_DENUNCIATIONS: gettext_lazy("giữ sổ tố cáo"),
    Capability.NAME_CONFIDANTS: gettext_lazy("cho phép vị trí xem danh tính người tố cáo"),
    Capability.DECLARE_DOWNTIME: gettext_lazy("khai báo sự cố mất điện, mất mạng"),
    Capability.PERMIT_LATE_ENTRY: gettext_lazy("cho phép nhập muộn phiếu dự phòng"),
}
LEFT_OVER = "<!-- left over -->"  # where base.html takes what no field of the page holds
# Never written back into a page.
SECRET_FIELDS = {"csrfmiddlewaretoken", "credential", "code"}


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the request sent, field by field, without secrets; uploads can't be kept and are not here."""
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in SECRET_FIELDS and "password" not in name
        for value in values
    ]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 when too much was sent."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413)
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return _page(request, 404)


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer 405: an address that only takes a form was opened, or the other way round."""
    response = _page(request, 405)
    response["Allow"] = allowed
    return response


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429."""
    return _page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 from a page that needs neither database nor session."""
    return HttpResponse(render_to_string("500.html"), status=500)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page; what a signed-out person had just typed is kept on the page instead."""
    here = request.get_full_path() if request.method == "GET" else reverse("after_sign_in")
    link = f"{reverse('account_login')}?{urlencode({'next': here})}"
    if getattr(request, "htmx", False) or request.method not in {"GET", "HEAD"}:
        return _page(request, 401, link=link, typed=typed(request), has_files=bool(request.FILES))
    return HttpResponse(status=302, headers={"Location": link})


def no_post(request: HttpRequest) -> HttpResponse:
    """Answer 403 to someone who is signed in but holds no post today."""
    return _page(
        request,
        403,
        words=_(
            "Tài khoản của bạn hiện không giữ vị trí công tác nào. "
            "Người quản trị hệ thống có thể phân công vị trí cho bạn ở mục Quản trị."
        ),
    )


def no_right(request: HttpRequest, missing: tuple[Capability, ...]) -> HttpResponse:
    """Answer 403 naming the right that is missing and who can give it."""
    rights = _(" hoặc ").join(f"“{CAPABILITY_WORDS[capability]}”" for capability in missing)
    assignment = getattr(request, "assignment", None)
    post = assignment.post.name if assignment else ""
    words = _(
        "Việc này cần quyền %(rights)s, vị trí “%(post)s” của bạn chưa được giao. Người quản trị hệ thống "
        "hoặc Giám đốc Trung tâm có thể phân công cho bạn một vị trí có quyền này."
    )
    return _page(request, 403, words=words % {"rights": rights, "post": post}, typed=typed(request))


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Show why an act was not done, with what was typed ready to be sent again."""
    if getattr(request, "htmx", False):
        return _fragment(request, "components/refusal.html", {"refusal": refusal}, refusal.status)
    found = {"refusal": refusal, "typed": typed(request), "has_files": bool(request.FILES)}
    template = "clock_wrong.html" if isinstance(refusal, ClockWrong) else "refused.html"
    return HttpResponse(render_to_string(template, found, request), status=refusal.status)


def keep_left_over(request: HttpRequest, page: HttpResponse) -> None:
    """Show on a page drawn anew what was typed and has no field there any more: somebody else was quicker."""
    shown = page.content.decode(page.charset)
    flat = " ".join(shown.split())
    words = dict.fromkeys(value.strip() for _name, value in typed(request) if _is_prose(value))
    values = [value for value in words if " ".join(escape(value).split()) not in flat]
    if values and LEFT_OVER in shown:
        found = render_to_string("components/left_over.html", {"values": values}, request)
        page.content = shown.replace(LEFT_OVER, found, 1).encode(page.charset)


def _is_prose(value: str) -> bool:
    """Tell whether a person wrote it: a code, a number, a date or a key can be had again."""
    return len(value.split()) > 1 or not value.isascii()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form without a valid token: from our own page it may be sent again, from elsewhere not."""
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
    is_ours = is_ours and not any(word in reason for word in ("Origin", "Referer"))
    found = {"typed": typed(request) if is_ours else [], "has_files": bool(request.FILES), "is_ours": is_ours}
    if getattr(request, "htmx", False):
        return _fragment(request, "components/stale_form.html", found, 403)
    return HttpResponse(render_to_string("403_csrf.html", found, request), status=403)


def _page(request: HttpRequest, status: int, **found: object) -> HttpResponse:
    if getattr(request, "htmx", False):
        return _fragment(request, "components/error_notice.html", {"status": status, **found}, status)
    return HttpResponse(render_to_string(f"{status}.html", found, request), status=status)


def _fragment(request: HttpRequest, template: str, found: dict[str, object], status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template, found, request), status=status)
    response["HX-Retarget"] = "#thong-bao"
    response["HX-Reswap"] = "innerHTML show:window:top"
    return response
