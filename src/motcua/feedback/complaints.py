"""The register of complaints (sổ khiếu nại): every limit of the law counted and watched, no investigation.

Filing within 90 days, acceptance, resolution (45, 60, 70 days when remote or complex), dialogue, decision, sending,
taking effect by itself. Legal source: Luật Khiếu nại 2011 (Luật 136/2025), NĐ 124/2020 as amended by NĐ 155/2026.
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.feedback.events import ComplaintEntered
from motcua.feedback.halts import Halt
from motcua.feedback.letter_rules import COMPLAINT_RULES
from motcua.journal import idempotency
from motcua.journal.acting import Acting
from motcua.journal.recording import current_source
from motcua.journal.refusals import Refused
from motcua.kernel.holds import Hold
from motcua.kernel.localtime import day_start, local_day, vn_date
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, people, rights, term_rules, terms
from motcua.office.calendar import calendar_of
from motcua.office.matters import Listed, Matter, need
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.rights import Capability
from motcua.office.terms import Term


class ComplaintState(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", gettext_lazy("Đã nhận đơn")
    ACCEPTED = "accepted", gettext_lazy("Đã thụ lý")
    NOT_ACCEPTED = "not_accepted", gettext_lazy("Không thụ lý")
    TRANSFERRED = "transferred", gettext_lazy("Đã chuyển nơi có thẩm quyền")
    DECIDED = "decided", gettext_lazy("Đã có quyết định giải quyết")
    SENT = "sent", gettext_lazy("Đã gửi quyết định")
    IN_EFFECT = "in_effect", gettext_lazy("Quyết định có hiệu lực")
    APPEALED = "appealed", gettext_lazy("Đã khiếu nại lần hai")
    WITHDRAWN = "withdrawn", gettext_lazy("Đã rút khiếu nại")
    SUSPENDED = "suspended", gettext_lazy("Tạm đình chỉ giải quyết")
    STOPPED = "stopped", gettext_lazy("Đình chỉ giải quyết")


class ComplainantMissing(Refused):
    """A complaint names who complains and about what decision or act, and since when it was known."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Đơn khiếu nại cần họ tên, địa chỉ người khiếu nại và ngày biết quyết định, hành vi."))


class OutOfTime(Refused):
    """The complaint came after its statute and no obstacle is given."""

    def __init__(self, last_on: date) -> None:
        super().__init__(
            _(
                "Đã quá thời hiệu khiếu nại: ngày cuối là %(day)s. Nếu có ốm đau, thiên tai, đi công tác, học "
                "tập ở xa hoặc trở ngại khách quan khác thì ghi rõ rồi thụ lý; nếu không thì không thụ lý, nêu lý do."
            )
            % {"day": vn_date(last_on)}
        )


class Complaint(Matter):
    """One complaint."""

    KIND: ClassVar[str] = "complaint"
    PREFIX: ClassVar[str] = "KN"

    complainant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    against = models.CharField(max_length=200)  # whose decision or act
    content = models.TextField()
    round = models.PositiveSmallIntegerField(default=1)
    known_on = models.DateField()  # when the decision came or the act was known; round 2: the first decision
    is_remote = models.BooleanField(default=False)
    is_complex = models.BooleanField(default=False)
    complexity_basis = models.CharField(max_length=500, blank=True)
    obstacle = models.CharField(max_length=500, blank=True)  # why it came after its statute and is still taken
    state = models.CharField(max_length=12, choices=ComplaintState.choices, default=ComplaintState.RECEIVED)
    accepted_at = models.DateTimeField(null=True)
    dialogue_on = models.DateField(null=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    in_effect_at = models.DateTimeField(null=True)
    passed_to = models.CharField(max_length=200, blank=True)
    closing_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="complaint_code_once"),
            models.CheckConstraint(condition=models.Q(round__in=[1, 2]), name="complaint_round_1_or_2"),
        ]
        indexes = [models.Index(fields=["office", "received_at"], name="complaint_by_received")]


class SuspensionGround(models.TextChoices):
    """Why the resolution may be suspended (Luật KN Điều 11a(1), NĐ 124/2020 Điều 28a)."""

    FORCE = "force", gettext_lazy("Sự kiện bất khả kháng")
    OBSTACLE = "obstacle", gettext_lazy("Trở ngại khách quan của người khiếu nại, người đại diện")
    OTHER = "other", gettext_lazy("Căn cứ khác của Luật Khiếu nại Điều 11a khoản 1")


