"""What the kernel says when it can't read a text (lời nhắc nhập lại), in the language of the screen.

The kernel knows no Django and says it in Vietnamese, with what was typed inside; here the sentence is looked up.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SAID_BY_THE_KERNEL = (
    gettext_noop("Số điện thoại chưa đúng. Số di động gồm 10 chữ số, ví dụ 0912 345 678."),
    gettext_noop("Số định danh cá nhân phải gồm đúng 12 chữ số."),
    gettext_noop("Mã làm tiếp gồm 10 chữ cái phụ âm, ví dụ BCDFG-HJKLM. Hãy xem lại từng chữ."),
    gettext_noop("Không đọc được mã QR trên thẻ căn cước. Hãy tắt bộ gõ tiếng Việt rồi quét lại."),
    gettext_noop("“%(text)s” không phải là ngày dạng ngày/tháng/năm, ví dụ 22/11/2026."),
    gettext_noop("Không có ngày %(text)s trong lịch."),
    gettext_noop("“%(text)s” không phải thời hạn, ví dụ 3:working_day."),
    gettext_noop("Thời hạn phải lớn hơn 0."),
    gettext_noop("Thời hạn quá dài."),
)


def in_readers_language(problem: ValueError, typed: str = "") -> str:
    """Return the kernel's sentence as the reader says it, with what was typed where the kernel put it."""
    said, typed = str(problem), typed.strip()
    for sentence in SAID_BY_THE_KERNEL:
        if said == sentence.replace("%(text)s", typed):
            return _(sentence).replace("%(text)s", typed)
    return said
