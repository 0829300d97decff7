"""docs/rules/rights.md is the table in the code, line by line."""

from tools import rights_table


def test_the_page_of_rights_equals_the_table_in_the_code() -> None:
    assert rights_table.PAGE.read_text(encoding="utf-8") == rights_table.text(), "chạy lại tools/rights_table.py"


def test_every_right_has_words_for_the_screen():
    from motcua.doors.errors import CAPABILITY_WORDS
    from motcua.office.rights import Capability

    assert set(Capability) - set(CAPABILITY_WORDS) == set(), "add a line to doors.errors.CAPABILITY_WORDS"
