"""What a change of the calendar would move (xem trước khi xác nhận): dossier by dossier, and in numbers; no write.

The same counting as the replay's own, against the calendar as it would be.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.dossiers import clock_rows
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.recounts import Counting, Recount
from motcua.dossiers.status import OPEN
from motcua.office import at_hand, calendar
from motcua.office.calendar_changes import Change

BATCH = 2_000


@dataclass(slots=True)
class Tally:
    """What a change would do, in numbers."""

    looked_at: int = 0
    later: int = 0
    earlier: int = 0
    late: int = 0  # whose date would lie in the past, and did not
    settled: int = 0  # whose date stays and is no longer provisional
    checks: int = 0
    supplements: int = 0
    tasks: int = 0

    @property
    def due(self) -> int:
        """How many dates of return move."""
        return self.later + self.earlier

    def enter(self, found: Recount, at: datetime) -> None:
        """Count one dossier."""
        for move in found.moves:
            if move.what in ("due", "apology"):
                if move.new is None or move.new > move.old:
                    self.later += 1
                else:
                    self.earlier += 1
                    self.late += move.new <= at < move.old
            elif move.what == "check":
                self.checks += 1
            elif move.what == "supplement":
                self.supplements += 1
            elif move.what != "law":
                self.tasks += 1
        self.settled += found.is_settled


@dataclass(slots=True)
class Preview:
    """One page of what would move; `tally` only on the first page, because it looks at every open dossier."""

    rows: list[Recount] = field(default_factory=list)
    following: UUID | None = None
    tally: Tally | None = None


def preview(change: Change, *, at: datetime, after: UUID | None = None, limit: int = 50) -> Preview:
    """Return what the change would move, a page of dossiers and on the first page the numbers; writes nothing."""
    office_id = change.declaration.office_id
    found = Preview()
    if after is None:
        found.tally = Tally(Dossier.objects.filter(office_id=office_id, void_at=None, status__in=OPEN).count())
    with calendar.supposing(office_id, change.after), at_hand.kept():
        counting = Counting(change, at=at)
        for batch in clock_rows.batches(change, after=after, size=BATCH if after is None else 4 * limit):
            for facts in batch:
                recount = counting.of(facts)
                if found.tally is not None:
                    found.tally.enter(recount, at)
                if not recount.is_changed:
                    continue
                if len(found.rows) < limit:
                    found.rows.append(recount)
                elif found.following is None:
                    found.following = found.rows[-1].facts.dossier.pk
                if found.following is not None and found.tally is None:
                    return found
    return found
