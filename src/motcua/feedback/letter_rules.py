"""The limits of complaints and denunciations (khiếu nại, tố cáo), dated, each with its article (domain brief 7.4).

Days of the calendar unless working days are said; the acceptance of a complaint changed on 01/7/2026 (NĐ 155/2026).
"""

from datetime import date

from django.utils.translation import gettext_noop

from motcua.office.term_rules import Rule

_2026 = date(2026, 7, 1)
_2019 = date(2019, 1, 1)  # Luật Tố cáo 2018
_PAUSES = "NĐ 124/2020 Điều 28b"
_RESOLVING = (
    (
        gettext_noop("Đang giải quyết khiếu nại lần 1"),
        gettext_noop("Đang giải quyết khiếu nại lần 1 (vụ việc phức tạp)"),
        gettext_noop("Đang giải quyết khiếu nại lần 1 (vùng sâu, vùng xa)"),
        gettext_noop("Đang giải quyết khiếu nại lần 1 (vùng sâu, vùng xa, phức tạp)"),
    ),
    (
        gettext_noop("Đang giải quyết khiếu nại lần 2"),
        gettext_noop("Đang giải quyết khiếu nại lần 2 (vụ việc phức tạp)"),
        gettext_noop("Đang giải quyết khiếu nại lần 2 (vùng sâu, vùng xa)"),
        gettext_noop("Đang giải quyết khiếu nại lần 2 (vùng sâu, vùng xa, phức tạp)"),
    ),
)


def _resolve(number: int, article: str, *days: int) -> tuple[Rule, ...]:
    """Return the four limits of one round: usual, complex, remote, remote and complex."""
    kinds = ("", "_complex", "_remote", "_remote_complex")
    return tuple(
        Rule(f"complaint.resolve{number}{kind}", words, f"{value}:day", f"Luật KN {article}")
        for kind, words, value in zip(kinds, _RESOLVING[number - 1], days, strict=True)
    )


COMPLAINT_RULES: tuple[Rule, ...] = (
    Rule("complaint.statute", gettext_noop("Thời hiệu khiếu nại"), "90:day", "Luật KN Điều 9"),
    Rule(
        "complaint.accept",
        gettext_noop("Chờ thụ lý khiếu nại"),
        "10:day",
        "Luật KN Điều 27",
        valid_to=date(2026, 6, 30),
    ),
    Rule(
        "complaint.accept",
        gettext_noop("Chờ thụ lý khiếu nại"),
        "7:working_day",
        "NĐ 124/2020 Điều 16 (NĐ 155/2026)",
        valid_from=_2026,
    ),
    *_resolve(1, "Điều 28", 30, 45, 45, 60),
    *_resolve(2, "Điều 37", 45, 60, 60, 70),
    Rule("complaint.second", gettext_noop("Thời hạn khiếu nại lần hai"), "30:day", "Luật KN Điều 33"),
    Rule(
        "complaint.second_remote",
        gettext_noop("Thời hạn khiếu nại lần hai (vùng sâu, vùng xa)"),
        "45:day",
        "Luật KN Điều 33",
    ),
    Rule(
        "complaint.dialogue",
        gettext_noop("Phải gửi thông báo đối thoại"),
        "5:day",
        "NĐ 124/2020 Điều 28 (NĐ 155/2026)",
        valid_from=_2026,
        is_before=True,
    ),
    Rule(
        "complaint.send", gettext_noop("Chờ gửi quyết định giải quyết"), "3:working_day", "Luật KN Điều 32; NĐ 155/2026"
    ),
    Rule(
        "complaint.suspended",
        gettext_noop("Tạm đình chỉ giải quyết, chờ rà soát căn cứ"),
        "30:day",
        "Luật KN Điều 11a; số ngày rà soát do cơ quan đặt",
        valid_from=_2026,
        setting="complaint_review",
    ),
    *(
        Rule(f"complaint.send_{name}", words, "3:working_day", article, valid_from=_2026)
        for name, words, article in (
            ("suspension", gettext_noop("Chờ gửi quyết định tạm đình chỉ giải quyết"), f"{_PAUSES}(1)"),
            ("resumption", gettext_noop("Chờ gửi quyết định tiếp tục giải quyết"), f"{_PAUSES}(2)"),
            ("stop", gettext_noop("Chờ gửi quyết định đình chỉ giải quyết"), f"{_PAUSES}(1)"),
        )
    ),
    Rule(
        "complaint.effect",
        gettext_noop("Chờ quyết định có hiệu lực, nếu không có khiếu nại tiếp"),
        "30:day",
        "Luật KN Điều 44",
    ),
    Rule(
        "complaint.effect_remote",
        gettext_noop("Chờ quyết định có hiệu lực, nếu không có khiếu nại tiếp (vùng sâu, vùng xa)"),
        "45:day",
        "Luật KN Điều 44",
    ),
)

DENUNCIATION_RULES: tuple[Rule, ...] = (
    Rule(
        "denunciation.check", gettext_noop("Chờ kiểm tra, xác minh, thụ lý tố cáo"), "7:working_day", "Luật TC Điều 24"
    ),
    Rule(
        "denunciation.check_wide",
        gettext_noop("Chờ kiểm tra, xác minh ở nhiều nơi, thụ lý tố cáo"),
        "10:working_day",
        "Luật TC Điều 24",
    ),
    Rule("denunciation.resolve", gettext_noop("Đang giải quyết tố cáo"), "30:day", "Luật TC Điều 30"),
    Rule(
        "denunciation.extended",
        gettext_noop("Đang giải quyết tố cáo (đã gia hạn một lần)"),
        "60:day",
        "Luật TC Điều 30",
    ),
    Rule(
        "denunciation.extended_twice",
        gettext_noop("Đang giải quyết tố cáo (đặc biệt phức tạp, đã gia hạn hai lần)"),
        "90:day",
        "Luật TC Điều 30",
    ),
    Rule(
        "denunciation.suspended",
        gettext_noop("Tạm đình chỉ giải quyết tố cáo, chờ rà soát căn cứ"),
        "30:day",
        "Luật TC Điều 34(1), (2); số ngày rà soát do cơ quan đặt",
        valid_from=_2019,
        setting="denunciation_review",
    ),
    *(
        Rule(f"denunciation.send_{name}", words, "5:working_day", article, _2019)
        for name, words, article in (
            ("suspension", gettext_noop("Chờ gửi quyết định tạm đình chỉ giải quyết tố cáo"), "Luật TC Điều 34(4)"),
            ("stop", gettext_noop("Chờ gửi quyết định đình chỉ giải quyết tố cáo"), "Luật TC Điều 34(4)"),
        )
    ),
    Rule(
        "denunciation.send_resumption",
        gettext_noop("Chờ gửi quyết định tiếp tục giải quyết tố cáo"),
        "5:working_day",
        "Luật TC Điều 34(2) không nêu số ngày; quy ước, cơ quan đặt lại được",
        valid_from=_2019,
        setting="denunciation_send_resumption",
    ),
)
