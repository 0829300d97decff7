"""Intake (tiếp nhận): a dossier is filed and gets its code; an officer checks it, accepts it or refuses it.

The code is dated by the local day of receipt; the clock starts when the dossier is complete (Mẫu 01). Legal source:
NĐ 118/2025 Điều 17 as amended by NĐ 309/2026; NQ 66.7/2025 for the limits of the check.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from motcua.dossiers import access, books, proxies, slip_contents, slips, status, steps, worklist
from motcua.dossiers.components import CheckState, DossierComponent, attach, lay_beside, lay_out, of_dossier
from motcua.dossiers.dossier import Answers, Dossier
from motcua.dossiers.events import Accepted, ComponentChecked, RefusedAtIntake, Submitted
from motcua.dossiers.promises import Promise, PromiseKind, give
from motcua.dossiers.record import note
from motcua.dossiers.search import index
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.transfers import open_transfer
from motcua.dossiers.watch import look_ahead
from motcua.dossiers.worklist import TaskKind
from motcua.journal import entries, recording
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel import clock
from motcua.kernel.identifiers import dossier_code
from motcua.kernel.localtime import iso, local_day
from motcua.office import at_hand, posts, series, settings_dated, staff
from motcua.office.calendar import calendar_of
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile
from motcua.procedures import components as definitions
from motcua.procedures import openings
from motcua.procedures.components import Case
from motcua.procedures.versions import Version

ONLINE = 2
CHECKED_IN = frozenset({Status.REGISTERED, Status.ACCEPTED, Status.IN_PROCESS, Status.SUPPLEMENT})


class NotOpenForFiling(Refused):
    """The office does not take this procedure yet."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(
            _("Thủ tục này chưa mở nhận hồ sơ: %(why)s. Hãy hỏi Trung tâm để được hướng dẫn.")
            % {"why": "; ".join(reasons)}
        )


class Incomplete(Refused):
    """Required components are neither handed in nor found sufficient."""

    status = 422

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _("Chưa tiếp nhận được, còn thiếu: %(names)s. Hãy yêu cầu bổ sung một lần cho đủ.")
            % {"names": "; ".join(names)}
        )


class CheckOver(Refused):
    """The papers are no longer to be checked: the dossier is at its end or the matter is decided."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đã qua bước kiểm tra thành phần nên không sửa được nữa. Hãy tải lại trang."))


class ReasonMissing(Refused):
    """A refusal or a request needs a written reason."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do để người dân biết phải làm gì tiếp theo."))


class NoReception(Refused):
    """The office has no post that could check a dossier."""

    def __init__(self) -> None:
        super().__init__(_("Trung tâm chưa có vị trí tiếp nhận. Người quản trị cần phân công trước khi nhận hồ sơ."))


@dataclass(frozen=True, slots=True)
class Filing:
    """What an applicant hands in."""

    version: Version
    applicant: Person
    channel: int
    case: Case | None = None
    submitter: Person | None = None
    authorisation: str = ""
    proxy_files: list[StoredFile] = field(default_factory=list)  # the paper by which the submitter files
    summary: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    files: dict[UUID, list[StoredFile]] = field(default_factory=dict)  # by component definition
    on_paper: frozenset[UUID] = frozenset()  # component definitions handed in on paper
    result_channel: int = 1
    set_count: int = 1
    assisted_by: UUID | None = None
    source: str = ""


