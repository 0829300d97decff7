"""Entries (bản ghi nhật ký): the append-only, hash-chained record of every act with legal effect, one chain per office.

An entry is a canonical text stored exactly as hashed. Personal values stand beside it in erasable details; the text
holds only commitments. The head's lock is the last lock of a transaction; nothing slow may follow it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction

from motcua.journal import clock_sanity, held, recording
from motcua.journal import facts as fact_rows
from motcua.journal.acting import Acting
from motcua.journal.acts import new_act
from motcua.journal.chain import FACTS, Detail, Entry, Head
from motcua.journal.events import Event, check
from motcua.journal.rows import find_one
from motcua.kernel.chain import canonical, commitment, entry_hash, new_salt
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import iso

FORMAT = 2


class OutsideTransaction(RuntimeError):
    """An entry must be written in the transaction of the facts that it tells of."""


class SourceMissing(ValueError):
    """What occurred over ten minutes before it is recorded must name its source (`source=`, `recording.marked`)."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is to be recorded: the arguments of `record` without the office."""

    event: Event
    subject: UUID
    by: Acting
    at: datetime
    act: UUID | None = None
    private: Mapping[str, str] | None = None
    facts: Iterable[models.Model] = ()
    gone: Iterable[list[str]] = ()  # as `facts.gone` writes them
    files: Iterable[str] = ()
    source: str = ""
    id: UUID = field(default_factory=uuid7)


def record(
    event: Event,
    *,
    office: UUID,
    subject: UUID,
    by: Acting,
    at: datetime,
    act: UUID | None = None,
    private: Mapping[str, str] | None = None,
    facts: Iterable[models.Model] = (),
    gone: Iterable[list[str]] = (),
    files: Iterable[str] = (),
    source: str = "",
) -> Entry:
    """Append the event to the office's chain and return its entry; call it last in the transaction.

    `private` values become commitments and erasable details; `facts` are the saved rows that the act wrote, `gone`
    names told rows that it took away (`facts.gone`); `files` are SHA-256 texts. Raises SourceMissing, ClockBehind,
    ClockAhead, OutsideTransaction, NotForTheJournal, NotAFact.
    """
    one = Record(
        event=event,
        subject=subject,
        by=by,
        at=at,
        act=act,
        private=private,
        facts=facts,
        gone=gone,
        files=files,
        source=source,
    )
    return record_many([one], office=office)[0]


def record_many(records: Iterable[Record], *, office: UUID) -> list[Entry]:
    """Append many events under one lock of the head and return their entries in order."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("record inside transaction.atomic")
    drafts = [_draft(one, office) for one in records]
    act = _act.get()
    if act is not None:
        act.waiting.setdefault(office, []).extend(drafts)
        return [draft.entry for draft in drafts]
    return _append(drafts, office)


@contextmanager
def one_act() -> Iterator[UUID]:
    """Give every entry recorded inside the same act id, and append them all at the end under one lock of the head.

    A composed act takes further locks (number series) after its first entry: with the head already locked it could wait
    for one who waits for the head. Use it inside the transaction; inside another it joins. Entries carry no number yet.
    """
    outer = _act.get()
    if outer is not None:
        yield outer.id
        return
    act = _Act(new_act())
    token = _act.set(act)
    try:
        with held.kept():
            yield act.id
    finally:
        _act.reset(token)
    for office, drafts in sorted(act.waiting.items()):
        _append(drafts, office)


@contextmanager
def atomic() -> Iterator[None]:
    """Give an act its transaction; as a part of a composed act or of a history it needs no savepoint of its own.

    A part that refuses ends the whole. Decorates the acts that others compose.
    """
    with transaction.atomic(savepoint=_act.get() is None and _batch.get() is None):
        yield


@contextmanager
def in_batches(size: int = 500) -> Iterator[None]:
    """Append what many acts record inside in batches, each under one lock of the head; every act keeps its own id.

    For a history lived through in one transaction (demo, import): a refusal inside must end the whole of it, because
    entries wait for their batch.
    """
    batch = _Batch(size)
    token = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(token)
    for office, drafts in sorted(batch.waiting.items()):
        _append(drafts, office)


def _append(drafts: list["_Draft"], office: UUID) -> list[Entry]:
    batch = _batch.get()
    if batch is None:
        return _write(drafts, office)
    waiting = batch.waiting.setdefault(office, [])
    waiting.extend(drafts)
    if len(waiting) >= batch.size:
        _write(batch.waiting.pop(office), office)
    return [draft.entry for draft in drafts]


def _write(drafts: list["_Draft"], office: UUID) -> list[Entry]:
    if not drafts:
        return []
    head = _locked_head(office)
    now = recording.now()
    if not all(draft.is_lived for draft in drafts):  # a made-up history begins months ago
        clock_sanity.check(now, head.recorded_at)
    written = [_link(draft, head, now) for draft in drafts]
    Entry.objects.bulk_create(written)
    details = [detail for draft in drafts for detail in draft.details]
    if details:
        Detail.objects.bulk_create(details)
    head.save(update_fields=["seq", "hash", "recorded_at", "shapes"])
    return written


def of(subject: UUID, office: UUID) -> list[Entry]:
    """Return the entries about the subject in the office's chain, in order."""
    return list(Entry.objects.filter(office_id=office, subject_id=subject).order_by("seq"))


