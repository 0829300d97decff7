"""Supplements (yêu cầu bổ sung, hoàn thiện hồ sơ): ask once, completely; the answers come item by item.

While it is open the clock stands (a restart hold after acceptance); when it is complete the full limit starts anew; not
completed in time, the dossier is closed. Legal source: NĐ 118/2025 (guidance once, complete); domain brief 1.3, 1.5.
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from motcua.dossiers import (
    access,
    components,
    decisions,
    hold_rules,
    holds,
    opinions,
    promises,
    slip_contents,
    slips,
    status,
    steps,
    watch,
    worklist,
)
from motcua.dossiers.components import CheckState, DossierComponent
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import (
    SupplementAnswered,
    SupplementCompleted,
    SupplementExpired,
    SupplementRequested,
    SupplementReturned,
)
from motcua.dossiers.intake import ReasonMissing, enter
from motcua.dossiers.promises import PromiseKind
from motcua.dossiers.record import note
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.worklist import TaskKind
from motcua.journal.acting import SYSTEM, Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.holds import HoldKind
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import form_date, iso, local_day
from motcua.office import posts, settings_dated, staff
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile


class Stage(models.TextChoices):
    """When the supplement was asked for."""

    INTAKE = "intake", "Khi tiếp nhận"
    PROCESSING = "processing", "Khi thẩm định"


class NothingAsked(Refused):
    """A request must name at least one item."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Hãy chọn ít nhất một thành phần cần bổ sung và ghi rõ cần sửa gì.")


class AskedBefore(Refused):
    """The office has asked once already at this stage; asking again needs a written reason."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này đã được yêu cầu bổ sung một lần. Luật yêu cầu hướng dẫn một lần, đầy đủ; "
            "nếu bắt buộc phải yêu cầu lần nữa, hãy ghi lý do vào ô “Lý do yêu cầu thêm”."
        )


class NoOpenSupplement(Refused):
    """There is no open request to answer."""

    def __init__(self) -> None:
        super().__init__("Hồ sơ không có yêu cầu bổ sung nào đang mở. Hãy tải lại trang.")


class ItemsUnanswered(Refused):
    """Items of the request are still without an answer."""

    status = 422

    def __init__(self, names: list[str]) -> None:
        super().__init__("Còn thiếu phần bổ sung: " + "; ".join(names) + ".")


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


@transaction.atomic
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
    _mark(list(asked.values()), CheckState.MISSING)
    return supplement, rows


def _mark(rows: list[DossierComponent], state: CheckState) -> None:
    for row in rows:
        row.state = state
    DossierComponent.objects.bulk_update(rows, ["state"])


@transaction.atomic
def answer(
    dossier_id: UUID,
    *,
    answers: dict[UUID, tuple[str, list[StoredFile]]],
    by: Acting,
    at: datetime,
    on_paper: bool = False,
) -> Supplement:
    """Answer items of the open request ({item: (words, files)}); a reception post then looks at them.

    A citizen answers through the token's session, an officer for a person at the counter (`on_paper`).
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK, citizen_may=True)
    supplement = find_open(dossier)
    if supplement is None or dossier.status != Status.SUPPLEMENT:
        raise NoOpenSupplement
    answered = [item for item in items_of(supplement) if item.pk in answers]
    if not answered:
        raise NothingAsked
    hashes = []
    handed_in: dict[DossierComponent, list[StoredFile]] = {}
    for item in answered:
        words, files = answers[item.pk]
        item.answered_at, item.answer, item.is_paper = at, words.strip()[:500], on_paper
        handed_in[item.component] = files
        hashes += [file.sha256 for file in files]
    links = components.attach(handed_in, at=at)
    SupplementItem.objects.bulk_update(answered, ["answered_at", "answer", "is_paper"])
    _call_reception(dossier, supplement, at)
    event = SupplementAnswered(supplement_id=str(supplement.pk), item_ids=[str(item.pk) for item in answered])
    note(dossier, event, by=by, at=at, facts=[*answered, *links], files=hashes)
    return supplement


