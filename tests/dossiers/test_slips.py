"""Slips: numbers and signs by the office's dated setting, editions of the forms, signatures, a receipt given anew."""

import json
import shutil
from datetime import date

import pytest
from tests.dossiers import situations
from tests.dossiers.moments import at
from tests.papers.test_typesetting import words_of

from motcua.dossiers import apologies, control_slips, intake, reissues, slip_signing, slips
from motcua.journal import entries, verification
from motcua.journal import jobs as job_rows
from motcua.office.settings_dated import OfficeSetting
from motcua.papers import editions, typesetting
from motcua.papers import verification as signatures_check
from motcua.site import worker
from motcua.site.demo import lives

SYMBOLS = [
    ("01", "01/TTPVHCC", situations.accepted),
    ("02", "01/PBS-TTPVHCC", situations.asked_at_intake),
    ("03", "01/PTC-TTPVHCC", situations.rejected),
    ("05", "01/TBD-TTPVHCC", situations.stopped),
    ("ack", "01/BN-TTPVHCC", situations.registered),
]


def slip_of(dossier, form):
    return next(slip for slip in slips.of_dossier(dossier) if slip.form == form)


@pytest.mark.parametrize(("form", "symbol", "make"), SYMBOLS)
def test_each_form_has_its_own_series_and_sign(house, version, form, symbol, make):
    assert slip_of(make(house, version), form).symbol == symbol
    assert slip_of(make(house, version), form).symbol == symbol.replace("01", "02", 1)


def test_an_office_sets_its_own_sign_from_a_day_on_and_older_dossiers_keep_theirs(house, version):
    OfficeSetting.objects.create(
        office=house.office, name="symbol_03", value="TC-{office}", valid_from=date(2026, 11, 3), legal_ref="QĐ 12"
    )
    before = situations.registered(house, version)
    after = lives.file(house, version, at=at("03/11 09:00"))
    for dossier in (before, after):
        intake.refuse(dossier.pk, reason="Sai", by=house.acting("reception"), at=at("03/11 10:00"))
    assert slip_of(before, "03").symbol == "01/PTC-TTPVHCC"
    assert slip_of(after, "03").symbol == "02/TC-TTPVHCC"


@pytest.fixture
def later_edition(monkeypatch, tmp_path):
    """A circular that changes the words of Mẫu 03, and the frame of every form, from 3 November 2026 on."""
    folder = tmp_path / "typst"
    shutil.copytree(typesetting.FOLDER, folder)
    new = folder / "tt-99-2026"
    shutil.copytree(folder / "tt-03-2025", new)
    told = json.loads((new / "edition.json").read_text(encoding="utf-8"))
    told |= {"legal_ref": "TT 99/2026", "valid_from": "2026-11-03"}
    told["titles"]["03"] = "Thông báo không tiếp nhận hồ sơ"
    (new / "edition.json").write_text(json.dumps(told), encoding="utf-8")
    page = new / "mau03.typ"
    page.write_text(page.read_text(encoding="utf-8").replace("Qua xem xét", "Theo Thông tư mới"), encoding="utf-8")
    frame = new / "frame.typ"
    frame.write_text(frame.read_text(encoding="utf-8").replace("[Trang #", "[Tờ số #"), encoding="utf-8")
    monkeypatch.setattr(typesetting, "FOLDER", folder)
    monkeypatch.setattr(typesetting, "_compilers", {})


def test_a_new_circular_is_for_new_dossiers_and_old_slips_stay_as_they_were(house, version, later_edition):
    by = house.acting("reception")
    old, new = situations.registered(house, version), lives.file(house, version, at=at("03/11 09:00"))
    for dossier in (old, new):
        intake.refuse(dossier.pk, reason="Sai thẩm quyền", by=by, at=at("03/11 10:00"))
    first, second = slip_of(old, "03"), slip_of(new, "03")
    assert (first.edition, second.edition) == ("tt-03-2025", "tt-99-2026")
    assert (first.title, second.title) == (
        "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        "Thông báo không tiếp nhận hồ sơ",
    )
    words = [words_of(slips.opened(slip, by=by, at=at("03/11 10:05")).read()) for slip in (first, second)]
    assert "Qua xem xét" in words[0] and "Theo Thông tư mới" in words[1]
    assert "Theo Thông tư mới" not in words[0] and "Qua xem xét" not in words[1]
    assert "Trang 1/1" in words[0] and "Tờ số 1/1" in words[1]


