"""Dates that a changed calendar moved (ngày đổi theo lịch): what a message says of the old date and why."""

from datetime import datetime

from motcua.journal.chain import Entry
from motcua.kernel.localtime import local, parse_iso
from motcua.office.declarations import Declaration

# What a changed calendar has moved, as the applicant knows it.
MOVED_WORDS = {
    "due": "hẹn trả",
    "apology": "hẹn trả",
    "check": "hạn trả lời",
    "supplement": "hạn bổ sung",
}


def said(entry: Entry) -> dict[str, str]:
    """Return what moved, from when, and why, for a dossier that was counted anew."""
    event = entry.event
    if entry.name != "dossiers.Replayed" or event.get("what") not in MOVED_WORDS:
        return {}
    return {"what": MOVED_WORDS[event["what"]], **before_and_why(entry)}


def before_and_why(entry: Entry) -> dict[str, str]:
    """Return from when a date moved, and the reason that the declaration of the change gives."""
    event = entry.event
    titles = Declaration.objects.filter(office_id=entry.office_id, pk=event["declaration_id"])
    why = titles.values_list("title", flat=True).first() or ""
    return {"before": short_moment(parse_iso(event["old_due_at"])), "why": why}


def short_moment(moment: datetime | None) -> str:
    """Write a moment as an SMS can afford: 17:00 23/11; the year is never in doubt."""
    return f"{local(moment):%H:%M %d/%m}" if moment else "khi có thông báo"
