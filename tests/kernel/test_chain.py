"""Canonical text, hashes and commitments."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import chain

leaves = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcđ"), inner))


def test_canonical_text_is_as_written_down():
    facts = {"số": 3, "a": ["Hòa", None, True], "b": {"z": 1, "y": 2}}
    assert chain.canonical(facts) == '{"a":["Hòa",null,true],"b":{"y":2,"z":1},"số":3}'


def test_moments_dates_and_keys_have_one_form():
    there = timezone(timedelta(hours=7))
    facts = {
        "at": datetime(2026, 11, 22, 10, 5, tzinfo=there),
        "on": date(2026, 11, 22),
        "id": UUID(int=1),
    }
    assert chain.canonical(facts) == (
        '{"at":"2026-11-22T03:05:00.000000Z","id":"00000000-0000-0000-0000-000000000001","on":"2026-11-22"}'
    )
    assert chain.canonical(facts) == chain.canonical({**facts, "at": facts["at"].astimezone(UTC)})


@given(st.dictionaries(st.text("abcđe"), values, max_size=4))
def test_canonical_text_is_the_same_after_reading_it_and_in_any_order(facts):
    text = chain.canonical(facts)
    assert chain.canonical(json.loads(text)) == text
    assert chain.canonical(dict(reversed(facts.items()))) == text


def test_composed_and_decomposed_letters_are_one_text():
    assert chain.canonical({"tên": "Hòa"}) == chain.canonical({"te\u0302n": "Ho\u0300a"})


@pytest.mark.parametrize("value", [1.0, float("nan"), b"x", {1, 2}, object(), {1: 2}, [0.5], timedelta(1)])
def test_values_without_one_form_are_refused(value):
    with pytest.raises(TypeError, match="Không ghi được"):
        chain.canonical({"a": value})


def test_a_naive_moment_two_equal_keys_and_a_broken_letter_are_refused():
    with pytest.raises(ValueError, match="múi giờ"):
        chain.canonical({"a": datetime(2026, 1, 1)})  # noqa: DTZ001  the naive moment is the point
    with pytest.raises(ValueError, match="trùng nhau"):
        chain.canonical({"ê": 1, "e\u0302": 2})
    with pytest.raises(UnicodeEncodeError):
        chain.canonical({"a": "\ud800"})


def test_every_link_depends_on_the_link_before():
    first = chain.entry_hash("", '{"a":1}')
    assert first == hashlib.sha256(b'\n{"a":1}').hexdigest()
    assert chain.entry_hash(first, '{"a":1}') != first
    assert chain.entry_hash(first, '{"a":1}') != chain.entry_hash(first, '{"a":2}')


def test_digest_of_text_is_that_of_its_bytes():
    assert chain.digest("Đ") == chain.digest("Đ".encode()) == hashlib.sha256(b"\xc4\x90").hexdigest()


def test_a_commitment_hides_its_value_behind_a_salt_of_its_own():
    salt = chain.new_salt()
    assert chain.commitment(salt, "Hòa") == chain.commitment(salt, "Ho\u0300a")
    assert chain.commitment(salt, "Hòa") == hashlib.sha256(salt + "Hòa".encode()).hexdigest()
    assert chain.commitment(chain.new_salt(), "Hòa") != chain.commitment(salt, "Hòa")
    with pytest.raises(ValueError, match="16 byte"):
        chain.commitment(b"", "Hòa")
