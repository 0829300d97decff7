"""Loads the national days of a calendar pack (ngày nghỉ lễ, nghỉ bù, hoán đổi, làm bù).

Official days are confirmed; statutory or computed ones of a year not yet announced are proposals, which promises name
as provisional. Holidays on a Saturday or Sunday are kept: they explain the compensatory days.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.journal import facts as facts_told
from motcua.kernel.calendar import DayKind
from motcua.kernel.localtime import vn_date
from motcua.office import calendar
from motcua.office.calendar import CalendarDay
from motcua.office.packs import LoadReport, Pack
from motcua.office.series import Series

_COLUMNS = ("on", "kind", "note", "legal_ref", "is_confirmed", "source")
_FILE = "calendar.csv"


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load the national days; a day of the pack's years that the pack no longer has is taken away."""
    report = LoadReport()
    wanted = _read(pack)
    known = {row.on: row for row in CalendarDay.objects.filter(office=None)}
    if known and Series.objects.filter(name="dossier").exists():
        wanted = _as_proposals(wanted, known, report)
    for on, facts in wanted.items():
        old = known.get(on)
        if old is None:
            report.facts.append(CalendarDay.objects.create(office=None, on=on, **facts))
            report.added += 1
        elif all(getattr(old, key) == value for key, value in facts.items()):
            report.unchanged += 1
        else:
            for key, value in facts.items():
                setattr(old, key, value)
            old.save(update_fields=[*facts])
            report.facts.append(old)
            report.changed += 1
    years = {on.year for on in wanted}
    gone = [row.pk for on, row in known.items() if on not in wanted and on.year in years]
    CalendarDay.objects.filter(pk__in=gone).delete()
    report.gone += facts_told.gone(CalendarDay._meta.label, gone)
    report.ended = len(gone)
    if report.added or report.changed or report.ended:
        calendar.changed()
    return report


def _as_proposals(
    wanted: dict[date, dict[str, Any]], known: dict[date, CalendarDay], report: LoadReport
) -> dict[date, dict[str, Any]]:
    """Return the days that may come in where dossiers are counted already: no confirmed day changes without a leader.

    New days come as proposals; what the pack says otherwise of a confirmed day is told, to be declared by each office.
    """
    years = {on.year for on in wanted}
    found = {on: {**facts, "is_confirmed": False} for on, facts in wanted.items() if on not in known}
    for on, row in known.items():
        stands = {column: getattr(row, column) for column in _COLUMNS if column != "on"}
        if not row.is_confirmed and on in wanted:
            found[on] = {**wanted[on], "is_confirmed": False}
        elif row.is_confirmed and on.year in years:
            found[on] = stands
            if wanted.get(on, {}).get("kind") != row.kind:
                report.notes.append(
                    f"Ngày {vn_date(on)} đã chính thức nên giữ nguyên; gói ghi khác. Cần đổi thì lập khai báo lịch."
                )
    if any(facts["is_confirmed"] and not (on in known and known[on].is_confirmed) for on, facts in wanted.items()):
        report.notes.append("Ngày mới vào lịch là đề xuất: mỗi cơ quan xem rồi lãnh đạo xác nhận (Lịch làm việc).")
    return found


def _read(pack: Pack) -> dict[date, dict[str, Any]]:
    found: dict[date, dict[str, Any]] = {}
    for row in pack.rows(_FILE, _COLUMNS):
        on = row.day("on")
        if on in found:
            raise row.refused(f"ngày {on.isoformat()} bị trùng")
        kind = row.text("kind", choices=tuple(kind.value for kind in DayKind if kind is not DayKind.LOCAL_OFF))
        found[on] = {
            "kind": kind,
            "note": row.text("note", required=True, longest=200),
            "legal_ref": row.text("legal_ref", longest=300),
            "is_confirmed": row.yes_no("is_confirmed"),
            "source": row.text("source", longest=200),
        }
    return found
