"""Write docs/rules/rights.md from the table of rights in the code; a test keeps the two equal.

Use: .venv/bin/python tools/rights_table.py
"""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules" / "rights.md"
HEAD = """# Bảng quyền: vị trí × quyền × phạm vi

Trang này được sinh từ `src/motcua/office/rights.py` (`tools/rights_table.py`); một phép thử giữ hai bên giống nhau.
Quyền thuộc về vị trí, không thuộc về người. Phạm vi `office`: mọi hồ sơ của cơ quan; `post`: chỉ hồ sơ mà vị trí đang
giữ việc hoặc đã qua bước của mình. Mỗi dòng có ngày áp dụng và căn cứ; dòng hết hiệu lực được kết thúc, không sửa.

| Vị trí | Quyền | Phạm vi | Từ ngày | Đến ngày | Căn cứ |
|---|---|---|---|---|---|
"""


def text() -> str:
    """Return the page as it should stand."""
    from motcua.office.rights import GRANTS

    rows = [
        f"| `{g.post_kind}` | `{g.capability}` | `{g.scope}` | {g.valid_from} | {g.valid_to or ''} | {g.basis} |"
        for g in GRANTS
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.write_text(text(), encoding="utf-8")