def _call_reception(dossier: Dossier, supplement: Supplement, at: datetime) -> None:
    """Once every item has an answer the reception post holds the dossier again."""
    if supplement.items.filter(answered_at=None).exists():
        return
    post = posts.default_of(dossier.office_id, "reception")
    if post is None or worklist.Task.objects.filter(office_id=post.office_id, dossier=dossier).exists():
        return
    rules = settings_dated.values(dossier.office_id, dossier.rules_on)
    limit = clock.Limit.parse(rules["intake_check_online" if dossier.channel == 2 else "intake_check_other"])
    due_at = clock.promise(limit, at, calendar_of(dossier.office_id)).due_at or at
    watch.hand_to(dossier, post.pk, TaskKind.REVIEW_SUPPLEMENT, due_at=due_at, at=at)
    dossier.save()


@transaction.atomic
def give_back(dossier_id: UUID, *, items: dict[UUID, str], by: Acting, at: datetime) -> Supplement:
    """Give answers that do not do back to the applicant ({item: what is still wrong}), under the same one request.

    The applicant has as many working days again as were left when the last answer came, at least one.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    supplement = find_open(dossier)
    if supplement is None or dossier.status != Status.SUPPLEMENT:
        raise NoOpenSupplement
    rows = items_of(supplement)
    given = [item for item in rows if item.pk in items and item.answered_at is not None]
    if not given:
        raise NothingAsked
    if not all(items[item.pk].strip() for item in given):
        raise ReasonMissing
    answered_at = max(item.answered_at for item in rows if item.answered_at is not None)
    keep_days(supplement, dossier, since=answered_at, at=at)
    for item in given:
        item.answered_at, item.why = None, items[item.pk].strip()[:300]
    SupplementItem.objects.bulk_update(given, ["answered_at", "why"])
    worklist.clear(dossier)
    watch.held_by_applicant(dossier, at=at, kind="supplement", moment=supplement.expires_at)
    dossier.save()
    told = {f"why_{number}": item.why for number, item in enumerate(given, start=1)}
    event = SupplementReturned(
        supplement_id=str(supplement.pk), item_ids=[str(item.pk) for item in given], due_at=iso(supplement.expires_at)
    )
    note(dossier, event, by=by, at=at, facts=(supplement, *given), private=told)
    return supplement


def keep_days(supplement: Supplement, dossier: Dossier, *, since: datetime, at: datetime) -> None:
    """Give back the days that the office had the dossier in hand since the moment: they are not the applicant's.

    The applicant has as many again as were left then, at least one. The caller saves the dossier.
    """
    calendar = calendar_of(dossier.office_id)
    left, day, last = 0, local_day(since), local_day(supplement.expires_at)
    while (day := calendar.next_working_day(day)) <= last:
        left += 1
    until = clock.promise(clock.Limit(max(left, 1), clock.Unit.WORKING_DAY), at, calendar).due_at
    supplement.expires_at = max(supplement.expires_at, until or at)
    dossier.is_provisional = not calendar.is_confirmed(local_day(supplement.expires_at).year)
    supplement.save(update_fields=["expires_at"])


@transaction.atomic
def complete(dossier_id: UUID, *, by: Acting, at: datetime) -> tuple[Supplement, promises.Promise]:
    """Find the supplement complete: the full limit starts now (Mẫu 01 when it was asked at intake)."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    supplement = find_open(dossier)
    is_intake = supplement is not None and supplement.stage == Stage.INTAKE
    status.check("complete_at_intake" if is_intake else "complete_in_process", dossier.status)
    if supplement is None:
        raise NoOpenSupplement
    items = items_of(supplement)
    waiting = [item.component.name for item in items if item.answered_at is None]
    if waiting:
        raise ItemsUnanswered(waiting)
    supplement.ended_at, supplement.is_complete = at, True
    supplement.save(update_fields=["ended_at", "is_complete"])
    asked = [item.component for item in items]
    _mark(asked, CheckState.OK)
    facts: list[models.Model] = [supplement, *asked]
    if is_intake:
        promise, slip, route = enter(dossier, components.of_dossier(dossier), PromiseKind.ACCEPTANCE, by=by, at=at)
        facts += [promise, slip, *route]
    else:
        promise, resumed = _go_on(dossier, at)
        facts += [promise, *resumed]
    event = SupplementCompleted(
        supplement_id=str(supplement.pk),
        promise_id=str(promise.pk),
        due_at=iso(promise.due_at) if promise.due_at else "",
        status=dossier.status,
    )
    note(dossier, event, by=by, at=at, facts=facts)
    return supplement, promise


