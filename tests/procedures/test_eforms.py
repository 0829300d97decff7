"""An e-form is drawn and checked by the server: nothing typed is lost, nothing hidden asked, no script needed."""

import json
from typing import Any

import pytest
from django.http import QueryDict
from tests.procedures.days import TODAY

from motcua.procedures import eforms, versions
from motcua.procedures.eform_definitions import BadDefinition, check
from motcua.procedures.eforms import EForm, build

SMALL: dict[str, Any] = {
    "sections": [
        {
            "key": "nguoi_khai",
            "title": "Người khai",
            "fields": [
                {"key": "ho_ten", "label": "Họ và tên", "type": "text", "required": True, "rule": "person_name"},
                {"key": "sinh", "label": "Ngày sinh", "type": "partial_date", "required": True},
                {"key": "gioi", "label": "Giới tính", "type": "radio", "options": ["Nam", "Nữ"]},
                {
                    "key": "so",
                    "label": "Số định danh",
                    "type": "personal_number",
                    "required": True,
                    "born": "sinh",
                    "gender": "gioi",
                },
                {"key": "tinh", "label": "Tỉnh", "type": "province", "required": True},
                {"key": "xa", "label": "Xã", "type": "commune", "required": True, "province": "tinh"},
                {"key": "dan_toc", "label": "Dân tộc", "type": "ethnic"},
                {"key": "nuoc", "label": "Quốc tịch", "type": "country"},
                {"key": "dt", "label": "Điện thoại", "type": "phone"},
                {"key": "thu", "label": "Thư điện tử", "type": "email"},
                {"key": "tien", "label": "Vốn", "type": "money", "min": 1},
                {"key": "dien_tich", "label": "Diện tích", "type": "decimal"},
                {
                    "key": "ban_sao",
                    "label": "Cấp bản sao",
                    "type": "radio",
                    "required": True,
                    "options": ["Có", "Không"],
                },
                {
                    "key": "so_ban",
                    "label": "Số bản",
                    "type": "integer",
                    "required": True,
                    "min": 1,
                    "max": 50,
                    "show_if": {"field": "ban_sao", "is": ["Có"]},
                },
                {"key": "dang", "label": "Dạng", "type": "checkboxes", "options": ["A", "B"]},
                {"key": "cam_doan", "label": "Cam đoan", "type": "checkbox", "required": True},
                {"key": "ghi_chu", "label": "Cán bộ ghi", "type": "text", "required": True, "officer_only": True},
            ],
        },
        {
            "key": "thanh_vien",
            "title": "Thành viên",
            "repeat": {"min": 0, "max": 3},
            "fields": [
                {"key": "ten", "label": "Tên thành viên", "type": "text", "required": True},
                {"key": "nam_sinh", "label": "Năm sinh", "type": "integer", "min": 1900, "max": 2100},
            ],
        },
    ],
    "applicant": {
        "full_name": "ho_ten",
        "personal_number": "so",
        "born_on": "sinh",
        "gender": "gioi",
        "phone": "dt",
        "commune": "xa",
    },
}
GOOD = {
    "ho_ten": "Nguyễn  Thị An",
    "sinh": "5/3/1990",
    "gioi": "Nữ",
    "so": "999190001234",
    "tinh": "68",
    "xa": "25159",
    "dan_toc": "kinh",
    "nuoc": "Việt Nam",
    "dt": "0912 345 678",
    "thu": "",
    "tien": "1.500.000",
    "dien_tich": "120,5",
    "ban_sao": "Không",
    "so_ban": "abc",
    "dang": ["A", "B"],
    "cam_doan": "on",
    "thanh_vien-count": "0",
}


