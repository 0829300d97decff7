"""Pads (quyển phiếu dự phòng): pre-numbered blank receipts for the hours without power or network.

Every number is used once, declared spoiled, or still open: no paper is lost in silence. A number that was passed over
(a later one is used) is a gap and stays on the list until somebody says what became of it. The arrangement is the
office's own rule beside Mẫu 01 (TT 03/2025/TT-VPCP); the number series is the office's, never restarted.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.dossiers import slip_contents
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import PadIssued, PadNumbersSpoiled
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day, vn_date
from motcua.office import rights, series
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers import qr, typesetting

SIZES = (10, 25, 50, 100)
SERIES = "pad"
FROM_THE_FIRST = date(2025, 7, 1)  # one series for ever: a number never comes a second time
PREFIX = "DP-"


class BadPadSize(Refused):
    """A pad has one of the usual numbers of slips."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn số tờ của quyển: %(sizes)s.") % {"sizes": ", ".join(map(str, SIZES))})


class NoSuchNumber(Refused):
    """No pad of the office holds this number."""

    status = 404

    def __init__(self, number: int) -> None:
        super().__init__(
            _("Số %(number)s không thuộc quyển phiếu dự phòng nào của cơ quan. Hãy xem lại số in trên tờ.")
            % {"number": code(number)}
        )


class NoSuchPad(Refused):
    """The office has no such pad."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Cơ quan không có quyển phiếu dự phòng này."))


class NumberTaken(Refused):
    """The number was used for a dossier or declared spoiled already."""

    def __init__(self, taken: "PadNumber") -> None:
        number = code(taken.number)
        said = _("Phiếu số %(number)s đã được khai hỏng nên không dùng được nữa.") % {"number": number}
        if taken.dossier is not None:
            said = _("Phiếu số %(number)s đã được nhập cho hồ sơ %(code)s. Mỗi số chỉ dùng một lần.") % {
                "number": number,
                "code": taken.dossier.code,
            }
        super().__init__(said)


class SpoilUnclear(Refused):
    """Spoiled numbers need a range within one pad and a reason."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi các số hỏng (từ số, đến số, trong cùng một quyển) và lý do."))


class Pad(models.Model):
    """One pad: its numbers from `first` to `last`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-first"]
        constraints = [models.UniqueConstraint(fields=["office", "first"], name="pad_first_once_per_office")]


class PadNumber(models.Model):
    """What became of one number: the dossier that it was written for, or none when it was spoiled."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    pad = models.ForeignKey(Pad, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", null=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="pad_number_once_per_office")]
        indexes = [models.Index(fields=["office", "dossier"], name="pad_number_by_dossier")]

    @property
    def code(self) -> str:
        """The number as it stands on the paper."""
        return code(self.number)


@dataclass(frozen=True, slots=True)
class Standing:
    """One pad with what became of its numbers; `gaps` were passed over, `blank` are still to be written on."""

    pad: Pad
    used: int
    spoiled: int
    gaps: list[int] = field(default_factory=list)
    blank: int = 0

    @property
    def first_code(self) -> str:
        """The pad's first number as it stands on the paper."""
        return code(self.pad.first)

    @property
    def last_code(self) -> str:
        """The pad's last number as it stands on the paper."""
        return code(self.pad.last)

    @property
    def gap_codes(self) -> list[str]:
        """The gaps as they stand on the paper."""
        return [code(number) for number in self.gaps]


def code(number: int) -> str:
    """Return a pad number as it is printed: DP-000123."""
    return f"{PREFIX}{number:06d}"


def parse(text: str) -> int | None:
    """Return the number typed or scanned (DP-000123, 123), None when it is none."""
    digits = text.strip().upper().removeprefix(PREFIX).replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


@transaction.atomic
def issue(office: Office, *, count: int, by: Acting, at: datetime) -> Pad:
    """Return a new pad with the office's next `count` numbers; raises BadPadSize."""
    rights.require(by, Capability.KEEP_OFFICE, local_day(at))
    if count not in SIZES:
        raise BadPadSize
    numbers = series.take_block(office, SERIES, FROM_THE_FIRST, count)
    pad = Pad.objects.create(office=office, first=numbers[0], last=numbers[-1], issued_at=at, issued_by_id=by.person)
    event = PadIssued(pad_id=str(pad.pk), first=pad.first, last=pad.last)
    entries.record(event, office=office.pk, subject=pad.pk, by=by, at=at, facts=(pad,))
    return pad


