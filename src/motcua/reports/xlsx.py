"""Spreadsheets (XLSX) of the statutory forms; text is written as text, so nothing typed can become a formula."""

from io import BytesIO

from motcua.office.offices import Office
from motcua.reports.form_06a import COLUMNS, HEADERS, Report


def form_06a(report: Report, office: Office) -> bytes:
    """Return II.06a as a workbook: header rows, the formula row of column numbers, one line a sector, the total."""
    import xlsxwriter  # half a second that no start has to wait for

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("II.06a")
    bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1})
    cell = book.add_format({"border": 1, "num_format": "#,##0"})
    strong = book.add_format({"border": 1, "bold": True, "num_format": "#,##0"})
    title = book.add_format({"bold": True, "font_size": 13})
    sheet.write_string(0, 0, "Biểu II.06a/VPCP/KSTT", title)
    sheet.write_string(1, 0, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", title)
    sheet.write_string(2, 0, f"Đơn vị báo cáo: {office.name}")
    sheet.write_string(3, 0, f"Kỳ báo cáo: {report.period.words}. Đơn vị tính: số hồ sơ TTHC")
    heads = ["STT", "Lĩnh vực", *(HEADERS[name] for name in COLUMNS)]
    numbers = ["(1)", "(2)", *(f"({name})" if name.isdigit() else "" for name in COLUMNS)]
    for column, (head, number) in enumerate(zip(heads, numbers, strict=True)):
        sheet.write_string(5, column, head, bold)
        sheet.write_string(6, column, number, bold)
    for index, row in enumerate([*report.rows, report.total]):
        is_total = row is report.total
        style = strong if is_total else cell
        sheet.write(7 + index, 0, "" if is_total else index + 1, style)
        sheet.write_string(7 + index, 1, row.sector, style)
        for column, name in enumerate(COLUMNS, start=2):
            sheet.write_number(7 + index, column, row.figures[name], style)
    below = 9 + len(report.rows)
    for index, rate in enumerate(report.rates):
        sheet.write_string(below + index, 1, f"{rate.name} = {rate.formula}")
        sheet.write_string(below + index, 7, f"{rate.numerator}/{rate.denominator} = {rate.words}")
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 38)
    sheet.set_column(2, 2 + len(COLUMNS), 12)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(7, 2)
    book.close()
    return out.getvalue()
