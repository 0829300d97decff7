"""Founding (lập cơ quan): tells the journal of an office as the console set it up, with hours, posts and first staff.

What a steward changes later tells of itself; what `motcua init` and the demo write stands in one entry made here.
"""

from datetime import datetime

from django.db import models, transaction

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.office.calendar import CalendarDay, WorkingHours
from motcua.office.events import OfficeFounded
from motcua.office.offices import Office
from motcua.office.packs import PackLoad
from motcua.office.posts import Assignment, Post
from motcua.office.staff import Staff


@transaction.atomic
def tell(office: Office, *, at: datetime, source: str = "") -> None:
    """Record the office with hours, posts, staff, the national days and the packs as facts of its chain."""
    office.refresh_from_db()
    posts, members = list(Post.objects.filter(office=office)), list(Staff.objects.filter(office=office))
    rows: list[models.Model] = [office, *WorkingHours.objects.filter(office=office), *posts, *members]
    rows += Assignment.objects.filter(office=office)
    # What every date here hangs on stood before the office did: from now on this chain vouches for it.
    rows += [*CalendarDay.objects.filter(office=None), *PackLoad.objects.all()]
    event = OfficeFounded(posts=len(posts), staff=len(members))
    by = Acting.system(office.pk)
    entries.record(event, office=office.pk, subject=office.pk, by=by, at=at, facts=rows, source=source)
