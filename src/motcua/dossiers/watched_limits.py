"""Limits that are watched beside the promise (thời hạn phụ): the check of a new dossier, the wait for a supplement.

Each is counted by the same clock and can be shown day by day, like the promise itself. Legal source: NQ 66.7/2025;
domain brief 1.3(2), 1.3(6).
"""

from dataclasses import dataclass

from motcua.dossiers import intake, supplements
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.kernel import clock
from motcua.office import settings_dated
from motcua.office.calendar import calendar_of


@dataclass(frozen=True, slots=True)
class Watched:
    """One limit with its count."""

    words: str
    limit: clock.Limit
    promise: clock.Promise


def of_dossier(dossier: Dossier) -> list[Watched]:
    """Return the limits that are watched now beside the promise, counted as they were when they began."""
    if dossier.status == Status.REGISTERED:
        limit, promise = intake.check_promise(dossier.office_id, dossier.channel, dossier.submitted_at)
        return [Watched("Hạn Trung tâm kiểm tra hồ sơ", limit, promise)] if _is(promise, dossier.check_due_at) else []
    asked = supplements.find_open(dossier) if dossier.status == Status.SUPPLEMENT else None
    if asked is None:
        return []
    text = settings_dated.value(dossier.office_id, "supplement_expiry", dossier.rules_on)
    limit = clock.Limit.parse(text)
    promise = clock.promise(limit, asked.requested_at, calendar_of(dossier.office_id))
    # Answers that were given back give more days: then the date is no plain count of this limit.
    return [Watched("Hạn bổ sung giấy tờ", limit, promise)] if _is(promise, asked.expires_at) else []


def _is(promise: clock.Promise, moment: object) -> bool:
    return promise.due_at == moment
