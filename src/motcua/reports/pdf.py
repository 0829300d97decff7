"""II.06a on paper: A4 landscape, the same figures as on screen, typeset as PDF/A."""

from datetime import datetime

from motcua.kernel.localtime import local_day, vn_moment
from motcua.kernel.vietnamese import number
from motcua.office.offices import Office
from motcua.papers import typesetting
from motcua.reports.form_06a import COLUMNS, Report

NUMBERED = tuple(name for name in COLUMNS if name.isdigit())


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
            "rows": [{"name": row.sector, "cells": [row.figures[name] for name in NUMBERED]} for row in report.rows],
            "total": [report.total.figures[name] for name in NUMBERED],
            "notes": [
                f"Số tồn chốt lúc {vn_moment(report.snapshot_at)}; dừng, rút trong kỳ: "
                f"{number(report.total.figures['stopped'])} hồ sơ (3 = 7 + 11 + dừng, rút).",
                "Trong số tiếp nhận trong kỳ, ghi nhận sau (phiếu giấy, nhập sau): "
                f"{number(report.total.figures['entered_later'])} hồ sơ, tính theo giờ ghi trên phiếu.",
                *(
                    f"{rate.name} = {rate.formula} = {number(rate.numerator)}/{number(rate.denominator)} = {rate.words}"
                    for rate in report.rates
                ),
            ],
        },
        at=at,
    )
