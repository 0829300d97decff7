"""Bar codes (mã vạch) of dossier codes: Code 128 as SVG, for slips and covers that a hand scanner reads.

Standard: ISO/IEC 15417. Letters go in set B, runs of digits by pairs in set C, which makes the bars broader.
"""

import re

# The widths of bar, space, bar … of each of the 106 values, and of the stop.
_TABLE = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
"""
_WIDTHS = tuple(_TABLE.split())
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_QUIET = 10
_DIGITS = re.compile(r"(?:\d\d){2,}")


def values(text: str) -> list[int]:
    """Return the values of the symbol: start, text, check, stop. Raises ValueError beyond printable ASCII."""
    if not text or not text.isascii() or not text.isprintable():
        raise ValueError("a bar code holds printable ASCII")
    found: list[int] = []
    in_pairs, place = False, 0
    while place < len(text):
        run = _DIGITS.match(text, place)
        if run:
            found.append(_START_C if not found else _TO_C)
            found += [int(run[0][at : at + 2]) for at in range(0, len(run[0]), 2)]
            in_pairs, place = True, run.end()
            continue
        if in_pairs or not found:
            found.append(_TO_B if found else _START_B)
            in_pairs = False
        found.append(ord(text[place]) - 32)
        place += 1
    check = (found[0] + sum(weight * value for weight, value in enumerate(found[1:], start=1))) % 103
    return [*found, check, _STOP]


def svg(text: str, *, height: int = 40) -> str:
    """Return the bar code as SVG with its quiet zones, one unit a module; the page decides how broad it is."""
    place, bars = _QUIET, []
    for value in values(text):
        for index, width in enumerate(map(int, _WIDTHS[value])):
            if index % 2 == 0:
                bars.append(f"M{place} 0h{width}v{height}h-{width}z")
            place += width
    size = place + _QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {height}" preserveAspectRatio="none">'
        f'<path d="{"".join(bars)}"/></svg>'
    )
