"""Measures the clock: one promise with its ledger, a million due moments re-checked, and the ratio to numpy.

Run by `make proof`: python -m benchmarks.clock. numpy is asked in the same run, with the same days off.
"""

import random
import statistics
import time as stopwatch
import timeit
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from motcua.kernel.calendar import DayKind, DayRule, OfficeCalendar
from motcua.kernel.clock import Hold, HoldMode, Limit, Unit, promise
from motcua.kernel.day_index import DayIndex
from motcua.kernel.localtime import at_local

ROUNDS, TIMES, MANY, SEED = 7, 5000, 1_000_000, 20261122
PACK = Path(__file__).parents[1] / "src" / "motcua" / "packs" / "calendar" / "calendar.csv"
FIRST, DAYS = date(2025, 1, 1), 1095


def special_days() -> tuple[DayRule, ...]:
    """Read the days of the calendar pack: date and kind are its first two columns."""
    lines = PACK.read_text(encoding="utf-8").splitlines()[1:]
    parts = [line.split(",", 2) for line in lines]
    return tuple(DayRule(date.fromisoformat(on), DayKind(kind), "", "") for on, kind, _ in parts)


def microseconds(case: Callable[[], object], times: int = TIMES) -> float:
    """Give the median of seven rounds, in microseconds of the processor for one call."""
    return statistics.median(
        timeit.timeit(case, timer=stopwatch.process_time, number=times) / times * 1e6 for _ in range(ROUNDS)
    )


def one_promise() -> None:
    """Time warm promises with their ledgers, and one cold calendar."""
    days = special_days()
    calendar = OfficeCalendar(days=days)
    start = at_local(date(2026, 11, 16), time(9))
    pause = Hold(HoldMode.PAUSE, start + timedelta(days=1), start + timedelta(days=2))
    ten, hours = Limit(10, Unit.WORKING_DAY), Limit(8, Unit.WORKING_HOUR)
    cases = {
        "10 working days, with ledger": lambda: promise(ten, start, calendar),
        "10 working days, one pause": lambda: promise(ten, start, calendar, holds=(pause,)),
        "8 working hours": lambda: promise(hours, start, calendar),
        "10 working days, cold calendar": lambda: promise(ten, start, OfficeCalendar(days=days)),
    }
    for name, case in cases.items():
        print(f"{name:44} {microseconds(case):9.2f} µs")


def many_dossiers(calendar: OfficeCalendar) -> None:
    """Re-check the stored due moments of a million dossiers of ten limits against the calendar."""
    draw = random.Random(SEED)
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    limits = [1, 2, 3, 5, 7, 10, 12, 15, 20, 30]
    dossiers = {limit: [days[draw.randrange(900)] for _ in range(MANY // len(limits))] for limit in limits}
    stored = {limit: DayIndex(calendar, FIRST, DAYS).due_moments(limit, starts) for limit, starts in dossiers.items()}
    storm = DayRule(date(2026, 9, 18), DayKind.LOCAL_OFF, "Bão", "")
    for name, days_off in (("same calendar", ()), ("a storm day declared", (storm,))):
        again = OfficeCalendar(days=(*calendar.days, *days_off))
        begun = stopwatch.process_time()
        index = DayIndex(again, FIRST, DAYS)
        moved = 0
        for limit, starts in dossiers.items():
            found: list[datetime] = index.due_moments(limit, starts)
            moved += sum(map(datetime.__ne__, found, stored[limit]))
        took = stopwatch.process_time() - begun
        print(f"{f'{MANY:,} due moments re-checked, {name}':44} {took:9.2f} s   {moved:,} moved")


def against_numpy(calendar: OfficeCalendar) -> None:
    """Compare a batch of whole-day limits with numpy's vectorised call on the same starts and days."""
    draw = random.Random(SEED)
    starts = [draw.randrange(900) for _ in range(MANY)]
    off = [FIRST + timedelta(days=n) for n in range(DAYS)]
    # numpy knows no Saturday that is worked, so neither does this calendar.
    calendar = OfficeCalendar(days=tuple(rule for rule in calendar.days if rule.kind is not DayKind.SWAP_WORK))
    rules = np.busdaycalendar("1111100", [day for day in off if not calendar.is_working(day)])
    array = np.datetime64(FIRST) + np.array(starts)
    index = DayIndex(calendar, FIRST, DAYS)
    theirs = (np.busday_offset(array, 10, roll="backward", busdaycal=rules) - np.datetime64(FIRST)).astype(int)
    if index.due_days(10, starts) != theirs.tolist():
        raise SystemExit("numpy và lịch của ta không khớp")
    ours = microseconds(lambda: index.due_days(10, starts), 1) / MANY
    numpy = microseconds(lambda: np.busday_offset(array, 10, roll="backward", busdaycal=rules), 1) / MANY
    print(f"{'10 working days, batched, per item':44} {ours:9.4f} µs")
    print(f"{'numpy busday_offset, batched, per item':44} {numpy:9.4f} µs")
    print(f"{'ratio to numpy (aim: within 3)':44} {ours / numpy:9.2f}")


def main() -> None:
    """Print every figure."""
    calendar = OfficeCalendar(days=special_days())
    one_promise()
    many_dossiers(calendar)
    against_numpy(calendar)


if __name__ == "__main__":
    main()
