"""One answer of an e-form: from what a person typed to the value that is kept, and back.

Kept values are JSON: dates as 2026-11-22, 2026-11 or 2026, money and counts as whole numbers, decimals as text. Every
refusal is a Vietnamese sentence that says how to write it.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.journal.kernel_words import in_readers_language
from motcua.kernel.identifiers import check_personal_number, normalise_phone, phone_display
from motcua.kernel.localtime import parse_vn_date
from motcua.kernel.vietnamese import fold, nfc, number

_NAME = re.compile(r"[^\W\d_]+(?:[ .’'ʼ-]+[^\W\d_]+)*[.]?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHORT, _LONG = 300, 4000
COUNTRIES = ("Việt Nam", "Lào", "Campuchia", "Trung Quốc", "Đài Loan (Trung Quốc)", "Hàn Quốc", "Nhật Bản", "Hoa Kỳ")


class Suggesting(forms.TextInput):
    """A text box with suggestions; another text may be typed, also without script."""

    def __init__(self, suggestions: Iterable[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = tuple(suggestions)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draw the box and its list."""
        list_id = f"{(attrs or {}).get('id') or name}-goi-y"
        box = super().render(name, value, (attrs or {}) | {"list": list_id}, renderer)
        options = format_html_join("", "<option value='{}'></option>", ((text,) for text in self.suggestions))
        return format_html("{}<datalist id='{}'>{}</datalist>", box, list_id, options)


class AnswerField(forms.Field):
    """One field of a definition as a Django field; whether it is asked and required is decided by the form."""

    def __init__(self, field: dict[str, Any], *, on: date, choices: Iterable[tuple[str, str]] = ()) -> None:
        self.definition, self.on = field, on
        self.choices = list(choices)
        super().__init__(
            required=False, label=field["label"], help_text=field.get("help", ""), widget=_widget(field, self.choices)
        )

    def to_python(self, raw: Any) -> Any:
        """Return the value to keep; None, "" or [] when nothing was given. Raises ValidationError."""
        kind = self.definition["type"]
        if kind == "checkbox":
            return bool(raw)
        if kind == "checkboxes":
            picked = [nfc(str(one)) for one in (raw or [])]
            return [self._chosen(one) for one in picked]
        text = " ".join(nfc(str(raw or "")).split()) if kind != "textarea" else nfc(str(raw or "")).strip()
        if not text:
            return ""
        try:
            return _READERS.get(kind, _text)(text, self)
        except ValueError as problem:
            raise ValidationError(in_readers_language(problem)) from problem

    def prepare_value(self, value: Any) -> Any:
        """Return a kept value the way people write it; a text that could not be read comes back as it was typed."""
        kind = self.definition["type"]
        if kind in ("date", "partial_date") and isinstance(value, str):
            return _typed_date(value)
        if kind in ("money", "integer") and isinstance(value, int) and not isinstance(value, bool):
            return number(value) if kind == "money" else str(value)
        if kind == "decimal" and isinstance(value, str):
            return value.replace(".", ",")
        if kind == "phone" and isinstance(value, str):
            return phone_display(value)
        return value

    def _chosen(self, text: str) -> str:
        if text not in {value for value, label in self.choices}:
            raise ValidationError(_("Hãy chọn lại: “%(text)s” không có trong danh sách."), params={"text": text})
        return text


def is_empty(value: Any) -> bool:
    """Return whether nothing was answered; an unticked box counts as nothing, a zero does not."""
    return value is None or value is False or value == "" or value == []


def required_words(field: dict[str, Any]) -> str:
    """Return what to say when a required answer is missing."""
    if field["type"] == "checkbox":
        return _("Hãy đánh dấu ô này để tiếp tục.")
    if field["type"] in ("select", "radio", "checkboxes", "province", "commune"):
        return _("Hãy chọn “%(label)s”.") % {"label": field["label"]}
    return _("Hãy nhập “%(label)s”.") % {"label": field["label"]}


