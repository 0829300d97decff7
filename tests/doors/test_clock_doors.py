"""The clock on screen: the ledger behind every date, opinions, the competent agency's receipt, dated settings."""

from datetime import timedelta
from typing import Any

import pytest
from tests.doors.test_staff_doors import sign_in
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import opinions
from motcua.dossiers.promises import pending_words
from motcua.office import settings_dated
from motcua.procedures.versions import Version
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
BASIS = "NĐ 123/2015: thời gian xác minh không tính"


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def version(house: builders.House) -> Any:
    made = builders.open_for_filing(house, builders.procedure(fee=0))
    Version.objects.filter(pk=made.pk).update(holds={"verification": {"mode": "exclude", "basis": BASIS}})
    return Version.objects.get(pk=made.pk)


def test_the_ledger_is_one_click_from_every_date_that_staff_see(house: Any, version: Any, page: Any) -> None:
    dossier = situations.in_process(house, version)
    lives.propose(house, dossier, at=at("03/11 09:00"))
    behind = f"/can-bo/ho-so/{dossier.pk}/cach-tinh/"
    for kind, address in (
        ("reception", f"/can-bo/tim/?q={dossier.code[:-1]}"),
        ("reception", f"/can-bo/ho-so/{dossier.pk}/"),
        ("leader", "/lanh-dao/ky/"),
        ("leader", f"/lanh-dao/ky/{dossier.pk}/"),
        ("leader", f"/can-bo/ho-so/{dossier.pk}/"),
    ):
        assert f'href="{behind}"' in page(sign_in(house, kind).get(address)).html, address
    for kind in ("reception", "specialist", "leader", "director"):
        shown = page(sign_in(house, kind).get(behind))
        assert shown.status == 200
        assert "Ngày nhận hồ sơ, không tính" in shown.main
        assert "17:00 09/11/2026" in shown.main
    assert page(sign_in(house, "steward").get(behind)).status == 403


def test_the_list_of_work_links_its_dates(house: Any, version: Any, page: Any) -> None:
    dossier = situations.accepted(house, version)
    assert f"/can-bo/ho-so/{dossier.pk}/cach-tinh/" in page(sign_in(house, "reception").get("/can-bo/")).html


def test_a_verification_is_asked_and_answered_from_the_page(house: Any, version: Any, page: Any) -> None:
    client, dossier = sign_in(house, "specialist"), situations.in_process(house, version)
    address = f"/can-bo/ho-so/{dossier.pk}/"
    sent = {"kind": "verification", "asked_of": "Công an xã", "question": ""}
    refused = page(client.post(f"{address}lay-y-kien/", sent))
    assert refused.status == 422
    assert "Công an xã" in refused.html  # nothing typed is lost
    sent["question"] = "Nơi thường trú trước 2015"
    assert client.post(f"{address}lay-y-kien/", sent).status_code == 302
    shown = page(client.get(address))
    assert BASIS in shown.main
    assert f"{address}de-xuat/" not in shown.html
    assert BASIS in page(client.get(f"{address}cach-tinh/")).main
    assert page(client.post(f"{address}tra-loi-y-kien/", {"answer": " "})).status == 422
    answer = {"answer": "Buôn Ơ", "outcome": "answered"}
    assert client.post(f"{address}tra-loi-y-kien/", answer).status_code == 302
    assert opinions.of_dossier(dossier)[0].is_answered
    assert "Buôn Ơ" in page(client.get(address)).main


def test_the_competent_agency_s_receipt_starts_the_clock_from_the_page(house: Any, version: Any, page: Any) -> None:
    Version.objects.filter(pk=version.pk).update(start_event="received_by_competent")
    client = sign_in(house, "reception")
    dossier = situations.accepted(house, Version.objects.get(pk=version.pk))
    address = f"/can-bo/ho-so/{dossier.pk}/"
    assert pending_words(dossier) in page(client.get(address)).main
    assert pending_words(dossier) in page(client.get(f"{address}cach-tinh/")).main
    assert client.post(f"{address}co-quan-da-nhan/").status_code == 302
    assert lives.fresh(dossier.pk).due_at_current is not None
    assert page(client.post(f"{address}co-quan-da-nhan/")).status == 409


