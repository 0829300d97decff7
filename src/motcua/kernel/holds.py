"""Holds (tạm dừng, không tính vào thời hạn, tính lại): intervals on the clock of a promise.

Pause and exclude share one arithmetic and differ in legal basis and report column; restart voids all before its end.
Overlapping intervals unite. Moments are read to the whole minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class HoldMode(StrEnum):
    """What a hold does to the clock."""

    PAUSE = "pause"
    EXCLUDE = "exclude"
    RESTART = "restart"


class HoldKind(StrEnum):
    """What a dossier waits for while a hold is open (domain brief 3.3)."""

    SUPPLEMENT = "supplement"
    OBLIGATION = "obligation"
    VERIFICATION = "verification"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class HoldRule:
    """What the law says of one kind of waiting: what it does to the clock, and where that stands."""

    mode: HoldMode
    legal_basis: str


_WORDS = {
    HoldMode.PAUSE: "Tạm dừng",
    HoldMode.EXCLUDE: "Không tính vào thời hạn",
    HoldMode.RESTART: "Chờ bổ sung, tính lại từ đầu khi đủ hồ sơ",
}


@dataclass(frozen=True, slots=True)
class Hold:
    """An interval [from_at, to_at) on the clock; open while `to_at` is None."""

    mode: HoldMode
    from_at: datetime
    to_at: datetime | None
    reason: str = ""
    legal_basis: str = ""

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it begins, or a naive moment."""
        if self.from_at.tzinfo is None or (self.to_at is not None and self.to_at.tzinfo is None):
            raise ValueError("Thời điểm thiếu múi giờ.")
        if self.to_at is not None and self.to_at < self.from_at:
            raise ValueError("Khoảng tạm dừng kết thúc trước khi bắt đầu.")

    def words(self) -> str:
        """Say in the ledger what keeps a day from being counted, and by which law."""
        words = f"{_WORDS[self.mode]}: {self.reason}" if self.reason else _WORDS[self.mode]
        return f"{words} ({self.legal_basis})" if self.legal_basis else words

    def covers(self, moment: datetime) -> bool:
        """Say whether the hold is open at a moment."""
        return whole_minute(self.from_at) <= moment and (self.to_at is None or moment < whole_minute(self.to_at))


def whole_minute(moment: datetime) -> datetime:
    """Read a moment, in UTC, as a clock without a second hand does."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def last_restart(holds: Iterable[Hold], start: datetime) -> Hold | None:
    """Find the restart that rules: an open one, else the one that ended last after the start."""
    restarts = [hold for hold in holds if hold.mode is HoldMode.RESTART]
    for hold in restarts:
        if hold.to_at is None:
            return hold
    ended = [(hold.to_at, hold) for hold in restarts if hold.to_at is not None and hold.to_at > start]
    return max(ended, key=lambda pair: pair[0])[1] if ended else None


class Pauses:
    """The pause and exclude intervals of one count."""

    def __init__(self, holds: Iterable[Hold]) -> None:
        """Sort the intervals that stop the clock without restarting it."""
        self._holds = sorted((hold for hold in holds if hold.mode is not HoldMode.RESTART), key=lambda h: h.from_at)
        endless = [whole_minute(hold.from_at) for hold in self._holds if hold.to_at is None]
        self.endless_from = min(endless) if endless else None

    def at(self, moment: datetime) -> Hold | None:
        """Find a hold that is open at a moment; one without an end before any other."""
        found = None
        for hold in self._holds:
            if hold.covers(moment):
                if hold.to_at is None:
                    return hold
                found = found or hold
        return found

    def during(self, start: datetime, end: datetime) -> Hold | None:
        """Find a hold that takes time out of [start, end)."""
        for hold in self._holds:
            to_at = end if hold.to_at is None else whole_minute(hold.to_at)
            if max(whole_minute(hold.from_at), start) < min(to_at, end):
                return hold
        return None

    def free(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """List the stretches of [start, end) in which no hold is open."""
        pieces = []
        for hold in self._holds:
            from_at = whole_minute(hold.from_at)
            if from_at >= end or start >= end:
                break
            if from_at > start:
                pieces.append((start, from_at))
            start = end if hold.to_at is None else max(start, whole_minute(hold.to_at))
        if start < end:
            pieces.append((start, end))
        return pieces