@entries.atomic()
@at_hand.kept()
def submit(filing: Filing, *, office: Office, by: Acting, at: datetime) -> Dossier:
    """File a dossier: it gets its code now, dated by the local day, and waits for the check of a reception post."""
    day = local_day(at)
    reasons = openings.why_closed(office, filing.version, day, filing.channel)
    if reasons:
        raise NotOpenForFiling(reasons)
    post = posts.default_of(office.pk, "reception")
    if post is None:
        raise NoReception
    check_due_at = check_due(office.pk, filing.channel, at)
    dossier = Dossier(
        office=office,
        code=dossier_code(office.code, day, series.take(office.pk, "dossier", day)),
        version=filing.version,
        case=filing.case,
        channel=filing.channel,
        result_channel=filing.result_channel,
        assisted_by_id=filing.assisted_by,
        applicant=filing.applicant,
        submitter=filing.submitter,
        authorisation=filing.authorisation.strip()[:200] if filing.submitter else "",
        summary=filing.summary,
        set_count=filing.set_count,
        submitted_at=at,
        check_due_at=check_due_at,
        holder_post=post,
        source=filing.source or recording.current_source(),
    )
    look_ahead(dossier, at=at, kind=TaskKind.CHECK.value, moment=check_due_at)
    dossier.is_provisional = not calendar_of(office.pk).is_confirmed(local_day(check_due_at).year)
    dossier.save(force_insert=True)
    answers = Answers.objects.create(dossier=dossier, office=office, values=filing.answers)
    asked = definitions.for_case(filing.version, filing.case)
    rows = lay_out(dossier, asked, on_paper=filing.on_paper)
    handed_in = {row: _handed_in(row, filing) for row in rows}
    if filing.submitter is not None and filing.proxy_files:
        rows.append(lay_beside(dossier, proxies.PAPER, len(rows) + 1))
        handed_in[rows[-1]] = filing.proxy_files
    kept = attach(handed_in, at=at)
    worklist.open_task(dossier, post.pk, TaskKind.CHECK, due_at=check_due_at, at=at)
    index(dossier)
    facts: list[models.Model] = [answers, *rows, *kept, filing.applicant]
    if filing.submitter is not None:
        facts.append(filing.submitter)
    if filing.channel == ONLINE:
        shown = [row for row in rows if handed_in[row] or _is_handed_in(row, filing)]
        facts.append(slips.issue(dossier, "ack", slip_contents.acknowledgement(dossier, shown, at), by=by, at=at))
    note(
        dossier,
        Submitted(code=dossier.code, channel=dossier.channel, version_id=str(filing.version.pk)),
        by=by,
        at=at,
        facts=facts,
        files=[link.file.sha256 for link in kept],
        private={"applicant": filing.applicant.full_name},
    )
    access.filed(dossier)
    return dossier


def _handed_in(row: DossierComponent, filing: Filing) -> list[StoredFile]:
    return filing.files.get(row.definition_id, []) if row.definition_id else []


def _is_handed_in(row: DossierComponent, filing: Filing) -> bool:
    """Paper, or the form that was filled in (files besides); what is lacking does not stand on the acknowledgement."""
    is_filled_in = row.definition is not None and row.definition.is_form and bool(filing.answers)
    return row.has_paper or is_filled_in


def check_due(office_id: UUID, channel: int, at: datetime) -> datetime:
    """Return until when a dossier received at the moment is to be checked."""
    return check_promise(office_id, channel, at)[1].due_at or at


def check_promise(office_id: UUID, channel: int, at: datetime) -> tuple[clock.Limit, clock.Promise]:
    """Return the limit of the check of a dossier received at the moment, and its count."""
    name = "intake_check_online" if channel == ONLINE else "intake_check_other"
    limit = clock.Limit.parse(settings_dated.value(office_id, name, local_day(at)))
    return limit, clock.promise(limit, at, calendar_of(office_id))