def posted(**changes: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for key, value in (GOOD | changes).items():
        if value is not None:
            data.setlist(key, value if isinstance(value, list) else [value])
    return data


def filled(*, partial: bool = False, **changes: Any):
    form = build(SMALL, on=TODAY, data=posted(**changes), partial=partial)
    form.is_valid()
    return form


def shown(form: Any) -> dict[str, Any]:
    return {item.name: item for item in form.items}


def test_good_answers_are_kept_as_plain_json(loaded: None) -> None:
    form = filled()
    assert form.errors == {}
    values = json.loads(json.dumps(form.cleaned_values()))
    assert values == {
        "ho_ten": "Nguyễn Thị An",
        "sinh": "1990-03-05",
        "gioi": "Nữ",
        "so": "999190001234",
        "tinh": "68",
        "xa": "25159",
        "dan_toc": "Kinh",
        "nuoc": "Việt Nam",
        "dt": "+84912345678",
        "tien": 1_500_000,
        "dien_tich": "120.5",
        "ban_sao": "Không",
        "dang": ["A", "B"],
        "cam_doan": True,
        "thanh_vien": [],
    }


def test_kept_answers_are_drawn_the_way_people_write_them(loaded: None) -> None:
    values = filled().cleaned_values()
    form = build(SMALL, on=TODAY, initial=values)
    page = form.as_div()
    for typed in ("05/03/1990", "0912 345 678", "1.500.000", "120,5", "Xã Cát Tiên"):
        assert typed in page
    again = build(SMALL, on=TODAY, data=posted(sinh="05/03/1990", tien="1.500.000"))
    assert again.is_valid()
    assert again.cleaned_values() == values


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("ho_ten", "", "Hãy nhập “Họ và tên”"),
        ("ho_ten", "An 2", "không có chữ số"),
        ("sinh", "32/01/1990", "lịch"),
        ("sinh", "2090", "đã qua"),
        ("sinh", "hôm qua", "ngày"),
        ("so", "12345", "12 chữ số"),
        ("tinh", "", "Hãy chọn “Tỉnh”"),
        ("xa", "00004", "Hãy chọn lại"),
        ("dt", "12", "Số điện thoại chưa đúng"),
        ("thu", "ai do", "thư điện tử chưa đúng"),
        ("tien", "0", "từ 1 trở lên"),
        ("tien", "-5", "số nguyên"),
        ("dien_tich", "rộng", "Hãy nhập số"),
        ("ban_sao", "Có thể", "Hãy chọn lại"),
        ("cam_doan", None, "đánh dấu ô này"),
        ("dang", ["A", "C"], "Hãy chọn lại"),
    ],
)
def test_a_bad_answer_is_named_in_words(loaded: None, field: str, typed: Any, words: str) -> None:
    form = filled(**{field: typed})
    assert words in " ".join(form.errors[field])
    assert list(form.errors) == ([field, "xa"] if field == "tinh" else [field])


@pytest.mark.parametrize(("typed", "kept"), [("1990", "1990"), ("3/1990", "1990-03"), ("05-03-1990", "1990-03-05")])
def test_a_birth_day_may_be_known_only_in_part(loaded: None, typed: str, kept: str) -> None:
    assert filled(sinh=typed).cleaned_values()["sinh"] == kept
    page = build(SMALL, on=TODAY, initial={"sinh": kept}).as_div()
    assert {"1990": "1990", "1990-03": "03/1990", "1990-03-05": "05/03/1990"}[kept] in page


@pytest.mark.parametrize("name", ["H'Hen Niê", "K’Brơi", "Y Bhăm", "Lò", "Siu H’Nương", "Nguyễn Thị Ánh-Tuyết"])
def test_names_of_every_people_are_names(loaded: None, name: str) -> None:
    assert filled(ho_ten=name).cleaned_values()["ho_ten"] == name


def test_a_number_that_disagrees_with_birth_or_sex_only_warns(loaded: None) -> None:
    form = filled(so="999190001234", gioi="Nam", sinh="1985")
    assert form.is_valid()
    assert len(form.warnings["so"]) == 2
    assert "khác" in shown(form)["so"].warnings[0]


