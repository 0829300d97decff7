"""Draw docs/rules/lifecycle.svg and write docs/rules/lifecycle.md from the table of moves in the code.

The boxes are placed by hand, the words come from `motcua.dossiers.status`; a move that nobody placed stops the tool.
A house test keeps both files equal to the code. Use: .venv/bin/python tools/lifecycle.py
"""

import os
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.dossiers.status import Move

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
RULES = Path(__file__).resolve().parents[1] / "docs" / "rules"
PICTURE, PAGE = RULES / "lifecycle.svg", RULES / "lifecycle.md"
WIDTH, HEIGHT = 1640, 910
BOX_WIDTH, BOX_HEIGHT = 210, 72
FONT = "'Be Vietnam Pro','Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"

# Left upper corner of each status, and who holds the dossier there.
OFFICE, CITIZEN, ENDED = ("#e8f1fb", "#1d5fa8"), ("#fff4dc", "#9a5b00"), ("#ececef", "#4b4f58")
BOXES: dict[int, tuple[int, int, tuple[str, str]]] = {
    1: (120, 330, OFFICE),
    2: (430, 330, OFFICE),
    3: (120, 130, ENDED),
    4: (750, 330, OFFICE),
    5: (430, 560, CITIZEN),
    6: (750, 130, CITIZEN),
    7: (750, 740, OFFICE),
    8: (1110, 560, ENDED),
    9: (1110, 330, OFFICE),
    10: (1410, 330, ENDED),
}


@dataclass(frozen=True)
class Line:
    """One arrow: its path, and where its words stand: above `y`, or below when `is_below`."""

    path: str
    x: int
    y: int
    anchor: str = "middle"
    wide: int = 24
    is_below: bool = False


LINES: dict[str, list[Line]] = {
    "submit": [Line("M40 366H112", 74, 346, wide=10)],
    "accept": [Line("M330 366H422", 375, 350, wide=14)],
    "refuse_intake": [Line("M225 330V210", 237, 272, "start")],
    "ask_supplement": [
        Line("M180 402C180 560 270 596 422 596", 214, 500, "start", 16),
        Line("M500 402V552", 492, 480, "end", 16),
        Line("M790 402C790 520 740 578 648 580", 768, 500, "end", 12),
    ],
    "complete_at_intake": [Line("M560 560V410", 572, 470, "start", 14)],
    "complete_in_process": [Line("M640 606C770 606 860 540 860 410", 850, 545, "start", 18)],
    "expire_supplement": [Line("M640 622H1102", 990, 612, "middle", 30)],
    "transfer": [Line("M640 366H742", 691, 350, wide=14)],
    "ask_payment": [Line("M815 330V210", 807, 262, "end", 18)],
    "confirm_payment": [Line("M895 202V322", 907, 262, "start", 18)],
    "ask_withdrawal": [Line("M630 776H742", 682, 760, wide=14)],
    "confirm_withdrawal": [Line("M960 776C1080 776 1190 740 1190 640", 1060, 740, "end", 26)],
    "deny_withdrawal": [Line("M855 812V850", 870, 838, "start", 60)],
    "extend": [Line("M890 402C890 460 936 460 936 410", 950, 482, "start", 30)],
    "issue": [Line("M960 352H1102", 1031, 342, wide=18)],
    "refuse_on_merits": [Line("M960 382H1102", 1031, 400, wide=18, is_below=True)],
    "return": [Line("M1320 352H1402", 1362, 338, wide=12)],
    "open_correction": [
        Line("M1170 330C1170 270 1224 270 1224 322", 1180, 262, "end", 18),
        Line("M1410 384H1328", 1366, 402, wide=14, is_below=True),
    ],
    "issue_correction": [Line("M1254 330C1254 270 1304 270 1304 322", 1290, 262, "start", 20)],
    "deny_correction": [Line("M1215 402V452", 1230, 447, "start", 34)],
    "void": [Line("M1350 776H1402", 1376, 740, wide=30)],
}
# Moves from many statuses at once begin at a small list of their codes.
WHENCE: dict[str, tuple[int, int]] = {"ask_withdrawal": (630, 776), "void": (1350, 776)}


