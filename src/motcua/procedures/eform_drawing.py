"""Draws and checks an e-form: sections, conditions, repeated rows, provinces and their communes.

A template walks `form.sections()`; every item has its bound field, label, help, whether it is shown and required now,
the condition for a small script, and its warnings. Buttons that are not "send": `_add` = section, `_remove` =
section-row, `_province` = field name; after any of them the page is drawn again and nothing is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.office import areas, ethnic_groups
from motcua.procedures.eform_fields import COUNTRIES, AnswerField, is_empty, required_words, warnings_of

REWORK = ("_add", "_remove", "_province")
_MOST_ROWS = 100


@dataclass
class Item:
    """One field as it stands on the page now."""

    form: "EFormForm"
    name: str
    definition: dict[str, Any]
    section: dict[str, Any]
    row: int | None
    is_shown: bool = True

    @property
    def field(self) -> forms.BoundField | None:
        """Give the bound field to draw; None for a note."""
        return None if self.is_note else self.form[self.name]

    @property
    def kind(self) -> str:
        """Give the type of the definition."""
        return str(self.definition["type"])

    @property
    def is_note(self) -> bool:
        """Tell whether there is only a text to read."""
        return self.kind == "note"

    @property
    def is_group(self) -> bool:
        """Tell whether it is several boxes under one legend (fieldset)."""
        return self.kind in ("radio", "checkboxes")

    @property
    def label(self) -> str:
        """Give the label."""
        return str(self.definition["label"])

    @property
    def help(self) -> str:
        """Give the help text."""
        return str(self.definition.get("help", ""))

    @property
    def is_required(self) -> bool:
        """Tell whether an answer is needed when the field is shown."""
        return bool(self.definition.get("required"))

    @property
    def condition(self) -> dict[str, Any] | None:
        """Give the posted name and the values that show the field, for the script."""
        asked = self.definition.get("show_if")
        return {"name": self.form.name_beside(self, asked["field"]), "is": asked["is"]} if asked else None

    @property
    def condition_words(self) -> str:
        """Say when the field is to be filled, for a page without script."""
        asked = self.definition.get("show_if")
        if not asked:
            return ""
        label = self.form.labels[asked["field"]]
        return _("Chỉ khai khi “%(label)s” là: %(values)s.") % {"label": label, "values": "; ".join(asked["is"])}

    @property
    def province_button(self) -> str:
        """Give the value of the button `_province` ("Chọn tỉnh") beside a province; "" elsewhere."""
        return self.name if self.kind == "province" else ""

    @property
    def warnings(self) -> list[str]:
        """Give what looks wrong but stops nothing."""
        return self.form.warnings.get(self.name, [])

    @property
    def problem(self) -> str:
        """Give what must be put right, also in a draft."""
        return self.form.problems.get(self.name, "")


@dataclass
class Row:
    """One row of a repeated section; `remove` is the value of its button `_remove`, "" when it must stay."""

    items: list[Item]
    number: int | None = None
    remove: str = ""


@dataclass
class Section:
    """One section of the page; `count_name` and `count` go into a hidden input of a repeated one."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    is_repeat: bool = False
    is_shown: bool = True
    count_name: str = ""
    count: int = 0
    add: str = ""
    condition: dict[str, Any] | None = None


