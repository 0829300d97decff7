"""Every paper comes out as PDF/A with the fields of its form, whatever people wrote."""

import io
import unicodedata
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
import typst
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.papers import specimens

from motcua.papers import contracts, qr, signing, typesetting

SPECIMENS = specimens.all_specimens()


def words_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    text = " ".join(opened[page].get_textpage().get_text_bounded() for page in range(len(opened)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_every_template_has_a_contract_and_a_specimen():
    # The books of certification are drawn and tested by their own room.
    names = {name.rpartition("/")[2] for name in typesetting.templates()}
    drawn = {name for name in names if not name.startswith("certification_")}
    assert drawn == set(contracts.CONTRACTS) == set(SPECIMENS) | {"stamp"}


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_a_specimen_fits_the_contract(name):
    contract = contracts.CONTRACTS[name]
    assert contract.__required_keys__ <= set(SPECIMENS[name])
    unknown = set(SPECIMENS[name]) - contract.__required_keys__ - contract.__optional_keys__
    assert unknown <= {"procedure_code", "applicant", "proxy", "rating_qr_svg", "barcode_svg"}


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_a_paper_is_tagged_vietnamese_pdf_a_with_a_title(name):
    with pikepdf.open(io.BytesIO(typesetting.pdf(specimens.template(name), SPECIMENS[name]))) as opened:
        assert opened.Root.Lang in ("vi", "vi-VN") and opened.Root.MarkInfo.Marked
        assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
        with opened.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
            assert meta["dc:title"]
        for page in opened.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptors = [inner.FontDescriptor for inner in font.DescendantFonts]
                assert all("/FontFile3" in one or "/FontFile2" in one for one in descriptors)


SIZES = {
    "downtime_slip": (842, 595),
    "cover": (595, 842),
    "mau07": (842, 595),
    "report_06a": (842, 595),
    "poster_a4": (595, 842),
    "result_page": (595, 842),
    "letter": (595, 842),
}


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_a_paper_has_its_size_and_a_slip_fits_on_one_page(name):
    with pikepdf.open(io.BytesIO(typesetting.pdf(specimens.template(name), SPECIMENS[name]))) as opened:
        box = [float(edge) for edge in opened.pages[0].MediaBox]
        assert box[2:] == pytest.approx(SIZES.get(name, (420, 595)), abs=1)
        # The back page explains the appointment, or holds the survey.
        assert len(opened.pages) == (2 if name in ("mau01", "mau01_chung") else 1)


@pytest.mark.parametrize("name", sorted(set(SPECIMENS) - {"poster_a4", "report_06a", "downtime_slip"}))
def test_the_national_header_stands_on_every_form(name):
    words = words_of(typesetting.pdf(specimens.template(name), SPECIMENS[name]))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words and "Độc lập - Tự do - Hạnh phúc" in words
    assert "Hoa Sen, ngày 04 tháng 11 năm 2026" in words


def letters(words):
    """A code or a word may be broken over two lines: only letters and digits are compared."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def leaves(value, key=""):
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from leaves(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, key)
    elif isinstance(value, str) and value:
        yield key, value


NOT_PRINTED = {"qr_svg", "rating_qr_svg", "barcode_svg", "on", "outcome", "procedure_code", "url"}
NOT_ON = {
    "mau02": {"identity_number"},
    "mau06": {"full_name", "identity_number", "address", "phone", "email", "procedure_name"},
    "mau04": {"address", "phone", "email"},
    "mau05": {"phone", "email"},
    "cover": {"number", "identity_number", "address", "phone", "email"},
    "mau01_chung": {"dossier_code", "procedure_name"},
    "hand_over": {"identity_number", "address", "phone", "email"},
    "receipt_cash": {"identity_number", "phone", "email"},
}


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_every_field_of_the_form_is_on_the_paper(name):
    words = letters(words_of(typesetting.pdf(specimens.template(name), SPECIMENS[name])))
    data = {**SPECIMENS[name], "office": {**SPECIMENS[name]["office"], "address": "", "phone": ""}}
    for key, value in leaves(data):
        if key in NOT_PRINTED or key in NOT_ON.get(name, set()):
            continue
        assert letters(value) in words, key


def test_text_of_people_is_printed_and_never_obeyed():
    trick = '#panic("x") $x$ *đậm* _n_ @a <b> \\ // /* `c` = [d] #d.office'
    words = words_of(typesetting.pdf(specimens.template("mau03"), {**SPECIMENS["mau03"], "reason": trick}))
    assert trick in words


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_no_name_can_stop_a_slip(name):
    data = {**SPECIMENS["mau03"], "applicant": {"full_name": name, "address": name}}
    assert typesetting.page_count(typesetting.pdf(specimens.template("mau03"), data)) >= 1


def test_a_letter_that_no_typeface_has_becomes_a_box_and_the_rest_stays():
    words = words_of(
        typesetting.pdf(specimens.template("mau03"), {**SPECIMENS["mau03"], "reason": "Đỗ \U0001f5ff\U000e0041 Văn ᩮ"})
    )
    assert "Đỗ" in words and "Văn" in words


def test_direction_marks_cannot_turn_a_name_round():
    assert "Lý do abc" in words_of(
        typesetting.pdf(specimens.template("mau03"), {**SPECIMENS["mau03"], "reason": "Lý do \u202eabc"})
    )


def test_a_missing_field_is_a_fault_of_the_program_and_says_which():
    with pytest.raises(typesetting.TypesettingFailed, match=r"mau01.*components"):
        typesetting.pdf(
            specimens.template("mau01"),
            {key: value for key, value in SPECIMENS["mau01"].items() if key != "components"},
        )
    with pytest.raises(typesetting.TypesettingFailed):
        typesetting.pdf("../../secret", {})


def test_missing_optional_fields_leave_a_dotted_line():
    bare = {**SPECIMENS["mau01"], "applicant": {"full_name": "A Lưới"}, "proxy": None, "book": "", "ledger": []}
    assert ".........." in words_of(typesetting.pdf(specimens.template("mau01"), bare))


def test_an_hour_limit_shows_its_minutes():
    ledger = [{"on": "2026-11-04", "counted": True, "minutes": 150, "why": "Giờ làm việc"}]
    data = {**SPECIMENS["mau01"], "ledger": ledger, "limit_words": "04 giờ làm việc"}
    words = words_of(typesetting.pdf(specimens.template("mau01"), data))
    assert "Phút" in words and "150" in words and "Ngày nhận không tính" not in words


@pytest.mark.parametrize("name", sorted(set(SPECIMENS) - {"downtime_slip", "poster_a4"}))
def test_every_page_says_which_of_how_many_it_is(name):
    opened = pypdfium2.PdfDocument(typesetting.pdf(specimens.template(name), SPECIMENS[name]))
    for place in range(len(opened)):
        assert f"Trang {place + 1}/{len(opened)}" in opened[place].get_textpage().get_text_bounded()


def test_a_receipt_with_sixty_components_goes_on_and_counts_its_pages():
    long = {**SPECIMENS["mau01"], "components": [f"Giấy tờ số {place}" for place in range(60)]}
    made = typesetting.pdf(specimens.template("mau01"), long)
    assert typesetting.page_count(made) >= 3
    assert f"Trang 1/{typesetting.page_count(made)}" in words_of(made)


def test_a_poster_stays_one_page_however_much_there_is_to_bring():
    name = "Đăng ký biến động đối với trường hợp thành viên của hộ gia đình hoặc cá nhân đang sử dụng đất " * 2
    long = {**SPECIMENS["poster_a4"], "procedure_name": name, "components": specimens.COMPONENTS * 3}
    assert typesetting.page_count(typesetting.pdf(specimens.template("poster_a4"), long)) == 1


def test_the_same_data_at_the_same_moment_give_the_same_bytes():
    at = datetime(2026, 11, 4, 1, 30, tzinfo=UTC)
    assert typesetting.pdf(specimens.template("mau02"), SPECIMENS["mau02"], at=at) == typesetting.pdf(
        specimens.template("mau02"), SPECIMENS["mau02"], at=at
    )


@pytest.mark.parametrize(("name", "page", "count"), [("mau01", 0, 1), ("mau01", 1, 1), ("poster_a4", 0, 1)])
def test_the_codes_on_paper_can_be_scanned(name, page, count):
    picture = (
        pypdfium2.PdfDocument(typesetting.pdf(specimens.template(name), SPECIMENS[name]))[page].render(scale=2).to_pil()
    )
    codes = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert len(codes) == count and codes[0].startswith(specimens.BASE)


def test_a_result_says_trial_unless_told_otherwise():
    data = {key: value for key, value in SPECIMENS["result_page"].items() if key != "trial"}
    assert signing.TRIAL_WORDS in words_of(typesetting.pdf(specimens.template("result_page"), data))
    assert "KÝ THỬ" not in words_of(typesetting.pdf(specimens.template("result_page"), {**data, "trial": False}))
    assert "DỰ THẢO" in words_of(typesetting.pdf(specimens.template("result_page"), {**data, "is_draft": True}))


def test_without_any_installed_font_every_vietnamese_letter_is_still_drawn(monkeypatch):
    bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    codes = [*range(0xC0, 0x180), *range(0x1EA0, 0x1EFA), 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x20AB]
    letters = " ".join(chr(code) for code in codes)
    monkeypatch.setattr(typesetting, "_fonts", lambda: bare)
    monkeypatch.setattr(typesetting, "typefaces", lambda: ["Libertinus Serif"])
    monkeypatch.setattr(typesetting, "_compilers", {})
    made = typesetting.pdf(specimens.template("mau03"), {**SPECIMENS["mau03"], "reason": letters})
    assert "□" not in words_of(made) and {"₫", "ữ", "Ặ", "đ"} <= set(words_of(made))
    for name in SPECIMENS:
        typesetting.pdf(specimens.template(name), SPECIMENS[name])


def test_two_up_puts_two_a5_pages_on_one_a4_sheet():
    both = typesetting.two_up(typesetting.pdf(specimens.template("mau01"), SPECIMENS["mau01"]))
    with pikepdf.open(io.BytesIO(both)) as opened:
        assert len(opened.pages) == 1
        assert [float(edge) for edge in opened.pages[0].MediaBox][2:] == pytest.approx((842, 595), abs=1)
    words = words_of(both)
    assert "NGƯỜI NỘP HỒ SƠ" in words and "VÌ SAO HẸN NGÀY NÀY?" in words
    sheet = Image.open(io.BytesIO(typesetting.png(both, dpi=144))).convert("L")
    middle = [sheet.getpixel((sheet.width // 2 + aside, row)) for row in range(sheet.height) for aside in (-1, 0)]
    assert 0.2 < sum(shade < 230 for shade in middle) / len(middle) < 0.8, "a dashed line to cut along"
    single = words_of(typesetting.two_up(typesetting.pdf(specimens.template("mau03"), SPECIMENS["mau03"])))
    assert single.count("PHIẾU TỪ CHỐI") == 2


def test_a_page_can_be_shown_as_a_picture():
    picture = typesetting.png(typesetting.pdf(specimens.template("mau02"), SPECIMENS["mau02"]), dpi=72)
    assert picture.startswith(b"\x89PNG") and qr.png("x").startswith(b"\x89PNG")
