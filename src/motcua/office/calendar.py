"""The office's calendar (lịch làm việc): its hours with valid dates, national and local days with their legal basis.

Legal source: BLLĐ 2019 Điều 111–112; yearly announcements of swapped days. Saturday service by volunteers does not
make Saturday a working day. The pure arithmetic is `kernel.calendar`; here are the rows and one cache per process.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import F, Q

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.calendar import DayKind, DayRule, HoursRule, OfficeCalendar, Span
from motcua.kernel.identifiers import uuid7
from motcua.office import at_hand
from motcua.office.events import HoursSet
from motcua.office.offices import Office

# An office's own row of this kind takes a national day away: the date is again what its weekday says.
ORDINARY = "ordinary"
KINDS = (*(kind.value for kind in DayKind), ORDINARY)


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
    """One day that differs from the week: national when `office` is empty, else as this office has confirmed it.

    A row of an office is never removed, because the journal holds its digest: it becomes `ordinary` instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", null=True)
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
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
_supposed: ContextVar[tuple[UUID, OfficeCalendar] | None] = ContextVar("motcua_calendar_supposed", default=None)


def changed(office_id: UUID | None = None) -> None:
    """Raise the edition of the national calendar or of one office's; every process then reads the rows anew."""
    at_hand.forget()
    mine = Q(office_id=office_id) if office_id else Q(office=None)
    if not CalendarEdition.objects.filter(mine).update(number=F("number") + 1):
        CalendarEdition.objects.create(office_id=office_id, number=1)


def lock(office_id: UUID) -> None:
    """Wait for every act that counts by the office's calendar, and keep new ones waiting until this transaction ends.

    Call it before the calendar is read in the transaction that will change it.
    """
    CalendarEdition.objects.get_or_create(office_id=office_id)
    CalendarEdition.objects.select_for_update().get(office_id=office_id)
    at_hand.forget()


def calendar_of(office_id: UUID) -> OfficeCalendar:
    """Return the office's calendar; one small query tells whether the cached one still holds.

    An act that counts by it holds it still until its transaction ends: a change waits for the act, or the act for it.
    """
    supposed = _supposed.get()
    if supposed is not None and supposed[0] == office_id:
        return supposed[1]
    return at_hand.read(("calendar", office_id), lambda: _current(office_id))


@contextmanager
def supposing(office_id: UUID, calendar: OfficeCalendar) -> Iterator[None]:
    """Let everything inside count by this calendar of the office, as it would be or was; nothing is written."""
    token = _supposed.set((office_id, calendar))
    try:
        yield
    finally:
        _supposed.reset(token)


def _current(office_id: UUID) -> OfficeCalendar:
    numbers = _editions(office_id)
    edition = (numbers.get(None, 0), numbers.get(office_id, 0))
    known = _cached.get(office_id)
    if known and known[0] == edition:
        return known[1]
    built = as_it_would_be(office_id)
    _cached[office_id] = (edition, built)
    return built


def _editions(office_id: UUID) -> dict[UUID | None, int]:
    rows = CalendarEdition.objects.filter(Q(office_id=office_id) | Q(office=None)).order_by()
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return dict(rows.values_list("office_id", "number"))
    # Django knows no shared lock: readers do not wait for each other, only for who changes the calendar.
    sql, params = rows.values_list("office_id", "number").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR SHARE", params)
        return dict(cursor.fetchall())


def as_it_would_be(
    office_id: UUID, days: Iterable[CalendarDay] = (), hours: Iterable[WorkingHours] = ()
) -> OfficeCalendar:
    """Return the office's calendar as its rows have it, with these days and hours in place of theirs; writes nothing.

    A day of the kind `ordinary` takes what stands on its date away; hours replace those of the same first day.
    """
    spans = {row.valid_from: row for row in WorkingHours.objects.filter(office_id=office_id)}
    spans |= {row.valid_from: row for row in hours}
    rows = list(CalendarDay.objects.filter(Q(office_id=office_id) | Q(office=None)))
    # An office's own day stands before a national one of the same date, and a supposed one before both.
    by_date = {row.on: row for row in rows if row.office_id is None} | {row.on: row for row in rows if row.office_id}
    by_date |= {row.on: row for row in days}
    return _build([spans[day] for day in sorted(spans)], [by_date[on] for on in sorted(by_date)])


def _build(hours: list[WorkingHours], days: list[CalendarDay]) -> OfficeCalendar:
    rules = tuple(
        HoursRule(
            valid_from=row.valid_from,
            weekdays=frozenset(int(digit) for digit in row.weekdays),
            spans=(Span(row.morning_from, row.morning_to), Span(row.afternoon_from, row.afternoon_to)),
        )
        for row in hours
    )
    marked = tuple(
        DayRule(
            on=row.on, kind=DayKind(row.kind), note=row.note, legal_ref=row.legal_ref, is_proposal=not row.is_confirmed
        )
        for row in days
        if row.kind != ORDINARY
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


def days_of(office_id: UUID, from_on: date, to_on: date = date.max) -> list[CalendarDay]:
    """Return the marked days as they hold in the office between two days, in order: its own row before a national."""
    rows = CalendarDay.objects.filter(Q(office_id=office_id) | Q(office=None), on__range=(from_on, to_on))
    by_date: dict[date, CalendarDay] = {}
    for row in rows:
        if row.on not in by_date or row.office_id is not None:
            by_date[row.on] = row
    return [by_date[on] for on in sorted(by_date) if by_date[on].kind != ORDINARY]


def find_day(office_id: UUID, on: date) -> CalendarDay | None:
    """Return what is said of the date in the office, None for an ordinary day."""
    return next(iter(days_of(office_id, on, on)), None)


def hours_on(office_id: UUID, on: date) -> WorkingHours | None:
    """Return the hours in force on the day, None when the office has none yet."""
    return WorkingHours.objects.filter(office_id=office_id, valid_from__lte=on).order_by("-valid_from").first()