def _go_on(dossier: Dossier, at: datetime) -> tuple[promises.Promise, list[models.Model]]:
    """Lift the restart and put the step that was under way (the first, when none was) on its post's list."""
    facts: list[models.Model] = [*holds.lift(dossier, at=at)]
    dossier.status = Status.IN_PROCESS
    promise = promises.give(dossier, PromiseKind.RESTART, start=promises.start_of(dossier), at=at)
    worklist.clear(dossier)
    step = steps.find_current(dossier)
    if step is not None:
        due_at = steps.resume(step, dossier, at=at)
    else:
        step = steps.find_next(dossier)
        due_at = steps.begin(step, dossier, at=at) if step else at
    if step is not None:
        facts.append(step)
        watch.hand_to(dossier, step.post_id, steps.task_kind(step), due_at=due_at, at=at, step_id=step.pk)
    dossier.save()
    return promise, facts


@transaction.atomic
def expire(dossier_id: UUID, *, by: Acting, at: datetime) -> Dossier | None:
    """Close the dossier whose supplement did not come in time, with a notice; None when nothing has expired."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    supplement = find_open(dossier)
    is_due = supplement is not None and supplement.expires_at <= at
    if supplement is None or not is_due or by.role != SYSTEM or not dossier.is_held_by_applicant:
        return None
    items = items_of(supplement)
    if dossier.status != Status.SUPPLEMENT or all(item.answered_at for item in items):
        return None  # what was answered in full waits for the office, whose delay closes nothing
    supplement.ended_at = at
    supplement.save(update_fields=["ended_at"])
    lifted = holds.lift(dossier, at=at)
    content = _closing_notice(dossier, supplement, items, at)
    slip = slips.issue(dossier, "05", content, by=by, at=at)
    dossier.status, dossier.outcome, dossier.closed_at = Status.STOPPED, Outcome.EXPIRED, at
    worklist.clear(dossier)
    watch.look_ahead(dossier, at=at)
    dossier.save()
    event = SupplementExpired(supplement_id=str(supplement.pk), slip_id=str(slip.pk))
    note(dossier, event, by=by, at=at, facts=(supplement, slip, *lifted))
    return dossier


def _closing_notice(
    dossier: Dossier, supplement: Supplement, items: list[SupplementItem], at: datetime
) -> dict[str, object]:
    """Mẫu 05 of a dossier whose applicant asked for nothing: the limit ran out."""
    asked, until = (form_date(local_day(moment)) for moment in (supplement.requested_at, supplement.expires_at))
    because = (
        f"Ngày {asked}, Trung tâm đã yêu cầu bổ sung, hoàn thiện hồ sơ. Đến hết ngày {until}, Trung tâm chưa nhận đủ "
        f"giấy tờ nên thông báo dừng giải quyết, đóng hồ sơ nêu trên."
    )
    content = slip_contents.stop(
        dossier,
        components.of_dossier(dossier),
        because=because,
        state=slip_contents.in_vietnamese(Status.SUPPLEMENT.label),
        content=_closing_words(items),
        at=at,
    )
    return {**content, "signer": dossier.office.name}


def _closing_words(items: list[SupplementItem]) -> str:
    """What a partly answered request says at its end: what came is named beside what did not."""
    came = [item.component.name for item in items if item.answered_at]
    lacking = [item.component.name for item in items if not item.answered_at]
    words = ""
    if came:
        words += "Đã nhận: " + "; ".join(came) + ". "
    return words + "Còn thiếu: " + "; ".join(lacking) + ". Ông/bà có thể nộp hồ sơ mới và dùng lại giấy tờ đã nộp."


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
