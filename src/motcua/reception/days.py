"""Days of reception (lịch tiếp công dân): the chair receives at least one day a week, in person, never by a deputy.

An online session is announced five working days before and tried one working day before. A planned day that passes
without being held or cancelled is journalled and told. Luật Tiếp công dân Điều 15; NĐ 154/2026/NĐ-CP Điều 23, 25.
"""

from datetime import date, datetime, time
from typing import ClassVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal import idempotency
from motcua.journal.acting import Acting
from motcua.journal.recording import current_source
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import at_local, day_start, local_day, vn_date
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, posts, rights, settings_dated, term_rules, terms
from motcua.office.calendar import calendar_of
from motcua.office.matters import Matter, need
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.reception.events import DayCancelled, DayHeld, DayNoticed, DayPlanned, DayTested
from motcua.reception.reception_rules import RULES

KEEP = Capability.RECEIVE_CITIZENS


class DayState(models.TextChoices):
    """Where a day of reception stands."""

    PLANNED = "planned", gettext_lazy("Theo lịch")
    HELD = "held", gettext_lazy("Đã tiếp")
    CANCELLED = "cancelled", gettext_lazy("Đã hủy")


class NotADayOfReception(Refused):
    """The day is past or the office is closed on it."""

    status = 422

    def __init__(self, day: date) -> None:
        super().__init__(
            _("Ngày %(day)s đã qua hoặc là ngày nghỉ. Hãy chọn một ngày làm việc sắp tới.") % {"day": vn_date(day)}
        )


class OnlineTooSoon(Refused):
    """The notice of an online session could no longer go out in time."""

    status = 422

    def __init__(self, last_on: date) -> None:
        super().__init__(
            _(
                "Buổi tiếp trực tuyến phải thông báo trước ít nhất 05 ngày làm việc; "
                "với ngày này hạn thông báo là %(day)s, đã qua. Hãy chọn ngày muộn hơn hoặc tiếp trực tiếp."
            )
            % {"day": vn_date(last_on)}
        )


