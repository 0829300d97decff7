"""`motcua reset-access`: a one-time sign-in link printed at the console when nobody else can help; journalled."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.journal.acting import Acting
from motcua.office import second_factor as second_factors
from motcua.office import sign_in_links
from motcua.office.staff import Staff
from motcua.site import first_sign_in


class Command(BaseCommand):
    """Make a one-time link for one account; the old password works until the link is used."""

    help = "In liên kết đăng nhập một lần cho một tài khoản cán bộ, có ghi nhật ký."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose access is reset."""
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument(
            "--second-factor", action="store_true", help="gỡ cả lớp xác thực thứ hai khi mất điện thoại và mã dự phòng"
        )

    def handle(self, *, username: str, second_factor: bool = False, **_: Any) -> None:
        """Print the link, or say why there is none."""
        member = Staff.objects.select_related("account").filter(account__username__iexact=username.strip()).first()
        if member is None:
            raise CommandError(f"Không có tài khoản cán bộ «{username}». Kiểm tra lại tên đăng nhập.")
        if not (member.is_active and member.account.is_active):
            raise CommandError(f"Tài khoản «{member.account.username}» đã khóa. Quản trị viên phải mở khóa trước.")
        if second_factor:
            second_factors.remove(member, by=Acting.system(member.office_id), at=timezone.now())
        token = sign_in_links.make(member, by=Acting.system(member.office_id), at=timezone.now())
        self.stdout.write(first_sign_in.words(member.account.username, token))
