"""Today's board (bảng điều hành hôm nay): what waits, what is late, what was done; every figure opens its dossiers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_noop as _

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import OPEN, Status
from motcua.dossiers.worklist import TaskKind
from motcua.kernel import clock
from motcua.kernel.localtime import day_end, day_start, local_day
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of
from motcua.reports.cells import NoSuchCell, touched_since


@dataclass(frozen=True, slots=True)
class Now:
    """The moments of today by which the figures are defined."""

    at: datetime
    today: datetime
    tomorrow: datetime
    soon: datetime


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the board."""

    key: str
    words: str
    count: int
    is_alarm: bool
    group: str


_RUNNING = Q(status__in=[Status.ACCEPTED.value, Status.IN_PROCESS.value])
_OPEN = Q(status__in=sorted(status.value for status in OPEN))


@dataclass(frozen=True, slots=True)
class Figure:
    """How one figure of the board is defined."""

    group: str
    words: str
    define: Callable[[Now], Q]
    is_alarm: bool = False


def _between(field: str) -> Callable[[Now], Q]:
    return lambda n: Q(**{f"{field}__gte": n.today, f"{field}__lt": n.tomorrow})


def _status(status: Status) -> Callable[[Now], Q]:
    return lambda n: Q(status=status.value)


_CHECK, _DOING, _CITIZEN, _OFFICE, _TODAY = (
    _("Chờ tiếp nhận"),
    _("Đang giải quyết"),
    _("Chờ người dân"),
    _("Chờ Trung tâm"),
    _("Hôm nay"),
)
_NEW = Q(status=Status.REGISTERED.value)
_ASKED = Q(status=Status.SUPPLEMENT.value)


def _at_task(kind: TaskKind) -> Callable[[Now], Q]:
    return lambda n: Q(status=Status.IN_PROCESS.value, next_moment_kind=kind.value)


TILES: dict[str, Figure] = {
    "check": Figure(_CHECK, _("Chờ kiểm tra, còn hạn"), lambda n: _NEW & Q(check_due_at__gte=n.at)),
    "check_late": Figure(_CHECK, _("Chờ kiểm tra, quá hạn"), lambda n: _NEW & Q(check_due_at__lt=n.at), is_alarm=True),
    "running": Figure(_DOING, _("Trong hạn"), lambda n: _RUNNING & Q(due_at_original__gte=n.soon)),
    "soon": Figure(
        _DOING,
        _("Sắp đến hạn"),
        lambda n: _RUNNING & Q(due_at_original__gte=n.at, due_at_original__lt=n.soon),
        is_alarm=True,
    ),
    "late": Figure(_DOING, _("Quá hạn"), lambda n: _RUNNING & Q(due_at_original__lt=n.at), is_alarm=True),
    "supplement": Figure(_CITIZEN, _("Chờ bổ sung"), lambda n: _ASKED & Q(is_held_by_applicant=True)),
    "obligation": Figure(_CITIZEN, _("Chờ nghĩa vụ tài chính"), _status(Status.OBLIGATION)),
    "withdrawal": Figure(_OFFICE, _("Yêu cầu rút chờ trả lời"), _status(Status.WITHDRAWAL)),
    "review": Figure(_OFFICE, _("Phần bổ sung chờ xem"), lambda n: _ASKED & Q(is_held_by_applicant=False)),
    "signing": Figure(_OFFICE, _("Chờ ký"), _at_task(TaskKind.SIGN)),
    "issuing": Figure(_OFFICE, _("Đã duyệt, máy chưa ký xong"), _at_task(TaskKind.ISSUE), is_alarm=True),
    "hand_over": Figure(_OFFICE, _("Có kết quả, chờ trả"), _status(Status.PROCESSED)),
    "received_today": Figure(_TODAY, _("Nộp hôm nay"), _between("submitted_at")),
    "accepted_today": Figure(_TODAY, _("Tiếp nhận hôm nay"), _between("accepted_at")),
    "entered_today": Figure(_TODAY, _("Nhập sau từ phiếu giấy"), _between("entered_at")),
    "resolved_today": Figure(_TODAY, _("Giải quyết hôm nay"), _between("processed_at")),
    "returned_today": Figure(_TODAY, _("Trả kết quả hôm nay"), _between("returned_at")),
    "open": Figure(_("Tất cả"), _("Hồ sơ đang mở"), lambda n: _OPEN),
}


def now_of(office_id: UUID, at: datetime) -> Now:
    """Return today's moments; "soon" is the office's dated threshold of working time ahead."""
    day = local_day(at)
    threshold = clock.Limit.parse(settings_dated.value(office_id, "due_soon", day))
    return Now(at, day_start(day), day_end(day), clock.soon_until(at, calendar_of(office_id), threshold.value))


def today(office_id: UUID, at: datetime) -> list[Tile]:
    """Return every figure of the board; one query over the office's open dossiers and those of today."""
    now = now_of(office_id, at)
    counts = {key: Count("pk", filter=figure.define(now)) for key, figure in TILES.items()}
    touched = touched_since(office_id, now.today)
    found = Dossier.objects.filter(office_id=office_id, void_at=None, pk__in=touched).aggregate(**counts)
    return [Tile(key, figure.words, found[key], figure.is_alarm, figure.group) for key, figure in TILES.items()]


def dossiers_of(office_id: UUID, key: str, at: datetime) -> QuerySet[Dossier]:
    """Return exactly the dossiers that the tile counts; raises NoSuchCell."""
    if key not in TILES:
        raise NoSuchCell
    define = TILES[key].define
    return Dossier.objects.filter(define(now_of(office_id, at)), office_id=office_id, void_at=None)
