"""The roster (phân công vị trí): a steward employs, gives posts, locks who left; every change is journalled.

Legal source: NĐ 309/2026/NĐ-CP Điều 5–6 (staff of the centre, secondment and back-ups).
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office import posts, rights, staff
from motcua.office.events import PostAssigned, PostEnded, PostEstablished, StaffEmployed, StaffLocked, StaffUnlocked
from motcua.office.offices import Office
from motcua.office.posts import Assignment, Post, PostKind
from motcua.office.rights import Capability
from motcua.office.staff import Account, Staff


class NameTaken(Refused):
    """Another account has this user name."""

    status = 422

    def __init__(self, username: str) -> None:
        super().__init__(
            _("Tên đăng nhập “%(username)s” đã có người dùng. Hãy chọn tên khác.") % {"username": username}
        )


class NotYourStaff(Refused):
    """There is no such member of staff, post or assignment in this office."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy cán bộ hoặc vị trí này trong cơ quan của bạn."))


class PostUnclear(Refused):
    """A post needs a kind and a name."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn loại vị trí và đặt tên cho vị trí mới."))


class LastSteward(Refused):
    """The last steward can't be locked out or lose the post."""

    def __init__(self) -> None:
        super().__init__(_("Đây là người quản trị cuối cùng; hãy phân công người quản trị khác trước."))


def find(staff_id: UUID, *, by: Acting) -> Staff:
    """Return a member of staff of the actor's office; raises NotYourStaff."""
    found = Staff.objects.select_related("account", "office").filter(pk=staff_id, office_id=by.office).first()
    if found is None:
        raise NotYourStaff
    return found


@transaction.atomic
def employ(office: Office, *, username: str, full_name: str, title: str, post: Post, by: Acting, at: datetime) -> Staff:
    """Return a new member of staff with an account and a first post; a printed slip opens the account."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    if Account.objects.filter(username=username.strip().lower()).exists():
        raise NameTaken(username)
    if post.office_id != office.pk:
        raise NotYourStaff
    new = staff.employ(office, username, full_name, title=title)
    event, told = StaffEmployed(staff_id=str(new.pk)), {"full_name": new.full_name}
    entries.record(event, office=office.pk, subject=new.pk, by=by, at=at, private=told, facts=(new,))
    give_post(new, post, by=by, at=at)
    return new


@transaction.atomic
def give_post(member: Staff, post: Post, *, by: Acting, at: datetime, basis: str = "") -> Assignment:
    """Return the assignment that gives the member of staff the post from today on."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    if post.office_id != member.office_id or member.office_id != by.office:
        raise NotYourStaff
    today = local_day(at)
    held = _live(today).filter(staff=member, post=post).first()
    if held is not None:
        return held
    assignment = posts.assign(member, post, today, basis=basis)
    event = PostAssigned(staff_id=str(member.pk), post_id=str(post.pk), from_on=today.isoformat())
    entries.record(event, office=member.office_id, subject=member.pk, by=by, at=at, facts=(assignment,))
    return assignment


@transaction.atomic
def establish(office: Office, *, kind: str, name: str, by: Acting, at: datetime) -> Post:
    """Return a new post of the office; the same name gives the post that there is."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    if office.pk != by.office or kind not in PostKind.values or not name.strip():
        raise PostUnclear
    is_new = not Post.objects.filter(office=office, name=name.strip()[:120]).exists()
    post = posts.establish(office, kind, name.strip()[:120])
    if is_new:
        event = PostEstablished(post_id=str(post.pk), kind=kind)
        entries.record(event, office=office.pk, subject=post.pk, by=by, at=at, facts=(post,))
    return post


def vacant(office_id: UUID, on: date) -> list[Post]:
    """Return the posts that nobody holds on the day: their work would wait for nobody."""
    held = _live(on).filter(office_id=office_id, staff__is_active=True).values("post_id")
    return list(Post.objects.filter(office_id=office_id).exclude(pk__in=held))


@transaction.atomic
def end_post(assignment_id: UUID, *, by: Acting, at: datetime) -> Assignment:
    """End an assignment with yesterday, so that the post is free today; raises LastSteward."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    today = local_day(at)
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("post")
        .filter(pk=assignment_id, office_id=by.office)
        .first()
    )
    if assignment is None:
        raise NotYourStaff
    if assignment.post.kind == "steward":
        _keep_a_steward(by.office, today, without=assignment.staff_id)
    assignment.to_on = max(assignment.from_on, today - timedelta(days=1)) if assignment.from_on < today else today
    assignment.save(update_fields=["to_on"])
    event = PostEnded(staff_id=str(assignment.staff_id), post_id=str(assignment.post_id))
    entries.record(event, office=by.office, subject=assignment.staff_id, by=by, at=at, facts=(assignment,))
    return assignment


@transaction.atomic
def lock(member: Staff, *, by: Acting, at: datetime) -> Staff:
    """Lock the account of somebody who left; nothing of what they did is lost."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    _keep_a_steward(by.office, local_day(at), without=member.pk)
    return _switch(member, is_active=False, by=by, at=at)


@transaction.atomic
def unlock(member: Staff, *, by: Acting, at: datetime) -> Staff:
    """Open a locked account again."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    return _switch(member, is_active=True, by=by, at=at)


def _switch(member: Staff, *, is_active: bool, by: Acting, at: datetime) -> Staff:
    member.is_active = member.account.is_active = is_active
    member.save(update_fields=["is_active"])
    member.account.save(update_fields=["is_active"])
    event = StaffUnlocked(staff_id=str(member.pk)) if is_active else StaffLocked(staff_id=str(member.pk))
    entries.record(event, office=member.office_id, subject=member.pk, by=by, at=at, facts=(member,))
    return member


def _keep_a_steward(office_id: UUID, on: date, *, without: UUID) -> None:
    stewards = _live(on).filter(post__kind="steward", office_id=office_id, staff__is_active=True)
    ids = set(stewards.values_list("staff_id", flat=True))
    if ids == {without}:
        raise LastSteward


def _live(on: date) -> QuerySet[Assignment]:
    open_end = Q(to_on=None) | Q(to_on__gte=on)
    return Assignment.objects.filter(open_end, from_on__lte=on)


def holders(office_id: UUID, on: date) -> dict[UUID, list[Assignment]]:
    """Return today's assignments of the office by member of staff, with posts; one query."""
    found: dict[UUID, list[Assignment]] = {}
    for assignment in _live(on).filter(office_id=office_id).select_related("post"):
        found.setdefault(assignment.staff_id, []).append(assignment)
    return found
