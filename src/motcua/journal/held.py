"""Held (đang giữ): rows that an act has locked, read or written, with which its later parts go on.

A row is held only under its owner's lock, which lasts as long as the transaction: nobody else changes it meanwhile. A
part that refuses ends the whole act, so what it left unsaved is never gone on with. Outside a composed act nothing is
held and every question is asked.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 20_000  # rows of a long history, about four thousand dossiers
_held: ContextVar[dict[Hashable, Any] | None] = ContextVar("motcua_journal_held", default=None)
_NEW = "new"


@contextmanager
def kept() -> Iterator[None]:
    """Hold rows inside; inside another `kept` (a history of many acts in one transaction) it joins."""
    if _held.get() is not None:
        yield
        return
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def find(key: Hashable) -> Any:
    """Return what is held under the key, None when nothing is."""
    held = _held.get()
    return None if held is None else held.get(key)


def put(key: Hashable, row: object) -> None:
    """Hold the row, just saved or read afresh, from here on."""
    held = _held.get()
    if held is not None:
        held[key] = row


def read(kind: str, owner: Hashable, look: Callable[[], T]) -> T:
    """Return what is held of the owner under this name, else what `look` finds: held, too, if the owner is."""
    held = _held.get()
    if held is None or owner not in held:
        return look()
    if (kind, owner) not in held:
        held[kind, owner] = look()
    found: T = held[kind, owner]
    return found


def read_unless_new(kind: str, owner: Hashable, look: Callable[[], T | None]) -> T | None:
    """Return what `read` does, without looking when the act made the owner: then only what was put is there."""
    if find((_NEW, owner)):
        found: T | None = find((kind, owner))
        return found
    return read(kind, owner, look)


def begin(owner: Hashable) -> None:
    """Know of the owner that the act made it: it has no row that was not put here."""
    put((_NEW, owner), True)


def drop(*keys: Hashable) -> None:
    """Ask anew for these from here on: they were changed in another object."""
    held = _held.get()
    if held is None:
        return
    for key in keys:
        held.pop(key, None)
        if isinstance(key, tuple):
            held.pop((_NEW, key[1]), None)


def trim() -> None:
    """Between two acts of a history: let everything go when much is held."""
    held = _held.get()
    if held is not None and len(held) > MOST:
        held.clear()
