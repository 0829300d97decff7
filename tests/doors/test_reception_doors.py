"""Citizen reception on screen: public schedule, warnings, register, papers; nobody's name in lists."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.papers.test_typesetting import words_of

from motcua.journal.access_log import Look
from motcua.kernel.localtime import local_day, vn_date
from motcua.office.calendar import calendar_of
from motcua.reception.days import ReceptionDay
from motcua.reception.visits import Visit
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHO = {"full_name": "Hồ Thị Thử Nghiệm", "address": "Thôn Ba Suối, xã Hoa Sen", "number": "999190001234"}
SECRETS = tuple(WHO.values())


@pytest.fixture
def house(db):
    return builders.found_office()


def staff(house, kind):
    client = Client()
    client.force_login(house.staff[kind].account, backend=BACKEND)
    return client


def coming(house):
    """Return a working day two weeks ahead."""
    return calendar_of(house.office.pk).next_working_day(local_day(timezone.now()) + timedelta(days=14))


def told_day(house, **more):
    on = coming(house).isoformat()
    return {"key": "d", "on": on, "starts": "08:00", "ends": "11:00", "place": "Phòng số 1", "is_chair": "on", **more}


def told_visit(**more):
    return {
        "key": "v", "day": "", "about": "petition", "group_size": "1", "content": "Đề nghị sửa đường.", "request": "",
        "handled_by": "", **WHO, **more,
    }  # fmt: skip


def test_a_planned_day_stands_on_the_public_page_and_a_cancelled_one_says_why(house, page):
    client = staff(house, "reception")
    empty = page(client.get("/can-bo/don-thu/tiep-dan/"))
    assert "ít nhất 01 ngày mỗi tuần" in empty.main
    assert "Chưa có lịch mới" in page(Client().get("/lich-tiep-cong-dan/")).main
    bad = page(client.post("/can-bo/don-thu/tiep-dan/lich/moi/", told_day(house, place=" ")))
    assert bad.status == 422 and "nơi tiếp" in bad.main
    answer = client.post("/can-bo/don-thu/tiep-dan/lich/moi/", told_day(house, is_online="on"))
    public = page(Client().get("/lich-tiep-cong-dan/"))
    assert vn_date(coming(house)) in public.main and "Trực tuyến" in public.main and "Phòng số 1" in public.main
    where = answer["Location"]
    assert "Phải thông báo buổi tiếp công dân trực tuyến" in page(client.get(where)).main
    assert client.post(f"{where}viec/da-thong-bao/").status_code == 302
    kept = page(client.post(f"{where}viec/da-tiep/"))
    assert kept.status == 403 and "không giao cho cấp phó" in kept.main
    assert client.post(f"{where}viec/huy/", {"huy-reason": "Họp tỉnh."}).status_code == 302
    assert "Họp tỉnh" in page(Client().get("/lich-tiep-cong-dan/")).main
    assert ReceptionDay.objects.get().state == "cancelled"


def test_a_visit_is_written_with_papers_and_answered(house, page):
    client = staff(house, "reception")
    assert "Tiếp thường xuyên" in page(client.get("/can-bo/don-thu/tiep-dan/luot/moi/")).main
    bad = page(client.post("/can-bo/don-thu/tiep-dan/luot/moi/", told_visit(address="")))
    assert bad.status == 422 and WHO["full_name"] in bad.html
    secret = page(client.post("/can-bo/don-thu/tiep-dan/luot/moi/", told_visit(about="denunciation")))
    assert secret.status == 422 and "Sổ tố cáo" in secret.main
    where = client.post("/can-bo/don-thu/tiep-dan/luot/moi/", told_visit())["Location"]
    shown = page(client.get(where))
    assert "10 ngày làm việc" in shown.main and not any(secret in shown.html for secret in SECRETS)
    assert WHO["address"] in page(client.post(f"{where}nguoi-duoc-tiep/")).main
    assert Look.objects.filter(what="visitor").count() == 1
    assert client.get(f"{where}mau-02.pdf").status_code == 404
    client.post(f"{where}viec/nhan-giay-to/", {"nhan-giay-to-papers": "Đơn (02 trang)\nẢnh (01 tờ)"})
    text = words_of(client.get(f"{where}mau-02.pdf").content)
    assert "GIẤY BIÊN NHẬN" in text and "Ảnh (01 tờ)" in text and WHO["full_name"] in text
    assert client.post(f"{where}viec/tra-loi/", {"tra-loi-result": "Đã ghi kế hoạch."}).status_code == 302
    book = page(client.get("/can-bo/don-thu/tiep-dan/so/"))
    assert "Mẫu số 03/TCD" in book.main and WHO["full_name"] in book.main and "Đã ghi kế hoạch" in book.main
    assert Look.objects.filter(what="register").count() == 1


def test_a_written_refusal_is_issued_by_the_head_as_form_01(house, page):
    client, leader = staff(house, "reception"), staff(house, "leader")
    where = client.post("/can-bo/don-thu/tiep-dan/luot/moi/", told_visit())["Location"]
    refused = {"tu-choi-ground": "nd-h", "tu-choi-explanation": "Đã trả lời, không có tình tiết mới."}
    assert client.post(f"{where}viec/tu-choi/", refused).status_code == 302
    kept = page(client.post(f"{where}viec/thong-bao-tu-choi/"))
    assert kept.status == 403 and "người đứng đầu ban hành" in kept.main
    assert leader.post(f"{where}viec/thong-bao-tu-choi/").status_code == 302
    text = words_of(leader.get(f"{where}mau-01.pdf").content)
    assert "Về việc từ chối tiếp công dân" in text and "154/2026" in text and "01/TB-TTPVHCC" in text
    assert Visit.objects.get().state == "refused"


def test_the_page_costs_the_same_for_one_and_three_rows_and_masks_people(house, page, queries):
    client = staff(house, "reception")
    client.post("/can-bo/don-thu/tiep-dan/lich/moi/", told_day(house))
    client.post("/can-bo/don-thu/tiep-dan/luot/moi/", told_visit())
    page(client.get("/can-bo/don-thu/tiep-dan/"))
    with queries(9):
        page(client.get("/can-bo/don-thu/tiep-dan/"))
    for number in (2, 3):
        client.post("/can-bo/don-thu/tiep-dan/lich/moi/", told_day(house, key=f"d{number}"))
        client.post("/can-bo/don-thu/tiep-dan/luot/moi/", told_visit(key=f"v{number}"))
    page(client.get("/can-bo/don-thu/tiep-dan/"))
    with queries(9):
        shown = page(client.get("/can-bo/don-thu/tiep-dan/?xem=tat-ca"))
    assert shown.main.count("TCD-") == 3 and not any(secret in shown.html for secret in SECRETS)


def test_the_work_of_reception_stands_in_the_list_of_letters(house, page):
    client = staff(house, "reception")
    client.post("/can-bo/don-thu/tiep-dan/lich/moi/", told_day(house))
    client.post("/can-bo/don-thu/tiep-dan/luot/moi/", told_visit())
    shown = page(client.get("/can-bo/don-thu/"))
    assert "TCD-" in shown.main and "LTD-" in shown.main
    assert staff(house, "cashier").get("/can-bo/don-thu/tiep-dan/").status_code == 403