def test_what_is_printed_anew_or_first_under_a_new_circular_takes_the_edition_of_its_dossiers_day(
    house, version, later_edition
):
    dossier = situations.in_process(house, version)
    reception, leader = house.acting("reception"), house.acting("leader")
    apologies.extend(dossier.pk, new_due_at=at("12/11 17:00"), reason="Chờ", by=leader, at=at("03/11 09:30"))
    again = reissues.reissue(dossier.pk, by=reception, at=at("03/11 10:00"))
    assert {again.edition, slip_of(dossier, "04").edition, slip_of(dossier, "01").edition} == {"tt-03-2025"}
    control = control_slips.printed(dossier, by=reception, at=at("03/11 10:05"))
    kept = slips.shown(slips.of_dossier(dossier))["slips"]
    papers = [slips.opened(slip, by=reception, at=at("03/11 10:05")).read() for slip in kept]
    for words in map(words_of, [control, *papers]):
        assert "Trang 1/" in words and "Tờ số" not in words


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2025-07-01", "tt-03-2025"),
        ("2025-09-15", "tt-03-2025"),
        ("2026-11-02", "tt-03-2025"),
        ("2026-11-03", "tt-99-2026"),
        ("2030-01-01", "tt-99-2026"),
    ],
)
def test_which_edition_holds_on_a_day(later_edition, on, code):
    assert editions.in_force(date.fromisoformat(on)).code == code


def test_slips_of_an_online_dossier_are_signed_by_the_worker_and_never_in_the_request(house, version):
    dossier = situations.accepted(house, version)
    for form in ("ack", "01"):
        slip = slip_of(dossier, form)
        assert slip.is_awaiting_signature
        opened = slips.opened(slip, by=house.acting("reception"), at=at("02/11 10:01"))
        assert not signatures_check.check(opened.read()).reports
    worker.run_once(at("02/11 10:05"))
    for form, signer in (("ack", "Trung tâm Phục vụ hành chính công xã"), ("01", "Y Hlui")):
        slip = slip_of(dossier, form)
        stored = slips.opened(slip, by=house.acting("reception"), at=at("02/11 10:06"))
        (report,) = signatures_check.check(stored.read()).reports
        assert report.signer.startswith(signer) and report.is_sound and report.is_own
        assert not slip.is_awaiting_signature and slip.signature.is_trial
    assert not verification.verify(house.office.pk)
    assert slip_signing.sign_waiting(dossier.pk, house.office.pk, at=at("02/11 10:07")) == []


def test_at_the_counter_the_receipt_is_signed_by_hand_and_a_refusal_also_digitally(house, version):
    at_counter = situations.registered(house, version, channel=lives.COUNTER)
    taken = lives.accept(house, at_counter, at=at("02/11 10:00"))
    refused = lives.file(house, version, at=at("02/11 09:00"), channel=lives.COUNTER)
    intake.refuse(refused.pk, reason="Sai", by=house.acting("reception"), at=at("02/11 10:00"))
    assert [slip_of(taken, "01").is_to_sign, slip_of(refused, "03").is_to_sign] == [False, True]


def test_a_worker_that_is_cut_off_signs_again_and_keeps_one_signature(house, version, monkeypatch):
    dossier = situations.rejected(house, version)
    from motcua.papers import signatures

    keep = signatures.keep
    monkeypatch.setattr(signatures, "keep", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        slip_signing.sign_waiting(dossier.pk, house.office.pk, at=at("02/11 10:05"))
    monkeypatch.setattr(signatures, "keep", keep)
    assert {slip.form for slip in slip_signing.sign_waiting(dossier.pk, house.office.pk, at=at("02/11 10:06"))} == {
        "03",
        "ack",
    }
    assert [e.name for e in entries.of(dossier.pk, house.office.pk)].count("dossiers.SlipSigned") == 2
    assert not job_rows.stopped()


def test_a_receipt_is_given_anew_when_the_date_moved_and_names_the_one_it_replaces(house, version):
    dossier = situations.in_process(house, version)
    by = house.acting("reception")
    with pytest.raises(reissues.NothingMoved):
        reissues.reissue(dossier.pk, by=by, at=at("03/11 09:00"))
    apologies.extend(
        dossier.pk, new_due_at=at("12/11 17:00"), reason="Chờ", by=house.acting("leader"), at=at("03/11 09:30")
    )
    first = slip_of(dossier, "01")
    again = reissues.reissue(dossier.pk, by=by, at=at("03/11 10:00"))
    assert (again.symbol, again.replaces, again.content["due_at_words"]) == (
        "02/TTPVHCC",
        first,
        "17 giờ 00 phút, ngày 12 tháng 11 năm 2026",
    )
    words = words_of(slips.opened(again, by=by, at=at("03/11 10:01")).read())
    assert "Thay giấy hẹn số 01/TTPVHCC (xin lỗi và hẹn lại)" in words
    assert slip_of(dossier, "01").content["due_at_words"] == "17 giờ 00 phút, ngày 09 tháng 11 năm 2026"
    with pytest.raises(reissues.NothingMoved):
        reissues.reissue(dossier.pk, by=by, at=at("03/11 10:02"))
    assert not verification.verify(house.office.pk)


@pytest.mark.parametrize("make", [situations.registered, situations.asked_in_process, situations.stopped])
def test_no_receipt_is_given_anew_while_no_date_holds(house, version, make):
    with pytest.raises(reissues.NoDateNow):
        reissues.reissue(make(house, version).pk, by=house.acting("reception"), at=at("05/11 09:00"))
