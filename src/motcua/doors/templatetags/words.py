"""Dates, moments, money and masked values as people read them here: `{% load words %}`."""

from datetime import date, datetime

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors import ledger_words
from motcua.kernel import masking
from motcua.kernel.localtime import local, moment_parts, vn_date, vn_weekday
from motcua.kernel.money import in_words, vnd

register = template.Library()


HOLD_WORDS = {
    "none": gettext_lazy("vẫn tính vào thời hạn"),
    "exclude": gettext_lazy("không tính vào thời hạn"),
    "pause": gettext_lazy("tạm dừng, tính tiếp sau đó"),
    "restart": gettext_lazy("tính lại từ đầu khi xong"),
}


@register.filter
def day(value: date | datetime | None) -> str:
    """{{ due_at|day }}: 22/11/2026, the local day of a moment."""
    if value is None:
        return ""
    return vn_date(local(value).date() if isinstance(value, datetime) else value)


@register.filter
def when(value: datetime | None) -> str:
    """{{ due_at|when }}: 17:00 22/11/2026."""
    return f"{local(value):%H:%M} {vn_date(local(value).date())}" if value else ""


@register.filter
def seconds(value: datetime | None) -> str:
    """{{ clock.now|seconds }}: 17:00:05 22/11/2026, where seconds matter."""
    return f"{local(value):%H:%M:%S} {vn_date(local(value).date())}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """{{ at|clock }}: 17:00."""
    return f"{local(value):%H:%M}" if value else ""


@register.filter
def formal_moment(value: datetime | None) -> str:
    """{{ due_at|formal_moment }}: 17 giờ 00, ngày 22/11/2026, as on the appointment slip, in the reader's language."""
    return _("%(hour)s giờ %(minute)s, ngày %(day)s") % moment_parts(value) if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """{{ due_at|weekday }}: Thứ Hai."""
    if value is None:
        return ""
    return _(vn_weekday(local(value).date() if isinstance(value, datetime) else value))


@register.filter
def spoken(text: str) -> str:
    """{{ dossier.reason|spoken }}: stored Vietnamese, in the reader's language where the sentence is one of ours."""
    return ". ".join(_(sentence) for sentence in text.split(". ")) if text else ""


@register.filter
def why_words(text: str) -> str:
    """{{ line.why|why_words }}: why a day of a ledger counts or not."""
    return ledger_words.why_words(text)


@register.filter
def limit_said(words: str) -> str:
    """{{ row.limit_words|limit_said }}: a limit in words, as papers print it, in the reader's language."""
    return ledger_words.written_limit(words)


@register.filter
def dong(amount: int | None) -> str:
    """{{ fee|dong }}: 18.000 đ; free is said, unknown is said."""
    if amount is None:
        return _("chưa xác định")
    return vnd(amount) if amount else _("Miễn phí")


@register.filter
def money(amount: int) -> str:
    """{{ cash|money }}: 18.000 đ, and 0 đ where nothing came in."""
    return vnd(amount)


@register.filter
def dong_words(amount: int) -> str:
    """{{ fee|dong_words }}: Mười tám nghìn đồng."""
    return in_words(amount)


@register.filter
def masked_name(name: str) -> str:
    """{{ person.full_name|masked_name }}: Nguyễn V. A."""
    return masking.mask_name(name)


@register.filter
def masked_number(text: str) -> str:
    """{{ person.personal_number|masked_number }}: 001xxxxxx001."""
    return masking.mask_number(text)


@register.filter
def masked_phone(text: str) -> str:
    """{{ person.phone|masked_phone }}: 091xxxx678."""
    return masking.mask_phone(text)


@register.filter
def file_size(size: int) -> str:
    """{{ file.size|file_size }}: 340 KB, 1,2 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}\u00a0KB"
    return f"{size / 1024 / 1024:.1f}\u00a0MB".replace(".", ",")


@register.filter
def hold_words(mode: str) -> str:
    """Say what a hold does to the clock: {{ hold.mode|hold_words }}."""
    return str(HOLD_WORDS.get(mode, mode))
