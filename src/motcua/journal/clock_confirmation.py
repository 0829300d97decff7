"""Confirmation of the clock (xác nhận đồng hồ): a person at the console says that a doubted clock is right.

After a long rest, or after entries were written by a clock that ran ahead, the chain would wait for days. The
confirmation is an entry of its own in every chain concerned, so that the step in time stays visible for good.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal import clock_sanity, entries, jobs
from motcua.journal.acting import Acting
from motcua.journal.chain import Head
from motcua.journal.clock_sanity import CLOCK_TOLERANCE, EARLIEST, longest_sleep
from motcua.journal.events import ClockConfirmed
from motcua.journal.refusals import Refused
from motcua.journal.rounds import Round
from motcua.kernel.localtime import iso


class NothingToConfirm(Refused):
    """The clock is not in doubt."""

    def __init__(self) -> None:
        super().__init__(_("Đồng hồ không có gì đáng ngờ, nên không cần xác nhận."))


class ClockImpossible(Refused):
    """The clock shows a year in which there were no centres; nobody can confirm that."""

    def __init__(self) -> None:
        super().__init__(_("Đồng hồ máy chủ chỉ một ngày trước 01/7/2025 nên không thể đúng. Hãy chỉnh giờ máy chủ."))


@transaction.atomic
def confirm(*, at: datetime) -> int:
    """Write into every chain whose newest entry doubts the clock that it is right, and return how many there are.

    `at` is the machine's own moment. Rounds put by a clock that ran ahead are due again.
    Raises NothingToConfirm, ClockImpossible.
    """
    if at < EARLIEST:
        raise ClockImpossible
    if clock_sanity.look().is_right:
        raise NothingToConfirm
    doubting = [
        head
        for head in Head.objects.exclude(recorded_at=None).order_by("office_id")
        if head.recorded_at and not head.recorded_at - CLOCK_TOLERANCE <= at <= head.recorded_at + longest_sleep()
    ]
    Round.objects.filter(period_at__gt=at).update(period_at=jobs.AT_ONCE)
    with clock_sanity.trusted():
        for head in doubting:
            event = ClockConfirmed(newest_at=iso(head.recorded_at or at), clock_at=iso(at))
            entries.record(
                event, office=head.office_id, subject=head.office_id, by=Acting.system(head.office_id), at=at
            )
    return len(doubting)
