"""Builders: an office with its posts and a small procedure made by hand, shared by the tests and the demo.

Everything here goes through the same functions as the screens do, so that neither can rot.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from motcua.journal.acting import Acting
from motcua.kernel.limits import Limit
from motcua.kernel.vietnamese import fold
from motcua.office import calendar, offices, posts, staff
from motcua.office.offices import Office
from motcua.office.posts import Post, PostKind
from motcua.office.staff import Account, Staff
from motcua.procedures import openings
from motcua.procedures.catalogue import COMMUNE, Procedure, Quality
from motcua.procedures.channels import Channel, ChannelTerm
from motcua.procedures.components import Component
from motcua.procedures.eforms import EForm
from motcua.procedures.routes import RouteStep
from motcua.procedures.versions import Level, Version

SINCE = date(2025, 7, 1)
OPENED_AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)

# User name of the demo, name, title, kind of post. The names are invented.
PEOPLE: tuple[tuple[str, str, str, PostKind], ...] = (
    ("tiepnhan", "Y Hlui", "Công chức tiếp nhận", PostKind.RECEPTION),
    ("chuyenmon", "Trần Quốc Khang", "Công chức Tư pháp - Hộ tịch", PostKind.SPECIALIST),
    ("lanhdao", "Đinh Thị Thu Hằng", "Phó Chủ tịch UBND xã", PostKind.LEADER),
    ("giamdoc", "A Brưu", "Giám đốc Trung tâm", PostKind.DIRECTOR),
    ("thuquy", "H'Hen Niê", "Thủ quỹ", PostKind.CASHIER),
    ("quantri", "Phạm Gia Bảo", "Quản trị hệ thống", PostKind.STEWARD),
)


@dataclass(frozen=True)
class House:
    """One office with a member of staff in a post of every kind."""

    office: Office
    staff: dict[str, Staff] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    def acting(self, kind: str) -> Acting:
        """Return how the holder of this kind of post acts."""
        return Acting(person=self.staff[kind].pk, post=self.posts[kind].pk, office=self.office.pk, role=str(kind))

    def citizen(self, person: UUID | None) -> Acting:
        """Return how a citizen acts on a matter of the office."""
        return Acting.citizen(self.office.pk, person)

    @property
    def system(self) -> Acting:
        """Return the machine acting for the office."""
        return Acting.system(self.office.pk)


def found_office(
    code: str = "H99.01",
    name: str = "Trung tâm Phục vụ hành chính công xã Hoa Sen (minh họa)",
    *,
    people: tuple[tuple[str, str, str, PostKind], ...] = PEOPLE,
    prefix: str = "",
    password_hash: str = "",
    **details: str,
) -> House:
    """Return the office with its hours and one member of staff per post; what exists already is kept."""
    office = offices.found(code, name, **details)
    if not calendar.WorkingHours.objects.filter(office=office).exists():
        calendar.set_hours(office, SINCE)
    house = House(office)
    for username, full_name, title, kind in people:
        login = prefix + username
        member = Staff.objects.filter(office=office, account__username=login).first()
        if member is None:
            member = staff.employ(office, login, full_name, title=title)
            if password_hash:
                Account.objects.filter(pk=member.account_id).update(password=password_hash)
        post = posts.establish(office, kind, kind.label)
        if not posts.Assignment.objects.filter(office=office, staff=member, post=post).exists():
            posts.assign(member, post, SINCE, basis="Quyết định phân công (minh họa)")
        house.staff[kind], house.posts[kind] = member, post
    return house


ROUTE: tuple[tuple[str, str, int], ...] = (
    ("Tiếp nhận, kiểm tra hồ sơ", "reception", 120),
    ("Thẩm định, dự thảo kết quả", "specialist", 960),
    ("Xem xét, ký duyệt", "leader", 240),
    ("Trả kết quả", "reception", 0),
)
PAPERS: tuple[tuple[str, bool], ...] = (
    ("Tờ khai theo mẫu", True),
    ("Giấy tờ chứng minh nơi cư trú", True),
    ("Văn bản ủy quyền (nếu có)", False),
)


def procedure(
    code: str = "1.004873",
    *,
    name: str = "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    sector: str = "Hộ tịch",
    limit: str = "5:working_day",
    fee: int = 0,
    cutoff: str = "none",
    route: tuple[tuple[str, str, int], ...] = ROUTE,
    papers: tuple[tuple[str, bool], ...] = PAPERS,
) -> Version:
    """Return the version of a small procedure made by hand, the same for all three channels."""
    row = Procedure.objects.create(
        code=code,
        name=name,
        folded_name=fold(name),
        sector=sector,
        authority_group=COMMUNE,
        source="minh họa",
        quality=Quality.REVIEWED,
    )
    form = EForm.objects.create(
        slug=f"form-{code.replace('.', '-')}", number=1, title=name, definition={"sections": []}, digest="0" * 64
    )
    version = Version.objects.create(
        procedure=row,
        number=1,
        valid_from=SINCE,
        name=name,
        level=Level.FULL,
        eform=form,
        cutoff=cutoff,
        results=[{"name": "Giấy xác nhận", "code": "", "source": "minh họa"}],
        source="minh họa",
        is_reviewed=True,
    )
    term = Limit.parse(limit)
    ChannelTerm.objects.bulk_create(
        [
            ChannelTerm(
                version=version, channel=channel, limit_value=term.value, limit_unit=term.unit.value, fee_amount=fee
            )
            for channel in Channel
        ]
    )
    Component.objects.bulk_create(
        [
            Component(version=version, position=position, name=paper, is_required=is_required, originals=1, copies=0)
            for position, (paper, is_required) in enumerate(papers, start=1)
        ]
    )
    RouteStep.objects.bulk_create(
        [
            RouteStep(version=version, position=position, action="xu_ly", name=step, post_kind=kind, minutes=minutes)
            for position, (step, kind, minutes) in enumerate(route, start=1)
        ]
    )
    return version


def open_for_filing(house: House, version: Version, *, at: datetime = OPENED_AT) -> Version:
    """Return the version, which the office now takes in."""
    openings.open_for_filing(house.office, version, by=house.system, at=at)
    return version
