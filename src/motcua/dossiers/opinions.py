"""Opinions and verifications (lấy ý kiến, xác minh): asked of another agency, with a limit that is watched.

The clock runs on unless this sector's law, or a dated setting, leaves the time out; then a hold says so with its basis.
Late answers are told to the head of the centre. Legal source: NĐ 61/2018 Điều 19(5) as carried on by NĐ 118/2025
(content, deadline, unit); exclusions as the sector's law says (domain brief 3.3).
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access, hold_rules, holds, promises, slip_contents, steps, watch, worklist
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import OpinionAnswered, OpinionAsked
from motcua.dossiers.holds import Hold
from motcua.dossiers.record import note
from motcua.dossiers.status import Status
from motcua.dossiers.worklist import TaskKind
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.journal.rows import find_one
from motcua.kernel import clock
from motcua.kernel.holds import HoldKind
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import iso
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability


class OpinionKind(models.TextChoices):
    """What is asked: what another agency thinks, or whether a fact is so."""

    OPINION = "opinion", gettext_lazy("Lấy ý kiến")
    VERIFICATION = "verification", gettext_lazy("Xác minh")


class NotAtYourStep(Refused):
    """Only the post whose step is under way asks."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ không ở bước của vị trí bạn nên chưa lấy ý kiến, xác minh được. Hãy tải lại trang."))


class QuestionMissing(Refused):
    """Whom, what and by when must be said."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi cơ quan được hỏi, nội dung cần trả lời, và chọn hạn trả lời sau lúc này."))


class AnswerMissing(Refused):
    """An answer needs words."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi nội dung trả lời, hoặc lý do không chờ nữa."))


class OpinionAwaited(Refused):
    """The dossier waits for an answer."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Hồ sơ đang chờ trả lời lấy ý kiến, xác minh. Hãy ghi nhận trả lời hoặc lý do không chờ nữa, rồi làm "
                "tiếp."
            )
        )


class NothingAwaited(Refused):
    """No answer is awaited."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ không chờ trả lời nào. Hãy tải lại trang."))


class Opinion(models.Model):
    """One question to another agency and what came of it; at most one is open per dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="opinions")
    kind = models.CharField(max_length=12, choices=OpinionKind.choices)
    asked_of = models.CharField(max_length=200)
    question = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, related_name="+", null=True)  # null: the time counts
    ended_at = models.DateTimeField(null=True)
    is_answered = models.BooleanField(default=False)  # False once ended: nobody waits for it any longer
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(ended_at=None), name="one_open_opinion_per_dossier"
            )
        ]

    @property
    def is_late(self) -> bool:
        """Whether the answer came after its limit."""
        return self.ended_at is not None and self.ended_at > self.due_at


@transaction.atomic
def ask(
    dossier_id: UUID,
    *,
    kind: str,
    asked_of: str,
    question: str,
    due_at: datetime | None = None,
    by: Acting,
    at: datetime,
) -> Opinion:
    """Ask another agency, with a limit (the dated one when none is named); the asking post keeps the dossier."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.PROCESS)
    step = steps.find_current(dossier)
    if dossier.status != Status.IN_PROCESS or step is None or step.post_id != by.post or step.is_signing:
        raise NotAtYourStep
    require_answered(dossier)
    due_at = due_at or _usual_due(dossier, at)
    if kind not in OpinionKind.values or not asked_of.strip() or not question.strip() or due_at <= at:
        raise QuestionMissing
    rule = hold_rules.of(dossier, HoldKind(kind))
    hold = None
    if rule is not None:
        words = slip_contents.in_vietnamese(OpinionKind(kind).label)
        hold = holds.place(dossier, rule.mode, reason=words, legal_basis=rule.legal_basis, at=at)
        worklist.clear(dossier)
    opinion = Opinion.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        kind=kind,
        asked_of=asked_of.strip()[:200],
        question=question.strip()[:500],
        asked_at=at,
        due_at=due_at,
        hold=hold,
    )
    worklist.open_task(dossier, step.post_id, TaskKind.OPINION, due_at=due_at, at=at, step_id=step.pk)
    watch.look_ahead(dossier, at=at)
    dossier.save()
    event = OpinionAsked(
        opinion_id=str(opinion.pk), kind=kind, due_at=iso(due_at), hold_id=str(hold.pk) if hold else ""
    )
    told = {"asked_of": opinion.asked_of, "question": opinion.question}
    note(dossier, event, by=by, at=at, facts=(opinion, *((hold,) if hold else ())), private=told)
    return opinion


def _usual_due(dossier: Dossier, at: datetime) -> datetime:
    limit = clock.Limit.parse(settings_dated.value(dossier.office_id, "opinion_answer", dossier.rules_on))
    return clock.promise(limit, at, calendar_of(dossier.office_id)).due_at or at


@transaction.atomic
def answer(dossier_id: UUID, *, words: str, is_answered: bool = True, by: Acting, at: datetime) -> Opinion:
    """Record the answer, or why nobody waits for it any longer; the clock goes on when it stood."""
    capability = Capability.CHECK if by.role in ("reception", "director") else Capability.PROCESS
    dossier = access.lock(dossier_id, by=by, at=at, to=capability)
    opinion = find_open(dossier)
    if opinion is None:
        raise NothingAwaited
    if not words.strip():
        raise AnswerMissing
    facts = _end(opinion, dossier, is_answered=is_answered, words=words, at=at)
    worklist.clear(dossier, TaskKind.OPINION)
    promise = None
    step = steps.find_current(dossier)
    if opinion.hold_id is not None:
        promise = promises.give(dossier, promises.PromiseKind.RESUME, start=promises.start_of(dossier), at=at)
        facts.append(promise)
        if step is not None:
            due_at = steps.resume(step, dossier, at=at)
            facts.append(step)
            worklist.open_task(dossier, step.post_id, steps.task_kind(step), due_at=due_at, at=at, step_id=step.pk)
    watch.look_ahead(dossier, at=at)
    dossier.save()
    due = iso(dossier.due_at_current) if dossier.due_at_current else ""
    event = OpinionAnswered(opinion_id=str(opinion.pk), is_answered=is_answered, due_at=due)
    note(dossier, event, by=by, at=at, facts=facts, private={"answer": opinion.answer})
    return opinion


def give_up(dossier: Dossier, *, words: str, at: datetime) -> list[models.Model]:
    """Return the facts of an open question that ends because the dossier itself stops; [] when there is none."""
    opinion = find_open(dossier)
    return [] if opinion is None else _end(opinion, dossier, is_answered=False, words=words, at=at)


def _end(opinion: Opinion, dossier: Dossier, *, is_answered: bool, words: str, at: datetime) -> list[models.Model]:
    opinion.ended_at, opinion.is_answered, opinion.answer = at, is_answered, words.strip()[:500]
    opinion.save(update_fields=["ended_at", "is_answered", "answer"])
    return [opinion, *(holds.lift(dossier, at=at) if opinion.hold_id else [])]


def require_answered(dossier: Dossier) -> None:
    """Raise OpinionAwaited while an answer is awaited: nothing else may happen to the dossier's clock or step."""
    if find_open(dossier) is not None:
        raise OpinionAwaited


def find_open(dossier: Dossier) -> Opinion | None:
    """Return the question that waits for its answer, None when there is none."""
    return find_one(Opinion.objects.filter(office_id=dossier.office_id, dossier=dossier, ended_at=None))


def of_dossier(dossier: Dossier) -> list[Opinion]:
    """Return every question of the dossier with its hold, in order."""
    return list(Opinion.objects.filter(office_id=dossier.office_id, dossier=dossier).select_related("hold"))
