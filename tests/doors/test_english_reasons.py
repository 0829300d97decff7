"""What the clock and the rules of terms write down, on English screens: every line and every reason has its English."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from motcua.doors.ledger_words import why_words
from motcua.doors.officer.reception_desk import GROUNDS
from motcua.doors.templatetags.words import spoken
from motcua.feedback import petition_rules
from motcua.feedback.letter_rules import COMPLAINT_RULES, DENUNCIATION_RULES
from motcua.kernel import clock
from motcua.kernel.calendar import DayKind, DayRule, OfficeCalendar
from motcua.kernel.holds import Hold, HoldMode
from motcua.kernel.limits import Limit, Unit
from motcua.reception import reception_rules

VIETNAMESE = re.compile(r"[à-ỹđ]")
START = datetime(2026, 11, 25, 2, tzinfo=UTC)
LATE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
CALENDAR = OfficeCalendar(
    days=(DayRule(date(2026, 11, 27), DayKind.HOLIDAY, "", ""), DayRule(date(2026, 11, 28), DayKind.SWAP_WORK, "", ""))
)


@pytest.mark.parametrize("mode", HoldMode)
@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("start", [START, LATE], ids=["morning", "evening"])
def test_every_line_that_the_clock_writes_has_its_english(unit, mode, start):
    hold = Hold(mode, start + timedelta(days=6), start + timedelta(days=7))
    limit = Limit(1 if unit is Unit.MONTH else 40 if unit in (Unit.WORKING_HOUR, Unit.HOUR) else 6, unit)
    found = clock.promise(limit, start, CALENDAR, holds=(hold,), cutoff=clock.Cutoff.AFTER_15H)
    with translation.override("en"):
        assert [line.why for line in found.ledger if not why_words(line.why).isascii()] == []


TERMS = [*COMPLAINT_RULES, *DENUNCIATION_RULES, *petition_rules.RULES, *reception_rules.RULES]


@pytest.mark.parametrize("words", [rule.reason for rule in TERMS])
def test_what_a_matter_waits_for_has_its_english(words):
    assert spoken(words) == words
    with translation.override("en"):
        assert not VIETNAMESE.search(spoken(words).replace("Mẫu 01/TCD", ""))


def test_grounds_of_refusal_have_their_english_after_the_article():
    assert [str(words) for _code, words in GROUNDS] == [
        f"{one.article}: {one.words}" for one in reception_rules.GROUNDS
    ]
    with translation.override("en"):
        said = [
            str(words).removeprefix(f"{one.article}: ")
            for one, (_code, words) in zip(reception_rules.GROUNDS, GROUNDS, strict=True)
        ]
        assert [words for words in said if VIETNAMESE.search(words)] == []
