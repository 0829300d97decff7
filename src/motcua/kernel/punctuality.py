"""Punctuality (trước hạn, đúng hạn, quá hạn, trong hạn, sắp đến hạn): one dossier against its due moment.

Source: the columns of Biểu II.06a/VPCP/KSTT. Lateness is computed from facts, never stored as a status. Count from the
original due moment: an apology does not cure lateness.
"""

from datetime import datetime
from enum import StrEnum

from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.localtime import day_end, local_day


class Punctuality(StrEnum):
    """The groups of the statutory report: three for resolved dossiers, three for pending ones."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    WITHIN = "within"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"


class EarlyRule(StrEnum):
    """When a resolved dossier is early: on an earlier day than due, or at any moment before."""

    DAY_BEFORE = "day_before"
    MOMENT_BEFORE = "moment_before"


def soon_until(now: datetime, calendar: OfficeCalendar, working_days: int = 1) -> datetime:
    """Give the moment before which a due moment is near: the end of that many working days after today."""
    day = local_day(now)
    for _ in range(working_days):
        day = calendar.next_working_day(day)
    return day_end(day)


def classify(
    done_at: datetime | None,
    due_at: datetime | None,
    now: datetime,
    *,
    calendar: OfficeCalendar,
    soon_working_days: int = 1,
    early: EarlyRule = EarlyRule.DAY_BEFORE,
) -> Punctuality:
    """Put a dossier into its group; without a due moment (clock held) it is within, or on time once resolved."""
    if due_at is None:
        return Punctuality.WITHIN if done_at is None else Punctuality.ON_TIME
    if done_at is not None:
        if done_at > due_at:
            return Punctuality.LATE
        is_early = done_at < due_at if early is EarlyRule.MOMENT_BEFORE else local_day(done_at) < local_day(due_at)
        return Punctuality.EARLY if is_early else Punctuality.ON_TIME
    if now > due_at:
        return Punctuality.OVERDUE
    return Punctuality.DUE_SOON if due_at < soon_until(now, calendar, soon_working_days) else Punctuality.WITHIN
