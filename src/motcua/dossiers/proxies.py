"""Who files for another (người nộp thay): by which right, what has to be told, and when the paper is asked for online.

At the counter an officer looks at the authorisation; online nobody does, so a written one is handed in with the
dossier. Legal source: BLDS 2015 Điều 134–138; Mẫu 01 of TT 03/2025/TT-VPCP; domain brief 1.2, 1.7.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.identifiers import check_personal_number
from motcua.kernel.vietnamese import nfc
from motcua.office import settings_dated

PAPER = "Giấy tờ ủy quyền, đại diện của người nộp thay"
FIELDS = ("full_name", "number", "email", "address", "basis", "authorisation")
# Letters that are kept; the authorisation stands on the papers behind the words of the right.
MOST = {"full_name": 150, "number": 20, "email": 254, "address": 300, "authorisation": 140}


class Basis(models.TextChoices):
    """By which right one files for another."""

    AUTHORISED = "authorised", gettext_lazy("Được ủy quyền bằng văn bản")
    REPRESENTATIVE = "representative", gettext_lazy("Cha, mẹ, người giám hộ hoặc người đại diện theo pháp luật")
    HELPER = "helper", gettext_lazy("Giúp khai, nộp hộ theo lời người có yêu cầu")


# As the papers say it: what is written down stays Vietnamese whatever the one at the screen reads.
_WORDS = {
    Basis.AUTHORISED: "Giấy ủy quyền nộp kèm hồ sơ",
    Basis.REPRESENTATIVE: "Người đại diện theo pháp luật (cha, mẹ, người giám hộ…)",
    Basis.HELPER: "Giúp khai, nộp hộ, không có văn bản ủy quyền",
}
_WITHOUT_PAPER = "Được ủy quyền, chưa nộp giấy ủy quyền"


def is_told(told: Mapping[str, str]) -> bool:
    """Return whether anything was said of a proxy; the basis alone, ticked beforehand, says nothing."""
    return any(str(words).strip() for name, words in told.items() if name != "basis")


def problems(told: Mapping[str, str], *, has_paper: bool = False) -> dict[str, str]:
    """Return what is still wrong with what was said of a proxy, {field: words}; nothing said, nothing wrong."""
    if not is_told(told) and not has_paper:
        return {}
    found = {
        part: _("Dài quá %(most)s chữ. Hãy viết ngắn lại.") % {"most": most}
        for part, most in MOST.items()
        if len(told.get(part, "")) > most
    }
    if not told.get("full_name", "").strip():
        found["full_name"] = _("Hãy nhập họ tên người nộp thay, hoặc xóa các ô, bỏ tệp còn lại nếu không ai nộp thay.")
    if number := told.get("number", "").strip():
        try:
            check_personal_number(number)
        except ValueError as problem:
            found["number"] = _(str(problem))
    if email := told.get("email", "").strip():
        try:
            validate_email(email)
        except ValidationError:
            found["email"] = _("Thư điện tử của người nộp thay chưa đúng, ví dụ ten@thu.vn.")
    return found


def cleaned(told: Mapping[str, str]) -> dict[str, str]:
    """Return what was said of a proxy as it is kept: every field, in one spelling of the letters."""
    return {name: nfc(str(told.get(name, ""))).strip() for name in FIELDS}


def basis_of(told: Mapping[str, str]) -> Basis:
    """Return by which right the proxy files; where none is told, by authorisation, which asks the most."""
    basis = told.get("basis", "")
    return Basis(basis) if basis in Basis.values else Basis.AUTHORISED


def authorisation_words(told: Mapping[str, str], *, has_paper: bool) -> str:
    """Return by which paper or right the proxy files, as Mẫu 01 prints it; empty without a proxy."""
    if not is_told(told):
        return ""
    typed, basis = told.get("authorisation", "").strip(), basis_of(told)
    if basis is Basis.AUTHORISED:
        return typed or (_WORDS[basis] if has_paper else _WITHOUT_PAPER)
    return f"{_WORDS[basis]}: {typed}" if typed else _WORDS[basis]


def asks_paper(office_id: UUID, basis: Basis, on: date) -> bool:
    """Return whether one who files online by this right hands in the paper that shows it."""
    rule = settings_dated.value(office_id, "proxy_paper_online", on)
    return basis in (Basis.AUTHORISED, Basis.REPRESENTATIVE) if rule == "both" else basis == rule
