"""Every row of docs/rules/words.md holds."""

import pytest
from tests.kernel.rule_tables import day, table

from motcua.kernel import identifiers, masking, money, vietnamese
from motcua.kernel.clock import Limit


def rows(heading):
    """Give the rows of one table of words.md to parametrize over."""
    return pytest.mark.parametrize("row", table("words.md", heading))


@rows("Bảng 1.")
def test_two_spellings_fold_alike(row):
    assert vietnamese.fold(row["Viết"]) == vietnamese.fold(row["Cũng viết"]) == row["Dạng để tìm"]


def test_names_sort_as_in_the_register():
    names = [row["Họ và tên"] for row in table("words.md", "Bảng 2.")]
    assert sorted(names, key=vietnamese.sort_key) == names
    assert len({vietnamese.sort_key(name) for name in names}) == len(names)


@rows("Bảng 3.")
def test_money_is_written_as_the_table_says(row):
    assert money.vnd(int(row["Số"])) == row["Bằng số"].replace("␣", "\u00a0")
    assert money.in_words(int(row["Số"])) == row["Bằng chữ"]


@rows("Bảng 4.")
def test_copy_fee_is_as_the_table_says(row):
    assert money.certified_copy_fee(int(row["Số trang"]), int(row["Số bản"])) == int(row["Phí"])


@rows("Bảng 5.")
def test_percent_is_written_as_the_table_says(row):
    assert vietnamese.percent(int(row["Phần"]), int(row["Tổng"]), places=int(row["Số lẻ"])) == row["Viết"]


@rows("Bảng 6.")
def test_personal_data_are_masked_as_the_table_says(row):
    masks = {
        "tên": masking.mask_name,
        "số": masking.mask_number,
        "điện thoại": masking.mask_phone,
        "thư": masking.mask_email,
    }
    assert masks[row["Loại"]](row["Đầy đủ"]) == row["Che"]


@rows("Bảng 7.")
def test_phone_is_read_as_the_table_says(row):
    if row["Lưu"] == "sai":
        with pytest.raises(ValueError, match="Số điện thoại"):
            identifiers.normalise_phone(row["Nhập"])
        return
    assert identifiers.normalise_phone(row["Nhập"]) == row["Lưu"]
    assert identifiers.phone_display(row["Lưu"]) == row["Hiện"]
    assert identifiers.normalise_phone(row["Hiện"]) == row["Lưu"]


@rows("Bảng 8.")
def test_agency_code_is_read_as_the_table_says(row):
    if row["Mã cơ quan"] == "sai":
        with pytest.raises(ValueError, match="mã định danh"):
            identifiers.check_agency_code(row["Viết"])
    else:
        assert identifiers.check_agency_code(row["Viết"]) == row["Mã cơ quan"]


@rows("Bảng 9.")
def test_dossier_code_is_read_as_the_table_says(row):
    if row["Mã cơ quan"] == "sai":
        with pytest.raises(ValueError, match="không phải mã hồ sơ"):
            identifiers.parse_dossier_code(row["Viết"])
        return
    expected = identifiers.DossierCode(row["Mã cơ quan"], day(row["Ngày nhận"]), int(row["Số"]))
    assert identifiers.parse_dossier_code(row["Viết"]) == expected


@rows("Bảng 10.")
def test_limit_is_said_as_the_table_says(row):
    limit = Limit.parse(row["Lưu"])
    assert (str(limit), limit.words()) == (row["Lưu"], row["Chữ"])
