"""Results (kết quả giải quyết): issued signed or as a scan of a paper signed by hand, returned, kept.

The moment of issue is status 9, the finish time of every figure. A paper result is honest but is not an electronic
one. Legal source: NĐ 118/2025 (domain brief 1.5, 6.4).
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import access, decisions, gates, slip_contents, slips, status, steps, watch, worklist
from motcua.dossiers.decisions import Decision
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import ResultIssued, ResultReturned
from motcua.dossiers.record import note
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.worklist import TaskKind
from motcua.journal import entries, held
from motcua.journal.acting import CITIZEN, SYSTEM, Acting
from motcua.journal.refusals import Refused
from motcua.journal.rows import find_one
from motcua.kernel import clock
from motcua.kernel.identifiers import uuid7
from motcua.office import posts, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers.signatures import Signature
from motcua.papers.storage import StoredFile

RESULT = "result"  # held by dossier


class Way(models.TextChoices):
    """How the applicant got the result."""

    COUNTER = "counter", gettext_lazy("Nhận tại quầy")
    DOWNLOAD = "download", gettext_lazy("Tải về")
    POST = "post", gettext_lazy("Bưu chính công ích")


class NotApproved(Refused):
    """No approved decision stands behind the result."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ chưa được phê duyệt nên chưa phát hành được kết quả."))


class NoResult(Refused):
    """There is no result to return."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ chưa có kết quả để trả. Hãy xem trạng thái hồ sơ."))


class NoScanKept(Refused):
    """The result is a paper of which no scan is kept."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            _(
                "Kết quả này là bản giấy đã ký, đóng dấu tại quầy; theo quy định không lưu bản quét nên không "
                "có tệp để mở."
            )
        )


class OriginalWaits(Refused):
    """Only an electronic result is returned by downloading it; the scan of a paper is not the result."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Kết quả này là bản giấy, bản quét chỉ để xem. Mời ông/bà đến Trung tâm nhận bản chính, nhớ "
                "mang giấy hẹn."
            )
        )


class Result(models.Model):
    """The result of a dossier: one file, electronic or scanned, and how it was returned; one is live at a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="results")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    # None: a paper signed at the counter of which the law asks no copy to be kept (chứng thực bản sao)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="+", null=True)
    is_electronic = models.BooleanField()
    issued_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    returned_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    received_by = models.CharField(max_length=150, blank=True)  # who signed for it, when not the applicant
    posted_at = models.DateTimeField(null=True)  # given to the post, on its way
    tracking_number = models.CharField(max_length=40, blank=True)
    replaced_at = models.DateTimeField(null=True)  # found wrong by the agency: a correction took its place

    class Meta:
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(replaced_at=None), name="one_live_result_per_dossier"
            )
        ]


@entries.atomic()
def issue(
    dossier_id: UUID,
    *,
    file: StoredFile | None,
    signature: Signature | None,
    by: Acting,
    at: datetime,
    to: Capability = Capability.SIGN,
) -> Result:
    """Issue the approved result: status 9; the reception post returns it next."""
    dossier = access.lock(dossier_id, by=by, at=at, to=to)
    decision = decisions.find_approved(dossier)
    is_refusal = decision is not None and decision.outcome == Outcome.REFUSED
    status.check("refuse_on_merits" if is_refusal else "issue", dossier.status)
    if decision is None:
        raise NotApproved
    result = Result.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        decision=decision,
        title=decision.title,
        file=file,
        signature=signature,
        is_electronic=signature is not None,
        issued_at=at,
    )
    held.put((RESULT, dossier.pk), result)
    facts: list[models.Model] = [result]
    if is_refusal:
        signer = decision.approved_by.full_name if decision.approved_by else ""
        content = slip_contents.refusal(dossier, decision.body or decision.title, signer, at)
        facts.append(slips.issue(dossier, "03", content, by=by, signer=decision.approved_by_id, at=at))
    rest = steps.rest_of(dossier)
    step = steps.current_of(rest)
    if step is not None:
        steps.finish(step, by=decision.approved_by_id, note="", at=at)
        facts.append(step)
    dossier.status, dossier.outcome, dossier.processed_at = Status.PROCESSED, decision.outcome, at
    dossier.punctuality = _punctuality(dossier, at)
    worklist.clear(dossier)
    facts += _wait_for_hand_over(dossier, step, rest, at)
    dossier.save()
    event = ResultIssued(result_id=str(result.pk), outcome=str(decision.outcome), is_electronic=result.is_electronic)
    note(dossier, event, by=by, at=at, facts=facts, files=(file.sha256,) if file else ())
    return result


