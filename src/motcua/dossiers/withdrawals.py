"""Withdrawal (rút hồ sơ, dừng giải quyết): the applicant asks to stop; the centre confirms, unless a decision exists.

Either way the applicant gets an answer, within a dated limit: Mẫu 05, or a reply that says why not. Legal source:
NĐ 118/2025 Điều 21; TT 03/2025 Điều 7 (Mẫu 05).
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from motcua.dossiers import (
    access,
    components,
    decisions,
    holds,
    opinions,
    promises,
    slip_contents,
    slips,
    status,
    steps,
    supplement_expiry,
    supplements,
    watch,
    worklist,
)
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import WithdrawalAsked, WithdrawalConfirmed, WithdrawalDenied
from motcua.dossiers.intake import NoReception, ReasonMissing
from motcua.dossiers.record import note
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.transfers import open_transfer
from motcua.dossiers.worklist import TaskKind
from motcua.journal import entries
from motcua.journal.acting import CITIZEN, Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import form_date, local_day
from motcua.office import posts, settings_dated, staff
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability

ASKED_ONLINE = "Trực tuyến, trên trang tra cứu hồ sơ"
ASKED_AT_CENTRE = "Trực tiếp hoặc bằng văn bản gửi Trung tâm"
PAUSE_BASIS = "NĐ 118/2025/NĐ-CP Điều 21 (đang xem xét yêu cầu dừng)"


class Denial(models.TextChoices):
    """Why the dossier is not stopped."""

    DECISION_EXISTS = "decision_exists", gettext_lazy("Đã có quyết định giải quyết")
    TAKEN_BACK = "taken_back", gettext_lazy("Người nộp rút lại yêu cầu")


class DenialUnknown(Refused):
    """A denial says which of the two reasons it has."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn vì sao không dừng: đã có quyết định, hoặc người nộp rút lại yêu cầu."))


class Withdrawal(models.Model):
    """One request to stop, and how it was answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="withdrawals")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    was_held_by_applicant = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(null=True)
    denial = models.CharField(max_length=16, choices=Denial.choices, blank=True)
    reply = models.CharField(max_length=500, blank=True)  # what the applicant reads when it is denied

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(answered_at=None), name="one_open_withdrawal_per_dossier"
            )
        ]


@entries.atomic()
def ask(dossier_id: UUID, *, reason: str, by: Acting, at: datetime) -> Withdrawal:
    """Ask to stop; the reception post answers within the dated limit. The clock stands meanwhile."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK, citizen_may=True)
    status.check("ask_withdrawal", dossier.status)
    decisions.require_undecided(dossier)
    if not reason.strip():
        raise ReasonMissing
    post = posts.default_of(dossier.office_id, "reception")
    if post is None:
        raise NoReception
    withdrawal = Withdrawal.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        asked_at=at,
        reason=reason.strip()[:500],
        was_held_by_applicant=dossier.is_held_by_applicant,
    )
    facts: list[models.Model] = [withdrawal]
    facts += opinions.give_up(dossier, words="Người dân yêu cầu dừng", at=at)
    if dossier.status in status.CLOCK_RUNS:
        reason = gettext_noop("Người dân yêu cầu dừng")
        facts.append(holds.place(dossier, clock.HoldMode.PAUSE, reason=reason, legal_basis=PAUSE_BASIS, at=at))
    dossier.status_before, dossier.status = dossier.status, Status.WITHDRAWAL
    worklist.clear(dossier)
    watch.hand_to(dossier, post.pk, TaskKind.WITHDRAWAL, due_at=answer_due(dossier, at), at=at)
    dossier.save()
    event = WithdrawalAsked(withdrawal_id=str(withdrawal.pk))
    note(dossier, event, by=by, at=at, facts=facts, private={"reason": withdrawal.reason})
    return withdrawal


def answer_due(dossier: Dossier, at: datetime) -> datetime:
    """Return until when a request to stop made at the moment is to be answered: the office's dated limit."""
    limit = clock.Limit.parse(settings_dated.value(dossier.office_id, "withdrawal_answer", dossier.rules_on))
    return clock.promise(limit, at, calendar_of(dossier.office_id)).due_at or at


