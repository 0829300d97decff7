"""One part of an e-form (phần của tờ khai) as a page draws it: a section, its rows and lines, ready for a template.

Long forms go one section to a page, so that a phone never loads them whole. What other sections hold is laid beside
what was posted, so that the form is always read and kept whole.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from motcua.procedures import eforms
from motcua.procedures.eform_drawing import EFormForm, Item, Section

SHORT = {"date", "partial_date", "integer", "money", "decimal", "personal_number", "phone"}


@dataclass
class Line:
    """One field or note: what the template needs around the bound field."""

    item: Item
    bound: forms.BoundField | None
    words: str
    width: str
    is_hidden: bool
    show_name: str = ""
    show_is: str = ""
    province_name: str = ""


@dataclass
class PartRow:
    """The lines of a section, or of one row of a repeated one."""

    lines: list[Line]
    number: int | None
    remove: str


@dataclass
class Part:
    """A section on a page of its own."""

    section: Section
    rows: list[PartRow] = field(default_factory=list)
    problems: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the address says of it."""
        return self.section.key


def shown_sections(form: EFormForm) -> list[Section]:
    """Return the sections that are asked now, in order."""
    return [section for section in form.sections() if section.is_shown]


def part_of(form: EFormForm, section: Section) -> Part:
    """Return the section as it is drawn, with its problems as (target, label, words)."""
    items = [item for row in section.rows for item in row.items]
    names = {item.name for item in items}
    part = Part(section)
    for row in section.rows:
        lines = [line for line in (_line(item, names) for item in row.items) if line is not None]
        part.rows.append(PartRow(lines, row.number, row.remove))
    part.problems = [
        (_target(item), str(item.label), form.problems[item.name]) for item in items if item.name in form.problems
    ]
    return part


def _line(item: Item, names: set[str]) -> Line | None:
    condition = item.condition
    is_asked_here = condition is not None and condition["name"] in names
    if not item.is_shown and not is_asked_here:
        return None
    bound = item.field
    if bound is not None:
        bound.field.required = item.is_required  # for drawing only: says which ones may stay empty
    line = Line(item, bound, item.help, "short" if item.kind in SHORT else "", is_hidden=not item.is_shown)
    if condition is not None and is_asked_here:
        line.show_name, line.show_is = condition["name"], json.dumps(condition["is"], ensure_ascii=False)
    if item.kind == "commune":
        line.province_name = item.form.name_beside(item, item.definition["province"])
    return line


def _target(item: Item) -> str:
    bound = item.field
    if bound is None:
        return ""
    return str(bound.subwidgets[0].id_for_label if item.is_group and bound.subwidgets else bound.auto_id)


def posted_whole(
    definition: dict[str, Any], values: dict[str, Any], posted: QueryDict, key: str, on: date
) -> QueryDict:
    """Return what was posted for the section `key`, with what the other sections hold laid beside it."""
    kept = eforms.build(definition, on=on, initial=values)
    data = QueryDict(mutable=True)
    for section in kept.sections():
        if section.key == key:
            continue
        if section.is_repeat:
            data[section.count_name] = str(section.count)
        for row in section.rows:
            for item in row.items:
                if not item.is_note and item.name in kept.initial:
                    written = kept.fields[item.name].prepare_value(kept.initial[item.name])
                    data.setlist(item.name, written if isinstance(written, list) else [written])
    for name in posted:
        data.setlist(name, posted.getlist(name))
    return data
