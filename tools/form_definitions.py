"""Converts collected form descriptions (forms.json) into e-form definitions (docs/packs.md, kind eforms).

The collected conditions are written for people ("trong nước", "Loại việc = Việc khác"); here each becomes a field and
values, and one that can't be resolved stops the conversion instead of being dropped.
"""

import re
from typing import Any

from motcua.kernel.vietnamese import fold, nfc

Raw = dict[str, Any]

_RULES = {"person_name": "person_name", "id_document_no": "id_document"}
_TYPES = {
    "tel": "phone",
    "multiselect": "checkboxes",
    "attachments": "note",
    "file": "note",
    "money_computed": "note",
}
_NOTES = {
    "attachments": "Tải giấy tờ ở bước “Giấy tờ kèm theo”.",
    "file": "Ảnh tải ở bước “Giấy tờ kèm theo”.",
}
_OFFICER_ONLY = {"Mức độ (Hội đồng kết luận)", "Đã đối chiếu bản chính"}
_FILLED_BY_OFFICE = {"Ngày sinh ghi bằng chữ"}
_REPEATS: dict[str, list[Raw]] = {
    "Ngành, nghề kinh doanh": [
        {"label": "Mã ngành cấp 4", "type": "text", "validation": "digits 4..4"},
        {"label": "Tên ngành, nghề", "type": "text", "required": True},
        {"label": "Là ngành chính", "type": "checkbox"},
    ],
    "Danh sách thành viên (họ tên, ngày sinh, số định danh)": [
        {"label": "Họ và tên thành viên", "type": "text", "required": True, "validation": "person_name"},
        {"label": "Ngày sinh thành viên", "type": "partial_date", "required": True},
        {"label": "Số định danh thành viên", "type": "text", "validation": "cccd12"},
    ],
    "Địa điểm kinh doanh khác": [{"label": "Địa chỉ địa điểm kinh doanh", "type": "text", "required": True}],
    "Người sử dụng chung": [
        {"label": "Họ và tên người sử dụng chung", "type": "text", "required": True},
        {"label": "Số giấy tờ người sử dụng chung", "type": "text", "validation": "id_document_no"},
    ],
}
_MINIMUM_AGE = {("ket-hon", "Bên nữ"): 18, ("ket-hon", "Bên nam"): 20, ("ho-kinh-doanh", "Chủ hộ"): 18}
_CONDITIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "đã ly hôn hoặc vợ/chồng đã chết": ("Tình trạng hôn nhân", ("đã ly hôn", "đã chết")),
    "mẫu 1a, 1đ": ("Nhóm đối tượng", ("1a:", "1đ:")),
    "Mục đích = Kết hôn": ("Mục đích sử dụng", ("Kết hôn",)),
    "Mục đích = Mục đích khác": ("Mục đích sử dụng", ("Mục đích khác",)),
    "Loại việc = Việc khác": ("Loại việc yêu cầu", ("Việc khác",)),
}
# Who stands for the applicant where the first named person does not.
_APPLICANT_SECTION = {"mai-tang-phi": "II.2 Hộ gia đình, cá nhân", "mai-tang-huu-tri": "Như Mẫu 04 NĐ 20/2021"}
_APPLICANT_NAME = {"mai-tang-huu-tri": "Họ tên người/tổ chức mai táng"}
_CONTACT: list[Raw] = [
    {"label": "Số điện thoại", "type": "tel", "required": True, "added": True},
    {"label": "Thư điện tử", "type": "email", "added": True},
]
_CHECKS: dict[str, list[Raw]] = {
    "khai-tu": [
        {"rule": "not_before", "field": "Ngày chết", "other": "Ngày, tháng, năm sinh", "section": "Người chết"},
        {"rule": "not_before", "field": "Ngày cấp giấy báo tử", "other": "Ngày chết", "section": "Người chết"},
    ],
    "mai-tang-phi": [
        {"rule": "not_before", "field": "Ngày chết", "other": "Ngày, tháng, năm sinh", "section": "I. Người chết"},
        {
            "rule": "one_of",
            "fields": [
                ("Tên cơ quan, tổ chức", "II.1 Cơ quan, tổ chức đứng ra mai táng"),
                ("Họ và tên", "II.2 Hộ gia đình, cá nhân"),
            ],
            "message": "Hãy khai mục II.1 (cơ quan, tổ chức) hoặc mục II.2 (hộ gia đình, cá nhân) đứng ra mai táng.",
        },
    ],
    "ho-kinh-doanh": [{"rule": "exactly_one", "field": "Là ngành chính", "section": "Ngành, nghề kinh doanh"}],
}


