"""Sending a petition from a phone, without an account and without script; tracking it; the published answers.

Files wait in the session until everything is sent, so that a bad one loses nothing. By its guessable code a petition
shows its state only; the answer asks the last four digits of the sender's phone.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desk import attach_file, send_petition
from motcua.doors.access_rules import act, refused_status, rule
from motcua.doors.citizen import pace, visit
from motcua.doors.citizen.forms import DigitsForm, PhoneField
from motcua.doors.request import Request
from motcua.feedback import petition_registers, petition_tracking, petitions
from motcua.feedback.petitions import About
from motcua.kernel.identifiers import token

_FILES, _SENT = "petition_files", "petition_sent"


class PetitionForm(forms.Form):
    """What happened, and who sends it."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    about = forms.ChoiceField(
        label=_("Ông/bà muốn nói về điều gì?"),
        choices=[choice for choice in About.choices if choice[0] != About.UNSORTED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một mục.")},
    )
    content = forms.CharField(
        label=_("Nội dung"),
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Việc gì, ở đâu, khi nào, mong Trung tâm làm gì. Viết bằng tiếng Việt."),
        error_messages={
            "required": _("Hãy ghi nội dung phản ánh, kiến nghị."),
            "max_length": _("Nội dung dài quá 5.000 ký tự. Hãy viết ngắn hơn hoặc gửi kèm tệp."),
        },
    )
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Hãy nhập họ và tên.")},
    )
    phone = PhoneField(help_text=_("Bốn số cuối dùng để mở trả lời."))
    address = forms.CharField(
        label=_("Địa chỉ"),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "street-address"}),
        error_messages={"required": _("Hãy nhập địa chỉ, ví dụ thôn, xã.")},
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@thu.vn.")},
    )
    is_secret = forms.BooleanField(
        label=_("Giữ bí mật họ tên, địa chỉ, điện thoại của tôi"),
        required=False,
        help_text=_("Không ghi vào phiếu chuyển cơ quan khác; cán bộ chỉ mở khi cần trả lời."),
    )


class CodeForm(forms.Form):
    """The code of a petition."""

    ma = forms.CharField(
        label=_("Mã phản ánh"),
        help_text=_("Ví dụ PA-2026-0001."),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Hãy nhập mã phản ánh.")},
    )


def _files(request: Request) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = request.session.get(_FILES, [])
    return kept


def _page(request: Request, *_args: object, problems: list[str] | None = None, **_more: object) -> HttpResponse:
    is_sending = request.method == "POST" and "gui" in request.POST
    bound = request.POST if is_sending else None
    # Uploading or removing a file keeps what was typed without judging it yet.
    initial = request.POST.dict() if request.method == "POST" else {"key": token()}
    form = PetitionForm(bound, initial=initial)
    context = {"form": form, "files": _files(request), "problems": problems or []}
    status = 422 if problems or (bound and form.errors) else refused_status(request)
    return render(request, "citizen/petition.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("public")
@act(again=_page)
def send(request: Request) -> HttpResponseBase:
    """Show the form; a POST takes in the files that came with it, and sends the petition when told to."""
    office = visit.centre()
    if request.method != "POST":
        return _page(request)
    problems = _take_files(request)
    form = PetitionForm(request.POST)
    if problems or "gui" not in request.POST or not form.is_valid():
        return _page(request, problems=problems)
    pace.PETITION.step(request)
    data = dict(form.cleaned_data)
    key = data.pop("key")
    file_ids = [UUID(row["id"]) for row in _files(request)]
    petition = send_petition.send(office, **data, file_ids=file_ids, at=request.at, key=key)
    request.session.pop(_FILES, None)
    request.session[_SENT] = petition.code
    return redirect("citizen_petition_sent")


def _take_files(request: Request) -> list[str]:
    incoming = visit.uploads_of(request, "files")
    if not incoming:
        return []
    pace.UPLOAD.step(request)
    waiting, told = list(_files(request)), list[str]()
    for one in attach_file.lay_ready(visit.centre(), incoming, at=request.at):
        if one.file is None:
            told += [f"{one.name}: {words}" for words in one.words]
        else:
            waiting.append(
                {"id": str(one.file.pk), "name": one.file.name, "size": one.file.size, "pages": one.file.pages}
            )
    request.session[_FILES] = waiting
    return told


@require_POST
@rule("public")
@act(again=_page)
def remove(request: Request, file_id: UUID) -> HttpResponseBase:
    """Take back one file that has not been sent yet; what was typed stays on the page."""
    request.session[_FILES] = [row for row in _files(request) if row["id"] != str(file_id)]
    return _page(request)


@require_safe
@rule("token")
def sent(request: Request) -> HttpResponseBase:
    """Say the code and what comes next, to the browser that sent it."""
    code = request.session.get(_SENT)
    if not code:
        return redirect("citizen_petition")
    return render(request, "citizen/petition_sent.html", {"state": petition_tracking.by_code(visit.centre().pk, code)})


def _track_page(request: Request, petition: petitions.Petition | None = None) -> HttpResponse:
    form = CodeForm(request.GET if "ma" in request.GET else None)
    digits = DigitsForm(request.POST if request.method == "POST" else None)
    digits.fields["digits"].help_text = _("Của số điện thoại đã khai khi gửi.")
    state = None
    if form.is_bound and form.is_valid() and not isinstance(request.refusal, pace.TooOften):
        state = petition_tracking.find_state(visit.centre().pk, form.cleaned_data["ma"])
        if state is None and request.refusal is None:
            raise petition_tracking.NoSuchPetition
    context = {"form": form, "digits": digits, "state": state, "petition": petition}
    is_wrong = form.errors or (digits.is_bound and digits.errors)
    return render(request, "citizen/petition_track.html", context, status=422 if is_wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("public")
@act(again=_track_page)
def track(request: Request) -> HttpResponseBase:
    """Show the state of the petition with this code; with the four digits also the answer."""
    if "ma" in request.GET:
        pace.LOOK_UP.step(request)
    form, digits = CodeForm(request.GET), DigitsForm(request.POST)
    if request.method == "POST" and form.is_valid() and digits.is_valid():
        code = form.cleaned_data["ma"].strip().upper()
        pace.PETITION_DIGITS.step(request, code)
        return _track_page(
            request, petition_tracking.for_sender(visit.centre().pk, code, digits.cleaned_data["digits"].strip())
        )
    return _track_page(request)


@require_safe
@rule("public")
def answers(request: Request) -> HttpResponse:
    """Show the published answers, without any sender."""
    found = petition_registers.published(visit.centre().pk, after=request.GET.get("sau", "")[:200])
    return render(request, "citizen/petition_answers.html", {"rows": found.rows, "following": found.following})
