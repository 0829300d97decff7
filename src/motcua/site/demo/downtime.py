"""The demo's power cut: a pad printed beforehand, three receipts written by hand, one spoiled, one passed over."""

from datetime import datetime, time, timedelta
from uuid import uuid5

from motcua.desk.enter_slip import enter_slip
from motcua.dossiers import pads, transfers
from motcua.dossiers.late_entries import WrittenSlip
from motcua.journal import recording
from motcua.kernel.localtime import at_local, local_day
from motcua.office import downtime
from motcua.office.calendar import calendar_of
from motcua.procedures import components, openings
from motcua.procedures.channels import FeeKind
from motcua.procedures.versions import Version
from motcua.site.demo.builders import House

SOURCE = "demo-history"
# Number of the slip, when it was written, by whom it was filed. The people are invented.
WRITTEN = (
    (1, time(9, 10), "H'Bia Êban", "999195003301"),
    (2, time(9, 35), "Nguyễn Đức Toàn", "999088003302"),
    (5, time(10, 5), "Y Thoa Niê", "999093003303"),
)
FAILED, MENDED, ENTERED = time(9, 0), time(10, 30), time(14, 0)


def add(house: House, *, now: datetime) -> int:
    """Live through a power cut on the last working day before today, and return how many dossiers came of it."""
    calendar = calendar_of(house.office.pk)
    day = local_day(now) - timedelta(days=1)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    version = next((one for one in openings.open_versions(house.office.pk, day) if _is_simple(one)), None)
    if version is None:
        return 0
    steward, counter = house.acting("steward"), house.acting("reception")
    entered_at = at_local(day, ENTERED)
    with recording.marked(SOURCE):
        pads.issue(house.office, count=25, by=steward, at=at_local(day, time(7, 40)))
        mended_at = at_local(day, MENDED)
        reason = "Mất điện lưới theo lịch sửa đường dây (minh họa)"
        downtime.declare(
            house.office, from_at=at_local(day, FAILED), to_at=mended_at, reason=reason, by=steward, at=mended_at
        )
        pads.spoil(house.office.pk, first=3, last=3, reason="Viết nhầm", by=counter, at=mended_at)
    for number, written, full_name, identity_number in WRITTEN:
        done = enter_slip(
            house.office,
            WrittenSlip(number=number, written_at=at_local(day, written)),
            version=version,
            case=None,
            applicant={"full_name": full_name, "number": identity_number},
            on_paper={row.pk for row in components.for_case(version) if row.is_required},
            pay="cash",
            by=counter,
            at=entered_at,
            key=str(uuid5(house.office.pk, f"demo slip {number}")),
        )
        with recording.marked(SOURCE):
            transfers.transfer(done.dossier.pk, by=counter, at=entered_at + timedelta(minutes=5))
    return len(WRITTEN)


def _is_simple(version: Version) -> bool:
    """Whether nothing more is to be said than who came with which papers."""
    return not version.cases.all() and all(term.fee_kind == FeeKind.FIXED for term in version.terms.all())
