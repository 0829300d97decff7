"""Numbers and names of things (mã, số): keys, dossier codes, personal numbers, phones, resume codes, tokens.

Legal sources: QĐ 20/2020/QĐ-TTg (mã định danh điện tử), TT 01/2018/TT-VPCP Điều 19 (mã số hồ sơ), TT 59/2021/TT-BCA
(số định danh cá nhân). `uuid7` is the kernel's one reader of the clock; rules take moments as arguments.
"""

import hashlib
import os
import re
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.vietnamese import fold, nfc, plain

AGENCY_CODE = re.compile(r"[A-Y][0-9]{2}(\.[A-Z0-9]+)*")
_LEGACY_AGENCY_CODE = re.compile(r"([0-9]{3})\.([0-9]{2})\.([0-9]{2})\.([A-Y][0-9]{2})")
_DOSSIER_CODE = re.compile(r"([A-Z0-9.]+)-([0-9]{6}|[0-9]{8})-([0-9]{4,7})")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{8,9}")
RESUME_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_RESUME_CODE = re.compile(f"[{RESUME_LETTERS}]{{10}}")

_uuid_lock = threading.Lock()
_uuid_last: tuple[int, int, int] = (0, 0, 0)


def uuid7(at_ms: int | None = None) -> UUID:
    """Make a key that sorts by the time of making (RFC 9562); later calls of one process give greater keys.

    With `at_ms` (milliseconds since 1970) the key is of that time and random otherwise, for imports and tests.
    """
    global _uuid_last
    chance = int.from_bytes(os.urandom(10), "big") >> 7  # 73 bits: the 74th stays free for counting up
    if at_ms is not None:
        return _uuid7_of(at_ms, chance)
    with _uuid_lock:
        now, (pid, last_ms, last_rest) = time.time_ns() // 1_000_000, _uuid_last
        if pid == os.getpid() and now <= last_ms:
            now, rest = last_ms, last_rest + 1 + (chance & 0xFFFFFFFF)
        else:
            rest = chance
        if rest >> 74:
            now, rest = now + 1, chance
        _uuid_last = (os.getpid(), now, rest)
    return _uuid7_of(now, rest)


def _uuid7_of(milliseconds: int, rest: int) -> UUID:
    """Lay 48 bits of time and 74 further bits around the version and variant bits."""
    high, low = rest >> 62, rest & ((1 << 62) - 1)
    return UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def check_agency_code(text: str) -> str:
    """Give the canonical agency code (H15.50.05.13), also for the old reversed form (000.24.33.H34 → H34.33.24).

    ValueError in Vietnamese when it is neither (QĐ 20/2020/QĐ-TTg Điều 4–6).
    """
    code = text.strip().upper()
    old = _LEGACY_AGENCY_CODE.fullmatch(code)
    if old:
        groups = list(reversed(old.groups()))
        while set(groups[-1]) == {"0"}:
            groups.pop()
        return ".".join(groups)
    if len(code) > 35 or not AGENCY_CODE.fullmatch(code):
        raise ValueError(f"“{text}” không phải mã định danh điện tử của cơ quan, ví dụ H15.50.05.13.")
    return code


@dataclass(frozen=True, slots=True)
class DossierCode:
    """The parts of a dossier code (mã số hồ sơ); `agency_code` is as written, also when reversed."""

    agency_code: str
    on: date
    number: int


def dossier_code(agency_code: str, day: date, number: int, width: int = 4) -> str:
    """Write a dossier code: agency, day of receipt yymmdd, running number; a number too long widens it."""
    if number < 1:
        raise ValueError("Số thứ tự hồ sơ phải từ 1 trở lên.")
    return f"{agency_code}-{day:%y%m%d}-{number:0{width}d}"


def parse_dossier_code(text: str) -> DossierCode:
    """Take a dossier code apart, with 6 or 8 digits of date; ValueError in Vietnamese."""
    wrong = ValueError(f"“{text.strip()}” không phải mã hồ sơ, ví dụ H15.50.05.13-261008-0975.")
    found = _DOSSIER_CODE.fullmatch(re.sub(r"[\s\u2010-\u2015]+", _dash_or_nothing, text.strip()).upper())
    if not found:
        raise wrong
    agency, day, number = found.groups()
    day = day if len(day) == 8 else f"20{day}"
    try:
        on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        raise wrong from None
    return DossierCode(agency, on, int(number))


