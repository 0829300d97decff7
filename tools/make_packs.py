"""Makes the built-in packs from a folder of collected data: `python tools/make_packs.py --from DIR [--to DIR]`.

Reads procedures.json, forms.json, workflows.json, units_*.csv, holidays.csv and ethnic_groups.csv, and writes one pack
folder for each kind (docs/packs.md). The reviewed pack is written by hand; `--seal FOLDER` renews the row counts and
checksums of such a pack. The same input gives the same bytes.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from form_definitions import definitions

from motcua.kernel.vietnamese import fold, nfc

VALID_FROM = "2026-01-01"  # the rules of NQ 66.7/2025/NQ-CP and of the catalogue hold from here on
UNITS_FROM = "2025-07-01"
DONG_NAI_FROM, DONG_NAI_LAST = "2026-04-30", "2026-04-29"
DONG_NAI_BASIS = "30/2026/QH16, 237/NQ-UBTVQH16"
DAY_KINDS = {
    "public_holiday": "holiday",
    "make_up_workday": "swap_work",
    "swapped_day_off": "swap_off",
    "compensatory_day_off": "compensatory_off",
}
# Ends and successors that the collected rows do not carry themselves; source: README of the data, section 1.
SCHOOL_STANDARD = ("1.000280", "1.000288", "1.000691", "1.000711", "1.000713", "1.000715")
ENDED_ON = dict.fromkeys(SCHOOL_STANDARD, "2026-09-03")
SUCCESSORS = {
    **{key: ["1.116214", "1.116215"] for key in ("1.011606", "1.011607", "1.011608")},
    **{key: ["2.002891", "2.002892", "2.002893", "2.002894"] for key in ("1.012961", "1.012962")},
}
DETOX = "1.0109"  # voluntary detoxification moved to the police under one new code
DETOX_SUCCESSOR = ["3.000527"]


def main() -> None:
    """Convert or seal, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, help="folder of the collected data")
    default = Path(__file__).resolve().parent.parent / "src" / "motcua" / "packs"
    parser.add_argument("--to", type=Path, default=default, help="folder of the packs (default: the built-in ones)")
    parser.add_argument("--version", default="2026.11.22", help="version written into pack.json")
    parser.add_argument("--seal", type=Path, help="renew row counts and checksums of this pack's pack.json")
    options = parser.parse_args()
    if options.seal:
        seal(options.seal)
    elif options.source:
        convert(options.source, options.to, options.version)
    else:
        parser.error("give --from DIR or --seal FOLDER")


def convert(source: Path, target: Path, version: str) -> None:
    """Write every generated pack."""
    forms = json.loads((source / "forms.json").read_text(encoding="utf-8"))
    jobs: list[tuple[str, str, str, str, str, Any]] = [
        ("areas", "areas", "Đơn vị hành chính từ 01/7/2025", UNITS_FROM, "areas.csv", areas(source)),
        ("ethnic-groups", "ethnic-groups", "Danh mục 54 dân tộc", "1979-03-02", "ethnic_groups.csv", groups(source)),
        ("calendar", "calendar", "Ngày nghỉ, ngày làm bù 2025–2027", "2025-01-01", "calendar.csv", days(source)),
        ("catalogue", "catalogue", "Danh mục TTHC cấp xã", VALID_FROM, "procedures.json", procedures(source)),
        ("workflows", "workflows", "Quy trình nội bộ đã phê duyệt", VALID_FROM, "workflows.json", workflows(source)),
        ("eforms", "eforms", "Biểu mẫu điện tử", VALID_FROM, "eforms.json", definitions(forms)),
    ]
    for name, kind, title, valid_from, file, rows in jobs:
        folder = target / name
        folder.mkdir(parents=True, exist_ok=True)
        text = csv_text(rows) if file.endswith(".csv") else json_text(rows)
        (folder / file).write_text(text, encoding="utf-8", newline="")
        about = {
            "name": name,
            "kind": kind,
            "version": version,
            "valid_from": valid_from,
            "title": title,
            "sources": sources(rows),
            "files": [{"name": file, "rows": 0, "sha256": ""}],
        }
        write_json(folder / "pack.json", about)
        seal(folder)
        print(f"{name}: {len(rows)} dòng")


def seal(folder: Path) -> None:
    """Write the true row counts and checksums into a pack's description."""
    path = folder / "pack.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    for entry in about["files"]:
        content = (folder / entry["name"]).read_bytes()
        entry["rows"] = count(entry["name"], content.decode("utf-8-sig"))
        entry["sha256"] = hashlib.sha256(content).hexdigest()
    write_json(path, about)


