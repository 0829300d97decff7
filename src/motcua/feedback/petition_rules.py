"""The limits of petitions (phản ánh, kiến nghị), each with its source (docs/rules/petitions.md).

NĐ 20/2008/NĐ-CP (amended by NĐ 48/2013, 92/2017) fixes the forwarding in five working days and leaves the reply open;
ministries and provinces use two to ten working days, so every limit here is a dated setting.
"""

from django.utils.translation import gettext_noop

from motcua.office.term_rules import Rule

PRACTICE = "NĐ 20/2008/NĐ-CP; thông lệ của các bộ, cơ quan đặt lại được"

RULES: tuple[Rule, ...] = (
    Rule(
        "petition.forward",
        gettext_noop("Chờ xác định thẩm quyền: trả lời tại đây hay chuyển cơ quan khác"),
        "5:working_day",
        "NĐ 20/2008/NĐ-CP Điều 9",
        setting="petition_forward",
    ),
    Rule(
        "petition.reply",
        gettext_noop("Đang xử lý, chờ trả lời người gửi"),
        "10:working_day",
        "QĐ 163/2025 (Ninh Bình) Điều 19; cơ quan đặt lại được",
        setting="petition_reply",
    ),
    Rule(
        "petition.acts",
        gettext_noop("Đang xem xét hành vi, thái độ được phản ánh"),
        "3:working_day",
        PRACTICE,
        setting="petition_acts",
    ),
    Rule(
        "petition.rules",
        gettext_noop("Đang xem xét quy định được nêu"),
        "5:working_day",
        PRACTICE,
        setting="petition_rules",
    ),
    Rule(
        "petition.rules_online",
        gettext_noop("Đang xem xét quy định được nêu (gửi trực tuyến)"),
        "3:working_day",
        PRACTICE,
        setting="petition_rules_online",
    ),
    Rule(
        "petition.complex",
        gettext_noop("Nội dung phức tạp, đang xác minh để trả lời"),
        "10:working_day",
        PRACTICE,
        setting="petition_complex",
    ),
    Rule(
        "petition.question",
        gettext_noop("Chờ trả lời câu hỏi"),
        "5:working_day",
        "Quy ước của cơ quan, đặt lại được",
        setting="petition_question",
    ),
    Rule(
        "petition.explanation",
        gettext_noop("Đã chuyển cơ quan có thẩm quyền, chờ giải trình để báo lại người gửi"),
        "10:working_day",
        "NĐ 309/2026/NĐ-CP Điều 4 (chuyển giải trình); số ngày do cơ quan đặt",
        setting="petition_explanation",
    ),
    Rule(
        "petition.publish",
        gettext_noop("Đã trả lời người gửi, chờ công khai kết quả"),
        "5:working_day",
        "NĐ 20/2008/NĐ-CP Điều 19; số ngày do cơ quan đặt",
        setting="petition_publish",
    ),
)
REPLIES = (
    "petition.reply",
    "petition.acts",
    "petition.rules",
    "petition.rules_online",
    "petition.complex",
    "petition.question",
)