def test_a_hidden_field_is_neither_required_nor_stored(loaded: None) -> None:
    form = filled(ban_sao="Không", so_ban="abc")
    assert form.is_valid()
    assert "so_ban" not in form.cleaned_values()
    assert not shown(form)["so_ban"].is_shown
    assert "Cấp bản sao" in shown(form)["so_ban"].condition_words


def test_a_field_whose_condition_holds_is_required(loaded: None) -> None:
    assert list(filled(ban_sao="Có", so_ban="").errors) == ["so_ban"]
    assert "đến 50" in " ".join(filled(ban_sao="Có", so_ban="51").errors["so_ban"])
    assert filled(ban_sao="Có", so_ban="2").cleaned_values()["so_ban"] == 2


def test_a_draft_asks_nothing_and_keeps_what_it_cannot_read(loaded: None) -> None:
    data = {"ho_ten": "", "so": "12", "sinh": "ngày mưa", "tinh": "68", "xa": "", "cam_doan": None}
    form = filled(partial=True, **data)
    assert form.is_valid()
    values = form.cleaned_values()
    assert (values["so"], values["sinh"], values["so_ban"]) == ("12", "ngày mưa", "abc")
    assert set(form.problems) == {"so", "sinh", "so_ban"}
    page = build(SMALL, on=TODAY, initial=values).as_div()
    assert 'value="ngày mưa"' in page
    assert 'value="12"' in page


def test_communes_are_listed_only_for_the_chosen_province(loaded: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):  # provinces, ethnic groups
        empty = build(SMALL, on=TODAY)
    assert len(empty.fields["xa"].choices) == 0
    with django_assert_num_queries(3):
        chosen = build(SMALL, on=TODAY, data=posted(tinh="75", xa="", _province="tinh"))
    assert len(chosen.fields["xa"].choices) == 95
    assert chosen.is_rework
    assert shown(chosen)["tinh"].province_button == "tinh"


def test_rows_are_added_and_removed_by_plain_buttons(loaded: None) -> None:
    form = filled(_add="thanh_vien")
    assert form.is_rework
    section = form.sections()[1]
    assert (section.count, section.count_name, section.add) == (1, "thanh_vien-count", "thanh_vien")
    rows = {"thanh_vien-count": "3", **{f"thanh_vien-{n}-ten": f"Người {n}" for n in range(3)}}
    full = filled(**rows)
    assert full.sections()[1].add == "", "no more than the most"
    assert [row.remove for row in full.sections()[1].rows] == ["thanh_vien-0", "thanh_vien-1", "thanh_vien-2"]
    fewer = filled(partial=True, _remove="thanh_vien-1", **rows)
    assert fewer.cleaned_values()["thanh_vien"] == [{"ten": "Người 0"}, {"ten": "Người 2"}]


def test_every_row_is_checked_on_its_own(loaded: None) -> None:
    rows = {"thanh_vien-count": "2", "thanh_vien-0-ten": "An", "thanh_vien-1-ten": "", "thanh_vien-1-nam_sinh": "1800"}
    assert set(filled(**rows).errors) == {"thanh_vien-1-ten", "thanh_vien-1-nam_sinh"}


@pytest.mark.parametrize("count", ["-1", "9999", "x", ""])
def test_a_forged_row_count_does_no_harm(loaded: None, count: str) -> None:
    assert filled(**{"thanh_vien-count": count}).sections()[1].count <= 3


def test_what_only_officers_fill_is_not_asked_of_a_citizen(loaded: None) -> None:
    assert "ghi_chu" not in filled().fields


def test_the_applicant_is_read_from_the_answers(loaded: None) -> None:
    found = eforms.applicant_of(SMALL, filled().cleaned_values(), TODAY)
    assert found == {
        "full_name": "Nguyễn Thị An",
        "personal_number": "999190001234",
        "born_on": "1990-03-05",
        "gender": "Nữ",
        "phone": "+84912345678",
        "email": "",
        "address": "Xã Cát Tiên, Tỉnh Lâm Đồng",
        "commune": "25159",
    }


