"""The built-in packs, loaded once for each file of tests inside one transaction that is rolled back.

What stands on Django's models is imported inside: pytest reads this file before Django is ready.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.procedures.days import AT

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from motcua.journal.acting import Acting
    from motcua.office.offices import Office


class _Undo(Exception):
    """Ends the transaction of the loaded packs."""


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    from django.db import transaction

    from motcua import packs as built_in
    from motcua.office import packs
    from motcua.site.management.commands.import_pack import LOADERS

    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                for folder in built_in.all_folders():
                    pack = packs.read(folder)
                    LOADERS[pack.kind](pack, at=AT)
                yield
                raise _Undo
        except _Undo:
            pass


@pytest.fixture
def loaded(_loaded: None, db: None) -> None:
    """The built-in packs stand in the database."""


@pytest.fixture
def office(loaded: None) -> "Office":
    """An office without any opening."""
    from motcua.office.offices import found

    return found("H99.01", "Trung tâm Phục vụ hành chính công xã Hoa Sen")


@pytest.fixture
def steward(office: "Office") -> "Acting":
    """The steward of that office."""
    from motcua.journal.acting import Acting
    from motcua.kernel.identifiers import uuid7

    return Acting(person=uuid7(), post=uuid7(), office=office.pk, role="steward")
