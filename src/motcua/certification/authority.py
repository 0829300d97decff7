"""Who may certify (thẩm quyền chứng thực): a dated right of each officer, on paper and, apart from it, electronically.

The head grants it with its legal basis and ends it; a post alone gives none. Legal source: NĐ 23/2015/NĐ-CP Điều 5 as
amended by NĐ 280/2025/NĐ-CP (chairman, deputies, and who is authorised); electronic copies: NĐ 45/2020/NĐ-CP Điều 10.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.certification.events import CertifyingRightEnded, CertifyingRightGranted
from motcua.certification.matters import Book
from motcua.journal import entries
from motcua.journal.acting import CITIZEN, SYSTEM, Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.office import at_hand, posts, rights
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.office.staff import Staff


class Way(models.TextChoices):
    """How the right is used."""

    PAPER = "paper", _("Ký tay trên giấy")
    ELECTRONIC = "electronic", _("Ký số bản sao điện tử")


WHO_GRANTS = _("lãnh đạo UBND (vị trí “Lãnh đạo ký kết quả”) cấp ở mục Chứng thực, Quyền chứng thực")


class NoRightToCertify(Refused):
    """The officer has no such right on the day; the words name who can grant it."""

    status = 403

    def __init__(self, name: str, way: str, book: str = "") -> None:
        what = str(Way(way).label).lower()
        if book:
            what = gettext("%(way)s, sổ “%(book)s”") % {"way": what, "book": Book(book).label}
        super().__init__(
            gettext("%(name)s chưa được giao quyền chứng thực (%(what)s) vào ngày này; %(who)s.")
            % {"name": name, "what": what, "who": WHO_GRANTS}
        )


class RightUnclear(Refused):
    """A right needs an officer, its days and its basis."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext("Hãy chọn cán bộ, ngày bắt đầu (ngày kết thúc không sớm hơn) và ghi văn bản làm căn cứ.")
        )


class NoSuchRight(Refused):
    """There is no such right in this office."""

    status = 404

    def __init__(self) -> None:
        super().__init__(gettext("Không tìm thấy quyền chứng thực này trong cơ quan của bạn."))


class CertifyingRight(models.Model):
    """One officer may certify from one day to another (open end: None), in all books or in the named ones."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    books = models.JSONField(default=list)  # empty: all four
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    granted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_on", "granted_at"]
        indexes = [models.Index(fields=["office", "from_on"], name="certifying_right_by_day")]

    @property
    def book_words(self) -> str:
        """The books in words, "" for all."""
        return ", ".join(str(Book(book).label) for book in self.books)


@transaction.atomic
def grant(
    staff_id: UUID,
    *,
    way: str,
    basis: str,
    from_on: date,
    to_on: date | None = None,
    books: tuple[str, ...] = (),
    by: Acting,
    at: datetime,
) -> CertifyingRight:
    """Return the right that the head gives to an officer of the office; raises RightUnclear or NotAllowed."""
    rights.require(by, Capability.GRANT_CERTIFYING, local_day(at))
    member = Staff.objects.filter(office_id=by.office, pk=staff_id, is_active=True).first()
    is_odd = way not in Way.values or not set(books) <= set(Book.values) or (to_on is not None and to_on < from_on)
    if member is None or by.person is None or not basis.strip() or is_odd:
        raise RightUnclear
    made = CertifyingRight.objects.create(
        office_id=by.office,
        staff=member,
        way=way,
        books=sorted(books),
        basis=basis.strip()[:200],
        from_on=from_on,
        to_on=to_on,
        granted_by_id=by.person,
        granted_at=at,
    )
    event = CertifyingRightGranted(
        right_id=str(made.pk), staff_id=str(member.pk), way=str(way), from_on=from_on.isoformat()
    )
    entries.record(event, office=by.office, subject=member.pk, by=by, at=at, facts=(made,))
    return made


@transaction.atomic
def end(right_id: UUID, *, by: Acting, at: datetime) -> CertifyingRight:
    """End a right today: from this moment on nothing more is certified by it."""
    day = local_day(at)
    rights.require(by, Capability.GRANT_CERTIFYING, day)
    row = CertifyingRight.objects.select_for_update().filter(office_id=by.office, pk=right_id).first()
    if row is None:
        raise NoSuchRight
    if row.ended_at is None:
        row.ended_at, row.to_on = at, min(row.to_on or day, day)
        row.save(update_fields=["ended_at", "to_on"])
        event = CertifyingRightEnded(right_id=str(row.pk), staff_id=str(row.staff_id))
        entries.record(event, office=by.office, subject=row.staff_id, by=by, at=at, facts=(row,))
    return row


def live(office_id: UUID, on: date, way: str = "") -> list[CertifyingRight]:
    """Return the rights in force on the day with their officers; one query."""
    rows = CertifyingRight.objects.filter(
        Q(to_on=None) | Q(to_on__gte=on), office_id=office_id, from_on__lte=on, ended_at=None, staff__is_active=True
    )
    return list((rows.filter(way=way) if way else rows).select_related("staff"))


def of_office(office_id: UUID) -> list[CertifyingRight]:
    """Return every right ever given in the office, the newest first."""
    rows = CertifyingRight.objects.filter(office_id=office_id).select_related("staff", "granted_by")
    return list(rows.order_by("-from_on", "-granted_at"))


def certifiers(office_id: UUID, book: str, on: date, way: str = Way.PAPER) -> list[Staff]:
    """Return who may certify in the book on the day, each once, in the order of their rights."""
    rows = at_hand.read(("certifying", office_id, on, way), lambda: live(office_id, on, way))
    found = {row.staff_id: row.staff for row in rows if not row.books or book in row.books}
    return list(found.values())


def require(staff_id: UUID | None, office_id: UUID, book: str, on: date, way: str) -> Staff:
    """Return the officer if the right is in force in this book; raises NoRightToCertify, which names who grants it."""
    for member in certifiers(office_id, book, on, way):
        if member.pk == staff_id:
            return member
    named = Staff.objects.filter(office_id=office_id, pk=staff_id).first() if staff_id else None
    raise NoRightToCertify(named.full_name if named else gettext("Người được chọn"), way, book)


def officer(by: Acting, capability: Capability = Capability.KEEP_BOOKS) -> UUID:
    """Return the member of staff who acts; raises NotAllowed for the machine and for citizens."""
    if by.person is None or by.role in (CITIZEN, SYSTEM):
        raise rights.NotAllowed(capability)
    return by.person


def post_of(member: Staff, on: date) -> Post:
    """Return the post in which the officer certifies, a leading one before any other; raises NoSuchRight without."""
    held = [assignment.post for assignment in posts.held_by(member.account_id, on)]
    held.sort(key=lambda post: ("leader", "director").index(post.kind) if post.kind in ("leader", "director") else 2)
    if not held:
        raise NoSuchRight
    return held[0]
