"""Records of handing over (biên bản bàn giao): several dossiers from one post to another, signed by both sides.

The giving side lists what it handed on that day; the receiving side takes all of it over in one act, which fills its
box of each Mẫu 06. Legal source: NĐ 118/2025/NĐ-CP Điều 18 (paper goes the same day); TT 03/2025/TT-VPCP.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.dossiers import access, handovers, slip_contents, slips
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import HandoverListed
from motcua.dossiers.handovers import Handover, HandoverRecord
from motcua.dossiers.record import note
from motcua.dossiers.steps import Step
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import form_moment, local_day
from motcua.office import series
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.papers import typesetting

MOST = 50


class NothingChosen(Refused):
    """A record lists at least one dossier."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Hãy chọn ít nhất một và không quá %(most)s hồ sơ để lập biên bản bàn giao.") % {"most": MOST}
        )


class NotToHandOver(Refused):
    """A chosen dossier is not among those that this post handed on and nobody has yet taken over."""

    def __init__(self) -> None:
        super().__init__(_("Có hồ sơ vừa được nhận hoặc đã nằm trong biên bản khác. Hãy tải lại trang rồi chọn lại."))


class NoSuchRecord(Refused):
    """There is no such record for this post."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không có biên bản này trong phạm vi của bạn."))


class TakenAlready(Refused):
    """The receiving side has signed."""

    def __init__(self) -> None:
        super().__init__(_("Biên bản này đã được bên nhận ký. Hãy tải lại trang."))


def to_list(by: Acting) -> list[Step]:
    """Return the steps to which this post handed dossiers on and that wait to be listed, grouped by receiving post."""
    if by.post is None:
        return []
    handed_on = Step.objects.filter(office_id=by.office, post_id=by.post, done_at__isnull=False)
    waiting = (
        Step.objects.filter(
            office_id=by.office, started_at__isnull=False, done_at=None, dossier__in=handed_on.values("dossier_id")
        )
        .exclude(post_id=by.post)
        .exclude(pk__in=Handover.objects.filter(office_id=by.office).values("step_id"))
        .select_related("post", "dossier__applicant", "dossier__version__procedure")
        .order_by("post__name", "started_at")
    )
    return list(waiting[: MOST * 2])


@transaction.atomic
def make(office: Office, *, step_ids: Collection[UUID], by: Acting, at: datetime) -> HandoverRecord:
    """List dossiers that this post handed on to one other post; the giving side signs by this act.

    Raises NothingChosen or NotToHandOver.
    """
    if not 0 < len(step_ids) <= MOST or by.person is None or by.post is None:
        raise NothingChosen
    offered = {step.pk: step for step in to_list(by)}
    chosen = [offered[pk] for pk in step_ids if pk in offered]
    if len(chosen) != len(step_ids) or len({step.post_id for step in chosen}) != 1:
        raise NotToHandOver
    locked = {
        step.pk: access.lock(step.dossier_id, by=by, at=at, to=Capability.SEE_DOSSIER)
        for step in sorted(chosen, key=lambda step: step.dossier_id)
    }
    year = local_day(at).year
    number = series.take(office, "slip:bbbg", date(year, 1, 1))
    record = HandoverRecord.objects.create(
        office=office,
        number=number,
        year=year,
        symbol=slips.symbol_of(office, "bbbg", number, local_day(at)),
        from_post_id=by.post,
        to_post_id=chosen[0].post_id,
        made_at=at,
        given_by_id=by.person,
    )
    with entries.one_act():
        for step in chosen:
            row = Handover.objects.create(
                office=office, dossier=step.dossier, step=step, given_at=step.started_at or at, record=record
            )
            event = HandoverListed(record_id=str(record.pk), handover_id=str(row.pk))
            note(locked[step.pk], event, by=by, at=at, facts=(record, row))
    return record


@transaction.atomic
def take(record_id: UUID, *, remark: str = "", by: Acting, at: datetime) -> HandoverRecord:
    """Take over everything that the record lists; the receiving side signs by this act.

    Raises NoSuchRecord or TakenAlready. A dossier that went on meanwhile keeps what was written then.
    """
    record = HandoverRecord.objects.filter(office_id=by.office, pk=record_id, to_post_id=by.post).first()
    if record is None or by.person is None:
        raise NoSuchRecord
    rows = list(record.lines.select_related("step").order_by("dossier_id"))
    locked = {row.pk: access.lock(row.dossier_id, by=by, at=at, to=Capability.SEE_DOSSIER) for row in rows}
    record = HandoverRecord.objects.select_for_update().get(office_id=by.office, pk=record_id)
    if record.received_at is not None:
        raise TakenAlready
    record.received_at, record.received_by_id, record.note = at, by.person, remark.strip()[:300]
    record.save(update_fields=["received_at", "received_by", "note"])
    with entries.one_act():
        for row in rows:
            dossier = locked[row.pk]
            if row.received_at is None:
                given = Step.objects.filter(
                    office_id=by.office, dossier=dossier, position__lt=row.step.position, post_id=record.from_post_id
                ).last()
                row.received_at, row.received_by_id = at, by.person
                row.kept = handovers.kept_of(dossier, given, row.given_at)
                row.save(update_fields=["received_at", "received_by", "kept"])
            handovers.note_taken(dossier, row, by=by, at=at, also=(record,))
    return record


def awaiting(by: Acting) -> list[HandoverRecord]:
    """Return the records that wait for this post's signature."""
    found = HandoverRecord.objects.filter(office_id=by.office, to_post_id=by.post, received_at=None)
    return list(found.select_related("from_post", "given_by").prefetch_related("lines__dossier")[:MOST])


