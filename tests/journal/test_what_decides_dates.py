"""What every date and fee hangs on is vouched for too: national days, packs, and the terms of an opened procedure."""

from datetime import UTC, date, datetime

import pytest
from tests.journal import altering

from motcua import wiring
from motcua.journal import verification
from motcua.journal.verification import Finding
from motcua.kernel.limits import Limit
from motcua.office import founding
from motcua.office.calendar import CalendarDay
from motcua.office.offices import Office
from motcua.office.posts import Post
from motcua.procedures import completion, openings
from motcua.procedures.channels import ChannelTerm
from motcua.procedures.versions import Version
from motcua.site.demo import builders

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 3, tzinfo=UTC)


def found(office: Office) -> list[Finding]:
    """Return what verification of the office finds."""
    return verification.verify(office.pk, wiring.TABLES)


@pytest.fixture
def house(machine_clock) -> builders.House:
    """Return an office that was founded upon two national days and takes in one procedure."""
    machine_clock(AT)
    for on, note in ((date(2026, 11, 24), "Ngày Văn hóa Việt Nam"), (date(2027, 1, 1), "Tết Dương lịch")):
        CalendarDay.objects.create(office=None, on=on, kind="holiday", note=note)
    house = builders.found_office()
    founding.tell(house.office, at=AT)
    version = builders.procedure(fee=8000)
    openings.open_for_filing(house.office, version, by=house.system, at=AT)
    assert found(house.office) == []
    return house


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (CalendarDay, "kind", "swap_work"),
        (CalendarDay, "on", date(2026, 11, 25)),
        (ChannelTerm, "limit_value", 45),
        (ChannelTerm, "fee_amount", 9_000_000),
        (Version, "cutoff", "after_15h"),
        (Version, "start_event", "accepted_and_paid"),
    ],
)
def test_altering_what_dates_and_fees_hang_on_is_found_and_named(house, model, column, value):
    row = model.objects.first()
    altering.sql(model, row.pk, column, value)
    assert [(one.code, one.row) for one in found(house.office)] == [("fact", f"{model._meta.label} {row.pk}")]


def test_a_national_day_that_vanishes_is_found_and_named(house):
    row = CalendarDay.objects.first()
    CalendarDay.objects.filter(pk=row.pk).delete()
    assert [(one.code, one.row) for one in found(house.office)] == [("fact", f"office.CalendarDay {row.pk}")]


def test_the_steward_s_new_version_is_vouched_for_and_the_old_one_ends_lawfully(house):
    by = house.acting("steward")
    version = Version.objects.get()
    new = completion.complete(version, limits={1: Limit.parse("3:working_day")}, basis="QĐ 1", by=by, at=AT)
    assert found(house.office) == []
    altering.sql(ChannelTerm, new.terms.get(channel=1).pk, "limit_value", 30)
    altering.sql(Version, version.pk, "valid_to", date(2030, 1, 1))
    assert {one.row.split()[0] for one in found(house.office)} == {"procedures.ChannelTerm", "procedures.Version"}


def test_an_office_put_in_behind_the_journal_s_back_is_found_with_all_that_is_its(house):
    false = Office.objects.create(code="H99.66", name="Trung tâm không ai lập")
    post = Post.objects.create(office=false, kind="leader", name="Chủ tịch")
    rows = {one.row for one in verification.verify(tables=wiring.TABLES)}
    assert rows == {f"office.Office {false.pk}", f"office.Post {post.pk}"}
