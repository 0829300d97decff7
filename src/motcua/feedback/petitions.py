"""Petitions (phản ánh, kiến nghị – PAKN): about rules, about acts and attitude; questions (hỏi đáp) stand apart.

Taken in by any means, classified, answered or forwarded in time, the agency's explanation passed on, the result
published without the sender. Legal source: NĐ 20/2008/NĐ-CP (NĐ 48/2013, 92/2017), NĐ 309/2026/NĐ-CP Điều 4.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.feedback.events import PetitionReceived
from motcua.feedback.petition_rules import REPLIES, RULES
from motcua.journal import idempotency
from motcua.journal.acting import CITIZEN, Acting
from motcua.journal.recording import current_source
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, people, rights, term_rules, terms
from motcua.office.matters import Matter
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile

MOST_FILES = 5


class Means(models.TextChoices):
    """How the petition came."""

    WRITTEN = "written", gettext_lazy("Văn bản")
    PHONE = "phone", gettext_lazy("Điện thoại")
    FORM = "form", gettext_lazy("Phiếu lấy ý kiến")
    PORTAL = "portal", gettext_lazy("Trang của Trung tâm")
    EMAIL = "email", gettext_lazy("Thư điện tử")
    HOTLINE = "hotline", gettext_lazy("Đường dây nóng")
    BOX = "box", gettext_lazy("Hộp thư góp ý")


class About(models.TextChoices):
    """What the petition is about."""

    ACTS = "acts", gettext_lazy("Hành vi, thái độ của cán bộ")
    RULES = "rules", gettext_lazy("Quy định, thủ tục hành chính")
    QUESTION = "question", gettext_lazy("Hỏi đáp")
    UNSORTED = "unsorted", gettext_lazy("Chưa phân loại")


class PetitionState(models.TextChoices):
    """Where a petition stands."""

    RECEIVED = "received", gettext_lazy("Đã tiếp nhận")
    HANDLING = "handling", gettext_lazy("Đang xử lý")
    FORWARDED = "forwarded", gettext_lazy("Đã chuyển cơ quan có thẩm quyền")
    REPLIED = "replied", gettext_lazy("Đã trả lời")
    PUBLISHED = "published", gettext_lazy("Đã trả lời và công khai")
    CLOSED = "closed", gettext_lazy("Đã kết thúc")
    DECLINED = "declined", gettext_lazy("Không xem xét, có nêu lý do")


class SenderMissing(Refused):
    """A petition needs the sender's name, address and phone (NĐ 20/2008 Điều 7); they are kept secret on request."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Phản ánh, kiến nghị cần có họ tên, địa chỉ và số điện thoại của người gửi. "
                "Có thể đánh dấu để Trung tâm giữ bí mật các thông tin này."
            )
        )


class TooManyFiles(Refused):
    """A petition takes a few files only."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Mỗi phản ánh nhận tối đa %(most)s tệp. Hãy ghép các trang vào một tệp PDF.") % {"most": MOST_FILES}
        )


class Petition(Matter):
    """One petition."""

    KIND: ClassVar[str] = "petition"
    PREFIX: ClassVar[str] = "PA"

    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_secret = models.BooleanField(default=False)  # the sender asked that name, address and phone be kept secret
    means = models.CharField(max_length=10, choices=Means.choices)
    about = models.CharField(max_length=10, choices=About.choices, default=About.UNSORTED)
    is_complex = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PetitionState.choices, default=PetitionState.RECEIVED)
    content = models.TextField()
    agency = models.CharField(max_length=200, blank=True)  # to whom it was forwarded
    letter_number = models.CharField(max_length=40, blank=True)
    forwarded_at = models.DateTimeField(null=True)
    explanation = models.TextField(blank=True)  # of the agency, as passed on to the sender
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    public_subject = models.CharField(max_length=300, blank=True)
    public_reply = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=500, blank=True)  # declined, or closed without publishing

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="petition_code_once")]
        indexes = [
            models.Index(fields=["office", "received_at"], name="petition_by_received"),
            models.Index(
                fields=["office", "published_at"],
                condition=models.Q(published_at__isnull=False),
                name="petition_published",
            ),
        ]


class PetitionFile(models.Model):
    """One file that came with a petition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")


