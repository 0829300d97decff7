"""Matters (vụ việc, đơn thư): what petitions, complaints, denunciations and visits of citizens have in common.

A matter belongs to one office, has a number, and is open until it is closed; while it is open its terms say who holds
it, until when and why (`terms`). Whoever may not see one learns not even that it exists.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Generic, Self, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import SYSTEM, Acting
from motcua.journal.events import Event
from motcua.journal.refusals import Refused
from motcua.kernel import page_cursor
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.office import posts, rights, series, terms
from motcua.office.events import MatterHandedOver
from motcua.office.offices import Office
from motcua.office.rights import Capability, Scope
from motcua.office.terms import Subject, Term

NOBODY = UUID(int=0)  # the post of one who acts in none


class NoSuchMatter(Refused):
    """There is no such matter for this actor."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy vụ việc này trong phạm vi của bạn. Hãy kiểm tra lại số."))


class AlreadyClosed(Refused):
    """The matter is closed; nothing more is done to it."""

    def __init__(self) -> None:
        super().__init__(
            _("Vụ việc này đã kết thúc nên không thao tác được nữa. Có nội dung mới thì ghi thành việc mới.")
        )


class NobodyTakesIt(Refused):
    """No post of the office can hold the matter."""

    def __init__(self) -> None:
        super().__init__(_("Chưa có vị trí nào nhận loại việc này. Người quản trị cần lập vị trí trước."))


class TextMissing(Refused):
    """A text that the act needs is empty."""

    status = 422

    def __init__(self, what: str) -> None:
        super().__init__(_("Chưa ghi %(what)s. Hãy ghi rồi gửi lại.") % {"what": what})


class Matter(models.Model):
    """The columns that every kind of matter has; abstract."""

    KIND: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""
    state: "models.CharField[str, str]"  # each kind has its own states

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=20, blank=True)  # "demo-history"; else empty

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> Subject:
        """The matter as its terms name it."""
        return Subject(self.office_id, self.pk, self.KIND, self.code)

    @classmethod
    def next_code(cls, office_id: UUID, at: datetime) -> str:
        """Return the next number of the year, as in PA-2026-0001; takes the lock of the series."""
        year = local_day(at).year
        return f"{cls.PREFIX}-{year}-{series.take(office_id, f'matter:{cls.KIND}', date(year, 1, 1)):04d}"

    @classmethod
    def visible(cls, by: Acting, to: Capability, at: datetime) -> "models.QuerySet[Self]":
        """Return the matters that the actor's right reaches; scope POST: those whose terms the post holds or held."""
        mine = cls._default_manager.filter(office_id=by.office)
        if by.role == SYSTEM:
            return mine
        scope = rights.scope_of(by, to, local_day(at))
        if scope is None:
            return mine.none()
        if scope is Scope.POST:
            held = Term.objects.filter(office_id=by.office, post_id=by.post or NOBODY, kind=cls.KIND)
            return mine.filter(pk__in=held.values("subject_id"))
        return mine


M = TypeVar("M", bound=Matter)
PAGE = 50  # lines of a register on one page


@dataclass(frozen=True, slots=True)
class Listed(Generic[M]):
    """One page of a register, the newest first, and where the next one goes on ("" at the end)."""

    rows: list[M]
    following: str


def listed(rows: "models.QuerySet[M]", *, after: str = "", limit: int = PAGE) -> Listed[M]:
    """Return the page of the register that begins after the place; one query, however far one reads."""
    place = page_cursor.read(after)
    if place is not None:
        moment, pk = place
        rows = rows.filter(models.Q(received_at__lt=moment) | models.Q(received_at=moment, pk__lt=pk))
    found = list(rows.order_by("-received_at", "-pk")[: limit + 1])
    following = page_cursor.write(found[limit - 1].received_at, found[limit - 1].pk) if len(found) > limit else ""
    return Listed(found[:limit], following)


def find(model: type[M], matter_id: UUID, *, by: Acting, at: datetime, to: Capability) -> M:
    """Return one matter for reading; raises NoSuchMatter."""
    found = model.visible(by, to, at).select_related("office").filter(pk=matter_id).first()
    if found is None:
        raise NoSuchMatter
    return found


def lock(
    model: type[M], matter_id: UUID, *, by: Acting, at: datetime, to: Capability, may_be_closed: bool = False
) -> M:
    """Return the matter under its row lock, if the actor may; raises NotAllowed, NoSuchMatter, AlreadyClosed."""
    if by.role != SYSTEM:
        rights.require(by, to, local_day(at))
    locked = list(model.visible(by, to, at).filter(pk=matter_id).select_for_update(of=("self",)))
    if not locked:
        raise NoSuchMatter
    if locked[0].closed_at is not None and not may_be_closed:
        raise AlreadyClosed
    return locked[0]


def note(
    matter: Matter,
    event: Event,
    *,
    by: Acting,
    at: datetime,
    facts: tuple[models.Model, ...] = (),
    files: tuple[str, ...] = (),
    private: dict[str, str] | None = None,
) -> None:
    """Write the entry of an act upon the matter with its terms; call it last, after every fact is saved."""
    running = Term.objects.filter(office_id=matter.office_id, subject_id=matter.pk).order_by("id")
    entries.record(
        event,
        office=matter.office_id,
        subject=matter.pk,
        by=by,
        at=at,
        private=private,
        facts=(matter, *running, *facts),
        files=files,
    )


def holder_of(matter: Matter) -> UUID:
    """Return the post that holds the open matter; raises AlreadyClosed when nothing of it runs."""
    running = Term.objects.filter(office_id=matter.office_id, subject_id=matter.pk, ended_at=None)
    post_id = running.values_list("post_id", flat=True).first()
    if post_id is None:
        raise AlreadyClosed
    return post_id


def checked_post(matter: Matter, post_id: UUID | None) -> UUID | None:
    """Return the post if it is one of the matter's office, None when none was named; raises NoSuchMatter."""
    if post_id is not None and post_id not in {post.pk for post in posts.of_office(matter.office_id)}:
        raise NoSuchMatter
    return post_id


def taker(office_id: UUID, *kinds: str) -> UUID:
    """Return the post that takes such matters: the default one of the first kind that the office has."""
    known = posts.by_kind(office_id)
    for kind in kinds:
        if kind in known:
            return known[kind].pk
    raise NobodyTakesIt


def need(text: str, what: str, most: int = 5000) -> str:
    """Return the text without spaces around it; raises TextMissing when nothing is left."""
    text = text.strip()[:most]
    if not text:
        raise TextMissing(what)
    return text


@transaction.atomic
def hand_over(model: type[M], matter_id: UUID, *, post_id: UUID, by: Acting, at: datetime, to: Capability) -> M:
    """Hand the matter with all its running terms to another post of the office; the dates stay as they are."""
    matter = lock(model, matter_id, by=by, at=at, to=to)
    checked_post(matter, post_id)
    terms.hand_to(matter.subject, post_id)
    note(matter, MatterHandedOver(kind=matter.KIND, post_id=str(post_id)), by=by, at=at)
    return matter
