"""What a change of the calendar would move of running terms (xem trước thời hạn đơn thư đổi ngày); no write.

By the very count of the recount itself, against the calendar as it would be. Whoever asks knows what does not count.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import models

from motcua.kernel.holds import Hold
from motcua.kernel.localtime import day_end, day_start
from motcua.office import calendar, term_recounts
from motcua.office.calendar_changes import Change
from motcua.office.terms import Term

PAGE = 30
BATCH = 500
HoldsOf = Callable[[UUID, Sequence[Term]], Mapping[UUID, Sequence[Hold]]]


@dataclass(frozen=True, slots=True)
class TermMove:
    """One running term that moves, or whose date stays and becomes certain or provisional."""

    term: Term
    due_at: datetime
    is_provisional: bool

    @property
    def is_moved(self) -> bool:
        """Whether it is due at another moment."""
        return self.due_at != self.term.due_at


@dataclass(slots=True)
class TermTally:
    """What a change would do to running terms, in numbers."""

    looked_at: int = 0
    later: int = 0
    earlier: int = 0
    late: int = 0  # whose date would lie in the past, and did not
    settled: int = 0  # whose date stays and is no longer provisional
    by_kind: Counter[str] = field(default_factory=Counter)  # of those that move

    @property
    def moved(self) -> int:
        """How many dates move."""
        return self.later + self.earlier

    def enter(self, move: TermMove, at: datetime) -> None:
        """Count one term."""
        old = move.term.due_at
        if not move.is_moved:
            self.settled += not move.is_provisional
            return
        self.by_kind[move.term.kind] += 1
        if move.due_at > old:
            self.later += 1
        else:
            self.earlier += 1
            self.late += move.due_at <= at < old


@dataclass(slots=True)
class TermPreview:
    """One page of what would move; `tally` only on the first page, because it looks at every running term."""

    rows: list[TermMove] = field(default_factory=list)
    following: UUID | None = None
    tally: TermTally | None = None


def preview(
    change: Change, holds_of: HoldsOf, *, at: datetime, after: UUID | None = None, limit: int = PAGE
) -> TermPreview:
    """Return which running terms the change would move, a page, and on the first page the numbers; writes nothing.

    `holds_of` says of the terms of one batch what does not count, by the term's id.
    """
    office_id = change.declaration.office_id
    found = TermPreview()
    every = Term.objects.filter(office_id=office_id, ended_at=None)
    if after is None:
        found.tally = TermTally(every.count())
    with calendar.supposing(office_id, change.after):
        for batch in _batches(every, change, after):
            holds = holds_of(office_id, batch)
            for term in batch:
                counted = term_recounts.counted(term, holds.get(term.pk, ()))
                if counted is None:
                    continue
                move = TermMove(term, counted.due_at, counted.is_provisional)
                if not move.is_moved and move.is_provisional == term.is_provisional:
                    continue  # only the words of a day change
                if found.tally is not None:
                    found.tally.enter(move, at)
                if len(found.rows) < limit:
                    found.rows.append(move)
                elif found.following is None:
                    found.following = found.rows[-1].term.pk
                if found.following is not None and found.tally is None:
                    return found
    return found


def _batches(every: "models.QuerySet[Term]", change: Change, after: UUID | None) -> Iterator[list[Term]]:
    """Yield the running terms that count forwards over a day that the change makes different, in a fixed order."""
    if change.reach is None:
        return
    first, last = change.reach
    rows = every.filter(due_at__gte=day_start(first)).order_by("pk")
    if last is not None:
        rows = rows.filter(starts_at__lt=day_end(last))
    while True:
        batch = list((rows.filter(pk__gt=after) if after else rows)[:BATCH])
        if batch:
            yield [term for term in batch if term.ledger]
            after = batch[-1].pk
        if len(batch) < BATCH:
            return