@entries.atomic()
def confirm(dossier_id: UUID, *, refund: str = "", by: Acting, at: datetime) -> tuple[Dossier, slips.Slip]:
    """Stop the dossier at the applicant's request, with Mẫu 05; raises DecisionExists.

    `refund` says on it what goes back of the money paid; the money itself lies above (desk `confirm_stop`).
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    status.check("confirm_withdrawal", dossier.status)
    decisions.require_undecided(dossier)
    withdrawal = Withdrawal.objects.get(office_id=dossier.office_id, dossier=dossier, answered_at=None)
    withdrawal.answered_at, withdrawal.is_confirmed = at, True
    withdrawal.save(update_fields=["answered_at", "is_confirmed"])
    lifted = holds.lift(dossier, at=at)
    slip = slips.issue(dossier, "05", {**_notice(dossier, withdrawal, by, at), "refund_words": refund}, by=by, at=at)
    dossier.status, dossier.outcome, dossier.closed_at = Status.STOPPED, Outcome.WITHDRAWN, at
    worklist.clear(dossier)
    watch.look_ahead(dossier, at=at)
    dossier.save()
    event = WithdrawalConfirmed(withdrawal_id=str(withdrawal.pk), slip_id=str(slip.pk))
    note(dossier, event, by=by, at=at, facts=(withdrawal, slip, *lifted))
    return dossier, slip


def _notice(dossier: Dossier, withdrawal: Withdrawal, by: Acting, at: datetime) -> dict[str, object]:
    """Return Mẫu 05 at the applicant's wish: when and how they asked, where the dossier stood, who signs."""
    asked = [e for e in entries.of(dossier.pk, dossier.office_id) if e.name == WithdrawalAsked.NAME]
    is_online = bool(asked) and asked[-1].by["role"] == CITIZEN
    name, title = staff.signs_as(by.person)
    content = slip_contents.stop(
        dossier,
        components.of_dossier(dossier),
        because=f"Theo đề nghị của ông/bà, {dossier.office.name} thông báo dừng giải quyết hồ sơ nêu trên.",
        state=slip_contents.in_vietnamese(Status(dossier.status_before or Status.REGISTERED).label),
        content="Ông/bà có thể nộp hồ sơ mới khi có nhu cầu.",
        at=at,
    )
    return {
        **content,
        "asked_on_words": form_date(local_day(withdrawal.asked_at)),
        "asked_how": ASKED_ONLINE if is_online else ASKED_AT_CENTRE,
        "signer": name,
        "signer_post": title,
    }


@entries.atomic()
def deny(dossier_id: UUID, *, denial: str, reply: str, by: Acting, at: datetime) -> Dossier:
    """Answer that a decision exists, or that the applicant thought better of it (`Denial`): it goes on where it was.

    The reply is what the applicant reads. Raises DenialUnknown or ReasonMissing.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    status.check("deny_withdrawal", dossier.status)
    if denial not in Denial.values:
        raise DenialUnknown
    if not reply.strip():
        raise ReasonMissing
    withdrawal = Withdrawal.objects.get(office_id=dossier.office_id, dossier=dossier, answered_at=None)
    withdrawal.answered_at, withdrawal.is_confirmed = at, False
    withdrawal.denial, withdrawal.reply = denial, reply.strip()[:500]
    withdrawal.save(update_fields=["answered_at", "is_confirmed", "denial", "reply"])
    dossier.status, dossier.status_before = dossier.status_before or Status.REGISTERED, None
    worklist.clear(dossier)
    facts: list[models.Model] = [withdrawal]
    if dossier.status in status.CLOCK_RUNS:
        facts.extend(holds.lift(dossier, at=at))
        facts.append(promises.give(dossier, promises.PromiseKind.RESUME, start=promises.start_of(dossier), at=at))
    facts += _take_up(dossier, withdrawal, at)
    dossier.save()
    event = WithdrawalDenied(withdrawal_id=str(withdrawal.pk), denial=withdrawal.denial, status=dossier.status)
    note(dossier, event, by=by, at=at, facts=facts, private={"reply": withdrawal.reply})
    return dossier


def _take_up(dossier: Dossier, withdrawal: Withdrawal, at: datetime) -> list[models.Model]:
    """Give the dossier back to whoever held it before the request; the step whose clock stood is returned."""
    reception = posts.default_of(dossier.office_id, "reception")
    soon = answer_due(dossier, at)
    step = steps.find_current(dossier) if dossier.status == Status.IN_PROCESS else None
    if step is not None:
        due_at = steps.resume(step, dossier, at=at)
        watch.hand_to(dossier, step.post_id, steps.task_kind(step), due_at=due_at, at=at, step_id=step.pk)
    elif dossier.status == Status.ACCEPTED:
        open_transfer(dossier, at=at)
    elif dossier.status == Status.REGISTERED and reception is not None:
        watch.hand_to(dossier, reception.pk, TaskKind.CHECK, due_at=max(dossier.check_due_at, at), at=at)
    elif dossier.status == Status.SUPPLEMENT and reception is not None and not withdrawal.was_held_by_applicant:
        watch.hand_to(dossier, reception.pk, TaskKind.REVIEW_SUPPLEMENT, due_at=soon, at=at)
    else:
        kind = "supplement" if dossier.status == Status.SUPPLEMENT else "obligation"
        asked = supplements.find_open(dossier)
        if asked is not None:
            supplement_expiry.keep_days(asked, dossier, since=withdrawal.asked_at, at=at)
        watch.held_by_applicant(dossier, at=at, kind=kind, moment=asked.expires_at if asked else soon)
        return [asked] if asked is not None else []
    return [step] if step is not None else []


def find_denied(dossier: Dossier) -> Withdrawal | None:
    """Return the newest request to stop that was denied with a reply, None when there is none."""
    denied = Withdrawal.objects.filter(office_id=dossier.office_id, dossier=dossier, is_confirmed=False)
    return denied.order_by("-answered_at").first()


def of_dossier(dossier: Dossier) -> list[Withdrawal]:
    """Return the dossier's requests to stop, in order."""
    return list(Withdrawal.objects.filter(office_id=dossier.office_id, dossier=dossier))
