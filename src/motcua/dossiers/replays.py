"""Replays (tính lại hồ sơ khi lịch thay đổi): every open dossier counted anew after a confirmed change of the calendar.

What will move is listed before, by the same counting, without a write. Then batches of 500 follow, each one
transaction with the mark of how far it came: cut anywhere, it goes on where it was. Closed dossiers are never touched,
and a dossier is journalled once. Legal source: BLDS Điều 147–148; every promise ever given stays as a row.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from motcua.dossiers import facts_of_clock, row_updates, watch
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import Replayed
from motcua.dossiers.promises import Promise, PromiseKind, ledger_rows
from motcua.dossiers.recounts import Counting, Move, Recount
from motcua.dossiers.steps import Step
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import iso
from motcua.office import at_hand, calendar, calendar_changes, confirming
from motcua.office.declarations import Declaration
from motcua.office.offices import Office

BATCH = 500


class Replay(models.Model):
    """How far the replay of one declaration has come; the row grows with each batch and is a fact at the end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    declaration = models.OneToOneField(Declaration, on_delete=models.PROTECT, related_name="+")
    open_at_start = models.PositiveIntegerField(default=0)
    through = models.UUIDField(null=True)  # the last dossier that was looked at
    looked_at = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)

    @property
    def percent(self) -> int:
        """How much of the office's open dossiers is done."""
        return min(100, self.looked_at * 100 // self.open_at_start) if self.open_at_start else 100


def of_declaration(declaration: Declaration) -> Replay | None:
    """Return how far the replay of the declaration is, None before its confirmation."""
    return Replay.objects.filter(office_id=declaration.office_id, declaration=declaration).first()


def begin(declaration: Declaration) -> Replay:
    """Return the replay's mark at its start, in the transaction of the confirmation."""
    met = facts_of_clock.is_open_and_met(calendar_changes.change_of(declaration))
    return Replay.objects.create(
        office_id=declaration.office_id,
        declaration=declaration,
        open_at_start=Dossier.objects.filter(met).count(),
    )


@transaction.atomic
def go_on(declaration_id: UUID, office_id: UUID, *, at: datetime, size: int = BATCH) -> UUID | None:
    """Count the next open dossiers anew and return the last of them; None when the replay is at its end."""
    declaration = confirming.lock_replaying(declaration_id, office_id)
    if declaration is None:
        return None
    mark = Replay.objects.get(office_id=office_id, declaration=declaration)
    change = calendar_changes.change_of(declaration)
    batch = facts_of_clock.lock_next(change, after=mark.through, size=size)
    if not batch:
        confirming.finish(declaration, looked_at=mark.looked_at, moved=mark.moved, facts=(mark,), at=at)
        return None
    with calendar.supposing(office_id, change.after), at_hand.kept():
        counting = Counting(change, at=at)
        found = [recount for recount in map(counting.of, batch) if recount.is_changed]
        _write(found, declaration, at=at)
    mark.through = batch[-1].dossier.pk
    mark.looked_at += len(batch)
    mark.moved += len(found)
    mark.save(update_fields=["through", "looked_at", "moved"])
    return mark.through


def _write(found: Collection[Recount], declaration: Declaration, *, at: datetime) -> None:
    """Write what changed of a batch, and one entry per dossier."""
    promises: list[Promise] = []
    records = []
    with at_hand.kept():
        for recount in found:
            _lay_upon(recount, at)
    by = Acting.system(declaration.office_id)
    for recount in found:
        facts = recount.facts
        given = _promises(recount, at)
        promises += given
        written: list[models.Model] = [facts.dossier, *given, *_steps(recount)]
        if recount.expires_at is not None and facts.supplement is not None:
            written.append(facts.supplement)
        records.append(
            entries.Record(
                event=_event(recount, given, declaration), subject=facts.dossier.pk, by=by, at=at, facts=written
            )
        )
    Promise.objects.bulk_create(promises)
    row_updates.write([recount.facts.dossier for recount in found], DOSSIER_COLUMNS)
    tasks = [task for recount in found for task in recount.facts.tasks if task.pk in recount.tasks]
    row_updates.write(tasks, ["due_at"])
    row_updates.write([step for recount in found for step in _steps(recount)], ["due_at"])
    supplements = [one.facts.supplement for one in found if one.expires_at is not None and one.facts.supplement]
    row_updates.write(supplements, ["expires_at"])
    entries.record_many(records, office=declaration.office_id)


DOSSIER_COLUMNS = (
    "due_at_original",
    "due_at_current",
    "is_provisional",
    "check_due_at",
    "next_moment_at",
    "next_moment_kind",
    "reason",
)


def _promises(recount: Recount, at: datetime) -> list[Promise]:
    """Return the row of the new promise by law, none when the date and its certainty stay."""
    law, new = recount.facts.law, recount.promise
    if law is None or new is None:
        return []
    return [
        Promise(
            office_id=law.office_id,
            dossier_id=law.dossier_id,
            kind=PromiseKind.REPLAY,
            given_at=at,
            starts_at=new.starts_at,
            due_at=new.due_at,
            limit=law.limit,
            cutoff=law.cutoff,
            due_time=law.due_time,
            is_provisional=new.is_provisional,
            ledger=ledger_rows(new),
        )
    ]


def _steps(recount: Recount) -> list[Step]:
    """Return the steps under way whose due moment moves with their task."""
    moved = []
    for task in recount.facts.tasks:
        step = recount.facts.steps.get(task.step_id) if task.step_id else None
        if step is not None and task.pk in recount.tasks:
            step.due_at = recount.tasks[task.pk]
            moved.append(step)
    return moved


def _lay_upon(recount: Recount, at: datetime) -> None:
    """Lay the new dates upon the rows in memory."""
    facts, dossier = recount.facts, recount.facts.dossier
    dossier.due_at_original, dossier.due_at_current = recount.due_at_original, recount.due_at_current
    if recount.is_provisional is not None:
        dossier.is_provisional = recount.is_provisional
    dossier.check_due_at = recount.check_due_at or dossier.check_due_at
    for task in facts.tasks:
        task.due_at = recount.tasks.get(task.pk, task.due_at)
    if recount.expires_at is not None and facts.supplement is not None:
        facts.supplement.expires_at = recount.expires_at
    first = min(facts.tasks, key=lambda task: task.due_at, default=None)
    if first is not None:
        watch.look_ahead(dossier, at=at, kind=first.kind, moment=first.due_at)
    elif dossier.next_moment_kind == "supplement" and facts.supplement is not None:
        watch.look_ahead(dossier, at=at, kind="supplement", moment=facts.supplement.expires_at)


def _event(recount: Recount, given: list[Promise], declaration: Declaration) -> Replayed:
    told: Move | None = recount.told
    return Replayed(
        declaration_id=str(declaration.pk),
        promise_id=str(given[0].pk) if given else "",
        what=told.what if told and told.new else "",
        old_due_at=iso(told.old) if told and told.new else "",
        due_at=iso(told.new) if told and told.new else "",
    )