class EFormForm(forms.Form):
    """A Django form made from a definition; see `eforms.build`."""

    use_required_attribute = False

    def __init__(
        self,
        definition: dict[str, Any],
        *,
        on: date,
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
        partial: bool = False,
    ) -> None:
        self.definition, self.on, self.partial = definition, on, partial
        self.is_rework = data is not None and any(name in data for name in REWORK)
        self.problems: dict[str, str] = {}
        self.warnings: dict[str, list[str]] = {}
        self._provinces: list[tuple[str, str]] | None = None
        self._communes: dict[str, list[tuple[str, str]]] = {}
        self._groups: list[str] | None = None
        self.labels = {one["key"]: one["label"] for section in definition["sections"] for one in section["fields"]}
        self._home = {one["key"]: section for section in definition["sections"] for one in section["fields"]}
        posted = _reworked(definition, data) if data is not None else None
        super().__init__(data=posted, initial=_flat(definition, initial or {}))
        self._kept = initial or {}
        self.items = [item for section in definition["sections"] for item in self._items_of(section)]
        for item in self.items:
            if not item.is_note:
                self.fields[item.name] = AnswerField(
                    item.definition, on=on, choices=self._choices(item.definition, item)
                )
        self._show()

    def sections(self) -> list[Section]:
        """Return what to draw, in order."""
        drawn = []
        for one in self.definition["sections"]:
            items = [item for item in self.items if item.section is one]
            section = Section(one["key"], one["title"], is_shown=self._section_shown(one))
            asked = one.get("show_if")
            if asked:
                section.condition = {"name": asked["field"], "is": asked["is"]}
            if one.get("repeat"):
                count = self._count(one)
                section.is_repeat, section.count, section.count_name = True, count, f"{one['key']}-count"
                section.add = one["key"] if count < one["repeat"]["max"] else ""
                for place in range(count):
                    mine = [item for item in items if item.row == place]
                    may_go = count > one["repeat"]["min"]
                    section.rows.append(Row(mine, place + 1, f"{one['key']}-{place}" if may_go else ""))
            else:
                section.rows.append(Row(items))
            if items or section.is_repeat:
                drawn.append(section)
        return drawn

    def cleaned_values(self) -> dict[str, Any]:
        """Return the answers as JSON; a draft keeps also what could not be read and what is not shown now."""
        if self.is_bound and not hasattr(self, "cleaned_data"):
            self.full_clean()
        values: dict[str, Any] = {}
        for section in self.definition["sections"]:
            if section.get("repeat") and (self.partial or self._section_shown(section)):
                values[section["key"]] = [{} for _row in range(self._count(section))]
        for item in self.items:
            if item.name in self.cleaned_data and (self.partial or item.is_shown):
                value = self.cleaned_data[item.name]
                if is_empty(value) and value is not False:
                    continue
                home = values if item.row is None else values[item.section["key"]][item.row]
                home[item.definition["key"]] = value
        return values

    def name_beside(self, item: Item, key: str) -> str:
        """Return the posted name of another field as an item sees it: of its own row when it is in the same section."""
        return _name(item.section, key, item.row if self._home[key] is item.section else None)

    def _clean_fields(self) -> None:
        for item in self.items:
            if item.is_note:
                continue
            answer = self.fields[item.name]
            raw = answer.widget.value_from_datadict(self.data, self.files, self.add_prefix(item.name))
            try:
                value = answer.to_python(raw)
                if is_empty(value) and item.is_required and item.is_shown and not self.partial:
                    raise ValidationError(required_words(item.definition))
            except ValidationError as problem:
                self._note_problem(item, problem, raw)
            else:
                self.cleaned_data[item.name] = value
        if not self.partial:
            self._run_checks()
        self._look_for_warnings()

    def _note_problem(self, item: Item, problem: ValidationError, raw: Any) -> None:
        if self.partial:
            self.cleaned_data[item.name] = raw
            self.problems[item.name] = " ".join(problem.messages)
        elif item.is_shown:
            self.problems[item.name] = " ".join(problem.messages)
            self.add_error(item.name, problem)

    def _run_checks(self) -> None:
        for check in self.definition.get("checks", []):
            if check["rule"] == "not_before":
                later, earlier = self._answer(check["field"]), self._answer(check["other"])
                width = min(len(str(later)), len(str(earlier)))
                if later and earlier and str(later)[:width] < str(earlier)[:width]:
                    words = {"a": self.labels[check["field"]], "b": self.labels[check["other"]]}
                    self._refuse(check["field"], _("“%(a)s” không thể trước “%(b)s”.") % words)
            elif check["rule"] == "one_of":
                if all(is_empty(self._answer(key)) for key in check["fields"]):
                    self._refuse(check["fields"][0], check["message"])
            else:
                self._check_one_row(check)

    def _check_one_row(self, check: dict[str, Any]) -> None:
        items = [item for item in self.items if item.definition["key"] == check["field"] and item.is_shown]
        ticked = [item for item in items if self.cleaned_data.get(item.name)]
        if items and len(ticked) != 1:
            words = _("Hãy chọn đúng một dòng là “%(label)s”.") % {"label": self.labels[check["field"]]}
            self._refuse_item(items[0], words)

    def _refuse(self, key: str, words: str) -> None:
        for item in self.items:
            if item.definition["key"] == key and item.is_shown:
                self._refuse_item(item, words)
                return

    def _refuse_item(self, item: Item, words: str) -> None:
        self.problems[item.name] = words
        self.add_error(item.name, words)

    def _look_for_warnings(self) -> None:
        for item in self.items:
            if item.is_shown and item.name in self.cleaned_data:
                beside = {
                    other.definition["key"]: self.cleaned_data.get(other.name)
                    for other in self.items
                    if other.section is item.section and other.row == item.row
                }
                found = warnings_of(item.definition, self.cleaned_data[item.name], beside, self.on)
                if found:
                    self.warnings[item.name] = found

    def _answer(self, key: str) -> Any:
        return self.cleaned_data.get(key)

    def _items_of(self, section: dict[str, Any]) -> list[Item]:
        places = range(self._count(section)) if section.get("repeat") else [None]
        return [
            Item(self, _name(section, one["key"], place), one, section, place)
            for place in places
            for one in section["fields"]
            if not one.get("officer_only")
        ]

    def _count(self, section: dict[str, Any]) -> int:
        least, most = section["repeat"]["min"], min(section["repeat"]["max"], _MOST_ROWS)
        if self.is_bound:
            typed = str(self.data.get(f"{section['key']}-count", ""))
            count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else least
        else:
            count = len(self._kept.get(section["key"]) or [])
        return int(max(least, min(count, most)))

    def _show(self) -> None:
        """Decide in one pass what is shown: a field whose question is hidden is hidden too."""
        shown: dict[str, bool] = {}
        for item in self.items:
            item.is_shown = self._section_shown(item.section)
            asked = item.definition.get("show_if")
            if asked and item.is_shown:
                name = self.name_beside(item, asked["field"])
                item.is_shown = shown.get(name, True) and self._current(name) in asked["is"]
            shown[item.name] = item.is_shown

    def _section_shown(self, section: dict[str, Any]) -> bool:
        asked = section.get("show_if")
        return not asked or self._current(asked["field"]) in asked["is"]

    def _current(self, name: str) -> Any:
        """Return what stands in a field now: as posted, else as kept."""
        if self.is_bound:
            return self.data.get(name)
        return self.initial.get(name)

    def _choices(self, one: dict[str, Any], item: Item) -> list[tuple[str, str]]:
        if "options" in one:
            return [(option, option) for option in one["options"]]
        if one["type"] == "province":
            if self._provinces is None:
                self._provinces = [(area.code, area.full_name) for area in areas.provinces(self.on)]
            return self._provinces
        if one["type"] == "commune":
            return self._communes_of(str(self._current(self.name_beside(item, one["province"])) or ""))
        if one["type"] == "ethnic":
            if self._groups is None:
                self._groups = ethnic_groups.names()
            return [(name, name) for name in self._groups]
        if one["type"] == "country":
            return [(name, name) for name in COUNTRIES]
        return []

    def _communes_of(self, province: str) -> list[tuple[str, str]]:
        if not province:
            return []
        if province not in self._communes:
            self._communes[province] = [(area.code, area.full_name) for area in areas.communes(province, self.on)]
        return self._communes[province]


