"""A gallery of all parts, for tests and for the eye only: no installation routes it (see test_gallery.py)."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
    return _render(request, CITIZEN, found)


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
    return _render(request, OFFICER, {"rows": rows})


def _render(request: HttpRequest, source: str, found: dict[str, object]) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(found, request))


def refused(request: HttpRequest) -> HttpResponse:
    """The page of a refusal."""
    raise Refused("Hồ sơ đã được trả kết quả, không thể rút. Hãy liên hệ quầy tiếp nhận nếu cần cấp lại.")


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a broken server."""
    return render(request, "500.html", status=500)


CITIZEN = """{% extends "base_citizen.html" %}{% load i18n parts words %}
{% block title %}Kiểu dáng trang người dân{% endblock %}
{% block crumbs %}{% crumbs "Trang chủ" "/" "Thủ tục" "/x/" "Xác nhận tình trạng hôn nhân" %}{% endblock %}
{% block content %}
<div class="page-head"><div><h1>Cấp Giấy xác nhận tình trạng hôn nhân</h1><p class="lead">Xin giấy để kết hôn hoặc làm
thủ tục khác. Nộp được trực tuyến.</p></div>{% include "components/print_button.html" %}</div>
<section class="hero"><h2>Tìm thủ tục</h2><form class="search" method="get" role="search"><div class="field">
<label for="tim">Tên thủ tục hoặc việc cần làm</label><input type="search" id="tim" name="q" data-search></div>
<button class="button">{% icon "search" %}Tìm</button></form></section>
{% notice "info" "Cần chuẩn bị" %}<p>Ảnh chụp căn cước hai mặt.</p>{% endnotice %}
{% notice "warning" %}<p>Lệ phí chưa xác định, Trung tâm sẽ báo.</p>{% endnotice %}
{% notice "success" "Đã nhận hồ sơ" %}<p>Mã: {% include "components/copy_code.html" with code="H99.01-261123-0001" %}</p>
{% endnotice %}
<div class="columns columns-aside"><div class="stack">
{% form_progress 2 names %}
{% error_summary form %}
<form method="post" class="stack" novalidate data-no-guard>{% csrf_token %}
<fieldset class="group"><legend>Người yêu cầu</legend>{% field form.full_name %}<div class="field-row">
{% field form.number width="short" %}{% field form.phone width="short" %}</div>{% field form.born_on width="short" %}
{% field form.province %}</fieldset>
{% field form.purpose %}{% field form.copies %}{% field form.note %}{% field form.paper %}
<ul class="uploads">{% include "components/upload_row.html" with name="can-cuoc-mat-truoc.jpg" size=348000 remove_url="/x/" %}
{% include "components/upload_row.html" with name="giay-khai-sinh-ban-chup-dien-thoai-20261120.pdf" size=2348000 pages=3 problem="Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi tải lại." %}</ul>
{% field form.agreed %}{% include "components/autosave_status.html" %}
<div class="form-foot"><button class="button">Tiếp tục</button><button class="button button-secondary">Quay lại</button>
<button class="button button-quiet">Để sau</button><button class="button button-danger">Rút hồ sơ</button></div></form>
{% ledger promise %}
</div><aside class="stack sticky-aside" aria-label="Tóm tắt"><div class="card"><h2>Hồ sơ</h2><dl class="facts">
<div><dt>Thời hạn</dt><dd>3 ngày làm việc</dd></div><div><dt>Lệ phí</dt><dd>{{ 15000|dong }}</dd></div>
<div><dt>Trạng thái</dt><dd>{% status_pill 4 %}</dd></div></dl></div>
<div class="card"><h2>Tiến trình</h2>{% timeline steps %}</div></aside></div>
<div class="grid"><a class="card card-link" href="/a/"><h3>Hộ tịch</h3><p class="soft">42 thủ tục</p></a>
<a class="card card-link" href="/b/"><h3>Chứng thực</h3><p class="soft">12 thủ tục</p></a></div>
{% include "components/empty.html" with title="Chưa có hồ sơ nào" text="Hồ sơ đã nộp sẽ hiện ở đây." href="/" action="Tìm thủ tục" mark="file" only %}
{% endblock %}"""
OFFICER = """{% extends "base_officer.html" %}{% load i18n parts words %}
{% block title %}Kiểu dáng trang cán bộ{% endblock %}
{% block content %}
<div class="page-head"><h1>Hồ sơ chờ xử lý</h1><button type="button" class="button button-secondary" data-open-dialog="phim-tat" hidden>
{% icon "keyboard" %}Phím tắt</button></div>
<div class="grid-tiles">{% include "components/tile.html" with href="/1/" figure=12 label="Chờ tiếp nhận" only %}
{% include "components/tile.html" with href="/2/" figure=3 label="Quá hạn" tone="bad" note="lâu nhất 4 ngày" only %}
{% include "components/tile.html" with href="/3/" figure=5 label="Sắp đến hạn" tone="warning" only %}
{% include "components/tile.html" with figure=0 label="Phi địa giới" tone="done" only %}</div>
<form class="filters" method="get"><div class="field"><label for="q">Tìm mã, tên</label><input type="search" id="q" name="q" data-search></div>
<div class="field"><label for="s">Trạng thái</label><select id="s" name="s"><option>Tất cả</option></select></div><button class="button button-secondary">Lọc</button></form>
<nav class="tabs" aria-label="Lọc"><ul><li><a href="/" aria-current="page">Của tôi <span class="badge">12</span></a></li><li><a href="/x/">Cả đơn vị</a></li></ul></nav>
{% table_region "Hồ sơ" %}<table class="table-cards"><thead><tr><th scope="col">Mã</th><th scope="col">Người nộp</th><th scope="col">Thủ tục</th><th scope="col">Trạng thái</th><th scope="col">Hạn</th></tr></thead>
<tbody>{% for row in rows %}<tr class="{% if row.state == 'overdue' %}row-late{% endif %}"><th scope="row"><a class="dossier-code" href="/x/{{ row.code }}/">{{ row.code }}</a></th>
<td data-label="Người nộp">{{ row.name }}</td><td data-label="Thủ tục">{{ row.procedure }}</td><td data-label="Trạng thái">{% status_pill row.status %}</td>
<td data-label="Hạn">{% deadline row.due row.state 2 %}</td></tr>{% endfor %}</tbody></table>{% endtable_region %}
{% include "components/pager.html" with next_url="/x/?sau=1" shown=10 only %}
{% endblock %}"""

urlpatterns = [
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
