"""Posts (vị trí công tác) and who holds them when: work belongs to a post, never to a person's inbox."""

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q

from motcua.journal.acting import Acting
from motcua.kernel.identifiers import uuid7
from motcua.office import at_hand
from motcua.office.offices import Office
from motcua.office.staff import Account, Staff


class PostKind(models.TextChoices):
    """What a post is for; the rights table is written by kind."""

    RECEPTION = "reception", "Công chức tiếp nhận và trả kết quả"
    SPECIALIST = "specialist", "Công chức chuyên môn"
    LEADER = "leader", "Lãnh đạo ký kết quả"
    DIRECTOR = "director", "Giám đốc Trung tâm"
    CASHIER = "cashier", "Thủ quỹ"
    STEWARD = "steward", "Quản trị hệ thống"


class Post(models.Model):
    """One place in the office that can hold work, whoever sits there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=20, choices=PostKind.choices)
    name = models.CharField(max_length=120)
    is_default = models.BooleanField(default=False)  # takes the kind's work when a route names only the kind

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="post_name_once_per_office"),
            models.UniqueConstraint(
                fields=["office", "kind"], condition=Q(is_default=True), name="one_default_post_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A member of staff holds a post from one day to another (open end: None)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="assignments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="assignments")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["from_on"]


def establish(office: Office, kind: str, name: str) -> Post:
    """Return the office's post of this name, made when new; the first of its kind takes the kind's work."""
    first = not Post.objects.filter(office=office, kind=kind).exists()
    post, _ = Post.objects.get_or_create(office=office, name=name, defaults={"kind": kind, "is_default": first})
    return post


def assign(staff: Staff, post: Post, from_on: date, *, to_on: date | None = None, basis: str = "") -> Assignment:
    """Return the assignment of this member of staff to the post from the day on."""
    return Assignment.objects.create(
        office_id=post.office_id, staff=staff, post=post, from_on=from_on, to_on=to_on, basis=basis
    )


def held_by(account_id: UUID, on: date) -> list[Assignment]:
    """Return the assignments that the account's holder has on the day, the oldest first."""
    held = Assignment.objects.filter(
        Q(to_on=None) | Q(to_on__gte=on), staff__account_id=account_id, staff__is_active=True, from_on__lte=on
    )
    named = held.select_related("post", "staff", "office")
    return at_hand.read(("held by", account_id, on), lambda: list(named))


def people_in(office_id: UUID, kind: str) -> list[tuple[str, str]]:
    """Return (id, name) of everyone who ever held a post of this kind in the office, by name."""
    rows = Assignment.objects.filter(office_id=office_id, post__kind=kind).order_by("staff__full_name")
    return [(str(pk), name) for pk, name in rows.values_list("staff_id", "staff__full_name").distinct()]


def find_acting(account: Account, on: date, post_id: UUID | None = None) -> tuple[Acting, Assignment] | None:
    """Return how the account acts on the day: in the chosen post, or the first one held; None without a post."""
    held = held_by(account.pk, on)
    chosen = next((a for a in held if a.post_id == post_id), held[0] if held else None)
    if chosen is None:
        return None
    return acting_in(chosen), chosen


def acting_in(assignment: Assignment) -> Acting:
    """Return how the holder of the assignment acts."""
    return Acting(
        person=assignment.staff_id, post=assignment.post_id, office=assignment.office_id, role=assignment.post.kind
    )


def default_of(office_id: UUID, kind: str) -> Post | None:
    """Return the post that takes this kind's work in the office, None when nobody does."""
    return by_kind(office_id).get(kind)


def of_office(office_id: UUID) -> list[Post]:
    """Return every post of the office, by kind and name."""
    return list(Post.objects.filter(office_id=office_id))


def by_kind(office_id: UUID) -> dict[str, Post]:
    """Return the office's default post of every kind, one query."""
    return at_hand.read(("posts", office_id), lambda: _by_kind(office_id))


def _by_kind(office_id: UUID) -> dict[str, Post]:
    found = Post.objects.filter(office_id=office_id).order_by("is_default", "-name")
    return {post.kind: post for post in found}


def names(post_ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of these posts, one query."""
    return dict(Post.objects.filter(pk__in=post_ids).values_list("pk", "name"))
