"""A change of the calendar as an office makes it: the steward declares, the leader confirms, the worker counts anew."""

from datetime import date, datetime, time
from typing import Any

from motcua.desk import confirm_calendar
from motcua.dossiers import replay_preview, replays
from motcua.office import calendar_changes, declarations, declared_lines, declaring
from motcua.office.declarations import Declaration
from motcua.site.demo.builders import House

STORM = "Nghỉ do bão số 10"
ORDER = "QĐ 12/QĐ-UBND ngày 03/11/2026"


def day(text: str, year: int = 2026) -> date:
    """Return the day/month as a date."""
    return datetime.strptime(f"{text}/{year}", "%d/%m/%Y").date()  # noqa: DTZ007 - a date, not a moment


def declared(house: House, days: dict[str, str], *, moment: datetime, title: str = STORM) -> Declaration:
    """Return the declaration of these days ({day/month: kind}), sent to the leader."""
    by = house.acting("steward")
    draft = declaring.begin(title=title, legal_ref=ORDER, by=by, at=moment)
    for text, kind in days.items():
        declared_lines.put_day(draft.pk, on=day(text), kind=kind, by=by, at=moment)
    return declaring.send(draft.pk, by=by, at=moment)


def declared_hours(house: House, from_on: str, spans: tuple[str, str, str, str], *, moment: datetime) -> Declaration:
    """Return the declaration of new working hours from a day on, sent to the leader."""
    by = house.acting("steward")
    draft = declaring.begin(title="Giờ làm việc mùa đông", legal_ref=ORDER, by=by, at=moment)
    first, second, third, fourth = (time.fromisoformat(text) for text in spans)
    declared_lines.put_hours(
        draft.pk, valid_from=day(from_on), weekdays="01234", spans=(first, second, third, fourth), by=by, at=moment
    )
    return declaring.send(draft.pk, by=by, at=moment)


def confirm(house: House, declaration: Declaration, *, moment: datetime) -> Declaration:
    """Return the declaration confirmed by the leader; the calendar has changed and no dossier has."""
    return confirm_calendar.confirm(declaration.pk, by=house.acting("leader"), at=moment)


def replay(declaration: Declaration, *, moment: datetime, size: int = replays.BATCH) -> Declaration:
    """Return the declaration after every open dossier was counted anew."""
    while replays.go_on(declaration.pk, declaration.office_id, at=moment, size=size) is not None:
        pass
    return declarations.find(declaration.pk, declaration.office_id)


def changed(house: House, days: dict[str, str], *, moment: datetime, **further: Any) -> Declaration:
    """Return the change of these days declared, confirmed and replayed at the moment."""
    declaration = confirm(house, declared(house, days, moment=moment, **further), moment=moment)
    return replay(declaration, moment=moment)


def reversed_again(house: House, declaration: Declaration, *, moment: datetime) -> Declaration:
    """Return the declaration that takes the applied one back, confirmed and replayed."""
    by = house.acting("steward")
    draft = declaring.reverse(declaration.pk, by=by, at=moment)
    declaring.send(draft.pk, legal_ref=ORDER, by=by, at=moment)
    return replay(confirm(house, draft, moment=moment), moment=moment)


def previewed(declaration: Declaration, *, moment: datetime) -> list[tuple[str, str, datetime, datetime | None]]:
    """Return what would move: code, what, old, new."""
    change = calendar_changes.change_of(declarations.find(declaration.pk, declaration.office_id))
    page = replay_preview.preview(change, at=moment)
    return [(row.facts.dossier.code, move.what, move.old, move.new) for row in page.rows for move in row.moves]
