"""The limits of citizen reception (tiếp công dân) and the grounds on which one may not be received, as dated data.

Luật Tiếp công dân 2013 (Luật 136/2025/QH15); NĐ 154/2026/NĐ-CP Điều 4 and 23, in force since 01/7/2026.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from motcua.office.term_rules import Rule

_2026 = date(2026, 7, 1)
_DECREE = "NĐ 154/2026/NĐ-CP"

RULES: tuple[Rule, ...] = (
    Rule(
        "reception.hold",
        gettext_noop("Buổi tiếp công dân theo lịch"),
        "0:working_day",
        "Luật TCD Điều 15 (ít nhất 01 ngày/tuần)",
    ),
    Rule("reception.reply", gettext_noop("Chờ trả lời kết quả tiếp công dân"), "10:working_day", "Luật TCD Điều 28"),
    Rule(
        "reception.refusal",
        gettext_noop("Chờ ban hành thông báo từ chối tiếp (Mẫu 01/TCD)"),
        "3:working_day",
        f"{_DECREE} Điều 4(3)",
        valid_from=_2026,
    ),
    Rule(
        "reception.notice",
        gettext_noop("Phải thông báo buổi tiếp công dân trực tuyến"),
        "5:working_day",
        f"{_DECREE} Điều 23(1)",
        valid_from=_2026,
        is_before=True,
    ),
    Rule(
        "reception.test",
        gettext_noop("Phải kết nối thử thành công trước buổi tiếp trực tuyến"),
        "1:working_day",
        f"{_DECREE} Điều 23(1)",
        valid_from=_2026,
        is_before=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of refusal; a written one takes Mẫu 01/TCD, the others are explained face to face (Điều 4(2))."""

    code: str
    article: str
    words: str
    is_written: bool = False
    valid_from: date = date(2014, 7, 1)
    valid_to: date | None = None


def _decree(letter: str, words: str, *, is_written: bool = False) -> Ground:
    return Ground(f"nd-{letter.replace('đ', 'dd')}", f"{_DECREE} Điều 4(1){letter}", words, is_written, _2026)


GROUNDS: tuple[Ground, ...] = (
    Ground(
        "luat-1",
        "Luật TCD Điều 9(1)",
        gettext_noop("Say do dùng chất kích thích; mắc bệnh làm mất khả năng nhận thức, điều khiển hành vi"),
    ),
    Ground(
        "luat-2",
        "Luật TCD Điều 9(2)",
        gettext_noop("Đe dọa, xúc phạm cơ quan, người tiếp công dân, người thi hành công vụ; vi phạm nội quy nơi tiếp"),
    ),
    Ground(
        "luat-3",
        "Luật TCD Điều 9(3)",
        gettext_noop(
            "Vụ việc khiếu nại, tố cáo đã giải quyết đúng pháp luật, đã kiểm tra, thông báo bằng văn bản, đã được "
            "tiếp, giải thích mà vẫn cố tình kéo dài"
        ),
        is_written=True,
    ),
    _decree(
        "a",
        gettext_noop("Mang vũ khí, vật liệu nổ, công cụ hỗ trợ, vật nguy hiểm mà không gửi hoặc giao nộp theo yêu cầu"),
    ),
    _decree("b", gettext_noop("Không chấp hành việc kiểm tra an ninh")),
    _decree(
        "c",
        gettext_noop("Tự ý ghi âm, ghi hình, phát trực tiếp khi đã được yêu cầu không làm, hoặc gây ảnh hưởng trật tự"),
    ),
    _decree("d", gettext_noop("Kích động, lôi kéo, gây rối trật tự công cộng tại nơi tiếp công dân")),
    _decree("đ", gettext_noop("Không có năng lực hành vi dân sự đầy đủ mà không có người đại diện hợp pháp")),
    _decree("e", gettext_noop("Người đại diện, được ủy quyền không xuất trình được giấy tờ chứng minh tư cách")),
    _decree("g", gettext_noop("Nội dung không thuộc phạm vi khiếu nại, tố cáo, kiến nghị, phản ánh")),
    _decree(
        "h",
        gettext_noop(
            "Kiến nghị, phản ánh về việc đã được tiếp, hướng dẫn hoặc trả lời bằng văn bản, không có tình tiết mới"
        ),
        is_written=True,
    ),
    _decree(
        "i", gettext_noop("Đã có bản án, quyết định của Tòa án có hiệu lực, không thuộc trường hợp được xem xét lại")
    ),
    _decree("k", gettext_noop("Đang được cơ quan có thẩm quyền khác thụ lý, giải quyết")),
)


def grounds(on: date) -> list[Ground]:
    """Return the grounds of refusal that hold on the day."""
    return [
        ground for ground in GROUNDS if ground.valid_from <= on and (ground.valid_to is None or on <= ground.valid_to)
    ]


def find_ground(code: str, on: date) -> Ground | None:
    """Return the ground of this code if it holds on the day."""
    return next((ground for ground in grounds(on) if ground.code == code), None)
