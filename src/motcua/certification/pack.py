"""Loads a pack of certification: wordings and exclusions as dated data; a row that a newer pack changes is a new row.

Files: `wordings.json` (kind, text, legal_ref, source, valid_from, valid_to), `exclusions.json` (list, code, position,
text, legal_ref, source, valid_from, valid_to). A text that was in force is ended, never taken away.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction

from motcua.certification import wordings
from motcua.certification.exclusions import LISTS, Exclusion
from motcua.certification.wordings import Wording
from motcua.office.packs import Item, LoadReport, Pack


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load both files of the pack."""
    report = LoadReport()
    for row in pack.items("wordings.json"):
        text = row.text("text", required=True)
        kind = row.text("kind", required=True, choices=wordings.KINDS)
        if not wordings.is_sound(text):
            raise row.refused(f"lời chứng “{kind}” thiếu ô {{so}} hoặc có ô lạ")
        facts: dict[str, Any] = {"text": text, **_sourced(row)}
        _put(Wording, {"kind": kind}, facts, _day(row, pack), row.find_day("valid_to"), report)
    for row in pack.items("exclusions.json"):
        key = {"list": row.text("list", required=True, choices=LISTS), "code": row.text("code", required=True)}
        facts = {"text": row.text("text", required=True), "position": row.number_in("position") or 0, **_sourced(row)}
        _put(Exclusion, key, facts, _day(row, pack), row.find_day("valid_to"), report)
    return report


def _sourced(row: Item) -> dict[str, str]:
    names = ("legal_ref", "source")
    return {name: row.text(name, required=True, longest=300) for name in names}


def _day(row: Item, pack: Pack) -> date:
    return row.find_day("valid_from") or pack.valid_from


def _put(
    model: type[models.Model],
    key: dict[str, str],
    facts: dict[str, Any],
    valid_from: date,
    valid_to: date | None,
    report: LoadReport,
) -> None:
    rows = model._default_manager
    old = rows.filter(**key, valid_from=valid_from).first()
    wanted = {**facts, "valid_to": valid_to}
    if old is None:
        earlier = rows.filter(**key, valid_from__lt=valid_from, valid_to=None)
        report.ended += earlier.update(valid_to=valid_from - timedelta(days=1))
        rows.create(**key, **wanted, valid_from=valid_from)
        report.added += 1
    elif all(getattr(old, name) == value for name, value in wanted.items()):
        report.unchanged += 1
    else:
        rows.filter(pk=old.pk).update(**wanted)
        report.changed += 1
