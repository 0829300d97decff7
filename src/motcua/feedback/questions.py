"""The nine questions of the survey (nội dung đánh giá), NĐ 61/2018/NĐ-CP Điều 31 as carried on by NĐ 118/2025/NĐ-CP.

Asked on a scale of five, all optional; the overall score stands beside them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the letter of the law."""

    key: str
    words: str


QUESTIONS: tuple[Question, ...] = (
    Question("a", _("Thời gian giải quyết so với quy định")),
    Question("b", _("Số cơ quan, nơi phải liên hệ để xong việc")),
    Question("c", _("Số lần phải đến bộ phận tiếp nhận để hoàn thiện hồ sơ")),
    Question("d", _("Thông tin thủ tục được công khai chính xác, đầy đủ, kịp thời")),
    Question("dd", _("Thái độ của cán bộ, công chức hướng dẫn, tiếp nhận, giải quyết")),
    Question("e", _("Kết quả đúng pháp luật; không phải trả thêm chi phí ngoài quy định")),
    Question("g", _("Việc tiếp nhận, giải thích, trả lời phản ánh, kiến nghị")),
    Question("h", _("Tiến độ và chất lượng dịch vụ công trực tuyến")),
    Question("i", _("Nội dung khác")),
)

SCORES: "dict[int, StrPromise]" = {
    5: gettext_lazy("Rất hài lòng"),
    4: gettext_lazy("Hài lòng"),
    3: gettext_lazy("Bình thường"),
    2: gettext_lazy("Không hài lòng"),
    1: gettext_lazy("Rất không hài lòng"),
}
KEYS = frozenset(question.key for question in QUESTIONS)