def _text(x: int, y: int, words: str, *, anchor: str = "middle", size: int = 14, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" {more}>{escape(words)}</text>'


def _box(code: int, words: str) -> list[str]:
    x, y, (fill, ink) = BOXES[code]
    lines = textwrap.wrap(words, 17)
    middle = y + BOX_HEIGHT // 2 + 5 - (len(lines) - 1) * 9
    return [
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="12" fill="{fill}" stroke="{ink}" '
        'stroke-width="2"/>',
        f'<circle cx="{x + 26}" cy="{y + BOX_HEIGHT // 2}" r="16" fill="{ink}"/>',
        _text(x + 26, y + BOX_HEIGHT // 2 + 5, str(code), more='fill="#fff" font-weight="700"'),
        *(
            _text(x + 50, middle + 18 * n, line, anchor="start", size=15, more=f'fill="{ink}" font-weight="600"')
            for n, line in enumerate(lines)
        ),
    ]


def _label(line: Line, move: "Move") -> list[str]:
    rows = textwrap.wrap(move.words, line.wide)
    if move.form:
        rows.append(f"Mẫu {move.form}")
    top = line.y if line.is_below else line.y - 16 * (len(rows) - 1)
    return [
        _text(line.x, top + 16 * n, row, anchor=line.anchor, size=13, more=_of_form(row)) for n, row in enumerate(rows)
    ]


def _of_form(row: str) -> str:
    return 'class="halo" fill="#8a1538" font-weight="700"' if row.startswith("Mẫu ") else 'class="halo" fill="#22262e"'


def _arrows(move: "Move") -> list[str]:
    drawn = LINES[move.name]
    if move.name not in WHENCE and len(drawn) != max(len(move.sources), 1):
        raise ValueError(f"{move.name} has {len(move.sources)} sources and {len(drawn)} arrows")
    found = [f'<path d="{line.path}" class="move" marker-end="url(#tip)"/>' for line in drawn]
    if move.name in WHENCE:
        x, y = WHENCE[move.name]
        codes = " ".join(str(code.value) for code in sorted(move.sources))
        width = 9 * len(codes) + 28
        found += [
            f'<rect x="{x - width}" y="{y - 17}" width="{width}" height="34" rx="17" fill="#fff" stroke="#4b4f58"/>',
            _text(x - width // 2, y + 5, codes, more='fill="#22262e" font-weight="600"'),
        ]
    for line in drawn:
        found += _label(line, move)
    return found


def picture() -> str:
    """Return the drawing as it should stand."""
    from motcua.dossiers.status import MOVES, Elsewhere, Status

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d" '
        f'font-family="{FONT}">',
        '<title id="t">Vòng đời của một hồ sơ</title>',
        '<desc id="d">Mười trạng thái quốc gia và mọi chuyển trạng thái hợp lệ, vẽ từ bảng trong chương trình.</desc>',
        "<style>.move{fill:none;stroke:#5b6472;stroke-width:2}.halo{paint-order:stroke;stroke:#fff;stroke-width:4px;"
        "stroke-linejoin:round}</style>",
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#5b6472"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(40, 52, "Vòng đời của một hồ sơ", anchor="start", size=28, more='fill="#22262e" font-weight="700"'),
        _text(40, 80, "NĐ 118/2025/NĐ-CP, TT 03/2025/TT-VPCP · vẽ từ bảng MOVES trong dossiers/status.py",
              anchor="start", more='fill="#5b6472"'),
        *_legend(),
        '<circle cx="40" cy="366" r="8" fill="#22262e"/>',
    ]  # fmt: skip
    for move in MOVES.values():
        out += _arrows(move)
    for status in Status:
        out += _box(status.value, str(status.label))
    out += (
        _pseudo(1110, 462, 210, str(Elsewhere.BACK.value))
        + _pseudo(750, 860, 210, str(Elsewhere.BACK.value))
        + _pseudo(1410, 750, 210, str(Elsewhere.VOID.value))
    )
    return "\n".join([*out, "</svg>", ""])


def _pseudo(x: int, y: int, width: int, words: str) -> list[str]:
    height = 52 if x > 1400 else 36
    return [
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="10" fill="#fff" stroke="#4b4f58" '
        'stroke-dasharray="5 4"/>',
        _text(x + width // 2, y + height // 2 + 5, words, more='fill="#4b4f58"'),
    ]


def _legend() -> list[str]:
    out, x = [], 1150
    for (fill, ink), words in ((OFFICE, "cơ quan giữ"), (CITIZEN, "người dân giữ"), (ENDED, "đã kết thúc")):
        out += [
            f'<rect x="{x}" y="38" width="26" height="18" rx="5" fill="{fill}" stroke="{ink}" stroke-width="2"/>',
            _text(x + 34, 52, words, anchor="start", more='fill="#22262e"'),
        ]
        x += 160
    return out


HEAD = """# Vòng đời của một hồ sơ

Trang và hình này được sinh từ bảng `MOVES` trong `src/motcua/dossiers/status.py` (`tools/lifecycle.py`); một phép thử
giữ chúng giống nhau, và các phép thử khác đi hết bảng: từ trạng thái không có trong cột “Từ”, việc bị từ chối bằng lời
và không thay đổi gì. “Quá hạn” không phải trạng thái, nó được tính. Mọi trạng thái đang mở có đúng một bên đang giữ,
một mốc thời gian theo dõi và một lý do người dân đọc được.

![Vòng đời của một hồ sơ](lifecycle.svg)

| Từ | Việc | Đến | Mẫu | Ai làm (quyền) | Điều kiện |
|---|---|---|---|---|---|
"""
ACTORS = {"citizen": "người dân", "system": "máy"}


def page() -> str:
    """Return the table as it should stand."""
    from motcua.dossiers.status import MOVES, Status

    rows = []
    for move in MOVES.values():
        sources = ", ".join(str(code.value) for code in sorted(move.sources)) or "(mới)"
        who = ", ".join(ACTORS.get(name, f"`{name}`") for name in move.who)
        rows.append(
            f"| {sources} | {move.words} (`{move.act}`) | {move.target.value} | {move.form} | {who} | {move.guard} |"
        )
    codes = [f"| {status.value} | {status.label} |" for status in Status]
    return (
        HEAD + "\n".join(rows) + "\n\n| Mã | Trạng thái trên Cổng Dịch vụ công quốc gia |\n|---|---|\n"
        + "\n".join(codes) + "\n"
    )  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    PICTURE.write_text(picture(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
