"""A citizen sends a petition from a phone without script, an officer answers and publishes, the citizen reads it."""

from typing import Any

from playwright.sync_api import expect
from tests.journeys.conftest import at_360, axe, fits, shot
from tests.journeys.staff_stage import enter, look

from motcua.site.demo import builders

NAME, PHONE = "Nguyễn Thị Thử Nghiệm", "0900 000 123"


def test_a_petition_goes_from_a_phone_to_the_published_reply(live_server: Any, browse: Any) -> None:
    house = builders.found_office()
    citizen = browse(live_server, at_360, java_script_enabled=False)
    citizen.goto("/phan-anh/")
    fits(citizen)
    shot(citizen, "phan-anh-360")
    citizen.get_by_label("Hành vi, thái độ của cán bộ").check()
    citizen.get_by_label("Nội dung", exact=True).fill("Chờ hai giờ ở quầy số 2.")
    citizen.get_by_label("Họ và tên").fill(NAME)
    citizen.get_by_label("Số điện thoại").fill(PHONE)
    citizen.get_by_role("button", name="Gửi phản ánh").click()
    expect(citizen.get_by_role("alert")).to_contain_text("Hãy nhập địa chỉ")
    citizen.get_by_label("Địa chỉ", exact=True).fill("Thôn 1, xã Hoa Sen")
    citizen.get_by_role("button", name="Gửi phản ánh").click()
    code = citizen.locator(".big-code").inner_text()
    assert code.startswith("PA-")
    fits(citizen)
    shot(citizen, "phan-anh-da-gui-360")

    officer = enter(browse, live_server, house, "reception")
    officer.goto("/can-bo/don-thu/")
    look(officer, "don-thu")
    officer.get_by_role("link", name=code).first.click()
    look(officer, "phan-anh")
    officer.get_by_label("Nội dung trả lời người gửi").fill("Xin lỗi bà; đã thêm người trực quầy số 2.")
    officer.get_by_role("button", name="Trả lời người gửi").click()
    officer.get_by_label("Tóm tắt nội dung, không nêu người gửi").fill("Chờ lâu ở quầy số 2")
    officer.get_by_role("button", name="Công khai kết quả").click()
    expect(officer.locator("main")).to_contain_text("Đã trả lời và công khai")
    for where, name in (
        ("/can-bo/don-thu/phan-anh/?xem=tat-ca", "so-phan-anh"),
        ("/can-bo/don-thu/phan-anh/moi/", "ghi-phan-anh"),
        ("/can-bo/don-thu/tiep-dan/", "tiep-dan"),
        ("/can-bo/don-thu/khieu-nai/moi/", "ghi-khieu-nai"),
    ):
        officer.goto(where)
        look(officer, name)

    citizen.goto("/phan-anh/tra-cuu/")
    citizen.get_by_label("Mã phản ánh").fill(code)
    citizen.get_by_role("button", name="Tra cứu").click()
    citizen.get_by_label("Bốn số cuối").fill("0123")
    citizen.get_by_role("button", name="Xem trả lời").click()
    expect(citizen.locator("main")).to_contain_text("đã thêm người trực quầy số 2")
    citizen.goto("/phan-anh/cong-khai/")
    expect(citizen.locator("main")).to_contain_text("Chờ lâu ở quầy số 2")
    assert NAME not in citizen.content() and "0123" not in citizen.content()
    shot(citizen, "phan-anh-cong-khai-360")

    reader = browse(live_server)
    for where in ("/phan-anh/", "/phan-anh/tra-cuu/", "/phan-anh/cong-khai/", "/lich-tiep-cong-dan/"):
        reader.goto(where)
        axe(reader)


def test_the_head_lets_a_post_see_a_denouncer_for_a_day(live_server: Any, browse: Any) -> None:
    house = builders.found_office()
    leader = enter(browse, live_server, house, "leader")
    leader.goto("/can-bo/don-thu/to-cao/moi/")
    look(leader, "ghi-to-cao")
    leader.get_by_label("Người bị tố cáo").fill("Ông A")
    leader.get_by_label("Nội dung tố cáo").fill("Thu tiền sai quy định.")
    leader.get_by_label("Họ và tên người tố cáo").fill(NAME)
    leader.get_by_label("Địa chỉ").fill("Thôn 1, xã Hoa Sen")
    leader.get_by_role("button", name="Ghi nhận").click()
    expect(leader.locator("main")).to_contain_text("được giữ bí mật")
    assert NAME not in leader.content()
    look(leader, "to-cao")
    leader.goto("/can-bo/don-thu/to-cao/duoc-xem/")
    look(leader, "duoc-xem")
