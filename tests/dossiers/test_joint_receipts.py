"""One receipt for several dossiers of one person and day, and the delivery note of a result."""

import pypdfium2
import pytest
import zxingcpp
from tests.dossiers import situations
from tests.dossiers.moments import at
from tests.papers.test_typesetting import words_of

from motcua.desk import hand_over
from motcua.dossiers import delivery_notes, joint_receipts, slips, tracking
from motcua.dossiers.joint_receipts import JointDossier
from motcua.dossiers.results import NoResult
from motcua.journal import entries, verification
from motcua.office import people
from motcua.papers import verification as signatures_check
from motcua.site import worker
from motcua.site.demo import lives


def accept(house, version, moment="02/11 09:00", **further):
    dossier = lives.file(house, version, at=at(moment), channel=lives.COUNTER, **further)
    return lives.accept(house, dossier, at=at(moment))


def test_three_matters_of_one_person_come_home_on_one_sheet(house, version):
    mine = [accept(house, version) for _ in range(3)]
    stranger = accept(house, version, number="999095000999", name="Y Bleo", phone="+84900000999")
    tomorrow = accept(house, version, "03/11 09:00")
    assert [row.pk for row in joint_receipts.others_of_the_day(mine[0])] == [mine[1].pk, mine[2].pk]
    by = house.acting("reception")
    slip = joint_receipts.make(mine[0].pk, also=[mine[1].pk, mine[2].pk], by=by, at=at("02/11 09:30"))
    words = words_of(slips.opened(slip, by=by, at=at("02/11 09:31")).read())
    for dossier in mine:
        assert dossier.code in words
    assert words.count("17 giờ 00 phút, ngày 09/11/2026") == 3 and "Cho 3 hồ sơ" in words
    assert stranger.code not in words and tomorrow.code not in words
    assert slip.symbol == "06/TTPVHCC", "numbered among the receipts"
    for dossier in mine:
        assert "dossiers.JointReceiptMade" in [e.name for e in entries.of(dossier.pk, house.office.pk)]
    assert not verification.verify(house.office.pk)


def test_the_joint_receipt_is_listed_with_every_one_of_its_dossiers_by_one_query(
    house, version, django_assert_num_queries
):
    mine = [accept(house, version) for _ in range(3)]
    stranger = accept(house, version, number="999095000999", name="Y Bleo", phone="+84900000999")
    by = house.acting("reception")
    slip = joint_receipts.make(mine[1].pk, also=[mine[0].pk, mine[2].pk], by=by, at=at("02/11 09:30"))
    again = joint_receipts.make(mine[0].pk, also=[mine[2].pk], by=by, at=at("02/11 09:40"))
    for dossier, together in zip(mine, ([slip, again], [slip], [slip, again]), strict=True):
        with django_assert_num_queries(1):
            found = slips.of_dossier(dossier)
        assert [one.form for one in found] == ["01", *["01c"] * len(together)], "in the order in which they were made"
        assert [one for one in found if one.form == "01c"] == together
        assert slips.find(dossier, slip.pk) == slip
    assert [one.form for one in slips.of_dossier(stranger)] == ["01"] and slips.find(stranger, slip.pk) is None
    assert not verification.verify(house.office.pk)


def test_the_queries_of_slips_do_not_grow_with_the_joint_receipts(house, version, django_assert_num_queries):
    one, two = accept(house, version), accept(house, version)
    by = house.acting("reception")
    for count in (1, 2, 3):
        joint_receipts.make(one.pk, also=[two.pk], by=by, at=at(f"02/11 09:3{count}"))
        with django_assert_num_queries(1):
            assert len([slip for slip in slips.of_dossier(two) if slip.form == "01c"]) == count


def test_a_dossier_cannot_be_taken_out_of_a_joint_receipt_unseen(house, version):
    one, two = accept(house, version), accept(house, version)
    joint_receipts.make(one.pk, also=[two.pk], by=house.acting("reception"), at=at("02/11 09:30"))
    JointDossier.objects.all().delete()
    assert verification.verify(house.office.pk)


def test_each_matter_keeps_its_own_hour_way_and_place_in_the_book(house, version):
    one = accept(house, version, "02/11 08:30")
    two = accept(house, version, "02/11 10:05")
    by = house.acting("reception")
    slip = joint_receipts.make(one.pk, also=[two.pk], by=by, at=at("02/11 10:10"))
    words = words_of(slips.opened(slip, by=by, at=at("02/11 10:11")).read())
    for said in (
        "Nhận hồ sơ: 08 giờ 30 phút, ngày 02/11/2026",
        "Nhận hồ sơ: 10 giờ 05 phút, ngày 02/11/2026",
        "Quyển số: Hộ tịch 2026 · Số thứ tự: 1",
        "Quyển số: Hộ tịch 2026 · Số thứ tự: 2",
        "Theo quy định: 05 ngày làm việc",
        "Nhận kết quả: Tại Trung tâm Phục vụ hành chính công",
    ):
        assert said in words, said
    assert words.count("Số lượng hồ sơ: 1 (bộ)") == 2


