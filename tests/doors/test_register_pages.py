"""Registers are read to their end: a page of fifty lines, and the way to the next one, whatever tab is chosen."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from motcua.feedback.complaints import Complaint
from motcua.feedback.denunciations import Denunciation
from motcua.feedback.petitions import Means, Petition, PetitionState
from motcua.kernel.localtime import local_day
from motcua.office import matters, people
from motcua.office.matters import PAGE
from motcua.reception.visits import Visit
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def house(db: None) -> Any:
    return builders.found_office()


def sign_in(house: Any, kind: str) -> Client:
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def fill(house: Any, kind: str, count: int = PAGE + 2) -> None:
    """Write so many closed lines into a register, each a minute older than the last."""
    who = people.record(house.office.pk, "Nguyễn Thị Thử", at=NOW)
    more: dict[str, tuple[type[matters.Matter], dict[str, Any]]] = {
        "KN": (Complaint, {"complainant": who, "against": "UBND", "content": "x", "known_on": local_day(NOW)}),
        "TC": (Denunciation, {"accused": "Ông A", "content": "x"}),
        "TCD": (Visit, {"person": who, "about": "petition", "content": "x"}),
        "PA": (
            Petition,
            {
                "sender": who,
                "means": Means.BOX,
                "content": "x",
                "public_subject": "Về giờ làm việc",
                "public_reply": "Đã đổi",
            },
        ),
    }
    model, told = more[kind]
    made = []
    for number in range(1, count + 1):
        at = NOW - timedelta(minutes=number)
        row = model(office=house.office, code=f"{kind}-{number:03d}.", received_at=at, closed_at=at, **told)
        if isinstance(row, Petition):
            row.state, row.published_at = PetitionState.PUBLISHED, at
        made.append(row)
    model._default_manager.bulk_create(made)


@pytest.mark.parametrize(
    ("kind", "post", "address"),
    [
        ("KN", "director", "/can-bo/don-thu/khieu-nai/?xem=tat-ca"),
        ("TC", "leader", "/can-bo/don-thu/to-cao/?xem=tat-ca"),
        ("TCD", "reception", "/can-bo/don-thu/tiep-dan/?xem=tat-ca"),
        ("PA", "director", "/can-bo/don-thu/phan-anh/?xem=tat-ca"),
        ("PA", "", "/phan-anh/cong-khai/"),
    ],
)
def test_the_next_page_goes_on_where_the_first_ended(house: Any, page: Any, kind: str, post: str, address: str) -> None:
    fill(house, kind)
    client = sign_in(house, post) if post else Client()
    first = page(client.get(address))
    (link,) = first.select("//a[@rel='next']")
    second = page(client.get(address.split("?")[0] + link.get("href")))
    assert second.select("//a[@rel='next']") == []
    if post:
        assert f"{kind}-050." in first.main and f"{kind}-051." not in first.main
        assert f"{kind}-051." in second.main and f"{kind}-052." in second.main and f"{kind}-050." not in second.main
    else:
        assert len(first.select("//article")) == PAGE and len(second.select("//article")) == 2


def test_a_place_that_was_tampered_with_means_the_first_page(house: Any, page: Any) -> None:
    fill(house, "KN", 3)
    shown = page(sign_in(house, "director").get("/can-bo/don-thu/khieu-nai/?xem=tat-ca&sau=x%C3%A9z"))
    assert "KN-001." in shown.main and shown.select("//a[@rel='next']") == []


def test_every_line_comes_once_whatever_the_size_of_a_page(house: Any) -> None:
    fill(house, "KN", 7)
    Complaint.objects.filter(code__in=["KN-003.", "KN-004.", "KN-005."]).update(received_at=NOW)
    seen, after = [], ""
    while True:
        found = matters.listed(Complaint.objects.filter(office=house.office), after=after, limit=2)
        seen += [row.code for row in found.rows]
        after = found.following
        if not after:
            break
    assert len(seen) == 7 and len(set(seen)) == 7
