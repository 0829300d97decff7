"""The steward completes what the national row leaves open (hoàn thiện thông tin): fee, limit, level of this province.

Fees of civil status and land and the level of online service are set by each province; completing makes a version that
says so with its basis, and leaves a frozen one as it was.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.clock import Cutoff
from motcua.kernel.holds import HoldKind, HoldMode
from motcua.kernel.limits import Limit
from motcua.kernel.localtime import local_day
from motcua.kernel.starts import StartEvent
from motcua.office import rights
from motcua.office.settings_dated import NO_HOLD
from motcua.procedures import openings, versions
from motcua.procedures.channels import Channel, ChannelTerm, FeeKind
from motcua.procedures.components import Case
from motcua.procedures.events import ProcedureCompleted
from motcua.procedures.versions import Level, Version


class BadCompletion(Refused):
    """What the steward gave is not usable."""

    status = 422


class Overtaken(Refused):
    """Another version was made while the steward was typing."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Thủ tục %(code)s vừa có phiên bản mới. Hãy tải lại trang rồi bổ sung trên phiên bản mới.")
            % {"code": code}
        )


@transaction.atomic
def complete(
    version: Version,
    *,
    by: Acting,
    at: datetime,
    basis: str,
    level: str | None = None,
    limits: Mapping[int, Limit] | None = None,
    fees: Mapping[int, int] | None = None,
    fee_kind: str = FeeKind.FIXED,
    cutoff: str | None = None,
    start_event: str | None = None,
    holds: Mapping[str, str] | None = None,
    case: Case | None = None,
    source: str = "",
) -> Version:
    """Fill level, limits and fees by channel (1, 2, 3), with the basis that sets them, and return the version.

    `cutoff`, `start_event` and `holds` ({HoldKind: mode, "none" when the time counts}) are the clock's; limits and fees
    are those of the `case` when one is given. Only what is given changes. Raises BadCompletion without a basis, for an
    unknown level or channel, or a fee below 0; Overtaken when the version is no longer the newest.
    """
    rights.require(by, rights.Capability.KEEP_CATALOGUE, local_day(at))
    limits, fees = limits or {}, fees or {}
    _check(basis, level, limits, fees, fee_kind)
    filled = _check_clock(cutoff, start_event, holds or {})
    if level is None and not filled and not limits and not fees:
        raise BadCompletion(_("Chưa có nội dung nào để bổ sung. Hãy nhập phí, thời hạn hoặc mức độ dịch vụ công."))
    if versions.latest(version.procedure).pk != version.pk:
        raise Overtaken(version.procedure.code)
    draft = versions.successor_of(version, local_day(at))
    if level is not None:
        draft.level, draft.level_source = level, basis
        filled.append("level")
    _set_clock(draft, cutoff, start_event, holds or {}, basis.strip())
    own_case = None if case is None else draft.cases.get(slug=case.slug)
    for channel in sorted({*limits, *fees}):
        term = draft.terms.filter(channel=channel, case=own_case).first()
        term = term or ChannelTerm(version=draft, channel=channel, case=own_case)
        if channel in limits:
            term.limit_value, term.limit_unit = limits[channel].value, limits[channel].unit.value
            term.limit_source = basis
            filled.append(f"limit.{channel}")
        if channel in fees:
            term.fee_amount, term.fee_kind, term.fee_source = fees[channel], fee_kind, basis
            filled.append(f"fee.{channel}")
        term.save()
    draft.layers["completed"] = "steward"
    draft.save()
    event = ProcedureCompleted(procedure_code=draft.procedure.code, version_id=draft.pk, fields=filled)
    entries.record(event, office=by.office, subject=draft.procedure_id, by=by, at=at, source=source)
    openings.carry_over(version, draft, at=at)
    return draft


def _check(
    basis: str,
    level: str | None,
    limits: Mapping[int, Limit],
    fees: Mapping[int, int],
    fee_kind: str,
) -> None:
    if not basis.strip() or len(basis) > 300:
        raise BadCompletion(_("Hãy ghi căn cứ (số nghị quyết, quyết định), tối đa 300 ký tự."))
    if level is not None and level not in Level.values:
        raise BadCompletion(_("Mức độ dịch vụ công chưa đúng. Hãy chọn toàn trình, một phần hoặc cung cấp thông tin."))
    if not {*limits, *fees} <= set(Channel.values):
        raise BadCompletion(_("Kênh nộp chưa đúng. Hãy chọn trực tiếp, trực tuyến hoặc bưu chính."))
    if any(fee < 0 or fee >= 10**9 for fee in fees.values()):
        raise BadCompletion(_("Mức phí phải là số đồng không âm. Miễn phí thì nhập 0 và ghi căn cứ."))
    if fee_kind not in FeeKind.values:
        raise BadCompletion(_("Cách tính phí chưa đúng. Hãy chọn trong danh sách."))


def _check_clock(cutoff: str | None, start_event: str | None, holds: Mapping[str, str]) -> list[str]:
    """Return which facts of the clock are given, all of them known."""
    if cutoff is not None and cutoff not in set(Cutoff):
        raise BadCompletion(_("Giờ chốt nhận hồ sơ chưa đúng. Hãy chọn trong danh sách."))
    if start_event is not None and start_event not in set(StartEvent):
        raise BadCompletion(_("Thời điểm bắt đầu tính thời hạn chưa đúng. Hãy chọn trong danh sách."))
    if not set(holds) <= set(HoldKind) or not set(holds.values()) <= {NO_HOLD, *HoldMode}:
        raise BadCompletion(_("Cách tính thời gian chờ chưa đúng. Hãy chọn trong danh sách."))
    given = {"cutoff": cutoff, "start_event": start_event}
    return [name for name, value in given.items() if value is not None] + [f"hold.{kind}" for kind in sorted(holds)]


def _set_clock(
    draft: Version, cutoff: str | None, start_event: str | None, holds: Mapping[str, str], basis: str
) -> None:
    if cutoff is not None:
        draft.cutoff = cutoff
    if start_event is not None:
        draft.start_event, draft.start_source = start_event, basis
    kept = {kind: rule for kind, rule in draft.holds.items() if kind not in holds}
    told = {kind: {"mode": mode, "basis": basis[:200]} for kind, mode in holds.items() if mode != NO_HOLD}
    draft.holds = {**kept, **told}
