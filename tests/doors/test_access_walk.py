"""Every route is opened by everyone: strangers are asked to sign in, other offices see nothing, wrong posts are told.

Each request runs in a savepoint of its own that is thrown away, so that no visit changes what the next one finds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.doors.access_rules import AccessRule
from motcua.dossiers import slips, tracking
from motcua.feedback import complaints, denunciation_steps, petitions
from motcua.feedback.denouncers import Identity
from motcua.fees import charges, payments
from motcua.journal.acting import Acting
from motcua.kernel.localtime import local_day
from motcua.office.rights import may
from motcua.reception import days, visits
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OWNED = {
    "dossier_id",
    "staff_id",
    "payment_id",
    "petition_id",
    "complaint_id",
    "denunciation_id",
    "day_id",
    "visit_id",
}  # what belongs to one office
TODAY = local_day(at("20/11 09:00"))


@dataclass(frozen=True)
class Route:
    """One address with real ids in it, its name, its rule, and whether it names something of one office."""

    name: str
    address: str
    rule: AccessRule | None
    is_owned: bool


class Stage:
    """Two offices, one dossier of the first with everything that an address can name."""

    def __init__(self) -> None:
        self.house = builders.found_office(bank_bin="970403", bank_account="0011012345678")
        self.other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
        version = builders.open_for_filing(self.house, builders.procedure(fee=8000))
        dossier = situations.processed(self.house, version)
        charge = charges.charge(lives.fresh(dossier.pk), by=self.house.acting("reception"), at=at("05/11 08:00"))
        assert charge is not None
        payment = payments.take_cash(charge.pk, by=self.house.acting("reception"), at=at("05/11 08:10"))
        self.dossier = lives.fresh(dossier.pk)
        self.ids: dict[str, Any] = {
            "dossier_id": dossier.pk,
            "slip_id": slips.of_dossier(self.dossier)[0].pk,
            "payment_id": payment.pk,
            "staff_id": self.house.staff["cashier"].pk,
            "petition_id": _petition(self.house),
            "complaint_id": _complaint(self.house),
            "denunciation_id": _denunciation(self.house),
            "day_id": _day(self.house),
            "visit_id": _visit(self.house),
            "code": "1.004873",
            "key": "open",
            "part": 1,
            "token": "x" * 22,
            "pk": 1,
        }

    def routes(self, resolver: Any = None, prefix: str = "/") -> Iterator[Route]:
        """Yield every route of the resolver below the prefix, its parameters filled in."""
        for entry in (resolver or get_resolver("motcua.site.urls")).url_patterns:
            if isinstance(entry, URLResolver):
                yield from self.routes(entry, prefix + str(entry.pattern))
            elif isinstance(entry, URLPattern):
                yield self._route(entry, prefix)

    def _route(self, entry: URLPattern, prefix: str) -> Route:
        address = prefix + str(entry.pattern).replace("^", "").replace("$", "")
        names = set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)
        for name in names:
            value = self.ids.get(name, uuid4())
            for kind in ("uuid", "str", "slug", "int"):
                address = address.replace(f"<{kind}:{name}>", str(value))
            address = address.replace(f"(?P<{name}>[0-9]{{1,9}})", str(value))
        assert "<" not in address, f"a parameter that the walk does not know: {address}"
        rule = getattr(entry.callback, "access_rule", None)
        return Route(entry.name or address, address, rule, bool(names & OWNED))

    def staff_routes(self) -> list[Route]:
        """Return the routes that need a post."""
        return [route for route in self.routes() if route.rule is not None and route.rule.kind == "staff"]

    def client(self, house: builders.House, kind: str) -> Client:
        """Return a client signed in to the post of this kind."""
        client = Client()
        client.force_login(house.staff[kind].account, backend=BACKEND)
        return client


def _petition(house: builders.House) -> UUID:
    told = {"content": "Chờ lâu.", "full_name": "Lê Thị Thử", "address": "Thôn 1", "phone": "0900000123"}
    by = house.acting("reception")
    return petitions.receive(house.office, means="box", **told, by=by, at=at("05/11 08:00"), key="walk")[0].pk


def _complaint(house: builders.House) -> UUID:
    told = {"full_name": "Lê Thị Thử", "address": "Thôn 1", "against": "UBND xã", "content": "Không đồng ý."}
    by, on = house.acting("reception"), local_day(at("01/11 08:00"))
    return complaints.enter(house.office, **told, known_on=on, by=by, at=at("05/11 08:00"), key="walk-c")[0].pk


def _denunciation(house: builders.House) -> UUID:
    told = {"identity": Identity("Lê Thị Thử", "Thôn 1"), "accused": "Ông A", "content": "Thu sai."}
    by = house.acting("leader")
    return denunciation_steps.enter(house.office, **told, by=by, at=at("05/11 08:00"), key="walk-d")[0].pk


def _day(house: builders.House) -> UUID:
    by, on = house.acting("reception"), local_day(at("20/11 08:00"))
    told = {"on": on, "starts": time(8), "ends": time(11), "place": "Phòng 1"}
    return days.plan(house.office, **told, by=by, at=at("05/11 08:00"), key="walk-l")[0].pk


def _visit(house: builders.House) -> UUID:
    told = {"about": "petition", "content": "Sửa đường.", "full_name": "Lê Thị Thử", "address": "Thôn 1"}
    by = house.acting("reception")
    return visits.write(house.office, **told, by=by, at=at("05/11 08:00"), key="walk-v")[0].pk


@pytest.fixture
def stage() -> Stage:
    return Stage()


def visit(client: Client, route: Route, method: str) -> Any:
    """Return the answer of one visit whose writes are thrown away."""
    cookies = client.cookies.copy()  # signing out is one of the routes
    with transaction.atomic():
        answer = getattr(client, method)(route.address)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def walk(client: Client, routes: list[Route]) -> Iterator[tuple[str, Route, int, Any]]:
    """Yield (method, route, status, answer) of every visit."""
    for route in routes:
        for method in ("get", "post"):
            answer = visit(client, route, method)
            yield method, route, answer.status_code, answer


def holds(acting: Acting, route: Route) -> bool:
    """Tell whether the post has one of the rights that the route asks for."""
    assert route.rule is not None
    return not route.rule.capabilities or any(may(acting, right, TODAY) for right in route.rule.capabilities)


def test_the_walk_knows_every_door(stage: Stage) -> None:
    names = {route.name for route in stage.routes()}
    assert {"officer_dossier", "leader_approve", "steward_slip", "citizen_procedure", "verify_home"} <= names
    assert len(stage.staff_routes()) > 60


def test_a_stranger_is_asked_to_sign_in_on_every_staff_route(stage: Stage) -> None:
    wrong = []
    for method, route, status, answer in walk(Client(), stage.staff_routes()):
        asked = status == 302 and answer["Location"].startswith("/dang-nhap/") if method == "get" else status == 401
        if not asked and status != 405:
            wrong.append(f"{method} {route.name} {status}")
    assert wrong == []


def test_a_stranger_breaks_no_route(stage: Stage) -> None:
    broken = [
        f"{m} {route.name} {status}" for m, route, status, _a in walk(Client(), list(stage.routes())) if status >= 500
    ]
    assert broken == []


def test_a_citizen_with_a_token_gets_nowhere_behind_the_counter(stage: Stage) -> None:
    client = Client()
    secret = tracking.grant(stage.dossier, tracking.Purpose.TRACK, at=at("05/11 08:20"))
    assert client.get(f"/t/{secret}/").status_code == 302
    wrong = []
    for method, route, status, _answer in walk(client, list(stage.routes())):
        is_staff = route.rule is not None and route.rule.kind == "staff"
        if status >= 500 or (is_staff and status not in (302, 401, 405)):
            wrong.append(f"{method} {route.name} {status}")
    assert wrong == []


@pytest.mark.parametrize("kind", ["reception", "specialist", "leader", "director", "cashier", "steward"])
def test_each_post_opens_what_it_may_and_is_told_what_it_may_not(stage: Stage, kind: str) -> None:
    acting, wrong = stage.house.acting(kind), []
    for method, route, status, _answer in walk(stage.client(stage.house, kind), list(stage.routes())):
        is_staff = route.rule is not None and route.rule.kind == "staff"
        if status >= 500:
            wrong.append(f"{method} {route.name} {status}")
        elif is_staff and not holds(acting, route) and status not in (403, 405):
            wrong.append(f"{method} {route.name} {status} without the right")
        elif is_staff and holds(acting, route) and status == 403 and method == "get":
            wrong.append(f"{method} {route.name} {status} with the right")
    assert wrong == []


@pytest.mark.parametrize("kind", ["reception", "specialist", "leader", "director", "cashier", "steward"])
def test_the_same_post_of_another_office_finds_nothing(stage: Stage, kind: str) -> None:
    acting, wrong = stage.other.acting(kind), []
    owned = [route for route in stage.staff_routes() if route.is_owned and holds(acting, route)]
    for method, route, status, _answer in walk(stage.client(stage.other, kind), owned):
        if status not in (404, 405):
            wrong.append(f"{method} {route.name} {status}")
    assert wrong == []


def test_an_id_that_does_not_exist_is_as_unknown_as_that_of_another_office(stage: Stage) -> None:
    ids = {name: uuid4() for name, value in stage.ids.items() if isinstance(value, UUID)}
    stage.ids |= ids
    acting, wrong = stage.house.acting("reception"), []
    owned = [route for route in stage.staff_routes() if route.is_owned and holds(acting, route)]
    for method, route, status, _answer in walk(stage.client(stage.house, "reception"), owned):
        if status not in (404, 405):
            wrong.append(f"{method} {route.name} {status}")
    assert wrong == []
