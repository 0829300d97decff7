"""Declaring (khai báo thay đổi lịch): what a steward does with a declaration before a leader sees it.

Every act is journalled in the office's chain; none of them changes the calendar.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.events import Event
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day, vn_date
from motcua.office import calendar_changes, declarations, rights
from motcua.office.calendar import ORDINARY
from motcua.office.declarations import HOURS_FIELDS, Declaration, DeclaredDay, DeclaredHours, NoSuchDeclaration, State
from motcua.office.events import CalendarDeclared, DeclarationDropped, DeclarationSent
from motcua.office.rights import Capability


class NotADraft(Refused):
    """The declaration has left the steward's hands."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Khai báo này đã gửi đi hoặc đã áp dụng nên không sửa được nữa. "
                "Cần đổi tiếp thì lập khai báo mới hoặc khai báo ngược lại."
            )
        )


class NothingDeclared(Refused):
    """A declaration must have a day or hours, a reason and a legal reference, and no unread proposal."""

    status = 422


class NotApplied(Refused):
    """Only what holds can be declared the other way round."""

    def __init__(self) -> None:
        super().__init__(_("Chỉ khai báo ngược lại được khi khai báo trước đã áp dụng xong. Hãy tải lại trang."))


def note(
    declaration: Declaration,
    event: Event,
    *,
    by: Acting,
    at: datetime,
    facts: tuple[models.Model, ...] = (),
    private: dict[str, str] | None = None,
) -> None:
    """Write the entry of an act upon the declaration; call it last, after every fact is saved."""
    entries.record(
        event,
        office=declaration.office_id,
        subject=declaration.pk,
        by=by,
        at=at,
        facts=(declaration, *facts),
        private=private,
    )


def lock(declaration_id: UUID, *, by: Acting, at: datetime, to: Capability) -> Declaration:
    """Return the declaration of the actor's office under its lock; raises NotAllowed or NoSuchDeclaration."""
    rights.require(by, to, local_day(at))
    found = Declaration.objects.select_for_update().filter(office_id=by.office, pk=declaration_id).first()
    if found is None:
        raise NoSuchDeclaration
    return found


def lock_draft(declaration_id: UUID, *, by: Acting, at: datetime) -> Declaration:
    """Return the draft under its lock; raises NotADraft."""
    found = lock(declaration_id, by=by, at=at, to=Capability.KEEP_OFFICE)
    if found.state != State.DRAFT:
        raise NotADraft
    return found


@transaction.atomic
def begin(*, title: str, legal_ref: str = "", by: Acting, at: datetime, **further: Any) -> Declaration:
    """Return a new draft with the reason that citizens will be told; nothing holds before a leader confirms it."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    if not title.strip():
        raise NothingDeclared(_("Hãy ghi lý do thay đổi lịch bằng lời người dân hiểu được, ví dụ “Nghỉ do bão số 10”."))
    declaration = Declaration.objects.create(
        office_id=by.office,
        title=title.strip()[:200],
        legal_ref=legal_ref.strip()[:300],
        made_by_id=by.person,
        made_at=at,
        **further,
    )
    note(declaration, CalendarDeclared(declaration_id=str(declaration.pk), days=[]), by=by, at=at)
    return declaration


@transaction.atomic
def send(declaration_id: UUID, *, legal_ref: str = "", by: Acting, at: datetime) -> Declaration:
    """Send the draft to the leader for confirmation; raises NothingDeclared when something is missing."""
    declaration = lock_draft(declaration_id, by=by, at=at)
    days = declarations.days_in(declaration)
    if not days and declarations.hours_in(declaration) is None:
        raise NothingDeclared(_("Khai báo chưa có ngày hay giờ nào. Hãy thêm trước khi gửi."))
    unread = [vn_date(day.on) for day in days if not day.is_reviewed]
    if unread:
        raise NothingDeclared(
            _("Hãy xem và lưu từng ngày của đề xuất trước khi gửi, còn: %(days)s.") % {"days": ", ".join(unread)}
        )
    declaration.legal_ref = (legal_ref.strip() or declaration.legal_ref)[:300]
    if not declaration.legal_ref:
        raise NothingDeclared(_("Hãy ghi căn cứ: số, ngày của văn bản hoặc quyết định cho phép thay đổi lịch."))
    # Every day of the calendar stands on a document: its own, or the declaration's.
    based = [day for day in days if not day.legal_ref]
    for day in based:
        day.legal_ref = declaration.legal_ref
    DeclaredDay.objects.bulk_update(based, ["legal_ref"])
    declaration.state, declaration.sent_at, declaration.sent_by_id = State.SENT, at, by.person
    declaration.sent_back_why = ""
    declaration.save(update_fields=["state", "sent_at", "sent_by", "legal_ref", "sent_back_why"])
    note(declaration, DeclarationSent(declaration_id=str(declaration.pk)), by=by, at=at, facts=tuple(based))
    return declaration


@transaction.atomic
def drop(declaration_id: UUID, *, by: Acting, at: datetime) -> None:
    """Drop a declaration that no leader has confirmed."""
    declaration = lock(declaration_id, by=by, at=at, to=Capability.KEEP_OFFICE)
    if declaration.state not in (State.DRAFT, State.SENT):
        raise NotADraft
    declaration.state = State.DROPPED
    declaration.save(update_fields=["state"])
    note(declaration, DeclarationDropped(declaration_id=str(declaration.pk)), by=by, at=at)


@transaction.atomic
def reverse(declaration_id: UUID, *, by: Acting, at: datetime) -> Declaration:
    """Return a new draft that gives every day and the hours back as they were before the applied declaration."""
    done = lock(declaration_id, by=by, at=at, to=Capability.KEEP_OFFICE)
    if done.state != State.DONE:
        raise NotApplied
    draft = Declaration.objects.create(
        office_id=done.office_id,
        title=f"Thôi áp dụng: {done.title}"[:200],
        reverses=done,
        made_by_id=by.person,
        made_at=at,
    )
    days = DeclaredDay.objects.bulk_create([_given_back(draft, line) for line in declarations.days_in(done)])
    hours = declarations.hours_in(done)
    facts: list[models.Model] = [*days]
    if hours is not None and hours.was is not None:
        before = calendar_changes.read_hours(hours.valid_from, hours.was)
        values = {name: getattr(before, name) for name in HOURS_FIELDS}
        facts.append(
            DeclaredHours.objects.create(
                office_id=draft.office_id, declaration=draft, valid_from=hours.valid_from, **values
            )
        )
    event = CalendarDeclared(
        declaration_id=str(draft.pk),
        days=[day.on.isoformat() for day in days],
        hours_from=hours.valid_from.isoformat() if hours else "",
    )
    note(draft, event, by=by, at=at, facts=tuple(facts))
    return draft


def _given_back(draft: Declaration, line: DeclaredDay) -> DeclaredDay:
    was = line.was or {"kind": ORDINARY, "note": "", "legal_ref": "", "is_confirmed": True}
    return DeclaredDay(
        office_id=draft.office_id,
        declaration=draft,
        on=line.on,
        kind=was["kind"],
        note=was["note"],
        legal_ref=was["legal_ref"],
        is_proposal=not was["is_confirmed"],
    )
