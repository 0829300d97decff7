"""Supplements (yêu cầu bổ sung, hoàn thiện hồ sơ): ask once, completely (Mẫu 02).

While one is open the clock stands (a restart hold after acceptance). The answers are in `supplement_answers`, its end
in `supplement_completion` or `supplement_expiry`. Legal source: NĐ 118/2025 (once, complete); domain brief 1.3, 1.5.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.dossiers import (
    access,
    components,
    decisions,
    hold_rules,
    holds,
    opinions,
    slip_contents,
    slips,
    status,
    watch,
    worklist,
)
from motcua.dossiers.components import CheckState, DossierComponent
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import (
    SupplementRequested,
)
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.dossiers.status import Status
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.holds import HoldKind
from motcua.kernel.identifiers import uuid7
from motcua.office import settings_dated, staff
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability


class Stage(models.TextChoices):
    """When the supplement was asked for."""

    INTAKE = "intake", "Khi tiếp nhận"
    PROCESSING = "processing", "Khi thẩm định"


class NothingAsked(Refused):
    """A request must name at least one item."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn ít nhất một thành phần cần bổ sung và ghi rõ cần sửa gì."))


class AskedBefore(Refused):
    """The office has asked once already at this stage; asking again needs a written reason."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Hồ sơ này đã được yêu cầu bổ sung một lần. Luật yêu cầu hướng dẫn một lần, đầy đủ; nếu bắt "
                "buộc phải yêu cầu lần nữa, hãy ghi lý do vào ô “Lý do yêu cầu thêm”."
            )
        )


class NoOpenSupplement(Refused):
    """There is no open request to answer."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ không có yêu cầu bổ sung nào đang mở. Hãy tải lại trang."))


class Supplement(models.Model):
    """One complete request of what is missing; at most one is open per dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_complete = models.BooleanField(default=False)
    is_late_notice = models.BooleanField(default=False)  # asked after the three working days of the examination
    again_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier"], condition=Q(ended_at=None), name="one_open_supplement_per_dossier"
            )
        ]


class SupplementItem(models.Model):
    """One missing component, why, and the answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="items")
    component = models.ForeignKey(DossierComponent, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    is_paper = models.BooleanField(default=False)  # answered on paper at the counter

    class Meta:
        ordering = ["component__position"]


@entries.atomic()
def request(
    dossier_id: UUID, *, items: dict[UUID, str], reason: str, again_reason: str = "", by: Acting, at: datetime
) -> tuple[Supplement, slips.Slip]:
    """Ask once, completely, for the missing components ({component: what is wrong}); Mẫu 02 is made."""
    capability = Capability.PROCESS if by.role == "specialist" else Capability.CHECK
    dossier = access.lock(dossier_id, by=by, at=at, to=capability)
    status.check("ask_supplement", dossier.status)
    decisions.require_undecided(dossier)
    opinions.require_answered(dossier)
    asked = {row.pk: row for row in components.of_dossier(dossier) if row.pk in items}
    if not asked:
        raise NothingAsked
    if not reason.strip():
        raise ReasonMissing
    stage = Stage.INTAKE if dossier.status == Status.REGISTERED else Stage.PROCESSING
    if Supplement.objects.filter(office_id=dossier.office_id, dossier=dossier).exists() and not again_reason.strip():
        raise AskedBefore
    supplement, rows = _write(dossier, stage, asked, items, again_reason, at)
    facts: list[models.Model] = [supplement, *rows, *asked.values()]
    if stage is Stage.PROCESSING:
        basis = hold_rules.of(dossier, HoldKind.SUPPLEMENT)
        hold = holds.place(
            dossier,
            clock.HoldMode.RESTART,
            reason="Chờ bổ sung giấy tờ",
            legal_basis=basis.legal_basis if basis else "",
            at=at,
        )
        facts.append(hold)
    officer = staff.names({by.person}).get(by.person, "") if by.person else ""
    names = [(asked[pk].name, items[pk].strip()) for pk in asked]
    content = slip_contents.supplement(dossier, names, reason.strip(), officer, at, until=supplement.expires_at)
    slip = slips.issue(dossier, "02", content, by=by, at=at)
    dossier.status = Status.SUPPLEMENT
    worklist.clear(dossier)
    watch.held_by_applicant(dossier, at=at, kind="supplement", moment=supplement.expires_at)
    dossier.save()
    event = SupplementRequested(supplement_id=str(supplement.pk), stage=stage.value, slip_id=str(slip.pk))
    note(dossier, event, by=by, at=at, facts=[*facts, slip], private={"reason": reason.strip()})
    return supplement, slip


def _write(
    dossier: Dossier,
    stage: Stage,
    asked: dict[UUID, DossierComponent],
    items: dict[UUID, str],
    again_reason: str,
    at: datetime,
) -> tuple[Supplement, list[SupplementItem]]:
    calendar = calendar_of(dossier.office_id)
    rules = settings_dated.values(dossier.office_id, dossier.rules_on)
    wait = clock.promise(clock.Limit.parse(rules["supplement_expiry"]), at, calendar)
    expires_at = wait.due_at or at
    dossier.is_provisional = wait.is_provisional  # the one date that holds now
    is_late = False
    if stage is Stage.PROCESSING and dossier.accepted_at:
        until = clock.promise(clock.Limit.parse(rules["examination_notice"]), dossier.accepted_at, calendar).due_at
        is_late = until is not None and at > until
    supplement = Supplement.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        stage=stage,
        requested_at=at,
        expires_at=expires_at,
        is_late_notice=is_late,
        again_reason=again_reason.strip()[:300],
    )
    rows = SupplementItem.objects.bulk_create(
        [
            SupplementItem(
                office_id=dossier.office_id, supplement=supplement, component=row, why=items[pk].strip()[:300]
            )
            for pk, row in asked.items()
        ]
    )
    components.mark(list(asked.values()), CheckState.MISSING)
    return supplement, rows


def find_open(dossier: Dossier) -> Supplement | None:
    """Return the request that waits for answers, None when there is none."""
    return Supplement.objects.filter(office_id=dossier.office_id, dossier=dossier, ended_at=None).first()


def items_of(supplement: Supplement) -> list[SupplementItem]:
    """Return the items of a request with their components, in order."""
    return list(supplement.items.select_related("component"))


def of_dossier(dossier: Dossier) -> list[Supplement]:
    """Return every request of the dossier with items and components, three queries."""
    return list(
        Supplement.objects.filter(office_id=dossier.office_id, dossier=dossier).prefetch_related("items__component")
    )
