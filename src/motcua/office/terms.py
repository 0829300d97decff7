"""Terms (thời hạn luật định ngoài hồ sơ TTHC): what waits in petitions, reception, complaints and denunciations.

One row per limit that runs: which post holds it, from when, until when, counted day by day by `kernel.clock`, with the
legal source. A term that passes is journalled, told, and watched again at the office's next opening; lateness is
computed. The rules are dated data of each room (docs/rules/petitions.md shows them all).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel import clock
from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.clock import Limit
from motcua.kernel.holds import Hold
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import at_local, local_day
from motcua.office.calendar import calendar_of
from motcua.office.events import TermPassed
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.term_rules import Rule, foresee, latest_before, limit_of


@dataclass(frozen=True, slots=True)
class Subject:
    """The matter that a term belongs to: a petition, a complaint, a visit …"""

    office_id: UUID
    id: UUID
    kind: str
    code: str


class Term(models.Model):
    """One limit that runs, or has run, for one matter."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=30)  # the matter's number, for lists
    name = models.CharField(max_length=40)  # of its rule
    reason = models.CharField(max_length=200)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    limit = models.CharField(max_length=30)
    legal_ref = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ledger = models.JSONField(default=list)  # [{on, counted, minutes, why}]
    is_provisional = models.BooleanField(default=False)
    next_moment_at = models.DateTimeField(null=True)  # none once it has ended
    ended_at = models.DateTimeField(null=True)
    is_met = models.BooleanField(default=False)  # ended by the act that it asked for, not fallen away

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "subject_id", "name"],
                condition=models.Q(ended_at=None),
                name="term_once_while_it_runs",
            )
        ]
        indexes = [
            models.Index(
                fields=["office", "post", "due_at", "id"], condition=models.Q(ended_at=None), name="term_by_post"
            ),
            models.Index(fields=["office", "subject_id"], name="term_by_subject"),
            models.Index(
                fields=["next_moment_at"], condition=models.Q(next_moment_at__isnull=False), name="term_by_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def days(self) -> list[clock.LedgerDay]:
        """The stored ledger as days again."""
        return [clock.LedgerDay(**{**line, "on": date.fromisoformat(line["on"])}) for line in self.ledger]

    @property
    def limit_words(self) -> str:
        """The limit as people say it: 05 ngày làm việc."""
        return Limit.parse(self.limit).words()

    def is_late(self, at: datetime) -> bool:
        """Tell whether what the term asks for came after it was due, or has not come by now."""
        if self.ended_at is not None and not self.is_met:
            return False
        return self.due_at < (self.ended_at or at)


def begin(
    subject: Subject,
    rule: Rule,
    *,
    post_id: UUID,
    start: datetime,
    at: datetime,
    before: date | None = None,
    limit: Limit | None = None,
    holds: Iterable[Hold] = (),
) -> Term:
    """Return the new running term of the matter; a running one of the same name falls away first.

    `before` is the day back from which a rule "at least so long before" counts; `limit` replaces the rule's own; what
    lay between a suspension and its end (`holds`) does not count.
    """
    calendar = calendar_of(subject.office_id)
    limit = limit or limit_of(rule, subject.office_id, local_day(start))
    ledger: list[dict[str, object]] = []
    is_provisional = False
    if rule.is_before:
        if before is None:
            raise ValueError(f"{rule.name} counts back from a day")
        due_at = latest_before(limit, before, calendar)
    else:
        promised = foresee(limit, start, calendar, holds)
        if promised.due_at is None:
            raise ValueError(f"{rule.name}: nothing holds this clock")
        due_at, is_provisional = promised.due_at, promised.is_provisional
        ledger = ledger_of(promised)
    end(subject, rule.name, at=at, is_met=False)
    return Term.objects.create(
        office_id=subject.office_id,
        subject_id=subject.id,
        kind=subject.kind,
        code=subject.code,
        name=rule.name,
        reason=rule.reason,
        post_id=post_id,
        limit=str(limit),
        legal_ref=rule.legal_ref,
        starts_at=start,
        due_at=due_at,
        ledger=ledger,
        is_provisional=is_provisional,
        next_moment_at=due_at if due_at > at else next_opening(calendar, at),
    )


def ledger_of(promised: clock.Promise) -> list[dict[str, object]]:
    """Return the ledger of a promise as it is stored."""
    return [
        {"on": line.on.isoformat(), "counted": line.counted, "minutes": line.minutes, "why": line.why}
        for line in promised.ledger
    ]


def end(subject: Subject, *names: str, besides: tuple[str, ...] = (), at: datetime, is_met: bool = True) -> list[Term]:
    """Return the running terms of these names (all but `besides`, when none is named) that end now, met or not."""
    running = Term.objects.filter(office_id=subject.office_id, subject_id=subject.id, ended_at=None)
    if names:
        running = running.filter(name__in=names)
    if besides:
        running = running.exclude(name__in=besides)
    ended = list(running.select_for_update())
    for term in ended:
        term.ended_at, term.is_met, term.next_moment_at = at, is_met, None
        term.save(update_fields=["ended_at", "is_met", "next_moment_at"])
    return ended


def hand_to(subject: Subject, post_id: UUID) -> list[Term]:
    """Return the running terms of the matter, all held by the post from now on."""
    running = list(
        Term.objects.select_for_update().filter(office_id=subject.office_id, subject_id=subject.id, ended_at=None)
    )
    for term in running:
        term.post_id = post_id
        term.save(update_fields=["post"])
    return running


def next_opening(calendar: OfficeCalendar, at: datetime) -> datetime:
    """Return the opening of the next working day after the moment."""
    day = calendar.next_working_day(local_day(at))
    return at_local(day, calendar.spans(day)[0].start)


def of_subject(subject: Subject) -> list[Term]:
    """Return every term of the matter, the running ones first, each by its due moment; one query."""
    found = Term.objects.filter(office_id=subject.office_id, subject_id=subject.id).select_related("post")
    return sorted(found, key=lambda term: (term.ended_at is not None, term.due_at, term.id))


def running(office_id: UUID, ids: Collection[UUID]) -> dict[UUID, Term]:
    """Return the running term with the earliest due moment of each of these matters; one query."""
    rows = Term.objects.filter(office_id=office_id, subject_id__in=ids, ended_at=None).select_related("post")
    found: dict[UUID, Term] = {}
    for term in rows.order_by("due_at", "id"):
        found.setdefault(term.subject_id, term)
    return found


def due(at: datetime) -> list[tuple[UUID, UUID, datetime]]:
    """Return (office, term, moment) of the watched moments that have come, the oldest first."""
    rows = Term.objects.filter(next_moment_at__lte=at).order_by("next_moment_at")
    found = rows.values_list("office_id", "pk", "next_moment_at")
    return [(office_id, term_id, moment) for office_id, term_id, moment in found if moment is not None]


def find_due(office_id: UUID, term_id: UUID, at: datetime) -> Term | None:
    """Return the term if its watched moment has come and it still runs, else None."""
    return Term.objects.filter(office_id=office_id, pk=term_id, ended_at=None, next_moment_at__lte=at).first()


@transaction.atomic
def pass_by(office_id: UUID, term_id: UUID, *, at: datetime) -> bool:
    """Return whether a passed moment was journalled; the term is then watched at the office's next opening."""
    rows = Term.objects.select_for_update().filter(office_id=office_id, pk=term_id, ended_at=None)
    term = rows.filter(next_moment_at__lte=at).first()
    if term is None:
        return False
    term.next_moment_at = next_opening(calendar_of(office_id), at)
    term.save(update_fields=["next_moment_at"])
    event = TermPassed(term_id=str(term.pk), kind=term.kind, term=term.name)
    entries.record(event, office=office_id, subject=term.subject_id, by=Acting.system(office_id), at=at, facts=(term,))
    return True


def stuck(office_id: UUID, open_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the open matters that nobody holds, or several posts, or that no moment watches, with words."""
    rows = Term.objects.filter(office_id=office_id, subject_id__in=open_ids, ended_at=None)
    held: dict[UUID, list[Term]] = {}
    for term in rows:
        held.setdefault(term.subject_id, []).append(term)
    found: dict[UUID, str] = {}
    for one in open_ids:
        terms = held.get(one, [])
        if not terms:
            found[one] = "đang mở mà không có thời hạn nào được theo dõi"
        elif len({term.post_id for term in terms}) != 1:
            found[one] = "có nhiều hơn một vị trí chịu trách nhiệm"
        elif any(term.next_moment_at is None or not term.reason for term in terms):
            found[one] = "thiếu mốc theo dõi hoặc lý do"
    return found
