"""`motcua database-roles`: prints the SQL of the two PostgreSQL roles, or gives the application its rights."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from motcua.journal import roles


class Command(BaseCommand):
    """Print, or with --apply run as the owner after `motcua migrate`."""

    help = "Hai vai trò PostgreSQL: ứng dụng chỉ được thêm vào nhật ký, không sửa, không xóa"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names of the roles and whether to run the SQL."""
        parser.add_argument("--apply", action="store_true", help="chạy ngay, bằng kết nối của chủ cơ sở dữ liệu")
        parser.add_argument("--owner", default=roles.OWNER, help="vai trò sở hữu bảng, chạy migrate")
        parser.add_argument("--app", default=roles.APP, help="vai trò của trang web và tiến trình nền")

    def handle(self, *, apply: bool, owner: str, app: str, **_: object) -> None:
        """Print or run."""
        try:
            statements = roles.statements(owner, app)
        except ValueError as wrong:
            raise CommandError(f"Tên vai trò không dùng được: {wrong}") from wrong
        if not apply:
            self.stdout.write("-- Một lần, bằng quản trị viên của máy chủ cơ sở dữ liệu:")
            self.stdout.write("\n".join(f"{line};" for line in roles.making(owner, app)))
            self.stdout.write("\n-- Sau mỗi lần motcua migrate, bằng chủ cơ sở dữ liệu (hoặc: database-roles --apply):")
            self.stdout.write("\n".join(f"{line};" for line in statements))
            return
        if connection.vendor != "postgresql":
            raise CommandError("SQLite không có vai trò: ai mở được tệp thì sửa được; niêm phong mới vạch ra điều đó.")
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for line in statements:
                    cursor.execute(line)
        except ProgrammingError as refused:
            raise CommandError(
                f"Máy chủ từ chối: {refused}. Chạy bằng chủ sở hữu các bảng, sau motcua migrate."
            ) from refused
        self.stdout.write(f"{app}: được thêm vào nhật ký, không sửa, không xóa được.")
