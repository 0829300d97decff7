"""Checks the definition of an e-form before it is kept: a wrong one is refused when loaded, not at the desk.

The format stands in docs/packs.md. Conditions look back only, so that one pass over the fields decides what is shown.
"""

import re
from typing import Any

TYPES = frozenset(
    {
        "text",
        "textarea",
        "integer",
        "decimal",
        "money",
        "date",
        "partial_date",
        "select",
        "radio",
        "checkboxes",
        "checkbox",
        "province",
        "commune",
        "country",
        "ethnic",
        "personal_number",
        "phone",
        "email",
        "note",
    }
)
WITH_OPTIONS = frozenset({"select", "radio", "checkboxes"})
RULES = frozenset({"person_name", "id_document", "digits", "past", "household_business_name"})
CHECKS = frozenset({"not_before", "one_of", "exactly_one"})
APPLICANT = frozenset({"full_name", "personal_number", "born_on", "gender", "phone", "email", "address", "commune"})
_KEY = re.compile(r"[a-z][a-z0-9_]{0,79}")


class BadDefinition(ValueError):
    """The definition of a form breaks the format; the text says where, in Vietnamese."""


def check(definition: Any) -> None:
    """Raise BadDefinition unless the definition can be drawn and checked."""
    if not isinstance(definition, dict) or not isinstance(definition.get("sections"), list):
        raise BadDefinition("định nghĩa phải có danh sách “sections”")
    fields: dict[str, dict[str, Any]] = {}
    sections: set[str] = set()
    for section in definition["sections"]:
        _check_section(section, sections, fields)
    if not fields:
        raise BadDefinition("biểu mẫu không có trường nào")
    applicant = definition.get("applicant", {})
    if not isinstance(applicant, dict) or not set(applicant) <= APPLICANT or "full_name" not in applicant:
        raise BadDefinition("“applicant” phải có full_name và chỉ gồm các mục đã biết")
    for key in applicant.values():
        _known(key, fields, "applicant")
    for rule in _list(definition.get("checks", []), "checks"):
        if not isinstance(rule, dict) or rule.get("rule") not in CHECKS:
            raise BadDefinition(f"không biết phép kiểm tra {rule!r}")
        if rule["rule"] == "one_of":
            asked = _list(rule.get("fields"), "checks")
        else:
            asked = [rule.get("field"), *([rule.get("other")] if rule["rule"] == "not_before" else [])]
        for key in asked:
            _known(key, fields, "checks")
        if rule["rule"] == "one_of" and not (asked and isinstance(rule.get("message"), str)):
            raise BadDefinition("phép kiểm tra one_of cần “fields” và “message”")
        if rule["rule"] == "exactly_one" and rule.get("section") not in sections:
            raise BadDefinition(f"phép kiểm tra nhắc đến mục lạ “{rule.get('section')}”")


def _check_section(section: Any, sections: set[str], fields: dict[str, dict[str, Any]]) -> None:
    if not isinstance(section, dict) or not _KEY.fullmatch(str(section.get("key", ""))) or not section.get("title"):
        raise BadDefinition("mỗi mục cần “key” và “title”")
    if section["key"] in sections:
        raise BadDefinition(f"mục “{section['key']}” bị trùng")
    sections.add(section["key"])
    repeat = section.get("repeat")
    if repeat is not None and not _is_range(repeat):
        raise BadDefinition(f"mục “{section['key']}”: số dòng lặp không hợp lệ")
    if "show_if" in section:
        _check_condition(section["show_if"], fields, section["key"])
    for field in _list(section.get("fields", []), f"mục “{section['key']}”"):
        _check_field(field, fields)


def _check_field(field: Any, fields: dict[str, dict[str, Any]]) -> None:
    key = str(field.get("key", "")) if isinstance(field, dict) else ""
    if not _KEY.fullmatch(key) or not field.get("label"):
        raise BadDefinition("mỗi trường cần “key” (chữ thường, số, gạch dưới) và “label”")
    if key in fields:
        raise BadDefinition(f"trường “{key}” bị trùng")
    if field.get("type") not in TYPES:
        raise BadDefinition(f"trường “{key}” có kiểu lạ “{field.get('type')}”")
    options = _list(field.get("options", []), f"trường “{key}”")
    if field["type"] in WITH_OPTIONS and not (options and all(isinstance(one, str) and one for one in options)):
        raise BadDefinition(f"trường “{key}” chưa có lựa chọn")
    numbers = [field[name] for name in ("min", "max", "min_length", "max_length", "min_age") if name in field]
    if not all(isinstance(value, int) and 0 <= value < 10**15 for value in numbers):
        raise BadDefinition(f"trường “{key}” có giới hạn không phải số nguyên không âm")
    if field.get("rule") == "digits" and not {"min_length", "max_length"} <= set(field):
        raise BadDefinition(f"trường “{key}” chưa nói số chữ số")
    if "rule" in field and field["rule"] not in RULES:
        raise BadDefinition(f"trường “{key}” có quy tắc lạ “{field['rule']}”")
    if field["type"] == "commune":
        _known(field.get("province"), fields, key)
    if "show_if" in field:
        _check_condition(field["show_if"], fields, key)
    fields[key] = field


def _check_condition(condition: Any, fields: dict[str, dict[str, Any]], where: str) -> None:
    asked = _known(condition.get("field") if isinstance(condition, dict) else None, fields, where)
    wanted = _list(condition.get("is"), where)
    if not wanted or not all(one in asked.get("options", []) for one in wanted):
        raise BadDefinition(f"“{where}”: điều kiện nhắc đến lựa chọn không có của “{condition['field']}”")


def _known(key: Any, fields: dict[str, dict[str, Any]], where: str) -> dict[str, Any]:
    if not isinstance(key, str) or key not in fields:
        raise BadDefinition(f"“{where}” nhắc đến trường chưa khai báo “{key}”")
    return fields[key]


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadDefinition(f"{where}: thiếu danh sách")
    return value


def _is_range(repeat: Any) -> bool:
    if not isinstance(repeat, dict):
        return False
    least, most = repeat.get("min"), repeat.get("max")
    return isinstance(least, int) and isinstance(most, int) and 0 <= least <= most <= 100
