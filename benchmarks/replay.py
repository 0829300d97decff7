"""Calendar replay: seconds to preview and to replay a storm day over open dossiers: `python -m benchmarks.replay [N]`.

Fills a temporary installation (SQLite, or MOTCUA_DATABASE_URL) with N open dossiers (default 100,000) of some limits,
each with its promise, step and task; every fifth lies wholly before the storm. Declares, previews, confirms, replays in
batches of 500, and checks that each date moved as the pure clock says.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import django

if __name__ == "__main__":
    os.environ["MOTCUA_HOME"] = tempfile.mkdtemp(prefix="motcua-replay-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from motcua.desk import confirm_calendar
from motcua.dossiers import replay_preview, replays
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.promises import Promise, PromiseKind, ledger_rows
from motcua.dossiers.status import Status
from motcua.dossiers.steps import Step
from motcua.dossiers.worklist import Task, TaskKind
from motcua.journal import recording, tuning
from motcua.kernel import clock
from motcua.kernel.calendar import DayKind
from motcua.office import calendar, calendar_changes, declared_lines, declaring, people
from motcua.office.declarations import Declaration
from motcua.procedures.versions import Version
from motcua.site.demo import builders
from motcua.site.demo.builders import House

LIMITS = ("3:working_day", "5:working_day", "10:working_day", "30:day", "1:month")
BATCH = 5_000
SEED = 20261125
STEP_MINUTES = 960


def fill(house: House, version: Version, count: int, now: datetime) -> None:
    """Write open dossiers accepted in the last days before now at any second, with all that their dates need."""
    held = calendar.calendar_of(house.office.pk)
    person = people.record(house.office.pk, "Nguyễn Văn Thử", at=now)
    counted: dict[tuple[str, date], clock.Promise] = {}
    random = Random(SEED)
    for first in range(0, count, BATCH):
        dossiers, promises, steps, tasks = [], [], [], []
        for index in range(first, min(first + BATCH, count)):
            # The first four of five were accepted this week, the fifth long ago: its date lies before the storm.
            days = index % 4 if index % 5 else 60
            moment = {"hour": random.randint(1, 9), "minute": random.randrange(60), "second": random.randrange(60)}
            at = (now - timedelta(days=days)).replace(**moment)
            limit = LIMITS[index % len(LIMITS)] if index % 5 else "3:working_day"
            key = (limit, at.date())
            if key not in counted:
                counted[key] = clock.promise(clock.Limit.parse(limit), at, held)
            due_at = counted[key].due_at
            step_due = clock.step_due(STEP_MINUTES, at, held)
            dossier = Dossier(
                office=house.office,
                code=f"H99.01-{at:%y%m%d}-{index:07d}",
                version=version,
                channel=1,
                applicant=person,
                status=Status.IN_PROCESS,
                submitted_at=at,
                check_due_at=at,
                accepted_at=at,
                due_at_original=due_at,
                due_at_current=due_at,
                holder_post=house.posts["specialist"],
                next_moment_at=min(step_due, due_at) if due_at else step_due,
                next_moment_kind="step",
                reason="đang giải quyết",
            )
            dossiers.append(dossier)
            promises.append(_promise(house, dossier, limit, counted[key]))
            step = Step(
                office=house.office,
                dossier=dossier,
                position=2,
                name="Thẩm định",
                post=house.posts["specialist"],
                minutes=STEP_MINUTES,
                started_at=at,
                due_at=step_due,
            )
            steps.append(step)
            tasks.append(
                Task(
                    office=house.office,
                    dossier_office=house.office,
                    dossier=dossier,
                    post=house.posts["specialist"],
                    kind=TaskKind.STEP,
                    step_id=step.pk,
                    opened_at=at,
                    due_at=step_due,
                )
            )
        with transaction.atomic():
            Dossier.objects.bulk_create(dossiers)
            Promise.objects.bulk_create(promises)
            Step.objects.bulk_create(steps)
            Task.objects.bulk_create(tasks)
    tuning.analyse()


def _promise(house: House, dossier: Dossier, limit: str, found: clock.Promise) -> Promise:
    return Promise(
        office=house.office,
        dossier=dossier,
        kind=PromiseKind.ACCEPTANCE,
        given_at=dossier.submitted_at,
        starts_at=dossier.submitted_at,
        due_at=found.due_at,
        limit=limit,
        is_provisional=found.is_provisional,
        ledger=ledger_rows(found),
    )


def declared(house: House, on: date, at: datetime) -> Declaration:
    """Return the storm day declared and sent to the leader."""
    by = house.acting("steward")
    draft = declaring.begin(title="Nghỉ do bão số 10", legal_ref="QĐ thử", by=by, at=at)
    declared_lines.put_day(draft.pk, on=on, kind=DayKind.LOCAL_OFF.value, by=by, at=at)
    return declaring.send(draft.pk, by=by, at=at)


def replayed(declaration: Declaration) -> Iterator[tuple[float, float]]:
    """Yield the seconds and the CPU seconds of every batch until the replay is done."""
    while True:
        begun, spent = time.perf_counter(), time.process_time()
        through = replays.go_on(declaration.pk, declaration.office_id, at=datetime.now(UTC))
        yield time.perf_counter() - begun, time.process_time() - spent
        if through is None:
            return


def wrong(house: House) -> int:
    """Return how many dossiers have another date than the pure clock gives them under the new calendar."""
    held, counted, bad = calendar.calendar_of(house.office.pk), {}, 0
    rows = Promise.objects.filter(office=house.office, kind=PromiseKind.ACCEPTANCE)
    for limit, at, due_at in rows.values_list("limit", "dossier__accepted_at", "dossier__due_at_original").iterator():
        key = (limit, at.date())
        if key not in counted:
            counted[key] = clock.promise(clock.Limit.parse(limit), at, held).due_at
        bad += counted[key] != due_at
    return bad


def main(size: int) -> int:
    """Fill, preview, confirm, replay, check; return 1 when a date is wrong."""
    call_command("migrate", verbosity=0)
    house = builders.found_office()
    with recording.marked("demo-history"):
        version = builders.open_for_filing(house, builders.procedure())
    now = datetime.now(UTC)
    storm = calendar.calendar_of(house.office.pk).next_working_day(now.date())
    begun = time.perf_counter()
    fill(house, version, size, now)
    filled = time.perf_counter() - begun
    declaration = declared(house, storm, datetime.now(UTC))
    begun, spent = time.perf_counter(), time.process_time()
    preview = replay_preview.preview(calendar_changes.change_of(declaration), at=now)
    previewed, preview_cpu = time.perf_counter() - begun, time.process_time() - spent
    begun = time.perf_counter()
    confirm_calendar.confirm(declaration.pk, by=house.acting("leader"), at=datetime.now(UTC))
    confirmed = time.perf_counter() - begun
    batches = list(replayed(declaration))
    mark = replays.of_declaration(declaration)
    moved = mark.moved if mark else 0
    bad = wrong(house)
    print(f"{size:,} open dossiers of one office on {connection.vendor} (filled in {filled:.0f} s), one storm day\n")
    whole, cpu = sum(wall for wall, _ in batches), sum(spent for _, spent in batches)
    print("| what | on the clock | CPU of this process |\n|---|--:|--:|")
    print(f"| preview of all, first page with numbers | {previewed:.1f} s | {preview_cpu:.1f} s |")
    print(f"| confirmation | {confirmed:.2f} s | |")
    print(f"| replay of all, batches of {replays.BATCH} | {whole:.1f} s | {cpu:.1f} s |")
    print(f"| longest batch | {max(batches)[0]:.2f} s | {max(spent for _, spent in batches):.2f} s |")
    print(f"| per moved dossier | {1000 * whole / max(moved, 1):.2f} ms | {1000 * cpu / max(moved, 1):.2f} ms |")
    print(f"\n{moved:,} dossiers with a date that moves; wrong dates: {bad}.")
    expected = preview.tally.due if preview.tally else 0
    print(f"\nThe preview had announced {expected:,} dates of return.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
