"""Reads one raw row of the national catalogue honestly: what the source leaves open stays unknown.

The rows are crawled pages of the national portal and have traps: guidance among the papers, names cut with "…", "free"
where the provincial council sets the fee, times without a unit. docs/packs.md lists each trap and how it is read.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.clock import Cutoff
from motcua.kernel.limits import Unit
from motcua.kernel.vietnamese import fold
from motcua.office.packs import Item
from motcua.procedures.catalogue import Quality, Status
from motcua.procedures.channels import Channel
from motcua.procedures.codes import is_code
from motcua.procedures.versions import Level

CHANNELS = {"direct": Channel.COUNTER, "online": Channel.ONLINE, "postal": Channel.POSTAL}
_UNITS = {"working_day": Unit.WORKING_DAY, "calendar_day": Unit.DAY, "hour": Unit.HOUR}
_PORTAL_UNITS = {"Ngày làm việc": Unit.WORKING_DAY, "Ngày": Unit.DAY, "Giờ": Unit.HOUR}
_LEVELS = {"": "", "toàn trình": Level.FULL, "một phần": Level.PARTIAL}
# Smallest charge in force is 1,000 đ; "40 VNĐ" of the portal is a lost thousand, not a price.
_SMALLEST_CHARGE = 1000
_LEFT_TO_COUNCIL = re.compile(r"hoi dong nhan dan|hdnd")
_SAYS_NONE = re.compile(r"^\W*(mien|khong thu|khong quy dinh|khong co|khong\W|khong$|le phi\W+khong)")
_LEFT_ELSEWHERE = re.compile(r"luat phi va le phi|thong tu|muc thu|muc phi|tra phi|chua quy dinh|quyet dinh cua")
_ABOUT_MONEY = re.compile(r"\bphi\b|le phi|vnd|viet nam dong|usd|hoi dong nhan dan|^\W*khong")


@dataclass(slots=True)
class Reading:
    """What one row says, as values of the models' columns."""

    code: str
    digest: str
    procedure: dict[str, Any]
    version: dict[str, Any]
    components: list[dict[str, Any]] = field(default_factory=list)
    guidances: list[dict[str, Any]] = field(default_factory=list)
    terms: list[dict[str, Any]] = field(default_factory=list)
    legal_bases: list[dict[str, Any]] = field(default_factory=list)


def read(row: Item) -> Reading:
    """Return what a row says; raises PackRefused for a row that is wrong rather than incomplete."""
    code = row.text("code", required=True)
    if not is_code(code):
        raise row.refused(f"mã “{code}” không đúng dạng 1.004873 (mã phải lưu dạng chữ)")
    for successor in row.texts("successor_codes"):
        if not is_code(successor):
            raise row.refused(f"mã thay thế “{successor}” không đúng dạng 1.004873")
    reading = Reading(code, row.digest(), _procedure(row, code), _version(row))
    for place, paper in enumerate(row.parts("documents"), start=1):
        _read_paper(paper, place, reading)
    value, unit = limit_of(row)
    if value == 0:
        reading.version["cutoff"] = Cutoff.AFTER_15H.value
    reading.terms = _terms(row, value, unit)
    reading.legal_bases = [
        {"position": place, "number": number[:200], "source": row.text("source")}
        for place, number in enumerate(row.texts("legal_basis"), start=1)
    ]
    return reading


def limit_of(row: Item) -> tuple[int | None, Unit | None]:
    """Return the usable limit of a row: only the normalised one is trusted, and only whole."""
    value = row.number_in("time_value_normalised")
    unit = row.text("time_unit_normalised", choices=["", *_UNITS])
    if value is None or not unit or (value == 0 and unit == "hour"):
        return None, None
    return value, _UNITS[unit]


def fee_of(is_free: bool, amounts: list[int], note: str) -> int | None:
    """Return the fee that a portal entry states, None when it leaves it open.

    "Free" with a note that hands the amount to the provincial council, to the fee law or to a circular is unknown.
    """
    said = fold(note)
    if _LEFT_TO_COUNCIL.search(said):
        return None
    positive = sorted({amount for amount in amounts if amount})
    if len(positive) > 1 or any(amount < _SMALLEST_CHARGE for amount in positive):
        return None
    if positive:
        return positive[0]
    if not is_free and 0 not in amounts:
        return None
    if _SAYS_NONE.search(said):
        return 0
    return None if _LEFT_ELSEWHERE.search(said) else 0


def is_guidance(originals: int | None, copies: int | None, group: str) -> bool:
    """Return whether a row of the papers is only to be read: no copies at all, or under "Lưu ý"."""
    return (originals == 0 and copies == 0) or fold(group).lstrip("*-+ ").startswith("luu y")


def is_cut(text: str) -> bool:
    """Return whether the source cut the text."""
    return text.rstrip().endswith("…")


