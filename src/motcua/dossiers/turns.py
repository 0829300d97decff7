"""What stands beside a status (việc kèm trạng thái): the open request, gate and result it must have, and may not.

A part of the invariants: read for a batch of dossiers in seven statements, then judged one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models

from motcua.dossiers.corrections import Correction
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.gates import CORRECTION, Gate
from motcua.dossiers.losses import Loss
from motcua.dossiers.obligations import Obligation
from motcua.dossiers.results import Result
from motcua.dossiers.status import Status
from motcua.dossiers.supplements import Supplement
from motcua.dossiers.withdrawals import Withdrawal


@dataclass(frozen=True, slots=True)
class Beside:
    """Which dossiers of a batch have what open; the live results with the moment of their return."""

    asked: set[UUID]
    obliged: set[UUID]
    withdrawing: set[UUID]
    corrected: set[UUID]
    gated: set[UUID]
    unwatched: set[UUID]
    results: dict[UUID, datetime | None]


def read(office_id: UUID, ids: list[UUID]) -> Beside:
    """Return what stands beside these dossiers."""

    def of(model: type[models.Model], **which: object) -> set[UUID]:
        rows = model._default_manager.filter(office_id=office_id, dossier_id__in=ids, **which)
        return set(rows.values_list("dossier_id", flat=True))

    live = Result.objects.filter(office_id=office_id, dossier_id__in=ids, replaced_at=None)
    return Beside(
        asked=of(Supplement, ended_at=None),
        obliged=of(Obligation, met_at=None),
        withdrawing=of(Withdrawal, answered_at=None),
        corrected=of(Correction, ended_at=None),
        gated=of(Gate, name=CORRECTION, lifted_at=None),
        unwatched=of(Loss, settled_at=None, next_moment_at=None),
        results=dict(live.values_list("dossier_id", "returned_at")),
    )


def broken(row: Dossier, beside: Beside) -> Iterator[str]:
    """Yield in Vietnamese what stands beside the dossier and should not, or should and does not."""
    if row.pk in beside.unwatched:
        yield "có giấy tờ bị mất mà không ai theo dõi"
    if (row.pk in beside.corrected) != (row.pk in beside.gated):
        yield "đính chính và việc tạm ngừng trả kết quả không khớp nhau"
    if row.pk in beside.corrected and row.status != Status.PROCESSED:
        yield "đang đính chính nhưng trạng thái không phải đã xử lý xong"
    if row.void_at is not None:
        return
    if row.status == Status.SUPPLEMENT and row.pk not in beside.asked:
        yield "chờ bổ sung nhưng không có yêu cầu nào đang mở"
    if row.status == Status.OBLIGATION and row.pk not in beside.obliged:
        yield "chờ nghĩa vụ tài chính nhưng không có thông báo nào đang mở"
    if (row.status == Status.WITHDRAWAL) != (row.pk in beside.withdrawing):
        yield "yêu cầu rút và trạng thái không khớp nhau"
    is_resolved = row.status in (Status.PROCESSED, Status.RETURNED)
    if is_resolved != (row.pk in beside.results):
        yield "kết quả và trạng thái không khớp nhau"
    elif is_resolved and row.pk not in beside.corrected:
        returned_at = beside.results[row.pk]
        if (row.status == Status.RETURNED) != (returned_at is not None) or returned_at != row.returned_at:
            yield "lúc trả kết quả khác với hồ sơ"
