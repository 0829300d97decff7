"""The same key twice gives the first result."""

from uuid import uuid4

import pytest
from tests.journal.acts_of_test import OFFICE

from motcua.journal import idempotency

pytestmark = pytest.mark.django_db


def test_the_second_use_of_a_key_gives_the_first_result():
    made = []

    def make():
        made.append(uuid4())
        return made[-1]

    first = idempotency.once(OFFICE, "form-1", "dossier", make)
    second = idempotency.once(OFFICE, "form-1", "dossier", make)
    assert first == (made[0], True) and second == (made[0], False) and len(made) == 1
    assert idempotency.find(OFFICE, "form-1") == made[0]


def test_a_refused_act_leaves_its_key_unused():
    def refuse():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        idempotency.once(OFFICE, "form-1", "dossier", refuse)
    assert idempotency.find(OFFICE, "form-1") is None
    assert idempotency.once(OFFICE, "form-1", "dossier", uuid4)[1]


def test_offices_do_not_share_keys():
    assert idempotency.once(OFFICE, "k", "dossier", uuid4)[1]
    assert idempotency.once(uuid4(), "k", "dossier", uuid4)[1]


def test_a_key_of_another_purpose_is_refused_in_words():
    idempotency.once(OFFICE, "k", "dossier", uuid4)
    with pytest.raises(idempotency.KeyUsedElsewhere, match="mở lại trang"):
        idempotency.once(OFFICE, "k", "payment", uuid4)


@pytest.mark.parametrize("key", ["", "x" * 10_000, "a\0b", "Đơn 1"])
def test_whatever_a_client_sends_as_key_fits(key):
    made = idempotency.once(OFFICE, key, "dossier", uuid4)
    assert idempotency.once(OFFICE, key, "dossier", uuid4) == (made[0], False)