def count(name: str, text: str) -> int:
    """Count rows as `packs.read` does."""
    if name.endswith(".json"):
        return len(json.loads(text))
    return sum(1 for _ in csv.reader(io.StringIO(text))) - 1


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file in composed spelling."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key: nfc(value).strip() for key, value in row.items()} for row in csv.DictReader(lines)]


def csv_text(rows: list[dict[str, str]]) -> str:
    """Write rows as CSV with Unix line ends."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def json_text(rows: list[dict[str, Any]]) -> str:
    """Write one object a line, so that a change is one line of a comparison."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def write_json(path: Path, about: dict[str, Any]) -> None:
    """Write a description for people to read."""
    path.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def sources(rows: list[dict[str, Any]]) -> list[str]:
    """List the distinct sources of the rows, the most frequent first."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row["source"]] = counted.get(row["source"], 0) + 1
    return sorted(counted, key=lambda name: (-counted[name], name))


def areas(source: Path) -> list[dict[str, str]]:
    """Convert provinces and communes; those of Đồng Nai that changed on 30/4/2026 become two rows."""
    found = []
    for level, file, parent in (("province", "units_provinces.csv", ""), ("commune", "units_communes.csv", "x")):
        for row in csv_rows(source / file):
            now = {
                "code": row["code"],
                "level": level,
                "kind": row["kind"],
                "name": row["name"],
                "full_name": row["full_name"],
                "parent_code": row["province_code"] if parent else "",
                "valid_from": UNITS_FROM,
                "valid_to": "",
                "source": row.get("source") or "thanglequoc/vietnamese-provinces-database@cd58063 (MIT)",
            }
            if row["kind"] == row["kind_2025"]:
                found.append(now)
                continue
            old_full = row.get("name_2025") or now["full_name"].replace("Thành phố ", "Tỉnh ")
            found.append(now | {"kind": row["kind_2025"], "full_name": old_full, "valid_to": DONG_NAI_LAST})
            found.append(now | {"valid_from": DONG_NAI_FROM, "source": f"{now['source']}; {DONG_NAI_BASIS}"})
    return found


def groups(source: Path) -> list[dict[str, str]]:
    """Convert the ethnic groups."""
    rows = csv_rows(source / "ethnic_groups.csv")
    return [{key: row[key] for key in ("code", "name", "aliases", "source")} for row in rows]


def days(source: Path) -> list[dict[str, str]]:
    """Convert holidays; only official rows are confirmed."""
    return [
        {
            "on": row["date"],
            "kind": DAY_KINDS[row["type"]],
            "note": row["name_vi"],
            "legal_ref": row["source"],
            "is_confirmed": "yes" if row["status"] == "official" else "no",
            "source": f"holidays.csv ({row['status']})",
        }
        for row in csv_rows(source / "holidays.csv")
    ]


def procedures(source: Path) -> list[dict[str, Any]]:
    """Take over the raw rows; codes, ends and successors are added, nothing is guessed."""
    rows = json.loads((source / "procedures.json").read_text(encoding="utf-8"))
    found, codes = [], set()
    for row in rows:
        code = row["code"] or local_code(row)
        if code in codes:
            raise SystemExit(f"mã {code} bị trùng")
        codes.add(code)
        is_detox = row["status"] == "superseded" and code.startswith(DETOX)
        kept = {key: value for key, value in row.items() if key not in _LEFT_OUT}
        kept |= {
            "code": code,
            "is_local_code": not row["code"],
            "ended_on": ENDED_ON.get(code, ""),
            "successor_codes": DETOX_SUCCESSOR if is_detox else SUCCESSORS.get(code, []),
        }
        found.append(kept)
    return found


_LEFT_OUT = {"channels", "fee_vnd", "fee_online_vnd", "priority50_haiphong"}  # said again by the methods


def local_code(row: dict[str, Any]) -> str:
    """Give a row without a code one that depends on what it says, so that a new order renames nothing."""
    text = "|".join(fold(row[key]) for key in ("name", "field", "authority_group", "source"))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % 99_999 + 1
    return f"DP.{number:05d}"


def workflows(source: Path) -> list[dict[str, Any]]:
    """Take over the approved workflows; the action's label stands for a missing one."""
    data = json.loads((source / "workflows.json").read_text(encoding="utf-8"))
    labels = data["actions"] | {"chuyen_cap_tinh": "Chuyển hồ sơ đến cơ quan cấp tỉnh"}
    found = []
    for flow in data["workflows"]:
        steps = [
            {
                "action": step["action"],
                "name": labels.get(step["action"], step["label"]) if "_" in step["label"] else step["label"],
                "role": step["role"],
                "time": step["time"],
                "level": step["level"],
            }
            for step in flow["steps"]
        ]
        keys = ("code", "name", "case", "total", "unit", "source", "note")
        found.append({key: flow[key] for key in keys} | {"steps": steps})
    return found


if __name__ == "__main__":
    main()
