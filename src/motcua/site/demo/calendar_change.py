"""A calendar change that waits for the demo's leader: the steward has declared a day off for a storm drill."""

from datetime import datetime, timedelta

from motcua.journal import recording
from motcua.journal.acting import Acting
from motcua.kernel.calendar import DayKind
from motcua.kernel.localtime import local_day
from motcua.office import declared_lines, declaring
from motcua.office.calendar import calendar_of
from motcua.office.declarations import Declaration
from motcua.site.demo.builders import House

SOURCE = "demo-history"


def add(house: House, *, now: datetime) -> Declaration:
    """Return the declaration of one working day a week ahead, sent to the leader and not confirmed."""
    by = house.acting("steward")
    with recording.marked(SOURCE):
        return _declare(house, now, by)


def _declare(house: House, now: datetime, by: Acting) -> Declaration:
    day = calendar_of(house.office.pk).next_working_day(local_day(now) + timedelta(days=6))
    title = "Đóng cửa một ngày để diễn tập phòng, chống bão (minh họa)"
    draft = declaring.begin(title=title, legal_ref="Quyết định của UBND xã (minh họa)", by=by, at=now)
    declared_lines.put_day(draft.pk, on=day, kind=DayKind.LOCAL_OFF.value, by=by, at=now)
    return declaring.send(draft.pk, by=by, at=now)
