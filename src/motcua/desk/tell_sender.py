"""Telling who sent a petition (báo cho người gửi phản ánh): received, forwarded, answered, or not considered.

The outbox knows no petitions and the petitions no outbox: this reader brings both together. The message carries the
code and the way to the answer, never the answer itself. Legal source: NĐ 20/2008/NĐ-CP Điều 9, 19; NĐ 309/2026 Điều 4.
"""

from datetime import datetime

from django.conf import settings

from motcua.feedback.petition_rules import REPLIES
from motcua.feedback.petitions import Petition
from motcua.journal.jobs import Job
from motcua.kernel.identifiers import phone_display
from motcua.notices import moved_dates, telling
from motcua.notices.wording import GREETING, GREETING_NOBODY
from motcua.office import terms


def tell(job: Job, at: datetime) -> None:
    """Make the messages for the sender of the entry's petition (a reader); nobody is told of an invented past."""
    entry = job.entry
    if entry is None or entry.source:
        return
    rows = Petition.objects.filter(office_id=entry.office_id, pk=entry.subject_id)
    petition = rows.select_related("office", "sender").first()
    if petition is None:
        return
    waited = terms.of_subject(petition.subject)
    until = next((term.due_at for term in waited if term.name in REPLIES and term.ended_at is None), None)
    said = {
        "code": petition.code,
        "name": petition.sender.full_name,
        "office": petition.office.name,
        "phone": phone_display(petition.office.phone),
        "until": moved_dates.short_moment(until),
        "link": f"{settings.BASE_URL}/phan-anh/tra-cuu/?ma={petition.code}",
    }
    greeting = GREETING_NOBODY if petition.is_secret else GREETING
    telling.tell_person(entry, petition.sender, said, at=at, greeting=greeting)
