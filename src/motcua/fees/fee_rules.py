"""Fee rules (quy định miễn, giảm phí, lệ phí): one dated table, each line with its legal source.

NQ 66.22/2026/NQ-CP Điều 5, phụ lục II ("công dân số", 15/8/2026–28/02/2027): who integrated five basic items on VNeID
and files online is exempt. The machine can't see the level, so an officer confirms having seen it on VNeID.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ONLINE = 2


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One dated line: whose fee falls by how many per cent, under which condition."""

    code: str
    words: str
    condition: str
    procedure_codes: frozenset[str]
    channels: frozenset[int]
    percent: int
    valid_from: date
    valid_to: date | None
    legal_ref: str

    def applies(self, procedure_code: str, channel: int, on: date) -> bool:
        """Tell whether the rule reaches this procedure through this channel on the day of filing."""
        is_in_force = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return is_in_force and channel in self.channels and procedure_code in self.procedure_codes

    def amount(self, amount_due: int) -> int:
        """Return how many đồng of the amount fall away, whole đồng rounded in the payer's favour."""
        return -(-amount_due * self.percent // 100)

    def shown(self) -> dict[str, str]:
        """Return what an officer and a citizen read of the rule."""
        return {"code": self.code, "words": _(self.words), "condition": _(self.condition), "legal_ref": self.legal_ref}


RULES: tuple[FeeRule, ...] = (
    FeeRule(
        code="cong-dan-so",
        words=gettext_noop("Công dân số: miễn phí, lệ phí khi nộp trực tuyến"),
        condition=gettext_noop("Cán bộ đã xem mức “công dân số” trên VNeID của người nộp"),
        procedure_codes=frozenset({"2.000635", "1.004772", "1.004746", "1.004873"}),
        channels=frozenset({ONLINE}),
        percent=100,
        valid_from=date(2026, 8, 15),
        valid_to=date(2027, 2, 28),
        legal_ref="NQ 66.22/2026/NQ-CP Điều 5, phụ lục II",
    ),
)


def possible(procedure_code: str, channel: int, on: date) -> list[FeeRule]:
    """Return the waivers that may apply, the best first: of several only one benefit counts."""
    found = [rule for rule in RULES if rule.applies(procedure_code, channel, on)]
    return sorted(found, key=lambda rule: -rule.percent)


def find(code: str) -> FeeRule | None:
    """Return the rule with this code, None when there is none."""
    return next((rule for rule in RULES if rule.code == code), None)
