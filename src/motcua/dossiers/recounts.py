"""Counting anew (tính lại): what each date of an open dossier is under a changed calendar; nothing is written here.

Promises are counted from their facts. Of the other moments those with a rule of their own (check, transfer, step,
supplement) are too; any other keeps the number of working days or minutes that it had. The applicant's time is never
cut off: a supplement's expiry that would have passed already ends with the next working day.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from motcua.dossiers import intake, transfers
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.promises import Promise, on_worked_day
from motcua.dossiers.status import Status
from motcua.dossiers.steps import Step
from motcua.dossiers.supplements import Supplement
from motcua.dossiers.worklist import Task, TaskKind
from motcua.kernel import clock
from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.holds import whole_minute
from motcua.kernel.localtime import local_day
from motcua.kernel.shifting import shifted
from motcua.office import settings_dated
from motcua.office.calendar_changes import Change

# No calendar rules these: an hour on the wall clock.
BY_THE_WALL = frozenset({TaskKind.ISSUE})


@dataclass(slots=True)
class Facts:
    """What the dates of one open dossier are counted from."""

    dossier: Dossier
    law: Promise | None = None  # the last promise that the law itself gave
    apology_at: datetime | None = None  # the date that the apology named
    holds: tuple[clock.Hold, ...] = ()
    tasks: list[Task] = field(default_factory=list)
    steps: dict[UUID, Step] = field(default_factory=dict)
    supplement: Supplement | None = None
    is_given_back: bool = False  # the supplement's answers were given back after the change


@dataclass(frozen=True, slots=True)
class Move:
    """One date that moves; `what` is due, apology, check, supplement or the kind of a task."""

    what: str
    old: datetime
    new: datetime | None


@dataclass(slots=True)
class Recount:
    """The dates of one dossier as they are under the changed calendar."""

    facts: Facts
    promise: clock.Promise | None = None  # to be written as a row: the date or its certainty changes
    due_at_original: datetime | None = None
    due_at_current: datetime | None = None
    check_due_at: datetime | None = None
    tasks: dict[UUID, datetime] = field(default_factory=dict)
    expires_at: datetime | None = None
    is_provisional: bool | None = None  # the new certainty of the date that holds now, None when it stays
    moves: list[Move] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether anything has to be written."""
        return bool(self.moves) or self.promise is not None or self.is_provisional is not None

    @property
    def is_settled(self) -> bool:
        """Whether every date stays and the one that holds now is no longer provisional."""
        return not self.moves and self.is_provisional is False

    @property
    def told(self) -> Move | None:
        """The move that the applicant has to know, None when no date given to the applicant moves."""
        return next((move for move in self.moves if move.what in ("due", "apology", "check", "supplement")), None)