def reply_rule(petition: Petition) -> str:
    """Return the name of the limit within which the petition is to be answered."""
    if petition.is_complex and petition.about != About.QUESTION:
        return "petition.complex"
    if petition.about == About.RULES:
        return "petition.rules_online" if petition.means in (Means.PORTAL, Means.EMAIL) else "petition.rules"
    names = {About.ACTS: "petition.acts", About.QUESTION: "petition.question"}
    return names.get(About(petition.about), "petition.reply")


@transaction.atomic
def receive(
    office: Office,
    *,
    means: str,
    content: str,
    full_name: str,
    address: str,
    phone: str,
    email: str = "",
    about: str = About.UNSORTED,
    is_secret: bool = False,
    files: Iterable[StoredFile] = (),
    by: Acting,
    at: datetime,
    key: str,
) -> tuple[Petition, bool]:
    """Return the petition and whether it is new; the same form sent twice gives one.

    Raises SenderMissing, TextMissing, TooManyFiles, NotAllowed (for staff), NobodyTakesIt.
    """
    if by.role != CITIZEN:
        rights.require(by, Capability.KEEP_PETITIONS, local_day(at))
    files = list(files)

    def make() -> UUID:
        if not (full_name.strip() and address.strip() and phone.strip()):
            raise SenderMissing
        if len(files) > MOST_FILES:
            raise TooManyFiles
        words = matters.need(nfc(content), _("nội dung phản ánh, kiến nghị"))
        contact = {"phone": people.phone_as_stored(phone), "address": address.strip()[:300], "email": email.strip()}
        sender = people.record(office.pk, full_name, at=at, **contact)
        petition = Petition.objects.create(
            office=office,
            code=Petition.next_code(office.pk, at),
            received_at=at,
            source=current_source(),
            sender=sender,
            is_secret=is_secret,
            means=Means(means),
            about=About(about),
            content=words,
        )
        kept = [PetitionFile(office=office, petition=petition, file=file) for file in files]
        PetitionFile.objects.bulk_create(kept)
        actor = Acting.citizen(office.pk, sender.pk) if by.role == CITIZEN else by
        begin_terms(petition, post_id=_taker(office.pk, by), at=at)
        event = PetitionReceived(code=petition.code, means=petition.means, about=petition.about)
        matters.note(
            petition, event, by=actor, at=at, facts=(sender, *kept), files=tuple(file.sha256 for file in files)
        )
        return petition.pk

    petition_id, is_new = idempotency.once(office.pk, key, "petition", make)
    return Petition.objects.get(office=office, pk=petition_id), is_new


def _taker(office_id: UUID, by: Acting) -> UUID:
    """Return who holds a new petition: the post that wrote it down, else the office's reception."""
    return by.post or matters.taker(office_id, "reception", "director")


def begin_terms(petition: Petition, *, post_id: UUID, at: datetime) -> None:
    """Begin the limits of a new petition: to settle who is competent, and to answer."""
    on = local_day(petition.received_at)
    for name in ("petition.forward", reply_rule(petition)):
        rule = term_rules.in_force(RULES, name, on)
        terms.begin(petition.subject, rule, post_id=post_id, start=petition.received_at, at=at)


def begin_reply(petition: Petition, *, post_id: UUID, at: datetime) -> None:
    """Replace the limit of the answer by the one of what the petition is now; it still counts from the receipt."""
    wanted = reply_rule(petition)
    others = [name for name in REPLIES if name != wanted]
    if terms.end(petition.subject, *others, at=at, is_met=False):
        rule = term_rules.in_force(RULES, wanted, local_day(petition.received_at))
        terms.begin(petition.subject, rule, post_id=post_id, start=petition.received_at, at=at)


def files_of(petition: Petition) -> list[StoredFile]:
    """Return the files that came with the petition; one query."""
    rows = PetitionFile.objects.filter(office_id=petition.office_id, petition=petition).select_related("file")
    return [row.file for row in rows.order_by("id")]