def test_the_codes_of_a_joint_receipt_lead_to_each_of_its_dossiers(house, version):
    mine = [accept(house, version) for _ in range(3)]
    by = house.acting("reception")
    slip = joint_receipts.make(mine[0].pk, also=[mine[1].pk, mine[2].pk], by=by, at=at("02/11 09:30"))
    made = slips.opened(slip, by=by, at=at("02/11 09:31")).read()
    picture = pypdfium2.PdfDocument(made)[0].render(scale=300 / 72).to_pil().convert("L")
    found = zxingcpp.read_barcodes(picture)
    bars = [code.text for code in found if code.format == zxingcpp.BarcodeFormat.Code128]
    assert sorted(bars) == [dossier.code for dossier in mine]
    tokens = [code.text.rstrip("/").rpartition("/")[2] for code in found if "/t/" in code.text]
    led = {tracking.exchange(token, tracking.Purpose.TRACK).dossier_id for token in tokens}
    assert len(tokens) == 3 and led == {dossier.pk for dossier in mine}


def test_a_joint_receipt_is_signed_digitally_when_all_of_it_was_filed_online(house, version):
    made = []
    for channels in ((lives.ONLINE, lives.ONLINE), (lives.ONLINE, lives.COUNTER)):
        phone = f"+8490000060{len(made)}"
        filed = [
            lives.accept(
                house,
                lives.file(house, version, at=at("02/11 09:00"), channel=one, number="", name="Y Bleo", phone=phone),
                at=at("02/11 09:00"),
            )
            for one in channels
        ]
        by = house.acting("reception")
        made.append(joint_receipts.make(filed[0].pk, also=[filed[1].pk], by=by, at=at("02/11 09:30")))
    assert [slip.is_to_sign for slip in made] == [True, False]
    worker.run_once(at("02/11 09:40"))
    stored = slips.opened(slips.Slip.objects.get(pk=made[0].pk), by=by, at=at("02/11 09:41")).read()
    (report,) = signatures_check.check(stored).reports
    assert report.is_sound and report.signer.startswith("Y Hlui") and report.covers_whole
    assert not verification.verify(house.office.pk)


def test_a_mother_files_for_herself_and_as_proxy_for_another(house, version):
    mother = {"name": "H'Lan Niê", "number": "999190000777", "phone": "+84900000777"}
    own = accept(house, version, **mother)
    proxy = people.record(house.office.pk, "H'Lan Niê", at=at(), number="999190000777", phone="+84900000777")
    child = accept(house, version, name="Y Sol Niê", number="", phone="", submitter=proxy)
    assert [row.pk for row in joint_receipts.others_of_the_day(own)] == [child.pk]
    assert [row.pk for row in joint_receipts.others_of_the_day(child)] == [own.pk]
    by = house.acting("reception")
    slip = joint_receipts.make(child.pk, also=[own.pk], by=by, at=at("02/11 09:30"))
    words = words_of(slips.opened(slip, by=by, at=at("02/11 09:31")).read())
    assert "Tiếp nhận hồ sơ của (Ông/Bà/Tổ chức): H'Lan Niê" in words
    assert words.count("Hồ sơ của: Y Sol Niê") == 1 and "Hồ sơ của: H'Lan Niê" not in words


def test_without_a_number_a_person_is_known_by_name_and_phone_together(house, version):
    one = accept(house, version, number="", name="Điểu Krăk", phone="+84900000555")
    two = accept(house, version, number="", name="Điểu Krăk", phone="+84900000555")
    accept(house, version, number="", name="Điểu Krăk", phone="")
    assert [row.pk for row in joint_receipts.others_of_the_day(one)] == [two.pk]
    nobody = accept(house, version, number="", name="A Nhân", phone="")
    assert joint_receipts.others_of_the_day(nobody) == []


def test_strangers_do_not_come_on_one_sheet(house, version):
    one = accept(house, version)
    other = accept(house, version, number="999095000999", phone="+84900000999")
    by = house.acting("reception")
    for also in ([], [other.pk], [one.pk]):
        with pytest.raises(joint_receipts.NotTogether):
            joint_receipts.make(one.pk, also=also, by=by, at=at("02/11 09:30"))


def test_the_delivery_note_says_who_collected_and_by_which_paper(house, version):
    dossier = situations.processed(house, version)
    by = house.acting("reception")
    hand_over.hand_over(
        dossier.pk,
        way="counter",
        received_by="Đặng Hoàng Phúc",
        receiver_paper="Căn cước 999…; giấy ủy quyền số 125/2026",
        returned="Quyết định ly hôn\n\n  Sổ hộ khẩu cũ ",
        by=by,
        at=at("05/11 08:00"),
    )
    slip = next(row for row in slips.of_dossier(dossier) if row.form == "ret")
    assert (slip.symbol, slip.title) == ("01/PGT-TTPVHCC", "Phiếu giao trả kết quả")
    words = words_of(slips.opened(slip, by=by, at=at("05/11 08:01")).read())
    for said in ("Đặng Hoàng Phúc", "giấy ủy quyền số 125/2026", "Quyết định ly hôn", "Sổ hộ khẩu cũ", "Giấy xác nhận"):
        assert said in words
    assert "NGƯỜI NHẬN KẾT QUẢ" in words and not verification.verify(house.office.pk)


def test_no_note_before_the_result_is_returned_and_none_by_post(house, version):
    dossier = situations.processed(house, version)
    with pytest.raises(NoResult):
        delivery_notes.make(dossier.pk, by=house.acting("reception"), at=at("05/11 08:00"))
    hand_over.hand_over(dossier.pk, way="post", by=house.acting("reception"), at=at("05/11 08:00"))
    assert "ret" not in {row.form for row in slips.of_dossier(dossier)}
