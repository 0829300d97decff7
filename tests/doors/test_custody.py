"""The screens of paper custody: taking over, the record, the cover whose bar code opens the dossier, joint receipts."""

from typing import Any

import pytest
import zxingcpp
from pypdfium2 import PdfDocument
from tests.doors.test_logbook import sign_in
from tests.dossiers import situations

from motcua.dossiers import control_slips, slips, steps
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
HOME = "/can-bo/ban-giao/"


@pytest.fixture
def house() -> builders.House:
    return builders.found_office()


@pytest.fixture
def version(house: builders.House) -> Any:
    return builders.open_for_filing(house, builders.procedure())


def test_the_bar_code_of_the_cover_typed_into_the_search_opens_the_dossier(house: Any, version: Any) -> None:
    dossier = situations.in_process(house, version)
    client = sign_in(house, "reception")
    cover = client.get(f"/can-bo/ho-so/{dossier.pk}/bia.pdf").content
    picture = PdfDocument(cover)[0].render(scale=2).to_pil().convert("L")
    (code,) = [found.text for found in zxingcpp.read_barcodes(picture)]
    found = client.get("/can-bo/tim/", {"q": code})
    assert (found.status_code, found["Location"]) == (302, f"/can-bo/ho-so/{dossier.pk}/")
    assert client.get("/can-bo/tim/", {"q": code.lower() + " "}).status_code == 302
    assert client.get("/can-bo/tim/", {"q": "H99.01-261102-9999"}).status_code == 200
    other = builders.found_office("H99.02", "Trung tâm khác", prefix="khac-")
    assert sign_in(other, "reception").get("/can-bo/tim/", {"q": code}).status_code == 200


def test_the_specialist_takes_over_on_the_dossier_page(house: Any, version: Any, page: Any) -> None:
    dossier = situations.in_process(house, version)
    client = sign_in(house, "specialist")
    where = f"/can-bo/ho-so/{dossier.pk}/"
    shown = page(client.get(where))
    assert "Nhận bàn giao" in shown.main
    assert shown.select("//select[@id='kept']/option[@selected]")[0].get("value") == "on_time"
    assert client.post(f"{where}nhan-ban-giao/", {"kept": "x", "remark": "ghi chú này"}).status_code == 422
    assert "ghi chú này" in page(client.post(f"{where}nhan-ban-giao/", {"kept": "x", "remark": "ghi chú này"})).html
    assert client.post(f"{where}nhan-ban-giao/", {"kept": "on_time", "remark": "Đủ"}).status_code == 302
    assert "Đã nhận hồ sơ" not in page(client.get(where)).main
    assert control_slips.lines(lives.fresh(dossier.pk))[0].note == "Đủ"


def test_a_record_is_made_by_one_side_and_signed_by_the_other(house: Any, version: Any, page: Any) -> None:
    one, two = (situations.in_process(house, version) for _ in range(2))
    giver, receiver = sign_in(house, "reception"), sign_in(house, "specialist")
    shown = page(giver.get(HOME))
    assert one.code in shown.main and "A Thút" not in shown.main
    assert giver.post(f"{HOME}lap/", {}).status_code == 422
    chosen = [str(steps.find_current(dossier).pk) for dossier in (one, two)]  # type: ignore[union-attr]  # under way
    assert giver.post(f"{HOME}lap/", {"step": [*chosen, "x"]}).status_code == 302
    waiting = page(receiver.get(HOME))
    assert "Chờ nhận: biên bản 01/BBBG-TTPVHCC" in waiting.main
    (action,) = [form.get("action") for form in waiting.select("//form[contains(@action, '/nhan/')]")]
    printed = action.replace("/nhan/", ".pdf")
    for client in (giver, receiver):
        assert client.get(printed)["Content-Type"] == "application/pdf"
    assert sign_in(house, "leader").get(printed).status_code == 404
    assert receiver.post(action, {"remark": "Đủ"}).status_code == 302
    assert receiver.post(action).status_code == 409
    assert "Trần Quốc Khang" in page(giver.get(HOME)).main


def test_the_counter_makes_a_joint_receipt_of_the_days_dossiers(house: Any, version: Any, page: Any) -> None:
    one, two = (situations.accepted(house, version) for _ in range(2))
    client = sign_in(house, "reception")
    where = f"/can-bo/ho-so/{one.pk}/"
    assert two.code in page(client.get(where)).main
    assert client.post(f"{where}giay-hen-chung/", {"also": ["x"]}).status_code == 422
    assert client.post(f"{where}giay-hen-chung/", {"also": [str(two.pk)]}).status_code == 302
    (joint,) = [slip for slip in slips.of_dossier(one) if slip.form == "01c"]
    sent = client.get(f"{where}phieu/{joint.pk}.pdf?hai=1")
    assert sent["Content-Type"] == "application/pdf"
    other = f"/can-bo/ho-so/{two.pk}/"
    assert joint.symbol in page(client.get(other)).main
    assert client.get(f"{other}phieu/{joint.pk}.pdf")["Content-Type"] == "application/pdf"


def test_handing_over_writes_who_collected_on_a_delivery_note(house: Any, version: Any, page: Any) -> None:
    dossier = situations.processed(house, version)
    client = sign_in(house, "reception")
    where = f"/can-bo/ho-so/{dossier.pk}/"
    sent = {"way": "counter", "received_by": "Đặng Hoàng Phúc", "receiver_paper": "Giấy ủy quyền 125", "returned": "Sổ"}
    assert client.post(f"{where}tra/", sent).status_code == 302
    assert "Phiếu giao trả kết quả" in page(client.get(where)).main


def test_an_outdated_receipt_is_given_anew_by_a_button(house: Any, version: Any, page: Any) -> None:
    from tests.dossiers.moments import at

    from motcua.dossiers import apologies

    dossier = situations.in_process(house, version)
    client = sign_in(house, "reception")
    where = f"/can-bo/ho-so/{dossier.pk}/"
    assert "Cấp lại giấy hẹn" not in page(client.get(where)).main
    by = house.acting("leader")
    apologies.extend(dossier.pk, new_due_at=at("12/11 17:00"), reason="Chờ", by=by, at=at("03/11 09:30"))
    assert "Cấp lại giấy hẹn" in page(client.get(where)).main
    assert client.post(f"{where}cap-lai-giay-hen/").status_code == 302
    assert "Cấp lại giấy hẹn" not in page(client.get(where)).main.replace("Cấp lại giấy hẹn ·", "")
    assert client.post(f"{where}cap-lai-giay-hen/").status_code == 409
