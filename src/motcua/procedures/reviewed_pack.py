"""Loads a pack of hand-reviewed procedures: cases, papers, terms, route, level, each line with its source.

The source of a line is a document, the data, or "minh họa" (illustration, which the commune must check). A line without
a source is refused, and so is a route whose steps don't add up to the limit.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel.clock import Cutoff
from motcua.kernel.holds import HoldKind, HoldMode
from motcua.kernel.limits import Limit, Unit
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent
from motcua.office.packs import Item, LoadReport, Pack
from motcua.office.posts import PostKind
from motcua.procedures import openings, search, versions
from motcua.procedures.catalogue import Procedure
from motcua.procedures.channels import Channel, ChannelTerm, FeeKind
from motcua.procedures.components import Case, Component
from motcua.procedures.legal_basis import LegalBasis
from motcua.procedures.routes import OUTSIDE, RouteStep
from motcua.procedures.versions import Level, Version

_FILE = "reviewed.json"
_LAYER = "reviewed"
_DAY_MINUTES = 480


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadReport:
    """Load every reviewed procedure over its catalogue row."""
    report, seen, touched = LoadReport(), set(), []
    for row in pack.items(_FILE):
        code = row.text("code", required=True)
        if code in seen:
            raise row.refused(f"mã {code} bị trùng")
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
        _write(row, draft)
        draft.layers[_LAYER] = row.digest()
        draft.is_reviewed = True
        draft.save()
        procedure.needs_review, procedure.keywords = False, row.texts("keywords")
        procedure.save(update_fields=["needs_review", "keywords"])
        touched.append(procedure)
        report.notes += openings.carry_over(old, draft, at=at)
        report.added += is_first
        report.changed += not is_first
    search.index(touched)
    return report


def _write(row: Item, version: Version) -> None:
    version.level = row.text("level", choices=["", *Level.values])
    version.level_source = _source(row, "level_source") if version.level else ""
    version.cutoff = row.text("cutoff", choices=[cutoff.value for cutoff in Cutoff])
    version.start_event = row.text("start_event", choices=["", *StartEvent]) or StartEvent.ACCEPTED.value
    version.start_source = _source(row, "start_source") if version.start_event != StartEvent.ACCEPTED else ""
    version.holds = _holds(row)
    version.time_note = row.text("time_note") or version.time_note
    if row.parts("results"):
        version.results = [
            {"name": part.text("name", required=True), "code": part.text("code"), "source": _source(part)}
            for part in row.parts("results")
        ]
    versions.clear(version, "terms", "components", "steps", "cases")
    cases = _cases(row, version)
    Component.objects.bulk_create(_components(row, version, cases))
    terms = _terms(row, version, cases)
    ChannelTerm.objects.bulk_create(terms)
    steps = _steps(row, version)
    _check_sum(row, steps, terms)
    RouteStep.objects.bulk_create(steps)
    if row.parts("legal_basis"):
        versions.clear(version, "legal_bases")
        LegalBasis.objects.bulk_create(
            LegalBasis(
                version=version,
                position=place,
                number=part.text("number", required=True, longest=200),
                name=part.text("name", longest=300),
                source=_source(part),
            )
            for place, part in enumerate(row.parts("legal_basis"), start=1)
        )


def _holds(row: Item) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for part in row.parts("holds"):
        kind = part.text("kind", choices=list(HoldKind))
        if kind in found:
            raise part.refused(f"khoảng “{kind}” được ghi hai lần")
        mode = part.text("mode", choices=list(HoldMode))
        found[kind] = {"mode": mode, "basis": part.text("basis", required=True, longest=200)}
    return found


def _cases(row: Item, version: Version) -> dict[str, Case | None]:
    cases: dict[str, Case | None] = {"": None}
    for place, part in enumerate(row.parts("cases"), start=1):
        slug = part.text("slug", required=True, longest=60)
        if slug in cases:
            raise part.refused(f"trường hợp “{slug}” bị trùng")
        name = part.text("name", required=True, longest=300)
        cases[slug] = Case(version=version, position=place, slug=slug, name=name, source=_source(part))
    Case.objects.bulk_create(case for case in cases.values() if case)
    return cases


def _case(part: Item, cases: dict[str, Case | None]) -> Case | None:
    slug = part.text("case")
    if slug not in cases:
        raise part.refused(f"không có trường hợp “{slug}”")
    return cases[slug]


def _components(row: Item, version: Version, cases: dict[str, Case | None]) -> list[Component]:
    found = [
        Component(
            version=version,
            case=_case(part, cases),
            position=place,
            name=part.text("name", required=True),
            is_required=part.flag("required", default=True),
            condition=part.text("condition", longest=300),
            originals=part.number_in("originals"),
            copies=part.number_in("copies"),
            is_shown_only=part.flag("shown_only"),
            is_form=part.flag("form"),
            has_template=part.flag("form"),
            source=_source(part),
        )
        for place, part in enumerate(row.parts("components"), start=1)
    ]
    if not found:
        raise row.refused("chưa có thành phần hồ sơ")
    for component in found:
        if not component.is_required and not component.condition:
            raise row.refused(f"giấy tờ “{component.name}” không bắt buộc thì phải nói khi nào cần (mục “condition”)")
    return found


def _terms(row: Item, version: Version, cases: dict[str, Case | None]) -> list[ChannelTerm]:
    found: dict[tuple[Any, int], ChannelTerm] = {}
    for part in row.parts("terms"):
        case, limit = _case(part, cases), _limit(part)
        for channel in part.values.get("channels", []):
            if channel not in Channel.values:
                raise part.refused(f"không có kênh {channel!r}; dùng 1 trực tiếp, 2 trực tuyến, 3 bưu chính")
            if (case, channel) in found:
                raise part.refused(f"kênh {channel} được ghi hai lần")
            fee = part.number_in("fee")
            found[(case, channel)] = ChannelTerm(
                version=version,
                case=case,
                channel=channel,
                limit_value=limit.value if limit else None,
                limit_unit=limit.unit.value if limit else "",
                limit_note=part.text("limit_note"),
                limit_source=_source(part, "limit_source") if limit else "",
                fee_amount=fee,
                fee_kind=part.text("fee_kind", choices=FeeKind.values),
                fee_note=part.text("fee_note"),
                fee_source=_source(part, "fee_source") if fee is not None else part.text("fee_source"),
            )
    return list(found.values())


def _limit(part: Item) -> Limit | None:
    words = part.text("limit")
    if not words:
        return None
    try:
        return Limit.parse(words)
    except ValueError as problem:
        raise part.refused(str(problem)) from problem


def _steps(row: Item, version: Version) -> list[RouteStep]:
    kinds = [*PostKind.values, OUTSIDE]
    return [
        RouteStep(
            version=version,
            position=place,
            action=part.text("action", required=True, longest=20),
            name=part.text("name", required=True, longest=200),
            post_kind=part.text("post_kind", choices=kinds),
            role_name=part.text("role", longest=200),
            minutes=part.number_in("minutes"),
            source=_source(part),
        )
        for place, part in enumerate(row.parts("steps"), start=1)
    ]


def _check_sum(row: Item, steps: list[RouteStep], terms: list[ChannelTerm]) -> None:
    """Refuse a route that does not take exactly the longest limit in working days; within the day for 0."""
    limits = [term.limit_value or 0 for term in terms if term.limit_unit == Unit.WORKING_DAY]
    if not steps or not limits:
        return
    total, whole = sum(step.minutes or 0 for step in steps), max(limits) * _DAY_MINUTES
    if (total > _DAY_MINUTES) if whole == 0 else (total != whole):
        raise row.refused(f"các bước cộng lại {total} phút, thời hạn {max(limits)} ngày làm việc là {whole} phút")


def _source(part: Item, key: str = "source") -> str:
    return part.text(key, required=True, longest=300)
