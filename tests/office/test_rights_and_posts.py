"""Who may do what, in which post and when; settings, hours and posts as they hold on a day."""

from datetime import date, time

import pytest

from motcua.journal.acting import Acting
from motcua.kernel.identifiers import uuid7
from motcua.office import at_hand, calendar, posts, rights, settings_dated, staff
from motcua.office.posts import PostKind
from motcua.office.rights import GRANTS, Capability, NotAllowed, Scope
from motcua.office.settings_dated import SETTINGS, OfficeSetting
from motcua.site.demo import builders

DAY = date(2026, 11, 2)


@pytest.fixture
def house(db):
    return builders.found_office()


def acting(kind: str) -> Acting:
    return Acting(person=None, post=None, office=uuid7(), role=kind)


def test_every_line_of_the_table_names_a_post_and_its_basis():
    assert {grant.post_kind for grant in GRANTS} == set(PostKind)
    assert all(grant.basis for grant in GRANTS)
    lines = [(grant.post_kind, grant.capability, grant.valid_from) for grant in GRANTS]
    assert len(lines) == len(set(lines))
    assert {grant.capability for grant in GRANTS} == set(Capability)


@pytest.mark.parametrize("kind", PostKind)
@pytest.mark.parametrize("capability", Capability)
def test_a_right_holds_only_for_the_posts_of_the_table(kind, capability):
    granted = [grant for grant in GRANTS if grant.post_kind == kind and grant.capability == capability]
    assert rights.may(acting(kind), capability, DAY) == bool(granted)
    if granted:
        assert rights.require(acting(kind), capability, DAY) is granted[0].scope
    else:
        with pytest.raises(NotAllowed):
            rights.require(acting(kind), capability, DAY)


def test_money_and_signature_are_apart():
    may = {kind: {grant.capability for grant in GRANTS if grant.post_kind == kind} for kind in PostKind}
    assert not may["steward"] & {Capability.SEE_DOSSIER, Capability.SIGN, Capability.TAKE_FEE, Capability.CHECK}
    assert not may["cashier"] & {Capability.SEE_DOSSIER, Capability.CHECK, Capability.SIGN}
    assert [kind for kind in PostKind if Capability.SIGN in may[kind]] == ["leader"]


def test_no_right_is_older_than_the_two_level_government():
    assert not rights.may(acting("reception"), Capability.CHECK, date(2025, 6, 30))
    assert rights.scope_of(acting("specialist"), Capability.PROCESS, date(2025, 7, 1)) is Scope.POST


def test_a_setting_holds_from_its_day_on_for_its_office_only(house):
    other = builders.found_office("H99.02", "Khác", prefix="khac-")
    OfficeSetting.objects.create(
        office=house.office, name="supplement_expiry", value="10:working_day", valid_from=date(2026, 11, 1)
    )
    assert settings_dated.value(house.office.pk, "supplement_expiry", date(2026, 10, 31)) == "15:working_day"
    assert settings_dated.value(house.office.pk, "supplement_expiry", date(2026, 11, 1)) == "10:working_day"
    assert settings_dated.value(other.office.pk, "supplement_expiry", DAY) == "15:working_day"
    with pytest.raises(KeyError):
        settings_dated.value(house.office.pk, "no_such_setting", DAY)
    assert all(setting.legal_ref and setting.words for setting in SETTINGS.values())


def test_a_person_acts_in_the_post_held_on_the_day(house):
    member = house.staff["reception"]
    second = posts.establish(house.office, PostKind.SPECIALIST, "Công chức Địa chính")
    posts.assign(member, second, date(2026, 11, 1), to_on=date(2026, 11, 30))
    found, _assignment = posts.find_acting(member.account, DAY, second.pk)
    assert (found.post, found.role, found.person) == (second.pk, "specialist", member.pk)
    later, _assignment = posts.find_acting(member.account, date(2026, 12, 1), second.pk)
    assert later.post == house.posts["reception"].pk  # the second post is over
    assert posts.default_of(house.office.pk, "specialist") == house.posts["specialist"]
    assert posts.default_of(house.office.pk, "nobody") is None


def test_what_is_kept_at_hand_is_read_once_and_forgotten_when_hours_change(house, django_assert_num_queries):
    with at_hand.kept():
        calendar.calendar_of(house.office.pk)
        posts.by_kind(house.office.pk)
        with django_assert_num_queries(0):
            calendar.calendar_of(house.office.pk)
            posts.default_of(house.office.pk, "leader")
        calendar.set_hours(house.office, date(2026, 11, 3), morning_from=time(8))
        assert calendar.calendar_of(house.office.pk).spans(date(2026, 11, 3))[0].start == time(8)
    with django_assert_num_queries(2):
        posts.by_kind(house.office.pk)
        posts.by_kind(house.office.pk)


def test_names_are_kept_composed_and_sorted_by_the_given_name(house):
    member = staff.employ(house.office, "  TheM  ", "Nguyễn Văn Ất")
    assert (member.account.username, member.account.has_usable_password()) == ("them", False)
    staff.employ(house.office, "b", "Trần Thị Ân")
    names = [one.full_name for one in staff.of_office(house.office.pk)]
    assert names.index("Trần Thị Ân") < names.index("Nguyễn Văn Ất")
