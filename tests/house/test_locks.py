"""A lock on the office leaves its key free: every row of the office's work points at it.

Who holds the whole row and waits for the head of the journal, while who holds the head writes a row of the office,
would wait for each other for ever (a deadlock on PostgreSQL, seen in a race of acceptances with a calendar's replay).
"""

import re

from tests.house.source import written

WHOLE_ROW = re.compile(r"\bOffice\.objects\.select_for_update\(\s*\)")


def test_the_office_is_never_locked_with_its_key():
    assert [module.name for module in written() if WHOLE_ROW.search(module.text)] == []


def test_the_search_finds_such_a_lock():
    assert WHOLE_ROW.search("Office.objects.select_for_update().get(pk=office.pk)")
    assert not WHOLE_ROW.search("Office.objects.select_for_update(no_key=True).get(pk=office.pk)")