class Counting:
    """Counts dossier after dossier of one office by one change; equal counts are worked out once.

    Use it inside `calendar.supposing(office, change.after)`, so that every rule counts by the changed calendar.
    """

    def __init__(self, change: Change, *, at: datetime) -> None:
        self.change, self.at = change, at
        self.after: OfficeCalendar = change.after
        self._counted: dict[tuple[object, ...], clock.Promise] = {}
        self._steps: dict[tuple[int, datetime], datetime] = {}
        self._expiries: dict[tuple[str, date | datetime], tuple[datetime | None, datetime | None]] = {}

    def of(self, facts: Facts) -> Recount:
        """Return the dossier's dates under the changed calendar."""
        dossier = facts.dossier
        found = Recount(facts, check_due_at=dossier.check_due_at)
        found.due_at_original, found.due_at_current = dossier.due_at_original, dossier.due_at_current
        is_due = dossier.due_at_original is not None and dossier.processed_at is None
        if facts.law is not None and is_due and dossier.clock_start is not None:
            self._law(facts, facts.law, dossier.clock_start, found)
        if dossier.accepted_at is None:
            self._check(dossier, found)
        self._supplement(facts, found)
        for task in facts.tasks:
            due_at = self._task(task, facts, found)
            if due_at != task.due_at:
                found.tasks[task.pk] = due_at
                if task.kind != TaskKind.CHECK or dossier.accepted_at is not None:
                    _enter(found, task.kind, task.due_at, due_at)
        return found

    def _check(self, dossier: Dossier, found: Recount) -> None:
        if dossier.status == Status.SUPPLEMENT:
            return  # it was checked: what the applicant waits for is another date
        new = dossier.check_due_at
        if self._meets(dossier.submitted_at, new):
            new = intake.check_due(dossier.office_id, dossier.channel, dossier.submitted_at)
            _enter(found, "check", dossier.check_due_at, new)
        found.check_due_at = new
        if dossier.status == Status.REGISTERED:
            self._certainty(dossier, new, found)

    def _certainty(self, dossier: Dossier, holds_until: datetime, found: Recount) -> None:
        """Say whether the date that holds now is provisional, where the change may have made it so or not."""
        is_provisional = not self.after.is_confirmed(local_day(holds_until).year)
        if is_provisional != dossier.is_provisional and (found.moves or self.change.confirmed_years):
            found.is_provisional = is_provisional

    def _meets(self, base: datetime, due_at: datetime) -> bool:
        first, last = local_day(base), local_day(due_at)
        return self.change.touches(first, last) or self.change.settles(first, last)

    def _law(self, facts: Facts, law: Promise, start: datetime, found: Recount) -> None:
        dossier = facts.dossier
        if dossier.due_at_original is None:
            return  # a hold keeps the clock: the date is counted when it ends
        if self._meets(start, dossier.due_at_original):
            new = self._promise(facts, law, start)
            if new.due_at != dossier.due_at_original or new.is_provisional != law.is_provisional:
                found.promise, found.due_at_original = new, new.due_at
        current, is_provisional = found.due_at_original, (found.promise or law).is_provisional
        if facts.apology_at is not None and current is not None:
            current = max(current, on_worked_day(facts.apology_at, self.after))
            is_provisional = is_provisional or not self.after.is_confirmed(local_day(current).year)
        found.due_at_current = current
        if is_provisional != dossier.is_provisional and (found.promise is not None or facts.apology_at is not None):
            found.is_provisional = is_provisional
        if dossier.due_at_current != current and dossier.due_at_current is not None:
            _enter(found, "due" if facts.apology_at is None else "apology", dossier.due_at_current, current)
        elif dossier.due_at_original != found.due_at_original:
            # The date by law moves below an apology that stands: nobody was told it, but figures count from it.
            found.moves.append(Move("law", dossier.due_at_original, found.due_at_original))

    def _promise(self, facts: Facts, law: Promise, start: datetime) -> clock.Promise:
        by_day = law.cutoff == clock.Cutoff.NONE and law.due_time == clock.DueTime.END_OF_DAY
        is_whole = by_day and _counts_whole_days(law.limit)
        key = (law.limit, law.cutoff, law.due_time, local_day(start) if is_whole else start)
        known = None if facts.holds else self._counted.get(key)
        if known is None:
            known = clock.promise(
                clock.Limit.parse(law.limit),
                start,
                self.after,
                holds=facts.holds,
                cutoff=clock.Cutoff(law.cutoff),
                due_time=clock.DueTime(law.due_time),
            )
            if not facts.holds:
                self._counted[key] = known
        return replace(known, starts_at=start.astimezone(UTC)) if is_whole and not facts.holds else known

    def _supplement(self, facts: Facts, found: Recount) -> None:
        asked = facts.supplement
        if asked is None or facts.is_given_back or not self._meets(asked.requested_at, asked.expires_at):
            return
        limit = settings_dated.value(facts.dossier.office_id, "supplement_expiry", facts.dossier.rules_on)
        key = (limit, local_day(asked.requested_at) if _counts_whole_days(limit) else asked.requested_at)
        if key not in self._expiries:
            parsed = clock.Limit.parse(limit)
            self._expiries[key] = (
                clock.promise(parsed, asked.requested_at, self.change.before).due_at,
                clock.promise(parsed, asked.requested_at, self.after).due_at,
            )
        before, after = self._expiries[key]
        new = after if before == asked.expires_at else self._shifted(asked.requested_at, asked.expires_at)
        if new is not None and after is not None and self.change.settles(*map(local_day, (asked.requested_at, after))):
            # It was counted before anything was known of the year: the applicant has all the days of the true one.
            new = max(new, after)
        if new is not None and new != asked.expires_at and asked.requested_at < self._changed_at:
            if new < asked.expires_at and new <= self.at:
                new = self.after.closes_at(self.after.next_working_day(local_day(self.at))) or new
            found.expires_at = new
            _enter(found, "supplement", asked.expires_at, new)
        if facts.dossier.status == Status.SUPPLEMENT:
            self._certainty(facts.dossier, found.expires_at or asked.expires_at, found)

    @property
    def _changed_at(self) -> datetime:
        """What began later was counted by the new calendar already."""
        return self.change.declaration.confirmed_at or self.at

    def _task(self, task: Task, facts: Facts, found: Recount) -> datetime:
        if task.kind in BY_THE_WALL or task.opened_at >= self._changed_at:
            return task.due_at
        step = facts.steps.get(task.step_id) if task.step_id else None
        if step is not None and not step.minutes:
            is_its_date = task.due_at == facts.dossier.due_at_current
            return found.due_at_current or task.due_at if is_its_date else task.due_at
        if task.kind == TaskKind.CHECK and facts.dossier.accepted_at is None:
            return max(found.check_due_at or task.due_at, task.opened_at)
        if not self._meets(task.opened_at, task.due_at):
            return task.due_at
        if task.kind == TaskKind.TRANSFER:
            return transfers.transfer_due(facts.dossier, task.opened_at)
        if step is not None:
            return self._step(step.minutes, task.opened_at)
        return self._shifted(task.opened_at, task.due_at)

    def _step(self, minutes: int, start: datetime) -> datetime:
        key = (minutes, whole_minute(start))
        if key not in self._steps:
            self._steps[key] = clock.step_due(minutes, start, self.after)
        return self._steps[key]

    def _shifted(self, base: datetime, due_at: datetime) -> datetime:
        return shifted(base, due_at, self.change.before, self.after)


def _counts_whole_days(limit: str) -> bool:
    """Say whether all that start on one day end together; within the day itself (a limit of 0) the hour counts too."""
    return limit.endswith((":working_day", ":day", ":month")) and not limit.startswith("0:")


def _enter(found: Recount, what: str, old: datetime, new: datetime | None) -> None:
    if new != old:
        found.moves.append(Move(what, old, new))