class Suspension(Halt):
    """One stretch in which the resolution of a complaint is suspended (Mẫu 14a), until the decision to go on (14b)."""

    WORDS: ClassVar[str] = "Tạm đình chỉ giải quyết khiếu nại"
    BASIS: ClassVar[str] = "Luật KN Điều 11a, NĐ 124/2020 Điều 28b"

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(max_length=10, choices=SuspensionGround.choices)

    class Meta(Halt.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["office", "complaint"], condition=models.Q(to_at=None), name="one_open_suspension"
            )
        ]


def suspensions_of(complaint: Complaint) -> list[Suspension]:
    """Return the suspensions of the complaint, the oldest first; one query."""
    return list(Suspension.objects.filter(office_id=complaint.office_id, complaint=complaint))


def last_day_to_file(complaint: Complaint) -> date:
    """Return the last day on which it could be filed: 90 days, for the second round 30 (45 in remote areas)."""
    name = "complaint.statute"
    if complaint.round == 2:
        name = "complaint.second_remote" if complaint.is_remote else "complaint.second"
    rule = term_rules.in_force(COMPLAINT_RULES, name, complaint.known_on)
    limit = term_rules.limit_of(rule, complaint.office_id, complaint.known_on)
    due_at = term_rules.foresee(limit, day_start(complaint.known_on), calendar_of(complaint.office_id)).due_at
    return local_day(due_at) if due_at else complaint.known_on


def is_in_time(complaint: Complaint) -> bool:
    """Tell whether the complaint was filed within its statute."""
    return local_day(complaint.received_at) <= last_day_to_file(complaint)


def resolve_rule(complaint: Complaint) -> str:
    """Return the name of the limit within which it is to be resolved."""
    remote, complex_ = "_remote" if complaint.is_remote else "", "_complex" if complaint.is_complex else ""
    return f"complaint.resolve{complaint.round}{remote}{complex_}"


def begin(complaint: Complaint, name: str, *, post_id: UUID, start: datetime, at: datetime) -> Term:
    """Return the new running term of the complaint under the rule that holds on the day of its start."""
    rule = term_rules.in_force(COMPLAINT_RULES, name, local_day(start))
    holds = holds_of(complaint, name)
    return terms.begin(
        complaint.subject, rule, post_id=post_id, start=start, at=at, before=complaint.dialogue_on, holds=holds
    )


def is_halted(name: str) -> bool:
    """Tell whether suspensions are left out of the limit of this name: of that of the resolution they are."""
    return name.startswith("complaint.resolve")


def holds_of(complaint: Complaint, name: str) -> list[Hold]:
    """Return what does not count in the complaint's limit of this name."""
    return [row.hold for row in suspensions_of(complaint)] if is_halted(name) else []


@transaction.atomic
def enter(
    office: Office,
    *,
    full_name: str,
    address: str,
    against: str,
    content: str,
    known_on: date | None,
    phone: str = "",
    number: str = "",
    round: int = 1,
    is_remote: bool = False,
    by: Acting,
    at: datetime,
    key: str,
) -> tuple[Complaint, bool]:
    """Return the complaint that was handed in and whether it is new; raises ComplainantMissing or TextMissing."""
    rights.require(by, Capability.KEEP_COMPLAINTS, local_day(at))

    def make() -> UUID:
        if not (full_name.strip() and address.strip()) or known_on is None:
            raise ComplainantMissing
        contact = {"phone": people.phone_as_stored(phone), "address": address.strip()[:300]}
        who = people.record(office.pk, full_name, at=at, number=number.strip(), **contact)
        complaint = Complaint.objects.create(
            office=office,
            code=Complaint.next_code(office.pk, at),
            received_at=at,
            source=current_source(),
            complainant=who,
            against=need(nfc(against), _("người, cơ quan bị khiếu nại"), 200),
            content=need(nfc(content), _("nội dung khiếu nại")),
            round=round,
            known_on=known_on,
            is_remote=is_remote,
        )
        post_id = by.post or matters.taker(office.pk, "reception", "director")
        begin(complaint, "complaint.accept", post_id=post_id, start=at, at=at)
        event = ComplaintEntered(code=complaint.code, round=round, is_remote=is_remote)
        matters.note(complaint, event, by=by, at=at, facts=(who,))
        return complaint.pk

    complaint_id, is_new = idempotency.once(office.pk, key, "complaint", make)
    return Complaint.objects.get(office=office, pk=complaint_id), is_new


def listed(by: Acting, at: datetime, *, is_open: bool = False, after: str = "") -> Listed[Complaint]:
    """Return the complaints that the actor may see, a page of them, newest first; one query."""
    rows = Complaint.visible(by, Capability.KEEP_COMPLAINTS, at).select_related("complainant")
    if is_open:
        rows = rows.filter(closed_at=None)
    return matters.listed(rows, after=after)
