"""The internal route (quy trình nội bộ): who does what for how long, in minutes of an eight-hour day.

Legal source: each province's decisions approving internal procedures; 1 day = 8 working hours, and the step "trả kết
quả" carries no time. Steps of other agencies keep their time but belong to no post of this office.
"""

from django.db import models

from motcua.kernel.identifiers import uuid7
from motcua.procedures.versions import Version

OUTSIDE = "outside"  # a step at another agency (cấp tỉnh, cơ sở trợ giúp …)


class RouteStep(models.Model):
    """One step; `minutes` is None for a step outside the limit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    action = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    post_kind = models.CharField(max_length=20)  # PostKind of office.posts, or OUTSIDE
    role_name = models.CharField(max_length=200, blank=True)  # as the decision names it
    minutes = models.PositiveIntegerField(null=True, blank=True)
    is_clock_time = models.BooleanField(default=False)  # hours by the clock, nights and holidays included
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="step_once_per_position")]

    def __str__(self) -> str:
        return self.name


def steps(version: Version) -> list[RouteStep]:
    """Return the steps of a version in order."""
    return list(version.steps.all())


def minutes_of(version: Version) -> int:
    """Return the sum of the steps' minutes; 480 are one working day."""
    return sum(step.minutes or 0 for step in version.steps.all())