def recent(by: Acting) -> list[HandoverRecord]:
    """Return the newest records that this post gave or received."""
    mine = HandoverRecord.objects.filter(office_id=by.office)
    found = mine.filter(from_post_id=by.post) | mine.filter(to_post_id=by.post, received_at__isnull=False)
    return list(found.select_related("from_post", "to_post", "given_by", "received_by")[:20])


def find(record_id: UUID, *, by: Acting) -> HandoverRecord:
    """Return a record that this post gave or receives; raises NoSuchRecord."""
    found = HandoverRecord.objects.filter(office_id=by.office, pk=record_id)
    found = found.filter(from_post_id=by.post) | found.filter(to_post_id=by.post)
    record = found.select_related("from_post", "to_post", "given_by", "received_by", "office").first()
    if record is None:
        raise NoSuchRecord
    return record


def pdf(record: HandoverRecord, *, at: datetime) -> bytes:
    """Return the record as PDF with one line for each dossier."""
    on_paper = models.Count("dossier__components", filter=models.Q(dossier__components__has_paper=True))
    rows = record.lines.select_related("dossier__applicant", "dossier__version__procedure").annotate(papers=on_paper)
    data = {
        **slip_contents.header(record.office, record.made_at),
        "number": record.symbol,
        "from_unit": record.from_post.name,
        "to_unit": record.to_post.name,
        "given_at_words": form_moment(record.made_at),
        "received_at_words": form_moment(record.received_at) if record.received_at else "",
        "giver": record.given_by.full_name,
        "receiver": record.received_by.full_name if record.received_by else "",
        "note": record.note,
        "rows": [_row(row.dossier, row.papers) for row in rows.order_by("given_at", "pk")],
    }
    return typesetting.pdf("handover_record", data, at=at)


def _row(dossier: Dossier, papers: int) -> dict[str, str]:
    return {
        "code": dossier.code,
        "procedure": dossier.version.procedure.name,
        "applicant": dossier.applicant.full_name,
        "papers": f"{papers} giấy tờ" if papers else "điện tử",
        "due": slip_contents.due_words(dossier),
    }
