"""A year's calendar as a proposal (đề xuất lịch năm): public days that are not announced yet, for a steward to review.

The days come from the package `holidays` (Vietnamese lunar calendar; it knows no local day and, for 2026, not the swap
of 02/01 and 10/01), so nothing of it is ever confirmed by itself: a leader confirms the reviewed year. Until then
promises that reach the year use the proposal and say so. Legal source: BLLĐ 2019 Điều 112; the yearly announcement of
swaps.
"""

from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal.acting import SYSTEM, Acting
from motcua.journal.refusals import Refused
from motcua.kernel.calendar import DayKind
from motcua.kernel.localtime import local_day
from motcua.office import calendar, rights, settings_dated
from motcua.office.calendar import CalendarDay
from motcua.office.declarations import Declaration, DeclaredDay, State
from motcua.office.declaring import note
from motcua.office.events import CalendarProposed
from motcua.office.rights import Capability

FIRST, LAST = 2025, 2099


class NoProposal(Refused):
    """The year can't be proposed."""

    status = 422


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """One day of the package, as the calendar names it."""

    on: date
    kind: DayKind
    note: str


def proposed(year: int) -> list[ProposedDay]:
    """Return the public days, the days off in their stead and the swapped days that the package knows of the year."""
    if not FIRST <= year <= LAST:
        raise NoProposal(_("Chỉ đề xuất được lịch từ năm %(first)s đến năm %(last)s.") % {"first": FIRST, "last": LAST})
    import holidays  # a third of a second that no start has to wait for; asked once a year

    known = holidays.country_holidays("VN", years=year, language="vi")
    found = [ProposedDay(on, _kind(name), name) for on, name in known.items() if on.year == year]
    worked = sorted(on for on in known.weekend_workdays if on.year == year)
    found += [ProposedDay(on, DayKind.SWAP_WORK, "Làm bù cho ngày nghỉ hoán đổi") for on in worked]
    return sorted(found, key=lambda day: day.on)


def _kind(name: str) -> DayKind:
    if "nghỉ bù" in name:
        return DayKind.COMPENSATORY_OFF
    return DayKind.SWAP_OFF if "thay cho ngày" in name else DayKind.HOLIDAY


def source() -> str:
    """Return where the proposal comes from, as it stands beside every day."""
    return f"gói Python “holidays” {version('holidays')}, chưa phải văn bản chính thức"


@transaction.atomic
def propose(year: int, *, by: Acting, at: datetime) -> Declaration:
    """Bring the year's days as a draft for the steward to review; what is confirmed already is kept.

    A year without any day gets them as proposals at once: promises that reach it are counted by them, provisionally.
    Raises NoProposal when the year is confirmed or its proposal is under way.
    """
    if by.role != SYSTEM:
        rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    days = proposed(year)
    office_id = by.office
    calendar.lock(office_id)
    if calendar.calendar_of(office_id).is_confirmed(year):
        raise NoProposal(
            _("Lịch năm %(year)s đã chính thức. Cần đổi ngày nào thì lập khai báo cho ngày đó.") % {"year": year}
        )
    under_way = [State.DRAFT, State.SENT, State.REPLAYING]
    if Declaration.objects.filter(office_id=office_id, year=year, state__in=under_way).exists():
        raise NoProposal(
            _("Đã có khai báo lịch năm %(year)s đang chờ. Hãy mở khai báo đó để xem từng ngày.") % {"year": year}
        )
    known = {row.on: row for row in calendar.days_of(office_id, date(year, 1, 1), date(year, 12, 31))}
    declaration = Declaration.objects.create(
        office_id=office_id,
        title=f"Lịch nghỉ, làm bù năm {year}",
        year=year,
        source=source(),
        made_by_id=by.person,
        made_at=at,
    )
    waiting = [row for row in known.values() if not row.is_confirmed]
    lines = [_line(declaration, row.on, row.kind, row.note, row.legal_ref, row.source) for row in waiting]
    lines += [
        _line(declaration, day.on, day.kind.value, day.note, "", declaration.source)
        for day in days
        if day.on not in known
    ]
    facts: list[models.Model] = [*DeclaredDay.objects.bulk_create(lines)]
    if not waiting:
        facts += _lay_down(declaration, lines)
    event = CalendarProposed(
        declaration_id=str(declaration.pk), year=year, days=sorted(line.on.isoformat() for line in lines)
    )
    note(declaration, event, by=by, at=at, facts=tuple(facts))
    return declaration


def _line(declaration: Declaration, on: date, kind: str, words: str, legal_ref: str, origin: str) -> DeclaredDay:
    return DeclaredDay(
        office_id=declaration.office_id,
        declaration=declaration,
        on=on,
        kind=kind,
        note=words,
        legal_ref=legal_ref,
        source=origin,
        is_reviewed=False,
    )


def _lay_down(declaration: Declaration, lines: list[DeclaredDay]) -> list[CalendarDay]:
    """Put the days into the calendar as proposals, so that a promise that reaches the year is nearly right."""
    rows = []
    for line in lines:
        values = {"kind": line.kind, "note": line.note, "is_confirmed": False, "source": line.source}
        row, _is_new = CalendarDay.objects.update_or_create(
            office_id=declaration.office_id, on=line.on, defaults={**values, "legal_ref": ""}
        )
        rows.append(row)
    calendar.changed(declaration.office_id)
    return rows


def years_to_confirm(office_id: UUID, on: date) -> list[int]:
    """Return the years whose calendar is not confirmed: this one, and the next from the day that the setting names."""
    held = calendar.calendar_of(office_id)
    month, day = map(int, settings_dated.value(office_id, "calendar_warning", on).split("-"))
    years = [on.year, on.year + 1] if (on.month, on.day) >= (month, day) else [on.year]
    return [year for year in years if not held.is_confirmed(year)]
