"""Write docs/rules/facts.md from `wiring.TABLES`; a test keeps the two equal.

Use: .venv/bin/python -m tools.facts_table
"""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules" / "facts.md"
HEAD = """# Bảng dữ kiện: nhật ký làm chứng cho bảng nào

Trang này được sinh từ `wiring.TABLES` (`python -m tools.facts_table`); một phép thử giữ hai bên giống nhau,
và bảng mới nào không được khai thì phép thử gọi tên nó.

`motcua verify-journal` so từng dòng của các bảng dữ kiện với bản ghi mới nhất nói đến dòng ấy (SHA-256 của các cột, có
muối), và từng tệp trên đĩa với SHA-256 đã ghi. Sửa, tráo, xóa một dòng, sửa hay xóa một tệp: bị phát hiện và gọi tên.
**Cả bảng**: thêm một dòng mà không bản ghi nào nói đến cũng bị phát hiện. **Từ khi ghi**: dòng là dữ kiện từ bản ghi
đầu tiên nói đến nó. Cột của bảng dữ kiện chỉ được thêm, không đổi tên, không bỏ: chuỗi giữ danh sách cột của từng ngày.

"""
TITLES = {
    "fact": "Dữ kiện (cả bảng)",
    "bound": "Dữ kiện từ khi ghi",
    "chain": "Chính nhật ký",
    "cache": "Dựng lại được từ dữ kiện",
    "work": "Để máy làm việc",
    "reference": "Danh mục chung cả nước",
}


def text() -> str:
    """Return the page as it should stand."""
    from motcua import wiring

    parts = []
    for standing, title in TITLES.items():
        rows = [f"## {title}", "", "| Bảng | Vì sao |", "|---|---|"]
        for label, table in sorted(wiring.TABLES.items()):
            if table.standing == standing:
                more = " Tệp trên đĩa cũng được so." if table.check else ""
                rows.append(f"| `{label}` | {table.why}.{more} |")
        parts.append("\n".join(rows) + "\n")
    return HEAD + "\n".join(parts)


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.write_text(text(), encoding="utf-8")
