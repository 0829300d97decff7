"""Vietnamese text, money and masks: what holds of any input."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import masking, money, vietnamese

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
syllables = st.text(VIETNAMESE, min_size=1, max_size=6)
names = st.lists(syllables, min_size=1, max_size=4).map(" ".join)
UNITS = dict(zip(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], range(10), strict=True))


@given(st.text())
def test_fold_is_settled_after_one_turn(text):
    assert vietnamese.fold(vietnamese.fold(text)) == vietnamese.fold(text)


@given(names)
def test_fold_of_vietnamese_is_plain_ascii_and_does_not_depend_on_the_encoding(name):
    assert vietnamese.fold(name).isascii()
    assert vietnamese.fold(unicodedata.normalize("NFD", name)) == vietnamese.fold(name)
    assert vietnamese.sort_key(unicodedata.normalize("NFD", name)) == vietnamese.sort_key(name)


@given(st.text())
def test_sort_key_is_digits_so_that_every_collation_agrees(text):
    assert re.fullmatch(r"[0-9]*", vietnamese.sort_key(text))


def test_a_sort_key_fits_its_column_whatever_the_name():
    assert len(vietnamese.sort_key("王小明 " * 60)) == vietnamese.SORT_KEY_LENGTH


@given(syllables, syllables)
def test_different_syllables_never_share_a_key(one, other):
    marks = [vietnamese.nfc(word).casefold() for word in (one, other)]
    tones = [sum(sign in "\u0300\u0301\u0303\u0309\u0323" for sign in unicodedata.normalize("NFD", w)) for w in marks]
    if max(tones) <= 1 and vietnamese.fold(one) != vietnamese.fold(other):
        assert vietnamese.sort_key(one) != vietnamese.sort_key(other)


def test_a_tone_weighs_less_than_the_next_letter_and_more_than_the_family_name():
    names = ["Lê Hang", "Võ Hả", "An Há", "Bùi Há"]
    assert sorted(names, key=vietnamese.sort_key) == ["Võ Hả", "An Há", "Bùi Há", "Lê Hang"]


def test_words_leave_punctuation_out_and_names_with_apostrophe_are_found_joined_too():
    assert vietnamese.words_of("H'Hen Niê (Ê-đê), 2.145") == ("h", "hen", "nie", "e", "de", "2", "145")
    assert vietnamese.index_words_of("H'Hen Niê") == ("h", "hen", "nie", "hhen")


@given(st.integers(-(10**15), 10**15))
def test_number_reads_back(value):
    assert int(vietnamese.number(value).replace(".", "")) == value


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 3))
def test_percent_is_within_half_of_its_last_place(part, whole, places):
    written = vietnamese.percent(part, whole, places)
    scaled = int(re.sub(r"[.,%]", "", written))
    assert -whole < 2 * (part * 10 ** (places + 2) - scaled * whole) + whole <= 2 * whole
    assert ("," in written) == (places > 0)


def read_back(text):
    """Read an amount in words as a listener would."""
    total, group, digit = 0, 0, 0
    for word in text.casefold().removesuffix(" đồng").split():
        if word in UNITS:
            digit = UNITS[word]
        elif word in ("mốt", "tư", "lăm"):
            digit = {"mốt": 1, "tư": 4, "lăm": 5}[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word in ("trăm", "mươi"):
            group, digit = group + digit * {"trăm": 100, "mươi": 10}[word], 0
        elif word in ("nghìn", "triệu"):
            total, group, digit = total + (group + digit) * {"nghìn": 10**3, "triệu": 10**6}[word], 0, 0
        elif word == "tỷ":
            total, group, digit = (total + group + digit) * 10**9, 0, 0
        else:
            assert word == "linh"
    return total + group + digit


@given(st.integers(0, 10**15) | st.integers(0, 2000))
def test_amount_in_words_reads_back(amount):
    assert read_back(money.in_words(amount)) == amount


@pytest.mark.parametrize(("pages", "copies"), [(0, 1), (1, 0), (-1, 2)])
def test_no_pages_or_no_copies_have_no_fee(pages, copies):
    with pytest.raises(ValueError, match="từ 1 trở lên"):
        money.certified_copy_fee(pages, copies)


@given(st.text())
def test_masks_take_any_text(text):
    assert len(masking.mask_number(text)) == len(text)
    masking.mask_name(text)
    masking.mask_phone(text)
    masking.mask_email(text)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_a_masked_number_hides_its_middle(number):
    assert masking.mask_number(number) == f"{number[:3]}xxxxxx{number[-3:]}"
