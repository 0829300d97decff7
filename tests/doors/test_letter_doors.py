"""Registers of complaints and denunciations on screen: entered, carried through, masked; the denouncer never leaks."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from motcua.feedback import complaint_steps, complaints, confidants, denunciation_steps
from motcua.feedback.complaints import Complaint
from motcua.feedback.denouncers import Identity
from motcua.feedback.denunciations import Denunciation
from motcua.journal.access_log import Look
from motcua.kernel.localtime import local_day
from motcua.office import matters
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AT = timezone.now() - timedelta(minutes=5)
WHO = {"full_name": "Trần Văn Thử Nghiệm", "address": "Thôn Bí Ẩn, xã Hoa Sen", "phone": "0900 000 456"}
SECRETS = (WHO["full_name"], WHO["address"], "000 456", "900000456")


@pytest.fixture
def house(db):
    return builders.found_office()


@pytest.fixture(autouse=True)
def own_keys(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEYS_ROOT", str(tmp_path / "keys"))


def staff(house, kind):
    client = Client()
    client.force_login(house.staff[kind].account, backend=BACKEND)
    return client


def complaint(house, key="k"):
    told = {**WHO, "against": "UBND xã", "content": "Không đồng ý.", "known_on": local_day(AT)}
    return complaints.enter(house.office, **told, by=house.acting("leader"), at=AT, key=key)[0]


def denunciation(house, key="k"):
    who = Identity(**WHO)
    return denunciation_steps.enter(
        house.office, identity=who, accused="Ông A", content="Thu sai.", by=house.acting("leader"), at=AT, key=key
    )[0]


def test_a_complaint_is_entered_and_carried_to_its_sent_decision(house, page):
    client = staff(house, "reception")
    form = page(client.get("/can-bo/don-thu/khieu-nai/moi/"))
    assert "Thời hiệu 90 ngày" in form.main
    told = {"key": "e", **WHO, "against": "UBND xã", "content": "Không đồng ý.", "round": "1", "known_on": ""}
    refused = page(client.post("/can-bo/don-thu/khieu-nai/moi/", told))
    assert refused.status == 422 and WHO["full_name"] in refused.html
    where = client.post("/can-bo/don-thu/khieu-nai/moi/", {**told, "known_on": local_day(AT).isoformat()})["Location"]
    shown = page(client.get(where))
    assert "07 ngày làm việc" in shown.main and "Trần V. T. N" in shown.main
    assert not any(secret in shown.html for secret in SECRETS)
    opened = page(client.post(f"{where}nguoi-khieu-nai/"))
    assert WHO["full_name"] in opened.main and Look.objects.filter(what="complainant").count() == 1
    assert client.post(f"{where}viec/thu-ly/", {"thu-ly-obstacle": ""}).status_code == 302
    early = page(client.post(f"{where}viec/doi-thoai/", {"doi-thoai-on": local_day(AT).isoformat()}))
    assert early.status == 422 and "ít nhất 05 ngày" in early.main
    assert client.post(f"{where}viec/quyet-dinh/", {"quyet-dinh-number": "12/QĐ-UBND"}).status_code == 302
    assert client.post(f"{where}viec/da-gui/").status_code == 302
    assert Complaint.objects.get().state == "sent"
    assert "12/QĐ-UBND" in page(client.get(where)).main


def test_the_matter_goes_to_the_specialist_who_then_sees_it(house, page):
    one = complaint(house)
    own = staff(house, "specialist")
    where = f"/can-bo/don-thu/khieu-nai/{one.pk}/"
    assert own.get(where).status_code == 404
    post = str(house.posts["specialist"].pk)
    assert staff(house, "leader").post(f"{where}viec/giao/", {"giao-post": post}).status_code == 302
    assert matters.holder_of(one) == house.posts["specialist"].pk
    assert one.code in page(own.get("/can-bo/don-thu/khieu-nai/")).main and own.get(where).status_code == 200


@pytest.mark.parametrize(
    ("make", "where", "count"),
    [(complaint, "/can-bo/don-thu/khieu-nai/", 6), (denunciation, "/can-bo/don-thu/to-cao/", 6)],
)
def test_a_register_costs_the_same_for_one_and_three_rows_and_shows_nobody(house, page, queries, make, where, count):
    make(house)
    client = staff(house, "leader")
    with queries(count):
        page(client.get(where))
    make(house, "k2")
    make(house, "k3")
    with queries(count):
        shown = page(client.get(f"{where}?xem=tat-ca"))
    assert shown.main.count("-2026-") + shown.main.count(f"-{local_day(AT).year}-") >= 3
    assert not any(secret in shown.html for secret in SECRETS)


def test_the_denouncer_is_sealed_on_entry_and_shown_to_a_named_post_only(house, page):
    leader, director = staff(house, "leader"), staff(house, "director")
    told = {"key": "e", **WHO, "accused": "Ông A", "content": f"Theo {WHO['full_name']} kể."}
    named = page(director.post("/can-bo/don-thu/to-cao/moi/", told))
    assert named.status == 422 and "đang nêu họ tên" in named.main
    answer = director.post("/can-bo/don-thu/to-cao/moi/", {**told, "content": "Thu tiền sai."})
    where = answer["Location"]
    shown = page(director.get(where))
    assert "được giữ bí mật" in shown.main and "Chưa ai xem" in shown.main
    assert not any(secret in shown.html for secret in SECRETS)
    kept = page(director.post(f"{where}nguoi-to-cao/"))
    assert kept.status == 403 and not any(secret in kept.html for secret in SECRETS)
    assert staff(house, "reception").get(where).status_code == 403

    refused = director.post("/can-bo/don-thu/to-cao/duoc-xem/them/", {})
    assert refused.status_code == 403
    day = local_day(timezone.now()).isoformat()
    grant = {"post": str(house.posts["director"].pk), "from_on": day, "to_on": day, "basis": ""}
    missing = page(leader.post("/can-bo/don-thu/to-cao/duoc-xem/them/", grant))
    assert missing.status == 422 and "Chưa ghi căn cứ" in missing.main
    assert leader.post("/can-bo/don-thu/to-cao/duoc-xem/them/", {**grant, "basis": "QĐ 1"}).status_code == 302
    opened = page(director.post(f"{where}nguoi-to-cao/"))
    assert WHO["full_name"] in opened.main and "no-store" in opened.response["Cache-Control"]
    seen = page(leader.get(where))
    assert house.staff["director"].full_name in seen.main and not any(secret in seen.html for secret in SECRETS)
    listed = page(leader.get("/can-bo/don-thu/to-cao/duoc-xem/"))
    assert "Giám đốc Trung tâm" in listed.main
    (row,) = confidants.of_office(house.office.pk)
    assert leader.post(f"/can-bo/don-thu/to-cao/duoc-xem/{row.pk}/thoi/").status_code == 302
    assert director.post(f"{where}nguoi-to-cao/").status_code == 403


def test_a_denunciation_is_carried_through_and_a_refused_step_keeps_the_page(house, page):
    one = denunciation(house)
    client = staff(house, "leader")
    where = f"/can-bo/don-thu/to-cao/{one.pk}/"
    assert client.post(f"{where}viec/thu-ly/").status_code == 302
    kept = page(client.post(f"{where}viec/gia-han/", {"gia-han-basis": f"Bà {WHO['full_name']} xin."}))
    assert kept.status == 422 and "họ tên" in kept.main and "ai đã xem" in kept.main
    assert client.post(f"{where}viec/gia-han/", {"gia-han-basis": "Phức tạp."}).status_code == 302
    assert client.post(f"{where}viec/ket-luan/", {"ket-luan-number": "05/KL"}).status_code == 302
    assert Denunciation.objects.get().state == "concluded"


def test_the_way_in_offers_each_post_its_registers(house, page):
    denunciation(house)
    assert "Tố cáo" in page(staff(house, "leader").get("/can-bo/don-thu/")).main
    assert "Tố cáo" not in page(staff(house, "reception").get("/can-bo/don-thu/")).main


def test_a_complaint_is_suspended_gone_on_with_and_stopped_from_its_page(house, page):
    client, by = staff(house, "director"), house.acting("director")
    one_complaint = complaint(house)
    complaint_steps.accept(one_complaint.pk, by=by, at=timezone.now())
    one = f"/can-bo/don-thu/khieu-nai/{one_complaint.pk}/"
    told = {"number": "05/QĐ-UBND", "ground": "obstacle", "reason": "Giấy ra viện."}
    sent = {f"tam-dinh-chi-{name}": value for name, value in told.items()}
    refused = page(client.post(f"{one}viec/tam-dinh-chi/", {**sent, "tam-dinh-chi-number": ""}))
    assert refused.status == 422 and "Giấy ra viện." in refused.html
    shown = page(client.post(f"{one}viec/tam-dinh-chi/", sent, follow=True))
    assert "Tạm đình chỉ giải quyết" in shown.main and "05/QĐ-UBND" in shown.main and "chưa tiếp tục" in shown.main
    assert client.post(f"{one}viec/da-gui-dinh-chi/").status_code == 302
    shown = page(client.post(f"{one}viec/tiep-tuc/", {"tiep-tuc-number": "06/QĐ-UBND"}, follow=True))
    assert "Đã thụ lý" in shown.main and "Đang giải quyết khiếu nại lần 1" in shown.main
    stop = {"dinh-chi-number": "07/QĐ-UBND", "dinh-chi-reason": "Rút đơn."}
    assert "Chờ gửi quyết định đình chỉ" in page(client.post(f"{one}viec/dinh-chi/", stop, follow=True)).main


def test_a_denunciation_is_suspended_gone_on_with_and_stopped_on_its_page(house, page, queries):
    leader, one = staff(house, "leader"), denunciation(house)
    where = f"/can-bo/don-thu/to-cao/{one.pk}/"
    assert leader.post(f"{where}viec/thu-ly/").status_code == 302
    told = {"tam-dinh-chi-number": "5/QĐ", "tam-dinh-chi-ground": "expertise"}
    naming = page(leader.post(f"{where}viec/tam-dinh-chi/", {**told, "tam-dinh-chi-reason": WHO["full_name"]}))
    assert naming.status == 422 and "đang nêu họ tên" in naming.main and "5/QĐ" in naming.html
    assert (
        leader.post(f"{where}viec/tam-dinh-chi/", {**told, "tam-dinh-chi-reason": "Giám định lại."}).status_code == 302
    )
    shown = page(leader.get(where))
    assert "5/QĐ" in shown.main and "giám định lại" in shown.main and "Chờ gửi quyết định tạm đình chỉ" in shown.main
    assert "Ghi kết luận nội dung tố cáo" not in shown.main, "what stands still is not concluded"
    assert "Tạm đình chỉ giải quyết" in page(leader.get("/can-bo/don-thu/to-cao/")).main
    with queries(13):
        leader.get(where)
    assert leader.post(f"{where}viec/tiep-tuc/", {"tiep-tuc-number": "6/QĐ"}).status_code == 302
    assert leader.post(f"{where}viec/da-gui-dinh-chi/").status_code == 302
    told = {"dinh-chi-number": "7/QĐ", "dinh-chi-ground": "withdrawn", "dinh-chi-reason": ""}
    missing = page(leader.post(f"{where}viec/dinh-chi/", told))
    assert missing.status == 422 and "Chưa ghi lý do đình chỉ" in missing.main and "7/QĐ" in missing.html
    assert leader.post(f"{where}viec/dinh-chi/", {**told, "dinh-chi-reason": "Rút toàn bộ."}).status_code == 302
    assert leader.post(f"{where}viec/da-gui-dinh-chi/").status_code == 302
    shown = page(leader.get(where))
    assert "7/QĐ" in shown.main and "Đình chỉ giải quyết" in shown.main and "Người tố cáo rút toàn bộ" in shown.main
    assert not any(secret in shown.html for secret in SECRETS)
    again = page(leader.post(f"{where}viec/tiep-tuc/", {"tiep-tuc-number": "8/QĐ"}))
    assert again.status == 409 and "đã kết thúc" in again.main
