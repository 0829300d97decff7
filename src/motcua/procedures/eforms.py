"""The e-form of a procedure (biểu mẫu điện tử tương tác): a definition as data, drawn and checked by the server.

Legal source: NĐ 224/2026/NĐ-CP Điều 13, 15. The definition's format stands in docs/packs.md; a form once used by a
frozen version is never changed, a new pack makes a new number. It works without script: rows are added and removed,
and the communes of a province are fetched, by plain buttons.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from motcua.kernel.identifiers import uuid7
from motcua.office import areas
from motcua.procedures.eform_drawing import EFormForm
from motcua.procedures.eform_fields import is_empty, words_of_value

if TYPE_CHECKING:
    from motcua.procedures.versions import Version

Definition = dict[str, Any]
Values = dict[str, Any]


class EForm(models.Model):
    """One edition of one form."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    official_form = models.CharField(max_length=300, blank=True)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["slug", "number"]
        constraints = [models.UniqueConstraint(fields=["slug", "number"], name="eform_number_once")]

    def __str__(self) -> str:
        return f"{self.slug} v{self.number}"


def definition(version: "Version") -> Definition | None:
    """Return the definition of a version's form, None when it has none."""
    return version.eform.definition if version.eform is not None else None


def build(
    definition: Definition,
    *,
    on: date,
    data: Mapping[str, Any] | None = None,
    initial: Values | None = None,
    partial: bool = False,
) -> EFormForm:
    """Return the form to draw and to check on a local day.

    `data` is what was posted, `initial` the values kept so far. With `partial` nothing is required and an answer that
    can't be read is kept as it was typed and named in `.problems`.
    """
    return EFormForm(definition, on=on, data=data, initial=initial, partial=partial)


def applicant_of(definition: Definition, values: Values, on: date) -> dict[str, str]:
    """Return who files (full_name, personal_number, born_on, gender, phone, email, address, commune); "" if unasked."""
    asked = definition.get("applicant", {})
    names = ("full_name", "personal_number", "born_on", "gender", "phone", "email", "address", "commune")
    found = {name: str(values.get(asked.get(name, ""), "") or "") for name in names}
    place = areas.address_of(found["commune"], on) if found["commune"] else ""
    found["address"] = ", ".join(part for part in (found["address"], place) if part)
    return found


def readable(definition: Definition, values: Values, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the answers for reading and printing: (section, [(label, answer)]), unanswered fields left out."""
    found = []
    places = areas.names(_area_codes(definition, values), on)
    for section in definition["sections"]:
        if not section.get("repeat"):
            rows, titles = [values], [section["title"]]
        else:
            rows = values.get(section["key"]) or []
            titles = [f"{section['title']} {place}" for place in range(1, len(rows) + 1)]
        for title, row in zip(titles, rows, strict=True):
            lines = [
                (field["label"], _answer(field, row[field["key"]], places))
                for field in section["fields"]
                if field["type"] != "note" and not is_empty(row.get(field["key"]))
            ]
            if lines:
                found.append((title, lines))
    return found


def _area_codes(definition: Definition, values: Values) -> list[str]:
    found = []
    for section in definition["sections"]:
        rows = values.get(section["key"]) or [] if section.get("repeat") else [values]
        keys = [field["key"] for field in section["fields"] if field["type"] in ("province", "commune")]
        found += [str(row[key]) for row in rows for key in keys if row.get(key)]
    return found


def _answer(field: dict[str, Any], value: Any, places: dict[str, str]) -> str:
    if field["type"] in ("province", "commune"):
        return places.get(str(value)) or _("mã %(code)s") % {"code": value}
    return words_of_value(field, value)
