"""A time limit (thời hạn): a whole value and its unit, never converted into another unit.

Legal source: the limit of each procedure as published (thời hạn giải quyết); 0 working days is "in the same day".
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAY = "working_day"
    HALF_DAY = "half_day"
    WORKING_HOUR = "working_hour"
    DAY = "day"
    MONTH = "month"
    HOUR = "hour"


_WORDS = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.DAY: "ngày",
    Unit.MONTH: "tháng",
    Unit.HOUR: "giờ",
}
_MOST_DIGITS = 9
_MAY_BE_ZERO = {Unit.WORKING_DAY, Unit.HALF_DAY, Unit.DAY}


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of one unit; 0 days means on the day of receipt itself."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a negative limit, and a limit of no hours or months."""
        if self.value < 0 or (self.value == 0 and self.unit not in _MAY_BE_ZERO):
            raise ValueError("Thời hạn phải lớn hơn 0.")

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read the stored form, for instance 3:working_day; ValueError in Vietnamese."""
        value, colon, unit = text.strip().partition(":")
        if not colon or not (value.isascii() and value.isdigit()) or unit not in set(Unit):
            raise ValueError(f"“{text}” không phải thời hạn, ví dụ 3:working_day.")
        if len(value) > _MOST_DIGITS:
            raise ValueError("Thời hạn quá dài.")
        return cls(int(value), Unit(unit))

    def __str__(self) -> str:
        """Write the stored form, for instance 3:working_day."""
        return f"{self.value}:{self.unit}"

    def words(self) -> str:
        """Say the limit as a slip prints it: 03 ngày làm việc; half days as 0,5 ngày làm việc."""
        if self.value == 0:
            return "Trong buổi làm việc" if self.unit is Unit.HALF_DAY else "Trong ngày làm việc"
        if self.unit is Unit.HALF_DAY:
            return f"{self.value // 2},{self.value % 2 * 5} ngày làm việc"
        return f"{self.value:02d} {_WORDS[self.unit]}"