def test_answers_can_be_read_and_printed_for_one_query(loaded: None, django_assert_num_queries: Any) -> None:
    rows = {"thanh_vien-count": "1", "thanh_vien-0-ten": "Bình"}
    values = filled(**rows).cleaned_values()
    with django_assert_num_queries(1):
        sections = dict(eforms.readable(SMALL, values, TODAY))
    said = dict(sections["Người khai"])
    assert said["Ngày sinh"] == "05/03/1990"
    assert said["Xã"] == "Xã Cát Tiên"
    assert said["Vốn"] == "1.500.000 đồng"
    assert said["Cam đoan"] == "Có"
    assert dict(sections["Thành viên 1"]) == {"Tên thành viên": "Bình"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["sections"][0]["fields"][0].update(type="magic"), "kiểu lạ"),
        (lambda d: d["sections"][0]["fields"][1].update(key="ho_ten"), "bị trùng"),
        (lambda d: d["sections"][0]["fields"][2].pop("options"), "chưa có lựa chọn"),
        (lambda d: d["sections"][0]["fields"][0].update(show_if={"field": "lạ", "is": ["x"]}), "chưa khai báo"),
        (lambda d: d["sections"][0]["fields"][13]["show_if"].update({"is": ["Có lẽ"]}), "lựa chọn không có"),
        (lambda d: d["sections"][0]["fields"][5].pop("province"), "chưa khai báo"),
        (lambda d: d["applicant"].pop("full_name"), "applicant"),
        (lambda d: d["sections"][1].update(key="nguoi_khai"), "bị trùng"),
        (lambda d: d.update(checks=[{"rule": "magic"}]), "phép kiểm tra"),
        (lambda d: d.update(checks=[{"rule": "one_of", "fields": ["ho_ten"]}]), "one_of"),
        (lambda d: d.update(checks=[{"rule": "not_before", "field": "sinh"}]), "chưa khai báo"),
        (lambda d: d.update(checks="không"), "danh sách"),
        (lambda d: d["sections"][1].update(repeat=[1, 2]), "lặp"),
        (lambda d: d["sections"][1].update(repeat={"min": 5, "max": 2}), "lặp"),
        (lambda d: d["sections"][0].update(fields="không"), "danh sách"),
        (lambda d: d["sections"][0]["fields"][10].update(min="một"), "số nguyên"),
        (lambda d: d["sections"][0]["fields"][0].update(rule="digits"), "số chữ số"),
        (lambda d: d["sections"][0]["fields"][0].update(show_if=["ho_ten"]), "chưa khai báo"),
    ],
)
def test_a_wrong_definition_is_refused(change: Any, words: str) -> None:
    copy = json.loads(json.dumps(SMALL))
    change(copy)
    with pytest.raises(BadDefinition, match=words):
        check(copy)


def every_form() -> list[str]:
    from pathlib import Path

    from motcua import packs

    path = Path(packs.__file__).parent / "eforms" / "eforms.json"
    return [row["slug"] for row in json.loads(path.read_text(encoding="utf-8"))]


def test_all_seventeen_forms_are_converted() -> None:
    assert len(every_form()) == 17


@pytest.mark.parametrize("slug", every_form())
def test_every_real_form_is_drawn_refused_empty_and_kept_as_draft(loaded: None, slug: str) -> None:
    definition = EForm.objects.get(slug=slug).definition
    form = build(definition, on=TODAY)
    names = [item.name for section in form.sections() for row in section.rows for item in row.items]
    assert len(names) == len(set(names))
    for section in form.sections():
        for row in section.rows:
            for item in row.items:
                assert item.is_note or str(item.field)
    empty = build(definition, on=TODAY, data=QueryDict(""))
    assert not empty.is_valid()
    draft = build(definition, on=TODAY, data=QueryDict(""), partial=True)
    assert draft.is_valid()
    assert draft.problems == {}