def _dash_or_nothing(found: re.Match[str]) -> str:
    """Read a typographic dash as a hyphen and drop spaces, as codes copied from messages need."""
    return "-" if found.group().strip() else ""


def check_personal_number(text: str, birth_year: int | None = None, sex: str | None = None) -> list[str]:
    """Check a 12-digit personal number; ValueError in Vietnamese when it is not one, else a list of warnings.

    Century-sex digit: 0/1 man/woman born 19xx, 2/3 20xx …; there is no check digit and data may have been
    corrected, so a mismatch only warns. `sex` may be Nam/Nữ, male/female or M/F.
    """
    number = text.strip()
    if not re.fullmatch(r"[0-9]{12}", number):
        raise ValueError("Số định danh cá nhân phải gồm đúng 12 chữ số.")
    warnings = []
    century = int(number[3])
    year = 1900 + century // 2 * 100 + int(number[4:6])
    if birth_year is not None and birth_year != year:
        warnings.append(f"Năm sinh trong số định danh là {year}, khác năm sinh đã nhập {birth_year}.")
    given = {"nam": 0, "male": 0, "m": 0, "nu": 1, "female": 1, "f": 1}.get(fold(sex or ""))
    if given is not None and given != century % 2:
        told = "nữ" if century % 2 else "nam"
        warnings.append(f"Giới tính trong số định danh là {told}, khác giới tính đã nhập.")
    return warnings


@dataclass(frozen=True, slots=True)
class IdCard:
    """What the QR code of a citizen card says; the address is as of the day of issue."""

    number: str
    old_number: str
    full_name: str
    born_on: date | None
    birth_year: int | None
    sex: str
    address: str
    issued_on: date | None
    further: tuple[str, ...] = ()


def _card_date(text: str) -> date | None:
    """Read ddMMyyyy; None when the card knows no full date."""
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None


def parse_id_card_qr(text: str) -> IdCard:
    """Read the QR text of a citizen card (seven fields between bars, more are kept); ValueError in Vietnamese."""
    fields = [" ".join(nfc(field).split()) for field in text.split("|")]
    if len(fields) < 7 or not re.fullmatch(r"[0-9]{12}", fields[0]) or not fields[2]:
        raise ValueError("Không đọc được mã QR trên thẻ căn cước. Hãy tắt bộ gõ tiếng Việt rồi quét lại.")
    number, old_number, full_name, born, sex, address, issued, *further = fields
    year = int(born[-4:]) if re.fullmatch(r"[0-9]{4,8}", born) else None
    return IdCard(
        number, old_number, full_name, _card_date(born), year or None, sex, address, _card_date(issued), tuple(further)
    )


def normalise_phone(text: str) -> str:
    """Give a Vietnamese phone number as +84…; ValueError with a Vietnamese sentence when it is none."""
    digits = re.sub(r"[\s.\-()]+", "", text)
    digits = re.sub(r"^(\+84|0084|84(?=[0-9]{9,10}$))0?", "0", digits)
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        raise ValueError("Số điện thoại chưa đúng. Số di động gồm 10 chữ số, ví dụ 0912 345 678.")
    return "+84" + digits[1:]


def phone_display(text: str) -> str:
    """Write a stored phone number the way people say it: 0912 345 678."""
    digits = "0" + text[3:] if text.startswith("+84") else text
    if _MOBILE.fullmatch(digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if _LANDLINE.fullmatch(digits):
        area = 3 if digits.startswith(("024", "028")) else 4
        return f"{digits[:area]} {digits[area:-4]} {digits[-4:]}"
    return text


def resume_code() -> str:
    """Draw the code under which an unfinished form is found again: ten consonants, BCDFG-HJKLM."""
    letters = "".join(secrets.choice(RESUME_LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def normalise_resume_code(text: str) -> str:
    """Read a resume code however it was typed; ValueError in Vietnamese when it cannot be one."""
    letters = re.sub(r"[\W_]+", "", plain(text)).upper()
    if not _RESUME_CODE.fullmatch(letters):
        raise ValueError("Mã làm tiếp gồm 10 chữ cái phụ âm, ví dụ BCDFG-HJKLM. Hãy xem lại từng chữ.")
    return f"{letters[:5]}-{letters[5:]}"


def token() -> str:
    """Draw a secret of 128 bit for a link, safe in addresses (22 characters)."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> str:
    """Give what is stored of a token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()