@dataclass(frozen=True)
class _Draft:
    entry: Entry
    body: dict[str, object]
    details: list[Detail]
    columns: dict[str, list[str]]  # by shape: told by the first entry of the chain that needs it
    is_lived: bool = False  # recorded as of the moment it occurred (`recording.lived`)


@dataclass
class _Act:
    """A composed act under way: its id and, by office, what it has recorded so far."""

    id: UUID
    waiting: dict[UUID, list[_Draft]] = field(default_factory=dict)


@dataclass
class _Batch:
    """Entries of many acts that wait to be appended together."""

    size: int
    waiting: dict[UUID, list[_Draft]] = field(default_factory=dict)


_act: ContextVar[_Act | None] = ContextVar("motcua_journal_act", default=None)
_batch: ContextVar[_Batch | None] = ContextVar("motcua_journal_batch", default=None)


def _draft(one: Record, office: UUID) -> _Draft:
    """Do everything that needs no lock: checks, salts, digests."""
    source = one.source or recording.current_source()
    check(source, "source")
    for sha256 in (files := list(one.files)):
        check(sha256, "files")
    composed = _act.get()
    entry = Entry(
        id=one.id,
        office_id=office,
        act_id=one.act or (composed.id if composed else new_act()),
        name=one.event.NAME,
        subject_id=one.subject,
        occurred_at=one.at,
        source=source,
    )
    details: list[Detail] = []
    commitments: dict[str, str] = {}
    salts = {name: new_salt() for name in (one.private or {})}
    rows = fact_rows.with_what_they_name(one.facts)
    if rows:
        salts[FACTS] = new_salt()
    for name, salt in salts.items():
        value = "" if name == FACTS else (one.private or {})[name]
        commitments[name] = commitment(salt, value)
        details.append(Detail(office_id=office, entry=entry, name=name, salt=salt.hex(), value=value))
    tables = {row._meta.label: type(row) for row in rows}
    shapes = {label: fact_rows.shape_of(model) for label, model in tables.items()}
    body: dict[str, object] = {
        "format": FORMAT,
        "id": entry.id,
        "office": office,
        "act": entry.act_id,
        "name": entry.name,
        "subject": one.subject,
        "by": _actor(one.by),
        "occurred_at": one.at,
        "source": source,
        "event": one.event.values(),
        "private": commitments,
        "facts": [*(fact_rows.listed(rows, salts[FACTS]) if rows else []), *one.gone],
        "shapes": shapes,
        "files": files,
    }
    by_shape = {shapes[label]: fact_rows.columns_of(model) for label, model in tables.items()}
    return _Draft(entry, body, details, by_shape, bool(source) and recording.is_lived())


def _actor(by: Acting) -> dict[str, object]:
    names = ("person", "post", "office", "role", "on_behalf_of", "delegation")
    actor = {name: getattr(by, name) for name in names}
    check(actor, "by")
    return actor


def _locked_head(office: UUID) -> Head:
    heads = Head.objects.select_for_update()
    head = find_one(heads.filter(office_id=office))
    if head is None:
        # Two first writers: the second waits for the first here and then finds its row.
        Head.objects.bulk_create([Head(office_id=office)], ignore_conflicts=True)
        head = heads.get(office_id=office)
    return head


def _link(draft: _Draft, head: Head, now: datetime) -> Entry:
    entry = draft.entry
    if not entry.source and entry.occurred_at < now - recording.LATE_AFTER:
        raise SourceMissing(
            f"{entry.name} occurred at {iso(entry.occurred_at)}, recorded at {iso(now)}: name the source"
        )
    if draft.is_lived:
        now = min(now, max(entry.occurred_at, head.recorded_at or entry.occurred_at))
    entry.seq = head.seq + 1
    entry.recorded_at = now
    entry.previous_hash = head.hash
    fresh = {name: columns for name, columns in draft.columns.items() if name not in head.shapes}
    head.shapes = [*head.shapes, *fresh]
    told = {"columns": fresh} if fresh else {}
    entry.text = canonical({**draft.body, **told, "seq": entry.seq, "recorded_at": now})
    entry.hash = entry_hash(head.hash, entry.text)
    head.seq, head.hash, head.recorded_at = entry.seq, entry.hash, now
    return entry
