"""Hand-overs inside the office: Mẫu 06 from the journal with both sides, and the record of several dossiers."""

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from tests.dossiers import situations
from tests.dossiers.moments import at
from tests.papers.test_typesetting import words_of

from motcua.dossiers import control_slips, decisions, handover_records, handovers, steps
from motcua.dossiers.access import NoSuchDossier
from motcua.dossiers.slips import Slip
from motcua.journal import entries, verification
from motcua.papers import verification as signatures_check
from motcua.site import worker
from motcua.site.demo import lives


def letters(words):
    """A code may be broken over two lines: only letters and digits are compared."""
    return "".join(letter for letter in words if letter.isalnum())


def told(house, dossier):
    """The lines of Mẫu 06 with names: giver, given, receiver, received, result, note."""
    content = control_slips.content(lives.fresh(dossier.pk), at("06/11 10:00"))
    names = ("giver", "given_at_words", "receiver", "received_at_words", "outcome", "note")
    return [tuple(row[name] for name in names) for row in content["rows"]]


def test_a_line_is_open_until_the_receiving_side_says_that_it_took_the_dossier(house, version):
    dossier = situations.in_process(house, version)
    assert told(house, dossier) == [("Y Hlui", "10 giờ 30 phút, ngày 02/11/2026", "", "", "", "")]
    handovers.take(
        dossier.pk, kept="on_time", remark="Thiếu một bản sao", by=house.acting("specialist"), at=at("02/11 10:45")
    )
    assert told(house, dossier) == [
        (
            "Y Hlui",
            "10 giờ 30 phút, ngày 02/11/2026",
            "Trần Quốc Khang",
            "10 giờ 45 phút, ngày 02/11/2026",
            "on_time",
            "Thiếu một bản sao",
        )
    ]
    assert "Thiếu một bản sao" not in "".join(entry.text for entry in entries.of(dossier.pk, house.office.pk))
    assert not verification.verify(house.office.pk)


def test_the_receiving_side_decides_on_the_box_against_the_clock_too(house, version):
    dossier = situations.in_process(house, version)
    handovers.take(dossier.pk, kept="late", by=house.acting("specialist"), at=at("02/11 10:45"))
    assert [line[4] for line in told(house, dossier)] == ["late"]


def test_without_a_word_the_first_act_of_the_receiver_is_its_side_and_the_clock_fills_the_box(house, version):
    dossier = situations.processed(house, version)
    lives.hand_over(house, dossier, at=at("05/11 08:00"))
    lines = told(house, dossier)
    assert [(line[0], line[2], line[4]) for line in lines] == [
        ("Y Hlui", "Trần Quốc Khang", "on_time"),
        ("Trần Quốc Khang", "Đinh Thị Thu Hằng", "early"),
        ("Đinh Thị Thu Hằng", "Y Hlui", "late"),  # half a day to sign, signed the next morning
    ]
    assert [line[3] for line in lines][-1] == "08 giờ 00 phút, ngày 05/11/2026"


def test_a_proposal_sent_back_is_handed_over_again(house, version):
    dossier = situations.proposed(house, version)
    decisions.send_back(dossier.pk, reason="Sửa", by=house.acting("leader"), at=at("03/11 14:00"))
    lines = told(house, dossier)
    assert [(line[0], line[2]) for line in lines] == [
        ("Y Hlui", "Trần Quốc Khang"),
        ("Trần Quốc Khang", "Đinh Thị Thu Hằng"),
        ("Đinh Thị Thu Hằng", ""),
    ]
    handovers.take(dossier.pk, kept="on_time", by=house.acting("specialist"), at=at("03/11 14:10"))
    assert told(house, dossier)[-1][2] == "Trần Quốc Khang"


@pytest.mark.parametrize("kind", ["reception", "leader"])
def test_only_the_post_that_has_the_step_takes_over(house, version, kind):
    dossier = situations.in_process(house, version)
    with pytest.raises((handovers.NothingToTake, NoSuchDossier)):
        handovers.take(dossier.pk, kept="on_time", by=house.acting(kind), at=at("02/11 10:45"))


def test_taking_over_twice_or_without_a_box_is_refused(house, version):
    dossier, by = situations.in_process(house, version), house.acting("specialist")
    with pytest.raises(handovers.ResultMissing):
        handovers.take(dossier.pk, kept="", by=by, at=at("02/11 10:45"))
    handovers.take(dossier.pk, kept="early", by=by, at=at("02/11 10:45"))
    with pytest.raises(handovers.NothingToTake):
        handovers.take(dossier.pk, kept="early", by=by, at=at("02/11 10:46"))


