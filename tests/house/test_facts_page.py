"""Every table is declared in `wiring.TABLES`, and docs/rules/facts.md says the same, line by line."""

from django.apps import apps
from tools import facts_table

from motcua import wiring


def test_every_table_says_what_it_is_to_the_journal() -> None:
    known = {model._meta.label for model in apps.get_models()}
    assert known - set(wiring.TABLES) == set(), "khai bảng mới trong wiring.TABLES: dữ kiện, hay không và vì sao"
    assert set(wiring.TABLES) - known == set(), "bảng không còn nữa"


def test_the_page_of_facts_equals_the_tables() -> None:
    assert facts_table.PAGE.read_text(encoding="utf-8") == facts_table.text(), "chạy lại python -m tools.facts_table"


def test_a_fact_of_an_office_says_which_office() -> None:
    whole = [label for label, table in wiring.TABLES.items() if table.standing == "fact" and label != "office.Office"]
    without = [one for one in whole if not {"office", "office_id"} & set(columns(one))]
    assert without == []


def columns(label: str) -> list[str]:
    """Return the names of a table's columns."""
    return [field.name for field in apps.get_model(label)._meta.concrete_fields]
