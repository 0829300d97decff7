"""Rounds (việc định kỳ): what happens by itself every minute, hour or local day, once per period however many workers.

The period that a task was last put for is stored; missed periods are not made up, because a task recomputes from facts.
"""

from datetime import UTC, datetime, timedelta

from django.db import models, transaction

from motcua.journal import jobs
from motcua.kernel.localtime import day_start, local_day

MINUTE, HOUR, DAY = "minute", "hour", "day"


class Round(models.Model):
    """The latest period for which a task was put among the jobs."""

    name = models.CharField(max_length=80, primary_key=True)
    period_at = models.DateTimeField()


def period_start(period: str, at: datetime) -> datetime:
    """Return when the period around `at` began; a day is the local day; ValueError for an unknown period."""
    if period == DAY:
        return day_start(local_day(at))
    if period not in (MINUTE, HOUR):
        raise ValueError(f"unknown period {period!r}")
    begun = at.astimezone(UTC).replace(second=0, microsecond=0)
    return begun if period == MINUTE else begun - timedelta(minutes=begun.minute)


def put_due(name: str, period: str, at: datetime) -> bool:
    """Put the task's job for the period around `at` unless that was done, and return whether it was put now.

    While an earlier job of the task still waits for its next attempt, none is added.
    """
    start = period_start(period, at)
    if Round.objects.filter(name=name, period_at__gte=start).exists():
        return False
    with transaction.atomic():
        Round.objects.bulk_create([Round(name=name, period_at=jobs.AT_ONCE)], ignore_conflicts=True)
        row = Round.objects.select_for_update().get(name=name)
        if row.period_at >= start or jobs.is_pending(name):
            return False
        row.period_at = start
        row.save(update_fields=["period_at"])
        key = f"{name}@{start:%Y-%m-%dT%H:%M}"
        jobs.put(name, office=None, payload={"period": period, "period_at": start.isoformat()}, key=key)
    return True
