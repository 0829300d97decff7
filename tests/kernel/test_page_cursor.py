"""A cursor comes back as it was written; anything else means the first page."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from motcua.kernel import page_cursor

AT, ROW = datetime(2026, 11, 22, 3, 4, 5, 678, tzinfo=UTC), UUID("01a203f9-efe5-7267-8a4a-27f8f45c573e")


def test_a_written_place_is_read_back() -> None:
    assert page_cursor.read(page_cursor.write(AT, ROW)) == (AT, ROW)


@pytest.mark.parametrize(
    "text", ["", "x", "đ", "////", "MjAyNi0xMS0yMnwx", page_cursor.write(AT.replace(tzinfo=None), ROW)]
)
def test_anything_else_means_the_first_page(text: str) -> None:
    assert page_cursor.read(text) is None
