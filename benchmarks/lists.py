"""Lists at size: the same reads over a thousand and over many dossiers, in one run: `python -m benchmarks.lists [N]`.

Fills a temporary installation (SQLite, or MOTCUA_DATABASE_URL) with 1,000 dossiers, times, fills it to N (default
100,000; `make proof` takes 1,000,000), times again. Prints CPU milliseconds of this process per operation (medians) and
the ratio large ÷ small. Every read must stay flat: a ratio over 3 ends with code 1. Nothing here grows with the years:
a report costs its period, the board what is open and what happened today.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import django

if __name__ == "__main__":
    os.environ["MOTCUA_HOME"] = tempfile.mkdtemp(prefix="motcua-lists-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    django.setup()

from django.core.management import call_command
from django.db import transaction

from motcua.dossiers import search, tracking, worklist
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.search import DossierWord
from motcua.dossiers.status import Status
from motcua.dossiers.worklist import Task, TaskKind
from motcua.journal import recording, tuning
from motcua.office import people
from motcua.procedures.versions import Version
from motcua.reports import board, form_06a, listing, periods
from motcua.site.demo import builders
from motcua.site.demo.builders import House

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SMALL = 1_000
APART = timedelta(minutes=40)  # 13,000 a year, as in a commune: the first thousand fill the current month
OPEN_SHARE, MOST_OPEN = 5, 200  # of the newest thousand two hundred are open
FLAT = 3.0
BATCH = 5_000


def fill(house: House, version: Version, start: int, end: int) -> None:
    """Write finished dossiers spread over years, and a commune's share of open ones."""
    person = people.record(house.office.pk, "Nguyễn Văn Thử", at=NOW)
    for first in range(start, end, BATCH):
        rows = [_row(house, version, person, index) for index in range(first, min(first + BATCH, end))]
        with transaction.atomic():
            Dossier.objects.bulk_create(rows)
            DossierWord.objects.bulk_create(
                [DossierWord(office=house.office, dossier=row, word=row.code.lower()) for row in rows]
            )
            Task.objects.bulk_create([_task(house, row) for row in rows if row.status == Status.IN_PROCESS])
    tuning.analyse()


def _row(house: House, version: Version, person: people.Person, index: int) -> Dossier:
    at = NOW - APART * index
    is_open = index % OPEN_SHARE == 0 and index < OPEN_SHARE * MOST_OPEN
    return Dossier(
        office=house.office,
        code=f"H99.01-{at:%y%m%d}-{index:07d}",
        version=version,
        channel=1 + index % 2,
        applicant=person,
        status=Status.IN_PROCESS if is_open else Status.RETURNED,
        outcome="" if is_open else "granted",
        punctuality="" if is_open else "early",
        submitted_at=at,
        check_due_at=at,
        accepted_at=at,
        processed_at=None if is_open else at + timedelta(days=1),
        returned_at=None if is_open else at + timedelta(days=2),
        closed_at=None if is_open else at + timedelta(days=2),
        due_at_original=at + timedelta(days=5),
        due_at_current=at + timedelta(days=5),
        holder_post=house.posts["specialist"] if is_open else None,
        next_moment_at=at + timedelta(days=5) if is_open else None,
        reason="đang giải quyết" if is_open else "",
    )


def _task(house: House, row: Dossier) -> Task:
    return Task(
        office=house.office,
        dossier_office=house.office,
        dossier=row,
        post=house.posts["specialist"],
        kind=TaskKind.STEP,
        opened_at=row.submitted_at,
        due_at=row.due_at_original,
    )


def operations(house: House) -> dict[str, Callable[[], object]]:
    """Return what is timed, by name."""
    code = Dossier.objects.filter(office=house.office).order_by("-submitted_at").values_list("code", flat=True)[7]
    office, post, by = house.office.pk, house.posts["specialist"].pk, house.acting("reception")
    month = periods.month_of(NOW.date())
    return {
        "tracking by code": lambda: tracking.by_code(code),
        "an officer's list of 50": lambda: worklist.of_post(office, post),
        "search by code": lambda: listing.page(search.found_by(code, by=by, at=NOW)).rows,
        "board": lambda: board.today(office, NOW),
        "II.06a of a month": lambda: form_06a.report(office, month, at=NOW),
    }


def timed(act: Callable[[], object], rounds: int = 25) -> float:
    """Return the median CPU milliseconds of one run."""
    act()
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        act()
        spent.append(1000 * (time.process_time() - begun))
    return statistics.median(spent)


def main(size: int) -> int:
    """Fill, time, fill, time again; return 1 when a list is not flat."""
    call_command("migrate", verbosity=0)
    house = builders.found_office()
    with recording.marked("demo-history"):
        version = builders.open_for_filing(house, builders.procedure())
    fill(house, version, 0, SMALL)
    small = {name: timed(act) for name, act in operations(house).items()}
    begun = time.monotonic()
    fill(house, version, SMALL, size)
    filled = time.monotonic() - begun
    large = {name: timed(act, 9) for name, act in operations(house).items()}
    print(f"{size:,} dossiers of one office (filled in {filled:.0f} s), CPU ms of this process, medians\n")
    print(f"| read | {SMALL:,} | {size:,} | ratio |\n|---|--:|--:|--:|")
    for name in small:
        print(f"| {name} | {small[name]:.2f} | {large[name]:.2f} | {large[name] / small[name]:.2f} |")
    steep = [name for name in small if large[name] > FLAT * small[name]]
    if steep:
        print(f"\nnot flat: {', '.join(steep)}")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
