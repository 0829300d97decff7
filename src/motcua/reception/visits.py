"""The register of people received (Sổ tiếp công dân, Mẫu 03/TCD): who came, about what, what became of it.

Answered within ten working days, or shown to who is competent, or refused on a ground of the law: the written grounds
within three working days by the head's notice (Mẫu 01/TCD). Who denounces is written only into the sealed register.
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.journal import idempotency
from motcua.journal.acting import Acting
from motcua.journal.recording import current_source
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import day_end, day_start, local_day
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, people, rights, term_rules, terms
from motcua.office.matters import Listed, Matter, need
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.rights import Capability
from motcua.reception.days import ReceptionDay
from motcua.reception.events import VisitWritten
from motcua.reception.reception_rules import RULES

KEEP = Capability.RECEIVE_CITIZENS


class VisitAbout(models.TextChoices):
    """What the person came for (column 6 of Mẫu 03/TCD)."""

    COMPLAINT = "complaint", gettext_lazy("Khiếu nại")
    DENUNCIATION = "denunciation", gettext_lazy("Tố cáo")
    PETITION = "petition", gettext_lazy("Kiến nghị, phản ánh")


class VisitState(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", gettext_lazy("Chờ trả lời")
    REPLIED = "replied", gettext_lazy("Đã trả lời")
    GUIDED = "guided", gettext_lazy("Đã hướng dẫn đến nơi có thẩm quyền")
    REFUSING = "refusing", gettext_lazy("Từ chối tiếp, chờ thông báo")
    REFUSED = "refused", gettext_lazy("Từ chối tiếp")


class VisitorMissing(Refused):
    """The register needs who was received."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Sổ tiếp công dân cần họ tên và địa chỉ người được tiếp."))


class DenouncerElsewhere(Refused):
    """Who denounces is not written here."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Người đến tố cáo được giữ bí mật: không ghi họ tên, địa chỉ, giấy tờ ở sổ này. "
                "Hãy để trống các ô đó và ghi vào Sổ tố cáo, nơi danh tính được mã hóa."
            )
        )


class Visit(Matter):
    """One person, or a group with one cause, received."""

    KIND: ClassVar[str] = "visit"
    PREFIX: ClassVar[str] = "TCD"

    day = models.ForeignKey(ReceptionDay, on_delete=models.PROTECT, related_name="visits", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)  # none: a denouncer
    about = models.CharField(max_length=12, choices=VisitAbout.choices)
    group_size = models.PositiveSmallIntegerField(default=1)
    content = models.TextField()
    request = models.TextField(blank=True)  # what the person asks for
    handled_by = models.CharField(max_length=200, blank=True)  # who has decided before (column 8)
    papers = models.TextField(blank=True)  # the papers taken, one a line
    papers_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.WAITING)
    guided_to = models.CharField(max_length=200, blank=True)
    result = models.TextField(blank=True)
    ground = models.CharField(max_length=12, blank=True)
    explanation = models.TextField(blank=True)
    notice_number = models.CharField(max_length=60, blank=True)
    noticed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="visit_code_once")]
        indexes = [models.Index(fields=["office", "received_at"], name="visit_by_received")]

    @property
    def paper_lines(self) -> list[str]:
        """The papers that were taken, one by one."""
        return [line.strip() for line in self.papers.splitlines() if line.strip()]


@transaction.atomic
def write(
    office: Office,
    *,
    about: str,
    content: str,
    full_name: str = "",
    address: str = "",
    number: str = "",
    request: str = "",
    handled_by: str = "",
    group_size: int = 1,
    day: ReceptionDay | None = None,
    by: Acting,
    at: datetime,
    key: str,
) -> tuple[Visit, bool]:
    """Return the line of the register and whether it is new; ten working days to answer begin.

    Raises VisitorMissing, DenouncerElsewhere, TextMissing or NotAllowed.
    """
    rights.require(by, KEEP, local_day(at))

    def make() -> UUID:
        person = None
        if about == VisitAbout.DENUNCIATION:
            if full_name.strip() or address.strip() or number.strip():
                raise DenouncerElsewhere
        elif not (full_name.strip() and address.strip()):
            raise VisitorMissing
        else:
            person = people.record(
                office.pk, full_name, at=at, number=number.strip()[:20], address=address.strip()[:300]
            )
        visit = Visit.objects.create(
            office=office,
            code=Visit.next_code(office.pk, at),
            received_at=at,
            source=current_source(),
            day=day,
            person=person,
            about=VisitAbout(about),
            group_size=max(1, group_size),
            content=need(nfc(content), _("nội dung trình bày")),
            request=nfc(request).strip(),
            handled_by=nfc(handled_by).strip()[:200],
        )
        post_id = by.post or matters.taker(office.pk, "reception", "director")
        rule = term_rules.in_force(RULES, "reception.reply", local_day(at))
        terms.begin(visit.subject, rule, post_id=post_id, start=at, at=at)
        facts = (person,) if person else ()
        matters.note(visit, VisitWritten(code=visit.code, about=visit.about), by=by, at=at, facts=facts)
        return visit.pk

    visit_id, is_new = idempotency.once(office.pk, key, "visit", make)
    return Visit.objects.get(office=office, pk=visit_id), is_new


def register(by: Acting, at: datetime, from_on: date, to_on: date) -> list[Visit]:
    """Return the lines of the register of a period that the actor may see, in order; one query."""
    rows = Visit.visible(by, KEEP, at).filter(received_at__gte=day_start(from_on), received_at__lt=day_end(to_on))
    return list(rows.select_related("person", "day").order_by("received_at", "pk"))


def listed(by: Acting, at: datetime, *, is_open: bool = False, after: str = "") -> Listed[Visit]:
    """Return the visits that the actor may see, a page of them, newest first; one query."""
    rows = Visit.visible(by, KEEP, at).select_related("person")
    if is_open:
        rows = rows.filter(closed_at=None)
    return matters.listed(rows, after=after)
