"""The outbox (hộp tin đi): every message to a citizen or a leader, and whether it went out.

A message is made in the transaction that reads the entry, once per entry and channel; sending it is a job of its own,
so that one bad phone number delays nobody else. The link's secret is made when it is sent and never stored.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy

from motcua.dossiers.dossier import Dossier
from motcua.journal import jobs
from motcua.journal.jobs import Job
from motcua.kernel.identifiers import uuid7
from motcua.notices.wording import LINK
from motcua.office.offices import Office

SEND = "notices.send"
ERASED = "(đã xóa)"  # instead of address and words, after a lawful erasure (`forgetting`)


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


def put_out(messages: Collection[Message]) -> None:
    """Write the messages and the jobs that send them; a message whose key exists is left out with its job."""
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    jobs.put_many([_sending(one) for one in messages])


def _sending(message: Message) -> Job:
    key = f"{SEND}:{message.office_id}:{message.key}"[:150]
    return jobs.new(SEND, office=message.office_id, payload={"message": str(message.pk)}, key=key)


def of_dossier(dossier: Dossier) -> list[Message]:
    """Return what the applicant was told about the dossier, in order."""
    return list(Message.objects.filter(office_id=dossier.office_id, dossier=dossier, is_for_staff=False))


def in_trouble(office_id: UUID, limit: int = 100) -> list[Message]:
    """Return the newest messages that failed or perhaps went out, for the steward."""
    stuck = Message.objects.filter(
        office_id=office_id, state__in=[MessageState.FAILED.value, MessageState.MAYBE_SENT.value]
    )
    return list(stuck.exclude(to=ERASED).select_related("dossier").order_by("-made_at")[:limit])


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
