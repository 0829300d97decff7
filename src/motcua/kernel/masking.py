"""Masking (che dữ liệu cá nhân): how a name, number, phone or address is shown to those who need not know it.

Legal source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; lists, boards and exports show `Nguyễn V. A`.
"""

import re

_APOSTROPHE = re.compile(r"^(\w['’`ʼ]\w).*$")


def mask_name(name: str) -> str:
    """Keep the first word and the initials of the others: Nguyễn V. A; a single word keeps its first letter.

    A first word such as H'Hen is a given name, so it is shortened too: H'H.
    """
    words = name.split()
    if not words:
        return ""
    if len(words) == 1:
        return f"{words[0][0]}***"
    first = _APOSTROPHE.sub(r"\1.", words[0])
    return " ".join([first, *(f"{word[0]}." for word in words[1:-1]), words[-1][0]])


def mask_number(text: str) -> str:
    """Hide the middle of a personal number or passport: 001xxxxxx001; short ones show less or nothing."""
    shown = 3 if len(text) >= 12 else 2 if len(text) >= 8 else 0
    return text[:shown] + "x" * (len(text) - 2 * shown) + text[len(text) - shown :]


def mask_phone(text: str) -> str:
    """Hide the middle of a phone number, in its domestic form: 091xxxx678."""
    digits = re.sub(r"[^0-9]", "", text)
    if text.strip().startswith("+84"):
        digits = "0" + digits[2:]
    if len(digits) < 9:
        return "x" * len(digits)
    return digits[:3] + "x" * (len(digits) - 6) + digits[-3:]


def mask_email(text: str) -> str:
    """Keep the first letter and the domain of an e-mail address: n***@gmail.com."""
    name, at, domain = text.strip().rpartition("@")
    return f"{name[0]}***@{domain}" if at and name else "***"
