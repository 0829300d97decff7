"""Clock sanity (đồng hồ máy chủ): nothing is written by a clock that can't be right.

A clock behind the newest entry would date acts before what they follow; one that leapt far ahead would block the office
once it is set right, and let every limit run out at once. Reading goes on; the worker waits. Only a person at the
console may say that the clock is right all the same (`clock_confirmation`). Legal ground: every moment of receipt and
appointment counts from this clock (NĐ 118/2025/NĐ-CP Điều 17), so a doubtful one promises nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.journal import recording
from motcua.journal.chain import Head
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local, vn_date

# How far two machines' clocks may differ before writing stops.
CLOCK_TOLERANCE = timedelta(seconds=2)
# How far the database server's clock may differ before the steward is told.
SKEW_TOLERANCE = timedelta(seconds=5)
# No commune centre existed before 1 July 2025: a machine whose battery died wakes in an earlier year.
EARLIEST = datetime(2025, 6, 30, 17, tzinfo=UTC)

_trusted: ContextVar[bool] = ContextVar("motcua_clock_trusted", default=False)


class ClockWrong(Refused):
    """The machine's clock can't be right: nothing is written until it is, or until a person at the console says so."""

    status = 503

    def __init__(self, now: datetime, newest: datetime, words: str) -> None:
        super().__init__(words)
        self.now, self.newest = now, newest

    @property
    def off_by(self) -> str:
        """How far the clock is from the newest moment known, in words."""
        return span_words(self.now - self.newest)


class ClockBehind(ClockWrong):
    """The machine's clock is behind the newest entry: nothing is written until the clock is right."""

    def __init__(self, now: datetime, newest: datetime) -> None:
        words = _(
            "Đồng hồ của máy chủ đang chậm nên hệ thống tạm dừng ghi; chưa có gì bị thay đổi. "
            "Hãy thử lại sau ít phút; nếu vẫn vậy, xin báo cho người quản trị hệ thống."
        )
        super().__init__(now, newest, words)


class ClockAhead(ClockWrong):
    """The machine's clock leapt implausibly far ahead of all that is known: a person at the console must confirm it."""

    def __init__(self, now: datetime, newest: datetime) -> None:
        words = _(
            "Đồng hồ của máy chủ nhảy quá xa về phía trước nên hệ thống tạm dừng ghi; chưa có gì bị thay đổi. "
            "Xin báo cho người quản trị hệ thống để chỉnh hoặc xác nhận đồng hồ rồi gửi lại."
        )
        super().__init__(now, newest, words)


@dataclass(frozen=True, slots=True)
class ClockState:
    """What the machine's clock shows beside what it is held against."""

    now: datetime
    newest: datetime | None  # the newest entry, of one office or of all
    seen: datetime | None  # the latest moment at which the installation is known to have worked
    database: datetime | None  # the clock of the database server, None where there is none of its own

    @property
    def is_behind(self) -> bool:
        """Whether the clock shows a moment before the newest entry, or before there were centres."""
        return self.now < EARLIEST or (self.newest is not None and self.now < self.newest - CLOCK_TOLERANCE)

    @property
    def is_ahead(self) -> bool:
        """Whether the clock leapt further than an installation may have slept."""
        return self.seen is not None and self.now > self.seen + longest_sleep()

    @property
    def is_right(self) -> bool:
        """Whether entries may be written by it."""
        return not (self.is_behind or self.is_ahead)

    @property
    def skew(self) -> timedelta:
        """How far the database server's clock is ahead of this machine's."""
        return self.database - self.now if self.database is not None else timedelta(0)

    @property
    def newest_words(self) -> str:
        """How long before the machine's moment the newest entry was written, or how far it lies ahead."""
        if self.newest is None:
            return ""
        words = _("%(span)s trước") if self.newest <= self.now else _("%(span)s sau giờ máy chủ")
        return words % {"span": span_words(self.now - self.newest)}

    @property
    def skew_span(self) -> str:
        """How far the two machines' clocks differ, in words."""
        return span_words(self.skew)

    @property
    def is_skewed(self) -> bool:
        """Whether the two clocks differ so far that one of them is wrong."""
        return abs(self.skew) > SKEW_TOLERANCE

    @property
    def words(self) -> str:
        """What is wrong and what to do, "" when nothing is."""
        if self.is_behind:
            held_against = self.newest if self.newest and self.now < self.newest else EARLIEST
            return _(
                "Đồng hồ máy chủ (%(now)s) chậm hơn bản ghi mới nhất (%(newest)s) %(span)s. Hệ thống tạm dừng ghi, "
                "việc xem vẫn bình thường. Hãy chỉnh lại giờ máy chủ; nếu giờ đã đúng, chạy: motcua clock --confirm"
            ) % {
                "now": moment_words(self.now),
                "newest": moment_words(held_against),
                "span": span_words(self.now - held_against),
            }
        if self.is_ahead and self.seen is not None:
            return _(
                "Đồng hồ máy chủ (%(now)s) nhảy quá xa so với lần hoạt động gần nhất (%(seen)s): %(span)s. Hệ thống "
                "tạm dừng ghi, việc xem vẫn bình thường. Hãy chỉnh lại giờ máy chủ; nếu giờ đã đúng (máy nghỉ lâu "
                "ngày), chạy: motcua clock --confirm"
            ) % {
                "now": moment_words(self.now),
                "seen": moment_words(self.seen),
                "span": span_words(self.now - self.seen),
            }
        return ""

    @property
    def skew_words(self) -> str:
        """What differs between the two machines, "" when nothing does."""
        if not self.is_skewed:
            return ""
        return _(
            "Đồng hồ máy chủ cơ sở dữ liệu lệch %(span)s so với máy chủ này: một trong hai máy sai giờ. "
            "Hãy bật đồng bộ giờ (NTP) trên cả hai."
        ) % {"span": span_words(self.skew)}


