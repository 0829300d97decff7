"""The office's calendar (lịch làm việc): its hours with valid dates, national and local days with their legal basis.

Legal source: BLLĐ 2019 Điều 111–112; yearly announcements of swapped days. Saturday service by volunteers does not
make Saturday a working day. The pure arithmetic is `kernel.calendar`; here are the rows and one cache per process.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.calendar import DayKind, DayRule, HoursRule, OfficeCalendar, Span
from motcua.kernel.identifiers import uuid7
from motcua.office import at_hand
from motcua.office.events import HoursSet
from motcua.office.offices import Office


class WorkingHours(models.Model):
    """The spans of one office's working day from a date on, for the named weekdays (0 = Monday)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    weekdays = models.CharField(max_length=7, default="01234")
    morning_from = models.TimeField(default=time(7, 30))
    morning_to = models.TimeField(default=time(11, 30))
    afternoon_from = models.TimeField(default=time(13, 0))
    afternoon_to = models.TimeField(default=time(17, 0))
    legal_ref = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["valid_from"]
        constraints = [models.UniqueConstraint(fields=["office", "valid_from"], name="hours_once_per_day")]


class CalendarDay(models.Model):
    """One day that differs from the week: national when `office` is empty, else local."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", null=True)
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in DayKind])
    note = models.CharField(max_length=200)
    legal_ref = models.CharField(max_length=300, blank=True)
    is_confirmed = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["office", "on"], name="day_once_per_office"),
            models.UniqueConstraint(fields=["on"], condition=Q(office=None), name="national_day_once"),
        ]


class CalendarEdition(models.Model):
    """A number that rises when the national days (empty office) or one office's own change; it dates the cache."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="+", null=True)
    number = models.PositiveIntegerField(default=0)


_cached: dict[UUID, tuple[tuple[int, int], OfficeCalendar]] = {}


def changed(office_id: UUID | None = None) -> None:
    """Raise the edition of the national calendar or of one office's; every process then reads the rows anew."""
    at_hand.forget()
    mine = Q(office_id=office_id) if office_id else Q(office=None)
    if not CalendarEdition.objects.filter(mine).update(number=F("number") + 1):
        CalendarEdition.objects.create(office_id=office_id, number=1)


def calendar_of(office_id: UUID) -> OfficeCalendar:
    """Return the office's calendar; one small query tells whether the cached one still holds."""
    return at_hand.read(("calendar", office_id), lambda: _current(office_id))


def _current(office_id: UUID) -> OfficeCalendar:
    numbers: dict[UUID | None, int] = dict(
        CalendarEdition.objects.filter(Q(office_id=office_id) | Q(office=None)).values_list("office_id", "number")
    )
    edition = (numbers.get(None, 0), numbers.get(office_id, 0))
    known = _cached.get(office_id)
    if known and known[0] == edition:
        return known[1]
    days = CalendarDay.objects.filter(Q(office_id=office_id) | Q(office=None))
    built = _build(list(WorkingHours.objects.filter(office_id=office_id)), list(days))
    _cached[office_id] = (edition, built)
    return built


def _build(hours: list[WorkingHours], days: list[CalendarDay]) -> OfficeCalendar:
    rules = tuple(
        HoursRule(
            valid_from=row.valid_from,
            weekdays=frozenset(int(digit) for digit in row.weekdays),
            spans=(Span(row.morning_from, row.morning_to), Span(row.afternoon_from, row.afternoon_to)),
        )
        for row in hours
    )
    # A local day stands before a national one of the same date.
    by_date = {row.on: row for row in days if row.office_id is None} | {row.on: row for row in days if row.office_id}
    marked = tuple(
        DayRule(
            on=row.on, kind=DayKind(row.kind), note=row.note, legal_ref=row.legal_ref, is_proposal=not row.is_confirmed
        )
        for row in sorted(by_date.values(), key=lambda row: row.on)
    )
    return OfficeCalendar(hours=rules, days=marked)


def set_hours(office: Office, valid_from: date, **spans: time) -> WorkingHours:
    """Return the office's hours from the day on; the default is 07:30–11:30 and 13:00–17:00, Monday to Friday."""
    hours, _ = WorkingHours.objects.update_or_create(office=office, valid_from=valid_from, defaults=spans)
    changed(office.pk)
    return hours


@transaction.atomic
def change_hours(office: Office, valid_from: date, *, by: Acting, at: datetime, **spans: time) -> WorkingHours:
    """Return the office's hours from the day on, written into its chain: every limit counts by them."""
    hours = set_hours(office, valid_from, **spans)
    event = HoursSet(valid_from=valid_from.isoformat())
    entries.record(event, office=office.pk, subject=office.pk, by=by, at=at, facts=(hours,))
    return hours


def hours_of(office_id: UUID) -> list[WorkingHours]:
    """Return the office's working hours with the days from which they hold."""
    return list(WorkingHours.objects.filter(office_id=office_id))


def days_of(office_id: UUID, from_on: date) -> list[CalendarDay]:
    """Return the national and the office's own marked days from the day on, in order."""
    return list(CalendarDay.objects.filter(Q(office_id=office_id) | Q(office=None), on__gte=from_on))
