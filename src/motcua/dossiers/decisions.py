"""Decisions (thẩm định, trình ký, phê duyệt): the specialist proposes with a draft, the leader approves or sends back.

Two pairs of eyes: who proposed can't approve. A refusal on the merits gives Mẫu 03 within the limit. Legal source:
NĐ 118/2025 (domain brief 1.5); the right to sign stands in the rights table.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.dossiers import access, status, steps, watch, worklist
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import Approved, Proposed, SentBack
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.transfers import NoStepUnderWay, hand_on
from motcua.dossiers.worklist import TaskKind
from motcua.journal import entries, held
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.journal.rows import find_one
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers.storage import StoredFile

DECISION = "decision"  # held by dossier


class DraftMissing(Refused):
    """A proposal needs the words of the result, or its file."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy soạn nội dung kết quả hoặc tải lên bản dự thảo PDF trước khi trình."))


class OutcomeUnknown(Refused):
    """A proposal is either to grant or to refuse."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn đề xuất: có kết quả, hoặc không đủ điều kiện giải quyết."))


class ProposedAlready(Refused):
    """A proposal is on its way to the signing post."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã có đề xuất đang trình ký. Hãy chuyển bước tiếp, hoặc chờ lãnh đạo trả lại."))


class DecisionExists(Refused):
    """A decision was taken already, so the matter can't be stopped, held or taken back."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã có quyết định giải quyết nên không dừng được nữa; kết quả sẽ được trả ngay."))


class NothingProposed(Refused):
    """Nothing waits for this leader's decision."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ chưa có đề xuất nào đang chờ ký. Hãy tải lại danh sách."))


class OwnProposal(Refused):
    """Who proposed a decision can't approve it."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Người đề xuất không được tự phê duyệt. Hãy chuyển cho lãnh đạo khác ký."))


class Decision(models.Model):
    """One proposal and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    opinion = models.CharField(max_length=500, blank=True)
    proposed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    approved_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)
    sent_back_at = models.DateTimeField(null=True)
    sent_back_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(sent_back_at=None), name="one_live_decision_per_dossier"
            )
        ]


@entries.atomic()
def propose(
    dossier_id: UUID,
    *,
    outcome: str,
    title: str,
    body: str = "",
    file: StoredFile | None = None,
    opinion: str = "",
    by: Acting,
    at: datetime,
) -> Decision:
    """Propose the decision with the draft of its result, and hand on to the signing post."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.PROCESS)
    if outcome not in (Outcome.GRANTED, Outcome.REFUSED):
        raise OutcomeUnknown
    status.check("issue" if outcome == Outcome.GRANTED else "refuse_on_merits", dossier.status)
    if find_live(dossier) is not None:
        raise ProposedAlready
    rest = steps.rest_of(dossier)
    step = steps.current_of(rest)
    if step is None or step.post_id != by.post or by.person is None:
        raise NoStepUnderWay
    if not title.strip() or (not body.strip() and file is None):
        raise DraftMissing
    decision = Decision.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        outcome=outcome,
        title=title.strip()[:300],
        body=body.strip(),
        file=file,
        opinion=opinion.strip()[:500],
        proposed_by_id=by.person,
        proposed_at=at,
    )
    held.put((DECISION, dossier.pk), decision)
    following = hand_on(dossier, step, rest, remark="Trình ký", by=by, at=at)
    event = Proposed(
        decision_id=str(decision.pk), outcome=str(outcome), step_id=str(step.pk), next_step_id=str(following.pk)
    )
    facts = (decision, step, following)
    note(dossier, event, by=by, at=at, facts=facts, files=[file.sha256] if file else ())
    return decision


@entries.atomic()
def send_back(dossier_id: UUID, *, reason: str, by: Acting, at: datetime) -> Decision:
    """Send the proposal back to the specialist, with the reason."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.SIGN)
    decision = find_live(dossier)
    if decision is None or decision.approved_at is not None or dossier.status != Status.IN_PROCESS:
        raise NothingProposed
    if not reason.strip():
        raise ReasonMissing
    decision.sent_back_at, decision.sent_back_reason = at, reason.strip()[:500]
    decision.save(update_fields=["sent_back_at", "sent_back_reason"])
    held.put((DECISION, dossier.pk), None)
    worklist.clear(dossier)
    step = steps.rewind(dossier, by=decision.proposed_by_id, at=at)
    if step is None:
        raise NoStepUnderWay
    watch.hand_to(dossier, step.post_id, TaskKind.STEP, due_at=step.due_at or at, at=at, step_id=step.pk)
    dossier.save()
    facts = (decision, *steps.of_dossier(dossier))
    event = SentBack(decision_id=str(decision.pk))
    note(dossier, event, by=by, at=at, facts=facts, private={"reason": reason.strip()})
    return decision


@entries.atomic()
def approve(dossier_id: UUID, *, by: Acting, at: datetime) -> Decision:
    """Approve the proposal; the machine signs a moment later (`signing.sign`), outside the request."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.SIGN)
    decision = find_live(dossier)
    step = steps.find_current(dossier)
    is_waiting = decision is not None and decision.approved_at is None and dossier.status == Status.IN_PROCESS
    if decision is None or not is_waiting or step is None or not step.is_signing:
        raise NothingProposed
    if decision.proposed_by_id == by.person:
        raise OwnProposal
    decision.approved_by_id, decision.approved_post_id, decision.approved_at = by.person, by.post, at
    decision.save(update_fields=["approved_by", "approved_post", "approved_at"])
    worklist.clear(dossier)
    watch.hand_to(dossier, step.post_id, TaskKind.ISSUE, due_at=at + watch.SIGNING_WITHIN, at=at, step_id=step.pk)
    dossier.save()
    note(dossier, Approved(decision_id=str(decision.pk)), by=by, at=at, facts=(decision,))
    return decision


def find_live(dossier: Dossier) -> Decision | None:
    """Return the proposal that was not sent back, None when there is none."""
    live = Decision.objects.filter(office_id=dossier.office_id, dossier=dossier, sent_back_at=None)
    return held.read_unless_new(DECISION, dossier.pk, lambda: find_one(live))


def find_approved(dossier: Dossier) -> Decision | None:
    """Return the approved decision, None before approval."""
    live = find_live(dossier)
    return live if live is not None and live.approved_at is not None else None


def require_undecided(dossier: Dossier) -> None:
    """Raise DecisionExists when the decision was approved: from then on the matter can't be held or stopped."""
    if Decision.objects.filter(office_id=dossier.office_id, dossier=dossier, approved_at__isnull=False).exists():
        raise DecisionExists


def of_dossier(dossier: Dossier) -> list[Decision]:
    """Return every proposal of the dossier with who made and approved it, in order."""
    return list(
        Decision.objects.filter(office_id=dossier.office_id, dossier=dossier).select_related(
            "proposed_by", "approved_by", "file"
        )
    )
