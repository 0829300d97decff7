"""II.06a on paper: A4 landscape, the same figures as on screen, typeset as PDF/A."""

from datetime import datetime

from motcua.kernel.localtime import local_day, vn_moment
from motcua.kernel.vietnamese import number
from motcua.office.offices import Office
from motcua.papers import typesetting
from motcua.reports.form_06a import COLUMNS, HEADERS, Report, Row


def form_06a(report: Report, office: Office, *, at: datetime) -> bytes:
    """Return II.06a as a PDF with its period, its snapshot and the formulas of its rates."""
    day = local_day(at)
    return typesetting.pdf(
        "report_06a",
        {
            "office": {"parent_name": office.parent_name, "name": office.name},
            "place_date": (
                f"{office.place_name or office.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
            ),
            "period_words": report.period.words,
            "snapshot_words": vn_moment(report.snapshot_at),
            "headers": [HEADERS[name] for name in COLUMNS],
            "numbers": [f"({name})" if name.isdigit() else "" for name in COLUMNS],
            "rows": [_line(str(index), row) for index, row in enumerate(report.rows, start=1)],
            "total": _line("", report.total),
            "rates": [
                f"{rate.name} = {rate.formula} = {number(rate.numerator)}/{number(rate.denominator)} = {rate.words}"
                for rate in report.rates
            ],
        },
    )


def _line(index: str, row: Row) -> list[str]:
    return [index, row.sector, *(number(row.figures[name]) for name in COLUMNS)]