def printed(pad: Pad) -> bytes:
    """Return the pad as a PDF, one number a sheet of A4 with both copies; the same pad gives the same bytes."""
    codes = [code(number) for number in range(pad.first, pad.last + 1)]
    content = {
        **slip_contents.header(pad.office, pad.issued_at),
        "place_date": "",  # the day is written by hand
        "issued_words": vn_date(local_day(pad.issued_at)),
        "slips": [{"code": one, "qr_svg": qr.svg(one)} for one in codes],
    }
    return typesetting.pdf("downtime_slip", content, at=pad.issued_at)


def find(pad_id: UUID, office_id: UUID) -> Pad | None:
    """Return the office's pad with this id, None when it has none."""
    return Pad.objects.select_related("office").filter(pk=pad_id, office_id=office_id).first()


@transaction.atomic
def spoil(office_id: UUID, *, first: int, last: int, reason: str, by: Acting, at: datetime) -> list[PadNumber]:
    """Return the numbers declared spoiled, lost or given back unused.

    Raises NumberTaken, NoSuchNumber, SpoilUnclear.
    """
    day = local_day(at)
    if not rights.may(by, Capability.RECEIVE, day):
        rights.require(by, Capability.KEEP_OFFICE, day)
    pad = lock_of(office_id, first)
    if not first <= last <= pad.last or not reason.strip():
        raise SpoilUnclear
    taken = find_number(office_id, first, last)
    if taken is not None:
        raise NumberTaken(taken)
    rows = [
        PadNumber(
            office_id=office_id,
            pad=pad,
            number=number,
            entered_at=at,
            entered_by_id=by.person,
            reason=reason.strip()[:300],
        )
        for number in range(first, last + 1)
    ]
    PadNumber.objects.bulk_create(rows)
    event = PadNumbersSpoiled(pad_id=str(pad.pk), first=first, last=last)
    entries.record(event, office=office_id, subject=pad.pk, by=by, at=at, facts=rows)
    return rows


def lock_of(office_id: UUID, number: int) -> Pad:
    """Return the pad that holds the number, locked: one number is dealt with by one at a time; raises NoSuchNumber."""
    pads = Pad.objects.select_for_update().filter(office_id=office_id, first__lte=number, last__gte=number)
    pad = pads.first()
    if pad is None:
        raise NoSuchNumber(number)
    return pad


def find_number(office_id: UUID, first: int, last: int | None = None) -> PadNumber | None:
    """Return what became of the number, or of the first of the range that is no longer open; None when all are open."""
    rows = PadNumber.objects.select_related("dossier").filter(
        office_id=office_id, number__gte=first, number__lte=last or first
    )
    return rows.first()


def find_of_dossier(dossier: Dossier) -> PadNumber | None:
    """Return the slip from which the dossier was entered, None when it was not entered from paper."""
    rows = PadNumber.objects.select_related("written_by", "entered_by")
    return rows.filter(office_id=dossier.office_id, dossier=dossier).first()


def entered_lately(office_id: UUID, limit: int = 5) -> list[PadNumber]:
    """Return the slips entered last, with their dossiers."""
    rows = PadNumber.objects.filter(office_id=office_id, dossier__isnull=False).select_related("dossier")
    return list(rows.order_by("-entered_at", "-number")[:limit])


def standings(office_id: UUID) -> list[Standing]:
    """Return every pad of the office, the newest first, with its gaps; two queries."""
    told: dict[UUID, dict[int, bool]] = {}
    for pad_id, number, dossier_id in PadNumber.objects.filter(office_id=office_id).values_list(
        "pad_id", "number", "dossier_id"
    ):
        told.setdefault(pad_id, {})[number] = dossier_id is not None
    pads = Pad.objects.filter(office_id=office_id).select_related("issued_by")
    return [_standing(pad, told.get(pad.pk, {})) for pad in pads]


def _standing(pad: Pad, told: dict[int, bool]) -> Standing:
    newest = max(told, default=pad.first - 1)
    gaps = [number for number in range(pad.first, newest) if number not in told]
    used = sum(told.values())
    return Standing(pad, used, len(told) - used, gaps, pad.last - newest)