@entries.atomic()
def check(dossier_id: UUID, states: dict[UUID, tuple[str, str]], *, by: Acting, at: datetime) -> list[DossierComponent]:
    """Write how the officer found each component: {component: (state, note)}; returns them all."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    if dossier.status not in CHECKED_IN:
        raise CheckOver
    rows = of_dossier(dossier)
    changed = []
    for row in rows:
        state, remark = states.get(row.pk, (row.state, row.note))
        if (state, remark) != (row.state, row.note):
            row.state, row.note = CheckState(state), remark[:300]
            changed.append(row)
    if changed:
        DossierComponent.objects.bulk_update(changed, ["state", "note"])
        event = ComponentChecked(component_ids=[str(r.pk) for r in changed], states=[str(r.state) for r in changed])
        note(dossier, event, by=by, at=at, facts=changed)
    return rows


def missing(rows: list[DossierComponent]) -> list[DossierComponent]:
    """Return the required components that are marked missing, or were neither handed in nor found sufficient."""
    return [
        row
        for row in rows
        if row.state == CheckState.MISSING
        or (row.is_required and row.state == CheckState.UNCHECKED and not row.has_paper and not row.files.all())
    ]


@entries.atomic()
@at_hand.kept()
def accept(
    dossier_id: UUID, *, by: Acting, at: datetime, fee_settled_at: datetime | None = None
) -> tuple[Dossier, Promise, slips.Slip]:
    """Accept the complete dossier: the clock starts, the promise is given, Mẫu 01 is made.

    `fee_settled_at` is told by the desk where the clock waits for the fee and it was paid already. Raises Incomplete,
    LimitUnknown or IllegalMove; then nothing was changed.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    status.check("accept", dossier.status)
    rows = of_dossier(dossier)
    lacking = missing(rows)
    if lacking:
        raise Incomplete([row.name for row in lacking])
    dossier.fee_settled_at = fee_settled_at
    promise, slip, route = enter(dossier, rows, PromiseKind.ACCEPTANCE, by=by, at=at)
    event = Accepted(promise_id=str(promise.pk), due_at=_iso(promise.due_at), slip_id=str(slip.pk))
    note(dossier, event, by=by, at=at, facts=(promise, slip, *route))
    return dossier, promise, slip


def enter(
    dossier: Dossier, rows: list[DossierComponent], kind: PromiseKind, *, by: Acting, at: datetime
) -> tuple[Promise, slips.Slip, list[steps.Step]]:
    """Start the clock of a dossier found complete, enter it in the logbook, lay out its route; saves the dossier."""
    dossier.status = Status.ACCEPTED
    dossier.accepted_at = at
    _enter_book(dossier, at)
    promise = give(dossier, kind, start=dossier.clock_start, at=at)
    officer = staff.names({by.person} if by.person else set())
    slip = slips.issue(
        dossier,
        "01",
        slip_contents.receipt(dossier, promise, rows, officer.get(by.person, "") if by.person else "", at),
        by=by,
        at=at,
    )
    route = steps.lay_out(dossier, at=at, by=by.person)
    worklist.clear(dossier)
    open_transfer(dossier, at=at)
    dossier.save()
    return promise, slip, route


def _enter_book(dossier: Dossier, at: datetime) -> None:
    """Mẫu 07 is kept per sector, numbered from 01 per calendar year."""
    year = local_day(at).year
    name = books.series_name(dossier.version.procedure.sector)
    dossier.book = books.title(name, year)
    dossier.book_number = series.take(dossier.office_id, name, date(year, 1, 1))


@entries.atomic()
def refuse(dossier_id: UUID, *, reason: str, by: Acting, at: datetime) -> tuple[Dossier, slips.Slip]:
    """Refuse to take the dossier, with the reason on Mẫu 03."""
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    status.check("refuse_intake", dossier.status)
    if not reason.strip():
        raise ReasonMissing
    officer = staff.names({by.person}).get(by.person, "") if by.person else ""
    slip = slips.issue(dossier, "03", slip_contents.refusal(dossier, reason.strip(), officer, at), by=by, at=at)
    dossier.status, dossier.outcome, dossier.closed_at = Status.REJECTED, Outcome.REJECTED, at
    worklist.clear(dossier)
    look_ahead(dossier, at=at)
    dossier.save()
    note(
        dossier, RefusedAtIntake(slip_id=str(slip.pk)), by=by, at=at, facts=(slip,), private={"reason": reason.strip()}
    )
    return dossier, slip


def _iso(moment: datetime | None) -> str:
    return iso(moment) if moment else ""