def definitions(data: Raw) -> list[Raw]:
    """Convert every form, one row for each."""
    by_id = {form["id"]: form for form in data["forms"]}
    return [_Form(form, by_id, data["option_lists"]).row() for form in data["forms"]]


class _Form:
    """One form on its way from description to definition."""

    def __init__(self, raw: Raw, by_id: dict[str, Raw], lists: dict[str, list[str]]) -> None:
        self.raw, self.by_id, self.lists = raw, by_id, lists
        self.sections = self._with_contact(list(self._spread(raw["sections"])))
        labels = [field["label"] for section in self.sections for field in section["fields"]]
        self.repeated = {label for label in labels if labels.count(label) > 1}
        self.keys: dict[tuple[int, str], str] = {}
        taken: set[str] = set()
        for place, section in enumerate(self.sections):
            for field in section["fields"]:
                key = _slug(field["label"], 48)
                if field["label"] in self.repeated:
                    key = f"{_slug(section['title'], 24)}_{key}"
                while key in taken:
                    key += "_2"
                taken.add(key)
                self.keys[(place, field["label"])] = key

    def row(self) -> Raw:
        """Build the pack row."""
        sections = [self._section(place, section) for place, section in enumerate(self.sections)]
        definition: Raw = {"sections": [section for section in sections if section["fields"]]}
        definition["applicant"] = self._applicant()
        checks = [self._check(check) for check in _CHECKS.get(self.raw["id"], [])]
        if checks:
            definition["checks"] = checks
        return {
            "slug": self.raw["id"],
            "title": nfc(self.raw["name"]),
            "procedure_codes": self.raw["procedure_codes"],
            "official_form": nfc(self.raw["official_form"]),
            "legal_basis": nfc(self.raw["legal_basis"]),
            "source": nfc(self.raw["source"]),
            "note": nfc(self.raw["note"]),
            "definition": definition,
        }

    def _spread(self, sections: list[Raw]) -> "list[Raw]":
        """Put another form's sections where one is used, and give every repeating field a section of its own."""
        found: list[Raw] = []
        for section in sections:
            used = [field["use_form"] for field in section["fields"] if "use_form" in field]
            for form_id in used:
                for inner in self._spread(self.by_id[form_id]["sections"]):
                    found.append(inner | {"title": f"{section['title']} – {inner['title']}"})
            plain = [field for field in section["fields"] if "label" in field and field["label"] not in _REPEATS]
            title = section["title"].replace(" (lặp lại)", "")
            if plain:
                found.append({"title": title, "fields": plain, "repeat": title != section["title"]})
            for field in section["fields"]:
                if field.get("label") in _REPEATS:
                    inner = {"title": field["label"].split(" (")[0], "fields": _REPEATS[field["label"]], "repeat": True}
                    if field.get("show_if"):
                        inner["show_if"], inner["asked_in"] = field["show_if"], title
                    inner["required"] = field.get("required", False)
                    found.append(inner)
        return found

    def _with_contact(self, sections: list[Raw]) -> list[Raw]:
        if any(field.get("type") == "tel" for section in sections for field in section["fields"]):
            return sections
        place = self._applicant_place(sections)
        sections[place] = sections[place] | {"fields": sections[place]["fields"] + _CONTACT}
        return sections

    def _applicant_place(self, sections: list[Raw]) -> int:
        wanted = _APPLICANT_SECTION.get(self.raw["id"])
        for place, section in enumerate(sections):
            if wanted and section["title"] == wanted:
                return place
            if not wanted and any(field.get("validation") == "person_name" for field in section["fields"]):
                return place
        return 0

    def _section(self, place: int, section: Raw) -> Raw:
        fields = [self._field(place, section, field) for field in section["fields"]]
        _join_places(fields)
        _join_identity(fields)
        built: Raw = {"key": _slug(section["title"], 40), "title": nfc(section["title"]), "fields": fields}
        if section.get("repeat"):
            built["repeat"] = {"min": 1 if section.get("required", True) else 0, "max": 30}
        if section.get("show_if"):
            built["show_if"] = self._condition(section["show_if"], place, None)
        return built

    def _field(self, place: int, section: Raw, raw: Raw) -> Raw:
        label, kind = nfc(raw["label"]), raw["type"]
        built: Raw = {"key": self.keys[(place, raw["label"])], "label": label, "type": _TYPES.get(kind, kind)}
        if raw.get("required") and label not in _FILLED_BY_OFFICE and kind not in _NOTES:
            built["required"] = True
        options = raw.get("options") or (self.lists[raw["options_ref"]] if raw.get("options_ref") else None)
        if options:
            built["options"] = [nfc(option) for option in options]
        self._rule(built, section, raw.get("validation") or "")
        if raw.get("show_if"):
            built["show_if"] = self._condition(raw["show_if"], place, raw)
        help_text = _NOTES.get(kind) or (raw.get("note", "") if built["type"] == "note" else "")
        if help_text:
            built["help"] = nfc(help_text)
        if label in _OFFICER_ONLY:
            built["officer_only"] = True
        for key in ("official_no", "note"):
            if raw.get(key):
                built[key] = nfc(raw[key])
        if raw.get("added"):
            built["note"] = "thêm để liên hệ và tra cứu, không thuộc mẫu"
        return built

    def _rule(self, built: Raw, section: Raw, rule: str) -> None:
        if rule == "cccd12":
            built["type"] = "personal_number"
        elif rule in _RULES:
            built["rule"] = _RULES[rule]
        elif rule.startswith("date_past"):
            built["rule"] = "past"
        elif rule.startswith("bắt đầu bằng"):
            built["rule"] = "household_business_name"
        elif found := re.fullmatch(r"int ?(\d+)\.\.(\d+)", rule):
            built["min"], built["max"] = int(found[1]), int(found[2])
        elif found := re.fullmatch(r"digits (\d+)\.\.(\d+)", rule):
            built["rule"], built["min_length"], built["max_length"] = "digits", int(found[1]), int(found[2])
        elif found := re.fullmatch(r"(?:int|money)? ?(>=?|≥) ?(\d+)(;.*)?", rule):
            built["min"] = int(found[2]) + (found[1] == ">" and built["type"] != "decimal")
        elif rule.startswith("1900.."):
            built["min"], built["max"] = 1900, 2100
        if "tuổi" in rule:
            built["min_age"] = _MINIMUM_AGE[(self.raw["id"], section["title"])]

    def _condition(self, words: str, place: int, raw: Raw | None) -> Raw:
        """Resolve a condition to {"field": key, "is": [options]}."""
        label, values, is_not = None, (words,), False
        if words in _CONDITIONS:
            label, values = _CONDITIONS[words]
        elif found := re.fullmatch(r"(.+?) (=|≠) (.+)", words):
            label, values, is_not = found[1], (found[3],), found[2] == "≠"
        asked = self._asked_before(place, raw, label, values)
        options = asked.get("options") or self.lists[asked["options_ref"]]
        picked = [nfc(option) for option in options if any(_within(value, option) for value in values)]
        if len(values) == 1 and nfc(values[0]) in picked:
            picked = [nfc(values[0])]
        if is_not:
            picked = [nfc(option) for option in options if nfc(option) not in picked]
        return {"field": self._key_of(asked, place), "is": picked}

    def _asked_before(self, place: int, raw: Raw | None, label: str | None, values: tuple[str, ...]) -> Raw:
        for near in range(place, -1, -1):
            fields = self.sections[near]["fields"]
            end = next((i for i, field in enumerate(fields) if field is raw), len(fields)) if near == place else None
            for field in reversed(fields[:end]):
                options = field.get("options") or self.lists.get(field.get("options_ref", ""), [])
                if label is not None and not fold(field["label"]).startswith(fold(label)):
                    continue
                if any(_within(value, option) for value in values for option in options):
                    return field
        raise SystemExit(f"{self.raw['id']}: không hiểu điều kiện {values} của {raw and raw['label']}")

    def _key_of(self, asked: Raw, place: int) -> str:
        for near in range(place, -1, -1):
            if any(field is asked for field in self.sections[near]["fields"]):
                return self.keys[(near, asked["label"])]
        raise SystemExit(f"{self.raw['id']}: không tìm thấy {asked['label']}")

    def _applicant(self) -> Raw:
        place = self._applicant_place(self.sections)
        section = self.sections[place]
        keys = {field["label"]: self.keys[(place, field["label"])] for field in section["fields"]}

        def first(*wanted: str, kinds: tuple[str, ...] = ()) -> str:
            for field in section["fields"]:
                if field["type"] in kinds or field.get("validation") in kinds:
                    return keys[field["label"]]
            for word in wanted:
                for field in section["fields"]:
                    if fold(field["label"]).startswith(fold(word)):
                        return keys[field["label"]]
            return ""

        name = _APPLICANT_NAME.get(self.raw["id"])
        found = {
            "full_name": keys[name] if name else first("Họ và tên/", kinds=("person_name",)),
            "personal_number": first(kinds=("cccd12",)) or first("Số định danh", kinds=("id_document_no",)),
            "born_on": first("Ngày, tháng, năm sinh", "Ngày sinh"),
            "gender": first("Giới tính"),
            "phone": first(kinds=("tel",)) or self._anywhere("tel"),
            "email": first(kinds=("email",)) or self._anywhere("email"),
            "address": first("Số nhà, đường", "Nơi thường trú: thôn", "Địa chỉ", "Nơi thường trú", "Hộ khẩu"),
            "commune": first(kinds=("commune",)),
        }
        if self.raw["id"] == "mai-tang-huu-tri":
            found |= {"personal_number": keys["Số định danh"], "born_on": "", "gender": ""}
        return {key: value for key, value in found.items() if value}

    def _anywhere(self, kind: str) -> str:
        for place, section in enumerate(self.sections):
            for field in section["fields"]:
                if field["type"] == kind and not section.get("repeat"):
                    return self.keys[(place, field["label"])]
        return ""

    def _check(self, check: Raw) -> Raw:
        built = {key: value for key, value in check.items() if key in ("rule", "message")}
        places = {section["title"]: place for place, section in enumerate(self.sections)}
        if "fields" in check:
            built["fields"] = [self.keys[(places[title], label)] for label, title in check["fields"]]
            return built
        place = places[check["section"]]
        built["field"] = self.keys[(place, check["field"])]
        if "other" in check:
            built["other"] = self.keys[(place, check["other"])]
        if check["rule"] == "exactly_one":
            built["section"] = _slug(check["section"], 40)
        return built


def _join_places(fields: list[Raw]) -> None:
    """Tie every commune to the province asked just before it."""
    province = ""
    for field in fields:
        if field["type"] == "province":
            province = field["key"]
        elif field["type"] == "commune":
            field["province"] = province


def _join_identity(fields: list[Raw]) -> None:
    """Tie a personal number to the birth day and the gender asked beside it, which it should agree with."""
    numbers = [field for field in fields if field["type"] == "personal_number"]
    births = [f["key"] for f in fields if f["type"] in ("date", "partial_date") and "sinh" in fold(f["label"])]
    genders = [field["key"] for field in fields if field["label"] == "Giới tính"]
    if len(numbers) == 1:
        if len(births) == 1:
            numbers[0]["born"] = births[0]
        if len(genders) == 1:
            numbers[0]["gender"] = genders[0]


def _within(part: str, whole: str) -> bool:
    # Not folded: mẫu 1d and mẫu 1đ are two.
    return nfc(part).casefold() in nfc(whole).casefold()


def _slug(text: str, width: int) -> str:
    words = re.findall(r"[a-z0-9]+", fold(text))
    while len("_".join(words)) > width:
        words.pop()
    return "_".join(words)