def _punctuality(dossier: Dossier, at: datetime) -> str:
    """The class is fixed now, against the original date: an apology cures no lateness."""
    early = clock.EarlyRule(settings_dated.value(dossier.office_id, "early_rule", dossier.rules_on))
    calendar = calendar_of(dossier.office_id)
    return clock.classify(at, dossier.due_at_original, at, calendar=calendar, early=early).value


def _wait_for_hand_over(
    dossier: Dossier, step: steps.Step | None, rest: list[steps.Step], at: datetime
) -> list[steps.Step]:
    rows = steps.skip_to_last(dossier, steps.not_begun(rest, after=step.position if step else 0), by=None, at=at)
    await_owner(dossier, at=at, otherwise=step.post_id if step else None)
    return rows


def await_owner(dossier: Dossier, *, at: datetime, otherwise: UUID | None = None) -> None:
    """Put the hand-over on the list of the reception post (of the `otherwise` post when there is none); unsaved."""
    wait = clock.Limit.parse(settings_dated.value(dossier.office_id, "handover_wait", dossier.rules_on))
    due_at = clock.promise(wait, at, calendar_of(dossier.office_id)).due_at or at
    reception = posts.default_of(dossier.office_id, "reception")
    post = reception.pk if reception is not None else otherwise or dossier.holder_post_id
    if post is None:
        raise NoResult
    watch.hand_to(dossier, post, TaskKind.HAND_OVER, due_at=due_at, at=at)


@entries.atomic()
def return_to_applicant(dossier_id: UUID, *, way: str, by: Acting, at: datetime, received_by: str = "") -> Result:
    """Return the result: handed over at the counter, downloaded by the applicant, or by post; status 10.

    Raises GateClosed while a fee is unpaid.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.HAND_OVER, citizen_may=True)
    status.check("return", dossier.status)
    gates.check(dossier)
    live = Result.objects.filter(office_id=dossier.office_id, dossier=dossier, replaced_at=None)
    result = held.read_unless_new(RESULT, dossier.pk, lambda: find_one(live))
    if result is None:
        raise NoResult
    if by.role == CITIZEN and (way != Way.DOWNLOAD or not result.is_electronic):
        raise OriginalWaits
    result.returned_at, result.way, result.received_by = at, way, received_by.strip()[:150]
    result.returned_by_id = by.person if by.role not in (CITIZEN, SYSTEM) else None
    result.save(update_fields=["returned_at", "way", "received_by", "returned_by"])
    step = steps.find_current(dossier)
    if step is not None:
        steps.finish(step, by=result.returned_by_id, note="", at=at)
    dossier.status, dossier.returned_at, dossier.closed_at = Status.RETURNED, at, at
    worklist.clear(dossier)
    watch.look_ahead(dossier, at=at)
    dossier.save()
    event = ResultReturned(result_id=str(result.pk), way=str(way))
    note(dossier, event, by=by, at=at, facts=(result, step) if step else (result,))
    return result


def find(dossier: Dossier) -> Result | None:
    """Return the dossier's live result with file and signature, None before issue."""
    live = Result.objects.filter(office_id=dossier.office_id, dossier=dossier, replaced_at=None)
    named = live.select_related("file", "signature", "decision", "returned_by")
    return held.read_unless_new(RESULT, dossier.pk, lambda: find_one(named))


def verification_address(code: str) -> str:
    """Return the public address where a signed result is verified."""
    return f"{settings.BASE_URL}/kiem-tra/{code}/"
