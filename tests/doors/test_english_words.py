"""English on screen where Vietnamese is stored or said by the kernel: reasons, limits, refusals."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from tests.doors.citizen_stage import begin, come_as_owner, file, open_procedure

from motcua.certification.authority import NoRightToCertify, Way
from motcua.certification.matters import Book
from motcua.doors.ledger_words import why_words, written_limit
from motcua.doors.limit_words import limit_words
from motcua.doors.templatetags.words import formal_moment, spoken
from motcua.dossiers.gates import FEE_UNPAID, GateClosed
from motcua.dossiers.late_entries import TooLate
from motcua.dossiers.status import MOVES, IllegalMove, Status
from motcua.dossiers.watch import REASONS
from motcua.kernel.clock import RECEIVED
from motcua.kernel.holds import Hold, HoldMode
from motcua.kernel.limits import Limit, Unit
from motcua.kernel.localtime import vn_moment, vn_weekday
from motcua.site.demo import builders

HOLDS = [Hold(mode, datetime(2026, 11, 25, tzinfo=UTC), None) for mode in HoldMode]
LIMITS = [
    # limit, Vietnamese as papers print it, English
    (Limit(3, Unit.WORKING_DAY), "03 ngày làm việc", "03 working days"),
    (Limit(8, Unit.WORKING_HOUR), "08 giờ làm việc", "08 working hours"),
    (Limit(1, Unit.HALF_DAY), "0,5 ngày làm việc", "0,5 working days"),
    (Limit(0, Unit.WORKING_DAY), "Trong ngày làm việc", "Within the working day"),
    (Limit(0, Unit.HALF_DAY), "Trong buổi làm việc", "Within the half working day"),
    (Limit(10, Unit.DAY), "10 ngày", "10 days"),
    (Limit(2, Unit.MONTH), "02 tháng", "02 months"),
    (Limit(24, Unit.HOUR), "24 giờ", "24 hours"),
]


@pytest.mark.parametrize(("limit", "vietnamese", "english"), LIMITS)
def test_a_limit_is_said_in_the_readers_language_and_as_the_papers_print_it(limit, vietnamese, english):
    assert limit_words(limit) == limit.words() == vietnamese
    with translation.override("en"):
        assert limit_words(limit) == english


def test_a_moment_is_written_as_the_reader_writes_it():
    moment = datetime(2026, 11, 25, 3, 5, tzinfo=UTC)
    assert formal_moment(moment) == vn_moment(moment) == "10 giờ 05, ngày 25/11/2026"
    with translation.override("en"):
        assert formal_moment(moment) == "10:05 on 25/11/2026" and formal_moment(None) == ""


WHYS = [
    # why a day counts or not, as it is kept; English
    ("Ngày làm việc", "Working day"),
    ("Ngày nhận hồ sơ, không tính", "Day of the receipt, not counted"),
    ("Buổi chiều nhận hồ sơ, không tính", "Afternoon of the receipt, not counted"),
    ("Nghỉ: Tết Bản Mường", "Day off: Tết Bản Mường"),
    ("Chủ nhật", "Sunday"),
    (
        "Buổi sáng: Tạm dừng: Chờ bổ sung giấy tờ (NĐ 118/2025/NĐ-CP Điều 17)",
        "Morning: Paused: Waiting for additions (NĐ 118/2025/NĐ-CP Điều 17)",
    ),
    ("Tạm dừng: Theo công văn số 12", "Paused: Theo công văn số 12"),
    ("", ""),
]


@pytest.mark.parametrize(("why", "english"), WHYS)
def test_why_a_day_counts_or_not_is_said_in_the_readers_language(why, english):
    assert why_words(why) == why
    with translation.override("en"):
        assert why_words(why) == english


@pytest.mark.parametrize(
    ("words", "english"),
    [*((limit.words(), english) for limit, _vietnamese, english in LIMITS), ("90 phút làm việc", "90 working minutes")],
)
def test_a_limit_in_words_is_said_in_the_readers_language(words, english):
    assert written_limit(words) == words
    with translation.override("en"):
        assert written_limit(words) == english and written_limit("") == ""


def test_every_reason_of_a_ledger_that_the_kernel_gives_has_its_english():
    given = {vn_weekday(date(2026, 11, day)) for day in range(23, 30)} | {hold.words() for hold in HOLDS} | {RECEIVED}
    with translation.override("en"):
        assert [why for why in sorted(given) if why_words(why) == why] == []


@pytest.mark.parametrize("kind", REASONS)
def test_why_a_dossier_waits_is_said_in_the_readers_language(kind):
    assert spoken(REASONS[kind]) == REASONS[kind]
    with translation.override("en"):
        assert spoken(REASONS[kind]).isascii()
        assert spoken(f"{REASONS[kind]}. Ghi chú riêng") == f"{spoken(REASONS[kind])}. Ghi chú riêng"
        assert spoken("") == ""


@pytest.mark.django_db
def test_a_citizen_who_reads_english_follows_the_dossier_in_english(page):
    house = builders.found_office()
    open_procedure(house)
    dossier = file(Client())
    client = come_as_owner(dossier)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    seen = page(client.get("/tra-cuu/chi-tiet/")).main
    for words in (
        "Waiting for an officer to check and accept it",
        "Not checked yet",
        "Ask to withdraw",
        "Limit for the",
        "Working day",
    ):
        assert words in seen
    assert "Thứ " not in seen and "không tính" not in seen, "the ledger speaks English too"
    assert dossier.reason == "Chờ cán bộ kiểm tra, tiếp nhận", "what is stored stays Vietnamese"


@pytest.mark.django_db
def test_a_wrong_phone_or_code_is_refused_in_the_readers_language(page):
    house = builders.found_office()
    open_procedure(house)
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "The phone number is not right" in page(client.post("/nop-ho-so/1.004873/", {"phone": "12"})).main
    told = page(client.post("/tiep-tuc/", {"code": "BCDFG-HJKLM", "phone": "0912 345 678"}))
    assert "No draft has this code" in told.main
    begin(client)
    shown = page(client.post("/ho-so-dang-soan/nhan-ket-qua/", {"phone": "12", "proxy_number": "1"})).main
    assert "A personal number has exactly 12 digits" in shown and "Enter the name of who files on behalf" in shown


REFUSALS = [
    # refusal, Vietnamese, English
    (
        lambda: IllegalMove(MOVES["accept"], Status.RETURNED),
        "Không thể “Tiếp nhận”: hồ sơ đang ở trạng thái “Đã trả kết quả”. Hãy tải lại trang để xem việc cần làm.",
        "“Accept” is not possible: the status of the dossier is “Result returned”. Reload the page to see what is to "
        "be done.",
    ),
    (
        lambda: GateClosed(FEE_UNPAID),
        "Chưa làm được bước này: phí, lệ phí của hồ sơ chưa được thanh toán. Hãy hoàn tất việc đó trước.",
        "This step cannot be taken yet: the fees of the dossier are not paid. Please settle that first.",
    ),
    (
        lambda: TooLate(datetime(2026, 11, 25, 3, 5, tzinfo=UTC)),
        "Phiếu này phải nhập trước 10 giờ 05, ngày 25/11/2026. Hãy nhờ lãnh đạo cho phép nhập muộn và ghi lý do (Lãnh "
        "đạo, Phiếu dự phòng), rồi nhập lại.",
        "This slip had to be entered before 10:05 on 25/11/2026. Ask a leader to permit the late entry with a reason "
        "(Leaders, Downtime slips), then enter it again.",
    ),
    (
        lambda: NoRightToCertify("Lò Thị Mai", Way.PAPER, Book.COPIES),
        "Lò Thị Mai chưa được giao quyền chứng thực (ký tay trên giấy, sổ “Chứng thực bản sao từ bản chính”) vào ngày "
        "này; lãnh đạo UBND (vị trí “Lãnh đạo ký kết quả”) cấp ở mục Chứng thực, Quyền chứng thực.",
        "Lò Thị Mai holds no right to certify",
    ),
]


@pytest.mark.parametrize(("refusal", "vietnamese", "english"), REFUSALS)
def test_a_refusal_is_said_in_the_readers_language_the_moment_it_is_raised(refusal, vietnamese, english):
    assert str(refusal()) == vietnamese
    with translation.override("en"):
        raised = refusal()
        assert str(raised).startswith(english)
    assert str(raised).startswith(english), "the words are those of the reader who was refused"


REFUSED = [
    # whose post, what is sent where, the refusal in English
    ("steward", "/quan-tri/lich/khai-bao/", {}, "Please say why the calendar changes"),
    ("steward", "/quan-tri/lich/de-xuat/", {"year": "1900"}, "A calendar can only be proposed for the years"),
    ("steward", "/quan-tri/can-bo/vi-tri/", {}, "Please choose the kind of post and name the new post"),
    ("steward", "/quan-tri/thu-tuc/9.999999/mo/", {}, "The catalogue has no procedure with the code “9.999999”"),
]


@pytest.mark.parametrize(("kind", "path", "sent", "english"), REFUSED)
@pytest.mark.django_db
def test_staff_who_read_english_are_refused_in_english(page, kind, path, sent, english):
    house = builders.found_office()
    client = Client()
    client.force_login(house.staff[kind].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert english in page(client.post(path, sent, follow=True)).main
