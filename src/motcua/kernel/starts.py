"""When a limit begins to count (thời điểm bắt đầu tính thời hạn): which event starts the clock of a procedure.

Legal source: NĐ 118/2025/NĐ-CP Điều 17(3) as amended by NĐ 309/2026 Điều 8 (from the complete receipt shown on Mẫu 01;
for a dossier received elsewhere from the moment the competent agency has it); inter-agency decrees that say "kể từ khi
nhận đủ hồ sơ và thanh toán phí". Submission never starts a clock.
"""

from datetime import datetime
from enum import StrEnum


class StartEvent(StrEnum):
    """What the procedure's law lets the clock wait for, beyond the complete dossier."""

    ACCEPTED = "accepted"
    RECEIVED_BY_COMPETENT = "received_by_competent"
    ACCEPTED_AND_PAID = "accepted_and_paid"


def clock_start(
    event: StartEvent,
    accepted_at: datetime | None,
    *,
    received_by_competent_at: datetime | None = None,
    paid_at: datetime | None = None,
) -> datetime | None:
    """Give the moment from which the limit counts; None while one of the events that it needs has not happened."""
    if accepted_at is None or event is StartEvent.ACCEPTED:
        return accepted_at
    other = received_by_competent_at if event is StartEvent.RECEIVED_BY_COMPETENT else paid_at
    return None if other is None else max(accepted_at, other)
