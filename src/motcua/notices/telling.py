"""Telling a citizen (báo tin cho người dân): what the outbox gets when an entry with words for people is read.

By SMS and by mail, as far as either was left; the texts are those of `wording`. Nobody is told of an invented past.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.supplements import Supplement
from motcua.journal.chain import Entry
from motcua.journal.jobs import Job
from motcua.kernel.identifiers import phone_display
from motcua.kernel.localtime import local_day, parse_iso
from motcua.kernel.vietnamese import plain
from motcua.notices import moved_dates
from motcua.notices.outbox import Channel, Message, put_out
from motcua.notices.wording import CLOSING, GREETING, LINK, LINK_LINES, WORDING, Wording
from motcua.office.calendar import calendar_of
from motcua.office.people import Person

_MOBILE = re.compile(r"\+84[35789][0-9]{8}")
# Nobody needs telling that a dossier was accepted and resolved who went home with its result in the same act.
OVERTAKEN = frozenset({"dossiers.Accepted", "dossiers.ResultIssued"})


def tell(job: Job, at: datetime) -> None:
    """Make the messages for the applicant of the entry's dossier, if this event is one to be told (a reader).

    Nobody is told of demo history, imports and the like: their entries name a source. What is done to such a dossier
    today is told.
    """
    entry = job.entry
    wording = WORDING[entry.name] if entry is not None else None
    if entry is None or wording is None or entry.source or not _is_wanted(wording, entry):
        return
    dossier = (
        Dossier.objects.select_related("office", "applicant", "submitter")
        .filter(office_id=entry.office_id, pk=entry.subject_id)
        .first()
    )
    if dossier is None or (wording.is_once and _is_reminded(dossier, entry)):
        return
    if entry.name in OVERTAKEN and dossier.returned_at == entry.occurred_at:
        return
    person = _who(dossier)
    tell_person(entry, person, _fields(entry, dossier, person), at=at, dossier=dossier)


def tell_person(
    entry: Entry,
    person: Person,
    said: Mapping[str, str],
    *,
    at: datetime,
    dossier: Dossier | None = None,
    greeting: str = GREETING,
    wording: Wording | None = None,
) -> list[Message]:
    """Return the messages that tell the person of the entry, by SMS and by mail as far as either was left.

    `said` fills the fields of the event's wording, or of the one given. Nobody is told of an event without wording.
    """
    wording = wording or WORDING[entry.name]
    if wording is None:
        return []
    made = []
    if _MOBILE.fullmatch(person.phone):
        body = plain(_fill(wording.sms, said))
        made.append(_message(entry, dossier, wording, Channel.SMS, person.phone, body, said, at))
    if person.email:
        body = _fill(_letter(wording, greeting), said)
        made.append(_message(entry, dossier, wording, Channel.EMAIL, person.email, body, said, at))
    put_out(made)
    return made


def _is_wanted(wording: Wording, entry: Entry) -> bool:
    if wording.only_if is None:
        return True
    name, values = wording.only_if
    return entry.event.get(name) in values


def _is_reminded(dossier: Dossier, entry: Entry) -> bool:
    """Tell whether the reminder went out before; nobody is reminded of an invented or imported past either."""
    earlier = Message.objects.filter(office_id=dossier.office_id, dossier=dossier, event=entry.name, is_for_staff=False)
    return bool(dossier.source) or earlier.exists()


def _who(dossier: Dossier) -> Person:
    """Return whom to write to: the applicant, or the proxy when the applicant left neither phone nor address."""
    if dossier.applicant.phone or dossier.applicant.email or dossier.submitter is None:
        return dossier.applicant
    return dossier.submitter


def _message(
    entry: Entry,
    dossier: Dossier | None,
    wording: Wording,
    channel: Channel,
    to: str,
    body: str,
    said: Mapping[str, str],
    at: datetime,
) -> Message:
    return Message(
        office_id=entry.office_id,
        dossier=dossier,
        event=entry.name,
        channel=channel,
        to=to,
        subject=_fill(wording.subject, said)[:200],
        body=body,
        link_purpose=wording.purpose if LINK in body else "",  # of a secret that is made when it is sent
        key=f"{entry.pk}:{channel.value}",
        made_at=at,
    )


def _letter(wording: Wording, greeting: str) -> str:
    link = LINK_LINES.get(wording.purpose, "")
    return "\n\n".join(part for part in (greeting, wording.email, link, CLOSING) if part)


def _fields(entry: Entry, dossier: Dossier, person: Person) -> dict[str, str]:
    until = _until(entry, dossier)
    is_certain = until is None or calendar_of(dossier.office_id).is_confirmed(local_day(until).year)
    provisional = "" if is_certain else " (lịch tạm tính)"
    return {
        "code": dossier.code,
        "name": person.full_name,
        "office": dossier.office.name,
        "phone": phone_display(dossier.office.phone),
        "until": moved_dates.short_moment(until) + provisional,
        **moved_dates.said(entry),
    }


def _until(entry: Entry, dossier: Dossier) -> datetime | None:
    """Return the moment that the event speaks of, as it was when it happened."""
    event = entry.event
    if event.get("due_at"):
        return parse_iso(event["due_at"])
    if entry.name == "dossiers.SupplementRequested":
        asked = Supplement.objects.filter(office_id=entry.office_id, pk=event["supplement_id"])
        return asked.values_list("expires_at", flat=True).first()
    return dossier.check_due_at if entry.name == "dossiers.Submitted" else dossier.due_at_current


def _fill(text: str, said: Mapping[str, str]) -> str:
    for name, value in said.items():
        text = text.replace("{" + name + "}", value)
    return text