class NotByDeputy(Refused):
    """The head receives citizens in person; neither a deputy nor a delegate may do it in their stead."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "Buổi tiếp định kỳ do chính người đứng đầu chủ trì, không giao cho cấp phó (Luật 136/2025/QH15, "
                "NĐ 154/2026/NĐ-CP). Người đứng đầu hãy tự xác nhận, hoặc hủy buổi này và xếp ngày khác."
            )
        )


class DayNotNow(Refused):
    """The day does not stand where this act begins."""

    def __init__(self) -> None:
        super().__init__(_("Buổi tiếp này chưa đến bước đó, hoặc bước đó đã xong."))


class ReceptionDay(Matter):
    """One day or session of reception."""

    KIND: ClassVar[str] = "reception_day"
    PREFIX: ClassVar[str] = "LTD"

    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    is_chair = models.BooleanField(default=True)  # received by the head in person
    is_online = models.BooleanField(default=False)
    host_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=DayState.choices, default=DayState.PLANNED)
    noticed_at = models.DateTimeField(null=True)
    tested_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="reception_day_code_once")]
        indexes = [models.Index(fields=["office", "on"], name="reception_day_by_day")]


def head_post(office_id: UUID, on: date) -> UUID:
    """Return the post of the head (Chủ tịch UBND): the office's dated setting by name, else its first leader's post."""
    name = settings_dated.value(office_id, "reception_head_post", on)
    if name:
        for post in posts.of_office(office_id):
            if post.name == name:
                return post.pk
    return matters.taker(office_id, "leader")


def is_head(by: Acting, on: date) -> bool:
    """Tell whether the actor is the head in person: in the head's post, by no delegation and on nobody's behalf."""
    return by.delegation is None and by.on_behalf_of is None and by.post == head_post(by.office, on)


@transaction.atomic
def plan(
    office: Office,
    *,
    on: date,
    starts: time,
    ends: time,
    place: str,
    is_chair: bool = True,
    is_online: bool = False,
    by: Acting,
    at: datetime,
    key: str,
) -> tuple[ReceptionDay, bool]:
    """Return the planned day and whether it is new; raises NotADayOfReception, OnlineTooSoon, TextMissing."""
    rights.require(by, KEEP, local_day(at))

    def make() -> UUID:
        calendar = calendar_of(office.pk)
        if on < local_day(at) or not calendar.is_working(on) or ends <= starts:
            raise NotADayOfReception(on)
        names = ["reception.notice", "reception.test"] if is_online else []
        for name in names:
            rule = term_rules.in_force(RULES, name, local_day(at))
            last_at = term_rules.latest_before(term_rules.limit_of(rule, office.pk, on), on, calendar)
            if last_at < at:
                raise OnlineTooSoon(local_day(last_at))
        day = ReceptionDay.objects.create(
            office=office,
            code=ReceptionDay.next_code(office.pk, at),
            received_at=at,
            source=current_source(),
            on=on,
            starts_at=at_local(on, starts),
            ends_at=at_local(on, ends),
            place=need(nfc(place), _("nơi tiếp"), 200),
            is_chair=is_chair,
            is_online=is_online,
            host_post_id=head_post(office.pk, on) if is_chair else by.post or matters.taker(office.pk, "reception"),
        )
        holder = by.post or day.host_post_id
        for name in (*names, "reception.hold"):
            rule = term_rules.in_force(RULES, name, local_day(at))
            terms.begin(day.subject, rule, post_id=holder, start=max(day_start(on), at), at=at, before=on)
        event = DayPlanned(code=day.code, on=on.isoformat(), is_online=is_online, is_chair=is_chair)
        matters.note(day, event, by=by, at=at)
        return day.pk

    day_id, is_new = idempotency.once(office.pk, key, "reception-day", make)
    return ReceptionDay.objects.get(office=office, pk=day_id), is_new


def _locked(day_id: UUID, by: Acting, at: datetime) -> ReceptionDay:
    day = matters.lock(ReceptionDay, day_id, by=by, at=at, to=KEEP)
    if day.state != DayState.PLANNED:
        raise DayNotNow
    return day


@transaction.atomic
def note_notice(day_id: UUID, *, by: Acting, at: datetime) -> ReceptionDay:
    """Write down that everyone concerned was told of the online session."""
    day = _locked(day_id, by, at)
    if not terms.end(day.subject, "reception.notice", at=at):
        raise DayNotNow
    day.noticed_at = at
    day.save(update_fields=["noticed_at"])
    matters.note(day, DayNoticed(state=day.state), by=by, at=at)
    return day


@transaction.atomic
def note_test(day_id: UUID, *, by: Acting, at: datetime) -> ReceptionDay:
    """Write down that the connection was tried with success."""
    day = _locked(day_id, by, at)
    if not terms.end(day.subject, "reception.test", at=at):
        raise DayNotNow
    day.tested_at = at
    day.save(update_fields=["tested_at"])
    matters.note(day, DayTested(state=day.state), by=by, at=at)
    return day


@transaction.atomic
def hold(day_id: UUID, *, by: Acting, at: datetime) -> ReceptionDay:
    """Confirm that the session took place; the head's own day only the head in person. Raises NotByDeputy."""
    day = _locked(day_id, by, at)
    if day.is_chair and not is_head(by, day.on):
        raise NotByDeputy
    if local_day(at) < day.on:
        raise DayNotNow
    day.state, day.closed_at = DayState.HELD, at
    day.save(update_fields=["state", "closed_at"])
    terms.end(day.subject, "reception.hold", at=at)
    terms.end(day.subject, at=at, is_met=False)
    matters.note(day, DayHeld(state=day.state), by=by, at=at)
    return day


@transaction.atomic
def cancel(day_id: UUID, *, reason: str, by: Acting, at: datetime) -> ReceptionDay:
    """Cancel the session with the reason that everyone reads; the week is then warned of again."""
    day = _locked(day_id, by, at)
    day.closing_reason = need(nfc(reason), _("lý do hủy"), 500)
    day.state, day.closed_at = DayState.CANCELLED, at
    day.save(update_fields=["closing_reason", "state", "closed_at"])
    terms.end(day.subject, at=at, is_met=False)
    matters.note(day, DayCancelled(state=day.state), by=by, at=at)
    return day
