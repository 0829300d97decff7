"""Loads a pack of approved internal workflows (quy trình nội bộ) as the routes of their procedures.

Times become minutes of an eight-hour day. A workflow whose decision names no code can't be attached and is reported;
one that differs from the published limit is loaded as decided, and the difference is reported.
"""

from datetime import datetime

from django.db import transaction

from motcua.kernel.limits import Unit
from motcua.kernel.localtime import local_day
from motcua.office.packs import Item, LoadReport, Pack
from motcua.office.posts import PostKind
from motcua.procedures import openings, versions
from motcua.procedures.catalogue import Procedure
from motcua.procedures.routes import OUTSIDE, RouteStep
from motcua.procedures.versions import Version

_FILE = "workflows.json"
_LAYER = "workflows"
_MINUTES = {"working_day": 480, "day": 480, "working_hour": 60, "hour": 60}
_RETURN = "tra_ket_qua"
_POST_KINDS = {
    "tiep_nhan": PostKind.RECEPTION,
    "van_thu": PostKind.RECEPTION,
    "tra_ket_qua": PostKind.RECEPTION,
    "chuyen_cap_tinh": PostKind.RECEPTION,
    "phan_cong": PostKind.SPECIALIST,
    "tham_dinh": PostKind.SPECIALIST,
    "duyet_phong": PostKind.SPECIALIST,
    "ky_duyet": PostKind.LEADER,
}


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load every workflow that names a procedure of the catalogue."""
    report, seen = LoadReport(), set()
    for row in pack.items(_FILE):
        code, steps = row.text("code"), _steps(row)
        if not code:
            report.notes.append(f"“{row.text('name')}”: quyết định không nêu mã thủ tục, chưa gắn được")
            continue
        if code in seen:
            raise row.refused(f"mã {code} có hai quy trình")
        seen.add(code)
        procedure = Procedure.objects.filter(code=code).first()
        if procedure is None:
            raise row.refused(f"danh mục không có thủ tục {code}; hãy nạp gói danh mục trước")
        old = versions.latest(procedure)
        if old.layers.get(_LAYER) == row.digest():
            report.unchanged += 1
            continue
        is_first = _LAYER not in old.layers
        draft = versions.successor_of(old, max(pack.valid_from, local_day(at)))
        versions.clear(draft, "steps")
        for step in steps:
            step.version = draft
        RouteStep.objects.bulk_create(steps)
        draft.layers[_LAYER] = row.digest()
        draft.save()
        report.notes += _differences(code, steps, draft) + openings.carry_over(old, draft, at=at)
        report.added += is_first
        report.changed += not is_first
    return report


def _steps(row: Item) -> list[RouteStep]:
    unit = row.text("unit", choices=list(_MINUTES))
    found, total = [], 0
    for place, part in enumerate(row.parts("steps"), start=1):
        minutes = _minutes(part, unit)
        action = part.text("action", choices=list(_POST_KINDS))
        is_ours = part.text("level", choices=("xa", "tinh")) == "xa"
        if minutes is None and action != _RETURN:
            raise part.refused(f"bước {place} chưa có thời gian; chỉ bước trả kết quả không tính thời gian")
        total += minutes or 0
        found.append(
            RouteStep(
                position=place,
                action=action,
                name=part.text("name", required=True, longest=200),
                post_kind=_POST_KINDS[action] if is_ours else OUTSIDE,
                role_name=part.text("role", longest=200),
                minutes=minutes,
                is_clock_time=unit == "hour",
                source=row.text("source", required=True, longest=300),
            )
        )
    stated = row.number_in("total")
    if not found or stated is None or total != stated * _MINUTES[unit]:
        raise row.refused(f"các bước cộng lại {total} phút, khác tổng {stated} {unit}")
    return found


def _minutes(part: Item, unit: str) -> int | None:
    time = part.values.get("time")
    if time is None:
        return None
    if isinstance(time, bool) or not isinstance(time, int | float) or time <= 0 or time * _MINUTES[unit] % 1:
        raise part.refused(f"thời gian của bước ghi “{time}”, phải là số dương tròn phút")
    return int(time * _MINUTES[unit])


def _differences(code: str, steps: list[RouteStep], version: Version) -> list[str]:
    total = sum(step.minutes or 0 for step in steps)
    days = {term.limit_value for term in version.terms.all() if term.limit_unit == Unit.WORKING_DAY}
    if days and not any(value is not None and value * 480 == total for value in days):
        stated = ", ".join(str(value) for value in sorted(value for value in days if value is not None))
        return [f"{code}: quy trình {total / 480:g} ngày, thời hạn công bố {stated} ngày làm việc"]
    return []
