"""Telling who sent a petition or a complaint (báo cho người gửi đơn thư): received, forwarded, answered, moved.

The outbox knows no petitions and the petitions no outbox: this reader brings both together. The message carries the
code and the way to the answer, never the answer itself; of a denunciation nothing is told. Legal source: NĐ
20/2008/NĐ-CP Điều 9, 19; NĐ 309/2026 Điều 4.
"""

from datetime import datetime

from django.conf import settings

from motcua.feedback import complaints
from motcua.feedback.complaints import Complaint
from motcua.feedback.petition_rules import REPLIES
from motcua.feedback.petitions import Petition
from motcua.journal.chain import Entry
from motcua.journal.jobs import Job
from motcua.kernel.identifiers import phone_display
from motcua.kernel.localtime import parse_iso
from motcua.notices import moved_dates, telling
from motcua.notices.wording import GREETING, GREETING_NOBODY, MOVED_TERMS
from motcua.office import terms
from motcua.office.people import Person
from motcua.office.terms import Term

PROVISIONAL = " (lịch tạm tính)"


def tell(job: Job, at: datetime) -> None:
    """Make the messages for the sender of the entry's matter (a reader); nobody is told of an invented past."""
    entry = job.entry
    if entry is None or entry.source:
        return
    if entry.name == "office.TermMoved":
        _tell_moved(entry, at)
        return
    petition = _petition(entry)
    if petition is None:
        return
    waited = terms.of_subject(petition.subject)
    until = next((term.due_at for term in waited if term.name in REPLIES and term.ended_at is None), None)
    said = {**_fields(petition, petition.sender), "until": moved_dates.short_moment(until)}
    telling.tell_person(entry, petition.sender, said, at=at, greeting=_greeting(petition))


def _tell_moved(entry: Entry, at: datetime) -> None:
    """Tell that a changed calendar moved the answer that the sender waits for; what ended meanwhile is not told."""
    event = entry.event
    what, wording = _waited_for(event["term"]), MOVED_TERMS.get(event["kind"])
    still = Term.objects.filter(office_id=entry.office_id, pk=event["term_id"], ended_at=None).first()
    if not what or wording is None or still is None or event["old_due_at"] == event["new_due_at"]:
        return
    petition = _petition(entry)
    matter = petition or _complaint(entry)
    if matter is None:
        return
    person = matter.sender if isinstance(matter, Petition) else matter.complainant
    greeting = _greeting(petition) if petition else GREETING
    until = moved_dates.short_moment(parse_iso(event["new_due_at"])) + (PROVISIONAL if still.is_provisional else "")
    said = {**_fields(matter, person), "what": what, "until": until, **moved_dates.before_and_why(entry)}
    telling.tell_person(entry, person, said, at=at, greeting=greeting, wording=wording)


def _waited_for(term: str) -> str:
    """Return what of the sender's own the limit is, "" for one that only the office minds."""
    if term in REPLIES:
        return "hạn trả lời"
    if term == "complaint.accept":
        return "hạn thụ lý"
    return "hạn giải quyết" if complaints.is_halted(term) else ""


def _petition(entry: Entry) -> Petition | None:
    rows = Petition.objects.filter(office_id=entry.office_id, pk=entry.subject_id)
    return rows.select_related("office", "sender").first()


def _complaint(entry: Entry) -> Complaint | None:
    rows = Complaint.objects.filter(office_id=entry.office_id, pk=entry.subject_id)
    return rows.select_related("office", "complainant").first()


def _greeting(petition: Petition) -> str:
    return GREETING_NOBODY if petition.is_secret else GREETING


def _fields(matter: Petition | Complaint, person: Person) -> dict[str, str]:
    return {
        "code": matter.code,
        "name": person.full_name,
        "office": matter.office.name,
        "phone": phone_display(matter.office.phone),
        "link": f"{settings.BASE_URL}/phan-anh/tra-cuu/?ma={matter.code}",
    }
