"""`motcua demo`: the demo commune with four months of dossiers, made by the product's own acts.

A second run keeps what is there and only prints addresses and accounts; `--reset` starts over.
"""

from argparse import ArgumentParser
from datetime import UTC, datetime, time
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.journal import clock_confirmation, clock_sanity, tuning
from motcua.kernel.localtime import at_local
from motcua.office.offices import Office
from motcua.site.demo import commune


class Command(BaseCommand):
    """Load the demo commune, unless it is there, and say how to get in."""

    help = "Lập xã mẫu với dữ liệu bịa để dùng thử"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many dossiers, up to which day, and whether to start over."""
        parser.add_argument("--dossiers", type=int, default=2000, help="số hồ sơ (mặc định 2000)")
        parser.add_argument("--today", help="ngày cuối của lịch sử, ví dụ 2026-11-20 (mặc định: bây giờ)")
        parser.add_argument("--reset", action="store_true", help="xóa xã mẫu và nạp lại từ đầu")

    def handle(self, *, dossiers: int, today: str | None, reset: bool, **_: Any) -> None:
        """Load, then print addresses and accounts."""
        if not 20 <= dossiers <= 200_000:
            raise CommandError("Số hồ sơ phải từ 20 đến 200000.")
        began, now = monotonic(), _moment(today)
        try:
            if reset:
                commune.erase(self._say)
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            if commune.find_loaded() is None:
                call_command("import_pack", stdout=self.stdout)
            loaded = commune.load(now=now, count=dossiers, say=self._say)
        except commune.NotADemo as refusal:
            raise CommandError(str(refusal)) from refusal
        if loaded.is_new:
            tuning.analyse()
            self._say(f"Xã mẫu đã sẵn sàng: {loaded.dossiers} hồ sơ, {monotonic() - began:.0f} giây.")
        else:
            self._say(f"Xã mẫu đã có sẵn {loaded.dossiers} hồ sơ, giữ nguyên. Lập lại từ đầu: motcua demo --reset")
            if clock_sanity.look().is_ahead:
                # A demo often sleeps for months, and its dossiers are invented: nobody has to vouch for it.
                clock_confirmation.confirm(at=timezone.now())
                self._say("Xã mẫu đã nghỉ lâu ngày: đồng hồ máy này được xác nhận là đúng.")
        self._introduce()

    def _introduce(self) -> None:
        office = Office.objects.get(code=commune.CODE)
        code = commune.code_of_newest(office.pk)
        self._say("")
        self._say(f"Trang người dân      {settings.BASE_URL}/")
        self._say(f"Tra cứu              {settings.BASE_URL}/tra-cuu/   (thử mã {code})")
        self._say(f"Cán bộ đăng nhập     {settings.BASE_URL}{settings.LOGIN_URL}")
        self._say("")
        self._say(f"{'Tên đăng nhập':<16}{'Mật khẩu':<14}{'Người (bịa)':<22}Vị trí")
        for username, password, name, post in commune.accounts():
            self._say(f"{username:<16}{password:<14}{name:<22}{post}")
        self._say("")
        self._say("Mật khẩu này ai cũng biết: chỉ dùng để xem thử, không mở ra mạng.")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _moment(today: str | None) -> datetime:
    if today is None:
        return timezone.now()
    try:
        day = datetime.strptime(today, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as problem:
        raise CommandError(f"Ngày «{today}» không đọc được. Viết như: 2026-11-20") from problem
    return min(at_local(day, time(16, 30)), timezone.now())
