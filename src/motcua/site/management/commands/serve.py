"""`motcua serve`: the web server and the worker of this installation, each started again when it dies."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.journal import clock_sanity
from motcua.site import serve


class Command(BaseCommand):
    """Check that the installation can be served, then become the supervisor of web and worker."""

    help = "Mở trang web và tiến trình nền; tự khởi động lại khi một bên dừng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address to listen at and the size of the web server."""
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="cổng")
        parser.add_argument("--workers", type=int, default=2, help="số tiến trình web")
        parser.add_argument("--threads", type=int, default=4, help="số luồng của mỗi tiến trình web")
        parser.add_argument("--no-worker", action="store_true", help="không chạy tiến trình nền ở máy này")

    def handle(self, *, host: str, port: int, workers: int, threads: int, no_worker: bool, **_: Any) -> None:
        """Run until told to stop."""
        if not serve.is_free(host, port):
            raise CommandError(
                f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: motcua serve --port {port + 1}"
                f" (hoặc make demo PORT={port + 1})."
            )
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "Cơ sở dữ liệu chưa được lập hoặc chưa cập nhật."
                " Chạy «motcua init» (lập mới) hoặc «motcua migrate» (sau khi nâng cấp)."
            )
        clock = clock_sanity.look()
        for warning in filter(None, (clock.words, clock.skew_words)):
            self._say(f"CẢNH BÁO: {warning}")
        connection.close()
        call_command("collectstatic", interactive=False, verbosity=0)
        # A fresh process in place of this one: looking after two children needs nothing of what was loaded to check.
        words = [sys.executable, "-m", "motcua.site.serve", host, str(port), str(workers), str(threads)]
        os.execv(sys.executable, words if no_worker else [*words, "worker"])  # noqa: S606 - our own interpreter

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
