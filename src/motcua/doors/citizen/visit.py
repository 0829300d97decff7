"""The visit (lượt dùng của người dân): which draft and which dossier this browser has proven to be its own.

It lives in the session only: the draft under way, the dossier opened by a token and four digits (or just filed), the
files waiting to be sent with a supplement. A proof holds four hours, a draft twelve; "Kết thúc" forgets everything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.doors.request import Request
from motcua.dossiers import drafts
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.drafts import Draft
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import iso, parse_iso
from motcua.office import offices
from motcua.office.offices import Office

LASTS = timedelta(hours=4)
DRAFT_LASTS = timedelta(hours=12)  # then the code is asked again: a kiosk or a neighbour's computer forgets
_DRAFT, _CODE, _PROVEN, _TOKEN, _STAGED = "draft", "resume_code", "proven", "track_token", "staged"
View = Callable[..., HttpResponseBase]


class NotSetUp(Refused):
    """The installation has no office yet."""

    status = 503

    def __init__(self) -> None:
        super().__init__(_("Hệ thống chưa được lập cho cơ quan nào. Người quản trị cần chạy lệnh motcua init."))


class NothingUnderWay(Refused):
    """This browser has no draft any more, so what was just sent has no place."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("Máy này không còn giữ hồ sơ đang soạn nào. Hãy mở lại bằng mã tiếp tục và số điện thoại, rồi gửi lại.")
        )


class NotProven(Refused):
    """This browser has not proven to be the holder of a dossier, or too long ago."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Phiên xem hồ sơ đã hết. Hãy quét lại mã QR trên giấy tiếp nhận, hoặc dùng mã tiếp tục và số điện thoại.")
        )


@dataclass(frozen=True, slots=True)
class Proven:
    """A dossier that this browser may see whole, and as whom it acts."""

    dossier_id: UUID
    by: Acting


def centre() -> Office:
    """Return the office whose door this is; raises NotSetUp."""
    office = offices.find_first()
    if office is None:
        raise NotSetUp
    return office


def begin(request: Request, draft: Draft, code: str) -> None:
    """Keep the draft and its code in a session of a fresh key."""
    request.session.cycle_key()
    request.session[_DRAFT] = {"id": str(draft.pk), "at": iso(request.at)}
    request.session[_CODE] = code
    request.session.pop(_PROVEN, None)


def find_draft(request: Request) -> Draft | None:
    """Return the draft under way on this browser, None when there is none or it has expired."""
    kept = request.session.get(_DRAFT)
    if not kept or request.at - parse_iso(kept["at"]) > DRAFT_LASTS:
        return None
    try:
        return drafts.find(UUID(kept["id"]), at=request.at)
    except drafts.NoSuchDraft:
        request.session.pop(_DRAFT, None)
        return None


def resume_code(request: Request) -> str:
    """Return the code to be shown again while the form is open, "" when the browser does not know it."""
    return str(request.session.get(_CODE, ""))


def prove(request: Request, dossier: Dossier) -> None:
    """Remember that this browser is the applicant's."""
    request.session.cycle_key()
    request.session[_PROVEN] = {
        "dossier": str(dossier.pk),
        "office": str(dossier.office_id),
        "person": str(dossier.applicant_id),
        "at": iso(request.at),
    }
    request.session.pop(_TOKEN, None)


def find_proven(request: Request) -> Proven | None:
    """Return the dossier that this browser may see whole, None when there is none or the proof is too old."""
    kept = request.session.get(_PROVEN)
    if not kept or request.at - parse_iso(kept["at"]) > LASTS:
        return None
    return Proven(UUID(kept["dossier"]), Acting.citizen(UUID(kept["office"]), UUID(kept["person"])))


def hold_token(request: Request, token_id: UUID) -> None:
    """Remember which printed token was scanned; four digits still have to follow."""
    request.session.cycle_key()
    request.session[_TOKEN] = str(token_id)
    request.session.pop(_PROVEN, None)


def find_token(request: Request) -> UUID | None:
    """Return the token that waits for its four digits."""
    text = request.session.get(_TOKEN)
    return UUID(text) if text else None


def staged(request: Request) -> dict[str, list[dict[str, Any]]]:
    """Return the files uploaded for a supplement but not sent yet: {item: [{id, name, size, pages}]}."""
    proven = find_proven(request)
    kept = request.session.get(_STAGED) or {}
    return kept.get("items", {}) if proven and kept.get("dossier") == str(proven.dossier_id) else {}


def stage(request: Request, items: dict[str, list[dict[str, Any]]]) -> None:
    """Keep the files that wait to be sent."""
    proven = find_proven(request)
    if proven:
        request.session[_STAGED] = {"dossier": str(proven.dossier_id), "items": items}


def forget(request: Request) -> None:
    """Forget everything of this visit."""
    for name in (_DRAFT, _CODE, _PROVEN, _TOKEN, _STAGED):
        request.session.pop(name, None)


def uploads_of(request: Request, name: str) -> list[tuple[BinaryIO, str]]:
    """Return the files that came under a name, each with the name that the sender's machine gave it."""
    return [(cast(BinaryIO, upload.file), upload.name or "") for upload in request.FILES.getlist(name)]


def drafting(view: View) -> View:
    """Give the view the draft under way as `draft`; a filed one leads to its dossier, none leads to resuming."""

    @wraps(view)
    def with_draft(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        draft = find_draft(request)
        if draft is None and request.method == "POST":
            raise NothingUnderWay
        if draft is None:
            messages.info(request, _("Máy này chưa có hồ sơ nào đang soạn. Hãy nhập mã tiếp tục, hoặc chọn thủ tục."))
            return redirect("citizen_resume")
        if draft.dossier_id is not None and draft.dossier is not None:
            proven = find_proven(request)
            if proven is None or proven.dossier_id != draft.dossier_id:
                prove(request, draft.dossier)
            return redirect("citizen_submitted")
        return view(request, draft, *args, **kwargs)

    return with_draft


def owning(view: View) -> View:
    """Give the view the dossier that this browser has proven to be its own as `proven`."""

    @wraps(view)
    def with_proof(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        proven = find_proven(request)
        if proven is not None:
            return view(request, proven, *args, **kwargs)
        if request.method == "POST":
            raise NotProven
        if find_token(request) is not None:
            return redirect("citizen_digits")
        messages.info(request, str(NotProven()))
        return redirect("citizen_track")

    return with_proof
