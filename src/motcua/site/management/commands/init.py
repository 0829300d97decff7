"""`motcua init`: a new installation without demo data: tables, packs, one office with its hours, and its steward.

Running it again repairs what is missing and changes only what the options name.
"""

import re
from argparse import ArgumentParser
from datetime import date, time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.journal import tuning
from motcua.journal.acting import Acting
from motcua.kernel.localtime import local_day
from motcua.office import areas, calendar, founding, offices, posts, sign_in_links, staff
from motcua.office.offices import Office
from motcua.office.posts import PostKind
from motcua.office.staff import Staff
from motcua.procedures import openings, versions
from motcua.site import first_sign_in

DEFAULT_CODE = "H99.01"
DEFAULT_NAME = "Trung tâm Phục vụ hành chính công cấp xã"
HOURS = re.compile(r"(\d\d?:\d\d)[-–](\d\d?:\d\d)\s*[,;]\s*(\d\d?:\d\d)[-–](\d\d?:\d\d)")
# The two-level local government starts: no office of this kind is older.
SINCE = date(2025, 7, 1)


class Command(BaseCommand):
    """Set up one installation and print a one-time sign-in link of its steward."""

    help = "Lập một hệ thống mới: bảng dữ liệu, gói dữ liệu, một cơ quan, giờ làm việc, quản trị viên."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the office's code, names, place, hours and the steward's user name."""
        parser.add_argument("--code", help=f"mã định danh điện tử của cơ quan (mặc định {DEFAULT_CODE})")
        parser.add_argument("--name", help="tên cơ quan")
        parser.add_argument("--parent", dest="parent_name", help="tên cơ quan cấp trên, in đầu văn bản")
        parser.add_argument("--place", dest="place_name", help="địa danh đứng trước ngày trên văn bản")
        parser.add_argument("--commune", dest="commune_code", help="mã xã, phường, đặc khu (5 chữ số)")
        parser.add_argument("--hours", help="giờ làm việc, ví dụ 07:30-11:30,13:00-17:00")
        parser.add_argument("--hours-from", help="ngày giờ làm việc bắt đầu áp dụng, ví dụ 2026-12-01")
        parser.add_argument("--closed", action="store_true", help="chưa mở tiếp nhận thủ tục nào")
        parser.add_argument("--steward", default="quantri", help="tên đăng nhập của quản trị viên")

    def handle(self, **options: Any) -> None:
        """Go through the steps; each says what it does."""
        hours, hours_from = _hours(options["hours"]), _day(options["hours_from"])
        self._say("Lập bảng dữ liệu…")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("import_pack", stdout=self.stdout)
        office = self._office(options)
        if hours or not calendar.WorkingHours.objects.filter(office=office).exists():
            system = Acting.system(office.pk)
            calendar.change_hours(office, hours_from or SINCE, by=system, at=timezone.now(), **(hours or {}))
        self._say(f"Cơ quan: {office.code} {office.name}; giờ làm việc {_spelled(office)}.")
        for kind in PostKind:
            posts.establish(office, kind, str(kind.label))
        if not options["closed"]:
            self._open_reviewed(office)
        self._steward(office, options["steward"].strip().lower())
        founding.tell(office, at=timezone.now())
        tuning.analyse()

    def _open_reviewed(self, office: Office) -> None:
        """Open what the hand-reviewed pack makes complete, once: what a steward closed later stays closed."""
        if openings.Opening.objects.filter(office=office).exists():
            return
        now = timezone.now()
        ready = [v for v in versions.reviewed(local_day(now)) if not openings.obstacles(v, local_day(now))]
        for version in ready:
            openings.open_for_filing(office, version, by=Acting.system(office.pk), at=now)
        self._say(
            f"Mở tiếp nhận {len(ready)} thủ tục đã rà soát. Thời hạn, phí ghi “minh họa” thì cơ quan phải kiểm tra lại "
            "trước khi dùng thật (Quản trị › Thủ tục; hoặc chạy init --closed để không mở)."
        )

    def _office(self, options: dict[str, Any]) -> Office:
        wanted = {
            name: value.strip()
            for name in ("name", "parent_name", "place_name", "commune_code")
            if (value := options[name]) is not None
        }
        commune = wanted.get("commune_code")
        if commune and (len(commune) != 5 or areas.find(commune, timezone.localdate()) is None):
            raise CommandError(f"Không có xã, phường, đặc khu nào mang mã {commune}.")
        first = offices.find_first()
        code = options["code"] or (first.code if first else DEFAULT_CODE)
        try:
            office = offices.found(code, **{"name": DEFAULT_NAME, **wanted})
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        Office.objects.filter(pk=office.pk).update(**wanted)
        office.refresh_from_db()
        return office

    def _steward(self, office: Office, username: str) -> None:
        if posts.Assignment.objects.filter(office=office, post__kind=PostKind.STEWARD).exists():
            self._say("Quản trị viên đã có. Cần đăng nhập lại: motcua reset-access <tên đăng nhập>.")
            return
        member = Staff.objects.filter(office=office, account__username=username).first()
        if member is None:
            if staff.Account.objects.filter(username=username).exists():
                raise CommandError(f"Tên đăng nhập «{username}» thuộc cơ quan khác. Chọn tên khác bằng --steward.")
            member = staff.employ(office, username, "Quản trị viên", title="Quản trị hệ thống")
        now = timezone.now()
        post = posts.establish(office, PostKind.STEWARD, str(PostKind.STEWARD.label))
        posts.assign(member, post, local_day(now), basis="motcua init")
        token = sign_in_links.make(member, by=Acting.system(office.pk), at=now)
        self._say(first_sign_in.words(username, token))

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _hours(text: str | None) -> dict[str, time] | None:
    if text is None:
        return None
    match = HOURS.fullmatch(text.strip())
    try:
        moments = [time.fromisoformat(part.zfill(5)) for part in match.groups()] if match else []
    except ValueError:
        moments = []
    if len(moments) != 4 or moments != sorted(set(moments)):
        raise CommandError(f"Giờ làm việc «{text}» không đọc được. Viết như: --hours 07:30-11:30,13:00-17:00")
    return dict(zip(("morning_from", "morning_to", "afternoon_from", "afternoon_to"), moments, strict=True))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise CommandError(f"Ngày «{text}» không đọc được. Viết như: 2026-12-01") from problem


def _spelled(office: Office) -> str:
    row = calendar.WorkingHours.objects.filter(office=office).order_by("-valid_from").first()
    if row is None:
        return "chưa đặt"
    return f"{row.morning_from:%H:%M}–{row.morning_to:%H:%M} và {row.afternoon_from:%H:%M}–{row.afternoon_to:%H:%M}"
