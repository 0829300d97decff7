"""Corrections (đính chính kết quả): a result that the agency got wrong is replaced, at the agency's cost.

The dossier comes back to status 9 and is not handed over meanwhile; the leader decides, another than who prepared it.
The old result stays verifiable as replaced; dates and class of the resolved dossier stay. No fee. Legal source: NĐ
61/2018 Điều 21 as carried on by NĐ 118/2025 (domain brief 1.5).
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.dossiers import access, gates, results, status, watch, worklist
from motcua.dossiers.decisions import DraftMissing, OwnProposal
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import CorrectionApproved, CorrectionDenied, CorrectionIssued, CorrectionOpened
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.dossiers.results import NoResult, Result
from motcua.dossiers.status import Status
from motcua.dossiers.worklist import TaskKind
from motcua.journal import held
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.office import posts, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers.signatures import Signature
from motcua.papers.storage import StoredFile


class CorrectionUnderWay(Refused):
    """A correction of this result is being prepared."""

    def __init__(self) -> None:
        super().__init__(_("Kết quả này đang được đính chính. Hãy chờ lãnh đạo quyết định, hoặc tải lại trang."))


class NoCorrection(Refused):
    """Nothing waits for this decision."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ không có đề nghị đính chính nào đang chờ. Hãy tải lại trang."))


class NoLeader(Refused):
    """The office has no post that could decide."""

    def __init__(self) -> None:
        super().__init__(_("Cơ quan chưa có vị trí lãnh đạo ký nên chưa đính chính được. Hãy báo người quản trị."))


class Correction(models.Model):
    """One correction: what was wrong, the draft of the right result, who decided, and what replaced what."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="corrections")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="corrections")  # the wrong one
    replacement = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    was_returned = models.BooleanField()  # the applicant had the wrong result in hand
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    approved_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    denial = models.CharField(max_length=500, blank=True)  # why the result was found right after all

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(ended_at=None), name="one_open_correction_per_dossier"
            )
        ]


@transaction.atomic
def open_one(
    dossier_id: UUID,
    *,
    reason: str,
    title: str,
    body: str = "",
    file: StoredFile | None = None,
    by: Acting,
    at: datetime,
) -> Correction:
    """Say what is wrong with the issued result and lay the draft of the right one before the signing post."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CORRECT)
    status.check("open_correction", dossier.status)
    if find_open(dossier) is not None:
        raise CorrectionUnderWay
    result = results.find(dossier)
    if result is None or by.person is None:
        raise NoResult
    if not reason.strip():
        raise ReasonMissing
    if not title.strip() or (not body.strip() and file is None):
        raise DraftMissing
    leader = posts.default_of(dossier.office_id, "leader")
    if leader is None:
        raise NoLeader
    correction = Correction.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        result=result,
        reason=reason.strip()[:500],
        title=title.strip()[:300],
        body=body.strip(),
        file=file,
        opened_by_id=by.person,
        opened_at=at,
        was_returned=dossier.status == Status.RETURNED,
    )
    gate = gates.close(dossier, gates.CORRECTION, at=at)
    dossier.status, dossier.returned_at, dossier.closed_at = Status.PROCESSED, None, None
    worklist.clear(dossier)
    limit = clock.Limit.parse(settings_dated.value(dossier.office_id, "correction_limit", dossier.rules_on))
    due_at = clock.promise(limit, at, calendar_of(dossier.office_id)).due_at or at
    watch.hand_to(dossier, leader.pk, TaskKind.CORRECTION, due_at=due_at, at=at)
    dossier.save()
    event = CorrectionOpened(correction_id=str(correction.pk), result_id=str(result.pk))
    files = [file.sha256] if file else []
    told = {"reason": correction.reason}
    note(dossier, event, by=by, at=at, facts=(correction, gate), files=files, private=told)
    return correction


