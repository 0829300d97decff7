"""`motcua init` and `motcua reset-access`: an office, its hours, its steward, and the journal that says so."""

import re
from datetime import UTC, date, datetime, time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua import packs
from motcua.journal import entries
from motcua.office import calendar, offices, posts, sign_in_links, staff
from motcua.office.sign_in_links import LinkSpent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_packs(monkeypatch):
    """Packs have tests of their own; here they only cost time."""
    monkeypatch.setattr(packs, "all_folders", list)


def init(**options) -> str:
    out = StringIO()
    call_command("init", stdout=out, **options)
    return out.getvalue()


def token_in(page: str) -> str:
    match = re.search(r"http\S+/([\w-]{20,})/", page)
    assert match, page
    return match[1]


def steward_of(office) -> staff.Staff:
    return posts.Assignment.objects.get(office=office, post__kind="steward").staff


def test_init_makes_one_office_with_its_hours_and_a_steward_who_can_come_in():
    page = init()
    office = offices.by_code("H99.01")
    hours = calendar.WorkingHours.objects.get(office=office)
    assert (hours.morning_from, hours.morning_to) == (time(7, 30), time(11, 30))
    assert (hours.afternoon_from, hours.afternoon_to) == (time(13), time(17))
    account = sign_in_links.use(token_in(page), at=datetime.now(UTC))
    assert account == steward_of(office).account


def test_init_again_changes_only_what_is_named():
    init(code="H99.02", name="Trung tâm A", hours="07:00-11:00,13:30-17:30")
    again = init(place_name="Bằng Lăng")
    office = offices.by_code("H99.02")
    assert (office.name, office.place_name) == ("Trung tâm A", "Bằng Lăng")
    assert calendar.WorkingHours.objects.get(office=office).morning_from == time(7)
    assert "reset-access" in again and "http" not in again
    assert offices.listing() == [{"code": "H99.02", "name": "Trung tâm A"}]


def test_hours_can_change_from_a_day_on():
    init()
    init(hours="08:00–12:00, 13:00–17:00", hours_from="2026-12-01")
    office = offices.by_code("H99.01")
    found = list(calendar.WorkingHours.objects.filter(office=office).values_list("valid_from", "morning_from"))
    assert found == [(date(2025, 7, 1), time(7, 30)), (date(2026, 12, 1), time(8))]


@pytest.mark.parametrize(
    "options",
    [
        {"hours": "sáng và chiều"},
        {"hours": "11:30-07:30,13:00-17:00"},
        {"hours": "25:00-26:00,27:00-28:00"},
        {"hours_from": "ngày mai"},
        {"code": "xã tôi"},
        {"commune_code": "00000"},
    ],
)
def test_init_refuses_what_it_cannot_read_and_makes_no_office(options):
    with pytest.raises(CommandError):
        init(**options)
    assert offices.listing() == []


def test_reset_access_prints_a_link_that_works_once_and_is_journalled():
    first = token_in(init())
    member = steward_of(offices.by_code("H99.01"))
    out = StringIO()
    call_command("reset_access", member.account.username.upper(), stdout=out)
    now = datetime.now(UTC)
    with pytest.raises(LinkSpent):
        sign_in_links.use(first, at=now)
    assert sign_in_links.use(token_in(out.getvalue()), at=now) == member.account
    with pytest.raises(LinkSpent):
        sign_in_links.use(token_in(out.getvalue()), at=now)
    # Made at init, made by reset-access, used.
    assert len(entries.of(member.pk, member.office_id)) == 3


def test_reset_access_refuses_a_stranger_and_a_locked_account():
    init()
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("reset_access", "nguoi-la")
    member = steward_of(offices.by_code("H99.01"))
    staff.Staff.objects.filter(pk=member.pk).update(is_active=False)
    with pytest.raises(CommandError, match="đã khóa"):
        call_command("reset_access", member.account.username)
