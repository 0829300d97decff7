"""At hand: posts, hours and settings that one act asks for again and again are read once while it lasts.

Nothing is kept longer than the act (or than a history that changes none of them), so nothing can be out of date.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_held: ContextVar[dict[Hashable, Any] | None] = ContextVar("motcua_office_at_hand", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is read inside; inside another `kept` it joins."""
    if _held.get() is not None:
        yield
        return
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def is_kept() -> bool:
    """Return whether reading twice costs once here."""
    return _held.get() is not None


def read(key: Hashable, look: Callable[[], T]) -> T:
    """Return what `look` finds, from the second time on without looking."""
    held = _held.get()
    if held is None:
        return look()
    if key not in held:
        held[key] = look()
    found: T = held[key]
    return found


def forget() -> None:
    """Read everything anew from here on: something of it was changed."""
    held = _held.get()
    if held is not None:
        held.clear()
