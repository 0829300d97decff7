"""Verification for anyone: by the code or QR of a signed result, or by the PDF itself, which is checked and not kept.

Shown are who signed, when, whether a byte changed and whether the certificate is trusted; of the document only which
procedure it answers, never whose it is. Legal source: Luật Giao dịch điện tử 20/2023/QH15, NĐ 23/2025/NĐ-CP.
"""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.certification import electronic
from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace
from motcua.doors.request import Request
from motcua.dossiers import access, corrections, logbook_volumes, slips
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.papers import signatures, verification
from motcua.papers.signatures import Signature
from motcua.papers.storage import FILE_LIMIT, FileMissing


class NoSuchSignature(Refused):
    """No document signed here has this code."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("Không có văn bản nào ký tại đây mang mã này. Hãy xem lại mười chữ cái, hoặc tải tệp PDF lên.")
        )


class NoPdfChosen(Refused):
    """Nothing was uploaded, or something too big."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Hãy chọn một tệp PDF có nội dung, không quá %(most)s MB.") % {"most": FILE_LIMIT // 1024 // 1024}
        )


def _home_page(request: Request, code: str = "") -> HttpResponse:
    return render(request, "verify/home.html", {"code": code or request.GET.get("ma", "")})


@require_http_methods(["GET", "HEAD", "POST"])
@rule("public")
@act(again=_home_page)
def home(request: Request) -> HttpResponseBase:
    """Take a code, or check an uploaded PDF; the file is not kept."""
    if request.method != "POST":
        code = request.GET.get("ma", "").strip()[:40]
        return redirect("verify_code", code.replace("/", "")) if code.strip("/ .") else _home_page(request)
    pace.VERIFY.step(request)
    upload = request.FILES.get("file")
    if upload is None or not upload.size or upload.size > FILE_LIMIT:
        raise NoPdfChosen
    pdf = upload.read()
    check, kept = verification.check(pdf), signatures.find_by_bytes(pdf)
    context = {"check": check, "name": upload.name, "is_upload": True, **(_overtaken(kept) if kept else {})}
    return render(request, "verify/answer.html", context, status=200 if check.is_readable else 422)


def _overtaken(signature: Signature) -> dict[str, object]:
    """Return what took the value of a signed document away though its signature still holds."""
    return {
        "correction": corrections.find_of_signature(signature.pk),
        "struck": electronic.find_struck(signature),
    }


@require_safe
@rule("public")
@act(again=_home_page)
def by_code(request: Request, code: str) -> HttpResponse:
    """Check the stored file behind a code afresh and say what was found."""
    pace.VERIFY.step(request)
    signature = signatures.find_by_code(code)
    if signature is None:
        raise NoSuchSignature
    try:
        check = verification.check(signature.file.read())
    except FileMissing:
        check = verification.Check(False, (), _("Máy chủ không còn giữ tệp này. Hãy báo cho Trung tâm."))
    context = {"check": check, "signature": signature, "office": signature.office, **_about(signature, request)}
    return render(request, "verify/answer.html", context)


def _about(signature: signatures.Signature, request: Request) -> dict[str, object]:
    """Return what the signed document is: a volume of a logbook, a slip, or a result and what overtook it."""
    kept = logbook_volumes.find_signed(signature)
    if kept is not None:
        return {"book": kept[0], "volume": kept[1]}
    dossier = access.find(signature.subject, by=Acting.system(signature.office_id), at=request.at)
    procedure = dossier.version.procedure
    return {"procedure": procedure, "slip": slips.find_signed(signature), **_overtaken(signature)}
