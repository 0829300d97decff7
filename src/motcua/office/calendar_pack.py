"""Loads the national days of a calendar pack (ngày nghỉ lễ, nghỉ bù, hoán đổi, làm bù).

Official days are confirmed; statutory or computed ones of a year not yet announced are proposals, which promises name
as provisional. Holidays on a Saturday or Sunday are kept: they explain the compensatory days.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.kernel.calendar import DayKind
from motcua.office import calendar
from motcua.office.calendar import CalendarDay
from motcua.office.packs import LoadReport, Pack

_COLUMNS = ("on", "kind", "note", "legal_ref", "is_confirmed", "source")
_FILE = "calendar.csv"


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load the national days; a day of the pack's years that the pack no longer has is taken away."""
    report = LoadReport()
    wanted = _read(pack)
    known = {row.on: row for row in CalendarDay.objects.filter(office=None)}
    for on, facts in wanted.items():
        old = known.get(on)
        if old is None:
            CalendarDay.objects.create(office=None, on=on, **facts)
            report.added += 1
        elif all(getattr(old, key) == value for key, value in facts.items()):
            report.unchanged += 1
        else:
            CalendarDay.objects.filter(pk=old.pk).update(**facts)
            report.changed += 1
    years = {on.year for on in wanted}
    gone = [row.pk for on, row in known.items() if on not in wanted and on.year in years]
    CalendarDay.objects.filter(pk__in=gone).delete()
    report.ended = len(gone)
    if report.added or report.changed or report.ended:
        calendar.changed()
    return report


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
