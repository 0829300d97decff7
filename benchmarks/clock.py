"""Prints the microseconds of one promise of ten working days: python benchmarks/clock.py (PYTHONPATH=src)."""

import statistics
import timeit
from datetime import date, time, timedelta

from motcua.kernel.calendar import DayKind, DayRule, OfficeCalendar
from motcua.kernel.clock import Hold, HoldMode, Limit, Unit, promise
from motcua.kernel.localtime import at_local

ROUNDS, TIMES = 7, 5000


def main() -> None:
    """Time warm promises with and without a pause, hours, and one cold calendar; medians of seven rounds."""
    days = (DayRule(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", "NQ 28/2026/QH16"),)
    calendar = OfficeCalendar(days=days)
    start = at_local(date(2026, 11, 16), time(9))
    pause = Hold(HoldMode.PAUSE, start + timedelta(days=1), start + timedelta(days=2))
    ten, hours = Limit(10, Unit.WORKING_DAY), Limit(8, Unit.WORKING_HOUR)
    cases = {
        "10 working days": lambda: promise(ten, start, calendar),
        "10 working days, one pause": lambda: promise(ten, start, calendar, holds=(pause,)),
        "8 working hours": lambda: promise(hours, start, calendar),
        "10 working days, cold calendar": lambda: promise(ten, start, OfficeCalendar(days=days)),
    }
    for name, case in cases.items():
        rounds = [timeit.timeit(case, number=TIMES) / TIMES * 1e6 for _ in range(ROUNDS)]
        print(f"{name:32} {statistics.median(rounds):8.1f} µs")


if __name__ == "__main__":
    main()
