"""VietQR texts: the published vectors, and what is built reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import vietqr

PUBLISHED = (
    "00020101021138480010A00000072701300006970403011621129950446040255204581253037045802VN5910PHUONG CAC"
    "6005HANOI62110307NPS686963045802"
)
BUILT = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA5303704540480005802VN"
    "62260822LP H155005 261008 0975630445D9"
)


def test_check_sum_is_that_of_the_standard():
    assert vietqr.crc("123456789") == "29B1"


def test_payload_is_the_synthetic_vector():
    assert vietqr.payload("970403", "0011012345678", 8000, "LP H155005 261008 0975") == BUILT


def test_synthetic_vector_reads_back():
    scanned = vietqr.parse(BUILT + "\r\n")
    assert (scanned["bin"], scanned["account"], scanned["amount"]) == ("970403", "0011012345678", 8000)
    assert (scanned["purpose"], scanned["is_dynamic"], scanned["service"]) == (
        "LP H155005 261008 0975",
        True,
        "QRIBFTTA",
    )


def test_a_code_of_another_maker_is_read():
    scanned = vietqr.parse(PUBLISHED)
    assert (scanned["bin"], scanned["account"], scanned["amount"]) == ("970403", "2112995044604025", None)
    assert (scanned["name"], scanned["city"], scanned["is_dynamic"]) == ("PHUONG CAC", "HANOI", False)


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9]{1,19}", fullmatch=True),
    st.none() | st.integers(1, 10**13 - 1),
    st.text(),
    st.booleans(),
)
def test_what_is_built_reads_back(bank, account, amount, purpose, dynamic):
    text = vietqr.payload(bank, account, amount, purpose, dynamic)
    scanned = vietqr.parse(text)
    assert text.isascii()
    assert (scanned["bin"], scanned["account"], scanned["amount"]) == (bank, account, amount)
    assert (scanned["purpose"], scanned["is_dynamic"]) == (vietqr.purpose_text(purpose), dynamic)


@given(st.text())
def test_purpose_is_what_every_bank_keeps(text):
    said = vietqr.purpose_text(text)
    assert len(said) <= 25
    assert said == said.strip()
    assert all(sign == " " or (sign.isascii() and sign.isalnum()) for sign in said)
    assert vietqr.purpose_text(said) == said


def test_purpose_of_a_dossier_keeps_its_code_readable():
    assert vietqr.purpose_text("LP H15.50.05-261008-0975") == "LP H155005 261008 0975"
    assert vietqr.purpose_text("Lệ phí Đăng ký") == "Le phi Dang ky"


@pytest.mark.parametrize("place", range(0, len(BUILT), 7))
def test_a_single_wrong_sign_is_noticed(place):
    wrong = BUILT[:place] + ("X" if BUILT[place] != "X" else "Y") + BUILT[place + 1 :]
    with pytest.raises(ValueError, match="Mã QR"):
        vietqr.parse(wrong)


@pytest.mark.parametrize(
    ("bank", "account", "amount"),
    [("97040", "1", 1), ("970403", "", 1), ("970403", "1" * 20, 1), ("970403", "1 2", 1), ("970403", "1", 0)],
)
def test_a_transfer_that_no_bank_takes_is_refused(bank, account, amount):
    with pytest.raises(ValueError, match=r"Mã ngân hàng|Số tài khoản|Số tiền"):
        vietqr.payload(bank, account, amount, "x")


def test_another_kind_of_code_is_refused():
    body = "000201" + "38080004ABCD" + "6304"
    with pytest.raises(ValueError, match="NAPAS"):
        vietqr.parse(body + vietqr.crc(body))
