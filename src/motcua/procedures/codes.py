"""Codes of administrative procedures (mã thủ tục hành chính): one spelling for the many in which they are written.

National codes look like 1.004873 (domain brief 4.3); lists print them with agency or case suffixes, lost dots,
spaces and line breaks. A code is text for ever: a spreadsheet makes 1.01081 of 1.010810.
"""

import re

_NATIONAL = re.compile(r"([0-9])\.([0-9]{3})\.?([0-9]{3})(?:\.[0-9A-Z.]*)?")
_LOCAL = re.compile(r"DP\.[0-9]{5}")
LOCAL_PREFIX = "DP."


def find_code(text: str) -> str | None:
    """Return the code that a text spells: 1.001193.000.00.00.H34, 1.013.792.H42 or DP.00001; None when it is none."""
    joined = re.sub(r"\s+", "", text).upper()
    if _LOCAL.fullmatch(joined):
        return joined
    found = _NATIONAL.fullmatch(joined)
    return f"{found[1]}.{found[2]}{found[3]}" if found else None


def is_code(text: str) -> bool:
    """Return whether the text is a code exactly as it is kept: 1.004873 or DP.00001."""
    return bool(re.fullmatch(r"[0-9]\.[0-9]{6}", text) or _LOCAL.fullmatch(text))
