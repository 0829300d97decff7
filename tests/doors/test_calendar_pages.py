"""The calendar on screen: the steward declares, the leader confirms, every date says whether it is certain."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.doors.test_staff_doors import sign_in
from tests.dossiers import calendar_changes, situations
from tests.dossiers.moments import at
from tests.feedback import test_complaints as complaining
from tests.feedback import test_denunciations as denouncing
from tests.feedback import test_petitions as petitioning

from motcua.office import declarations
from motcua.office.declarations import Declaration, State
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
own_keys = denouncing.own_keys


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def version(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure())


def drafted(client: Client) -> Declaration:
    made = client.post("/quan-tri/lich/khai-bao/", {"title": "Nghỉ do bão số 10", "legal_ref": "QĐ 12"})
    assert made.status_code == 302
    return Declaration.objects.get()


def test_a_storm_day_from_the_draft_to_the_replay(house: Any, version: Any, page: Any) -> None:
    dossier = situations.in_process(house, version)
    steward, leader = sign_in(house, "steward"), sign_in(house, "leader")
    assert "Lập khai báo" in page(steward.get("/quan-tri/lich/")).main
    declaration = drafted(steward)
    own = f"/quan-tri/lich/khai-bao/{declaration.pk}/"
    assert "Bản nháp" in page(steward.get(own)).main
    assert steward.post(own + "ngay/", {"on": "2026-11-05", "kind": "local_off"}).status_code == 302
    effect = page(steward.get(own + "anh-huong/"))
    assert dossier.code in effect.main and "17:00 10/11/2026" in effect.main
    assert f"/can-bo/ho-so/{dossier.pk}/" not in effect.html  # the steward sees no dossier whole
    assert steward.post(own + "gui/", {"legal_ref": "QĐ 12"}).status_code == 302
    assert "Chờ lãnh đạo xác nhận" in page(steward.get(own)).main
    shown = page(leader.get(f"/lanh-dao/lich/{declaration.pk}/"))
    assert f"/can-bo/ho-so/{dossier.pk}/" in shown.html
    assert declaration.title in page(leader.get("/lanh-dao/")).main
    assert leader.post(f"/lanh-dao/lich/{declaration.pk}/xac-nhan/").status_code == 302
    assert "đang tính lại" in page(leader.get(f"/can-bo/ho-so/{dossier.pk}/")).main
    assert "Đang tính lại hồ sơ" in page(leader.get(f"/lanh-dao/lich/{declaration.pk}/")).main
    calendar_changes.replay(declarations.find(declaration.pk, house.office.pk), moment=at("05/11 10:00"))
    assert "đang tính lại" not in page(leader.get(f"/can-bo/ho-so/{dossier.pk}/")).main
    assert "Lập khai báo ngược lại" in page(steward.get(own)).main
    assert lives.fresh(dossier.pk).due_at_current == at("10/11 17:00")
    assert steward.post(own + "nguoc-lai/").status_code == 302
    assert Declaration.objects.filter(reverses=declaration, state=State.DRAFT).exists()


def test_a_refusal_keeps_what_was_typed(house: Any, page: Any) -> None:
    steward = sign_in(house, "steward")
    shown = page(steward.post("/quan-tri/lich/khai-bao/", {"title": " ", "legal_ref": "QĐ 99"}))
    assert shown.status == 422 and "QĐ 99" in shown.html
    own = f"/quan-tri/lich/khai-bao/{drafted(steward).pk}/"
    shown = page(steward.post(own + "ngay/", {"on": "2026-11-05", "kind": "swap_work", "note": "Thử một ngày"}))
    assert shown.status == 422 and "Thử một ngày" in shown.html
    shown = page(steward.post(own + "gio/", {"valid_from": "2026-12-01", "weekday": "0", "morning_from": "8 giờ"}))
    assert shown.status == 422 and "2026-12-01" in shown.html
    assert page(steward.post(own + "gui/", {"legal_ref": ""})).status == 422


@pytest.mark.parametrize("bad", ["", "x" * 50, "2026-13-01", "0001-01-01", "9999-12-31", "٢٠٢٦-11-05"])
def test_a_bad_day_or_year_is_never_a_500(house: Any, bad: str) -> None:
    steward = sign_in(house, "steward")
    own = f"/quan-tri/lich/khai-bao/{drafted(steward).pk}/"
    for address, sent in (
        (own + "ngay/", {"on": bad, "kind": "local_off"}),
        (own + "bo-ngay/", {"on": bad}),
        (own + "gio/", {"valid_from": bad}),
        ("/quan-tri/lich/de-xuat/", {"year": bad}),
    ):
        assert steward.post(address, sent).status_code == 422
    assert steward.get(own + "anh-huong/", {"sau": bad}).status_code == 200


@pytest.mark.parametrize("kind", ["reception", "specialist", "director", "cashier", "steward"])
def test_only_a_leader_confirms_and_only_a_steward_declares(house: Any, kind: str) -> None:
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("03/11 10:00"))
    client = sign_in(house, kind)
    assert client.post(f"/lanh-dao/lich/{declaration.pk}/xac-nhan/").status_code == 403
    if kind != "steward":
        assert client.post("/quan-tri/lich/khai-bao/", {"title": "Nghỉ"}).status_code == 403
    assert declarations.find(declaration.pk, house.office.pk).state == State.SENT


def test_another_offices_declaration_does_not_exist_here(house: Any, page: Any) -> None:
    other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="x")
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("03/11 10:00"))
    assert page(sign_in(other, "steward").get(f"/quan-tri/lich/khai-bao/{declaration.pk}/")).status == 404
    assert page(sign_in(other, "leader").post(f"/lanh-dao/lich/{declaration.pk}/xac-nhan/")).status == 404


def test_the_preview_asks_the_same_number_of_queries_for_one_and_three_dossiers(
    house: Any, version: Any, page: Any, django_assert_num_queries: Any
) -> None:
    situations.in_process(house, version)
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("03/11 10:00"))
    client = sign_in(house, "leader")
    client.get("/lanh-dao/")
    with django_assert_num_queries(22):
        page(client.get(f"/lanh-dao/lich/{declaration.pk}/"))
    for _ in range(2):
        situations.in_process(house, version)
    with django_assert_num_queries(22):
        page(client.get(f"/lanh-dao/lich/{declaration.pk}/"))


def test_a_page_of_fifty_dossiers_goes_on_at_the_next(house: Any, version: Any, page: Any) -> None:
    for _ in range(53):
        situations.registered(house, version)
    declaration = calendar_changes.declared(house, {"03/11": "local_off"}, moment=at("02/11 10:00"))
    leader = sign_in(house, "leader")
    first = page(leader.get(f"/lanh-dao/lich/{declaration.pk}/"))
    assert first.main.count("H99.01-") == 50
    following = next(link for link in first.links if link.startswith("?sau="))
    second = page(leader.get(f"/lanh-dao/lich/{declaration.pk}/{following}"))
    assert second.main.count("H99.01-") == 3


def test_a_provisional_date_says_so_wherever_it_stands(house: Any, version: Any, page: Any) -> None:
    """No calendar of the year is confirmed here, so that every date is provisional."""
    dossier = situations.in_process(house, version)
    reception, specialist, leader = (sign_in(house, kind) for kind in ("reception", "specialist", "leader"))
    for client, address in (
        (reception, f"/can-bo/ho-so/{dossier.pk}/"),
        (specialist, "/can-bo/"),
        (reception, f"/can-bo/tim/?q={dossier.code}"),
        (Client(), f"/tra-cuu/?ma={dossier.code}"),
        (leader, "/lanh-dao/o/open/"),
    ):
        shown = page(client.get(address, follow=True))
        assert shown.status == 200, address
        assert "lịch tạm tính" in shown.main, address
    slip = dossier.slips.get(form="01")
    assert slip.content["is_provisional"] is True


def test_the_steward_brings_a_year_and_reviews_it_day_by_day(house: Any, page: Any) -> None:
    steward = sign_in(house, "steward")
    assert steward.post("/quan-tri/lich/de-xuat/", {"year": "2028"}).status_code == 302
    declaration = Declaration.objects.get()
    own = f"/quan-tri/lich/khai-bao/{declaration.pk}/"
    assert "chưa xem" in page(steward.get(own)).main
    assert page(steward.post(own + "gui/", {"legal_ref": "TB 1/TB-BNV"})).status == 422
    for line in declarations.days_in(declaration):
        sent = {"on": line.on.isoformat(), "kind": line.kind, "note": line.note}
        assert steward.post(own + "ngay/", sent).status_code == 302
    assert steward.post(own + "bo-ngay/", {"on": "2028-01-24"}).status_code == 302
    assert steward.post(own + "gui/", {"legal_ref": "TB 1/TB-BNV"}).status_code == 302
    kinds = {line.on: line.kind for line in declarations.days_in(declaration)}
    assert kinds[date(2028, 1, 24)] == "ordinary" and kinds[date(2028, 1, 26)] == "holiday"


def test_the_boards_warn_of_a_year_without_calendar(house: Any, page: Any) -> None:
    for kind, address in (("leader", "/lanh-dao/"), ("steward", "/quan-tri/"), ("steward", "/quan-tri/lich/")):
        assert "Lịch làm việc chưa xác nhận" in page(sign_in(house, kind).get(address)).main


def test_a_closed_dossier_bears_no_mark(house: Any, version: Any, page: Any) -> None:
    dossier = situations.returned(house, version)
    shown = page(sign_in(house, "reception").get(f"/can-bo/ho-so/{dossier.pk}/"))
    assert "lịch tạm tính" not in shown.main.split("Ngày hẹn được tính thế nào")[0]


def test_the_preview_says_why_each_date_moves(house: Any, version: Any, page: Any) -> None:
    situations.in_process(house, version)
    declaration = calendar_changes.declared(
        house, {"05/11": "local_off", "28/11": "swap_work"}, moment=at("03/11 10:00")
    )
    shown = page(sign_in(house, "leader").get(f"/lanh-dao/lich/{declaration.pk}/"))
    (why,) = shown.select("//td[@data-label='Vì sao']/text()")
    assert why == f"05/11/2026: {calendar_changes.STORM}"  # the worked Saturday lies after its date


def test_where_no_date_stands_none_is_called_provisional(house: Any, version: Any, page: Any) -> None:
    """A dossier asked to supplement has no date of return; its wait says on its own page that it is provisional."""
    asked = situations.asked_at_intake(house, version)
    reception = sign_in(house, "reception")
    row = page(reception.get(f"/can-bo/tim/?q={asked.code[:-1]}")).main
    assert asked.code in row and "lịch tạm tính" not in row
    assert "lịch tạm tính" in page(reception.get(f"/can-bo/ho-so/{asked.pk}/")).main
    assert "lịch tạm tính" in page(reception.get(f"/can-bo/ho-so/{asked.pk}/cach-tinh/")).main


def test_the_preview_lists_letters_with_their_numbers_and_no_sender(house: Any, page: Any) -> None:
    petition, complaint = petitioning.receive(house), complaining.enter(house, key="c1")
    denunciation = denouncing.enter(house, key="k2")
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("03/11 10:00"))
    for kind, address in (
        ("leader", f"/lanh-dao/lich/{declaration.pk}/"),
        ("steward", f"/quan-tri/lich/khai-bao/{declaration.pk}/anh-huong/"),
    ):
        shown = page(sign_in(house, kind).get(address))
        for word in (petition.code, complaint.code, "17:00 09/11/2026", "17:00 10/11/2026", calendar_changes.STORM):
            assert word in shown.main, (kind, word)
        for secret in (*denouncing.NEEDLES, complaining.WHO["full_name"], petitioning.SENDER["full_name"]):
            assert secret not in shown.html, (kind, secret)
        knows = kind == "leader"
        assert (denunciation.code in shown.html, "Tố cáo" in shown.main) == (knows, True)
        for matter in (petition, complaint, denunciation):
            assert (str(matter.pk) in shown.html) is knows
        counted = dict(zip(shown.select("//dt/text()"), shown.select("//dd/text()"), strict=False))
        assert counted["Phản ánh, kiến nghị: hạn đổi"] == "2" and counted["Tố cáo: hạn đổi"] == "1"


def test_the_pages_of_letters_follow_each_other_without_the_dossiers(
    house: Any, version: Any, page: Any, django_assert_num_queries: Any
) -> None:
    situations.in_process(house, version)
    petitioning.receive(house)
    declaration = calendar_changes.declared(house, {"05/11": "local_off"}, moment=at("03/11 10:00"))
    leader, address = sign_in(house, "leader"), f"/lanh-dao/lich/{declaration.pk}/"
    leader.get("/lanh-dao/")
    with django_assert_num_queries(22):
        assert page(leader.get(address)).main.count("PA-2026-") == 2
    for number in range(34):
        petitioning.receive(house, key=f"p{number}")
    with django_assert_num_queries(22):
        first = page(leader.get(address))
    assert first.main.count("PA-2026-") == 30 and len(first.html.encode()) < 50_000
    following = next(link for link in first.links if link.startswith("?don-thu="))
    second = page(leader.get(address + following))
    assert second.main.count("PA-2026-") == 30 and "H99.01-" not in second.main
    third = page(leader.get(address + next(link for link in second.links if link.startswith("?don-thu="))))
    assert third.main.count("PA-2026-") == 10 and not any(link.startswith("?don-thu=") for link in third.links)
    assert leader.get(address, {"don-thu": "x" * 50}).status_code == 200