@transaction.atomic
def approve(dossier_id: UUID, *, by: Acting, at: datetime) -> Correction:
    """Approve the correction; the machine signs the right result a moment later, outside the request."""
    dossier, correction = _waiting(dossier_id, by=by, at=at)
    if correction.opened_by_id == by.person:
        raise OwnProposal
    correction.approved_by_id, correction.approved_post_id, correction.approved_at = by.person, by.post, at
    correction.save(update_fields=["approved_by", "approved_post", "approved_at"])
    worklist.clear(dossier)
    if by.post is None:
        raise NoLeader
    watch.hand_to(dossier, by.post, TaskKind.ISSUE, due_at=at + watch.SIGNING_WITHIN, at=at)
    dossier.save()
    note(dossier, CorrectionApproved(correction_id=str(correction.pk)), by=by, at=at, facts=(correction,))
    return correction


@transaction.atomic
def deny(dossier_id: UUID, *, reason: str, by: Acting, at: datetime) -> Correction:
    """Find the result right after all, with the reason: the dossier is where it was, and the applicant is told."""
    dossier, correction = _waiting(dossier_id, by=by, at=at)
    if not reason.strip():
        raise ReasonMissing
    correction.ended_at, correction.denial = at, reason.strip()[:500]
    correction.save(update_fields=["ended_at", "denial"])
    gate = gates.lift(dossier, gates.CORRECTION, at=at)
    worklist.clear(dossier)
    if correction.was_returned:
        dossier.status = Status.RETURNED
        dossier.returned_at = dossier.closed_at = correction.result.returned_at
        watch.look_ahead(dossier, at=at)
    else:
        results.await_owner(dossier, at=at)
    dossier.save()
    event = CorrectionDenied(correction_id=str(correction.pk), status=dossier.status)
    note(dossier, event, by=by, at=at, facts=(correction, *gate), private={"reason": correction.denial})
    return correction


@transaction.atomic
def issue(dossier_id: UUID, *, file: StoredFile, signature: Signature | None, by: Acting, at: datetime) -> Result:
    """Issue the right result in the wrong one's place, which stays, marked as replaced; reception returns the new."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.SIGN)
    status.check("issue_correction", dossier.status)
    correction = find_open(dossier)
    if correction is None or correction.approved_at is None:
        raise NoCorrection
    old = correction.result
    old.replaced_at = at
    old.save(update_fields=["replaced_at"])
    held.drop((results.RESULT, dossier.pk))
    new = Result.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        decision=old.decision,
        title=correction.title,
        file=file,
        signature=signature,
        is_electronic=signature is not None,
        issued_at=at,
    )
    correction.replacement, correction.ended_at = new, at
    correction.save(update_fields=["replacement", "ended_at"])
    gate = gates.lift(dossier, gates.CORRECTION, at=at)
    worklist.clear(dossier)
    results.await_owner(dossier, at=at)
    dossier.save()
    event = CorrectionIssued(
        correction_id=str(correction.pk),
        result_id=str(new.pk),
        replaced_id=str(old.pk),
        is_electronic=new.is_electronic,
    )
    note(dossier, event, by=by, at=at, facts=(correction, old, new, *gate), files=(file.sha256,))
    return new


def _waiting(dossier_id: UUID, *, by: Acting, at: datetime) -> tuple[Dossier, Correction]:
    """Return the dossier locked and its correction that nobody decided yet."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.SIGN)
    status.check("deny_correction", dossier.status)
    correction = find_open(dossier)
    if correction is None or correction.approved_at is not None:
        raise NoCorrection
    return dossier, correction


def find_open(dossier: Dossier) -> Correction | None:
    """Return the correction under way with the wrong result, None when there is none."""
    return (
        Correction.objects.filter(office_id=dossier.office_id, dossier=dossier, ended_at=None)
        .select_related("result", "opened_by", "approved_by", "approved_post", "file")
        .first()
    )


def of_dossier(dossier: Dossier) -> list[Correction]:
    """Return every correction of the dossier with the wrong result and the right one, in order."""
    rows = Correction.objects.filter(office_id=dossier.office_id, dossier=dossier)
    return list(rows.select_related("result__file", "replacement", "opened_by", "approved_by"))


def find_of_signature(signature_id: UUID) -> Correction | None:
    """Return the correction that replaced the result under this signature, None while that result holds."""
    return (
        Correction.objects.filter(result__signature_id=signature_id, replacement__isnull=False)
        .select_related("replacement__signature")
        .first()
    )
