"""Bar codes on paper are read back by an independent reader."""

import io

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from tests.papers import specimens

from motcua.papers import barcode, typesetting

WITH_A_BAR_CODE = ["mau01", "mau02", "mau03", "mau04", "mau05", "mau06"]


def read(pdf: bytes, page: int = 0, dpi: int = 200) -> list[str]:
    """Return the texts of the bar codes on a page, as a scanner of that fineness sees them."""
    picture = pypdfium2.PdfDocument(io.BytesIO(pdf))[page].render(scale=dpi / 72).to_pil().convert("L")
    return [found.text for found in zxingcpp.read_barcodes(picture) if found.format == zxingcpp.BarcodeFormat.Code128]


@pytest.mark.parametrize("name", WITH_A_BAR_CODE)
def test_the_bar_code_of_a_printed_slip_says_the_dossier_code(name):
    assert read(typesetting.pdf(specimens.template(name), specimens.all_specimens()[name])) == ["H50.12.07-261104-0125"]


@pytest.mark.parametrize(
    "text", ["H99.01-261102-0001", "A", "1234", "12345", "AB12", "00", "a1234b", "H50.12.07-261104-9999", " ~"]
)
def test_what_is_drawn_is_what_is_read(text):
    data = {**specimens.all_specimens()["mau03"], "barcode_svg": barcode.svg(text), "qr_svg": "", "rating_qr_svg": ""}
    assert read(typesetting.pdf(specimens.template("mau03"), data)) == [text]


@pytest.mark.parametrize("text", ["", "hồ sơ", "a\nb"])
def test_what_a_bar_code_cannot_hold_is_refused(text):
    with pytest.raises(ValueError, match="ASCII"):
        barcode.svg(text)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_every_symbol_has_one_start_one_stop_and_a_right_check(text):
    values = barcode.values(text)
    assert values[0] in (104, 105) and values[-1] == 106 and 106 not in values[:-1]
    assert values[-2] == (values[0] + sum(place * value for place, value in enumerate(values[1:-2], 1))) % 103
    assert barcode.svg(text).count("M") == 3 * len(values) + 1  # three bars each, four of the stop
