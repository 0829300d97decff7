"""Local time of Việt Nam (giờ Việt Nam): the only place where a moment becomes a day and back.

Moments are aware and stored in UTC; every "day" of numbers, books and promises is the local day in
Asia/Ho_Chi_Minh, which has had no clock change since 1975.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_NAME = "Asia/Ho_Chi_Minh"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_VN_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def _zone() -> tzinfo:
    """Find the zone, or the same fixed offset on a machine without a zone database."""
    try:
        return ZoneInfo(_NAME)
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=7), _NAME)


VN: tzinfo = _zone()


def local(moment: datetime) -> datetime:
    """Show an aware moment on the Vietnamese clock; ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("Thời điểm thiếu múi giờ.")
    return moment.astimezone(VN)


def local_day(moment: datetime) -> date:
    """Give the Vietnamese day on which a moment falls."""
    return local(moment).date()


def at_local(day: date, clock: time) -> datetime:
    """Give the UTC moment of a wall-clock time on a Vietnamese day."""
    return datetime.combine(day, clock, VN).astimezone(UTC)


def day_start(day: date) -> datetime:
    """Give the UTC moment at which a Vietnamese day begins."""
    return at_local(day, time())


def day_end(day: date) -> datetime:
    """Give the UTC moment at which the next Vietnamese day begins (exclusive end)."""
    return day_start(day + timedelta(days=1))


def vn_date(day: date) -> str:
    """Write a date as Vietnamese papers do: 22/11/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def vn_moment(moment: datetime) -> str:
    """Write a moment as screens and messages do: 10 giờ 05, ngày 22/11/2026."""
    parts = moment_parts(moment)
    return f"{parts['hour']} giờ {parts['minute']}, ngày {parts['day']}"


def moment_parts(moment: datetime) -> dict[str, str]:
    """Return hour, minute and day of a moment, for a sentence to place as its language does."""
    there = local(moment)
    return {"hour": f"{there.hour:02d}", "minute": f"{there.minute:02d}", "day": vn_date(there.date())}


def form_date(day: date) -> str:
    """Write a date as the official forms do: 22 tháng 11 năm 2026."""
    return f"{day.day:02d} tháng {day.month:02d} năm {day.year:04d}"


def form_moment(moment: datetime, *, narrow: bool = False) -> str:
    """Write a moment as the official forms do (TT 03/2025 Mẫu 01): 10 giờ 05 phút, ngày 22 tháng 11 năm 2026.

    In a `narrow` column the day stands in figures: 10 giờ 05 phút, ngày 22/11/2026.
    """
    there = local(moment)
    day = vn_date(there.date()) if narrow else form_date(there.date())
    return f"{there.hour:02d} giờ {there.minute:02d} phút, ngày {day}"


def vn_weekday(day: date) -> str:
    """Name the day of the week: Thứ Hai … Chủ nhật."""
    return _WEEKDAYS[day.weekday()]


def parse_vn_date(text: str) -> date:
    """Read day/month/year; ValueError with a Vietnamese sentence when it is no such date."""
    found = _VN_DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” không phải là ngày dạng ngày/tháng/năm, ví dụ 22/11/2026.")
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày {text.strip()} trong lịch.") from None


def iso(moment: datetime) -> str:
    """Write a moment in its one canonical form: 2026-11-22T03:05:00.000000Z."""
    if moment.tzinfo is None:
        raise ValueError("Thời điểm thiếu múi giờ.")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_iso(text: str) -> datetime:
    """Read an ISO 8601 moment that names its offset, as UTC; ValueError otherwise."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"Thời điểm “{text}” thiếu múi giờ.")
    return moment.astimezone(UTC)
