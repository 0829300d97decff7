"""Vietnamese text (chữ Việt): one spelling, search without marks, alphabetical order, figures in print.

Order: a ă â b c d đ e ê … y; tones ngang huyền hỏi ngã sắc nặng; the given name, last in the full name, first.
"""

import re
import unicodedata

SORT_KEY_LENGTH = 400
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_CODE = {letter: f"{20 + place}" for place, letter in enumerate(_ALPHABET)}
_LETTER_CODE |= {digit: f"{10 + int(digit)}" for digit in "0123456789"}
# huyền, hỏi, ngã, sắc, nặng; a word without any of them has tone 1 (ngang).
_TONES = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}
_APOSTROPHES = dict.fromkeys(map(ord, "'`´’‘ʼʻʹ′‛＇"), " ")
# Ð (eth) and Ɖ look like Đ and are common in texts converted from old fonts.
_CROSSED_D = {ord(letter): "d" for letter in "đðɖ"} | {ord(letter): "D" for letter in "ĐÐƉ"}
_WORD = re.compile(r"[^\W_]+")


def nfc(text: str) -> str:
    """Give the one composed spelling (dựng sẵn) of a text."""
    return unicodedata.normalize("NFC", text)


class _Plainly(dict[int, str]):
    """Letters without their marks, each worked out once: folding is the work of every search and every index."""

    def __missing__(self, code: int) -> str:
        spread = unicodedata.normalize("NFKD", chr(code).translate(_CROSSED_D))
        letter = "".join(sign for sign in spread if not unicodedata.combining(sign)).translate(_CROSSED_D)
        self[code] = letter
        return letter


_PLAIN = _Plainly()


def plain(text: str) -> str:
    """Drop every Vietnamese mark and keep the case: Đắk Lắk becomes Dak Lak."""
    return text if text.isascii() else text.translate(_PLAIN)


def fold(text: str) -> str:
    """Give the form in which two spellings of the same words are equal, for search.

    Marks and tones are dropped (so hòa and hoà agree), đ becomes d, capitals small, any apostrophe (H', K’)
    a space, runs of space one space.
    """
    without = plain(text.translate(_APOSTROPHES)).casefold()
    return " ".join(plain(without).translate(_APOSTROPHES).split())


def words_of(text: str) -> tuple[str, ...]:
    """List the folded words of a text in order, punctuation left out: what a search asks for."""
    return tuple(_WORD.findall(fold(text)))


def index_words_of(text: str) -> tuple[str, ...]:
    """List the words under which a text is to be found: its words, and H'Hen also as hhen; no word twice."""
    found = list(words_of(text))
    for chunk in text.split():
        parts = words_of(chunk)
        if len(parts) > 1 and len(parts[0]) == 1:
            found.append("".join(parts))
    return tuple(dict.fromkeys(found))


def _word_key(word: str) -> str:
    """Encode one syllable: two digits for each letter, then 0 and the tone, which sorts before any letter."""
    tone, codes, letter = 1, [], ""
    for sign in unicodedata.normalize("NFD", word.casefold()) + " ":
        if sign in _TONES:
            tone = _TONES[sign] if tone == 1 else tone
        elif sign in _LETTER_MARKS:
            letter = unicodedata.normalize("NFC", letter + sign)
        elif not unicodedata.combining(sign):
            if letter:
                codes.append(_LETTER_CODE.get(letter) or f"99{ord(letter[0]):07d}")
            letter = sign
    return "".join(codes) + f"0{tone}"


def sort_key(text: str) -> str:
    """Give a text of digits that sorts names as a Vietnamese register does, in any collation.

    Given name first, then family name, then the rest; a syllable is compared by letters, then by tone. Two digits for
    each letter and word, cut at SORT_KEY_LENGTH.
    """
    words = re.findall(r"[^\W_]+", nfc(text).translate(_APOSTROPHES).translate({0xD0: "Đ", 0xF0: "đ"}))
    return "".join(_word_key(word) for word in words[-1:] + words[:-1])[:SORT_KEY_LENGTH]


def number(value: int) -> str:
    """Write a whole number with Vietnamese thousands: 2.145."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int, places: int = 1) -> str:
    """Write part of whole in per cent, rounded half up without floats: 96,7%; “—” when the whole is zero."""
    if whole == 0:
        return "—"
    if whole < 0:
        part, whole = -part, -whole
    scaled = (2 * abs(part) * 10 ** (places + 2) + whole) // (2 * whole)
    units, rest = divmod(scaled, 10**places)
    sign = "-" if part < 0 and scaled else ""
    return f"{sign}{number(units)}" + (f",{rest:0{places}d}%" if places else "%")
