"""Write table 1 of docs/rules/petitions.md from the limits in the code; a test keeps the two equal.

Use: .venv/bin/python tools/terms_table.py
"""

import os
import re
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules" / "petitions.md"
HEAD = "| Tên | Đang chờ | Thời hạn | Căn cứ | Từ ngày | Đến ngày | Cơ quan đặt lại |\n|---|---|---|---|---|---|---|\n"


def rows() -> str:
    """Return the rows of the table as they should stand."""
    from motcua.feedback import letter_rules, petition_rules
    from motcua.kernel.clock import Limit
    from motcua.kernel.localtime import vn_date
    from motcua.reception import reception_rules

    def line(rule):
        words = Limit.parse(rule.limit).words() + (" trước" if rule.is_before else "")
        end = vn_date(rule.valid_to) if rule.valid_to else ""
        told = (f"`{rule.name}`", rule.reason, words, rule.legal_ref, vn_date(rule.valid_from), end, rule.setting)
        return f"| {' | '.join(told)} |\n"

    return "".join(
        line(rule)
        for rules in (
            petition_rules.RULES,
            reception_rules.RULES,
            letter_rules.COMPLAINT_RULES,
            letter_rules.DENUNCIATION_RULES,
        )
        for rule in rules
    )


def text() -> str:
    """Return the page as it should stand."""
    page = PAGE.read_text(encoding="utf-8")
    return re.sub(re.escape(HEAD) + r"(\|.*\n)*", lambda _found: HEAD + rows(), page)


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.write_text(text(), encoding="utf-8")
