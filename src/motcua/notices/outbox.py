"""The outbox (hộp tin đi): every message to a citizen or a leader, and whether it went out.

A message is made in the transaction that reads the entry, once per entry and channel; sending it is a job of its own,
so that one bad phone number delays nobody else. The link's secret is made when it is sent and never stored.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.supplements import Supplement
from motcua.journal import jobs
from motcua.journal.chain import Entry
from motcua.journal.jobs import Job
from motcua.kernel.identifiers import phone_display, uuid7
from motcua.kernel.localtime import local_day, parse_iso
from motcua.kernel.vietnamese import plain
from motcua.notices import moved_dates
from motcua.notices.wording import CLOSING, GREETING, LINK, LINK_LINES, WORDING, Wording
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.people import Person

SEND = "notices.send"
_MOBILE = re.compile(r"\+84[35789][0-9]{8}")


class Channel(models.TextChoices):
    """By which way a message goes."""

    SMS = "sms", gettext_lazy("Tin nhắn")
    EMAIL = "email", gettext_lazy("Thư điện tử")


class MessageState(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", gettext_lazy("Chờ gửi")
    SENT = "sent", gettext_lazy("Đã gửi")
    MAYBE_SENT = "maybe_sent", gettext_lazy("Có thể đã gửi")
    FAILED = "failed", gettext_lazy("Không gửi được")


# Nobody needs telling that a dossier was accepted and resolved who went home with its result in the same act.
OVERTAKEN = frozenset({"dossiers.Accepted", "dossiers.ResultIssued"})


class Message(models.Model):
    """One message to one address."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", null=True)  # or another matter
    event = models.CharField(max_length=80)
    is_for_staff = models.BooleanField(default=False)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()  # with the mark {link} where the link goes
    link_purpose = models.CharField(max_length=6, blank=True)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    key = models.CharField(max_length=80)
    reference = models.CharField(max_length=200, blank=True)  # the carrier's
    problem = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="message_key_once")]
        indexes = [
            models.Index(fields=["office", "dossier", "event"], name="message_by_dossier"),
            models.Index(
                fields=["office", "made_at"],
                condition=models.Q(state__in=["maybe_sent", "failed"]),
                name="message_in_trouble",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.event} {self.state}"

    @property
    def words(self) -> str:
        """The text for reading on a screen, without the secret link."""
        return self.body.replace(LINK, "…")


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
) -> list[Message]:
    """Return the messages that tell the person of the entry, by SMS and by mail as far as either was left.

    `said` fills the fields of the event's wording. Nobody is told of an event without wording.
    """
    wording = WORDING[entry.name]
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


def put_out(messages: Collection[Message]) -> None:
    """Write the messages and the jobs that send them; a message whose key exists is left out with its job."""
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    jobs.put_many([_sending(one) for one in messages])


def _sending(message: Message) -> Job:
    key = f"{SEND}:{message.office_id}:{message.key}"[:150]
    return jobs.new(SEND, office=message.office_id, payload={"message": str(message.pk)}, key=key)


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
        link_purpose=wording.purpose,
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


def of_dossier(dossier: Dossier) -> list[Message]:
    """Return what the applicant was told about the dossier, in order."""
    return list(Message.objects.filter(office_id=dossier.office_id, dossier=dossier, is_for_staff=False))


def in_trouble(office_id: UUID, limit: int = 100) -> list[Message]:
    """Return the newest messages that failed or perhaps went out, for the steward."""
    stuck = Message.objects.filter(
        office_id=office_id, state__in=[MessageState.FAILED.value, MessageState.MAYBE_SENT.value]
    )
    return list(stuck.select_related("dossier").order_by("-made_at")[:limit])


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a row of a list shows of a dossier's messages."""

    sent: int
    failed: int


def for_dossiers(ids: Collection[UUID]) -> dict[UUID, NoticeFacts]:
    """Return how many messages of each of these dossiers went out and failed; one query."""
    rows = (
        Message.objects.filter(dossier_id__in=ids, is_for_staff=False)
        .order_by()
        .values("dossier_id")
        .annotate(
            sent=models.Count("pk", filter=models.Q(state=MessageState.SENT)),
            failed=models.Count("pk", filter=models.Q(state=MessageState.FAILED)),
        )
    )
    return {row["dossier_id"]: NoticeFacts(row["sent"], row["failed"]) for row in rows}
