"""Petitions on screen: a citizen sends and tracks one without script, officers handle it, nobody learns who sent it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.doors.citizen_stage import photo

from motcua.feedback import petition_handling, petitions
from motcua.feedback.petitions import Petition, PetitionFile
from motcua.journal.access_log import Look
from motcua.office import matters
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NAME, ADDRESS, PHONE = "Nguyễn Thị Thử Nghiệm", "Thôn Sen Hồng, xã Hoa Sen", "0900 000 123"
SECRETS = (NAME, ADDRESS, "900000123", "0900 000 123")
AT = timezone.now() - timedelta(minutes=5)


@pytest.fixture
def house(db):
    cache.clear()
    return builders.found_office()


def told(**more):
    return {
        "key": "k",
        "about": "acts",
        "content": "Chờ hai giờ mà không ai gọi số.",
        "full_name": NAME,
        "phone": PHONE,
        "address": ADDRESS,
        "gui": "1",
        **more,
    }


def staff(house, kind):
    client = Client()
    client.force_login(house.staff[kind].account, backend=BACKEND)
    return client


def made(house, *, key="k", **more):
    words = {"content": "Chờ hai giờ.", "full_name": NAME, "address": ADDRESS, "phone": PHONE, "about": "acts", **more}
    return petitions.receive(house.office, means="portal", by=house.citizen(None), at=AT, key=key, **words)[0]


def test_a_citizen_sends_a_petition_with_a_picture_and_gets_a_code(house, page):
    client = Client()
    assert "Gửi phản ánh, kiến nghị" in page(client.get("/phan-anh/")).text
    answer = client.post("/phan-anh/", told(files=[photo()]))
    assert answer.status_code == 302 and answer["Location"] == "/phan-anh/da-gui/"
    sent = page(client.get("/phan-anh/da-gui/"))
    assert "PA-" in sent.main and not any(secret in sent.html for secret in SECRETS)
    assert PetitionFile.objects.count() == 1
    client.post("/phan-anh/", told())
    assert Petition.objects.count() == 1, "the same form twice is one petition"
    assert Client().get("/phan-anh/da-gui/").status_code == 302


def test_what_is_missing_is_said_and_what_was_typed_stays_also_the_good_file(house, page):
    client = Client()
    bad = SimpleUploadedFile("hong.pdf", b"khong phai pdf", content_type="application/pdf")
    answer = page(client.post("/phan-anh/", told(address="", files=[photo("tot.jpg"), bad])))
    assert answer.status == 422 and "hong.pdf" in answer.main and "tot.jpg" in answer.main
    assert NAME in answer.html, "what was typed stays"
    answer = page(client.post("/phan-anh/", told(address="", phone="123")))
    assert answer.status == 422 and "Hãy nhập địa chỉ" in answer.main and "tot.jpg" in answer.main
    (link,) = answer.select("//button[@formaction]")
    answer = page(client.post(link.get("formaction"), told()))
    assert "tot.jpg" not in answer.main and NAME in answer.html
    assert Petition.objects.count() == 0


def test_saving_files_first_sends_nothing(house, page):
    client = Client()
    fields = told(files=[photo("a.jpg")])
    del fields["gui"]
    answer = page(client.post("/phan-anh/", fields))
    assert answer.status == 200 and "a.jpg" in answer.main and NAME in answer.html
    assert client.post("/phan-anh/", told(key="k2")).status_code == 302
    assert PetitionFile.objects.filter(petition__code__endswith="0001").count() == 1


def test_tracking_by_code_says_the_state_only_and_four_digits_open_the_answer(house, page):
    petition = made(house)
    petition_handling.reply(petition.pk, words="Xin lỗi bà.", by=house.acting("reception"), at=AT)
    where = f"/phan-anh/tra-cuu/?ma={petition.code}"
    shown = page(Client().get(where))
    assert "Đã trả lời" in shown.main and "Xin lỗi bà" not in shown.main
    assert not any(secret in shown.html for secret in SECRETS)
    wrong = page(Client().post(where, {"digits": "9999"}))
    assert wrong.status == 404 and "Đã trả lời" in wrong.main and "Xin lỗi bà" not in wrong.main
    assert page(Client().post(where, {"digits": "12"})).status == 422
    opened = page(Client().post(where, {"digits": "0123"}))
    assert "Xin lỗi bà" in opened.main and not any(secret in opened.html for secret in SECRETS)
    assert page(Client().get("/phan-anh/tra-cuu/?ma=PA-2020-0001")).status == 404
    assert page(Client().get("/phan-anh/tra-cuu/?ma=")).status == 422
    for _try in range(5):
        last = Client().post(where, {"digits": "0000"}, REMOTE_ADDR=f"10.0.0.{_try}")
    assert last.status_code == 429, "five tries for one petition, from wherever"


def test_who_sent_it_reads_to_whom_it_was_forwarded_and_a_stranger_does_not(house, page):
    petition = made(house)
    petition_handling.forward(petition.pk, agency="Sở Tư pháp tỉnh", by=house.acting("reception"), at=timezone.now())
    where = f"/phan-anh/tra-cuu/?ma={petition.code}"
    assert "Sở Tư pháp" not in page(Client().get(where)).html
    shown = page(Client().post(where, {"digits": "0123"}))
    assert "Sở Tư pháp tỉnh" in shown.main and "01/PC-" in shown.main and "Chưa có trả lời" in shown.main


def test_the_published_answer_stands_on_the_public_page_without_the_sender(house, page, queries):
    for number in range(3):
        petition = made(house, key=f"k{number}")
        by = house.acting("reception")
        petition_handling.reply(petition.pk, words="Đã nhắc.", by=by, at=AT)
        petition_handling.publish(petition.pk, subject=f"Chờ lâu {number}", words="Đã nhắc.", by=by, at=AT)
        if number in (0, 2):
            with queries(3):
                shown = page(Client().get("/phan-anh/cong-khai/"))
            assert shown.main.count("Chờ lâu") == number + 1
            assert not any(secret in shown.html for secret in (*SECRETS, "Chờ hai giờ"))


@pytest.mark.parametrize(("kind", "count"), [("reception", 6), ("director", 6), ("leader", 6)])
def test_the_register_masks_senders_and_costs_the_same_for_three_rows(house, page, queries, kind, count):
    made(house)
    client = staff(house, kind)
    with queries(count):
        shown = page(client.get("/can-bo/don-thu/phan-anh/"))
    assert "Nguyễn T. T. N" in shown.main and not any(secret in shown.html for secret in SECRETS)
    made(house, key="k2", is_secret=True)
    made(house, key="k3")
    with queries(count):
        shown = page(client.get("/can-bo/don-thu/phan-anh/?xem=tat-ca"))
    assert "được giữ bí mật" in shown.main and shown.main.count("PA-") == 3
    assert page(client.get("/can-bo/don-thu/phan-anh/?xem=hoi-dap")).main.count("PA-") == 0


def test_one_petition_opens_with_its_limits_and_the_sender_only_by_a_logged_press(house, page, queries):
    petition = made(house, is_secret=True)
    client = staff(house, "reception")
    where = f"/can-bo/don-thu/phan-anh/{petition.pk}/"
    with queries(11):
        shown = page(client.get(where))
    assert "Chờ hai giờ" in shown.main and "03 ngày làm việc" in shown.main
    assert not any(secret in shown.html for secret in SECRETS) and "Nguyễn T" not in shown.html
    opened = page(client.post(f"{where}nguoi-gui/"))
    assert NAME in opened.main and ADDRESS in opened.main
    assert sorted(Look.objects.filter(subject_id=petition.pk).values_list("what", flat=True)) == [
        "petition", "petition", "sender",
    ]  # fmt: skip


def test_officers_carry_a_petition_from_the_box_to_the_published_answer(house, page):
    client = staff(house, "director")
    form = page(client.get("/can-bo/don-thu/phan-anh/moi/"))
    assert "Hộp thư góp ý" in form.main
    entry = {
        "key": "e1", "means": "box", "about": "unsorted", "content": "Ghế ngồi bị gãy.", "full_name": NAME,
        "address": "", "phone": PHONE,
    }  # fmt: skip
    refused = page(client.post("/can-bo/don-thu/phan-anh/moi/", entry))
    assert refused.status == 422 and NAME in refused.html and "giữ bí mật" in refused.main
    answer = client.post("/can-bo/don-thu/phan-anh/moi/", {**entry, "address": ADDRESS, "scan": photo()})
    where = answer["Location"]
    petition = Petition.objects.get()
    post = str(house.posts["specialist"].pk)
    client.post(f"{where}viec/phan-loai/", {"phan-loai-about": "acts", "phan-loai-post": post})
    assert matters.holder_of(petition) == house.posts["specialist"].pk
    own = staff(house, "specialist")
    assert "PA-" in page(own.get("/can-bo/don-thu/")).main
    empty = page(own.post(f"{where}viec/tra-loi/", {"tra-loi-words": " "}))
    assert empty.status == 422 and "Chưa ghi nội dung trả lời" in empty.main
    assert own.post(f"{where}viec/tra-loi/", {"tra-loi-words": "Đã thay ghế."}).status_code == 302
    named = {"cong-khai-subject": "Ghế", "cong-khai-words": f"Cảm ơn {NAME}"}
    kept = page(own.post(f"{where}viec/cong-khai/", named))
    assert kept.status == 422 and "họ tên" in kept.main and f"Cảm ơn {NAME}" in kept.html
    own.post(f"{where}viec/cong-khai/", {"cong-khai-subject": "Ghế", "cong-khai-words": "Đã thay ghế."})
    assert "Đã thay ghế" in page(Client().get("/phan-anh/cong-khai/")).main
    assert own.post(f"{where}viec/tra-loi/", {"tra-loi-words": "x"}).status_code == 409
    assert own.post(f"{where}viec/bia/", {}).status_code == 404


def test_the_forwarding_letter_is_a_pdf_and_keeps_the_secret(house, page):
    from tests.papers.test_typesetting import words_of

    for is_secret in (False, True):
        petition = made(house, key=f"k{is_secret}", is_secret=is_secret)
        client = staff(house, "reception")
        where = f"/can-bo/don-thu/phan-anh/{petition.pk}/"
        assert client.get(f"{where}phieu-chuyen.pdf").status_code == 404
        client.post(f"{where}viec/chuyen/", {"chuyen-agency": "Sở Nội vụ tỉnh"})
        answer = client.get(f"{where}phieu-chuyen.pdf")
        text = words_of(answer.content)
        assert "SỞ NỘI VỤ" in text.upper() and petition.code in text
        assert (NAME in text) is not is_secret and (ADDRESS in text) is not is_secret


def test_figures_open_their_rows(house, page):
    made(house)
    client = staff(house, "leader")
    shown = page(client.get("/can-bo/don-thu/phan-anh/so-lieu/"))
    assert "Tiếp nhận trong kỳ" in shown.main and "?o=received" in shown.links
    opened = page(client.get("/can-bo/don-thu/phan-anh/so-lieu/?o=received"))
    assert "PA-" in opened.main and not any(secret in opened.html for secret in SECRETS)


def test_the_leader_sees_the_whole_office_and_the_officer_only_the_own_post(house, page):
    made(house)
    assert "PA-" in page(staff(house, "reception").get("/can-bo/don-thu/")).main
    leader = staff(house, "leader")
    assert "PA-" not in page(leader.get("/can-bo/don-thu/")).main
    assert "PA-" in page(leader.get("/can-bo/don-thu/?xem=co-quan")).main
    assert "PA-" not in page(staff(house, "specialist").get("/can-bo/don-thu/?xem=co-quan")).main