def test_the_control_slip_has_one_number_and_grows_with_the_journal(house, version):
    dossier, by = situations.in_process(house, version), house.acting("reception")
    first = words_of(control_slips.printed(dossier, by=by, at=at("02/11 11:00")))
    lives.propose(house, dossier, at=at("03/11 09:00"))
    second = words_of(control_slips.printed(lives.fresh(dossier.pk), by=by, at=at("03/11 10:00")))
    assert "Số: 01/PKS" in first and "Số: 01/PKS" in second
    assert first.count("Người giao:") == 1 and second.count("Người giao:") == 2
    assert Slip.objects.filter(form="06").count() == 1
    assert not verification.verify(house.office.pk)


def test_the_control_slip_of_an_ended_dossier_is_kept_and_signed_by_the_office(house, version):
    dossier, by = lives.fresh(situations.returned(house, version).pk), house.acting("reception")
    first = control_slips.printed(dossier, by=by, at=at("05/11 09:00"))
    assert "Số: 01/PKS" in words_of(first) and not signatures_check.check(first).reports
    worker.run_once(at("05/11 09:10"))
    later = control_slips.printed(lives.fresh(dossier.pk), by=by, at=at("06/11 09:00"))
    (report,) = signatures_check.check(later).reports
    assert report.is_sound and report.is_own and report.signer.startswith("Trung tâm Phục vụ hành chính công xã")
    assert later.startswith(first), "what is signed is what was printed"
    assert not verification.verify(house.office.pk)


@pytest.mark.parametrize("make", [situations.in_process, situations.returned])
def test_the_codes_of_the_control_slip_open_the_dossier_and_its_public_state(house, version, make):
    dossier = make(house, version)
    made = control_slips.printed(dossier, by=house.acting("reception"), at=at("06/11 09:00"))
    picture = pypdfium2.PdfDocument(made)[0].render(scale=300 / 72).to_pil().convert("L")
    told = sorted(code.text for code in zxingcpp.read_barcodes(picture))
    assert told == [dossier.code, f"{settings.BASE_URL}/tra-cuu/?ma={dossier.code}"]


def listed(house, *dossiers, moment="02/11 11:00"):
    chosen = [steps.find_current(dossier).pk for dossier in dossiers]
    by = house.acting("reception")
    return handover_records.make(house.office, step_ids=chosen, by=by, at=at(moment))


def test_a_record_lists_what_was_handed_on_and_both_sides_sign(house, version):
    one, two = (situations.in_process(house, version) for _ in range(2))
    assert len(handover_records.to_list(house.acting("reception"))) == 2
    record = listed(house, one, two)
    assert record.symbol == "01/BBBG-TTPVHCC" and handover_records.to_list(house.acting("reception")) == []
    specialist = house.acting("specialist")
    assert [row.pk for row in handover_records.awaiting(specialist)] == [record.pk]
    handover_records.take(record.pk, remark="Đủ", by=specialist, at=at("02/11 11:20"))
    assert handover_records.awaiting(specialist) == []
    for dossier in (one, two):
        assert told(house, dossier)[0][2:5] == ("Trần Quốc Khang", "11 giờ 20 phút, ngày 02/11/2026", "on_time")
    words = words_of(
        handover_records.pdf(handover_records.find(record.pk, by=house.acting("reception")), at=at("02/11 12:00"))
    )
    for said in ("01/BBBG-TTPVHCC", one.code, two.code, "3 giấy tờ", "Y Hlui", "Trần Quốc Khang", "Đủ"):
        assert letters(said) in letters(words), said
    assert not verification.verify(house.office.pk)


def test_a_record_refuses_what_is_not_to_be_handed_over(house, version):
    one, two = (situations.in_process(house, version) for _ in range(2))
    with pytest.raises(handover_records.NothingChosen):
        handover_records.make(house.office, step_ids=[], by=house.acting("reception"), at=at("02/11 11:00"))
    listed(house, one)
    with pytest.raises(handover_records.NotToHandOver):
        listed(house, one, two)
    with pytest.raises(handover_records.NotToHandOver):
        handover_records.make(
            house.office,
            step_ids=[steps.find_current(two).pk],
            by=house.acting("specialist"),
            at=at("02/11 11:00"),
        )


def test_only_the_receiving_post_signs_a_record_and_once(house, version):
    record = listed(house, situations.in_process(house, version))
    for kind in ("reception", "leader"):
        with pytest.raises(handover_records.NoSuchRecord):
            handover_records.take(record.pk, by=house.acting(kind), at=at("02/11 11:10"))
    handover_records.take(record.pk, by=house.acting("specialist"), at=at("02/11 11:10"))
    with pytest.raises(handover_records.TakenAlready):
        handover_records.take(record.pk, by=house.acting("specialist"), at=at("02/11 11:11"))
    with pytest.raises(handover_records.NoSuchRecord):
        handover_records.find(record.pk, by=house.acting("cashier"))
