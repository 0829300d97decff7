"""A gallery of all parts, for tests and for the eye only: no installation routes it (see test_gallery.py)."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import path

from motcua.dossiers.status import Status
from motcua.journal.refusals import Refused
from motcua.kernel.clock import LedgerDay, Promise
from motcua.site.urls import urlpatterns as of_the_site

AT = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of every kind."""

    full_name = forms.CharField(label="Họ, chữ đệm và tên")
    number = forms.CharField(label="Số định danh cá nhân", help_text="12 chữ số trên thẻ căn cước.")
    phone = forms.CharField(label="Số điện thoại", required=False)
    born_on = forms.DateField(label="Ngày sinh", help_text="Ngày/tháng/năm, ví dụ 22/11/1990.")
    province = forms.ChoiceField(label="Tỉnh, thành phố", choices=[("", "Chọn"), ("68", "Tỉnh Lâm Đồng")])
    purpose = forms.ChoiceField(
        label="Mục đích sử dụng", widget=forms.RadioSelect, choices=[("ket-hon", "Kết hôn"), ("khac", "Mục đích khác")]
    )
    copies = forms.MultipleChoiceField(
        label="Cách nhận kết quả",
        widget=forms.CheckboxSelectMultiple,
        choices=[("tai", "Tải bản điện tử"), ("quay", "Nhận tại quầy")],
        required=False,
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="Tôi cam đoan nội dung khai là đúng sự thật")
    paper = forms.FileField(label="Bản chụp giấy tờ", help_text="PDF, JPG hoặc PNG, tối đa 20 MB.", required=False)


def _promise() -> Promise:
    first = datetime(2026, 11, 23, tzinfo=UTC).date()
    whys = ["Ngày nhận, không tính", "Nghỉ Ngày Văn hóa Việt Nam", "Ngày làm việc thứ 1", "Ngày làm việc thứ 2"]
    days = tuple(LedgerDay(first + timedelta(days=n), "làm việc" in why, None, why) for n, why in enumerate(whys))
    return Promise(AT, datetime(2026, 11, 26, 10, 0, tzinfo=UTC), days, False)


def citizen(request: HttpRequest) -> HttpResponse:
    """Parts as a citizen meets them."""
    bound = {"full_name": "Đặng Thị Ánh Nguyệt", "number": "12", "born_on": "31/02/1990"}
    form = SampleForm(bound if "loi" in request.GET else None)
    steps = [
        {"title": "Nộp hồ sơ", "state": "done", "note": "Trực tuyến", "at": AT},
        {"title": "Tiếp nhận", "state": "done", "note": "Nguyễn Thị Lan", "at": AT},
        {"title": "Thẩm định", "state": "now", "note": "Công chức tư pháp – hộ tịch, hẹn xong 26/11/2026", "at": None},
        {"title": "Trả kết quả", "state": "todo", "note": "", "at": None},
    ]
    found = {"form": form, "steps": steps, "promise": _promise(), "names": ["Chọn trường hợp", "Kê khai", "Đính kèm"]}
    return _render(request, "gallery_citizen.html", found)


def officer(request: HttpRequest) -> HttpResponse:
    """Parts as an officer meets them all day."""
    messages.success(request, "Đã tiếp nhận hồ sơ H99.01-261123-0001.")
    request.refusal = Refused("Hồ sơ này đã yêu cầu bổ sung một lần và đang chờ người dân trả lời.")
    states = ["overdue", "due_soon", "within", "on_time", "early", "late", "paused"]
    rows = [
        {
            "code": f"H99.01-261123-{number:04d}",
            "name": "Đặng Thị Ánh Nguyệt",
            "procedure": "Cấp Giấy xác nhận tình trạng hôn nhân",
            "status": status,
            "state": states[number % len(states)],
            "due": AT + timedelta(days=number - 3),
        }
        for number, status in enumerate(Status, 1)
    ]
    return _render(request, "gallery_officer.html", {"rows": rows})


def _render(request: HttpRequest, name: str, found: dict[str, object]) -> HttpResponse:
    source = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return HttpResponse(engines["django"].from_string(source).render(found, request))


def refused(request: HttpRequest) -> HttpResponse:
    """The page of a refusal."""
    raise Refused("Hồ sơ đã được trả kết quả, không thể rút. Hãy liên hệ quầy tiếp nhận nếu cần cấp lại.")


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a broken server."""
    return render(request, "500.html")


SENT: list[dict[str, str]] = []
SAVED: list[dict[str, str]] = []


def send(request: HttpRequest) -> HttpResponse:
    """Take a form slowly, so that a second press has time to happen."""
    time.sleep(0.4)
    SENT.append(request.POST.dict())
    return redirect("/_/nguoi-dan/")


def save(request: HttpRequest) -> HttpResponse:
    """Take a draft."""
    if request.headers.get("X-Motcua-Autosave") != "1":
        return HttpResponse(status=400)
    SAVED.append(request.POST.dict())
    return HttpResponse(status=204)


urlpatterns = [
    path("_/gui/", send),
    path("_/luu/", save),
    path("_/nguoi-dan/", citizen),
    path("_/can-bo/", officer),
    path("_/tu-choi/", refused),
    path("_/hong/", broken),
    *of_the_site,
]
handler400 = "motcua.doors.errors.bad_request"
handler403 = "motcua.doors.errors.permission_denied"
handler404 = "motcua.doors.errors.page_not_found"
handler429 = "motcua.doors.errors.too_many"
handler500 = "motcua.doors.errors.server_error"
