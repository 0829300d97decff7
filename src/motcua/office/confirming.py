"""Confirming (xác nhận thay đổi lịch): a leader lets a declaration take effect, or gives it back.

At the confirmation the calendar changes and the office counts as `replaying` until every open dossier was counted anew
(dossiers/replays.py): meanwhile no watched moment is acted upon and every date on screen says so.
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import vn_date
from motcua.office import calendar, calendar_changes, declarations
from motcua.office.calendar import CalendarDay, WorkingHours
from motcua.office.calendar_changes import Change
from motcua.office.declarations import HOURS_FIELDS, Declaration, DeclaredDay, DeclaredHours, State
from motcua.office.declaring import lock, note
from motcua.office.events import CalendarConfirmed, CalendarReplayed, DeclarationSentBack
from motcua.office.offices import Office
from motcua.office.rights import Capability


class NotSent(Refused):
    """The declaration does not wait for a leader."""

    def __init__(self) -> None:
        super().__init__(_("Khai báo này không chờ xác nhận (đã xác nhận, đã trả lại hoặc đã bỏ). Hãy tải lại trang."))


class SameHands(Refused):
    """Who declared a change can't confirm it."""

    def __init__(self) -> None:
        super().__init__(_("Người lập hoặc gửi khai báo không tự xác nhận được. Hãy nhờ lãnh đạo khác của cơ quan."))


class StillReplaying(Refused):
    """An earlier change is still being carried into the dossiers."""

    def __init__(self) -> None:
        super().__init__(
            _("Hồ sơ đang được tính lại theo một khai báo lịch vừa xác nhận. Hãy chờ tính xong (thường trong ít phút).")
        )


class WhyMissing(Refused):
    """A declaration is given back with a reason."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do trả lại để người quản trị biết cần sửa gì."))


class NoHoursBefore(Refused):
    """The new hours begin before the office has any."""

    status = 422

    def __init__(self, day: str) -> None:
        super().__init__(
            _("Cơ quan chưa có giờ làm việc nào trước ngày %(day)s. Hãy trả lại khai báo để sửa ngày bắt đầu.")
            % {"day": day}
        )


@transaction.atomic
def send_back(declaration_id: UUID, *, why: str, by: Acting, at: datetime) -> Declaration:
    """Give the declaration back to the steward, with the reason."""
    declaration = lock(declaration_id, by=by, at=at, to=Capability.CONFIRM_CALENDAR)
    if declaration.state != State.SENT:
        raise NotSent
    if not why.strip():
        raise WhyMissing
    declaration.state, declaration.sent_back_why = State.DRAFT, why.strip()[:300]
    declaration.save(update_fields=["state", "sent_back_why"])
    event = DeclarationSentBack(declaration_id=str(declaration.pk))
    note(declaration, event, by=by, at=at, private={"why": declaration.sent_back_why})
    return declaration


@transaction.atomic
def confirm(declaration_id: UUID, *, by: Acting, at: datetime) -> Declaration:
    """Let the declaration take effect: the calendar changes now, and the replay of the open dossiers begins."""
    declaration = lock(declaration_id, by=by, at=at, to=Capability.CONFIRM_CALENDAR)
    if declaration.state != State.SENT:
        raise NotSent
    if by.person in (declaration.made_by_id, declaration.sent_by_id):
        raise SameHands
    # Acts that count by the old calendar end first; those after this one count by the new.
    calendar.lock(declaration.office_id)
    if declarations.find_replaying(declaration.office_id) is not None:
        raise StillReplaying
    change = calendar_changes.change_of(declaration)
    facts: list[models.Model] = [*_apply_days(change), *_apply_hours(change)]
    declaration.state, declaration.confirmed_at, declaration.confirmed_by_id = State.REPLAYING, at, by.person
    declaration.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    facts.append(_mark(declaration, at))
    calendar.changed(declaration.office_id)
    event = CalendarConfirmed(
        declaration_id=str(declaration.pk),
        days=[day.on.isoformat() for day in change.days],
        hours_from=change.hours.valid_from.isoformat() if change.hours else "",
    )
    note(declaration, event, by=by, at=at, facts=tuple(facts))
    return declaration


def _mark(declaration: Declaration, began_at: datetime | None) -> Office:
    """Return the office with the mark of its replay, or without."""
    # Not the key: every row of the office points at it, and who writes one under the head of the journal must not wait.
    office = Office.objects.select_for_update(no_key=True).get(pk=declaration.office_id)
    office.replay_began_at = began_at
    office.save(update_fields=["replay_began_at"])
    return office


def _apply_days(change: Change) -> list[models.Model]:
    """Write the office's own rows; each line keeps what stood there before."""
    facts: list[models.Model] = []
    for line in change.days:
        line.was = _day_now(line)
        line.save(update_fields=["was"])
        values = {
            "kind": line.kind,
            "note": line.note,
            "legal_ref": line.legal_ref,
            "is_confirmed": not line.is_proposal,
            "source": line.source,
        }
        row, _is_new = CalendarDay.objects.update_or_create(office_id=line.office_id, on=line.on, defaults=values)
        facts += [line, row]
    return facts


def _day_now(line: DeclaredDay) -> dict[str, object] | None:
    now = calendar.find_day(line.office_id, line.on)
    if now is None:
        return None
    return {"kind": now.kind, "note": now.note, "legal_ref": now.legal_ref, "is_confirmed": now.is_confirmed}


def _apply_hours(change: Change) -> list[models.Model]:
    line = change.hours
    if line is None:
        return []
    line.was = _hours_now(line)
    line.save(update_fields=["was"])
    values = {name: getattr(line, name) for name in HOURS_FIELDS}
    values["legal_ref"] = change.declaration.legal_ref[:200]
    row, _is_new = WorkingHours.objects.update_or_create(
        office_id=line.office_id, valid_from=line.valid_from, defaults=values
    )
    return [line, row]


def _hours_now(line: DeclaredHours) -> dict[str, str]:
    now = calendar.hours_on(line.office_id, line.valid_from)
    if now is None:
        raise NoHoursBefore(vn_date(line.valid_from))
    return {name: str(getattr(now, name)) for name in HOURS_FIELDS}


def lock_replaying(declaration_id: UUID, office_id: UUID) -> Declaration | None:
    """Return the declaration under its lock while its replay is under way, None when it is done already."""
    rows = Declaration.objects.select_for_update().filter(office_id=office_id, pk=declaration_id)
    return rows.filter(state=State.REPLAYING).first()


def finish(
    declaration: Declaration, *, looked_at: int, moved: int, facts: tuple[models.Model, ...], at: datetime
) -> None:
    """End the replay: the dates of the office are certain again."""
    declaration.state, declaration.finished_at = State.DONE, at
    declaration.save(update_fields=["state", "finished_at"])
    event = CalendarReplayed(declaration_id=str(declaration.pk), looked_at=looked_at, moved=moved)
    note(declaration, event, by=Acting.system(declaration.office_id), at=at, facts=(_mark(declaration, None), *facts))
