"""Kinds of dated settings and the texts that each takes: a choice, a limit, an hour, a number, a day, words.

The kind follows from the default, so that a new setting is one line of `settings_dated.SETTINGS`.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.translation import gettext as _

from motcua.journal.kernel_words import in_readers_language
from motcua.journal.refusals import Refused
from motcua.kernel.limits import Limit

_HOUR = re.compile(r"[0-2]\d:[0-5]\d")
_DAY_OF_YEAR = re.compile(r"[01]\d-[0-3]\d")
_LEAP_YEAR = 2000
LONGEST = 60


class BadValue(Refused):
    """The value does not fit the setting, or its legal reference is missing."""

    status = 422


class Kind(StrEnum):
    """What a setting's value is."""

    CHOICE = "choice"
    LIMIT = "limit"
    HOUR = "hour"
    NUMBER = "number"
    DAY_OF_YEAR = "day_of_year"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that an office may date: its default and where that comes from."""

    name: str
    default: str
    words: str
    legal_ref: str
    choices: tuple[str, ...] = ()
    most: int = 10**9  # of a number; 100 for per cent

    @property
    def kind(self) -> Kind:
        """What its values are, told by the default."""
        if self.choices:
            return Kind.CHOICE
        if self.default.isdigit():
            return Kind.NUMBER
        if _HOUR.fullmatch(self.default):
            return Kind.HOUR
        if _DAY_OF_YEAR.fullmatch(self.default):
            return Kind.DAY_OF_YEAR
        try:
            Limit.parse(self.default)
        except ValueError:
            return Kind.WORDS
        return Kind.LIMIT

    def refuse(self, text: str) -> None:
        """Raise BadValue when the text is no value of this setting."""
        said = self._problem(text)
        if said:
            raise BadValue(said)

    def _problem(self, text: str) -> str:
        """Say what is wrong with a text, "" when nothing is."""
        if not text and not self.default:
            return ""  # what is empty by itself may be left empty
        if not text or len(text) > LONGEST:
            return _("Hãy nhập giá trị, tối đa %(most)s ký tự.") % {"most": LONGEST}
        kind = self.kind
        if kind is Kind.CHOICE:
            return "" if text in self.choices else _("Giá trị này không có trong danh sách. Hãy chọn lại.")
        if kind is Kind.NUMBER:
            fits = text.isascii() and text.isdigit() and int(text) <= self.most
            return "" if fits else _("Hãy nhập số nguyên từ 0 đến %(most)s.") % {"most": self.most}
        try:
            if kind is Kind.HOUR:
                time.fromisoformat(text)
            elif kind is Kind.DAY_OF_YEAR:
                date.fromisoformat(f"{_LEAP_YEAR}-{text}")
            elif kind is Kind.LIMIT:
                Limit.parse(text)
        except ValueError as problem:
            said = {Kind.HOUR: _("Giờ viết như 15:00."), Kind.DAY_OF_YEAR: _("Ngày viết như 10-01 (tháng-ngày).")}
            return said.get(kind) or in_readers_language(problem, text)
        return ""
