"""The main pages of the staff ask the same number of queries for one and for three rows, and stay small."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.dossiers import situations

from motcua.site.demo import builders

pytestmark = pytest.mark.django_db

NOVEMBER = "tu=2026-11-01&den=2026-11-30"
MAIN_PAGES: list[tuple[str, str, Callable[..., Any], int]] = [
    ("reception", "/can-bo/", situations.registered, 8),
    ("specialist", "/can-bo/", situations.in_process, 9),
    ("reception", "/can-bo/tim/?q=261102", situations.registered, 4),
    ("reception", "/can-bo/quay/", situations.registered, 4),
    ("reception", "/can-bo/quay/1.000001/", situations.registered, 9),
    ("cashier", "/can-bo/thu-ngan/", situations.registered, 7),
    ("reception", "/can-bo/so-theo-doi/", situations.returned, 6),
    ("leader", "/lanh-dao/", situations.registered, 7),
    ("leader", "/lanh-dao/o/open/", situations.registered, 6),
    ("leader", f"/lanh-dao/bao-cao/ii-06a/?{NOVEMBER}", situations.returned, 4),
    ("leader", f"/lanh-dao/bao-cao/ii-06a/o/?{NOVEMBER}&o=7", situations.returned, 4),
    ("leader", "/lanh-dao/ky/", situations.proposed, 5),
    ("steward", "/quan-tri/", situations.registered, 11),
    ("steward", "/quan-tri/thu-tuc/", situations.registered, 5),
    ("steward", "/quan-tri/can-bo/", situations.registered, 6),
    ("steward", "/quan-tri/viec-may/", situations.registered, 6),
]
DOSSIER_PAGES: list[tuple[str, str, Callable[..., Any], int]] = [
    ("reception", "/can-bo/ho-so/{}/", situations.registered, 26),
    ("specialist", "/can-bo/ho-so/{}/", situations.in_process, 33),
    ("reception", "/can-bo/ho-so/{}/", situations.returned, 28),
    ("leader", "/lanh-dao/ky/{}/", situations.proposed, 11),
]


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def free(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure("1.000001", name="Thủ tục không thu phí", fee=0))


def sign_in(house: builders.House, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(("kind", "address", "make", "number"), MAIN_PAGES)
def test_a_main_page_asks_as_often_for_three_rows_as_for_one(
    house: Any, free: Any, page: Any, queries: Any, kind: str, address: str, make: Any, number: int
) -> None:
    client = sign_in(house, kind)
    make(house, free)
    client.get(address)
    if address == "/quan-tri/" and connection.vendor == "postgresql":
        number += 1  # the overview asks a server of its own for its clock
    with queries(number):
        first = client.get(address)
    make(house, free)
    make(house, free)
    with queries(number):
        assert page(client.get(address)).status == first.status_code == 200


@pytest.mark.parametrize(("kind", "address", "make", "number"), DOSSIER_PAGES)
def test_a_page_of_one_dossier_asks_a_known_number_of_queries(
    house: Any, free: Any, page: Any, queries: Any, kind: str, address: str, make: Any, number: int
) -> None:
    client = sign_in(house, kind)
    dossier = make(house, free)
    client.get(address.format(dossier.pk))
    with queries(number):
        assert page(client.get(address.format(dossier.pk))).status == 200