def longest_sleep() -> timedelta:
    """Return how long an installation may have slept before its clock has to be confirmed."""
    return timedelta(days=settings.CLOCK_LEAP_DAYS)


def check(now: datetime, newest: datetime | None) -> None:
    """Refuse to write at `now` after an entry recorded at `newest`; raises ClockBehind or ClockAhead."""
    if _trusted.get():
        return
    if now < EARLIEST:
        raise ClockBehind(now, newest or EARLIEST)
    if newest is None:
        return
    if now < newest - CLOCK_TOLERANCE:
        raise ClockBehind(now, newest)
    if now > newest + longest_sleep():
        # This office may have been quiet while the machine worked for others: only then is more asked.
        seen = last_seen() or newest
        if now > seen + longest_sleep():
            raise ClockAhead(now, seen)


def look(office: UUID | None = None, *, asks_database: bool = True) -> ClockState:
    """Return how the clock stands against one office's newest entry, or that of the whole installation.

    One query, and one for the clock of a database server; more is asked only of a clock that leapt.
    """
    heads = Head.objects.filter(office_id=office) if office else Head.objects.all()
    newest = heads.aggregate(newest=Max("recorded_at"))["newest"]
    now = recording.now()
    seen = newest if newest is None or now <= newest + longest_sleep() else last_seen()
    return ClockState(now, newest, seen, database_now() if asks_database else None)


def last_seen() -> datetime | None:
    """Return the latest moment at which an entry was written or the worker made its rounds."""
    from motcua.journal.rounds import Round  # rounds stand on jobs, and jobs on the entries that ask here

    moments = [
        Head.objects.aggregate(latest=Max("recorded_at"))["latest"],
        Round.objects.aggregate(latest=Max("period_at"))["latest"],
    ]
    return max((moment for moment in moments if moment is not None), default=None)


def database_now() -> datetime | None:
    """Return the clock of the database server; an embedded database has none of its own."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found.astimezone(UTC)


@contextmanager
def trusted() -> Iterator[None]:
    """Take the clock for right inside: for an entry by which a person confirms it, or after a made-up past."""
    token = _trusted.set(True)
    try:
        yield
    finally:
        _trusted.reset(token)


def moment_words(moment: datetime) -> str:
    """Return a moment with its seconds, as a log or a warning shows it."""
    return f"{local(moment):%H:%M:%S} {vn_date(local(moment).date())}"


def span_words(span: timedelta) -> str:
    """Return the length of a difference in its two largest units: 3 ngày 4 giờ."""
    seconds = int(abs(span).total_seconds())
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    units = [(days, _("ngày")), (hours, _("giờ")), (minutes, _("phút")), (seconds % 60, _("giây"))]
    told = [f"{count} {unit}" for count, unit in units if count][:2]
    return " ".join(told) or _("chưa tới một giây")