def _procedure(row: Item, code: str) -> dict[str, Any]:
    name = row.text("name", required=True)
    return {
        "is_local_code": row.flag("is_local_code"),
        "name": name,
        "folded_name": fold(name),
        "is_name_cut": is_cut(name),
        "sector": row.text("field", required=True, longest=200),
        "ministry": row.text("ministry", longest=200),
        "authority_group": row.text("authority_group", required=True, longest=60),
        "levels": row.text("implementing_level", longest=120),
        "kind": row.text("procedure_type", longest=120),
        "status": row.text("status", choices=Status.values),
        "ended_on": row.find_day("ended_on"),
        "successor_codes": row.texts("successor_codes"),
        "status_note": row.text("note") if row.text("status") != Status.ACTIVE else "",
        "url": row.text("url", longest=300),
        "source": row.text("source", required=True, longest=300),
        "quality": row.text("data_quality", choices=[q for q in Quality.values if q != Quality.REVIEWED]),
        "note": row.text("note"),
        "catalogue_digest": row.digest(),
    }


def _version(row: Item) -> dict[str, Any]:
    level = _LEVELS[row.text("service_level", choices=list(_LEVELS))]
    notes = [row.text("time_note"), row.text("time_note_source")]
    return {
        "name": row.text("name", required=True),
        "cutoff": Cutoff.NONE.value,
        "time_note": " – ".join(note for note in notes if note),
        "level_elsewhere": level,
        "level_elsewhere_source": row.text("service_level_source", longest=300),
        "applicants": row.texts("applicants"),
        "results": [
            {"name": part.text("name", required=True), "code": part.text("code"), "source": row.text("source")}
            for part in row.parts("results")
        ],
        "authority": row.text("authority", longest=300),
        "implementing_agency": row.text("implementing_agency", longest=300),
        "decision_no": row.text("decision_no", longest=200),
        "source": row.text("source", longest=300),
    }


def _read_paper(paper: Item, place: int, reading: Reading) -> None:
    name, group = paper.text("name", required=True), paper.text("case")
    originals, copies = paper.number_in("original"), paper.number_in("copy")
    if is_guidance(originals, copies, group):
        source = reading.procedure["source"]
        line = {"position": place, "text": name, "is_cut": is_cut(name), "group": group, "source": source}
        reading.guidances.append(line)
        return
    said = f"{fold(name)} {fold(group)}"
    reading.components.append(
        {
            "position": place,
            "name": name,
            "is_cut": is_cut(name),
            "group": group,
            "is_required": not (fold(name).startswith("truong hop") or "neu co" in said or "truong hop" in fold(group)),
            "originals": originals,
            "copies": copies,
            "is_shown_only": "xuat trinh" in fold(group),
            "is_form": fold(name).startswith(("to khai", "don de nghi", "giay de nghi", "mau dien tu", "mau ho tich")),
            "has_template": paper.flag("has_template"),
        }
    )


def _terms(row: Item, value: int | None, unit: Unit | None) -> list[dict[str, Any]]:
    """Read one term for each channel; a row that names no channel is taken to have all three (NĐ 118/2025)."""
    by_channel: dict[int, list[Item]] = {}
    for method in row.parts("methods"):
        by_channel.setdefault(CHANNELS[method.text("channel", choices=list(CHANNELS))], []).append(method)
    terms = []
    for channel in sorted(by_channel) or [int(channel) for channel in Channel]:
        methods = by_channel.get(channel, [])
        times, notes = _own_times(methods), list(dict.fromkeys(m.text("note") for m in methods if m.text("note")))
        own_value, own_unit = times[0] if len(times) == 1 else (value, unit)
        if value == 0:
            own_value, own_unit = value, unit
        several = "; ".join(f"{v} {u}" for v, u in times) if len(times) > 1 else ""
        fees = {_fee(method) for method in methods} or {None}
        terms.append(
            {
                "channel": channel,
                "limit_value": own_value,
                "limit_unit": own_unit.value if own_unit else "",
                "limit_note": "\n".join(
                    [*(n for n in notes if not _ABOUT_MONEY.search(fold(n))), *([several] if several else [])]
                ),
                "fee_amount": fees.pop() if len(fees) == 1 else None,
                "fee_note": "\n".join(n for n in notes if _ABOUT_MONEY.search(fold(n))),
            }
        )
    return terms


def _own_times(methods: list[Item]) -> list[tuple[int, Unit]]:
    """List the distinct times that a channel states with a unit; without a unit a number is not trusted."""
    found = []
    for method in methods:
        unit = _PORTAL_UNITS.get(method.text("unit"))
        said = str(method.values.get("time") or "").strip()
        value = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else None
        if unit and value is not None and (value or unit is not Unit.HOUR):
            found.append((value, unit))
    return list(dict.fromkeys(found))


def _fee(method: Item) -> int | None:
    amounts = method.values.get("fees_vnd") or []
    if not isinstance(amounts, list) or not all(isinstance(a, int) and 0 <= a < 10**9 for a in amounts):
        raise method.refused(f"mục “fees_vnd” phải là danh sách số đồng, đang là {amounts!r}")
    return fee_of(method.flag("free"), amounts, method.text("note"))
