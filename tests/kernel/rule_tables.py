"""Reads the tables of docs/rules/*.md and turns their Vietnamese words into values of the kernel."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

from motcua.kernel.calendar import DayKind, DayRule, HoursRule, OfficeCalendar, Span
from motcua.kernel.clock import Cutoff, DueTime, EarlyRule, Hold, HoldMode, Limit, Punctuality, Unit
from motcua.kernel.starts import StartEvent

RULES = Path(__file__).parents[2] / "docs" / "rules"
VN = timezone(timedelta(hours=7))
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
UNITS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "nửa ngày": Unit.HALF_DAY,
    "giờ làm việc": Unit.WORKING_HOUR,
    "ngày": Unit.DAY,
    "tháng": Unit.MONTH,
    "giờ": Unit.HOUR,
}
KINDS = {
    "nghỉ lễ": DayKind.HOLIDAY,
    "nghỉ bù": DayKind.COMPENSATORY_OFF,
    "hoán đổi": DayKind.SWAP_OFF,
    "làm bù": DayKind.SWAP_WORK,
}
CUTOFFS = {"—": Cutoff.NONE, "sau 15 giờ": Cutoff.AFTER_15H, "giờ cuối": Cutoff.LAST_HOUR}
DUE_TIMES = {"cuối ngày": DueTime.END_OF_DAY, "cùng giờ": DueTime.SAME_TIME}
MODES = {"tạm dừng": HoldMode.PAUSE, "không tính": HoldMode.EXCLUDE, "tính lại": HoldMode.RESTART}
STARTS = {
    "nhận đủ": StartEvent.ACCEPTED,
    "cơ quan có thẩm quyền nhận": StartEvent.RECEIVED_BY_COMPETENT,
    "nhận đủ và nộp phí": StartEvent.ACCEPTED_AND_PAID,
}
EARLY = {"ngày": EarlyRule.DAY_BEFORE, "thời điểm": EarlyRule.MOMENT_BEFORE}
GROUPS = {
    "trước hạn": Punctuality.EARLY,
    "đúng hạn": Punctuality.ON_TIME,
    "quá hạn": Punctuality.LATE,
    "trong hạn": Punctuality.WITHIN,
    "sắp đến hạn": Punctuality.DUE_SOON,
    "chưa xong, quá hạn": Punctuality.OVERDUE,
}


def table(file: str, heading: str) -> list[dict[str, str]]:
    """List the rows of the one table under the heading that starts so, as {column: cell}."""
    text = (RULES / file).read_text(encoding="utf-8")
    sections = [part for part in re.split(r"^## ", text, flags=re.M) if part.startswith(heading)]
    assert len(sections) == 1, f"{file}: {len(sections)} đề mục “{heading}”"
    lines = [line.strip() for line in sections[0].splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert all(len(row) == len(cells[0]) for row in cells), f"{file}: bảng “{heading}” lệch cột"
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def day(text: str) -> date:
    """Read 22/11/2026."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  a date only


def moment(text: str) -> datetime:
    """Read “Thứ Hai 02/11/2026 09:00”, checking the weekday when it is given, as a UTC moment."""
    *weekday, on, clock = text.split()
    if weekday:
        assert " ".join(weekday) == WEEKDAYS[day(on).weekday()], f"sai thứ: {text}"
    return datetime.combine(day(on), time.fromisoformat(clock), VN).astimezone(UTC)


def limit(text: str) -> Limit:
    """Read “3 ngày làm việc” or “trong ngày”."""
    if text == "trong ngày":
        return Limit(0, Unit.WORKING_DAY)
    value, _, unit = text.partition(" ")
    return Limit(int(value), UNITS[unit])


def holds(text: str) -> list[Hold]:
    """Read “tạm dừng 04/11/2026 10:00 → 06/11/2026 10:00; …” or “—”."""
    found = []
    for part in [] if text == "—" else text.split("; "):
        begin, _, end = part.partition(" → ")
        mode = next(mode for mode in MODES if begin.startswith(mode))
        to_at = None if end == "chưa xong" else moment(end)
        found.append(Hold(MODES[mode], moment(begin.removeprefix(mode).strip()), to_at))
    return found


def hours(name: str) -> HoursRule:
    """Give the opening hours of an office of table 1."""
    row = next(row for row in table("clock.md", "Bảng 1") if row["Cơ quan"] == name)
    spans = [Span(*map(time.fromisoformat, span.split("–"))) for span in row["Giờ"].split(", ")]
    return HoursRule(day(row["Từ ngày"]), frozenset(int(n) - 2 for n in row["Thứ"].split()), tuple(spans))


def day_rules() -> tuple[DayRule, ...]:
    """Give the special days of table 2."""
    return tuple(
        DayRule(day(row["Ngày"]), KINDS[row["Loại"]], row["Ghi chú"], row["Căn cứ"], row["Công bố"] == "dự kiến")
        for row in table("clock.md", "Bảng 2")
    )


def calendar(name: str = "chuẩn") -> OfficeCalendar:
    """Build the calendar of an office of table 1 with the days of table 2."""
    return OfficeCalendar((hours(name),), day_rules())
