"""The screens of the logbook: who sees it, every line opens its dossier, the print, the closing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.dossiers import situations

from motcua.dossiers import logbook
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
HOME = "/can-bo/so-theo-doi/"


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def book(house: builders.House) -> logbook.Book:
    version = builders.open_for_filing(house, builders.procedure())
    situations.returned(house, version)
    return logbook.of_year(house.office.pk, 2026)[0]


def sign_in(house: builders.House, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_books_of_the_year_and_one_book_line_by_line(house: Any, book: Any, page: Any) -> None:
    client = sign_in(house, "reception")
    listed = page(client.get(HOME))
    assert "Hộ tịch" in listed.main and "đang ghi" in listed.main
    assert f"{HOME}{book.id}/" in listed.links
    shown = page(client.get(f"{HOME}{book.id}/"))
    line = logbook.lines(book)[0]
    assert f"/can-bo/ho-so/{line.dossier.pk}/" in shown.links
    assert "A Thút" not in shown.main, "names are masked in lists"
    assert "ký nhận tại quầy" in shown.main


@pytest.mark.parametrize("kind", ["specialist", "cashier", "steward"])
def test_others_do_not_see_the_book(house: Any, book: Any, kind: str) -> None:
    for address in (HOME, f"{HOME}{book.id}/", f"{HOME}{book.id}/in.pdf?tu=2026-11-01&den=2026-11-30"):
        assert sign_in(house, kind).get(address).status_code == 403


def test_a_period_is_printed_and_a_bad_one_says_so(house: Any, book: Any, page: Any) -> None:
    client = sign_in(house, "director")
    made = client.get(f"{HOME}{book.id}/in.pdf?tu=2026-11-01&den=2026-11-30")
    assert (made.status_code, made["Content-Type"]) == (200, "application/pdf")
    for query in ("tu=2026-11-30&den=2026-11-01", "tu=2025-11-01&den=2025-11-30", "tu=x&den=y", ""):
        again = client.get(f"{HOME}{book.id}/in.pdf?{query}")
        assert again.status_code == 422 and "trong năm 2026" in page(again).main


def test_only_the_head_closes_and_only_when_the_year_is_over(
    house: Any, book: Any, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import timezone

    assert "31/12/2026" in page(sign_in(house, "director").get(f"{HOME}{book.id}/")).main
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 31, 9, 0, tzinfo=UTC))
    head = sign_in(house, "director")
    assert sign_in(house, "reception").post(f"{HOME}{book.id}/khoa/").status_code == 403
    assert "Khóa sổ" in page(head.get(f"{HOME}{book.id}/")).main
    assert head.post(f"{HOME}{book.id}/khoa/").status_code == 302
    closed = page(head.get(f"{HOME}{book.id}/"))
    assert "đã khóa" in closed.main and "A Brưu" in closed.main
    assert head.post(f"{HOME}{book.id}/khoa/").status_code == 409


def test_a_book_of_another_office_is_not_there(house: Any, book: Any) -> None:
    other = builders.found_office("H99.02", "Trung tâm khác", prefix="khac-")
    assert sign_in(other, "director").get(f"{HOME}{book.id}/").status_code == 404
