"""The registers of petitions (sổ phản ánh, kiến nghị): lists, published answers, figures that open down to rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.feedback.petitions import About, Petition, PetitionState
from motcua.journal.acting import Acting
from motcua.kernel import page_cursor
from motcua.kernel.localtime import day_end, day_start, local_day
from motcua.office import matters, terms
from motcua.office.matters import PAGE, Listed
from motcua.office.rights import Capability
from motcua.office.terms import Term

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def listed(by: Acting, at: datetime, *, show: str = "", after: str = "") -> Listed[Petition]:
    """Return the petitions that the actor may see, a page of them, newest first: open ones, questions, or all."""
    rows = Petition.visible(by, Capability.KEEP_PETITIONS, at).select_related("sender")
    if show == "open":
        rows = rows.filter(closed_at=None)
    if show == "question":
        rows = rows.filter(about=About.QUESTION)
    return matters.listed(rows, after=after)


def published(office_id: UUID, *, after: str = "", limit: int = PAGE) -> Listed[Petition]:
    """Return a page of the published answers, newest first, for everyone; one query. Only public columns are read."""
    rows = Petition.objects.filter(office_id=office_id, published_at__isnull=False)
    place = page_cursor.read(after)
    if place is not None:
        moment, pk = place
        rows = rows.filter(Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=pk))
    shown = (
        "id",
        "code",
        "about",
        "received_at",
        "replied_at",
        "published_at",
        "public_subject",
        "public_reply",
        "agency",
    )
    found = list(rows.only(*shown).order_by("-published_at", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    following = page_cursor.write(last.published_at, last.pk) if last and last.published_at else ""
    return Listed(found[:limit], following)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the period and the petitions behind it."""

    key: str
    words: "StrPromise"
    ids: frozenset[UUID]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.ids)


Test = Callable[[Petition, bool], bool]  # (petition, is any of its limits passed)
FIGURES: "tuple[tuple[str, StrPromise, Test], ...]" = (
    ("received", _("Tiếp nhận trong kỳ"), lambda p, late: True),
    ("acts", _("Về hành vi, thái độ"), lambda p, late: p.about == About.ACTS),
    ("rules", _("Về quy định"), lambda p, late: p.about == About.RULES),
    ("question", _("Hỏi đáp"), lambda p, late: p.about == About.QUESTION),
    ("unsorted", _("Chưa phân loại"), lambda p, late: p.about == About.UNSORTED),
    ("on_time", _("Đã trả lời đúng hạn"), lambda p, late: p.replied_at is not None and not late),
    ("late", _("Đã trả lời quá hạn"), lambda p, late: p.replied_at is not None and late),
    ("within", _("Chưa trả lời, trong hạn"), lambda p, late: _waits(p) and not late),
    ("overdue", _("Chưa trả lời, quá hạn"), lambda p, late: _waits(p) and late),
    ("forwarded", _("Đã chuyển cơ quan khác"), lambda p, late: p.forwarded_at is not None),
    ("declined", _("Không xem xét"), lambda p, late: p.state == PetitionState.DECLINED),
    ("published", _("Đã công khai"), lambda p, late: p.published_at is not None),
)


def _waits(petition: Petition) -> bool:
    return petition.replied_at is None and petition.closed_at is None


def figures(office_id: UUID, from_on: date, to_on: date, *, at: datetime) -> list[Figure]:
    """Return the figures of the petitions received in the period; each opens down to its rows. Two queries.

    Answered on time or late is decided by the limits of the answer; settling who is competent has its own limit.
    """
    rows = list(
        Petition.objects.filter(
            office_id=office_id, received_at__gte=day_start(from_on), received_at__lt=day_end(to_on)
        )
    )
    # Which limit of the answer was passed: forwarding ends the reply's limit without meeting it.
    late = {
        term.subject_id
        for term in Term.objects.filter(
            office_id=office_id, kind=Petition.KIND, subject_id__in=[row.pk for row in rows]
        )
        if term.name not in ("petition.publish", "petition.forward") and term.is_late(at)
    }
    return [
        Figure(key, words, frozenset(row.pk for row in rows if test(row, row.pk in late)))
        for key, words, test in FIGURES
    ]


def behind(office_id: UUID, key: str, from_on: date, to_on: date, *, at: datetime) -> list[Petition]:
    """Return exactly the petitions that a figure counts, newest first; none for an unknown figure."""
    found = next((figure for figure in figures(office_id, from_on, to_on, at=at) if figure.key == key), None)
    if found is None:
        return []
    rows = Petition.objects.filter(office_id=office_id, pk__in=found.ids).select_related("sender")
    return list(rows.order_by("-received_at", "-pk"))


def year_of(at: datetime) -> tuple[date, date]:
    """Return the first and the last day of the local year, the usual period of a register."""
    day = local_day(at)
    return date(day.year, 1, 1), date(day.year, 12, 31)


def late_now(office_id: UUID, at: datetime) -> int:
    """Return how many limits of petitions run past their moment; one query."""
    return Term.objects.filter(office_id=office_id, kind=Petition.KIND, ended_at=None, due_at__lt=at).count()


def holder(petition: Petition) -> Term | None:
    """Return the running term of the petition that comes due first."""
    return terms.running(petition.office_id, [petition.pk]).get(petition.pk)
