"""The lines of a draft (các dòng của khai báo): dates off or worked, and working hours from a date on.

A line is put in, altered and taken out as long as the declaration is a draft; the calendar stays as it is.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.calendar import DayKind, Span
from motcua.kernel.localtime import vn_date
from motcua.office import calendar, declarations
from motcua.office.calendar import ORDINARY
from motcua.office.declarations import HOURS_FIELDS, Declaration, DeclaredDay, DeclaredHours
from motcua.office.declaring import NothingDeclared, lock_draft, note
from motcua.office.events import CalendarDeclared


class DayRefused(Refused):
    """The day can't be declared so."""

    status = 422


class HoursRefused(Refused):
    """The hours can't be declared so."""

    status = 422


@transaction.atomic
def put_day(
    declaration_id: UUID, *, on: date, kind: str, note_words: str = "", legal_ref: str = "", by: Acting, at: datetime
) -> DeclaredDay:
    """Return the date as the draft now has it; what was declared of the same date before gives way."""
    declaration = lock_draft(declaration_id, by=by, at=at)
    _check_day(declaration, on, kind)
    line, _is_new = DeclaredDay.objects.update_or_create(
        office_id=declaration.office_id,
        declaration=declaration,
        on=on,
        defaults={
            "kind": kind,
            "note": (note_words.strip() or ("" if kind == ORDINARY else declaration.title))[:200],
            "legal_ref": (legal_ref.strip() or declaration.legal_ref)[:300],
            "is_reviewed": True,
            "is_out": False,
        },
    )
    event = CalendarDeclared(declaration_id=str(declaration.pk), days=[on.isoformat()])
    note(declaration, event, by=by, at=at, facts=(line,))
    return line


def _check_day(declaration: Declaration, on: date, kind: str) -> None:
    if kind not in calendar.KINDS:
        raise DayRefused(_("Hãy chọn loại ngày trong danh sách."))
    held = calendar.calendar_of(declaration.office_id)
    usual = calendar.hours_on(declaration.office_id, on)
    is_workday = usual is not None and str(on.weekday()) in usual.weekdays
    if kind == DayKind.SWAP_WORK and is_workday:
        raise DayRefused(
            _("Ngày %(day)s vốn là ngày làm việc trong tuần nên không khai làm bù được.") % {"day": vn_date(on)}
        )
    if kind == DayKind.HOLIDAY and declaration.year is None and on.year not in held.years_known:
        raise DayRefused(
            _(
                "Năm %(year)s chưa có lịch nghỉ. Hãy lấy đề xuất lịch cả năm %(year)s rồi xác nhận, "
                "để hồ sơ không bị coi là đã có lịch chính thức."
            )
            % {"year": on.year}
        )
    if declaration.year is not None and on.year != declaration.year:
        raise DayRefused(
            _("Khai báo này xác nhận lịch năm %(year)s; ngày của năm khác thì lập khai báo riêng.")
            % {"year": declaration.year}
        )


@transaction.atomic
def take_out_day(declaration_id: UUID, *, on: date, by: Acting, at: datetime) -> None:
    """Take a date out of the draft; what stands in the calendar on it stays (in a whole year it is then ordinary)."""
    declaration = lock_draft(declaration_id, by=by, at=at)
    line = DeclaredDay.objects.filter(
        office_id=declaration.office_id, declaration=declaration, on=on, is_out=False
    ).first()
    if line is None:
        raise NothingDeclared(_("Khai báo không có ngày này. Hãy tải lại trang."))
    if declaration.year is None:
        line.is_out = True
    else:  # the whole year is confirmed at once: what is no special day in it must be said so
        line.kind, line.is_reviewed = ORDINARY, True
    line.save(update_fields=["is_out", "kind", "is_reviewed"])
    event = CalendarDeclared(declaration_id=str(declaration.pk), days=[on.isoformat()])
    note(declaration, event, by=by, at=at, facts=(line,))


@transaction.atomic
def put_hours(
    declaration_id: UUID,
    *,
    valid_from: date,
    weekdays: str,
    spans: tuple[time, time, time, time],
    by: Acting,
    at: datetime,
) -> DeclaredHours:
    """Return the new working hours from a date on, as the draft now has them; raises HoursRefused."""
    declaration = lock_draft(declaration_id, by=by, at=at)
    digits = "".join(sorted(set(weekdays) & set("0123456")))
    if not digits:
        raise HoursRefused(_("Hãy chọn ít nhất một thứ trong tuần có làm việc."))
    if list(spans) != sorted(set(spans)):
        raise HoursRefused(_("Giờ làm việc phải theo thứ tự: sáng từ, sáng đến, chiều từ, chiều đến."))
    for first, last in ((spans[0], spans[1]), (spans[2], spans[3])):
        Span(first, last)
    if declaration.year is not None:
        raise HoursRefused(_("Khai báo này chỉ xác nhận lịch một năm; giờ làm việc thì lập khai báo riêng."))
    values = dict(zip(HOURS_FIELDS, (digits, *spans), strict=True))
    line, _is_new = DeclaredHours.objects.update_or_create(
        declaration=declaration,
        defaults={"office_id": declaration.office_id, "valid_from": valid_from, "is_out": False, **values},
    )
    event = CalendarDeclared(declaration_id=str(declaration.pk), days=[], hours_from=valid_from.isoformat())
    note(declaration, event, by=by, at=at, facts=(line,))
    return line


@transaction.atomic
def take_out_hours(declaration_id: UUID, *, by: Acting, at: datetime) -> None:
    """Take the working hours out of the draft."""
    declaration = lock_draft(declaration_id, by=by, at=at)
    line = declarations.hours_in(declaration)
    if line is None:
        raise NothingDeclared(_("Khai báo không có giờ làm việc mới. Hãy tải lại trang."))
    line.is_out = True
    line.save(update_fields=["is_out"])
    event = CalendarDeclared(declaration_id=str(declaration.pk), days=[], hours_from=line.valid_from.isoformat())
    note(declaration, event, by=by, at=at, facts=(line,))
