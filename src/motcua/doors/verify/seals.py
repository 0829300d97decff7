"""The sealed days for anyone (niêm phong công khai): fingerprint, signature and time stamp of each day, by month.

Nothing on it is personal: what is sealed are hashes. A day can be taken home as JSON, with which anyone proves offline
that no entry of it was changed since, or as the A5 slip of the day book.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace
from motcua.doors.request import Request
from motcua.dossiers.slip_contents import header
from motcua.journal import seal_verification, seals
from motcua.journal.refusals import Refused
from motcua.journal.seals import Seal
from motcua.kernel.localtime import vn_date, vn_moment
from motcua.office import offices
from motcua.office.offices import Office
from motcua.papers import qr, timestamps, typesetting
from motcua.papers.notary import OfficeNotary


class NoSuchSeal(Refused):
    """The office has no seal of that day."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Ngày này chưa được niêm phong: ngày đang chạy được niêm phong sau 0 giờ 10 hôm sau."))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a kept fingerprint says of the journal today: the day it seals, and what is wrong with that day."""

    seal: Seal
    wrong: list[str]


class Unknown(Refused):
    """The office has no seal with this fingerprint."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            _(
                "Cơ quan này không có ngày nào mang mã ấy. Hãy so lại từng nhóm bốn ký tự và chọn đúng cơ quan. Nếu mã "
                "đúng như trên sổ ngày, trên phiếu hay trong tệp đã tải về, thì niêm phong ấy đã bị bỏ hoặc thay: hãy "
                "giữ bản đang có và báo cơ quan thanh tra."
            )
        )


def _listing(request: Request, code: str = "", day: str = "", answer: Answer | None = None) -> HttpResponse:
    office = _office(code or request.GET.get("co-quan", ""))
    known = seals.months(office.pk) if office else []
    month = _month(request.GET.get("thang", ""), known)
    found = seals.between(office.pk, month, _end_of(month)) if office and month else []
    context = {
        "office": office,
        "offices": offices.listing(),
        "seals": found,
        "months": [(f"{one:%Y-%m}", f"{one:%m/%Y}") for one in known],
        "month": f"{month:%Y-%m}" if month else "",
        "has_authority": timestamps.is_configured(),
        "typed": request.GET.get("ma", "").strip(),
        "answer": answer,
    }
    return render(request, "verify/seals.html", context)


@require_safe
@rule("public")
def listing(request: Request) -> HttpResponseBase:
    """Show the sealed days of a month, newest first; with a fingerprint that somebody kept, what has become of it."""
    return _compared(request) if request.GET.get("ma", "").strip() else _listing(request)


@act(again=_listing)
def _compared(request: Request) -> HttpResponseBase:
    pace.VERIFY.step(request)
    office = _office(request.GET.get("co-quan", ""))
    seal = seals.find_by_fingerprint(office.pk, seals.read_fingerprint(request.GET.get("ma", ""))) if office else None
    if seal is None:
        raise Unknown
    return _listing(request, answer=Answer(seal, seal_verification.check_one(seal, OfficeNotary())))


@require_safe
@rule("public")
@act(again=_listing)
def download(request: Request, code: str, day: str) -> HttpResponse:
    """Give a seal with signature, certificates and time stamp: all that an offline check needs."""
    office, seal = _find(code, day)
    stamp = getattr(seal, "stamp", None)
    body: dict[str, Any] = {
        "office": {"code": office.code, "name": office.name},
        "day": seal.day.isoformat(),
        "sha256": seal.sha256,
        "text": seal.text,
        "signature": seal.signature,
        "certificates": seal.certificates,
        "is_trial": seal.is_trial,
        "time_stamp": {"authority": stamp.authority, "at": stamp.stamped_at.isoformat(), "token": stamp.token}
        if stamp
        else None,
    }
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="niem-phong-{office.code}-{seal.day.isoformat()}.json"'
    return answer


@require_safe
@rule("public")
@act(again=_listing)
def slip(request: Request, code: str, day: str) -> HttpResponse:
    """Give the A5 slip that is stuck into the day book."""
    pace.VERIFY.step(request)
    office, seal = _find(code, day)
    stamp = getattr(seal, "stamp", None)
    groups = seal.fingerprint.split()
    address = f"{settings.BASE_URL}{reverse('seals')}?co-quan={office.code}&thang={seal.day:%Y-%m}"
    pdf = typesetting.pdf(
        "seal_slip",
        {
            **header(office, seal.sealed_at),
            "day_words": vn_date(seal.day),
            "number": str(seal.number),
            "entries": str(seal.entries),
            "numbers": f"{seal.first_seq} – {seal.last_seq}" if seal.entries else "",
            "looks": str(seal.body.get("looks", "")),
            "fingerprint_rows": [" ".join(groups[place : place + 4]) for place in range(0, 16, 4)],
            "sealed_at_words": vn_moment(seal.sealed_at),
            "signature_words": "chữ ký của cơ quan, KÝ THỬ" if seal.is_trial else "chữ ký của cơ quan",
            "stamp_words": f"{stamp.authority}, {vn_moment(stamp.stamped_at)}" if stamp else "chưa có",
            "address": address,
            "qr_svg": qr.svg(address),
        },
        at=seal.sealed_at,
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="niem-phong-{office.code}-{seal.day.isoformat()}.pdf"'
    return answer


def _office(code: str) -> Office | None:
    return offices.by_code(code) if code else offices.find_first()


def _find(code: str, day: str) -> tuple[Office, Seal]:
    office = offices.by_code(code)
    try:
        seal = seals.find(office.pk, date.fromisoformat(day))
    except ValueError as wrong:
        raise Http404 from wrong
    if seal is None:
        raise NoSuchSeal
    return office, seal


def _month(text: str, known: list[date]) -> date | None:
    named = {f"{one:%Y-%m}": one for one in known}
    return named.get(text) or (known[0] if known else None)


def _end_of(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
