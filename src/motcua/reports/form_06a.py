"""Biểu II.06a/VPCP/KSTT: tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị.

Identities: 3 = 4+5+6, 7 = 8+9+10, 11 = 12+13, 3 = 7+11+stopped (withdrawn and closed dossiers keep their own column,
setting of domain brief 3.4). What was received on paper and typed in later has a column of its own, a thereof that is
in no sum. One query for the whole form.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from motcua.kernel.vietnamese import percent
from motcua.reports.cells import FORM_06A, Frame, as_of, touched_since
from motcua.reports.periods import Period

COLUMNS = tuple(FORM_06A)
HEADERS = {
    "3": _("Tổng số tiếp nhận"),
    "4": _("Trong kỳ: trực tuyến"),
    "5": _("Trong kỳ: trực tiếp, bưu chính"),
    "6": _("Từ kỳ trước"),
    "7": _("Tổng số đã giải quyết"),
    "8": _("Trước hạn"),
    "9": _("Đúng hạn"),
    "10": _("Quá hạn"),
    "11": _("Tổng số đang giải quyết"),
    "12": _("Trong hạn"),
    "13": _("Quá hạn"),
    "stopped": _("Dừng, rút"),
    "entered_later": _("Trong kỳ, nhập sau từ phiếu giấy"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a sector and its figures by column."""

    sector: str
    figures: dict[str, int]


@dataclass(frozen=True, slots=True)
class Rate:
    """One on-time rate with its formula, because the denominators differ (domain brief 3.4)."""

    name: str
    formula: str
    numerator: int
    denominator: int

    @property
    def words(self) -> str:
        """The rate with one decimal, or a dash without a denominator."""
        return percent(self.numerator, self.denominator) if self.denominator else "–"


@dataclass(frozen=True, slots=True)
class Report:
    """The whole form for one office and period."""

    period: Period
    snapshot_at: datetime
    rows: list[Row]
    total: Row

    @property
    def rates(self) -> list[Rate]:
        """The four rates in use, each naming its formula."""
        f = self.total.figures
        done = f["8"] + f["9"]
        return [
            Rate("R1", _("(trước hạn + đúng hạn) / đã giải quyết"), done, f["7"]),
            Rate("R2", _("trước hạn / đã giải quyết"), f["8"], f["7"]),
            Rate("R3", _("trước hạn / tiếp nhận"), f["8"], f["3"]),
            Rate(
                "R4 (QĐ 766)",
                _("(đã giải quyết trước, đúng hạn + đang xử lý trong hạn) / tiếp nhận"),
                done + f["12"],
                f["3"],
            ),
            Rate(_("Trực tuyến"), _("tiếp nhận trực tuyến / tiếp nhận trong kỳ"), f["4"], f["4"] + f["5"]),
        ]


def report(office_id: UUID, period: Period, *, at: datetime) -> Report:
    """Return the form for the office and the period, as of its end or of now; one query."""
    frame = Frame(period, period.snapshot_at(at))
    counts = {f"c{name}": Count("pk", filter=cell(frame)) for name, cell in FORM_06A.items()}
    found: Iterable[Any] = (
        as_of(office_id, frame.snapshot_at)
        .filter(pk__in=touched_since(office_id, period.starts_at))
        .values("version__procedure__sector")
        .annotate(**counts)
        .order_by("version__procedure__sector")
    )
    rows = [Row(line["version__procedure__sector"], {name: line[f"c{name}"] for name in COLUMNS}) for line in found]
    total = Row(_("Tổng cộng"), {name: sum(row.figures[name] for row in rows) for name in COLUMNS})
    return Report(period, frame.snapshot_at, rows, total)


def identities(row: Row) -> list[str]:
    """Return the identities that the row breaks, in words; none is the only good answer."""
    f = row.figures
    checks = {
        "3 = 4 + 5 + 6": f["3"] == f["4"] + f["5"] + f["6"],
        "7 = 8 + 9 + 10": f["7"] == f["8"] + f["9"] + f["10"],
        "11 = 12 + 13": f["11"] == f["12"] + f["13"],
        "3 = 7 + 11 + dừng, rút": f["3"] == f["7"] + f["11"] + f["stopped"],
    }
    return [words for words, holds in checks.items() if not holds]
