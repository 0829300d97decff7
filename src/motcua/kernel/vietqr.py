"""VietQR (mã QR chuyển khoản): the text inside the code that a bank application scans to pay a fee.

Source: NAPAS VietQR on EMVCo Merchant Presented Mode: tag, two-digit length, value; CRC-16/CCITT-FALSE at the end.
A transfer confirms nothing by itself: the charge waits for reconciliation.
"""

import re
from typing import TypedDict

from motcua.kernel.vietnamese import plain

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
TO_CARD = "QRIBFTTC"
PURPOSE_LENGTH = 25


class Scanned(TypedDict):
    """What a VietQR text says; None or empty where it says nothing."""

    bin: str
    account: str
    amount: int | None
    purpose: str
    is_dynamic: bool
    service: str
    name: str
    city: str
    fields: dict[str, str]


def crc(text: str) -> str:
    """Compute CRC-16/CCITT-FALSE of a text in UTF-8 as four capital hex digits."""
    register = 0xFFFF
    for byte in text.encode():
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1) ^ 0x1021 if register & 0x8000 else register << 1
        register &= 0xFFFF
    return f"{register:04X}"


def purpose_text(text: str) -> str:
    """Reduce a transfer's purpose to what every bank keeps: ASCII letters, digits, single spaces, at most 25."""
    kept = re.sub(r"[^A-Za-z0-9]+", " ", plain(text).replace(".", ""))
    return kept.strip()[:PURPOSE_LENGTH].strip()


def _field(tag: str, value: str) -> str:
    """Write one tag-length-value field; ValueError when the value is longer than 99."""
    if len(value) > 99:
        raise ValueError("Nội dung mã QR quá dài.")
    return f"{tag}{len(value):02d}{value}"


def payload(bin: str, account: str, amount: int | None, purpose: str, dynamic: bool = True) -> str:
    """Build the VietQR text for a transfer of whole đồng to an account; ValueError in Vietnamese."""
    if not re.fullmatch(r"[0-9]{6}", bin):
        raise ValueError("Mã ngân hàng (BIN) phải gồm 6 chữ số.")
    if not re.fullmatch(r"[A-Za-z0-9]{1,19}", account):
        raise ValueError("Số tài khoản chỉ gồm chữ và số, tối đa 19 ký tự.")
    if amount is not None and not 0 < amount < 10**13:
        raise ValueError("Số tiền chuyển khoản phải lớn hơn 0 và không quá 13 chữ số.")
    beneficiary = _field("00", bin) + _field("01", account)
    parts = [
        _field("00", "01"),
        _field("01", "12" if dynamic else "11"),
        _field("38", _field("00", NAPAS) + _field("01", beneficiary) + _field("02", TO_ACCOUNT)),
        _field("53", "704"),
        _field("54", str(amount)) if amount is not None else "",
        _field("58", "VN"),
    ]
    said = purpose_text(purpose)
    parts.append(_field("62", _field("08", said)) if said else "")
    body = "".join(parts) + "6304"
    return body + crc(body)


def _fields(text: str) -> dict[str, str]:
    """Split tag-length-value text; ValueError when it is cut or malformed."""
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        head = text[place : place + 4]
        if not re.fullmatch(r"[0-9]{4}", head):
            raise ValueError("Mã QR không đúng cấu trúc VietQR.")
        end = place + 4 + int(head[2:])
        if end > len(text) or head[:2] in found:
            raise ValueError("Mã QR không đúng cấu trúc VietQR.")
        found[head[:2]] = text[place + 4 : end]
        place = end
    return found


def parse(payload: str) -> Scanned:
    """Read a VietQR text; ValueError in Vietnamese when its structure or check sum is wrong."""
    text = payload.strip()
    if text[-8:-4] != "6304" or crc(text[:-4]) != text[-4:]:
        raise ValueError("Mã QR bị sai hoặc thiếu (không khớp mã kiểm tra).")
    fields = _fields(text)
    merchant = _fields(fields.get("38", ""))
    if merchant.get("00") != NAPAS:
        raise ValueError("Đây không phải mã VietQR chuyển khoản của NAPAS.")
    beneficiary = _fields(merchant.get("01", ""))
    amount = fields.get("54")
    if amount is not None and not re.fullmatch(r"[0-9]{1,13}", amount):
        raise ValueError("Số tiền trong mã QR không phải số đồng nguyên.")
    return Scanned(
        bin=beneficiary.get("00", ""),
        account=beneficiary.get("01", ""),
        amount=int(amount) if amount is not None else None,
        purpose=_fields(fields.get("62", "")).get("08", ""),
        is_dynamic=fields.get("01") == "12",
        service=merchant.get("02", ""),
        name=fields.get("59", ""),
        city=fields.get("60", ""),
        fields=fields,
    )
