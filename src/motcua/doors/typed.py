"""What the staff's forms send, read into values; what can't be read is refused in words."""

from datetime import date, datetime
from typing import BinaryIO, cast
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.doors.request import StaffRequest
from motcua.dossiers.components import CheckState
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import at_local
from motcua.office import offices
from motcua.office.calendar import calendar_of
from motcua.papers import uploads
from motcua.papers.storage import StoredFile


class Unreadable(Refused):
    """A number or a day that can't be read."""

    status = 422


def number_of(request: StaffRequest, name: str, most: int = 10**12) -> int | None:
    """Return the whole number typed, None when the field is empty; raises Unreadable."""
    text = request.POST.get(name, "").strip().replace(".", "").replace(" ", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text[:15]) > most:
        raise Unreadable(_("“%(text)s” không phải là số hợp lệ. Hãy nhập số nguyên, không âm.") % {"text": text[:30]})
    return int(text)


def pdf_of(request: StaffRequest, name: str) -> StoredFile | None:
    """Return the PDF sent under this name, kept, None when none was; raises Unreadable or UploadRefused."""
    upload = request.FILES.get(name)
    if upload is None:
        return None
    office = offices.by_id(request.acting.office)
    stored, _told = uploads.take(office, cast(BinaryIO, upload), upload.name or f"{name}.pdf", at=request.at)
    if stored.media_type != "application/pdf":
        raise Unreadable(_("Tệp này không phải PDF. Hãy xuất văn bản hoặc bản quét ra PDF rồi tải lại."))
    return stored


def states_of(request: StaffRequest) -> dict[UUID, tuple[str, str]]:
    """Return {component: (state, note)} as sent by the check form; raises Unreadable for an unknown state."""
    found: dict[UUID, tuple[str, str]] = {}
    for name, state in request.POST.items():
        if not name.startswith("state-"):
            continue
        pk = name.removeprefix("state-")
        if state not in CheckState.values:
            raise Unreadable(_("Tình trạng thành phần không đúng. Hãy tải lại trang và chọn lại."))
        try:
            found[UUID(pk)] = (state, request.POST.get(f"note-{pk}", ""))
        except ValueError as error:
            raise Unreadable(_("Biểu mẫu không đúng. Hãy tải lại trang và làm lại.")) from error
    return found


def closing_of(request: StaffRequest, name: str) -> datetime:
    """Return the office's closing time on the day typed; raises Unreadable for a day that is none or is off."""
    try:
        day = date.fromisoformat(request.POST.get(name, ""))
    except ValueError as error:
        raise Unreadable(_("Hãy chọn ngày hẹn mới.")) from error
    calendar = calendar_of(request.acting.office)
    closes = calendar.closes_at(day) if 2000 < day.year < 2100 else None
    if closes is None:
        raise Unreadable(_("Ngày hẹn mới phải là ngày làm việc. Hãy chọn ngày khác."))
    return closes if isinstance(closes, datetime) else at_local(day, closes)
