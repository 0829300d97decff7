"""What the pages and the poster say of a procedure: limit, fee, level, hours in words; what is unknown is said so."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.doors.limit_words import limit_words as spoken
from motcua.kernel.money import vnd
from motcua.office import calendar
from motcua.office.offices import Office
from motcua.procedures import components
from motcua.procedures.channels import Channel, ChannelTerm, FeeKind
from motcua.procedures.components import Case, Component
from motcua.procedures.versions import Level, Version

WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
PER = {
    FeeKind.PER_PAGE: gettext_lazy("mỗi trang"),
    FeeKind.PER_COPY: gettext_lazy("mỗi bản"),
    FeeKind.PER_ITEM: gettext_lazy("mỗi việc"),
}
LEVELS = {
    Level.FULL: gettext_lazy("Toàn trình: nộp, trả phí và nhận kết quả đều làm được trên mạng."),
    Level.PARTIAL: gettext_lazy("Một phần: nộp trên mạng, có bước phải đến trực tiếp."),
    Level.INFORMATION: gettext_lazy("Chỉ cung cấp thông tin: hồ sơ nộp trực tiếp hoặc qua bưu chính."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One channel: its name, limit and fee in words, and whether they are known."""

    channel: str
    limit: str
    limit_note: str
    fee: str
    fee_note: str
    is_fee_known: bool
    is_limit_known: bool


def ways(version: Version, case: Case | None) -> list[Way]:
    """Return the channels through which this case may be filed, in order."""
    found = []
    for channel in version.channels():
        term = version.term_for(channel, case)
        if term is not None:
            found.append(_way(channel, term))
    return found


def _way(channel: int, term: ChannelTerm) -> Way:
    return Way(
        channel=str(Channel(channel).label),
        limit=limit_words(term),
        limit_note=term.limit_note,
        fee=fee_words(term),
        fee_note=term.fee_note,
        is_fee_known=term.fee_amount is not None,
        is_limit_known=term.limit is not None,
    )


def limit_words(term: ChannelTerm | None) -> str:
    """Say the limit in its own unit, or that it is unknown."""
    limit = term.limit if term else None
    return spoken(limit) if limit else _("Chưa có thông tin thời hạn, hãy hỏi Trung tâm")


def fee_words(term: ChannelTerm | None) -> str:
    """Say the fee, that there is none, or that it is unknown (which is never "free")."""
    if term is None or term.fee_amount is None:
        return _("Chưa có thông tin mức phí, hãy hỏi Trung tâm")
    if term.fee_amount == 0:
        return _("Không thu phí, lệ phí")
    kind = FeeKind(term.fee_kind)
    return f"{vnd(term.fee_amount)} {PER[kind]}" if kind in PER else vnd(term.fee_amount)


def level_words(version: Version) -> str:
    """Say the level of online service with what it means; unknown is said, another province's is named as such."""
    if version.level:
        return str(LEVELS[Level(version.level)])
    if version.level_elsewhere:
        words = _("Tỉnh này chưa công bố mức độ trực tuyến; nơi khác công bố: %(level)s.")
        return words % {"level": str(Level(version.level_elsewhere).label).lower()}
    return _("Chưa có thông tin mức độ dịch vụ công trực tuyến.")


def papers_of(version: Version, case: Case | None) -> list[Component]:
    """Return the papers of a case in order."""
    return components.for_case(version, case)


def quantity_words(component: Component) -> str:
    """Say how many originals and copies; unknown quantities are left out."""
    parts = []
    if component.originals:
        parts.append(_("%(n)s bản chính") % {"n": component.originals})
    if component.copies:
        parts.append(_("%(n)s bản sao") % {"n": component.copies})
    return ", ".join(parts)


def hours_words(office: Office, on: date) -> list[str]:
    """Return the office's hours on its usual weekdays, a line per rule in force; empty when none is set."""
    rows = [row for row in calendar.hours_of(office.pk) if row.valid_from <= on]
    if not rows:
        return []
    row = rows[-1]
    days = sorted(int(digit) for digit in row.weekdays)
    is_run = days == list(range(days[0], days[-1] + 1)) and len(days) > 2
    names = f"{WEEKDAYS[days[0]]} – {WEEKDAYS[days[-1]]}" if is_run else ", ".join(str(WEEKDAYS[day]) for day in days)
    spans = (
        f"{row.morning_from:%H:%M}–{row.morning_to:%H:%M}",
        f"{row.afternoon_from:%H:%M}–{row.afternoon_to:%H:%M}",
    )
    return [names, _("Sáng %(morning)s, chiều %(afternoon)s") % {"morning": spans[0], "afternoon": spans[1]}]
