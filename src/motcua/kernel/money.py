"""Money (tiền): whole đồng, in figures and in words, and the fee of certified copies.

Legal source of the copy fee: Thông tư 226/2016/TT-BTC Điều 4 (2.000 đ a page, 1.000 đ from the third, at most
200.000 đ a copy; pages of the original). The amounts are arguments, since law is dated data.
"""

from motcua.kernel.vietnamese import number

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")


def vnd(amount: int) -> str:
    """Write an amount of đồng in figures: 18.000 đ (with a space that does not break)."""
    return f"{number(amount)}\u00a0đ"


def _below_thousand(value: int, *, is_full: bool) -> list[str]:
    """Say a number under 1,000; a full group says its hundreds and linh even when they are zero."""
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    said: list[str] = []
    if hundreds or is_full:
        said += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if units:
            said += ["linh", _DIGITS[units]] if said else [_DIGITS[units]]
        return said
    said += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 1 and tens > 1:
        said.append("mốt")
    elif units == 4 and tens > 1:
        said.append("tư")
    elif units == 5:
        said.append("lăm")
    elif units:
        said.append(_DIGITS[units])
    return said


def _say(value: int, *, is_full: bool) -> list[str]:
    """Say a positive number; groups of zero are left out."""
    billions, rest = divmod(value, 1_000_000_000)
    said = [*_say(billions, is_full=False), "tỷ"] if billions else []
    is_full = is_full or bool(billions)
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            said += _below_thousand(group, is_full=is_full)
            said += [_GROUPS[power]] if power else []
            is_full = True
    return said


def in_words(amount: int) -> str:
    """Write an amount of đồng in words as a receipt does: Mười tám nghìn đồng."""
    said = ["không"] if amount == 0 else _say(abs(amount), is_full=False)
    text = " ".join((["âm"] if amount < 0 else []) + said + ["đồng"])
    return text[0].upper() + text[1:]


def certified_copy_fee(pages: int, copies: int, first: int = 2000, further: int = 1000, cap: int = 200_000) -> int:
    """Work out the fee in đồng of certified copies: pages of the original, number of copies (TT 226/2016/TT-BTC)."""
    if pages < 1 or copies < 1:
        raise ValueError("Số trang và số bản phải từ 1 trở lên.")
    return copies * min(cap, first * min(pages, 2) + further * max(pages - 2, 0))