def _name(section: dict[str, Any], key: str, row: int | None) -> str:
    return key if row is None else f"{section['key']}-{row}-{key}"


def _flat(definition: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Lay kept values out under their posted names."""
    flat: dict[str, Any] = {}
    for section in definition["sections"]:
        if section.get("repeat"):
            for place, row in enumerate(values.get(section["key"]) or []):
                flat |= {_name(section, key, place): value for key, value in row.items()}
        else:
            for one in section["fields"]:
                if one["key"] in values:
                    flat[one["key"]] = values[one["key"]]
                elif one["type"] == "country":
                    flat[one["key"]] = COUNTRIES[0]
    return flat


class _Posted(dict[str, list[Any]]):
    """Posted answers with rows put in or taken out; read like Django's own."""

    def get(self, key: str, default: Any = None) -> Any:
        return self[key][-1] if self.get_list(key) else default

    def get_list(self, key: str) -> list[Any]:
        return dict.get(self, key) or []

    def getlist(self, key: str) -> list[Any]:
        return self.get_list(key)


def _reworked(definition: dict[str, Any], data: Mapping[str, Any]) -> _Posted:
    """Copy what was posted and carry out its add or remove button."""
    posted = _Posted()
    for key in data:
        if key not in REWORK:
            several = data.getlist(key) if hasattr(data, "getlist") else data[key]
            posted[key] = list(several) if isinstance(several, list | tuple) else [several]
    for section in definition["sections"]:
        if not section.get("repeat"):
            continue
        name = f"{section['key']}-count"
        typed = str(posted.get(name, ""))
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else section["repeat"]["min"]
        if data.get("_add") == section["key"]:
            posted[name] = [str(count + 1)]
        removed = str(data.get("_remove") or "")
        gone, _dash, place = removed.rpartition("-")
        if gone == section["key"] and place.isascii() and place.isdigit() and int(place) < count:
            _take_out(posted, section, int(place), count)
            posted[name] = [str(count - 1)]
    return posted


def _take_out(posted: _Posted, section: dict[str, Any], place: int, count: int) -> None:
    for one in section["fields"]:
        for row in range(place, count):
            after = posted.pop(_name(section, one["key"], row + 1), None)
            posted.pop(_name(section, one["key"], row), None)
            if after is not None:
                posted[_name(section, one["key"], row)] = after