def warnings_of(field: dict[str, Any], value: Any, beside: dict[str, Any], on: date) -> list[str]:
    """Return what looks wrong but does not stop a filing: numbers that disagree with birth or sex, a young age."""
    if is_empty(value):
        return []
    if field["type"] == "personal_number":
        born = str(beside.get(field.get("born", "")) or "")
        year = int(born[:4]) if re.match(r"[0-9]{4}(-|$)", born) else None
        sex = beside.get(field.get("gender", "")) or None
        try:
            return check_personal_number(str(value), year, sex)
        except ValueError:
            return []
    least = field.get("min_age")
    if least and isinstance(value, str) and _ISO_DAY.fullmatch(value) and _age(date.fromisoformat(value), on) < least:
        return [_("Chưa đủ %(least)d tuổi vào hôm nay; cán bộ sẽ kiểm tra điều kiện.") % {"least": least}]
    return []


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def words_of_value(field: dict[str, Any], value: Any) -> str:
    """Return a kept value as people read it; area codes are named by the caller."""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if field["type"] == "money" and isinstance(value, int):
        return f"{number(value)} đồng"
    return str(AnswerField(field, on=date.min).prepare_value(value))


def _widget(field: dict[str, Any], choices: list[tuple[str, str]]) -> forms.Widget:
    kind = field["type"]
    if kind == "textarea":
        return forms.Textarea({"rows": 3, "maxlength": _LONG})
    if kind == "checkbox":
        return forms.CheckboxInput()
    if kind == "radio":
        return forms.RadioSelect(choices=choices)
    if kind == "checkboxes":
        return forms.CheckboxSelectMultiple(choices=choices)
    if kind in ("select", "province", "commune"):
        return forms.Select(choices=[("", _("— Chọn —")), *choices])
    if kind in ("ethnic", "country"):
        return Suggesting([value for value, label in choices], {"maxlength": 60, "autocomplete": "off"})
    return forms.TextInput(_TEXT_ATTRIBUTES.get(kind, {"maxlength": _SHORT}))


_TEXT_ATTRIBUTES: dict[str, dict[str, Any]] = {
    "date": {"inputmode": "numeric", "placeholder": "22/11/2026", "maxlength": 10},
    "partial_date": {"inputmode": "numeric", "placeholder": "22/11/1960, 11/1960, 1960", "maxlength": 10},
    "integer": {"inputmode": "numeric", "maxlength": 12},
    "money": {"inputmode": "numeric", "maxlength": 20},
    "decimal": {"inputmode": "decimal", "maxlength": 20},
    "personal_number": {"inputmode": "numeric", "maxlength": 20, "autocomplete": "off"},
    "phone": {"inputmode": "tel", "maxlength": 20, "autocomplete": "tel"},
    "email": {"inputmode": "email", "maxlength": 100, "autocomplete": "email"},
}


def _text(text: str, field: AnswerField) -> str:
    longest = _LONG if field.definition["type"] == "textarea" else _SHORT
    if len(text) > longest:
        raise ValueError(_("Nội dung dài %(n)d ký tự, tối đa %(most)d.") % {"n": len(text), "most": longest})
    rule = field.definition.get("rule")
    if rule == "person_name" and not (2 <= len(text) <= 100 and _NAME.fullmatch(text)):
        raise ValueError(_("Họ tên gồm chữ cái và khoảng trắng, không có chữ số; ví dụ Nguyễn Văn An, H'Hen Niê."))
    if rule == "id_document" and not re.fullmatch(r"[0-9A-Za-z/.-]{5,20}", text.replace(" ", "")):
        raise ValueError(_("Số giấy tờ gồm 5–20 chữ số, chữ cái; ví dụ căn cước 12 số, hộ chiếu B1234567."))
    if rule == "digits":
        return _digits(text.replace(" ", ""), field)
    if rule == "household_business_name":
        _household_name(text)
    return text


def _digits(text: str, field: AnswerField) -> str:
    least, most = field.definition["min_length"], field.definition["max_length"]
    if not re.fullmatch(r"[0-9]+", text) or not least <= len(text) <= most:
        count = str(least) if least == most else f"{least}–{most}"
        raise ValueError(_("Chỉ nhập chữ số, gồm %(count)s chữ số.") % {"count": count})
    return text