def test_the_steward_dates_a_setting_and_the_past_is_refused(house: Any, version: Any, page: Any) -> None:
    from django.utils import timezone

    client, today = sign_in(house, "steward"), timezone.localdate()
    address = "/quan-tri/quy-uoc/supplement_expiry/"
    sent = {"value": "20", "unit": "working_day", "valid_from": today.isoformat(), "legal_ref": "QĐ 7/QĐ-UBND"}
    refused = page(client.post(address, sent))
    assert refused.status == 422
    assert "sau hôm nay" in refused.main
    assert "QĐ 7/QĐ-UBND" in refused.html
    sent["valid_from"] = (today + timedelta(days=1)).isoformat()
    assert client.post(address, sent).status_code == 302
    assert page(client.post(address, sent)).status == 409
    assert settings_dated.value(house.office.pk, "supplement_expiry", today + timedelta(days=1)) == "20:working_day"
    assert "QĐ 7/QĐ-UBND" in page(client.get("/quan-tri/quy-uoc/")).main
    assert page(client.post(address, {**sent, "legal_ref": ""})).status == 422
    assert page(client.get("/quan-tri/quy-uoc/mau-sac/")).status == 404
    choice = {"value": "same_time", "valid_from": sent["valid_from"], "legal_ref": "QĐ 8"}
    assert client.post("/quan-tri/quy-uoc/due_time/", choice).status_code == 302
    hour = {"value": "14:30", "valid_from": sent["valid_from"], "legal_ref": "QĐ 9"}
    assert client.post("/quan-tri/quy-uoc/transfer_cutoff/", hour).status_code == 302
    assert settings_dated.value(house.office.pk, "transfer_cutoff", today + timedelta(days=1)) == "14:30"


def test_the_steward_completes_the_clock_of_a_procedure(house: Any, version: Any, page: Any) -> None:
    client, code = sign_in(house, "steward"), version.procedure.code
    sent = {"basis": "QĐ 9/2026", "limit_unit": "working_day", "fee_kind": "fixed", "cutoff": "last_hour"}
    sent |= {"start_event": "accepted_and_paid", "hold_opinion": "exclude", "hold_verification": "none"}
    assert client.post(f"/quan-tri/thu-tuc/{code}/bo-sung/", sent).status_code == 302
    newest = version.procedure.versions.order_by("-number")[0]
    assert (newest.cutoff, newest.start_event, newest.start_source) == ("last_hour", "accepted_and_paid", "QĐ 9/2026")
    assert newest.holds == {"opinion": {"mode": "exclude", "basis": "QĐ 9/2026"}}
    assert "QĐ 9/2026" in page(client.get(f"/quan-tri/thu-tuc/{code}/")).main
    assert page(client.post(f"/quan-tri/thu-tuc/{code}/bo-sung/", {**sent, "start_event": "x"})).status == 422


def test_the_limits_beside_the_promise_are_counted_day_by_day_too(house: Any, version: Any, page: Any) -> None:
    filed = situations.registered(house, version)
    shown = page(sign_in(house, "reception").get(f"/can-bo/ho-so/{filed.pk}/cach-tinh/"))
    assert "08 giờ làm việc" in shown.main
    assert "09:00 03/11/2026" in shown.main
    asked = situations.asked_at_intake(house, version)
    shown = page(sign_in(house, "reception").get(f"/can-bo/ho-so/{asked.pk}/cach-tinh/"))
    assert "15 ngày làm việc" in shown.main
    assert "17:00 23/11/2026" in shown.main
    # A day by which papers are to come in is not a day on which anything is given back.
    assert "Ngày yêu cầu bổ sung, không tính" in shown.main
    assert "chậm nhất 17:00 23/11/2026" in shown.main
    assert "hẹn trả 17:00" not in shown.main
    own = page(sign_in(house, "reception").get(f"/can-bo/ho-so/{asked.pk}/"))
    assert own.links.count(f"/can-bo/ho-so/{asked.pk}/cach-tinh/") >= 3  # the next moment, the wait, the check


def test_the_moment_of_every_task_leads_to_its_count(house: Any, version: Any, page: Any) -> None:
    dossier = situations.in_process(house, version)
    behind = f"/can-bo/ho-so/{dossier.pk}/cach-tinh/"
    for kind, address in (("specialist", "/can-bo/"), ("leader", "/lanh-dao/ky/")):
        if kind == "leader":
            lives.propose(house, dossier, at=at("03/11 09:00"))
        shown = page(sign_in(house, kind).get(address))
        assert shown.select(f"//td[1 or 2]//a[@href='{behind}']/span[contains(@class,'deadline')]"), address
    shown = page(sign_in(house, "specialist").get(behind))
    assert "240 phút" in shown.main or "04 giờ làm việc" in shown.main
