"""The schedule of reception (lịch tiếp công dân) as it is read: what is planned, and weeks without the head's day."""

from datetime import date, timedelta
from uuid import UUID

from motcua.office.calendar import calendar_of
from motcua.reception.days import DayState, ReceptionDay


def scheduled(office_id: UUID, from_on: date, to_on: date) -> list[ReceptionDay]:
    """Return the days of the schedule between two days, in order, cancelled ones too; one query."""
    rows = ReceptionDay.objects.filter(office_id=office_id, on__gte=from_on, on__lte=to_on)
    return list(rows.select_related("host_post").order_by("starts_at", "pk"))


def weeks_without(office_id: UUID, from_on: date, weeks: int = 4) -> list[date]:
    """Return the Mondays of the weeks, from this one on, in which the office works and the head receives nobody."""
    monday = from_on - timedelta(days=from_on.weekday())
    last = monday + timedelta(days=7 * weeks - 1)
    kept = {
        day.on - timedelta(days=day.on.weekday())
        for day in scheduled(office_id, monday, last)
        if day.is_chair and day.state != DayState.CANCELLED
    }
    calendar = calendar_of(office_id)
    found = []
    for number in range(weeks):
        week = monday + timedelta(days=7 * number)
        is_worked = any(calendar.is_working(week + timedelta(days=n)) for n in range(7))
        if is_worked and week not in kept:
            found.append(week)
    return found