def plausible(item: Any) -> Any:
    """Give an answer that a person could type."""
    one = item.definition
    if one["type"] in ("radio", "select"):
        return one["options"][0]
    if one["type"] == "checkboxes":
        return [one["options"][0]]
    if one["type"] == "checkbox":
        return "on"
    if one.get("rule") == "digits":
        return "1" * one["min_length"]
    if one.get("rule") == "household_business_name":
        return "Hộ kinh doanh Hoa Sen"
    typed = {
        "date": "05/03/1990" if item.name != "ngay_cap_giay_bao_tu" else "06/03/1990",
        "partial_date": "1980",
        "integer": str(one.get("min", 0) + 1),
        "decimal": "12,5",
        "money": "1.000.000",
        "province": "68",
        "commune": "25159",
        "personal_number": "999080001234",
        "phone": "0912345678",
        "email": "ten@vidu.vn",
        "ethnic": "Kinh",
        "country": "Việt Nam",
    }
    return typed.get(one["type"], "B1234567" if one.get("rule") == "id_document" else "Nguyễn Văn An")


@pytest.mark.parametrize("slug", every_form())
def test_every_real_form_is_accepted_when_it_is_filled(loaded: None, slug: str) -> None:
    definition = EForm.objects.get(slug=slug).definition
    data = {f"{s['key']}-count": "1" for s in definition["sections"] if s.get("repeat")}
    data |= {item.name: plausible(item) for item in build(definition, on=TODAY, data=data).items if not item.is_note}
    form = build(definition, on=TODAY, data=data)
    assert form.is_valid(), form.errors
    values = form.cleaned_values()
    applicant = eforms.applicant_of(definition, values, TODAY)
    assert applicant["full_name"] == "Nguyễn Văn An"
    assert applicant["phone"] == "+84912345678"
    assert applicant["personal_number"]
    again = build(definition, on=TODAY, initial=json.loads(json.dumps(values)))
    assert again.sections()
    assert eforms.readable(definition, values, TODAY)


def test_a_death_before_the_birth_is_refused(loaded: None) -> None:
    definition = eforms.definition(versions.current("1.000656", TODAY))
    data = {"ngay_chet": "01/02/2026", "nguoi_chet_ngay_thang_nam_sinh": "2026", "ngay_thang_nam_sinh": "03/2026"}
    form = build(definition, on=TODAY, data=data)
    form.is_valid()
    assert "không thể trước" in " ".join(form.errors["ngay_chet"])


def test_a_household_business_needs_exactly_one_main_trade(loaded: None) -> None:
    definition = eforms.definition(versions.current("1.001612", TODAY))
    rows = {"nganh_nghe_kinh_doanh-count": "2", "ten_ho_kinh_doanh": "Công ty Hoa"}
    form = build(definition, on=TODAY, data=rows)
    form.is_valid()
    assert "đúng một dòng" in " ".join(form.errors["nganh_nghe_kinh_doanh-0-la_nganh_chinh"])
    assert "Hộ kinh doanh" in " ".join(form.errors["ten_ho_kinh_doanh"])
    one = build(definition, on=TODAY, data=rows | {"nganh_nghe_kinh_doanh-1-la_nganh_chinh": "on"})
    one.is_valid()
    assert "nganh_nghe_kinh_doanh-0-la_nganh_chinh" not in one.errors


def test_a_foreign_address_asks_no_province(loaded: None) -> None:
    definition = eforms.definition(versions.current("1.004873", TODAY))
    at_home = build(definition, on=TODAY, data={"nguoi_yeu_cau_noi_cu_tru_trong_nuoc_nuoc_ngoai": "Trong nước"})
    abroad = build(definition, on=TODAY, data={"nguoi_yeu_cau_noi_cu_tru_trong_nuoc_nuoc_ngoai": "Nước ngoài"})
    at_home.is_valid()
    abroad.is_valid()
    assert "nguoi_yeu_cau_tinh_thanh_pho" in at_home.errors
    assert "nguoi_yeu_cau_tinh_thanh_pho" not in abroad.errors
