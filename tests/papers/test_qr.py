"""A QR code must come back as the same letters, Vietnamese ones too."""

import io

import pypdfium2
import pytest
import typst
import zxingcpp
from PIL import Image

from motcua.papers import qr

TEXTS = ["http://127.0.0.1:8000/tthc/1.004873/", "Hồ sơ của Đặng Thị Ngọc Ánh, xã Hoa Sen", "A" * 300]


@pytest.mark.parametrize("text", TEXTS)
def test_a_png_code_is_read_back(text):
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(text))))] == [text]


@pytest.mark.parametrize("text", TEXTS)
def test_an_svg_code_is_read_back_from_a_page(text):
    source = '#image(bytes(sys.inputs.qr), format: "svg", width: 40mm)'
    page = typst.Compiler(source.encode(), sys_inputs={"qr": qr.svg(text)}).compile(format="pdf")
    picture = pypdfium2.PdfDocument(page)[0].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [text]
