"""Why a day counts or not (lý do trong bảng tính từng ngày): kept in Vietnamese, said in the language of the reader."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

UNCOUNTED = ", không tính"
# Said by the kernel, which knows no other language; the reason or the name of the day follows a colon.
FROM_THE_KERNEL = (
    gettext_noop("Ngày làm việc"),
    gettext_noop("Làm bù"),
    gettext_noop("Nghỉ bù"),
    gettext_noop("Nghỉ"),
    gettext_noop("Ngày nhận hồ sơ"),
    gettext_noop("Ngày bổ sung đủ hồ sơ"),
    gettext_noop("Nhận sau giờ chốt, tính là nhận vào ngày làm việc tiếp theo"),
    gettext_noop("Đã hết giờ làm việc"),
    gettext_noop("Buổi sáng"),
    gettext_noop("Buổi chiều"),
    gettext_noop("Buổi sáng nhận hồ sơ"),
    gettext_noop("Buổi chiều nhận hồ sơ"),
    gettext_noop("Tạm dừng"),
    gettext_noop("Không tính vào thời hạn"),
    gettext_noop("Chờ bổ sung, tính lại từ đầu khi đủ hồ sơ"),
)
WEEKDAYS = (
    gettext_noop("Thứ Hai"),
    gettext_noop("Thứ Ba"),
    gettext_noop("Thứ Tư"),
    gettext_noop("Thứ Năm"),
    gettext_noop("Thứ Sáu"),
    gettext_noop("Thứ Bảy"),
    gettext_noop("Chủ nhật"),
)
LIMITS = (gettext_noop("%(n)s phút làm việc"), gettext_noop("theo ngày đã ghi"))  # besides those of `limit_words`


def why_words(why: str) -> str:
    """Return the reason of one line of a ledger; what an officer or the law named in it stays as it was written."""
    head, colon, rest = why.partition(": ")
    if colon and head in FROM_THE_KERNEL:
        return f"{_(head)}: {why_words(rest)}"
    if why.endswith(UNCOUNTED):
        return _("%(day)s, không tính") % {"day": why_words(why.removesuffix(UNCOUNTED))}
    said, bracket, basis = why.partition(" (")
    return f"{_(said)}{bracket}{basis}" if said else why


def written_limit(words: str) -> str:
    """Return a limit that was put in words as `Limit.words` does: 03 working days for 03 ngày làm việc."""
    number, _space, unit = words.partition(" ")
    if not number[:1].isdigit():
        return _(words) if words else ""
    counted = f"%(n)s {unit}"
    return _(counted) % {"n": number}