def _household_name(text: str) -> None:
    said = fold(text)
    if not said.startswith("ho kinh doanh "):
        raise ValueError(_("Tên phải bắt đầu bằng “Hộ kinh doanh”, ví dụ Hộ kinh doanh Hoa Sen."))
    if "cong ty" in said or "doanh nghiep" in said:
        raise ValueError(_("Tên hộ kinh doanh không được dùng từ “công ty”, “doanh nghiệp”."))


def _choice(text: str, field: AnswerField) -> str:
    return field._chosen(text)


def _listed_or_free(text: str, field: AnswerField) -> str:
    """Take a listed name in its own spelling, however it was typed; another text up to 60 letters as it is."""
    known = {fold(value): value for value, label in field.choices}
    if len(text) > 60:
        raise ValueError(_("Nội dung dài quá 60 ký tự."))
    return known.get(fold(text), text)


def _whole(text: str, field: AnswerField) -> int:
    bare = re.sub(r"[ .,]|đồng|đ$", "", text)
    if not re.fullmatch(r"[0-9]{1,15}", bare):
        raise ValueError(_("Hãy nhập số nguyên, ví dụ 2 hoặc 1.500.000."))
    value, least, most = int(bare), field.definition.get("min", 0), field.definition.get("max")
    if value < least:
        raise ValueError(_("Số phải từ %(least)s trở lên.") % {"least": number(least)})
    if most is not None and value > most:
        raise ValueError(_("Số phải từ %(least)s đến %(most)s.") % {"least": number(least), "most": number(most)})
    return value


def _decimal(text: str, field: AnswerField) -> str:
    bare = text.replace(" ", "").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,4})?", bare):
        raise ValueError(_("Hãy nhập số, dùng dấu phẩy cho phần lẻ, ví dụ 120,5."))
    return bare


def _day(text: str, field: AnswerField) -> str:
    typed = re.sub(r"[-. ]", "/", _typed_date(text))
    try:
        found = parse_vn_date(typed)
    except ValueError as problem:
        raise ValueError(in_readers_language(problem, typed)) from problem
    if not 1880 <= found.year <= 2100:
        raise ValueError(_("Năm %(year)d không hợp lệ.") % {"year": found.year})
    if field.definition.get("rule") == "past" and found > field.on:
        raise ValueError(_("Ngày này chưa đến. Hãy kiểm tra lại ngày, tháng, năm."))
    return found.isoformat()


def _partial_day(text: str, field: AnswerField) -> str:
    typed = re.sub(r"[-. ]", "/", text) if not _ISO_DAY.fullmatch(text) else text
    if found := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?", text):
        year, month = int(found[1]), int(found[2] or 0)
    elif found := re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", typed):
        year, month = int(found[2]), int(found[1])
        if not month:
            raise ValueError(_("Tháng phải từ 1 đến 12."))
    else:
        return _day(text, field)
    if month > 12 or not 1880 <= year <= 2100 or (year, month or 1) > (field.on.year, field.on.month):
        raise ValueError(_("Hãy nhập ngày/tháng/năm, tháng/năm hoặc chỉ năm đã qua, ví dụ 1960."))
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _typed_date(value: str) -> str:
    if _ISO_DAY.fullmatch(value):
        return "/".join(reversed(value.split("-")))
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", value):
        return f"{found[2]}/{found[1]}"
    return value


def _personal_number(text: str, field: AnswerField) -> str:
    bare = text.replace(" ", "").replace(".", "")
    check_personal_number(bare)
    return bare


def _phone(text: str, field: AnswerField) -> str:
    return normalise_phone(text)


def _email(text: str, field: AnswerField) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(_("Địa chỉ thư điện tử chưa đúng, ví dụ ten@vidu.vn.")) from None
    return text


_READERS = {
    "integer": _whole,
    "money": _whole,
    "decimal": _decimal,
    "date": _day,
    "partial_date": _partial_day,
    "select": _choice,
    "radio": _choice,
    "province": _choice,
    "commune": _choice,
    "country": _listed_or_free,
    "ethnic": _listed_or_free,
    "personal_number": _personal_number,
    "phone": _phone,
    "email": _email,
}
