"""The limits of complaints and denunciations (khiếu nại, tố cáo), dated, each with its article (domain brief 7.4).

Days of the calendar unless working days are said; the acceptance of a complaint changed on 01/7/2026 (NĐ 155/2026).
"""

from datetime import date

from motcua.office.term_rules import Rule

_2026 = date(2026, 7, 1)
_2019 = date(2019, 1, 1)  # Luật Tố cáo 2018
_PAUSES = "NĐ 124/2020 Điều 28b"
_RESOLVING = "Đang giải quyết khiếu nại"
_EFFECT = "Chờ quyết định có hiệu lực, nếu không có khiếu nại tiếp"


def _resolve(number: int, article: str, *days: int) -> tuple[Rule, ...]:
    """Return the four limits of one round: usual, complex, remote, remote and complex."""
    kinds = ("", "_complex", "_remote", "_remote_complex")
    words = ("", " (vụ việc phức tạp)", " (vùng sâu, vùng xa)", " (vùng sâu, vùng xa, phức tạp)")
    return tuple(
        Rule(
            f"complaint.resolve{number}{kind}", f"{_RESOLVING} lần {number}{more}", f"{value}:day", f"Luật KN {article}"
        )
        for kind, more, value in zip(kinds, words, days, strict=True)
    )


COMPLAINT_RULES: tuple[Rule, ...] = (
    Rule("complaint.statute", "Thời hiệu khiếu nại", "90:day", "Luật KN Điều 9"),
    Rule("complaint.accept", "Chờ thụ lý khiếu nại", "10:day", "Luật KN Điều 27", valid_to=date(2026, 6, 30)),
    Rule(
        "complaint.accept",
        "Chờ thụ lý khiếu nại",
        "7:working_day",
        "NĐ 124/2020 Điều 16 (NĐ 155/2026)",
        valid_from=_2026,
    ),
    *_resolve(1, "Điều 28", 30, 45, 45, 60),
    *_resolve(2, "Điều 37", 45, 60, 60, 70),
    Rule("complaint.second", "Thời hạn khiếu nại lần hai", "30:day", "Luật KN Điều 33"),
    Rule("complaint.second_remote", "Thời hạn khiếu nại lần hai (vùng sâu, vùng xa)", "45:day", "Luật KN Điều 33"),
    Rule(
        "complaint.dialogue",
        "Phải gửi thông báo đối thoại",
        "5:day",
        "NĐ 124/2020 Điều 28 (NĐ 155/2026)",
        valid_from=_2026,
        is_before=True,
    ),
    Rule("complaint.send", "Chờ gửi quyết định giải quyết", "3:working_day", "Luật KN Điều 32; NĐ 155/2026"),
    Rule(
        "complaint.suspended",
        "Tạm đình chỉ giải quyết, chờ rà soát căn cứ",
        "30:day",
        "Luật KN Điều 11a; số ngày rà soát do cơ quan đặt",
        valid_from=_2026,
        setting="complaint_review",
    ),
    *(
        Rule(f"complaint.send_{name}", f"Chờ gửi quyết định {words}", "3:working_day", article, valid_from=_2026)
        for name, words, article in (
            ("suspension", "tạm đình chỉ giải quyết", f"{_PAUSES}(1)"),
            ("resumption", "tiếp tục giải quyết", f"{_PAUSES}(2)"),
            ("stop", "đình chỉ giải quyết", f"{_PAUSES}(1)"),
        )
    ),
    Rule("complaint.effect", _EFFECT, "30:day", "Luật KN Điều 44"),
    Rule("complaint.effect_remote", f"{_EFFECT} (vùng sâu, vùng xa)", "45:day", "Luật KN Điều 44"),
)

DENUNCIATION_RULES: tuple[Rule, ...] = (
    Rule("denunciation.check", "Chờ kiểm tra, xác minh, thụ lý tố cáo", "7:working_day", "Luật TC Điều 24"),
    Rule(
        "denunciation.check_wide",
        "Chờ kiểm tra, xác minh ở nhiều nơi, thụ lý tố cáo",
        "10:working_day",
        "Luật TC Điều 24",
    ),
    Rule("denunciation.resolve", "Đang giải quyết tố cáo", "30:day", "Luật TC Điều 30"),
    Rule("denunciation.extended", "Đang giải quyết tố cáo (đã gia hạn một lần)", "60:day", "Luật TC Điều 30"),
    Rule(
        "denunciation.extended_twice",
        "Đang giải quyết tố cáo (đặc biệt phức tạp, đã gia hạn hai lần)",
        "90:day",
        "Luật TC Điều 30",
    ),
    Rule(
        "denunciation.suspended",
        "Tạm đình chỉ giải quyết tố cáo, chờ rà soát căn cứ",
        "30:day",
        "Luật TC Điều 34(1), (2); số ngày rà soát do cơ quan đặt",
        valid_from=_2019,
        setting="denunciation_review",
    ),
    *(
        Rule(f"denunciation.send_{name}", f"Chờ gửi quyết định {words} tố cáo", "5:working_day", article, _2019)
        for name, words, article in (
            ("suspension", "tạm đình chỉ giải quyết", "Luật TC Điều 34(4)"),
            ("stop", "đình chỉ giải quyết", "Luật TC Điều 34(4)"),
        )
    ),
    Rule(
        "denunciation.send_resumption",
        "Chờ gửi quyết định tiếp tục giải quyết tố cáo",
        "5:working_day",
        "Luật TC Điều 34(2) không nêu số ngày; quy ước, cơ quan đặt lại được",
        valid_from=_2019,
        setting="denunciation_send_resumption",
    ),
)
