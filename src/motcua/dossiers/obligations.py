"""Financial obligations (nghĩa vụ tài chính): taxes and charges of another body; the clock pauses until they are met.

Legal source: QĐ 1610/QĐ-TTPVHCC Hà Nội 25/11/2025 (step name), domain brief 3.3: pause and resume.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from motcua.dossiers import access, decisions, hold_rules, holds, opinions, promises, status, steps, watch, worklist
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import PaymentAsked, PaymentConfirmed
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.dossiers.status import Status
from motcua.dossiers.transfers import NoStepUnderWay
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel import clock
from motcua.kernel.holds import HoldKind
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import iso
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability


class Obligation(models.Model):
    """One notice of tax or charge that the applicant has to meet elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="obligations")
    notice = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField(null=True)  # đồng; unknown when another body sets it
    asked_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(met_at=None), name="one_open_obligation_per_dossier"
            )
        ]


@entries.atomic()
def ask(dossier_id: UUID, *, notice: str, amount: int | None, by: Acting, at: datetime) -> Obligation:
    """Tell the applicant of the obligation; the clock pauses and the applicant holds the dossier."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.PROCESS)
    status.check("ask_payment", dossier.status)
    decisions.require_undecided(dossier)
    opinions.require_answered(dossier)
    if not notice.strip():
        raise ReasonMissing
    obligation = Obligation.objects.create(
        office_id=dossier.office_id, dossier=dossier, notice=notice.strip()[:300], amount=amount, asked_at=at
    )
    rule = hold_rules.of(dossier, HoldKind.OBLIGATION)
    facts: list[models.Model] = [obligation]
    if rule is not None:
        reason = "Chờ thực hiện nghĩa vụ tài chính"
        facts.append(holds.place(dossier, rule.mode, reason=reason, legal_basis=rule.legal_basis, at=at))
    dossier.status = Status.OBLIGATION
    worklist.clear(dossier)
    remind = clock.Limit.parse(settings_dated.value(dossier.office_id, "obligation_reminder", dossier.rules_on))
    moment = clock.promise(remind, at, calendar_of(dossier.office_id)).due_at or at
    watch.held_by_applicant(dossier, at=at, kind="obligation", moment=moment)
    dossier.save()
    event = PaymentAsked(obligation_id=str(obligation.pk), hold_id=str(facts[1].pk) if rule else "")
    note(dossier, event, by=by, at=at, facts=facts, private={"notice": obligation.notice})
    return obligation


@entries.atomic()
def confirm(dossier_id: UUID, *, by: Acting, at: datetime) -> Obligation:
    """Confirm that the obligation was met; the clock resumes and the step under way goes on."""
    capability = Capability.CHECK if by.role in ("reception", "director") else Capability.PROCESS
    dossier = access.lock(dossier_id, by=by, at=at, to=capability)
    status.check("confirm_payment", dossier.status)
    obligation = Obligation.objects.get(office_id=dossier.office_id, dossier=dossier, met_at=None)
    obligation.met_at = at
    obligation.save(update_fields=["met_at"])
    lifted = holds.lift(dossier, at=at)
    dossier.status = Status.IN_PROCESS
    promise = promises.give(dossier, promises.PromiseKind.RESUME, start=promises.start_of(dossier), at=at)
    step = steps.find_current(dossier)
    if step is None:
        raise NoStepUnderWay
    due_at = steps.resume(step, dossier, at=at)
    watch.hand_to(dossier, step.post_id, steps.task_kind(step), due_at=due_at, at=at, step_id=step.pk)
    dossier.save()
    event = PaymentConfirmed(
        obligation_id=str(obligation.pk),
        promise_id=str(promise.pk),
        due_at=iso(promise.due_at) if promise.due_at else "",
    )
    note(dossier, event, by=by, at=at, facts=(obligation, promise, step, *lifted))
    return obligation


def find_open(dossier: Dossier) -> Obligation | None:
    """Return the obligation that waits, None when there is none."""
    return Obligation.objects.filter(office_id=dossier.office_id, dossier=dossier, met_at=None).first()
