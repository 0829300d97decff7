"""What the kernel says of a text it can't read, in Vietnamese and in English: whole, with what was typed inside."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation

from motcua.journal.kernel_words import SAID_BY_THE_KERNEL, in_readers_language
from motcua.kernel.identifiers import (
    check_personal_number,
    normalise_phone,
    normalise_resume_code,
    parse_id_card_qr,
)
from motcua.kernel.limits import Limit
from motcua.kernel.localtime import parse_vn_date
from motcua.procedures.eform_fields import AnswerField

SAID: list[tuple[Callable[[str], object], str, str]] = [
    # what reads it, what was typed, English
    (normalise_phone, "12", "The phone number is not right. A mobile number has 10 digits, for example 0912 345 678."),
    (check_personal_number, "123", "A personal number has exactly 12 digits."),
    (normalise_resume_code, "a", ""),
    (parse_id_card_qr, "a|b", ""),
    (parse_vn_date, "hôm qua", "“hôm qua” is not a date written day/month/year, for example 22/11/2026."),
    (parse_vn_date, "31/02/2026", "There is no day 31/02/2026 in the calendar."),
    (parse_vn_date, "50%(text)s", "“50%(text)s” is not a date written day/month/year, for example 22/11/2026."),
    (Limit.parse, "3 ngày", "“3 ngày” is not a limit, for example 3:working_day."),
    (Limit.parse, "0:hour", "A limit must be more than 0."),
    (Limit.parse, "99999999999:day", "The limit is too long."),
]


@pytest.mark.parametrize(("read", "typed", "english"), SAID)
def test_what_the_kernel_says_is_said_in_the_readers_language(read, typed, english):
    with pytest.raises(ValueError) as caught:
        read(typed)
    vietnamese = str(caught.value)
    assert in_readers_language(caught.value, typed) == vietnamese
    with translation.override("en"):
        said = in_readers_language(caught.value, typed)
    assert said == english if english else said.isascii()


def test_a_sentence_that_is_not_the_kernels_stays_as_it_is():
    with translation.override("en"):
        assert in_readers_language(ValueError("Thời điểm thiếu múi giờ."), "") == "Thời điểm thiếu múi giờ."


def test_every_sentence_of_the_kernel_has_its_english():
    with translation.override("en"):
        for sentence in SAID_BY_THE_KERNEL:
            assert translation.gettext(sentence) != sentence


def test_a_date_of_an_e_form_is_refused_in_the_readers_language():
    field = AnswerField({"key": "born_on", "label": "Ngày sinh", "type": "date"}, on=date(2026, 11, 20))
    with translation.override("en"), pytest.raises(Exception, match="There is no day 31/02/2026 in the calendar"):
        field.clean("31-02-2026")
