"""Rules of terms (quy tắc thời hạn): the limits of the law as dated data, and how one is counted forwards and back.

Each room lists its own (`feedback/petition_rules.py` …); docs/rules/petitions.md shows them all and is executed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.clock import Limit
from motcua.kernel.holds import Hold
from motcua.kernel.localtime import day_start, local_day
from motcua.office import settings_dated

OLD = date(2012, 7, 1)  # Luật Khiếu nại 2011: nothing here is older


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit of the law from a day on; `setting` names the dated setting by which an office may have its own."""

    name: str
    reason: str  # what is waited for, in words that a citizen can read
    limit: str  # "7:working_day"
    legal_ref: str
    valid_from: date = OLD
    valid_to: date | None = None
    setting: str = ""
    is_before: bool = False  # counted back from a day: at least so long before it


def in_force(rules: Iterable[Rule], name: str, on: date) -> Rule:
    """Return the rule of this name that holds on the day; raises KeyError when none does."""
    for rule in rules:
        if rule.name == name and rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to):
            return rule
    raise KeyError(f"{name} on {on}")


def limit_of(rule: Rule, office_id: UUID, on: date) -> Limit:
    """Return the limit of the rule in the office on the day: the office's own dated setting, else the rule's."""
    return Limit.parse(settings_dated.value(office_id, rule.setting, on) if rule.setting else rule.limit)


def foresee(limit: Limit, start: datetime, calendar: OfficeCalendar, holds: Iterable[Hold] = ()) -> clock.Promise:
    """Return when a limit that starts then is due, with its ledger (docs/rules/petitions.md)."""
    return clock.promise(limit, start, calendar, holds=holds)


def latest_before(limit: Limit, day: date, calendar: OfficeCalendar) -> datetime:
    """Return the last closing of the office at which something may still be done "at least so long before" the day.

    The day of doing is not counted, the day itself is (BLDS 2015 Điều 147, counted from the other end).
    """
    on = day
    while True:
        on -= timedelta(days=1)
        closes_at = calendar.closes_at(on)
        if closes_at is None:
            continue
        if limit.unit is clock.Unit.DAY:
            fits = (day - on).days >= limit.value
        else:
            due_at = clock.promise(limit, day_start(on), calendar).due_at
            fits = due_at is not None and local_day(due_at) <= day
        if fits:
            return closes_at
